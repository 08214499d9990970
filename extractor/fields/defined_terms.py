"""Defined terms: the words to which a contract gives a meaning of its own, and where it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.fields.phrasing import plain, squeeze
from extractor.segmentation.printed import Printed
from extractor.types import Document, Span

Form = Literal["means", "bracket", "named", "bare", "quoted", "listed"]
"""How a term is given: ``"X" means``; ``(the "X")``; ``called "X"``; ``(X)`` without quotes; quoted in
any other way; ``X: ...``, which is a definition only where a list of definitions stands."""

_QUOTED = re.compile(r'"\s{0,3}(?P<term>[^"\n]{1,80}?)[\s,.;:]{0,3}"')
_SINGLE = re.compile(r"(?<![\w'])'(?P<term>[A-Z][^'\"\n]{1,60}?)'(?![\w'])")
_ALSO = r"(?:(?:or|and|and/or|each|an?|the|also)\s{1,3}){0,3}\"[^\"\n]{1,80}\"[\s,]{0,3}"
_LEAD_IN = (
    rf"[\s,]{{0,4}}(?:\([^()\n]{{1,90}}\)[\s,]{{0,3}})?(?:{_ALSO}){{0,3}}"
    r"(?:(?:as|when|where)\s{1,3}used\s[^,.\n]{1,60},?\s{1,3}|(?:for|in)\s[^,.\n]{1,60},\s{1,3})?"
    r"(?:(?:shall|will)\s{1,3})?(?:also\s{1,3}|only\s{1,3}|collectively\s{1,3}|each\s{1,3}|both\s{1,3}){0,2}"
)
_MEANS = re.compile(
    rf"{_LEAD_IN}(?:means?\b|(?:has|have)\s{{1,20}}the\s{{1,20}}(?:\w+\s{{1,20}})?meanings?\b)", re.IGNORECASE
)
_SAYS = re.compile(
    rf"{_LEAD_IN}(?:has\s|have\s|refers?\s|denotes?\s|includes?\s|(?:is|are|be)\s{{1,3}}(?:defined"
    rf"|the\s|an?\s|any\s|all\s)|:)",
    re.IGNORECASE,
)
_AFTER_REFERENCE = re.compile(
    r"\b(?:Sections?|Clauses?|Articles?|Paragraphs?|Exhibits?|Schedules?|Annex|Appendix"
    r"|Attachment)\s{1,3}[\w.()-]{1,12}\s{0,3}\(\s{0,3}$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:called|known\s{1,3}as|referred\s{1,3}to\s{1,3}(?:herein\s{1,3}"
    r"|collectively\s{1,3})?as|hereinafter|hereafter|"
    r"herein|collectively|together|individually|terms?|is|are|as|a\s{1,3}reference\s{1,3}to))"
    r"(?:\s{1,3}(?:the|an?|its|collectively|individually|each|as)){0,3}\s{0,3}$",
    re.IGNORECASE,
)
_BARE_ROLE = re.compile(
    r"\((?:(?:the|each|an?|hereinafter|hereafter|collectively|together)[\s,]{1,3}){0,3}"
    r"(?P<term>[A-Z][\w-]{1,30}(?:\s[A-Z][\w-]{1,30}){0,4})\)"
)
_CAPITALISED = (
    r"[A-Z][\w&/.-]{0,40}(?:'s)?(?:\s{1,2}(?:(?:of|and|or|the|for|to|in|on|by"
    r"|per)\s{1,2}){0,2}[A-Z(][\w&/.)-]{0,40}(?:'s)?){0,7}"
)
_BARE_MEANS = re.compile(
    rf"(?:The\s{{1,2}}term\s{{1,2}})?(?P<term>{_CAPITALISED})\s{{0,3}}(?:\([^()\n]{{1,60}}\)"
    rf"\s{{0,3}})?[,:-]{{0,2}}\s{{0,3}}"
    r"(?:(?:shall|will)\s{1,3}(?:mean|have\s{1,3}the\s{1,3}meaning)|means?\b|has\s{1,3}the\s{1,3}meaning|"
    r"have\s{1,3}the\s{1,3}meaning)"
)
_LISTED = re.compile(rf"(?P<term>{_CAPITALISED})\s{{0,3}}(?::|\s[-–—]\s|\t)\s{{0,3}}(?=\S)")
_POINTER = re.compile(
    r"\bdefined\b|\b(?:has|have)\s{1,20}the\s{1,20}(?:\w+\s{1,20})?(?:\w+\s{1,20})?meanings?\b"
    r"|\bmeaning\s{1,20}(?:set|given|ascribed|assigned|"
    r"specified|provided|stated)\b|\bset\s{1,20}(?:forth|out)\s{1,20}(?:in|on)\b|\bmeaning\s{1,20}in\b",
    re.IGNORECASE,
)
_NO_TERM = frozenset("Shall Will This That These Which It They Each Such If For As In When Where Any All The".split())
"""Words that begin a sentence about a meaning without being the term."""
_SUFFIX = re.compile(r"\s?\([a-z]{1,4}\)$")
_POINTER_CHARS = 160
_BRACKET_CHARS = 90
_LONGEST_TERM_WORDS = 9


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A term (``name``), the words that give it, and how; ``span`` covers the term without its quotes.

    ``meaning`` is the paragraph that gives it. ``leads``: the paragraph begins with it, as the entries of a list of
    definitions do. ``pointer``: the meaning is said to stand elsewhere.
    """

    name: str
    span: Span
    meaning: Span
    form: Form
    leads: bool = False
    pointer: bool = False


def find_defined_terms(document: Document, stretches: tuple[Printed, ...]) -> tuple[DefinedTerm, ...]:
    """All terms that ``document`` defines or puts in quotes, in reading order."""
    text = plain(document.text)
    found: dict[int, DefinedTerm] = {}
    for stretch in stretches:
        if not stretch.contents:
            for term in _in_stretch(text, stretch):
                found.setdefault(term.span.start, term)
    return tuple(found[start] for start in sorted(found))


def _in_stretch(text: str, stretch: Printed) -> Iterator[DefinedTerm]:
    start, end = stretch.body, stretch.span.end
    for match in _QUOTED.finditer(text, start, end):
        yield from _quoted(text, stretch, match)
    if "'" in text[start : start + 400]:
        for match in _SINGLE.finditer(text, start, min(end, start + 400)):
            if _MEANS.match(text, match.end(), min(end, match.end() + 200)):
                yield _term(text, stretch, match, "means")
    for match in _BARE_ROLE.finditer(text, start, end):
        yield _term(text, stretch, match, "bare")
    lead = _skip_blanks(text, start, end)
    bare = _BARE_MEANS.match(text, lead, min(end, lead + 200))
    if bare is not None and bare["term"].split()[0] not in _NO_TERM:
        yield _term(text, stretch, bare, "means")
    elif stretch.whole:
        listed = _LISTED.match(text, lead, min(end, lead + 120))
        if listed is not None:
            yield _term(text, stretch, listed, "listed")


def _quoted(text: str, stretch: Printed, match: re.Match[str]) -> Iterator[DefinedTerm]:
    words = match["term"].split()
    if not words or len(words) > _LONGEST_TERM_WORDS:
        return
    end = stretch.span.end
    reach = min(end, match.end() + 400)
    if _MEANS.match(text, match.end(), reach):
        form: Form = "means"
    elif _SAYS.match(text, match.end(), reach):
        form = "named"
    else:
        before = text[max(stretch.span.start, match.start() - _BRACKET_CHARS) : match.start()]
        opened = -1 if before.rstrip().endswith("[") else before.rfind("(")
        if opened >= 0 and ")" not in before[opened:]:
            form = "quoted" if _AFTER_REFERENCE.search(before) else "bracket"
        else:
            form = "named" if _NAMED_BEFORE.search(before[-40:]) else "quoted"
    yield _term(text, stretch, match, form)


def _term(text: str, stretch: Printed, match: re.Match[str], form: Form) -> DefinedTerm:
    after = text[match.end("term") : min(stretch.span.end, match.end("term") + _POINTER_CHARS)]
    lead = match.start("term") - _skip_blanks(text, stretch.body, stretch.span.end)
    return DefinedTerm(
        name=_SUFFIX.sub("", squeeze(match["term"]).strip(" ,.;:")),
        span=Span(*match.span("term")),
        meaning=stretch.span,
        form=form,
        leads=lead <= 14,
        pointer=_POINTER.search(after.partition(". ")[0]) is not None,
    )


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t\n":
        start += 1
    return start
