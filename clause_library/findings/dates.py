"""Dates that no calendar has, or that come in an order that cannot be meant."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.types import Finding
from extractor.fields.dates import FoundDate, find_dates
from extractor.fields.durations import find_durations
from extractor.types import Evidence, Field, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WRITTEN = re.compile(
    rf"\b{_MONTH.replace('{0}', 'A')}\s{{1,3}}(?P<dayA>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<yearA>(?:19|20)\d\d)\b|"
    rf"(?<![\d.,/])(?P<dayB>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:day\s{{1,3}}of\s{{1,3}}"
    rf"|of\s{{1,3}})?{_MONTH.replace('{0}', 'B')},?\s{{1,3}}(?P<yearB>(?:19|20)\d\d)\b"
)
_LABELLED = re.compile(
    r"(?:^|[\n|\t]|\""
    r"|(?<=[.;:]\s))\s{0,3}(?:the\s{1,3})?(?P<label>(?:[A-Za-z-]{1,20}\s{1,2}){0,3}?(?:start"
    r"|commencement|effective|end|expiry|expiration|termination)\s{1,2}date)"
    r"\"?\s{0,3}(?::|\||\t|means|is|shall\s{1,3}be|\s{2,})\s{0,40}(?:the\s{1,3})?",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:start|commencement|effective)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?P<verb>expires?|ends?|terminates?|continues?(?:\s{1,3}in\s{1,3}(?:full\s{1,3})?(?:force"
    r"|effect)(?:\s{1,3}and\s{1,3}effect)?)?|remains?\s{1,3}in\s{1,3}(?:force|effect)|runs?"
    r"|lasts?)"
    r"\s{1,3}(?:automatically\s{1,3})?(?:on|until|till|through"
    r"|to)\s{1,3}(?:and\s{1,3}including\s{1,3})?(?:midnight\s{1,3}(?:on|of)\s{1,3})?$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:shall|will|must)\b[^.;]{0,160}\b(?:no\s{1,3}later\s{1,3}than|not\s{1,3}later\s{1,3}than"
    r"|on\s{1,3}or\s{1,3}before|by)\s{1,3}(?:close\s{1,3}of\s{1,3}business\s{1,3}on\s{1,3})?$",
    re.IGNORECASE,
)
_OWN_SUBJECT = re.compile(
    r"\b(?:this|the\s{1,3}(?:initial\s{1,3})?term|the\s{1,3}(?:subscription|licen[cs]e"
    r"|initial)\s{1,3}(?:term|period))\b",
    re.IGNORECASE,
)
_NOT_AHEAD = re.compile(
    r"\b(?:has|have|had|was|were|dated|previous|prior|original(?:ly)?|existing|already|amended"
    r"|predecessor|last\s{1,3}renew)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\b(?:from|between|beginning|commencing|starting|effective)\s{1,3}(?:on\s{1,3}|as\s{1,3}of\s{1,3})?$",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"\s{0,3},?\s{0,3}(?:\([^()]{1,40}\)\s{0,3})?,?\s{0,3}(?:and\s{1,3})?(?:to|until|through|till"
    r"|and|ending|expiring|terminating|ends)\s{1,3}(?:on\s{1,3}|and\s{1,3}including\s{1,3})?$",
    re.IGNORECASE,
)
_BEGINS_ON = re.compile(r"\b(?:starts?|begins?|commences?)\s{1,3}(?:on\s{1,3})?$", re.IGNORECASE)
_DONE_BY = re.compile(
    r",?\s{1,3}and\s{1,3}(?:(?:is|are|shall\s{1,3}be|will\s{1,3}be|must\s{1,3}be)\s{1,3}(?:completed|finished|done)"
    r"|(?:will\s{1,3}|shall\s{1,3})?(?:ends?|finish(?:es)?|expires?))\s{1,3}(?:on|by|before)\s{1,3}$",
    re.IGNORECASE,
)
"""``starts on 1 May and is completed by 30 April``."""
_END_NOTICE = re.compile(r"\bmay\s{1,3}(?:terminate|end|cancel)\b[^.;]{0,140}$", re.IGNORECASE)
_NOTICE_AFTER = re.compile(
    r"'?\s{0,3}(?:prior\s{1,3}|advance\s{1,3}|written\s{1,3}|previous\s{1,3}){0,3}notice\b", re.IGNORECASE
)
_TERM_BEFORE = re.compile(
    r"\bterm\b\)?\"?\s{0,3}(?::|of\s{1,3}this\s{1,3}\w{1,20}\s{1,3}(?:is|shall\s{1,3}be)|is"
    r"|shall\s{1,3}be|means|of)\s{1,3}(?:a\s{1,3}"
    r"|the\s{1,3})?(?:fixed\s{1,3})?(?:period\s{1,3}of\s{1,3})?$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:\bpage|\bp\.|\d)\s{0,6}$", re.IGNORECASE)
"""``Page 57 May 2004``: the foot of a page."""
_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d\d")
_TERM_OR_NOTICE = re.compile(r"(?i:term\b|notice)")
_MOST_STARTS = 4
"""An end date belongs to one of the start dates just before it."""
_BEFORE_CHARS = 200


def find_impossible_dates(paper: Paper) -> Iterator[Finding]:
    """Days that are not in the calendar, ends before beginnings, and a notice longer than the term."""
    yield from _not_in_calendar(paper)
    dates = [date for span in _with(paper, _YEAR) for date in find_dates(paper.plain, span.start, span.end)]
    told: set[int] = set()
    for finding in (*_pairs(paper, dates), *_before_begin(paper, dates), *_fields(paper)):
        if told.isdisjoint(evidence.start for evidence in finding.evidence[:1]):
            told.add(finding.evidence[0].start)
            yield finding
    yield from _notice_beyond_term(paper)


def _with(paper: Paper, words: re.Pattern[str]) -> Iterator[Span]:
    """The paragraphs in which ``words`` stand: a search for them is many times as fast as one for dates."""
    for stretch in paper.paragraphs:
        if words.search(paper.plain, stretch.span.start, stretch.span.end):
            yield stretch.span


def _not_in_calendar(paper: Paper) -> Iterator[Finding]:
    for match in _WRITTEN.finditer(paper.plain):
        kind = "A" if match["dayA"] else "B"
        month = _MONTHS.index(match[f"month{kind}"][:3].lower()) + 1
        day, year = int(match[f"day{kind}"]), int(match[f"year{kind}"])
        last = monthrange(year, month)[1]
        if (day > last or day == 0) and not _PAGE.search(paper.plain[max(0, match.start() - 12) : match.start()]):
            span = Span(*match.span())
            message = f"{paper.said(span)} in {paper.where(span.start)} is no date: that month has {last} days."
            yield paper.finding("impossible_dates", "high", message, (span,), 0.95)


def _pairs(paper: Paper, dates: Sequence[FoundDate]) -> Iterator[Finding]:
    """``from 1 May 2025 to 30 April 2024``, and an ``End Date`` before the ``Start Date``."""
    for first, second in itertools.pairwise(dates):
        before = paper.plain[max(0, first.span.start - 40) : first.span.start]
        between = paper.plain[first.span.end : second.span.start]
        ranged = _FROM_TO.search(before) and _UP_TO.match(between)
        lasting = _BEGINS_ON.search(before) and _DONE_BY.fullmatch(between)
        if len(between) < 60 and (ranged or lasting) and _is_before(second, first):
            yield _backwards(paper, first, second)
    starts: deque[FoundDate] = deque(maxlen=_MOST_STARTS)
    for match, date in _labelled(paper, dates):
        if _STARTS.search(match["label"]):
            starts.append(date)
            continue
        family = match["label"].lower().split()[:-2]
        for start in starts:
            if _is_before(date, start) and abs(date.span.start - start.span.start) < 600 and family != ["original"]:
                yield _backwards(paper, start, date)


def _labelled(paper: Paper, dates: Sequence[FoundDate]) -> Iterator[tuple[re.Match[str], FoundDate]]:
    by_start = {date.span.start: date for date in dates}
    for match in _LABELLED.finditer(paper.plain):
        date = by_start.get(match.end())
        if date is not None:
            yield match, date


def _before_begin(paper: Paper, dates: Sequence[FoundDate]) -> Iterator[Finding]:
    """Ends and deadlines that had passed when the contract was made."""
    begin = _begin(paper, dates)
    if begin is None:
        return
    value, evidence = begin
    for date in dates:
        if paper.attachment(date.span.start) is not None or not _lies_ahead(paper, date):
            continue
        if (
            date.day is not None
            and len(value) == len(date.value)
            and date.value < value
            and date.span.start != evidence.start
        ):
            shown = _with_words(paper, date.span)
            message = (
                f"{paper.said(shown)} in {paper.where(date.span.start)} lies before the contract begins: "
                f"{paper.said(evidence.span)}."
            )
            yield paper.finding("impossible_dates", "high", message, (shown, evidence.span), 0.8)


def _begin(paper: Paper, dates: Sequence[FoundDate]) -> tuple[str, Evidence] | None:
    """The day from which the contract runs: a labelled start date, else what the opening says."""
    for match, date in _labelled(paper, dates):
        if _STARTS.search(match["label"]) and date.day is not None:
            return date.value, paper.evidence(date.span)
    stated = [f for f in paper.fields if f.name in ("effective_date", "agreement_date") and not f.derived_from]
    opening = [f for f in stated if isinstance(f.value, str) and f.method in _SURE_METHODS]
    best = min(opening, key=lambda field: str(field.value), default=None)
    return None if best is None else (str(best.value), best)


_SURE_METHODS = frozenset({"date_preamble", "effective_preamble"})


def _lies_ahead(paper: Paper, date: FoundDate) -> bool:
    """Whether the words before say that the day is still to come for this contract."""
    line = paper.plain.rfind("\n", 0, date.span.start) + 1
    before = paper.plain[max(line, date.span.start - _BEFORE_CHARS) : date.span.start]
    sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1 :]
    if _NOT_AHEAD.search(sentence):
        return False
    ends = _ENDS.search(sentence)
    return (ends is not None and _OWN_SUBJECT.search(sentence) is not None) or _DEADLINE.search(sentence) is not None


def _with_words(paper: Paper, span: Span) -> Span:
    """The date with up to three words before it."""
    start = span.start
    for _ in range(3):
        blank = paper.text.rfind(" ", max(0, start - 16), start - 1)
        if blank < 0 or "\n" in paper.text[blank:start]:
            break
        start = blank + 1
    return Span(start, span.end)


def _is_before(first: FoundDate, second: FoundDate) -> bool:
    length = min(len(first.value), len(second.value))
    return first.value[:length] < second.value[:length]


def _backwards(paper: Paper, start: FoundDate, end: FoundDate) -> Finding:
    message = (
        f"The end, {paper.said(end.span)} in {paper.where(end.span.start)}, lies before the beginning, "
        f"{paper.said(start.span)}."
    )
    return paper.finding("impossible_dates", "high", message, (end.span, start.span), 0.85)


def _fields(paper: Paper) -> Iterator[Finding]:
    """The expiration and effective dates that were read from the contract."""
    effective = next((field for field in paper.fields if field.name == "effective_date"), None)
    expiration = next((field for field in paper.fields if field.name == "expiration_date"), None)
    if effective is None or expiration is None or expiration.derived_from or not _are_dates(effective, expiration):
        return
    precision = min(len(str(effective.value)), len(str(expiration.value)))
    if str(expiration.value)[:precision] < str(effective.value)[:precision]:
        yield Finding(
            kind="impossible_dates",
            severity="high",
            message=f"The contract ends on {expiration.value}, before it takes effect on {effective.value}.",
            evidence=(expiration, effective),
            confidence=round(min(effective.confidence, expiration.confidence), 4),
        )


def _are_dates(*fields: Field) -> bool:
    return all(isinstance(field.value, str) and re.match(r"\d{4}", field.value) for field in fields)


def _notice_beyond_term(paper: Paper) -> Iterator[Finding]:
    """A right to end the contract early by a notice that takes longer than the contract runs."""
    spans = _with(paper, _TERM_OR_NOTICE)
    durations = [found for span in spans for found in find_durations(paper.plain, span.start, span.end)]
    terms = [
        (found.duration.days, found.span) for found in durations if _TERM_BEFORE.search(_before(paper, found.span))
    ]
    if not terms:
        return
    days, span = max(terms, key=lambda term: term[0])
    for found in durations:
        notice = _NOTICE_AFTER.match(paper.plain, found.span.end)
        if notice is None or not _END_NOTICE.search(_before(paper, found.span)):
            continue
        if found.duration.days > days * Decimal("1.02"):
            shown = Span(found.span.start, notice.end())
            message = (
                f"{paper.said(shown)} in {paper.where(shown.start)} is longer than the whole term, "
                f"{paper.said(span)} in {paper.where(span.start)}."
            )
            yield paper.finding("impossible_dates", "medium", message, (shown, span), 0.75)


def _before(paper: Paper, span: Span) -> str:
    line = paper.plain.rfind("\n", 0, span.start) + 1
    return paper.plain[max(line, span.start - _BEFORE_CHARS) : span.start]
