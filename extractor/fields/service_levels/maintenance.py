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
_WORK = (
    r"(?:maintenance|upkeep|upgrad(?:es?|ing)|updates?|updating|patch(?:es|ing)?|back-?ups?|repairs?|servicing|works?|"
    r"down-? ?time|outages?|interruptions?|shut-?downs?|unavailability)"
)
_PLANNED = (
    r"(?:(?:pre-?)?(?:scheduled|planned|announced|arranged)|preventi(?:ve|tive)|preventative|routine|regular|periodic|"
    r"daily|nightly|weekly|monthly|off-?peak)"
)
_CARRIED_OUT = (
    r"(?:perform\w*|carr(?:y|ies|ied) out|conduct\w*|schedul(?:ed|ing)|undertak\w+|install\w*|tak(?:es?|ing) place|"
    r"done|"
    r"execut\w+|occur\w*|appl(?:y|ied)|effect\w*|made)"
)
_DOWN = r"(?:out of service|unavailable|down|off-?line|unreachable|inaccessible|suspend(?:ed)?|interrupt(?:ed)?)"
_DONE = (
    r"(?:maintenance(?! (?:and |or )?(?:services?|charges?|fees?|support|agreements?|authorit|program|obligations?|"
    r"term|period|"
    r"manual))|upkeep|upgrades?|updates?|patches|back-?ups?|repairs?)"
)
PLANNED_WORK = phrase(
    rf"\b{_PLANNED} (?:[a-z-]+ ){{0,2}}{_WORK}\b|"
    r"\b(?:maintenance|service|change|patch|update) (?:windows?|slots?)\b|\bmaintenance (?:outages?|downtime|or "
    r"network)\b|"
    rf"\b{_DOWN} (?:for|during|because of|due to) [a-z -]{{0,30}}{_WORK}\b|"
    rf"\b(?:for|during) (?:[a-z]+ )?maintenance\b|"
    rf"\b{_DONE}\b[^.;]{{0,60}}\b{_CARRIED_OUT}\b|"
    rf"\b(?:perform|carry out|conduct|undertake|install|schedule)(?: [a-z-]+){{0,4}} {_DONE}\b|"
    rf"\b(?:outages?|interruptions?|down-?time)\b[^.;]{{0,50}}\b(?:announced|notified|informed|warned|notice)\b"
)
"""Words for work that is planned, or for a service that is down for it."""
_WHEN = phrase(
    r"\b(?:\d{1,2}(?:[:.]\d{2})? ?[ap]\.? ?m\b|\d{1,2}:\d{2}|\d{1,2}h\d{0,2}\b|mondays?|tuesdays?|wednesdays?|"
    r"thursdays?|fridays?|saturdays?|sundays?|midnight|weekends?)"
)
_NOTICE_AFTER = phrase(
    r"^[^.;]{0,60}\b(?:prior|advanced?|before(?:hand)?|ahead)\b|^'?s?'? (?:(?:prior|advance|written) ){0,2}notice\b"
)
_NOTICE = phrase(r"\b(?:notif\w+|notice|advanced?|inform\w*|advise\w*|announce\w*|tells?|told|warn\w*|e-?mails?)\b")
_AT_MOST = phrase(
    r"\b(?:up to|exceed\w*|(?:no|not) (?:more|longer) than|exceed a total of|maximum of|total of|at most|lasts?|within)"
    r"(?: [a-z]+){0,3} ?\(?$"
)
_AT_MOST_AFTER = phrase(r"^ ?(?:a|per|each|every|in any) (?:calendar )?(?:day|week|month|quarter|year)\b")
_ITEM = re.compile(r"(?:(?<=\s)|^)\(?[a-h][.)]\s")
_LIST_FOLLOWS = re.compile(r":\s{0,5}(?:\(?[a-e1-3][.)])?\s{0,5}$")
_NOT_SERVICE = phrase(
    r"\b(?:vehicles?|aircraft|vessel|building|roof|landscap\w+|equipment lease|truck|facility shutdown|plant|tenant|"
    r"landlord|terminat\w+|franchise\w*|elevators?|railcars?|pipeline|wells?|turbines?|helicopters?|crops?)\b"
)
_SERVICE = phrase(
    r"\b(?:systems?|(?:web-?)?sites?|platform|network|servers?|software|applications?|host\w*|down-?time|up-?time|"
    r"on-?line"
    r"|portal|availab\w+|unavailab\w+|outages?|data ?(?:base|centers?|centres?)|internet|service levels?|cloud|saas|"
    r"(?:sub)?services?|api)\b"
)
_CONTEXT_CHARS = 300
_WORDS = (
    "maintenance",
    "downtime",
    "down-time",
    "down time",
    "outage",
    "upgrade",
    "repair",
    "interruption",
    "upkeep",
    "patch",
    "backup",
    "back-up",
    "service window",
    "shutdown",
)


def find_maintenance(reading: Reading) -> list[Candidate]:
    """The windows in which maintenance may take the service down; one for each item of a list."""
    found: list[Candidate] = []
    for sentence in reading.find(PLANNED_WORK, *_WORDS):
        if len(found) >= MOST:
            break
        timed = _WHEN.search(sentence.text)
        if _NOT_SERVICE.search(sentence.text) or not (timed or _is_about_service(reading, sentence)):
            continue
        found += _windows(sentence)
        item = reading.after(sentence) if _LIST_FOLLOWS.search(sentence.text) else None
        if item is not None and _WHEN.search(item.text) and not PLANNED_WORK.search(item.text):
            found += [window] if (window := _window(item, 0, len(item.text))) else []
    return found[:MOST]


def _is_about_service(reading: Reading, sentence: Sentence) -> bool:
    start = sentence.span.start
    before = reading.text[max(0, start - _CONTEXT_CHARS) : start]
    return any(_SERVICE.search(words) for words in (sentence.text, reading.heading(start), before))


def _windows(sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    starts = [match.start() for match in _ITEM.finditer(text)]
    bounds = sorted({0, *starts, len(text)})
    for start, end in pairwise(bounds):
        piece = text[start:end]
        listed = bool(starts) and start > 0
        if not (
            PLANNED_WORK.search(piece)
            or (listed and re.search(r"maintenance|outage|downtime", text[:start], re.IGNORECASE))
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
        if _AT_MOST.search(before) or (_AT_MOST_AFTER.match(after) and not longest):
            longest = longest or time.iso
        elif _NOTICE_AFTER.search(after) and _NOTICE.search(piece):
            notice = notice or time.iso
    if notice is None and not _WHEN.search(piece):
        return None
    value: FieldValue = {"text": squeeze(piece), "notice": notice}
    if longest:
        value = {"text": squeeze(piece), "notice": notice, "max_duration": longest}
    return Candidate("maintenance_window", value, sentence.place(start, end), "maintenance_window")
