"""Promises about the service: availability, and how fast somebody answers."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.fields.durations import find_durations
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_UPTIME_CUE = phrase(
    r"\b(?:up-?time|availab(?:le|ility)|operational|accessible)\b[^;]{0,240}?\d{2,3}(?:\.\d{1,5})? ?(?:%|"
    r"per ?cent)|\d{2,3}(?:\.\d{1,5})? ?(?:%|per ?cent)[^;]{0,160}\b(?:up-?time|availab(?:le|ility))"
)
_PERCENT = phrase(r"(?<![\d.])(\d{2,3}(?:\.\d{1,5})?) ?(?:%|per ?cent)")
_CREDIT = phrase(r"\b(?:credit|refund|below|less than|but|falls?|between|under)\b[^.;]{0,40}$")
_PERIODS = (
    (phrase(r"\b(?:per|each|every|any|a|given|calendar|the|in) month|monthly|month\b"), "P1M"),
    (phrase(r"\bquarter"), "P3M"),
    (phrase(r"\b(?:year|annual|annum)"), "P1Y"),
    (phrase(r"\bweek"), "P7D"),
)
_SCOPE = phrase(
    r"\b((?:the )?(?:[A-Z][\w-]+ ){0,3}(?:Services?|Platform|System|Software|Application|Site|Website|Network|"
    r"Servers?|Product|Solution|API))\b",
    exact_case=True,
)
_LEAST_PERCENT = Decimal(90)
_RESPONSE_CUE = phrase(
    r"\brespon(?:d|se|ds)\b[^.;]{0,140}\b(?:minutes?|hours?|days?)\b|\b(?:minutes?|hours?|"
    r"days?)\b[^.;]{0,60}\brespon(?:d|se)\b"
)
_RESPONSE = phrase(
    r"\b(?:respon(?:d|se|ds)(?: times?)?|acknowledge\w*)\b[^.;]{0,60}\b(?:within|in|of|is|:|than|under|"
    r"not exceed\w*)(?: (?:a|an|the|no|more|less|than|not|at|most|maximum|of)){0,12} ?$|\bwithin ?$"
)
_SERVICE = phrase(
    r"\b(?:support|service|incident|severity|priority|problem|error|ticket|call|defect|fault|outage|helpdesk|"
    r"issue|request|critical|inquir\w+)\b"
)
_SEVERITY = phrase(
    r"\b((?:severity|priority|level|sev|class|tier)(?: level)? ?(?:\d|[A-D]|one|two|three|four|critical|high|"
    r"medium|low)|critical|urgent|emergency|high|medium|low)\b"
)


def find_service_levels(reading: Reading) -> list[Candidate]:
    """Uptime commitments and response times that prose states."""
    found = [
        candidate
        for sentence in reading.find(_UPTIME_CUE, "uptime", "up-time", "availab", "operational", "accessible")
        for candidate in _uptime(sentence)
    ]
    return (
        _distinct(found)[:6] + _distinct([c for s in reading.find(_RESPONSE_CUE, "respon") for c in _response(s)])[:8]
    )


def _uptime(sentence: Sentence) -> list[Candidate]:
    text = sentence.text
    for match in _PERCENT.finditer(text):
        number = Decimal(match[1])
        if not _LEAST_PERCENT <= number <= 100 or _CREDIT.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        if not re.search(r"up-?\s?time|availab|operational|accessible", text, re.IGNORECASE):
            continue
        scope = _SCOPE.search(text)
        period = next((iso for pattern, iso in _PERIODS if pattern.search(text)), None)
        value: FieldValue = {
            "percent": match[1],
            "measurement_period": period,
            "scope": re.sub(r"^the\s{1,20}", "", " ".join(scope[1].split()), flags=re.IGNORECASE) if scope else None,
        }
        return [Candidate("uptime_commitment", value, sentence.span, "uptime_percent")]
    return []


def _response(sentence: Sentence) -> list[Candidate]:
    text = sentence.text
    if not _SERVICE.search(text):
        return []
    found = []
    for item in find_durations(text):
        before = text[max(0, item.span.start - 110) : item.span.start]
        if (
            item.duration.unit not in ("minute", "hour", "day")
            or not _RESPONSE.search(before)
            or "respon" not in before.lower()
        ):
            continue
        severity = list(_SEVERITY.finditer(text[: item.span.start])) or list(_SEVERITY.finditer(text, item.span.end))
        value: FieldValue = {
            "severity": " ".join(severity[-1][1].lower().split()) if severity else None,
            "duration": item.duration.iso,
            "business": item.duration.business,
        }
        found.append(Candidate("response_time", value, sentence.span, "response_within"))
    return found[:4]


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if all(candidate.value != other.value for other in kept):
            kept.append(candidate)
    return kept
