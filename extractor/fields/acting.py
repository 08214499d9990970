"""Who may or must do what a sentence says, by the contract's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate

_MUTUAL = phrase(
    r"\b(?:either|each|any|both|every|neither)(?: of the| such)? part(?:y|ies)\b|"
    r"\bthe part(?:y|ies) (?:shall|will|may|agree)|\bby either\b|\bone party\b|\ba party\b|\beach other\b"
)
_ACTS = (
    r"(?:shall|will|must|may|can|agrees?|undertakes?|covenants?|reserves?|has|have|is (?:entitled|obligated|required)|"
    r"gives|provides|notifies|delivers|wishes|desires|elects)"
)
_WHO = phrase(
    rf"\b((?:[Tt]he )?[A-Z][\w&.'-]{{0,40}}(?: (?:and|of|&)(?= [A-Z])| [A-Z][\w&.'-]{{0,40}}){{0,4}}),? "
    rf"(?:[a-z]+ ){{0,2}}?{_ACTS}\b(?! (?:also |each )?(?:receive|be (?!entitled|permitted|obligated|required)))",
    exact_case=True,
)
_YOU_OR_WE = phrase(r"\b([Yy]ou|[Ww]e) (?:[a-z]+ ){0,2}?(?:shall|will|must|may|can|agree)\b", exact_case=True)
_LEADING = re.compile(r"^(?:\w{1,2}\.\s{1,20})?(?:[Tt]he\s{1,20})?")
"""A number before a paragraph, and the article."""
_ENTITIES = frozenset("inc inc. llc ltd ltd. corp corp. corporation company gmbh co co. plc lp llp s.a. ag the".split())


def names_of(parties: Iterable[Candidate]) -> frozenset[str]:
    """What a contract calls its parties, in lower case: name, role, defined name, and the name's first word."""
    found: set[str] = set()
    for party in parties:
        if party.name == "party" and isinstance(party.value, dict):
            said = [party.value.get(part) for part in ("name", "role", "defined_as")]
            found |= {_plainly(name) for name in said if isinstance(name, str)}
            found |= {_plainly(str(party.value.get("name"))).split(" ")[0].strip(",.")} - _ENTITIES
    return frozenset(found)


def acting_party(text: str, names: frozenset[str]) -> str | None:
    """``Customer`` of "Customer may extend", ``either`` where both sides may; None where no party of ``names`` acts."""
    found: list[tuple[int, str]] = []
    both = _MUTUAL.search(text)
    if both:
        found.append((both.start(), "either"))
    you = _YOU_OR_WE.search(text)
    if you:
        found.append((you.start(), you[1].capitalize()))
    who = next((match for match in _WHO.finditer(text) if _plainly(match[1]) in names), None)
    if who:
        found.append((who.start(), " ".join(_LEADING.sub("", who[1]).split())))
    return min(found)[1] if found else None


def _plainly(name: str) -> str:
    return " ".join(_LEADING.sub("", name).casefold().split())
