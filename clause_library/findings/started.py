"""Durations that begin on one day, and durations that a term stands for: each is stated once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from clause_library.findings.paper import Paper
from clause_library.findings.statements import length_of
from extractor.fields.durations import find_durations
from extractor.types import Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<m>{_MONTH}) (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})|(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH}) (?P<y2>\d{{4}}))"
)
_AFTER_DURATION = re.compile(
    r"[^.;]{0,40}?\b(?:from|(?:start|begin|commenc)\w{0,4}(?:\s{1,3}(?:on|from|as\s{1,3}of))?)\s{1,3}(?:the\s{1,3})?$",
    re.IGNORECASE,
)
_BEFORE_DURATION = re.compile(
    r"[,)]{0,2}\s{1,3}and\s{1,3}(?:shall\s{1,3}|will\s{1,3})?(?:lasts?|continues?|runs?|remains?|endures?)\b[^.;]{0,40}?\b(?:for)?"
    r"\s{1,3}(?:a\s{1,3}(?:term|period)\s{1,3}of\s{1,3})?$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:start|begin|commenc|take)\w{0,4}\s{1,3}(?:effect\s{1,3})?(?:on|from)\s{1,3}$", re.IGNORECASE
)
_CASES = re.compile(
    r"\b(?:notice|renew|extend|extension|option|first|initial|second|warrant|until|pay|deliver|within|lock|vest|exclusiv"
    r"|probation|trial|except|unless|provided)",
    re.IGNORECASE,
)
_LONGEST_SENTENCE_CHARS = 500
_CALLED = re.compile(r"\s{0,2}\((?:the\s{1,3})?[\"'](?P<term>(?:\w{2,20}\s)?(?:Term|Period))[\"']\)")


def durations_of_one_thing(paper: Paper) -> Iterator[tuple[str, list[tuple[str, Span]]]]:
    """What lasts, and each length that is stated for it with its place."""
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    named: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for stretch in paper.paragraphs:
        for sentence in paper.sentences(stretch):
            if len(sentence) > _LONGEST_SENTENCE_CHARS or paper.is_another_paper(sentence.start):
                continue
            words = paper.plain[sentence.start : sentence.end]
            if re.search(r"(?:day|week|month|year)s?\b", words) is None:
                continue
            for day, value, span in _from_a_day(paper, sentence, words):
                found[day].append((value, span))
            for term, value, span in _called(paper, sentence):
                named[term].append((value, span))
    for day, stated in found.items():
        yield f"what begins on {day}", stated
    for term, stated in named.items():
        yield f"the {term}", stated


def _from_a_day(paper: Paper, sentence: Span, words: str) -> Iterator[tuple[str, str, Span]]:
    """The one duration of a sentence that begins on its one date."""
    dates = list(_DATE.finditer(words))
    if len(dates) != 1:
        return
    lengths = list(find_durations(paper.plain, sentence.start, sentence.end))
    if len(lengths) != 1:
        return
    date, span = dates[0], lengths[0].span
    start, end = span.start - sentence.start, span.end - sentence.start
    after = end <= date.start() and _AFTER_DURATION.fullmatch(words[end : date.start()])
    before = (
        date.end() <= start
        and _STARTS.search(words[: date.start()])
        and _BEFORE_DURATION.fullmatch(words[date.end() : start])
    )
    if (after or before) and not _CASES.search(words[: max(end, date.end())]):
        month, day, year = (date["m"] or date["m2"]), (date["d"] or date["d2"]), (date["y"] or date["y2"])
        shown = Span(sentence.start + min(start, date.start()), sentence.start + max(end, date.end()))
        yield f"{int(day)} {month} {year}", length_of(lengths[0].duration), shown


def _called(paper: Paper, sentence: Span) -> Iterator[tuple[str, str, Span]]:
    """``for two years (the "Term")``, ``the Term of three years``."""
    for found in find_durations(paper.plain, sentence.start, sentence.end):
        match = _CALLED.match(paper.plain, found.span.end, sentence.end)
        if match is not None:
            yield match["term"], length_of(found.duration), Span(found.span.start, match.end())
            continue
        before = paper.plain[max(sentence.start, found.span.start - 60) : found.span.start]
        of = re.search(r"\bthe\s(?P<term>(?:[A-Z]\w{1,20}\s)?(?:Term|Period))\s(?:of|is|lasts)\s$", before)
        if of is not None:
            yield (
                of["term"],
                length_of(found.duration),
                Span(found.span.start - len(before) + of.start(), found.span.end),
            )
