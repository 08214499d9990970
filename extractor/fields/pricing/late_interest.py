"""What paying late costs: a percentage for a period, or an index with a margin."""

from __future__ import annotations

from extractor.fields.numbers import SPELLED
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_CUE = phrase(r"\b(?:interest|late (?:charge|fee|payment)s?|(?:service|finance|carrying) charges?)\b")
_LATE = phrase(
    r"\b(?:late|overdue|past[- ]due|not (?:timely |been )?(?:paid|made|received)|unpaid|delinquen\w+|when due|due "
    r"dates?|outstanding|fail\w* to (?:pay|make)|"
    r"does not receive|non-?payment|arrears|in default|after (?:such|the|it|they)? ?(?:due )?date|becomes? due|"
    r"until paid|underpa\w+)\b"
)
_NOT_INTEREST = phrase(
    rf"\b(?:interest in|equity|outstanding (?:shares|stock|voting|securities)|underpayment (?:is|of|exceeds)|"
    rf"interests? of (?!{SPELLED}\b|\d)|interests? of [^.;]{{0,40}}\bin (?:the|a|any)\b|ownership|"
    r"working interest|net profits? interest|membership interest)\b"
)
_INDEX = phrase(
    r"((?:[A-Z][\w.'-]{0,20},? ){0,6}(?i:prime (?:lending |interest |commercial )?rate|prime|LIBOR|EURIBOR|SOFR|"
    r"base (?:lending )?rate|federal funds rate|treasury (?:bill )?rate))\b",
    exact_case=True,
)
_PER = phrase(
    r"^\W{0,3}(?:[^.;%]{0,40}?)(?:\b(?:per|a|each|every|/)|/) ?(month|annum|year|day|week)\b|"
    r"^[^.;%]{0,40}?\b(monthly|annually|annual|yearly|daily|p\.a\.)"
)
_PER_BEFORE = phrase(r"\b(monthly|annual|annually|yearly|daily|per annum|per year|per month)\b[^.;%]{0,60}$")
_PERIODS = {
    "annum": "year",
    "annually": "year",
    "annual": "year",
    "yearly": "year",
    "per annum": "year",
    "per year": "year",
    "per month": "month",
    "p.a.": "year",
    "monthly": "month",
    "daily": "day",
}
_MARGIN = phrase(
    r"^ ?(?:\([^()]{0,30}\) ?)?(?:points? )?(?:above|over|plus|in excess of|higher than)\b|\bplus (?:a margin of )?$"
)
MOST = 4


def find_late_interest(reading: Reading) -> list[Candidate]:
    """The interest on late payments, each rate once; none where a text names no rate."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "interest", "late ", "charge"):
        candidate = _late_interest(sentence)
        if candidate is not None and all(candidate.value != other.value for other in found):
            found.append(candidate)
    return found[:MOST]


def _late_interest(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    cue = _CUE.search(text)
    if cue is None or not _LATE.search(text) or _NOT_INTEREST.search(text):
        return None
    index = _INDEX.search(text)
    for found in find_percents(text):
        around = text[max(0, found.span.start - 260) : found.span.end + 160]
        if float(found.percent) > 40 or not _CUE.search(around):
            continue
        after, before = (
            text[found.span.end : found.span.end + 70],
            text[max(0, found.span.start - 70) : found.span.start],
        )
        per = _PER.search(after) or _PER_BEFORE.search(before)
        if per is None and index is None and not _LATE.search(around):
            continue
        value: FieldValue = {"percent": found.percent, "per": _period(per.group(per.lastindex or 0)) if per else None}
        if index and isinstance(value, dict) and (_MARGIN.search(after) or _MARGIN.search(before)):
            value |= {"index": squeeze(index[1]), "margin": True, "per": value["per"] or "year"}
        return Candidate("late_interest", value, sentence.span, "late_interest")
    if index is None:
        return None
    return Candidate(
        "late_interest",
        {"percent": None, "per": "year", "index": squeeze(index[1])},
        sentence.span,
        "late_interest_index",
    )


def _period(word: str) -> str:
    lowered = squeeze(word).lower()
    return _PERIODS.get(lowered, lowered)
