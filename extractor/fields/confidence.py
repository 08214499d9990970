"""How often each rule is right, as measured (see docs/fields.md); the confidence that its values carry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

UNMEASURED = 0.6
"""For rules on fields for which there are no labels."""

PRECISION: Mapping[str, float] = MappingProxyType({})


def confidence_of(method: str) -> float:
    """The measured precision of a rule."""
    return PRECISION.get(method, UNMEASURED)
