"""The terms of one contract with what a review makes of them: which words really define, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clause_library.findings.paper import Paper
from extractor.fields.defined_terms import DefinedTerm
from extractor.segmentation.printed import Printed
from extractor.types import Span

_DEFINITIONS = re.compile(r"\b(?:defin|interpret|glossary|certain\s{1,3}terms|dictionary)", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?:\bdefin|\bmean|\binterpret|\bin\s{1,3}(?:this|these)\s{1,3}[\w\s]{3,60}:)[^.]{0,120}$", re.IGNORECASE
)
_TERM = r"[\"']?(?P<term>[A-Z][\w&'/-]{0,30}(?: (?:(?:of|and|or|the|for|to) ){0,2}[A-Z(][\w&'/)-]{0,30}){0,5})[\"']?"
_COLUMN = re.compile(
    rf"\|?[ \t]{{0,6}}{_TERM}(?:[ \u00a0]{{3,}}|\t{{1,6}}|[ ]{{1,20}}\|[ ]?|\s?:\s{{1,3}}|\s[-–]\s)(?=[\w\"(£$€])"
)
_MEANING = re.compile(r"(?:[^\s\d]|\d{1,9}[ ,./-](?!\d{1,3}\.\d))[^\n]{0,80}?[a-z]{2}")
_SAYS = re.compile(r"[\"']\s{1,3}(?:is|are|refers?\s{1,3}to|denotes?|shall\s{1,3}(?:be|refer))\s", re.IGNORECASE)
_MARKED = re.compile(
    r"(?:[(]?[a-z0-9]{1,3}[.)]\s)?[*_]{1,3}[\"']?(?P<term>[A-Z][\w&'/ -]{1,60}?)[\"']?:?[*_]{1,3}\s{0,3}"
    r"(?:(?P<says>means\b|(?:shall|will)\s(?:mean|have)\b|refers?\sto\b|has\sthe\smeaning|is\s|are\s)|:|-|(?=\w))"
)
_ARE_CALLED = re.compile(
    r"(?:\b(?:is|are|be)|\bcalled|\breferred\s{1,3}to\s{1,3}(?:herein\s{1,3})?as)\s{1,3}"
    r"(?:(?:together|collectively|each)\s{1,3})?(?:the\s{1,3}|an?\s{1,3})[\"']$",
    re.IGNORECASE,
)
"""``The drafts are the "Work Product"``."""
_SENTENCE_BEFORE = re.compile(r"(?:^|[.;)]|\bthe|\bterm)\s{0,3}[\"']?$", re.IGNORECASE)
_FEWEST_IN_COLUMN = 4


def definitions_of(paper: Paper) -> tuple[DefinedTerm, ...]:
    """The terms in reading order; of the form ``means`` is every one that surely defines."""
    found = {term.span.start: _settled(paper, term) for term in paper.terms}
    found.update((term.span.start, term) for term in (*_marked(paper), *_columns(paper)))
    return tuple(found[start] for start in sorted(found))


def _settled(paper: Paper, term: DefinedTerm) -> DefinedTerm:
    """The term as one that is defined, where a sentence begins with it in quotes and goes on to say what it is."""
    if term.form not in ("named", "quoted", "means") or term.name.isupper() or not term.name[:1].isupper():
        return term
    if _ARE_CALLED.search(paper.plain, max(term.meaning.start, term.span.start - 40), term.span.start):
        return replace(term, form="bracket")
    says = term.form == "means" or _SAYS.match(paper.plain, term.span.end) is not None
    if term.leads:
        return replace(term, form="means") if says else term
    before = paper.plain[max(term.meaning.start, term.span.start - 12) : term.span.start]
    if not says or not _SENTENCE_BEFORE.search(before):
        return term
    stop = paper.plain.find(". ", term.span.end, term.meaning.end)
    sentence = Span(term.span.start - 1, term.meaning.end if stop < 0 else stop + 1)
    return replace(term, form="means", meaning=sentence, leads=True)


def _marked(paper: Paper) -> Iterator[DefinedTerm]:
    """The terms between stars or underscores, as bold and italics come out of a program."""
    for stretch in paper.paragraphs:
        match = _MARKED.match(paper.plain, stretch.body, stretch.span.end)
        if match is not None and (match["says"] or lists_definitions(paper, stretch.span.start)):
            yield DefinedTerm(match["term"].strip(), Span(*match.span("term")), stretch.span, "means", leads=True)


def _columns(paper: Paper) -> Iterator[DefinedTerm]:
    """The entries of tables with a term in one column and its meaning in the next, where they are announced."""
    run: list[DefinedTerm] = []
    last: Printed | None = None
    for stretch in paper.paragraphs:
        match = _COLUMN.match(paper.lined, stretch.body, stretch.span.end)
        if match is None:
            if len(run) >= _FEWEST_IN_COLUMN:
                yield from run
            run, last = [], stretch
            continue
        if not _MEANING.match(paper.lined, match.end(), stretch.span.end):
            continue  # a line of a table of contents
        if not run and not _is_announced(paper, stretch, last):
            continue
        span = Span(*match.span("term"))
        run.append(DefinedTerm(" ".join(match["term"].split()), span, stretch.span, "means", leads=True))
    if len(run) >= _FEWEST_IN_COLUMN:
        yield from run


def _is_announced(paper: Paper, stretch: Printed, above: Printed | None) -> bool:
    """Whether the heading, or the paragraph above, says that definitions follow."""
    return lists_definitions(paper, stretch.span.start) or (
        above is not None and _ANNOUNCED.search(paper.plain, above.span.start, above.span.end) is not None
    )


def lists_definitions(paper: Paper, offset: int) -> bool:
    """Whether a section that holds ``offset`` is called one of definitions."""
    clause, root = paper.clause(offset), paper.root(offset)
    return any(
        part is not None and _DEFINITIONS.search(f"{part.heading} {part.title}"[:160]) is not None
        for part in (clause, root)
    )
