"""The right to end the contract because service levels are missed."""

from __future__ import annotations

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.times import find_times
from extractor.types import FieldValue

MOST = 4
_ENDS = (
    r"(?:terminate|cancel|rescind|withdraw from|walk away from|(?:end|exit|leave) (?:this|the|its) (?:agreement|"
    r"contract|"
    r"services?|subscription|lease|licen[cs]e))"
)
_CUE = phrase(rf"\b(?:terminat(?:e|ion|ed)|{_ENDS})\b")
_MAY = phrase(
    r"\b(?:may|right to|entitled to|option to|can|shall have the right|at its option)\b[^.;]{0,90}"
    rf"\b{_ENDS}\b|\btermination right\b"
)
_LEVEL = phrase(
    r"\b(?:service levels?|service level (?:failures?|credit events?)|SLAs?|up-?time|availability (?:is|falls|stays|"
    r"remains|drops|sinks|of|"
    r"below|drops|commitment)|down-?time|outages?|(?:un|not )available for|unavailab\w+|"
    r"unable to (?:resume|restore|be accessed|provide a (?:solution|resolution))|performance (?:standards?|"
    r"failures?|levels?|commitments?)|response times?|cannot be accessed|service failures?|"
    r"chronic|incidents?|target times?|specified time periods?|uptime commitment|recovery time)\b"
)
_MISSED = phrase(
    r"\b(?:fail\w*|unable|miss\w*|below|less than|not (?:met|meet|achieve\w*|restored)|breach\w*|exceed\w*|"
    r"remain\w* unable|unavailab\w+|unresolved|beyond|continu\w+|consecutive|occur\w*)\b"
)
_NOTICE = phrase(r"^'?s?'? ?(?:prior |advance |written ){0,3}notice\b")
_NOT_RIGHT = phrase(
    r"\bright to terminate\b[^.;]{0,60}\b(?:is|are)\b[^.;]{0,40}\b(?:only|sole|exclusive) remed|"
    r"\b(?:force majeure|surviv\w+|upon (?:expiration|termination)|insolven\w+|bankrupt\w*)\b"
)


def find_failure_rights(reading: Reading) -> list[Candidate]:
    """The rights to terminate for missed service levels."""
    found: list[Candidate] = []
    for sentence in reading.find(
        _CUE, "terminat", "cancel", "rescind", "withdraw from", "walk away", "end this", "exit this"
    ):
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
