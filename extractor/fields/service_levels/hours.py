"""When support or the service is there: ``9 a.m. to 5 p.m. Monday through Friday``, ``24x7``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.clock import ALWAYS, DAYS, RANGE, ZONE, ZONE_NEXT
from extractor.fields.service_levels.maintenance import PLANNED_WORK
from extractor.types import FieldValue, Span

MOST = 16
_CUE = phrase(
    r"\b(?:24|twenty[- ]?four|[5-7] ?x ?\d\d?|(?:around|round)[ -]the[ -]clock|[ap]\.? ?m\b\.?|hours?|\d[ap]m\b|m "
    r"?- ?f\b|(?:mon|fri|satur|sun)days?|weekdays|\d{1,2} ?h(?:\d{2})?\b|7 ?[djt] ?/ ?7|\d{1,2}[:.]\d{2})"
)
_SERVICE = phrase(
    r"\b(?:support\w*|help ?desk|hot-?line|customer (?:service|care)|availab\w+|call[- ]?(?:in|center|centre|s|"
    r"ers)?|maintenance period|technical|"
    r"service hours|services|service desk|operat(?:ing|ion|ional) hours|hours of (?:operation|service|coverage|"
    r"availability)|business hours|working hours|coverage|"
    r"reach(?:ed)?|staffed|toll-free|answered|on duty|on hand|assistance|telephone|pager|incident|severity|order "
    r"processing|respond|service|system|"
    r"uptime|monitor\w*|on-call|emergency|bandwidth|"
    r"accessible|operational|open)\b"
)
_OTHER = phrase(
    r"\b(?:notices?|deemed|received|delivered|deliver(?:y|ies) (?:hours|of|to)|facsimile|fax|business day means|"
    r"\"business day\"|shipment|trucks?|wire|"
    r"closing|drawing|trading|games?|broadcast\w*|telecast|aired|airing|promotional|concert|shift|dock|unload\w*|"
    r"open house|session|"
    r"meeting|flight|departure|rehearsal|banking|advertis\w+|commercials?|weather|filming|photo|tee times|programs?|"
    r"inspect\w*|audit\w*|books and records|premises|buildings?|grounds|parking|restaurants?|stores?|shops?|"
    r"expire[sd]?|expiration)\b"
)
_EMPLOYED = phrase(r"\b(?:executive|employee's|employment|your duties|their duties)\b")
_DAYS_ONLY = phrase(r"\b(?:support|assistance|help ?desk|hot-?line|customer (?:service|care))\b[^.;]{0,60}$")
_AVAILABLE_AFTER = phrase(r"^[^.;]{0,30}\b(?:available|provided|staffed|offered)\b")
_AVAILABLE_BEFORE = phrase(r"\b(?:available|provided|staffed|offered)\b[^.;]{0,20}$")
_EFFORTS = phrase(r"\b(?:efforts?|works?|working on|objectives?|goal is|strives?|aims?)\b[^.;\d]{0,70}$")
_EFFORTS_AFTER = phrase(r"^ ?(?:[a-z]+ ){0,2}efforts?\b")
_UNAVAILABLE = phrase(r"\b(?:may be unavailable|downtime)\b")
_MOST_BETWEEN = 34
_WORDS = tuple(
    (
        "24|m-f|hour|x8|x 8|x12|x 12|the clock|the-clock|o'clock|twenty-four|twenty four| a.m| p.m|am |pm |am-|pm,|"
        "pm)|pm.|monday|weekday|saturday|sunday|friday|h00|:00|:30|h30|0h|7h|8h|9h|4h|d/7|j/7|cet|utc|gmt|00am|00pm|"
        "00 am|00 pm"
    ).split("|")
)
"""Of which a sentence about hours, in lower case, holds at least one."""


def find_support_hours(reading: Reading) -> list[Candidate]:
    """The hours in which support or the service is there, one a line of service."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, *_WORDS):
        if len(found) >= MOST:
            break
        found += [hours for hours in _hours(reading, sentence) if all(hours.value != other.value for other in found)]
    return found[:MOST]


def _hours(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    if _EMPLOYED.search(text):
        return
    about = f"{reading.heading(sentence.span.start)} {text}"
    served = _SERVICE.search(about) or _SERVICE.search(_before(reading, sentence))
    for span in _stretches(text):
        if not (served or ALWAYS.search(text, span.start, span.end)):
            continue
        before = reading.text[max(0, sentence.span.start + span.start - 160) : sentence.span.start + span.start]
        words = text[span.start : span.end]
        if (
            _OTHER.search(before[-90:])
            or _OTHER.search(text[span.end : span.end + 50])
            or _UNAVAILABLE.search(before)
            or PLANNED_WORK.search(text, max(0, span.start - 160), span.start)
            or _EFFORTS.search(before)
            or _EFFORTS_AFTER.search(text[span.end :])
        ):
            continue
        place = sentence.place(span.start, span.end)
        yield Candidate("support_hours", _value(words), place, "support_hours")


def _value(words: str) -> FieldValue:
    """The hours as printed, and the time zone where they name one."""
    zone = ZONE.search(words)
    return {"text": squeeze(words), "time_zone": squeeze(zone.group())} if zone else {"text": squeeze(words)}


def _before(reading: Reading, sentence: Sentence) -> str:
    """A few words before the sentence: the line that introduces a list of hours."""
    return reading.text[max(0, sentence.span.start - 120) : sentence.span.start]


def _stretches(text: str) -> list[Span]:
    """Hours with the days beside them, each stretch once."""
    cores = [Span(*match.span()) for pattern in (RANGE, ALWAYS) for match in pattern.finditer(text)]
    cores.sort(key=lambda span: (span.start, -span.end))
    parts = sorted(
        [*cores, *(Span(*match.span()) for match in DAYS.finditer(text))], key=lambda span: (span.start, -span.end)
    )
    joined: list[Span] = []
    holds: list[bool] = []
    for part in parts:
        core = part in cores
        close = (
            joined
            and part.start - joined[-1].end <= _MOST_BETWEEN
            and not re.search(r"[.;]\s", text[joined[-1].end : part.start])
        )
        if joined and part.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, part.end))
            holds[-1] = holds[-1] or core
        elif close:
            joined[-1] = Span(joined[-1].start, part.end)
            holds[-1] = holds[-1] or core
        else:
            joined.append(part)
            holds.append(core)
    stated = [span for span, has in zip(joined, holds, strict=True) if has or _is_service_days(text, span)]
    return [_with_zone(text, span) for span in stated]


def _with_zone(text: str, span: Span) -> Span:
    """With the time zone that follows, which belongs to the hours."""
    zone = ZONE_NEXT.match(text, span.end)
    return Span(span.start, zone.end()) if zone else span


def _is_service_days(text: str, span: Span) -> bool:
    """Whether days without hours are those on which support is there."""
    before, after = text[max(0, span.start - 90) : span.start], text[span.end : span.end + 60]
    there = _AVAILABLE_AFTER.search(after) or _AVAILABLE_BEFORE.search(before)
    return _DAYS_ONLY.search(before) is not None and there is not None
