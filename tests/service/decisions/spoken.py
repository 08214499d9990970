"""A small review with fields, and what people say about them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from clause_library.types import DocumentSummary, Review
from extractor.types import Field, FieldValue
from service.decisions.correcting import correct
from service.decisions.types import Correction, Proposal

TEXT = (
    "This Agreement is made on 1 March 2026.\n"
    "It is governed by the laws of Delaware. Fees are USD 100 a month.\n"
    "Invoices are due within 30 days. Notice is 30 days.\n"
    "Nothing else matters."
)
NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
REVIEW_ID = uuid.UUID(int=7)


def a_field(name: str, value: FieldValue, quote: str, confidence: float = 0.9) -> Field:
    start = TEXT.index(quote)
    return Field(
        name=name, value=value, confidence=confidence, method="rule", quote=quote, start=start, end=start + len(quote)
    )


DATE = a_field("agreement_date", "2026-03-01", "made on 1 March 2026", 0.95)
LAW = a_field("governing_law", "Delaware", "laws of Delaware", 0.85)
FEE = a_field("fee", {"amount": "100", "currency": "USD", "per": "month", "unit": None}, "USD 100 a month", 0.6)


def a_review(*fields: Field, sha256: str = "a" * 64, text: str = TEXT) -> Review:
    return Review(
        document=DocumentSummary(sha256, "msa.docx", "text/plain", None, 2, text, text, (), (), ()),
        agreement_type="master_agreement",
        library="standard",
        library_version="lib-1",
        today="2026-03-31",
        models=(),
        clauses=(),
        matches=(),
        deviations=(),
        fields=fields or (DATE, LAW, FEE),
        findings=(),
        approvals=(),
    )


def say(
    field: str,
    action: Any,  # noqa: ANN401
    *,
    review: Review | None = None,
    earlier: Sequence[Correction] = (),
    number: int | None = None,
    **parts: Any,  # noqa: ANN401
) -> Correction:
    """The correction that somebody's words come to."""
    said = {"person": "Ann", "reason": "It says so."} | parts
    return correct(
        review or a_review(),
        Proposal(field=field, action=action, **said),
        earlier,
        review_id=REVIEW_ID,
        engine="engine-1",
        correction_id=uuid.UUID(int=number) if number else uuid.uuid4(),
        time=NOON,
    )
