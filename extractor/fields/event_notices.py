"""Notices that hang on an event and so have no date: ``sixty days' notice of a price increase``, each with its time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.event_phrases import (
    AFTER_CUES,
    ANOTHER_DUTY,
    BEFORE_CUES,
    COUNTED_FROM_NOTICE,
    CUE,
    DUTY_THEN,
    GENERAL,
    LETS_IN,
    NOTICE_OF_SO_LONG,
    REFUSED,
    SO_LONG_BEFORE,
    TELLS,
    WHETHER,
    WITHIN,
)
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.whose import acting_party, names_of
from extractor.types import FieldValue

EVENTS = tuple(dict.fromkeys([*BEFORE_CUES, *AFTER_CUES]))
"""What events are called in a value."""
MOST = 30
"""Of one contract; more are passages that repeat, or a list that no one reads."""

_Timing = Literal["before", "after"]
_LONGEST_DAYS = 400
_NEAR_CHARS = 200
_HARDLY_TELLS = 60
"""So much nearer must words stand that fit many events."""
_ANSWER_CHARS = 130
_TOLD_CHARS = 220


def find_event_notices(
    reading: Reading, parties: Iterable[Candidate], audits: Iterable[Candidate] = ()
) -> list[Candidate]:
    """The notices of known events that have a time, each event and time once, in the order of the text.

    Notices of breach, termination and renewal are none: they have fields of their own. A notice whose event is not
    plain from its sentence is left out; ``parties`` are those of the contract, by whose names ``party`` is told.
    ``audits`` are the rights to audit that were found: what they say of notice is not said again.
    """
    names = names_of(parties)
    told = {audit.value.get("notice") for audit in audits if isinstance(audit.value, dict)}
    found: dict[tuple[object, ...], Candidate] = {}
    for sentence in reading.find(CUE, "notice", "notif", "inform", "advis"):
        for item in find_durations(sentence.text):
            value = _notice(sentence, item, names)
            if value is not None and not (value["event"] == "audit" and value["duration"] in told):
                key = tuple(value.values())
                found.setdefault(key, Candidate("event_notice", dict(value), sentence.span, f"event_{value['timing']}"))
    return list(found.values())[:MOST]


def _notice(sentence: Sentence, item: FoundDuration, names: frozenset[str]) -> Mapping[str, FieldValue] | None:
    """The notice that has this length of time; None where it is none, or one of no known event."""
    text, length = sentence.text, item.duration
    if length.unit not in ("hour", "day", "week", "month") or length.days > _LONGEST_DAYS:
        return None
    timing = _timing(text, item)
    start, end = max(0, item.span.start - _NEAR_CHARS), min(len(text), item.span.end + _NEAR_CHARS)
    if REFUSED.search(text) if timing == "after" else REFUSED.search(text, start, end):
        return None
    event = _event(text, item, BEFORE_CUES if timing == "before" else AFTER_CUES) if timing else None
    if timing is None or event is None:
        return None
    value: dict[str, FieldValue] = {"event": event, "timing": timing, "duration": length.iso}
    value["party"] = None if _is_anothers(text, event) else acting_party(text, names)
    return value | ({"business": True} if length.business else {})


def _timing(text: str, item: FoundDuration) -> _Timing | None:
    """Whether the length is that of a notice before an event, or within which one is told of it."""
    before = text[max(0, item.span.start - _TOLD_CHARS) : item.span.start]
    after = text[item.span.end : item.span.end + _TOLD_CHARS]
    if NOTICE_OF_SO_LONG.search(after):
        return "before"
    if SO_LONG_BEFORE.search(after) and _told_by_then(before):
        return "before"
    if not WITHIN.search(before) or COUNTED_FROM_NOTICE.search(after) or DUTY_THEN.search(after):
        return None
    if WHETHER.search(before[-_ANSWER_CHARS:]) or WHETHER.search(after[:_ANSWER_CHARS]):
        return None
    if _told_by_then(before):
        return "after"
    told = TELLS.search(after)
    return "after" if told and not ANOTHER_DUTY.search(after[: told.start()]) else None


def _told_by_then(before: str) -> bool:
    """Whether the last duty before a time is to tell."""
    told = [match.end() for match in TELLS.finditer(before)]
    return bool(told) and not ANOTHER_DUTY.search(before[told[-1] :])


def _event(text: str, item: FoundDuration, cues: Mapping[str, re.Pattern[str]]) -> str | None:
    """The event whose words stand nearest to the length; None where none is near."""
    start, end = max(0, item.span.start - _NEAR_CHARS), min(len(text), item.span.end + _NEAR_CHARS)
    near = [
        (_distance(match, item) + (_HARDLY_TELLS if name in GENERAL else 0), name)
        for name, cue in cues.items()
        for match in cue.finditer(text, start, end)
    ]
    event = min(near)[1] if near else None
    return "force_majeure" if event == "delay" and AFTER_CUES["force_majeure"].search(text) else event


def _is_anothers(text: str, event: str) -> bool:
    """Whether who acts in the sentence is not who gives the notice: an insurer does, or who is let in."""
    return event == "insurance_change" or (event in ("audit", "visit") and LETS_IN.search(text) is not None)


def _distance(match: re.Match[str], item: FoundDuration) -> int:
    return max(0, match.start() - item.span.end, item.span.start - match.end())
