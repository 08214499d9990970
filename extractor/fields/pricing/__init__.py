"""The price's terms: fees, tiers, minimums, excess use, when to pay, late interest, increases, shares of revenue."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.fields.pricing.amounts import priced_paragraphs
from extractor.fields.pricing.commitments import find_amount_terms, find_quantities
from extractor.fields.pricing.fees import find_fees, judge
from extractor.fields.pricing.increases import find_increases
from extractor.fields.pricing.late_interest import find_late_interest
from extractor.fields.pricing.payment_terms import find_payment_terms
from extractor.fields.pricing.shares import find_shares
from extractor.fields.pricing.tiers import find_tiers
from extractor.fields.pricing.usage import find_usage
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

__all__ = ["find_pricing"]


def find_pricing(reading: Reading, taken: Sequence[Span] = ()) -> list[Candidate]:
    """All statements about the price; ``taken`` are the places that belong to other fields (credits, caps)."""
    judged = judge(reading, priced_paragraphs(reading))
    late, increases = find_late_interest(reading), find_increases(reading)
    tiers = find_tiers(reading)
    claimed = [*taken, *(tier.span for tier in tiers)]
    terms = find_amount_terms(reading, judged, claimed)
    fees = find_fees(reading, judged, [*claimed, *(term.span for term in terms)])
    shares = find_shares(reading, [*claimed, *(one.span for one in (*late, *increases))])
    return [
        *find_payment_terms(reading),
        *fees,
        *shares,
        *tiers,
        *(term for term in terms if term.name),
        *find_quantities(reading),
        *find_usage(reading),
        *late,
        *increases,
    ]
