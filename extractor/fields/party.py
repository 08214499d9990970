"""A party as the rules pass it on."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.types import FieldValue, Span

ROLES = frozenset(
    """
    advertiser affiliate agency agent buyer client company consultant contractor customer developer distributor employee
    employer endorser executive franchisee franchisor guarantor investor landlord lender lessee lessor licensee licensor
    manager manufacturer member merchant operator owner partner principal processor professional provider publisher
    purchaser recipient reseller seller sponsor subscriber supplier tenant trust user vendor controller
    """.split()
)
"""Defined names that say what a party does."""


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its name as printed, what the contract calls it, and the words that say so."""

    name: str
    defined_as: str | None
    span: Span

    @property
    def value(self) -> FieldValue:
        """The field's value."""
        role = self.defined_as.lower() if self.defined_as and self.defined_as.lower() in ROLES else None
        return {"name": self.name, "role": role, "defined_as": self.defined_as}
