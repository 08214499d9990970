"""Which fields can be tracked, by what parts, and what is compared there."""

from __future__ import annotations

from collections.abc import Mapping

from clause_library.deviations.comparable_fields import COMPARABLE_FIELDS, Comparable

OTHER = "other"
"""The choice of a value that is none of a picklist; no line of one is called so."""

TRACKABLE_FIELDS: Mapping[str, Mapping[str | None, Comparable]] = {
    **COMPARABLE_FIELDS,
    "title": {None: "text"},
    "party": dict.fromkeys(("name", "role", "defined_as", "legal_form", "jurisdiction", "address"), "text"),
    "renewal_notice_counted_to": {None: "text"},
    "renewal_notice_send_by": {None: "date"},
    "renewal_notice_deadline": {None: "date"},
    "next_renewal": {
        "date": "date",
        "until": "date",
        "term": "duration",
        "notice_by": "date",
        "then_notice_by": "date",
    },
    "renewal_option": {"party": "text", "notice": "duration"},
    "renewal_option_deadline": {None: "date"},
    "notice_receipt": {"by": "text", "duration": "duration"},
    "event_notice": {"event": "text", "timing": "text", "duration": "duration", "party": "text"},
    "assignment": {"party": "text", "rule": "text"},
    "audit_right": {"party": "text", "notice": "duration"},
    "fee_cap": {"amount": "number", "currency": "text", "of": "text", "period": "duration"},
    "taxes": {"borne_by": "text"},
    "insurance_limit": {"amount": "number", "currency": "text", "kind": "text", "per": "text"},
    "notice_address": dict.fromkeys(("party", "address", "email", "attention"), "text"),
    "special_liability_cap": {**COMPARABLE_FIELDS["liability_cap"], "scope": "text"},
    "total_fees": {"amount": "number", "currency": "text", "over": "duration"},
    "price_tier": {"amount": "number", "percent": "number", "currency": "text", "unit": "text"},
    "service_credit": {},
    "support_hours": {"text": "text", "time_zone": "text"},
    "maintenance_window": {"text": "text", "notice": "duration", "max_duration": "duration"},
}
"""By field name: what its plain value (None) or each of its parts is. Without a part it is only told that it is stated.

More than a tolerance can limit: there every value counts as evidence for a clause, here it only has to be shown.
"""

OTHER_FORMS: Mapping[str, tuple[str, ...]] = {
    "liability_cap": ("amount", "multiple", "fees_paid_in", "greater_of", "lesser_of"),
    "special_liability_cap": ("amount", "multiple", "fees_paid_in", "greater_of", "lesser_of"),
    "credit_cap": ("percent", "amount"),
    "price_increase_cap": ("percent", "index"),
    "late_interest": ("percent", "index"),
    "minimum_commitment": ("amount", "quantity"),
    "usage_threshold": ("amount", "quantity"),
    "overage": ("amount", "quantity"),
    "price_tier": ("amount", "percent"),
    "fee": ("amount", "percent"),
}
"""Parts of which a statement has one or the other: a cap of so many fees is no cap of an amount, but it is a cap."""


def kind_of(field: str, part: str | None) -> Comparable | None:
    """What the field or its part is; None where it is only told whether the field is stated.

    :raises KeyError: for a field or a part that is not known.
    """
    parts = TRACKABLE_FIELDS[field]
    return None if part is None and None not in parts else parts[part]
