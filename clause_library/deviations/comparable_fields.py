"""The facts that a tolerance can limit: field names, their parts, and what is compared there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Comparable = Literal["duration", "number", "date", "text"]

COMPARABLE_FIELDS: Mapping[str, Mapping[str | None, Comparable]] = {
    "agreement_type": {None: "text"},
    "agreement_date": {None: "date"},
    "effective_date": {None: "date"},
    "expiration_date": {None: "date"},
    "initial_term": {None: "duration"},
    "renewal_term": {None: "duration"},
    "renewal_type": {None: "text"},
    "renewal_limit": {None: "number"},
    "renewal_notice_period": {None: "duration"},
    "termination_for_convenience": {"party": "text", "notice": "duration"},
    "termination_for_cause": {"cure_period": "duration"},
    "governing_law": {None: "text"},
    "venue": {None: "text"},
    "liability_cap": {
        "amount": "number",
        "currency": "text",
        "multiple": "number",
        "of": "text",
        "fees_paid_in": "duration",
    },
    "fee": {"amount": "number", "currency": "text", "per": "text", "unit": "text"},
    "payment_term": {"duration": "duration", "trigger": "text"},
    "late_interest": {"percent": "number", "per": "text"},
    "price_increase_cap": {"percent": "number", "index": "text", "period": "duration"},
    "minimum_commitment": {"amount": "number", "quantity": "number", "currency": "text", "unit": "text"},
    "usage_threshold": {"amount": "number", "quantity": "number", "currency": "text", "unit": "text"},
    "overage": {"amount": "number", "quantity": "number", "currency": "text", "unit": "text"},
    "royalty_or_commission": {"percent": "number", "base": "text"},
    "uptime_commitment": {"percent": "number", "measurement_period": "text", "scope": "text"},
    "credit_cap": {"percent": "number", "amount": "number", "of": "text"},
    "response_time": {"severity": "text", "duration": "duration"},
    "resolution_time": {"severity": "text", "duration": "duration"},
    "rto": {"duration": "duration"},
    "rpo": {"duration": "duration"},
    "termination_right_on_sla_failure": {"notice": "duration"},
    "breach_notification": {"duration": "duration"},
    "confidentiality_term": {None: "duration"},
    "warranty_period": {None: "duration"},
}
"""By field name: what its plain value (None) or each of its parts is. The names are those of docs/fields.md."""
