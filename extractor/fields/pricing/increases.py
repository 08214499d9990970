"""How far a price may rise: a percentage, an index, or the lesser of both."""

from __future__ import annotations

from decimal import Decimal

from extractor.fields.numbers import as_text
from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_RISE = (
    r"(?:increas\w*|adjust\w*|escalat\w*|rais(?:e|es|ed|ing)|rises?|uplift\w*|lift(?:s|ed)?|indexed|indexation|"
    r"go(?:es)? up|revis(?:e|ed|es|ions?)|updat(?:e|ed|es)|review(?:s|ed)?|modif(?:y|ied|ies))"
)
_FOLLOWS = (
    r"(?:follow(?:s|ing)?|track(?:s|ing)?|linked to|tied to|pegged to|in line with|in (?:proportion|"
    r"accordance) (?:with|to)|"
    r"according to|based on|by reference to|to reflect|reflect(?:s|ing)?|by (?:the|an? (?:amount|percentage|factor)))"
)
"""How a price goes with an index."""
_MOVES = (
    r"(?:growth|variations?|changes?|movements?|evolution|fluctuations?|development|rise|increases?|moved|risen|"
    r"published|last)"
)
_CUE = phrase(
    rf"\b(?:{_RISE}|change[sd]?|CPI|Price Index|inflation)\b|\b(?:fees?|prices?|pricing|rates?|"
    rf"charges?)\b[^.;]{{0,60}}\b1\d\d(?:\.\d)? ?%"
)
_PRICE = phrase(
    r"\b(?:fees?|prices?|pricing|rates?|charges?|rent|cost (?:of|to)|retainer|subscription|tariffs?|royalt(?:y|ies)|"
    r"payments?|compensation|renewal|"
    r"maintenance|salary)\b"
)
_LIMIT = phrase(
    r"\b(?:(?:shall|will|may|can|must|do|does)? ?not (?:to )?(?:be )?(?:exceed|increase[d]?|raise[d]?|more|greater|"
    r"higher)|no(?:t)? (?:more|greater|higher) than|not to exceed|up to|maximum|limited to|not (?:above|over|in excess "
    r"of|exceeding)|(?:in no|no|nor|never|none)\b[^.;]{0,120}\b(?:exceed|greater than|more than)|"
    r"lesser of|lower of|capped|cap of|ceiling|no increase|exceeds? (?:more than )?)\b"
)
_INDEX = phrase(
    r"((?:[A-Z][\w.'&-]{0,24},? ){0,6}(?:Consumer Price Index|CPI(?:-[UW])?|Retail Prices? Index|RPI|Producer Price "
    r"Index|PPI|Employment Cost Index|ECI|"
    r"Cost of Living(?: Index)?|[A-Z][\w]{0,24} (?:Price|Cost|Wage) Index))",
    exact_case=True,
)
_BARE_CODE = phrase(r"(?:the )?(?:PPI|RPI|ECI)")
"""Letters that stand for companies too."""
_AFTER_INDEX = phrase(rf"\b{_FOLLOWS}\b[^.;]{{0,80}}$|\b{_MOVES} (?:of|in|to) [^.;]{{0,40}}$")
_SUM = phrase(r"\b(?:amounts?|sums?|package|tariffs?|rent|fees?|prices?|pricing|rates?|charges?|costs?|payments?)\b")
_IT = phrase(r"\b(?:it|they|them|such (?:amounts?|sums?)|these amounts?) (?:may|shall|will|can|is|are)\b")
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
    r"adjusted|"
    r"sales target|minimum sales|market share|capacity|production|working capital|liabilit\w+|credit limit|"
    r"headcount|overdue|late payment)\b"
)
_EXCHANGE = phrase(r"\bexchange rates?\b")
_RISE_NEAR = phrase(rf"\b{_RISE}\b")
_RISE_ITSELF = phrase(
    r"\b(?:such|any|each|annual|yearly|the|price|no|all) (?:(?:annual|yearly|price|fee|rate|subsequent) )?"
    r"(?:increases?|uplifts?|adjustments?|escalations?)\b"
)
"""A rise that is spoken of as such needs no word for a price beside it, where the words before it have one."""
_OF_PRICE = phrase(
    r"^ ?of (?:the |its |such |that |then[- ]current )*[^.;%]{0,50}?\b(?:fees?|prices?|pricing|rates?|charges?)\b"
)
_INDEX_ITSELF = phrase(
    r"\b(?:abolition|discontinued|ceases? to (?:be )?publish\w*|converted to a different|reference base|"
    r"expenditures?)\b"
)
_LONGEST_SENTENCE = 1_200
_BEFORE_CHARS = 400
_MOST_ABOVE = 50
MOST = 6


def find_increases(reading: Reading) -> list[Candidate]:
    """The limits on price increases, and the rules that tie a price to an index; each value once."""
    found: list[Candidate] = []
    for sentence in reading.find(
        _CUE,
        "increas",
        "adjust",
        "escalat",
        "raise",
        "rise",
        "uplift",
        "index",
        "revis",
        "pric",
        "cpi",
        "inflation",
        "% of the",
        "%) of the",
    ):
        candidate = _increase(reading, sentence)
        if candidate is not None and all(candidate.value != other.value for other in found):
            found.append(candidate)
    return found[:MOST]


def _increase(reading: Reading, sentence: Sentence) -> Candidate | None:
    text = sentence.text
    index = _index(text)
    if not (_speaks_of_price(reading, sentence) or index) or _NOT_PRICE.search(text):
        return None
    if len(text) > _LONGEST_SENTENCE or _INDEX_ITSELF.search(text) or (index is None and _EXCHANGE.search(text)):
        return None
    limit = _LIMIT.search(text)
    percent, of_whole = _rise(text)
    if percent is not None and limit is None and index is None and not (of_whole or _is_plain_rise(text)):
        return None
    if percent is None and (index is None or not _is_tied(reading, sentence, text[: text.find(index.split()[-1])])):
        return None
    value: FieldValue = {
        "percent": percent,
        "index": index,
        "period": "P1Y" if _YEARLY.search(text) else None,
        "mode": "cap" if limit else "index" if index else "fixed",
    }
    return Candidate("price_increase_cap", value, sentence.span, "increase_cap" if percent else "increase_index")


def _speaks_of_price(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence does, or speaks of a rise as such after words that speak of a price."""
    if _PRICE.search(sentence.text):
        return True
    if not _RISE_ITSELF.search(sentence.text) or _LIMIT.search(sentence.text) is None:
        return False
    start = sentence.span.start
    before = reading.text[max(0, start - _BEFORE_CHARS) : start]
    return not before.strip() or _PRICE.search(f"{reading.heading(start)} {before}") is not None


def _is_tied(reading: Reading, sentence: Sentence, before_index: str) -> bool:
    """Whether it is a price that follows the index: by its name, or by "it" after a sentence that names it."""
    text = sentence.text
    start = sentence.span.start
    earlier = reading.text[max(0, start - _BEFORE_CHARS) : start]
    moves = _AFTER_INDEX.search(before_index) is not None
    if moves and _SUM.search(text):
        return True
    priced = _PRICE.search(text) or (_IT.search(text) and _PRICE.search(earlier))
    return bool(priced) and (moves or _RISE_NEAR.search(text) is not None)


def _rise(text: str) -> tuple[str | None, bool]:
    """The percentage by which a price rises, and whether it is stated as a part of the whole price.

    That of "107% of the price in effect" is seven.
    """
    for found in find_percents(text):
        if _is_of_rise(text, found.span.start, found.span.end):
            return found.percent, False
        above = Decimal(found.percent) - 100
        if 0 < above <= _MOST_ABOVE and _OF_PRICE.search(text[found.span.end :]):
            return as_text(above), True
    return None, False


def _is_of_rise(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 130) : start]
    return bool(_RISE_NEAR.search(before) or _RISE_NEAR.search(text[end : end + 60]))


def _is_plain_rise(text: str) -> bool:
    """Whether a price rises by a percentage as such: "shall increase by 3% each year"."""
    return _RISES_BY.search(text) is not None and _YEARLY.search(text) is not None


_RISES_BY = phrase(r"\b(?:increase[sd]?|escalate[sd]?|raised|rises?)(?: [a-z]+){0,4} (?:by|at|of) ")


def _index(text: str) -> str | None:
    match = _INDEX.search(text)
    if match and not (_BARE_CODE.fullmatch(match[1]) and "ndex" not in text):
        words = squeeze(match[1]).split()
        while words and words[0].strip(",") in {"The", "Any", "Such", "Price", "U.S."} and len(words) > 1:
            words.pop(0)
        return " ".join(words)
    actual = _ACTUAL_COST.search(text)
    if actual:
        return f"{squeeze(actual[1])} increase"
    inflation = _INFLATION.search(text)
    return squeeze(inflation.group()).lower() if inflation else None
