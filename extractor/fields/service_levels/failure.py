"""The right to end the contract because service levels are missed."""

from __future__ import annotations

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.times import find_times
from extractor.types import FieldValue

MOST = 4
_CUE = phrase(r"\b(?:terminat(?:e|ion|ed)|cancel)\b")
_MAY = phrase(
    r"\b(?:may|right to|entitled to|option to|can|shall have the right|at its option)\b[^.;]{0,90}\b(?:terminate|"
    r"cancel)\b|"
    r"\btermination right\b"
)
_LEVEL = phrase(
    r"\b(?:service levels?|service level (?:failures?|credit events?)|SLAs?|up-?time|availability (?:is|falls|of|"
    r"below|drops|commitment)|down-?time|outages?|(?:un|not )available for|unavailab\w+|"
    r"unable to (?:resume|restore|be accessed|provide a (?:solution|resolution))|performance (?:standards?|"
    r"failures?|levels?|commitments?)|response times?|cannot be accessed|service failures?|"
    r"chronic|specified time periods?|uptime commitment|recovery time)\b"
)
_MISSED = phrase(
    r"\b(?:fail\w*|unable|miss\w*|below|less than|not (?:met|meet|achieve\w*|restored)|breach\w*|exceed\w*|"
    r"remain\w* unable|unavailab\w+|continu\w+|consecutive|occur\w*)\b"
)
_NOTICE = phrase(r"^'?s?'? ?(?:prior |advance |written ){0,3}notice\b")
_NOT_RIGHT = phrase(r"\b(?:force majeure|surviv\w+|upon (?:expiration|termination)|insolven\w+|bankrupt\w*)\b")


def find_failure_rights(reading: Reading) -> list[Candidate]:
    """The rights to terminate for missed service levels."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "terminat", "cancel"):
        candidate = _right(sentence)
        if candidate is not None:
            found.append(candidate)
    return found[:MOST]


def _right(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not (_MAY.search(text) and _LEVEL.search(text) and _MISSED.search(text)) or _NOT_RIGHT.search(text):
        return None
    notice = next(
        (time.iso for time in find_times(text) if _NOTICE.search(text[time.span.end : time.span.end + 40])), None
    )
    value: FieldValue = {"condition": squeeze(text), "notice": notice}
    return Candidate("termination_right_on_sla_failure", value, sentence.span, "failure_right")
