"""The parties: who they are, what the contract calls them, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.fields.legal_forms import has_legal_form, has_strong_form
from extractor.fields.party import Party
from extractor.fields.party_acts import acting_parties
from extractor.fields.party_definitions import defined_parties
from extractor.fields.party_labels import labelled_parties, parties_by_role
from extractor.fields.party_letters import letter_parties
from extractor.fields.party_lists import listed_parties
from extractor.fields.phrasing import phrase
from extractor.fields.preamble import Preamble
from extractor.fields.reading import Candidate, Reading
from extractor.fields.signatures import signature_parties

MOST_PARTIES = 80
"""Consortia and joint filings have dozens; more names than this are a list of something else."""

_SIGNATORIES = phrase(
    r"\b(?:undersigned|signatory|signatories|(?:on|in|to) (?:the|this|its) signature pages?|on the signature|"
    r"(?:listed|identified|named|set forth|set out) (?:on|in) (?:the )?(?:schedule|exhibit|annex|appendix))\b"
)


def find_parties(reading: Reading, preambles: list[Preamble]) -> list[Candidate]:
    """The labelled parties, or those of the best preamble; signatures, then definitions, fill what these leave open."""
    labelled = labelled_parties(reading.text)
    if labelled:
        return [Candidate("party", party.value, party.span, "party_label") for party in labelled]

    elsewhere = bool(preambles) and _SIGNATORIES.search(_words(reading, preambles[0])) is not None
    found = _best_list(reading.text, preambles[:1] if elsewhere else preambles)
    named = _distinct(found)
    roles = parties_by_role(reading.contract.document.text) if len(named) < 2 else []
    if roles:
        return [Candidate("party", party.value, party.span, "party_label") for party in roles]
    acting = (acting_parties(reading) or letter_parties(reading)) if not named else []
    named = acting if len(acting) > 1 else named
    pair = _are_a_pair(named)
    candidates = [
        Candidate("party", party.value, party.span, "party_pair" if pair else _method(party)) for party in named
    ]
    if len(candidates) < 2:
        signed = _new(candidates, signature_parties(reading), "party_signature")
        candidates += signed if candidates else _companies(reading.text, signed) or signed
    if len(candidates) < 2:
        candidates += _new(candidates, defined_parties(reading.text), "party_definition")[: 2 - len(candidates)]
    return candidates[:MOST_PARTIES]


def _companies(text: str, signed: Sequence[Candidate]) -> list[Candidate]:
    """The two companies that the opening gives short names, where not two of those that sign are companies."""
    if sum(isinstance(sign.value, dict) and has_legal_form(str(sign.value["name"])) for sign in signed) > 1:
        return []
    found = _new([], (party for party in defined_parties(text) if has_strong_form(party.name)), "party_definition")
    return found if len(found) == 2 else []


def _words(reading: Reading, preamble: Preamble) -> str:
    return reading.text[preamble.parties.start : preamble.parties.end]


def _best_list(text: str, preambles: list[Preamble]) -> list[Party]:
    """The first paragraph that names two parties; else the first that names one and says that it is a party."""
    first: list[Party] = []
    lists = [list(listed_parties(text, preamble.parties)) for preamble in preambles]
    for found in lists:
        if len(found) >= 2 and any(_is_plain(party) for party in found[:2]):
            return _earlier_defined(found, lists) or found
        if not first and found and _is_plain(found[0]):
            first = found
    return first


def _earlier_defined(best: list[Party], lists: list[list[Party]]) -> list[Party] | None:
    """A list before the best-looking one that, unlike it, gives its first two parties short names; None without."""
    if all(party.defined_as for party in best[:2]):
        return None
    before = (found for found in lists if len(found) >= 2 and found[0].span.start < best[0].span.start)
    return next((found for found in before if all(party.defined_as for party in found[:2])), None)


def _is_plain(party: Party) -> bool:
    """Whether something besides its place says that this is a party: a legal form, or a short name."""
    return party.defined_as is not None or has_legal_form(party.name)


def _distinct(parties: list[Party]) -> list[Party]:
    """Each party once; a short name that comes back as if it were a party is none."""
    short = {_key(party.defined_as) for party in parties if party.defined_as}
    seen: set[str] = set()
    kept = []
    for party in parties:
        key = _key(party.name)
        if key not in seen and (key not in short or party.defined_as is not None):
            seen |= {key, _key(party.defined_as or party.name)}
            kept.append(party)
    return kept


def _are_a_pair(parties: Sequence[Party]) -> bool:
    """Whether they are two companies, each with a name by which the contract goes on: hardly ever misread."""
    return len(parties) == 2 and all(party.defined_as and has_legal_form(party.name) for party in parties)


def _method(party: Party) -> str:
    """A company with a short name is hardly ever misread; a bare name may be something else."""
    return "party_defined" if party.defined_as and has_legal_form(party.name) else "party_preamble"


def _new(known: list[Candidate], found: Iterable[Party], method: str) -> list[Candidate]:
    """Those of ``found`` that are not known yet under a longer or shorter name."""
    taken = {_key(str(candidate.value["name"])) for candidate in known if isinstance(candidate.value, dict)}
    fresh = []
    for party in found:
        key = _key(party.name)
        if key and not any(key.startswith(other) or other.startswith(key) for other in taken):
            taken.add(key)
            fresh.append(Candidate("party", party.value, party.span, method))
    return fresh


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name.lower())
