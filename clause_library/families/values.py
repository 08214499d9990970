"""Values of fields as one compares them across documents, and which documents may contradict each other in which."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from extractor.fields.deadlines import COUNTED_FROM
from extractor.types import FieldValue

OF_THE_PAPER = frozenset(
    {"title", "agreement_type", "party", "agreement_date", "effective_date", "event_notice", *COUNTED_FROM}
)
"""Facts of one document alone, and what is counted from others: no document contradicts another one's."""

SEVERAL = frozenset(
    "fee uptime_commitment response_time resolution_time price_tier service_credit royalty_or_commission"
    " minimum_commitment usage_threshold overage notice_receipt special_liability_cap"
    " insurance_limit audit_right assignment notice_address fee_cap".split()
)
"""Facts of which one document has several, told apart by their scope."""

ACROSS = frozenset(
    "governing_law venue payment_term late_interest liability_cap uptime_commitment response_time"
    " resolution_time breach_notification confidentiality_term warranty_period price_increase_cap"
    " service_credit credit_cap rto rpo termination_for_convenience termination_for_cause fee".split()
)
"""Facts of which two documents of one deal may hold only one value."""

OF_ORDERS = frozenset(
    {
        "initial_term",
        "renewal_term",
        "renewal_type",
        "renewal_notice_period",
        "renewal_option",
        "renewal_notice_counted_to",
    }
)
"""Facts that an agreement and an order form have each for itself, unless the agreement speaks of its orders."""

_DURATION = re.compile(
    r"P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?)?"
)
_GENERIC = frozenset(
    "the a all our provider's service services platform system software application product solution hosted cloud"
    " subscription saas production".split()
)


def comparable(name: str, value: FieldValue) -> str:
    """A value so that what means the same is the same: a year is twelve months, 24 hours are a day."""
    if not isinstance(value, dict):
        return _plain(value)
    if name == "late_interest":
        return _yearly(value)
    ignored = _LEFT_OUT.get(name, ())
    parts = {key: part for key, part in value.items() if part not in (None, "", [], {}, False) and key not in ignored}
    return "; ".join(f"{key} {_plain(part)}" for key, part in sorted(parts.items()))


_BY_PARTS: dict[str, tuple[str, ...]] = {
    "service_credit": ("condition",),
    "special_liability_cap": ("scope",),
    "insurance_limit": ("kind", "per"),
    "audit_right": ("party",),
    "assignment": ("party",),
    "notice_address": ("party",),
    "fee_cap": ("of", "period"),
}
"""Parts that tell several such facts apart, and that are therefore no part of what they say."""

_LEFT_OUT: dict[str, tuple[str, ...]] = {
    **_BY_PARTS,
    "payment_term": ("trigger", "trigger_text"),
    "uptime_commitment": ("scope", "measurement_period"),
    "response_time": ("severity",),
    "resolution_time": ("severity",),
    "termination_for_convenience": ("party",),
    "fee": ("per", "unit", "name", "label"),
    "liability_cap": ("carve_outs",),
}
"""Parts that are not compared: they say of what the fact is, or in which words."""


def scope_of(name: str, value: FieldValue) -> str:
    """Which of several such facts it is, in words: a severity, a unit, a party; ``""`` where there is one only."""
    if not isinstance(value, dict):
        return ""
    if name == "uptime_commitment":
        words = [word for word in str(value.get("scope") or "").lower().split() if word not in _GENERIC]
        return " ".join(words)
    if name in ("response_time", "resolution_time"):
        severity = " ".join(str(value.get("severity") or "").lower().split())
        return f"severity {severity}" if severity.isdigit() else severity
    if name == "termination_for_convenience":
        party = str(value.get("party") or "").lower()
        return "" if party in ("either", "each", "any", "both") else party
    if name == "fee":
        return " ".join(part for part in (f"per {value['unit']}" if value.get("unit") else "", _per(value)) if part)
    parts = [f"{part.replace('_', ' ')} {_flat(value[part])}" for part in _TELLING.get(name, ()) if value.get(part)]
    return ", ".join(parts)


_TELLING: dict[str, tuple[str, ...]] = {
    **_BY_PARTS,
    "price_tier": ("unit", "from", "to"),
    "royalty_or_commission": ("base",),
    "minimum_commitment": ("unit", "period"),
    "usage_threshold": ("unit", "period"),
    "overage": ("unit",),
    "notice_receipt": ("by",),
}
"""Parts of a value by which several such facts are told apart."""


def _flat(part: object) -> str:
    if isinstance(part, dict):
        return " ".join(f"{key.replace('_', ' ')} {inner}" for key, inner in part.items() if inner is not None)
    return " ".join(str(part).lower().split())


def is_told_apart(name: str, value: FieldValue) -> bool:
    """Whether the scope of a fact is so definite that another document can mean the same: a fee by its unit."""
    return name != "fee" or (isinstance(value, dict) and bool(value.get("unit")))


def _per(value: dict[str, object]) -> str:
    return f"per {value['per']}" if value.get("per") not in (None, "unit") else ""


def _plain(value: object) -> str:
    text = " ".join(str(value).split())
    found = _DURATION.fullmatch(text)
    if found is None or text in ("P", "PT"):
        return _number(text) if text[:1].isdigit() else text.casefold()
    years, months, weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    whole = f"{12 * years + months} months" if years or months else ""
    rest = (weeks * 7 + days) * 1_440 + hours * 60 + minutes
    return " ".join(part for part in (whole, f"{rest} minutes" if rest else "") if part)


def _number(text: str) -> str:
    try:
        return f"{Decimal(text.replace(',', '')).normalize():f}"
    except InvalidOperation:
        return text.casefold()


def _yearly(value: dict[str, object]) -> str:
    """Interest by the year, whatever the period in which it is stated."""
    try:
        percent = Decimal(str(value.get("percent")))
    except InvalidOperation:
        return str(value)
    times = {"month": 12, "quarter": 4}.get(str(value.get("per")), 1)
    return f"{(percent * times).normalize():f} a year"
