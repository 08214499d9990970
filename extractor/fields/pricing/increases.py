"""How far a price may rise: a percentage, an index, or the lesser of both."""

from __future__ import annotations

from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_CUE = phrase(r"\b(?:increas\w*|adjust\w*|escalat\w*|rais(?:e|ed|ing)|rise|change[sd]?)\b")
_PRICE = phrase(
    r"\b(?:fees?|prices?|pricing|rates?|charges?|rent|cost (?:of|to)|royalt(?:y|ies)|payments?|compensation|renewal|"
    r"maintenance|salary)\b"
)
_LIMIT = phrase(
    r"\b(?:(?:shall|will|may|can|must|do|does)? ?not (?:to )?(?:be )?(?:exceed|increase[d]?|raise[d]?|more|greater|"
    r"higher)|no(?:t)? (?:more|greater|higher) than|not to exceed|up to|maximum|limited to|"
    r"lesser of|lower of|capped|cap of|no increase|exceeds? (?:more than )?)\b"
)
_INDEX = phrase(
    r"((?:[A-Z][\w.'&-]{0,24},? ){0,6}(?:Consumer Price Index|CPI(?:-[UW])?|Retail Prices? Index|RPI|Producer Price "
    r"Index|PPI|Employment Cost Index|ECI|"
    r"Cost of Living(?: Index)?|[A-Z][\w]{0,24} (?:Price|Cost|Wage) Index))",
    exact_case=True,
)
_INFLATION = phrase(r"\b(?:rate of inflation|inflation rate|inflation|cost[- ]of[- ]living)\b")
_ACTUAL_COST = phrase(
    r"\b(?:reflects?|equal to|by) the (?:actual )?increases? in ((?:the )?[A-Z][\w]*'s? (?:actual )?costs?)\b"
)
_YEARLY = phrase(
    r"\b(?:per|each|every|any|a|one|the preceding|preceding|contract|calendar) (?:contract |calendar |given |"
    r"one-year |such )?(?:year|annum)|annual(?:ly)?|yearly|anniversary|one-year|twelve|12[- ]month|renewal|January 1"
)
_NOT_PRICE = phrase(
    r"\b(?:interest rate|tax(?:es)? |insurance|audit|underpa\w+|shares|stock|underwrit\w+|purchase price shall be "
    r"adjusted|exchange rate|"
    r"sales target|minimum sales|market share|capacity|production|working capital|liabilit\w+|credit limit|"
    r"headcount|overdue|late payment)\b"
)
_RISE_NEAR = phrase(r"\b(?:increas\w*|adjust\w*|escalat\w*|rais\w*|rise)\b")
_INDEX_ITSELF = phrase(
    r"\b(?:abolition|discontinued|ceases? to (?:be )?publish\w*|converted to a different|reference base|"
    r"expenditures?)\b"
)
_LONGEST_SENTENCE = 1_200
MOST = 6


def find_increases(reading: Reading) -> list[Candidate]:
    """The limits on price increases, and the rules that tie a price to an index; each value once."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "increas", "adjust", "escalat", "raise", "rise"):
        candidate = _increase(sentence)
        if candidate is not None and all(candidate.value != other.value for other in found):
            found.append(candidate)
    return found[:MOST]


def _increase(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    index = _index(text)
    if not (_PRICE.search(text) or index) or _NOT_PRICE.search(text):
        return None
    if len(text) > _LONGEST_SENTENCE or _INDEX_ITSELF.search(text):
        return None
    limit = _LIMIT.search(text)
    percent = next((p.percent for p in find_percents(text) if _is_of_rise(text, p.span.start, p.span.end)), None)
    if percent is not None and limit is None and index is None and not _is_plain_rise(text):
        return None
    if percent is None and (index is None or not _PRICE.search(text) or not _RISE_NEAR.search(text)):
        return None
    value: FieldValue = {
        "percent": percent,
        "index": index,
        "period": "P1Y" if _YEARLY.search(text) else None,
        "mode": "cap" if limit else "index" if index else "fixed",
    }
    return Candidate("price_increase_cap", value, sentence.span, "increase_cap" if percent else "increase_index")


def _is_of_rise(text: str, start: int, end: int) -> bool:
    return bool(_RISE_NEAR.search(text[max(0, start - 130) : start]) or _RISE_NEAR.search(text[end : end + 60]))


def _is_plain_rise(text: str) -> bool:
    """Whether a price rises by a percentage as such: "shall increase by 3% each year"."""
    return phrase_increase_by.search(text) is not None and _YEARLY.search(text) is not None


phrase_increase_by = phrase(r"\b(?:increase[sd]?|escalate[sd]?|raised|rise)(?: [a-z]+){0,4} (?:by|at|of) ")


def _index(text: str) -> str | None:
    match = _INDEX.search(text)
    if match:
        words = squeeze(match[1]).split()
        while words and words[0].strip(",") in {"The", "Any", "Such", "Price", "U.S."} and len(words) > 1:
            words.pop(0)
        return " ".join(words)
    actual = _ACTUAL_COST.search(text)
    if actual:
        return f"{squeeze(actual[1])} increase"
    inflation = _INFLATION.search(text)
    return squeeze(inflation.group()).lower() if inflation else None
