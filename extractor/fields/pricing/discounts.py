"""Discounts in percent that go with no quantity: by kind of product, by level of partner, or one for all."""

from __future__ import annotations

from extractor.fields.percents import find_percents
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.tier import Price, tier
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

_DISCOUNT_AFTER = phrase(
    r"^ ?\)? ?(?:[a-z]+ )?(?:discounts?\b|off (?:of )?(?:the |its |their |our |then[- ]current )*|(?:less|below) "
    r"than (?:the )?list)"
)
_DISCOUNT_BEFORE = phrase(
    r"\bdiscounts?(?: (?:rate|percentage|of|is|are|shall be|will be|equal to|at|by|a|an|the|from|off|list|price|"
    r"prices|msrp|up to)){0,7} ?[:=-]? ?\(?$"
)
_NO_DISCOUNT = phrase(
    r"\b(?:early|prompt|within [^.;]{0,30}days|net \d|tax(?:es)?|underwrit\w+|present value|discount rate|offering|"
    r"shares|securities|interest|"
    r"promotion\w*|allowances|deductions|gross sales|net sales|coupons?|customary)\b"
)


def find_discounts(reading: Reading, run: Span) -> list[Candidate]:
    """The discounts that ``run`` states, each percentage once; discounts for paying early are none."""
    text = reading.text
    found: list[Candidate] = []
    for percent in find_percents(text, run.start, run.end):
        start, end = percent.span.start, percent.span.end
        before, after = text[max(run.start, start - 70) : start], text[end : min(run.end, end + 60)]
        sentence = text[max(run.start, start - 200) : min(run.end, end + 200)]
        stated = _DISCOUNT_AFTER.search(after) or _DISCOUNT_BEFORE.search(before)
        if not stated or _NO_DISCOUNT.search(sentence):
            continue
        price = Price(None, percent.percent, None, percent.span)
        span = Span(max(run.start, start - 60), min(run.end, end + 60))
        candidate = tier(price, span, "tier_discount", basis="discount")
        if all(candidate.value != other.value for other in found):
            found.append(candidate)
    return found
