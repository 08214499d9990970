"""Ending early: notice for convenience, and the time to cure a breach."""

from __future__ import annotations

import re

from extractor.fields.durations import find_durations
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_CUE = phrase(
    r"\b(?:may|can|right to|entitled to|option to|terminable|terminated by|power to|"
    r"cancel) [^.;]{0,80}\b(?:terminat\w+|cancel\w*)|\bterminat\w+ for convenience\b"
)
_CONVENIENCE = phrase(
    r"\b(?:for (?:its |their |any |no )?convenience|without cause|for any (?:reason|or no reason)|"
    r"for any or no reason|with or without cause|at any time|"
    r"for no reason|in its (?:sole|absolute) discretion|at will)\b"
)
_CAUSE = phrase(
    r"\b(?:breach|default|insolven|bankrupt|fails? to|failure|violat|cure|change (?:in|of) control|non-?payment|"
    r"force majeure|cease)\w*"
)
_NOTICE = phrase(
    r"^'?s?'? ?(?:\)? )?(?:advance |prior |written |calendar )*(?:notice|notification|prior|advance|in advance)"
)
_MUTUAL = phrase(r"\b(?:either|any|each) (?:party|of the parties)\b|\bboth parties\b|\bby either\b")
_WHO = phrase(
    r"\b((?:the )?[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3}) (?:may|shall have the right|has the right|can|"
    r"is entitled|reserves)",
    exact_case=True,
)
_CURE_CUE = phrase(r"\b(?:cur(?:e|ed|ing)|remed(?:y|ied|ying)|rectif\w+|correct(?:ed)?)\b")
_BREACH = phrase(r"\b(?:breach|default|violat|fail|non-?compliance|terminat)\w*")
_CURE_BEFORE = phrase(
    r"\b(?:within|for|of|after|least|than|period|be|an?|the|said|such|during|uncured|upon|giving|by|"
    r"a further)(?: (?:a|period|of|the|at least|further|not less than|such|said|than|cure|reasonable)){0,5} ?$"
)


def find_termination(reading: Reading) -> list[Candidate]:
    """Notice for convenience, and the cure period for cause; each the first plain statement."""
    convenience = next(
        (c for s in reading.find(_CUE, "terminat", "cancel") if (c := _convenience(s)) is not None), None
    )
    cause = next(
        (
            c
            for s in reading.find(_CURE_CUE, "cure", "curing", "remed", "rectif", "correct")
            if (c := _cause(s)) is not None
        ),
        None,
    )
    return [candidate for candidate in (convenience, cause) if candidate is not None]


def _convenience(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not _CONVENIENCE.search(text) or _CAUSE.search(text):
        return None
    for found in find_durations(text):
        if _NOTICE.search(text[found.span.end : found.span.end + 40]):
            value: FieldValue = {"party": _party(text), "notice": found.duration.iso}
            return Candidate("termination_for_convenience", value, sentence.span, "convenience_notice")
    return None


def _party(text: str) -> str | None:
    if _MUTUAL.search(text):
        return "either"
    who = _WHO.search(text)
    return re.sub(r"^[Tt]he\s{1,20}", "", who[1]) if who else None


def _cause(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not _BREACH.search(text) or "terminat" not in text.lower():
        return None
    for found in find_durations(text):
        around = text[max(0, found.span.start - 130) : found.span.end + 90]
        is_cure = found.duration.unit in ("day", "week", "month", "hour") and _CURE_CUE.search(around)
        if is_cure and _CURE_BEFORE.search(text[max(0, found.span.start - 70) : found.span.start]):
            value: FieldValue = {"cure_period": found.duration.iso}
            return Candidate("termination_for_cause", value, sentence.span, "cause_cure_period")
    return None
