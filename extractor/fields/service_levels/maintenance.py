"""When the service may be down for maintenance, and on what notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.times import find_times
from extractor.types import FieldValue

MOST = 12
_CUE = phrase(
    r"\b(?:(?:scheduled|planned|preventi(?:ve|tive)|routine|regular|prescheduled|pre-scheduled) (?:[a-z]+ "
    r"){0,2}(?:maintenance|down-? ?time|outages?|service outages?)|"
    r"maintenance (?:windows?|outages?|downtime|period|or network)|scheduled downtime|planned outages?|(?:for|"
    r"during) (?:system )?maintenance|(?:out of service|unavailable|down|offline|suspended?) (?:for|during) [a-z "
    r"]{0,20}"
    r"(?:maintenance|upgrades?|repairs?))\b"
)
_WHEN = phrase(
    r"\b(?:\d{1,2}(?:[:.]\d{2})? ?[ap]\.? ?m\b|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|"
    r"sundays?|midnight|weekends?)"
)
_NOTICE_AFTER = phrase(
    r"^[^.;]{0,60}\b(?:prior|advance|before|notice|in advance)\b|^'? (?:prior|advance)? ?(?:written )?notice"
)
_NOTICE = phrase(r"\b(?:notif\w+|notice|advance|inform|advise)\b")
_AT_MOST = phrase(
    r"\b(?:up to|not exceed\w*|no more than|exceed(?: a total of)?|maximum of|total of)(?: [a-z]+){0,3} ?\(?$"
)
_ITEM = re.compile(r"(?:(?<=\s)|^)\(?[a-h][.)]\s")
_LIST_FOLLOWS = re.compile(r":\s{0,5}(?:\(?[a-e1-3][.)])?\s{0,5}$")
_NOT_SERVICE = phrase(
    r"\b(?:vehicles?|aircraft|vessel|building|roof|landscap\w+|equipment lease|truck|facility shutdown|plant)\b"
)


def find_maintenance(reading: Reading) -> list[Candidate]:
    """The windows in which maintenance may take the service down; one for each item of a list."""
    found: list[Candidate] = []
    for sentence in reading.find(
        _CUE, "maintenance", "downtime", "down-time", "down time", "outage", "upgrade", "repair"
    ):
        if len(found) >= MOST:
            break
        if not _NOT_SERVICE.search(sentence.text):
            found += _windows(sentence)
            item = reading.after(sentence) if _LIST_FOLLOWS.search(sentence.text) else None
            if item is not None and _WHEN.search(item.text) and not _CUE.search(item.text):
                found += [window] if (window := _window(item, 0, len(item.text))) else []
    return found[:MOST]


def _windows(sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    starts = [match.start() for match in _ITEM.finditer(text)]
    bounds = sorted({0, *starts, len(text)})
    for start, end in pairwise(bounds):
        piece = text[start:end]
        listed = bool(starts) and start > 0
        if not (
            _CUE.search(piece) or (listed and re.search(r"maintenance|outage|downtime", text[:start], re.IGNORECASE))
        ):
            continue
        candidate = _window(sentence, start, end)
        if candidate is not None:
            yield candidate


def _window(sentence: Sentence, start: int, end: int) -> Candidate | None:
    piece = sentence.text[start:end]
    notice = longest = None
    for time in find_times(piece):
        before, after = piece[max(0, time.span.start - 60) : time.span.start], piece[time.span.end : time.span.end + 70]
        if _AT_MOST.search(before):
            longest = longest or time.iso
        elif _NOTICE_AFTER.search(after) and _NOTICE.search(piece):
            notice = notice or time.iso
    if notice is None and not _WHEN.search(piece):
        return None
    value: FieldValue = {"text": squeeze(piece), "notice": notice}
    if longest:
        value = {"text": squeeze(piece), "notice": notice, "max_duration": longest}
    return Candidate("maintenance_window", value, sentence.place(start, end), "maintenance_window")
