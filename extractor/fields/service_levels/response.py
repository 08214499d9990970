"""How fast somebody answers and how fast a fault is put right, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.channels import channel_of
from extractor.fields.service_levels.times import FoundSeverity, FoundTime, find_severities, find_times
from extractor.fields.service_levels.verbs import RESOLVES, RESPONDS
from extractor.types import FieldValue

MOST = 24
_LONGEST_SENTENCE = 1_500
_CONTEXT = 1_000
_LIST_GAP = 60
_CARE_CHARS = 400
_BESIDE_CHARS = 1
"""A verb that ends so near to a time needs no preposition: "repair 4 hours"."""
_ABOUT_CHARS = 500
_PLAIN_LEVELS = ("emergency", "critical", "urgent", "major", "minor", "high", "medium", "low", "severe")
_URGENT = ("emergency", "critical", "urgent")
_VERB = rf"(?:{RESPONDS}|{RESOLVES}|process\w*|authori[sz]\w*|mean time|MTTR|restor\w+)"
_UNIT = r"(?:milliseconds?|seconds?|minutes?|hours?|hrs?|(?:work)?days?|weeks?)"
_TIME_UNIT = re.compile(rf"{_UNIT}\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety|next|"
    r"same|first|second|third|"
    r"following|day)\b",
    re.IGNORECASE,
)
_CUE = phrase(rf"\b{_VERB}\b|\bseconds\b")
_COUNT_CHARS = 40
_VERB_BEFORE_CHARS = 260
_VERB_AFTER_CHARS = 90
_SERVICE = phrase(
    r"\b(?:support|incidents?|severity|priority|problems?|errors?|tickets?|calls?|defects?|faults?|outages?|help "
    r"?desk|issues?|requests?|"
    r"critical|inquir\w+|enquir\w+|bugs?|malfunction\w*|software|system|systems|server|service levels?|emergency|"
    r"emails?|e-mails?|transactions|"
    r"maintenance|customers|users|website|site|technical|failures?|downtime|equipment|units?|mean time to|"
    r"breakdowns?|breaks? down|machines?|mechanics?|technicians?|messages|page|call cent(?:er|re)|time to (?:answer|"
    r"respond))\b"
)
_STRONG = phrase(
    r"\b(?:support|incidents?|severity|priority|errors?|tickets?|(?:help|service) ?desk|bugs?|malfunction\w*|"
    r"software|server|"
    r"outages?|service levels?|technical|"
    r"service requests?|trouble|emergency|inquir\w+|back-end|response times?|transactions|website|web site|downtime|"
    r"customer service|"
    r"problems?|faults?|breakdowns?|breaks? down|mechanics?|call cent(?:er|re)|technicians?|engineers?|"
    r"time to (?:answer|respond)|"
    r"(?:service|telephone|phone) calls?|page load|messages|service its customers|mean time to|MTTR|customer "
    r"support|customer requests?|users?)\b"
)
_RESPONDS = phrase(rf"\b{RESPONDS}\b")
_RESOLVES = phrase(rf"\b{RESOLVES}\b")
_REACHES = phrase(
    r"(?:\b(?:within|inside|in|under|below|than|exceed(?:ing)?|is|are|be|of|by|average|every|maximum|most|least|time|"
    r"upon|takes?)"
    r"|:|--?)(?: (?!(?:for|after|from|during|prior|per|before|until|every|each)\b)[a-z-]+){0,6} ?\(?$"
)
_SPEED = phrase(
    r"\b(?:transactions?|requests?|quer(?:y|ies)|pages?|screens?|server|systems?|latency|calls?|response|processing|"
    r"searches|messages|web ?sites?|APIs?)\b"
)
"""What is fast or slow where seconds count."""
_SPEED_AFTER = phrase(r"^[^.;]{0,12}\b(?:or (?:less|fewer|faster|under)|on average|percentile|at the|for)\b")
_OTHER_SUBJECT = phrase(
    r"\b(?:invoice|pay|paid|payment|terminat\w+|proposal|offer|bid|purchase orders?|order|audit\w*|consent|"
    r"approv\w+|accept\w*|submission|submitted|reports? (?:to|by|shall|will)|"
    r"deliver(?:y|ed|ies)|shipment|products? (?:that|which)|recall|claim|breach|default|cure|arbitrat\w+|dispute|"
    r"subpoena|notice of (?:breach|default|termination)|"
    r"regulatory|FDA|inspection|inspected|deficienc\w+|adverse|artwork|samples?|forecast|comment\w*|draft|"
    r"reject\w*|refund|days? (?:prior|notice)|deviation|designs?|"
    r"materials|proofs?|change order|negotiat\w+|first refusal|nonconform\w+|non-conform\w+|cargo|lease|premises|"
    r"vessel)\b"
)
_COMPLAINT = phrase(r"\bcomplaints?\b")
_CARE = phrase(
    r"\b(?:customer (?:service|care)|call cent(?:er|re)|(?:help|service) ?desk|hotline|complaint handling|users?|"
    r"subscribers?|(?:technical|customer|user) support)\b"
)
"""Who complains there is a user of a service; elsewhere it is about goods."""
_NOT_TIME = phrase(
    r"^ ?(?:in length|long\b|of (?:voice|audio|video|music|speech))|^[^.;\d]{0,30}\b(?:a day|per day|per week|"
    r"days? (?:a|per) week|notice|prior to|in advance|of each|uptime|"
    r"thereafter)\b|^ ?(?:a|per) (?:day|week)|^,? ?(?:seven|7)\b"
)
_CREDIT = phrase(r"\b(?:credit|penalt\w+|terminat\w+|rebate)\b")
_BUSINESS_AFTER = phrase(
    r"^[^.;]{0,60}\bduring (?:normal |regular )?(?:business|working|support|office|technical support desk) (?:hours|"
    r"desk hours)|^ ?\(?(?:subject to|during) [^.;)]{0,40}\bbusiness hours"
)
_RESPONSE_NEXT = phrase(r"^ ?[:=-] ?(?:initial )?(?:response|respond|acknowledg\w+)\b")
_MEASURED = phrase(r"\b(?:any|each|per)(?: given| consecutive)? ?$")
_LABELLED = phrase(
    rf"^\W{{0,12}}(?:[a-z]+ (?:and |or |/ ?)?){{0,3}}(?:{RESPONDS}|{RESOLVES})(?: (?:and|or|time|goal|target|"
    rf"[a-z-]+)){{0,4}} ?:"
)
"""A line of a list: "Response: less than two working hours"."""
_NOUN = phrase(r"\b(?:response|resolution|repair) (?:times?|goals?|targets?)\b[^.;]{0,50}$")
_KINDS = (("response_time", _RESPONDS), ("resolution_time", _RESOLVES))
_NEXT_TIME = phrase(r"[.;] |\bwithin\b")
_OPENS = phrase(r"(?:[,;]|\band)(?: (?:and|then|thereafter))? within $")
_INTERVAL = phrase(r"\b(?:status|progress|updates?|reports?)\b[^.;]{0,40}\bevery ?$")


def find_response_times(reading: Reading) -> list[Candidate]:
    """Response and resolution times of support, each value once."""
    found: list[Candidate] = []
    for sentence in _sentences(reading):
        if len(found) >= MOST:
            break
        for candidate in _times(reading, sentence):
            if all(candidate.value != other.value or candidate.name != other.name for other in found):
                found.append(candidate)
    return found[:MOST]


def _sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences with a counted time and, around it, a word for what is done about a fault; each once.

    Units are looked for first: they are rarer than the verbs, and much faster to find.
    """
    text = reading.text
    for span in reading.paragraphs("second", "minute", "hour", " hrs", " day", "-day", "workday", "week"):
        end = span.start
        for unit in _TIME_UNIT.finditer(text, span.start, span.end):
            first, last = unit.span()
            if first < end or not _COUNTED.search(text, max(span.start, first - _COUNT_CHARS), first):
                continue
            if _CUE.search(text, max(span.start, first - _VERB_BEFORE_CHARS), min(span.end, last + _VERB_AFTER_CHARS)):
                sentence = reading.sentence_at(first)
                end = max(last, sentence.span.end)
                yield sentence


def _times(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    if len(text) > _LONGEST_SENTENCE or _CREDIT.search(text):
        return
    earlier = reading.text[max(0, sentence.span.start - _CONTEXT) : sentence.span.start]
    served = _is_about_service(reading, sentence, earlier)
    if not (served or _SPEED.search(text)):
        return
    named, before_all = list(find_severities(text)), list(find_severities(earlier))
    last, kind = 0, None
    for time in find_times(text):
        before, after = (
            text[max(last, time.span.start - 240) : time.span.start],
            text[time.span.end : time.span.end + 120],
        )
        kind = (_kind(before, after, kind) if served else None) or _speed(text, before, after, time)
        last = time.span.end
        if kind is None or (time.unit in ("week", "month") and "respon" not in text.lower()):
            continue
        if (
            _OTHER_SUBJECT.search(before)
            or (_COMPLAINT.search(before) and not _CARE.search(earlier[-_CARE_CHARS:] + text))
            or _NOT_TIME.search(after)
            or _INTERVAL.search(before)
            or _MEASURED.search(before)
        ):
            continue
        channel = channel_of(before[before.rfind(";") + 1 :], after)
        yield _candidate(sentence, kind, time, _severity(named, before_all, time), after, channel)


def _is_about_service(reading: Reading, sentence: Sentence, earlier: str) -> bool:
    """Whether the sentence may speak of support: by its own words, and by its heading or the words before it."""
    text = sentence.text
    if not (_SERVICE.search(text) or _LABELLED.search(text)):
        return False
    return any(_STRONG.search(words) for words in (text, reading.heading(sentence.span.start), earlier[-_ABOUT_CHARS:]))


def _kind(before: str, after: str, last: str | None) -> str | None:
    """``response_time`` or ``resolution_time``, by the verb that the time belongs to; None where it belongs to none.

    In a list ("severity 1: one hour, severity 2: four hours") the kind is that of the ``last`` time.
    """
    responds = [match.end() for match in _RESPONDS.finditer(before)]
    resolves = [match.end() for match in _RESOLVES.finditer(before)]
    severity = [found.span.end for found in find_severities(before)]
    beside = max([*responds, *resolves], default=-_BESIDE_CHARS) >= len(before.rstrip(" (")) - _BESIDE_CHARS
    reaches = beside or _REACHES.search(before) or before.rstrip()[-1:] in ("-", ":", "(")
    listed = bool(severity) and len(before) - severity[-1] < _LIST_GAP
    if _RESPONSE_NEXT.search(after):
        return "response_time"
    if _OPENS.search(before) and (ahead := _kind_after(after)):
        return ahead
    follows = last is not None and len(before) < _LIST_GAP and not re.search(r"\.\s", before.strip())
    if follows and not (responds or resolves):
        return last
    if not (reaches or listed or _NOUN.search(before)):
        return None
    if responds or resolves:
        return "response_time" if max(responds, default=-1) >= max(resolves, default=-1) else "resolution_time"
    if last and severity:
        return last
    return _kind_after(after)


def _speed(text: str, before: str, after: str, time: FoundTime) -> str | None:
    """``response_time`` for seconds in which a system does something; None for other times."""
    fast = time.unit == "second" and _SPEED.search(text) is not None
    return "response_time" if fast and (_REACHES.search(before) or _SPEED_AFTER.search(after)) else None


def _kind_after(after: str) -> str | None:
    """The kind that the first verb after a time gives, up to the end of its sentence: "within 4 hours we fix it"."""
    stop = _NEXT_TIME.search(after)
    words = after[: stop.start()] if stop else after
    found = [(match.start(), name) for name, verb in _KINDS if (match := verb.search(words))]
    return min(found)[1] if found else None


def _severity(named: Sequence[FoundSeverity], earlier: Sequence[FoundSeverity], time: FoundTime) -> str | None:
    """The severity that a time belongs to: the last named before it, else the first after it, else the last before.

    ``earlier`` are those of the sentences before; a mere adjective ("high") counts only where a time is listed by it.
    """
    before = [
        s for s in named if s.span.end <= time.span.start and (s.explicit or s.of_fault or s.level in _PLAIN_LEVELS)
    ]
    after = [s for s in named if s.span.start >= time.span.end and (s.explicit or s.of_fault)]
    if before:
        return before[-1].level
    if after:
        return after[0].level
    carried = [s for s in earlier if s.explicit or s.heads] or [s for s in earlier if s.level in _URGENT]
    return carried[-1].level if carried else None


def _candidate(
    sentence: Sentence, name: str, time: FoundTime, severity: str | None, after: str, channel: str | None
) -> Candidate:
    parts: dict[str, str | bool | None] = {
        "severity": severity,
        "duration": time.iso,
        "business": time.business or _BUSINESS_AFTER.search(after) is not None,
    }
    value: FieldValue = {**parts, "channel": channel} if channel else dict(parts)
    return Candidate(name, value, sentence.span, "response_within" if name == "response_time" else "resolution_within")
