"""How fast somebody answers and how fast a fault is put right, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.times import FoundSeverity, FoundTime, find_severities, find_times
from extractor.fields.service_levels.verbs import BEGINS
from extractor.types import FieldValue

MOST = 24
_LONGEST_SENTENCE = 1_500
_CONTEXT = 1_000
_LIST_GAP = 60
_PLAIN_LEVELS = ("emergency", "critical", "urgent", "major", "minor", "high", "medium", "low", "severe")
_URGENT = ("emergency", "critical", "urgent")
_VERB = (
    rf"(?:{BEGINS}|"
    r"respon(?:d|ds|ded|se|ses|ding)|acknowledg\w+|repl(?:y|ies)|call(?:s|ed)? back|return(?:s|ed)? [a-z ]{0,24}calls?|"
    r"answer(?:s|ed)?|contact|react\w*|resol\w+|correct\w*|fix(?:es|ed)?|repair\w*|workaround|work-around|restor\w+|"
    r"rectif\w+|remed(?:y|ied)|running|service its|allocate resources|on-?site|process|mean time|MTTR|begin work)"
)
_UNIT = r"(?:seconds?|minutes?|hours?|hrs?|days?|weeks?)"
_CUE = phrase(rf"\b{_VERB}\b[^;]{{0,260}}\b{_UNIT}\b|\b{_UNIT}\b[^.;]{{0,90}}\b{_VERB}\b")
_SERVICE = phrase(
    r"\b(?:support|incidents?|severity|priority|problems?|errors?|tickets?|calls?|defects?|faults?|outages?|help "
    r"?desk|issues?|requests?|"
    r"critical|inquir\w+|enquir\w+|bugs?|malfunction\w*|software|system|systems|server|service levels?|emergency|"
    r"emails?|e-mails?|transactions|"
    r"maintenance|customers|users|website|site|technical|failures?|downtime|equipment|units?|mean time to|"
    r"breakdowns?|messages|page|call cent(?:er|re)|time to (?:answer|respond))\b"
)
_STRONG = phrase(
    r"\b(?:support|incidents?|severity|priority|errors?|tickets?|help ?desk|bugs?|malfunction\w*|software|server|"
    r"outages?|service levels?|technical|"
    r"service requests?|trouble|emergency|inquir\w+|back-end|response times?|transactions|website|web site|downtime|"
    r"customer service|"
    r"problems?|faults?|breakdowns?|call cent(?:er|re)|technicians?|engineers?|time to (?:answer|respond)|"
    r"(?:service|telephone|phone) calls?|page load|messages|service its customers|mean time to|MTTR|customer "
    r"support|customer requests?|users?)\b"
)
_RESPONDS = phrase(
    rf"\b(?:{BEGINS}|(?:auto-?)?respon(?:d|ds|ded|se|ses|ding)(?: times?)?|acknowledg\w+|repl(?:y|ies)|call(?:s|"
    rf"ed)? back|"
    r"answer(?:s|ed)?|contact(?:s|ed)?|"
    r"react\w*|allocate resources|process (?:so-called )?[a-z]+ transactions|on-?site)\b"
)
_RESOLVES = phrase(
    r"\b(?:resol(?:ve|ved|ves|ution|utions|ving)|correct(?:s|ed|ion|ions|ing)?|fix(?:es|ed)?|repair(?:s|ed)?|"
    r"work-?arounds?|restor(?:e|ed|ation|es)|rectif\w+|"
    r"remed(?:y|ied)|(?:application|system|software) running|service its customers|replace(?:d|ment)?|patch)\b"
)
_REACHES = phrase(
    r"\b(?:within|in|under|than|exceed(?:ing)?|is|are|be|of|by|average|every|maximum|:|most|with a|time)(?: (?:a|an|"
    r"the|no|more|less|than|not|at|most|maximum|of|time|under|one|"
    r"average|opening of business on|be|exceed|period|business|on|up|to|approximately|each|first|opening)){0,9} ?$"
)
_OTHER_SUBJECT = phrase(
    r"\b(?:invoice|pay|paid|payment|terminat\w+|proposal|offer|bid|purchase orders?|order|audit\w*|consent|"
    r"approv\w+|accept\w*|submission|submitted|reports? (?:to|by|shall|will)|"
    r"deliver(?:y|ed|ies)|shipment|products? (?:that|which)|recall|claim|breach|default|cure|arbitrat\w+|dispute|"
    r"subpoena|notice of (?:breach|default|termination)|"
    r"regulatory|FDA|inspection|inspected|deficienc\w+|adverse|complaint|artwork|samples?|forecast|comment\w*|draft|"
    r"reject\w*|refund|days? (?:prior|notice)|deviation|designs?|"
    r"materials|proofs?|change order|negotiat\w+|first refusal|nonconform\w+|non-conform\w+|cargo|lease|premises|"
    r"vessel)\b"
)
_NOT_TIME = phrase(
    r"^[^.;\d]{0,30}\b(?:a day|per day|per week|days? (?:a|per) week|notice|prior to|in advance|of each|uptime|"
    r"thereafter)\b|^ ?(?:a|per) (?:day|week)|^,? ?(?:seven|7)\b"
)
_CREDIT = phrase(r"\b(?:credit|penalt\w+|terminat\w+|rebate)\b")
_BUSINESS_AFTER = phrase(
    r"^[^.;]{0,60}\bduring (?:normal |regular )?(?:business|working|support|office|technical support desk) (?:hours|"
    r"desk hours)|^ ?\(?(?:subject to|during) [^.;)]{0,40}\bbusiness hours"
)
_RESPONSE_NEXT = phrase(r"^ ?[:=-] ?(?:initial )?(?:response|respond|acknowledg\w+)\b")
_MEASURED = phrase(r"\b(?:any|each|per)(?: given| consecutive)? ?$")
_NOUN = phrase(r"\b(?:response|resolution|repair) (?:times?|goals?|targets?)\b[^.;]{0,50}$")
_KINDS = (("response_time", _RESPONDS), ("resolution_time", _RESOLVES))
_NEXT_TIME = phrase(r"[.;] |\bwithin\b")
_OPENS = phrase(r"(?:[,;]|\band)(?: (?:and|then|thereafter))? within $")
_INTERVAL = phrase(r"\b(?:status|progress|updates?|reports?)\b[^.;]{0,40}\bevery ?$")


def find_response_times(reading: Reading) -> list[Candidate]:
    """Response and resolution times of support, each value once."""
    found: list[Candidate] = []
    cue_words = (
        "respon",
        "acknowledg",
        "repl",
        "call",
        "answer",
        "contact",
        "react",
        "resol",
        "correct",
        "fix",
        "repair",
        "workaround",
        "work-around",
        "restor",
        "rectif",
        "remed",
        "running",
        "service its",
        "allocate",
        "transactions",
        "on site",
        "on-site",
        "work",
        "attend",
        "assign",
        "return",
        "load",
        "latency",
    )
    for sentence in reading.find(_CUE, *cue_words):
        if len(found) >= MOST:
            break
        for candidate in _times(reading, sentence):
            if all(candidate.value != other.value or candidate.name != other.name for other in found):
                found.append(candidate)
    return found[:MOST]


def _times(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    if not _SERVICE.search(text) or len(text) > _LONGEST_SENTENCE or _CREDIT.search(text):
        return
    earlier = reading.text[max(0, sentence.span.start - _CONTEXT) : sentence.span.start]
    if not any(_STRONG.search(words) for words in (text, reading.heading(sentence.span.start), earlier)):
        return
    named, before_all = list(find_severities(text)), list(find_severities(earlier))
    last, kind = 0, None
    for time in find_times(text):
        before, after = (
            text[max(last, time.span.start - 240) : time.span.start],
            text[time.span.end : time.span.end + 120],
        )
        kind = _kind(before, after, kind)
        last = time.span.end
        if kind is None or (time.unit in ("week", "month") and "respon" not in text.lower()):
            continue
        if (
            _OTHER_SUBJECT.search(before)
            or _NOT_TIME.search(after)
            or _INTERVAL.search(before)
            or _MEASURED.search(before)
        ):
            continue
        yield _candidate(sentence, kind, time, _severity(named, before_all, time), after)


def _kind(before: str, after: str, last: str | None) -> str | None:
    """``response_time`` or ``resolution_time``, by the verb that the time belongs to; None where it belongs to none.

    In a list ("severity 1: one hour, severity 2: four hours") the kind is that of the ``last`` time.
    """
    responds = [match.end() for match in _RESPONDS.finditer(before)]
    resolves = [match.end() for match in _RESOLVES.finditer(before)]
    severity = [found.span.end for found in find_severities(before)]
    reaches = _REACHES.search(before) or before.rstrip()[-1:] in ("-", ":", "(")
    listed = bool(severity) and len(before) - severity[-1] < _LIST_GAP
    if _RESPONSE_NEXT.search(after):
        return "response_time"
    if _OPENS.search(before) and (ahead := _kind_after(after)):
        return ahead
    follows = last is not None and len(before) < _LIST_GAP and not re.search(r"[.;]\s", before.strip())
    if follows and not (responds or resolves):
        return last
    if not (reaches or listed or _NOUN.search(before)):
        return None
    if responds or resolves:
        return "response_time" if max(responds, default=-1) >= max(resolves, default=-1) else "resolution_time"
    if last and severity:
        return last
    return _kind_after(after)


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
    carried = [s for s in earlier if s.explicit] or [s for s in earlier if s.level in _URGENT]
    return carried[-1].level if carried else None


def _candidate(sentence: Sentence, name: str, time: FoundTime, severity: str | None, after: str) -> Candidate:
    value: FieldValue = {
        "severity": severity,
        "duration": time.iso,
        "business": time.business or _BUSINESS_AFTER.search(after) is not None,
    }
    return Candidate(name, value, sentence.span, "response_within" if name == "response_time" else "resolution_within")
