"""How much of the time a service is promised to be available."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.fields.durations import find_durations
from extractor.fields.percents import FoundPercent, find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import Span

MOST = 12
_AVAILABLE = phrase(
    r"\b(?:up-?time|availab(?:le|ility)|operational|accessible|reachable|(?:be|remain|is|are) up\b|up and [a-z]+|"
    r"network "
    r"reliability|on-?line)\b"
)
_CUE = phrase(
    r"\b(?:up-?time|availab(?:le|ility)|operational|accessible|reachable|reliability|on-?line|up and [a-z]+|servers?|"
    r"of the time)\b"
)
_CREDIT = phrase(
    r"\b(?:credit(?: event)?|refund|rebate|below|(?<!not\s)(?<!no\s)(?:less|lower) than|falls?|occur if|fails? to|"
    r"drops?|"
    r"penalt\w+)\b[^.;%]{0,90}$|"
    r"\b(?:but|between|under|not to exceed|exceed)\b[^.;%]{0,30}$"
)
_CREDIT_AFTER = phrase(r"^[^.;]{0,12}\bor (?:less|lower|below)\b|^[^.;]{0,40}\b(?:credit|refund|rebate)\b")
_OTHER = phrase(
    r"\b(?:inventory|shares|stock|capacity|on-?time|accura\w+|fill rate|yield|interest|revenue|sales|purity|"
    r"deliver(?:y|ies)|capital|"
    r"funds available|credit available|fees?|price)\b"
)
_PERIODS = (
    (
        phrase(
            r"\b(?:per|each|every|any|a|given|calendar|the|in|one) (?:\(\d\) ?)?(?:calendar )?month|monthly|\bmonth\b"
        ),
        "P1M",
    ),
    (phrase(r"\bquarter"), "P3M"),
    (phrase(r"\b(?:per|each|every|any|a|calendar|contract) (?:calendar |contract )?year|annual|annum\b"), "P1Y"),
    (phrase(r"\b(?<!days\s)(?:per|each|every|any|a) week\b|weekly"), "P7D"),
    (phrase(r"\b(?:per|each|every|any|a) (?:calendar )?day\b|daily"), "P1D"),
)
_SCOPE = phrase(
    r"\b((?:the )?(?:[A-Z][\w-]+ ){0,3}(?:Services?|Platform|System|Systems|Software|Application|Sites?|Websites?|"
    r"Network|Servers?|Product|Solutions?|API|Portal))\b",
    exact_case=True,
)
_SUBJECT = phrase(r"((?:[A-Z][\w-]{1,24} ){1,4}?)(?i:availability|uptime)\b", exact_case=True)
"""What the availability is of, where it stands right before the word: "Mail Gateway Availability"."""
_EXCLUDES = phrase(
    r"\b(?:excluding|exclusive of|excepting|except (?:for )?|other than|not including|does not include|net of|less) "
    r"((?:any |all |the |periods? of )*[a-z][^.;%]{4,240})"
)
_OUTAGE = phrase(
    r"\b(?:maintenance|down-?time|outages?|interruptions?|upgrades?|force majeure|events?|causes?|failures?|holidays|"
    r"scheduled|planned|unavailab\w+)\b"
)
_LINE_ABOVE_CHARS = 60
_MEASURED = phrase(r"\b(?:any|each|every|over|rolling|on|per|during|a)\b[^.;]{0,24}$")
_UPTIME_NEAR = phrase(r"\b(?:up-?time|availability|of the time)\b")
_LEAST_PERCENT = Decimal(90)
_NEAR = 170


def find_uptime(reading: Reading, taken: Sequence[Span] = ()) -> list[Candidate]:
    """The uptime that is committed, each percentage of a sentence; thresholds of credits (``taken``) are none."""
    found: list[Candidate] = []
    for sentence in reading.find(
        _CUE,
        "uptime",
        "up-time",
        "availab",
        "operational",
        "accessible",
        "reliability",
        "reachable",
        "online",
        "on-line",
        "up and ",
        "of the time",
    ):
        for candidate in _uptime(reading, sentence, taken):
            if all(candidate.value != other.value for other in found):
                found.append(candidate)
    return found[:MOST]


def _uptime(reading: Reading, sentence: Sentence, taken: Sequence[Span]) -> Iterator[Candidate]:
    text = sentence.text
    if _OTHER.search(text) and not re.search(r"up-?\s?time|availability", text, re.IGNORECASE):
        return
    percents = [p for p in find_percents(text) if _LEAST_PERCENT <= Decimal(p.percent) <= 100]
    for place, percent in enumerate(percents):
        before = text[max(0, percent.span.start - _NEAR) : percent.span.start]
        after = text[percent.span.end : percent.span.end + _NEAR]
        if not (_AVAILABLE.search(before) or _AVAILABLE.search(after)):
            continue
        if any(span.covers(sentence.place(percent.span.start, percent.span.end)) for span in taken):
            continue
        if _CREDIT.search(before) or _CREDIT_AFTER.search(after):
            continue
        if Decimal(percent.percent) == 100 and not _UPTIME_NEAR.search(before[-60:] + after[:60]):
            continue
        following = percents[place + 1].span.start if place + 1 < len(percents) else len(text)
        yield _candidate(reading, sentence, percent, text[percent.span.end : following])


def _candidate(reading: Reading, sentence: Sentence, percent: FoundPercent, after: str) -> Candidate:
    text = sentence.text
    excluded = _EXCLUDES.search(text)
    value: dict[str, str | None] = {
        "percent": percent.percent,
        "measurement_period": _period(after) or _period(text),
        "scope": _scope(reading, sentence),
    }
    if excluded and _OUTAGE.search(excluded[1]):
        value["excludes"] = squeeze(excluded[1])
    return Candidate("uptime_commitment", dict(value), sentence.span, "uptime_percent")


def _scope(reading: Reading, sentence: Sentence) -> str | None:
    """The service that is to be available, by its name or by the heading of its line; None where none is named."""
    scope = _SCOPE.search(sentence.text)
    if scope:
        return re.sub(r"^the\s{1,20}", "", squeeze(scope[1]), flags=re.IGNORECASE)
    start = sentence.span.start
    subject = _SUBJECT.search(reading.text, max(0, start - _LINE_ABOVE_CHARS), sentence.span.end)
    return squeeze(subject[1]) if subject else None


def _period(text: str) -> str | None:
    stated = next(
        (found for found in find_durations(text[:160]) if found.duration.unit in ("day", "month", "week")), None
    )
    if stated is not None and _MEASURED.search(text[: stated.span.start]) and stated.duration.iso != "P1M":
        return stated.duration.iso
    return next((iso for pattern, iso in _PERIODS if pattern.search(text)), None)
