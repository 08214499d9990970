"""The parties: who they are, what the contract calls them, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.party_names import has_legal_form, has_strong_form, is_name, name_at
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.preamble import Preamble
from extractor.fields.reading import Candidate, Reading
from extractor.fields.signatures import signature_parties
from extractor.types import FieldValue, Span

ROLES = frozenset(
    """
    advertiser affiliate agency agent buyer client company consultant contractor customer developer distributor employee
    employer endorser executive franchisee franchisor guarantor investor landlord lender lessee lessor licensee licensor
    manager manufacturer member merchant operator owner partner principal processor professional provider publisher
    purchaser recipient reseller seller sponsor subscriber supplier tenant trust user vendor controller
    """.split()
)
"""Defined names that say what a party does."""

MOST_PARTIES = 12
_SEPARATOR = phrase(
    r";|,? ?\band\b(?: ?/ ?or)?(?: (?:between|among))?:?|,? ?& (?=[A-Z])|\bAND:|, (?=[A-Z][^,(]{2,60}, (?:an?|the) )"
)
_QUOTED = re.compile(r"\"\s*([^\"]{1,60}?)[\s,.]*\"")
_ROLE_PHRASE = phrase(
    r"\b(?:as|hereinafter(?: referred to as| called)?|referred to as|the)(?: the)? \"?([A-Z][a-z]+)\"?(?= ?[),;.]| and\b|$)"
)
_GROUP_TERM = phrase(r"\b(?:collectively|individually|together|each|jointly|sometimes|parties|party)\b")
_DESCRIBED = phrase(
    r",? (?:an?|the) (?:[A-Za-z.]+ ){0,6}(?:corporation|company|partnership|limited|trust|individual|bank|association|"
    r"person|resident|institution|corp|entity|llc|organi[sz]ation|body|university|non-?profit)"
)
_NOT_A_PARTY = phrase(
    r"^ ?(?:its|their|his|her|each of|any|all|such|the (?:other|parties)|affiliates|subsidiar|successors|assigns|having|"
    r"with|collectively|individually|together|between|incorporated under|existing)"
)
_RELATED = phrase(
    r"\b(?:subsidiary|division|affiliate|parent|behalf|laws|series|services|administrator|registrar|trustee) (?:of|for) ?$"
)


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its name as printed, what the contract calls it, and the words that say so."""

    name: str
    defined_as: str | None
    span: Span

    @property
    def value(self) -> FieldValue:
        """The field's value."""
        role = self.defined_as.lower() if self.defined_as and self.defined_as.lower() in ROLES else None
        return {"name": self.name, "role": role, "defined_as": self.defined_as}


def find_parties(reading: Reading, preamble: Preamble | None) -> list[Candidate]:
    """The parties of the preamble; where it names none, or only one, those of the definitions and signatures."""
    found = list(_listed(reading.text, preamble.parties)) if preamble else []
    method = "party_preamble"
    if not found:
        found, method = list(_defined(reading.text)), "party_definition"
    candidates = [Candidate("party", party.value, party.span, method) for party in _distinct(found)]
    if len(candidates) < 2:
        candidates += _signed(reading, candidates)
    return candidates[:MOST_PARTIES]


def _listed(text: str, span: Span) -> Iterator[Party]:
    """The parties of a list such as "A, a Delaware corporation ("X"), and B ("Y")"."""
    parts = list(_parts(text, span))
    for start, end in parts:
        if _NOT_A_PARTY.match(text, start, end):
            continue
        name = name_at(text, start, end)
        if name is not None:
            yield _party(text, name, end)


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The stretches between separators that each hold one party. Separators in brackets do not count."""
    start = span.start
    for match in _separators(text, span):
        if not _completes(text, start, match.start()) or not _begins(text, match.end(), span.end):
            continue
        yield start, match.start()
        start = match.end()
    yield start, span.end


def _separators(text: str, span: Span) -> Iterator[re.Match[str]]:
    depth, last = 0, span.start
    for match in _SEPARATOR.finditer(text, span.start, span.end):
        depth = max(0, depth + text.count("(", last, match.start()) - text.count(")", last, match.start()))
        last = match.start()
        if depth == 0:
            yield match


def _completes(text: str, start: int, end: int) -> bool:
    """Whether the words up to ``end`` hold a whole party, so that "and" ends it."""
    part = text[start:end]
    if '"' in part or "(" in part or _DESCRIBED.search(part) or has_strong_form(part.rstrip(" ,")):
        return True
    name = name_at(text, start, end)
    return name is not None and 2 <= len(text[name[0] : name[1]].split()) <= 6


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a party's name begins at ``start``; the end of "Sears, Roebuck and Co." is none."""
    if re.match(r"\s*(?:Co|Company|Sons|Associates|Partners|Brothers|Bros)\b", text[start : start + 14]):
        return False
    return not _NOT_A_PARTY.match(text, start, end) and name_at(text, start, min(end, start + 300)) is not None


def _party(text: str, name: tuple[int, int], end: int) -> Party:
    printed = squeeze(text[name[0] : name[1]]).strip(" ,;")
    limit = min(end, name[1] + 700)
    return Party(printed, _defined_as(text, name[1], limit), Span(name[0], _phrase_end(text, name[1], limit)))


def _phrase_end(text: str, start: int, limit: int) -> int:
    """Up to the bracket that defines the party's short name; else the name alone."""
    close = text.find('")', start, min(limit, start + 300))
    return close + 2 if close >= 0 else start


def _defined_as(text: str, start: int, end: int) -> str | None:
    for match in _QUOTED.finditer(text, start, end):
        term = squeeze(match[1]).strip(" ,.")
        if (
            term
            and not _GROUP_TERM.search(term)
            and not _GROUP_TERM.search(text[max(start, match.start() - 24) : match.start()])
        ):
            return term
    role = _ROLE_PHRASE.search(text, start, end)
    return role[1] if role and role[1].lower() in ROLES else None


_DEFINITION = re.compile(
    r"\(\s*(?:the|hereinafter|herein|referred to as|hereinafter referred to as|,|\s){0,6}\"\s*([^\"]{1,40}?)[\s,.]*\"",
    re.IGNORECASE,
)
_DEFINITION_CHARS = 6_000
_NAME_BEFORE = re.compile(r"((?:(?:[A-Z0-9][\w&'.,/-]*|of|and|the|&)\s+){0,9}[A-Z][\w&'./-]*)\s*,?\s*$")


def _defined(text: str) -> Iterator[Party]:
    """Names that the opening defines as a role or with their legal form: ``Aduro Biotech, Inc. ("Aduro")``."""
    for match in _DEFINITION.finditer(text, 0, min(len(text), _DEFINITION_CHARS)):
        start = max(0, match.start() - 140)
        described = list(_DESCRIBED.finditer(text, start, match.start()))
        close = described[0].start() if described else match.start()
        before = _NAME_BEFORE.search(text[start:close])
        if before is None or _RELATED.search(text[max(0, start + before.start() - 30) : start + before.start() + 1]):
            continue
        name = squeeze(before[1]).strip(" ,")
        name = re.sub(r"^(?:(?:The|This|In|For|By|And|and|of|Between|That|As|To)\s+)+(?=[A-Z])", "", name)
        if is_name(name) and (has_legal_form(name) or match[1].lower() in ROLES):
            yield Party(name, squeeze(match[1]), Span(start + before.start(1), min(len(text), match.end() + 1)))


def _distinct(parties: list[Party]) -> list[Party]:
    seen: set[str] = set()
    kept = []
    for party in parties:
        key = re.sub(r"\W+", "", party.name.lower())
        if key not in seen:
            seen.add(key)
            kept.append(party)
    return kept


def _signed(reading: Reading, known: list[Candidate]) -> list[Candidate]:
    """Who signs, where the opening names fewer than two."""
    names = [str(candidate.value["name"]) for candidate in known if isinstance(candidate.value, dict)]
    taken = {re.sub(r"\W+", "", name.lower()) for name in names}
    found = []
    for name, span in signature_parties(reading):
        key = re.sub(r"\W+", "", name.lower())
        if key and not any(key.startswith(other) or other.startswith(key) for other in taken):
            taken.add(key)
            value: FieldValue = {"name": name, "role": None, "defined_as": None}
            found.append(Candidate("party", value, span, "party_signature"))
    return found
