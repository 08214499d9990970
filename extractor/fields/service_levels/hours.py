"""When support or the service is there: ``9 a.m. to 5 p.m. Monday through Friday``, ``24x7``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import Span

MOST = 16
_CLOCK = (
    r"(?:(?:\d{1,2}(?:[:.]\d{2})?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s(?:thirty|"
    r"o'clock))?)\s{0,3}(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|h(?:ou)?rs?\b|h\b|noon|midnight|o'clock)"
    r"|\d{1,2}[:.]\d{2}|\d{3,4}\s{1,3}hours|\d{1,2}(?=\s{0,3}(?:-|to)\s{0,3}\d{1,2}\s{0,3}[ap]\.?m)|noon|midnight)"
)
_ZONE_CODE = r"(?:[EPCM][SD]?T|GMT|UTC|CET|BST)"
_ZONE = (
    r"(?:,?\s{0,4}\(?(?:eastern|central|pacific|mountain|local|greenwich|london)?\s{0,3}(?:standard|daylight|mean)?"
    r"\s{0,3}(?:time|[EPCM][SD]?T|GMT|UTC|CET|BST)\b(?:\s\(US\))?\)?)?"
)
_DAYNAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_DAYS = (
    rf"(?:{_DAYNAME}\.?\s{{0,4}}(?:-|to|through|thru|until|and|,)\s{{0,4}}{_DAYNAME}\b|{_DAYNAME}\b|weekdays|"
    rf"weekends|\bM\s?-\s?F\b|"
    r"(?:seven|7|five|5|six|6)\s{0,3}(?:\(\s?[5-7]\s?\)\s{0,3})?days?\s{0,3}(?:a|per|/|each)\s{0,3}week|"
    r"each\s{1,4}(?:business|working|processing|week)\s{0,2}day|"
    r"(?:business|working|support)\s{1,4}days)"
)
_RANGE = re.compile(
    rf"(?:\b\d{{4}}\s{{0,3}}(?:-|to)\s{{0,3}}\d{{4}}(?=\s{{1,3}}(?:hours|hrs|{_ZONE_CODE})\b))|"
    rf"(?:\b\d{{1,2}}\s{{0,2}}-\s{{0,2}}\d{{1,2}}(?=\s{{0,3}}\(?{_ZONE_CODE}\b))|"
    rf"{_CLOCK}{_ZONE}(?:\s{{1,3}}{_DAYNAME})?[,\s]{{0,4}}(?:-{{1,2}}|to|through|until|and|till)\s{{0,4}}{_CLOCK}",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:24|twenty[- ]?four)\s{0,3}(?:\(\s?24\s?(?:hours?)?\)\s{0,3})?[\s-]?hours?\s{0,3}(?:\(\s?24\s?\)\s{0,3})?"
    r"(?:,|a|per|/|each)?\s{0,3}(?:days?)?,?\s{0,4}(?:and\s{1,4}|on\s{1,4}|/)?(?:seven|7)\s{0,3}(?:\(\s?7\s?\))?"
    r"\s{0,3}(?:days?)?\s{0,3}(?:a|per|/|each)?\s{0,3}(?:week)?"
    r"|\b24\s?(?:x|/|by|\*)\s?7(?:\s?(?:x|/)\s?365)?\b|\b[5-7]\s?(?:x|/|by)\s?(?:8|9|10|11|12|16|24)(?:\s?(?:x|/)\s?"
    r"(?:52|36\d))?\b|\b(?:around|round)[\s-]the[\s-]clock\b|"
    r"\b(?:24|twenty[- ]four\s{0,3}(?:\(?\s?24\s?(?:-?hour)?\)?)?)\s{0,3}hours?[\s-]{0,3}(?:(?:a|per|each|"
    r"every)[\s-]{0,3}day\b|daily\b)"
    r"(?:,?\s{0,3}(?:and\s)?(?:7|seven)[\s-]days?[\s-]a[\s-]week)?"
    r"(?:,?\s{0,3}(?:and\s)?(?:36[56]|every)\s{0,3}(?:days?\s{0,3})?(?:(?:a|per|of\sthe|each)\s{0,3})?(?:year\b)?)?"
    r"|\b(?:eight|nine|ten|twelve|8|9|10|12)\s{0,3}(?:\(\d{1,2}\)\s{0,3})?hours?\s{0,3}(?:a|per|/)\s{0,3}day,?\s{0,3}"
    r"(?:and\s)?(?:five|six|seven|[567])\s{0,3}(?:\(\d\)\s{0,3})?days?\s{0,3}(?:a|per|/)\s{0,3}week\b"
    r"|\b24[\s-]{0,2}hours?(?=[a-z -]{0,20}\b(?:help|support|hotline|telephone|customer|emergency))"
    r"|\btwenty-?\s?four\s{1,3}hour\s{0,3}(?:\(\s?24\s?-?\s?hour\s?\)\s{0,3})?(?=[a-z ]{0,20}(?:help|support|hotline))",
    re.IGNORECASE,
)
_DAY = re.compile(_DAYS, re.IGNORECASE)
_CUE = phrase(
    r"\b(?:24|twenty[- ]?four|[5-7] ?x ?\d\d?|(?:around|round)[ -]the[ -]clock|[ap]\.? ?m\b\.?|hours?|\d[ap]m\b|m "
    r"?- ?f\b|(?:mon|fri|satur|sun)days?|weekdays|\d{2}h\b|\d{1,2}[:.]\d{2})"
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
    r"inspect\w*|audit\w*|books and records|premises|restaurants?|stores?|shops?|expire[sd]?|expiration)\b"
)
_EMPLOYED = phrase(r"\b(?:executive|employee's|employment|your duties|their duties)\b")
_DAYS_ONLY = phrase(r"\b(?:support|assistance|help ?desk|hot-?line|customer (?:service|care))\b[^.;]{0,60}$")
_AVAILABLE_AFTER = phrase(r"^[^.;]{0,30}\b(?:available|provided|staffed|offered)\b")
_AVAILABLE_BEFORE = phrase(r"\b(?:available|provided|staffed|offered)\b[^.;]{0,20}$")
_EFFORTS = phrase(r"\b(?:efforts?|works?|working on)\b[^.;\d]{0,70}$")
_EFFORTS_AFTER = phrase(r"^ ?(?:[a-z]+ ){0,2}efforts?\b")
_MAINTENANCE = phrase(
    r"\b(?:scheduled (?:down-?time|maintenance|outages?)|planned (?:outages?|maintenance|downtime)|maintenance "
    r"(?:windows?|or network)|may be unavailable|downtime)\b"
)
_MOST_BETWEEN = 34


def find_support_hours(reading: Reading) -> list[Candidate]:
    """The hours in which support or the service is there, one a line of service."""
    found: list[Candidate] = []
    words = (
        "24",
        "m-f",
        "hour",
        "x8",
        "x 8",
        "x12",
        "x 12",
        "the clock",
        "the-clock",
        "o'clock",
        "twenty-four",
        "twenty four",
        " a.m",
        " p.m",
        "am ",
        "pm ",
        "am-",
        "pm,",
        "pm)",
        "pm.",
        "monday",
        "weekday",
        "hours",
        "saturday",
        "sunday",
        "friday",
        "00h",
        "am to",
        "00am",
        "00pm",
        "00 am",
        "00 pm",
    )
    for sentence in reading.find(_CUE, *words):
        if len(found) >= MOST:
            break
        found += _hours(reading, sentence)
    return found[:MOST]


def _hours(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    if _EMPLOYED.search(text):
        return
    about = f"{reading.heading(sentence.span.start)} {text}"
    served = _SERVICE.search(about) or _SERVICE.search(_before(reading, sentence))
    for span in _stretches(text):
        if not (served or _ALWAYS.search(text, span.start, span.end)):
            continue
        before = reading.text[max(0, sentence.span.start + span.start - 160) : sentence.span.start + span.start]
        words = text[span.start : span.end]
        if (
            _OTHER.search(before[-90:])
            or _OTHER.search(text[span.end : span.end + 50])
            or _MAINTENANCE.search(before)
            or _EFFORTS.search(before)
            or _EFFORTS_AFTER.search(text[span.end :])
        ):
            continue
        place = sentence.place(span.start, span.end)
        yield Candidate("support_hours", {"text": squeeze(words)}, place, "support_hours")


def _before(reading: Reading, sentence: Sentence) -> str:
    """A few words before the sentence: the line that introduces a list of hours."""
    return reading.text[max(0, sentence.span.start - 120) : sentence.span.start]


def _stretches(text: str) -> list[Span]:
    """Hours with the days beside them, each stretch once."""
    cores = [Span(*match.span()) for pattern in (_RANGE, _ALWAYS) for match in pattern.finditer(text)]
    cores.sort(key=lambda span: (span.start, -span.end))
    parts = sorted(
        [*cores, *(Span(*match.span()) for match in _DAY.finditer(text))], key=lambda span: (span.start, -span.end)
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
    return [span for span, has in zip(joined, holds, strict=True) if has or _is_service_days(text, span)]


def _is_service_days(text: str, span: Span) -> bool:
    """Whether days without hours are those on which support is there."""
    before, after = text[max(0, span.start - 90) : span.start], text[span.end : span.end + 60]
    there = _AVAILABLE_AFTER.search(after) or _AVAILABLE_BEFORE.search(before)
    return _DAYS_ONLY.search(before) is not None and there is not None
