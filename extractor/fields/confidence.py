"""How often each rule is right, as measured (see docs/fields.md); the confidence that its values carry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

UNMEASURED = 0.6
"""For rules on fields for which there are no labels."""

PRECISION: Mapping[str, float] = MappingProxyType(
    {
        "date_alone": 0.75,
        "date_before_parties": 0.71,
        "date_effective_as_of": 0.75,
        "date_opening": 0.89,
        "date_preamble": 0.94,
        "date_signature": 0.83,
        "effective_as_made": 0.73,
        "effective_as_signed": 0.6,
        "effective_preamble": 0.96,
        "effective_stated": 0.96,
        "expiration_computed": 0.72,
        "expiration_none": 0.73,
        "expiration_stated": 0.93,
        "law_clause": 0.99,
        "law_named": 0.75,
        "term_length": 0.74,
        "party_definition": 0.6,
        "party_preamble": 0.88,
        "party_signature": 0.66,
        "renewal_notice": 0.8,
        "renewal_notice_next": 0.67,
        "renewal_length": 0.82,
        "title_line": 0.85,
    }
)
"""Right out of found, plus one right and one wrong, on the even rows of CUAD and Kleister-NDA."""


def confidence_of(method: str) -> float:
    """The measured precision of a rule."""
    return PRECISION.get(method, UNMEASURED)
