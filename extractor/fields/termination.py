"""Ending early: notice for convenience, and the time to cure a breach."""

from __future__ import annotations

import re

from extractor.fields.choosing import choose_each
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

_ANY_BREACH = phrase(
    r"\bmaterial(?:ly)? (?:breach|default|fail|violat)|\b(?:breach|default|violat|fail)\w*(?: [\w']{1,14}){0,6} (?:any|"
    r"an?|its|their|the|of|this|and)(?: [a-z]{1,12}){0,4} (?:provisions?|terms?|covenants?|obligations?|agreement|"
    r"conditions?)\b"
)
_EITHER = phrase(
    r"\b(?:either|any|each|one|a|the other|the defaulting|the breaching|the non-?(?:breaching|defaulting)) party\b|"
    r"\bboth parties\b"
)
_ONE_BREACH = phrase(
    r"\b(?:trade-?marks?|marks?|tarnish\w*|non-?payment|(?:fails?|failure) to (?:pay|make (?:any |a |the )?payment)|"
    r"licen[cs]e granted|insurance|same (?:or similar )?default|trustee|notwithstanding|under this section|"
    r"nonconform\w*)\b"
)
"""One kind of breach, or one provision."""


def find_termination(reading: Reading) -> list[Candidate]:
    """Notice for convenience, and the cure period for cause; each the first plain statement."""
    convenience = [c for s in reading.find(_CUE, "terminat", "cancel") if (c := _convenience(s)) is not None]
    cause = [
        c
        for s in reading.find(_CURE_CUE, "cure", "curing", "remed", "rectif", "correct")
        if (c := _cause(reading, s)) is not None
    ]
    return choose_each(reading, (*convenience, *cause))


def _convenience(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not _CONVENIENCE.search(text) or _CAUSE.search(text):
        return None
    for found in find_durations(text):
        if _NOTICE.search(text[found.span.end : found.span.end + 40]):
            party = _party(text)
            value: FieldValue = {"party": party, "notice": found.duration.iso}
            weight = 0.0 if party else -1.0
            return Candidate("termination_for_convenience", value, sentence.span, "convenience_notice", weight)
    return None


def _party(text: str) -> str | None:
    if _MUTUAL.search(text):
        return "either"
    who = _WHO.search(text)
    named = re.sub(r"^[Tt]he\s{1,20}", "", who[1]) if who else ""
    return None if named.startswith("This ") else named or None


def _weight(reading: Reading, sentence: Sentence) -> float:
    """How plainly a sentence speaks of any breach of the contract by either side."""
    weight = 1.0 if re.search(r"terminat|default|breach|\bterm\b", reading.heading(sentence.span.start)) else 0.0
    weight += 1.0 if _ANY_BREACH.search(sentence.text) else 0.0
    weight += 0.5 if _EITHER.search(sentence.text) else 0.0
    return weight - (1.0 if _ONE_BREACH.search(sentence.text) else 0.0)


def _cause(reading: Reading, sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not _BREACH.search(text) or "terminat" not in text.lower():
        return None
    for found in find_durations(text):
        around = text[max(0, found.span.start - 130) : found.span.end + 90]
        is_cure = found.duration.unit in ("day", "week", "month", "hour") and _CURE_CUE.search(around)
        if is_cure and _CURE_BEFORE.search(text[max(0, found.span.start - 70) : found.span.start]):
            value: FieldValue = {"cure_period": found.duration.iso}
            return Candidate(
                "termination_for_cause", value, sentence.span, "cause_cure_period", _weight(reading, sentence)
            )
    return None
