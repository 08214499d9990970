"""The parties as the opening of a contract names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clause_library.findings.companies import NAME, Company, base_of, companies_in, form_of, runs_over
from clause_library.findings.paper import Paper
from extractor.types import Span

_DEFINES = re.compile(
    r"\((?:the\s{1,3}|hereinafter\s{1,3}"
    r"|each\s{1,3})?[\"']?(?P<term>[A-Z][\w-]{1,30}(?:\s[A-Z][\w-]{1,30}){0,2})[\"']?\)"
    r"\s{0,3}[;.,]?\s{0,3}(?:and)?\s{0,3}$"
)
_OPENING_CHARS = 6_000
_FROM_NAME_CHARS = 420
_LONGEST_NAME_CHARS = 120
_SURE_METHODS = frozenset({"party_pair", "party_defined", "party_preamble", "party_label"})
_RECITALS = re.compile(
    r"\b(?:RECITALS?|BACKGROUND|WHEREAS|WITNESSETH|AGREED\s{1,3}TERMS|DEFINITIONS?|Definitions"
    r"|Recitals|Background|Whereas|IT\s{1,3}IS\s{1,3}AGREED|NOW,?\s{1,3}THEREFORE)\b"
)
_TERM_IN_BRACKETS = re.compile(
    r"\((?:(?:the|hereinafter|hereafter|referred\s{1,3}to\s{1,3}as|called|each"
    r"|you\s{1,3}or|we\s{1,3}or|an?)[\s,:]{1,3}){0,4}[\"']?(?P<term>[A-Z][\w&-]{1,30}(?:[ \t][A-Z][\w&-]{1,30}){0,2})"
    r"[\"']?\)"
)
_NO_PARTY_TERMS = frozenset(
    "agreement effective date|agreement|contract|deed|effective date|party|parties|sla|licence"
    "|license|order form|project".split("|")
)
_CUT_OFF = re.compile(r"\b[A-Z]{2,30}\s{1,3}(?:AND|&)\s{1,3}$")
_ITEM = re.compile(r"\s{0,3}(?:\(?(?:\d{1,2}|[A-Z]|[a-z])[.)]\s{1,3})?")
_LINE = re.compile(r"(?:^|\n)[ \t]{0,60}([A-Z0-9][^\n|]{3,90}?)[ \t]{0,20}(?=\n|$)")
_CALLED = re.compile(r"\bherein\w{0,9}\b[^\n\"']{0,40}[\"'](?P<term>[A-Z][\w -]{1,30})[\"']")
_LABELLED = re.compile(
    r"(?:^|\n|\|)[ \t]{0,12}(?P<label>[A-Z][A-Za-z-]{2,20}(?: [A-Z][A-Za-z-]{2,20})?)"
    r"[ \t]{0,3}(?::|\|)[ \t]{0,9}(?=[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party: its name, the words before its legal form, the form (empty for a person), and what it is called."""

    name: str
    base: tuple[str, ...]
    form: str
    term: str
    span: Span

    @property
    def letters(self) -> str:
        """The words without what is between them."""
        return "".join(self.base)


def parties_of(paper: Paper) -> list[Party]:
    """The parties, read in the way that finds most: as fields, in a list, by labels, or by terms in brackets."""
    best: list[Party] = []
    for read in (_from_fields, _from_list, _from_opening, _from_labels, _from_lines):
        found = _distinct(read(paper))
        if len(found) > len(best) and (len(best) < 2 or read in (_from_fields, _from_list)):
            best = found
    return best if len(best) > 1 else _distinct([*best, *_from_both_ends(paper)])


def _from_both_ends(paper: Paper) -> Iterator[Party]:
    """Names that stand in the opening and again where the contract is signed."""
    half = len(paper.plain) // 2
    ends = {name.base for name in companies_in(paper.plain, max(half, len(paper.plain) - _OPENING_CHARS))}
    for name in companies_in(paper.plain, 0, min(half, _OPENING_CHARS // 2)):
        if name.base in ends and len(name.base) > 1:
            yield _called(name, "")


def _distinct(parties: Iterable[Party]) -> list[Party]:
    found: dict[tuple[str, ...], Party] = {}
    for party in parties:
        if party.base and not runs_over(party.name.rpartition(" ")[0]):
            found.setdefault(party.base, party)
    return list(found.values())


def _called(company: Company, term: str) -> Party:
    return Party(company.name, company.base, company.form, term, company.span)


def _from_opening(paper: Paper) -> Iterator[Party]:
    """``Acme Limited, a company ... (the "Supplier")``: in the opening, before anything is numbered."""
    text = paper.plain[:_OPENING_CHARS]
    stop = _RECITALS.search(text)
    end = stop.start() if stop else len(text)
    last = 0
    for bracket in _TERM_IN_BRACKETS.finditer(text, 0, end):
        names = companies_in(text, max(last, bracket.start() - _FROM_NAME_CHARS), bracket.start())
        last = bracket.end()
        first = next(names, None)
        if first is not None and bracket["term"].lower() not in _NO_PARTY_TERMS:
            yield _called(first, bracket["term"])


def _from_fields(paper: Paper) -> Iterator[Party]:
    for field in paper.fields:
        if field.name != "party" or field.method not in _SURE_METHODS or not isinstance(field.value, dict):
            continue
        name = str(field.value["name"])
        start = paper.plain.find(name.split()[0], field.start, field.end)
        term = str(field.value.get("defined_as") or "")
        match = NAME.match(name)
        at = Span(max(start, field.start), min(field.end, max(start, field.start) + len(name)))
        if _CUT_OFF.search(paper.plain[max(0, at.start - 40) : at.start]):
            continue
        if match is not None and match.end() >= len(name) - 1:
            yield Party(name, base_of(match["base"]), form_of(match["form"]), term, at)
        else:
            yield Party(name, base_of(name), "", term, at)


def _from_list(paper: Paper) -> Iterator[Party]:
    """Paragraphs of the opening that begin with a name and end with a term in brackets."""
    for stretch in paper.paragraphs:
        if stretch.span.start > _OPENING_CHARS:
            return
        item = _ITEM.match(paper.plain, stretch.body, stretch.span.end)
        start = item.end() if item else stretch.body
        tail = _DEFINES.search(paper.plain[max(stretch.body, stretch.span.end - 60) : stretch.span.end])
        first = next(companies_in(paper.plain, start, min(stretch.span.end, start + _LONGEST_NAME_CHARS)), None)
        if first is not None and first.span.start == start and tail is not None:
            yield _called(first, tail["term"])


def _from_labels(paper: Paper) -> Iterator[Party]:
    """``LESSOR: ACME, LLC`` on lines of the opening."""
    for label in _LABELLED.finditer(paper.plain, 0, _OPENING_CHARS // 2):
        first = next(companies_in(paper.plain, label.end(), label.end() + _LONGEST_NAME_CHARS), None)
        if first is not None and first.span.start == label.end():
            yield _called(first, label["label"].title())


def _from_lines(paper: Paper) -> Iterator[Party]:
    """Names that stand alone on lines of the opening, between ``between`` and the first section."""
    text = paper.plain[:_OPENING_CHARS]
    stop = _RECITALS.search(text)
    for line in _LINE.finditer(text, 0, min(stop.start() if stop else len(text), _OPENING_CHARS // 2)):
        first = next(companies_in(text, line.start(1), line.end(1)), None)
        if (
            first is not None
            and first.span.start == line.start(1)
            and not text[first.span.end : line.end(1)].strip(" ,.")
        ):
            term = _CALLED.search(text, line.end(), line.end() + _LONGEST_NAME_CHARS * 2)
            yield _called(first, term["term"] if term else "")
