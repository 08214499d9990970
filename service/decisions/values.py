"""Which shape the value of each field has: the table of docs/fields.md, as far as a program can check it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from extractor.fields.assignment import EXCEPTIONS, RULES
from extractor.fields.event_notices import EVENTS
from extractor.fields.insurance import KINDS, PERS
from extractor.fields.liability_cap import SCOPES
from extractor.fields.notices import WAYS
from extractor.types import FieldValue
from service.decisions.shapes import (
    Shape,
    anything,
    choice,
    count,
    currency,
    day,
    decimal,
    duration,
    either,
    flag,
    list_of,
    one_of,
    record,
    text,
)

PERIODS = ("one_time", "hour", "day", "week", "month", "quarter", "year", "unit")
TRIGGERS = (
    "receipt_of_invoice invoice_date end_of_month end_of_quarter end_of_period effective_date agreement_date shipment "
    "delivery acceptance due_date other"
).split()

_MONEY: Mapping[str, Shape] = {"amount": decimal, "currency": currency}
_SHARE: Mapping[str, Shape] = {"percent": decimal, "of": text}
_ANSWER_TIME = record({"severity": text, "duration": duration, "business": flag, "channel": text}, ("duration",))
_TIME = record({"duration": duration, "business": flag}, ("duration",))
_BOUNDS = ("below_percent", "at_least_percent", "at_most_percent", "above_percent", "achieved_percent")
_CONDITION = record(dict.fromkeys(_BOUNDS, decimal) | {"occurrences": text, "text": text})
_CREDIT = record(
    {**_MONEY, **_SHARE, "multiple": decimal, "text": text}, ("percent",), ("amount",), ("multiple",), ("text",)
)
_ONE_CAP: Mapping[str, Shape] = {**_MONEY, "fees_paid_in": duration, "multiple": decimal, "of": text}
_CAP_NEEDS = (("amount", "currency"), ("fees_paid_in",), ("multiple",))
_CAPS = list_of(record(_ONE_CAP, *_CAP_NEEDS))
_CAP: Mapping[str, Shape] = {**_ONE_CAP, "greater_of": _CAPS, "lesser_of": _CAPS}

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "title": text,
        "agreement_type": text,
        "party": record(
            {
                "name": text,
                "role": text,
                "defined_as": text,
                "legal_form": text,
                "jurisdiction": text,
                "address": text,
                "signatory": record({"name": text, "title": text}, ("name",)),
            },
            ("name",),
        ),
        "agreement_date": day,
        "effective_date": day,
        "expiration_date": either(day, "perpetual"),
        "initial_term": duration,
        "renewal_term": duration,
        "renewal_type": choice("automatic", "option", "by_agreement", "none"),
        "renewal_limit": count,
        "renewal_notice_period": one_of(duration, record({"value": duration, "business": flag}, ("value",))),
        "renewal_notice_counted_to": choice("received", "given", "sent"),
        "renewal_notice_deadline": day,
        "renewal_notice_send_by": day,
        "next_renewal": record(
            {"date": day, "until": day, "term": duration, "notice_by": day, "then_notice_by": day}, ("date",)
        ),
        "renewal_option": record({"party": text, "notice": duration, "business": flag}, ("notice",)),
        "renewal_option_deadline": day,
        "notice_receipt": record({"by": choice(*WAYS), "duration": duration, "business": flag}, ("by", "duration")),
        "event_notice": record(
            {
                "event": choice(*EVENTS),
                "timing": choice("before", "after"),
                "duration": duration,
                "party": text,
                "business": flag,
            },
            ("event", "duration"),
        ),
        "termination_for_convenience": record({"party": text, "notice": duration}, ("party",), ("notice",)),
        "termination_for_cause": record({"cure_period": duration}, ("cure_period",)),
        "governing_law": text,
        "venue": text,
        "fee": record(
            {**_MONEY, **_SHARE, "per": choice(*PERIODS), "unit": text}, ("amount", "currency"), ("percent",)
        ),
        "total_fees": record({**_MONEY, "over": duration}, ("amount", "currency")),
        "price_tier": record(
            {
                **_MONEY,
                "from": decimal,
                "to": decimal,
                "unit": text,
                "percent": decimal,
                "basis": text,
                "each_additional": decimal,
            },
            ("amount",),
            ("percent",),
        ),
        "minimum_commitment": record(
            {**_MONEY, "quantity": decimal, "unit": text, "period": either(duration, "initial_term")},
            ("amount", "currency"),
            ("quantity",),
        ),
        "usage_threshold": record({"quantity": decimal, "unit": text, "period": duration}, ("quantity",)),
        "overage": record({**_MONEY, "unit": text, "period": duration}, ("amount", "currency")),
        "royalty_or_commission": record({"percent": decimal, "base": text, "markup": flag}, ("percent",)),
        "payment_term": record(
            {"duration": duration, "trigger": choice(*TRIGGERS), "trigger_text": text, "business": flag}, ("duration",)
        ),
        "late_interest": record(
            {
                "percent": decimal,
                "per": choice("day", "week", "month", "quarter", "year"),
                "index": text,
                "margin": flag,
            },
            ("percent",),
            ("index",),
        ),
        "price_increase_cap": record(
            {"percent": decimal, "index": text, "period": duration, "mode": choice("cap", "index", "fixed")},
            ("percent",),
            ("index",),
        ),
        "fee_cap": record(
            {**_MONEY, "of": choice("fees", "expenses"), "period": duration}, ("of", "amount", "currency")
        ),
        "taxes": record({"borne_by": text, "excluded": flag}, ("borne_by",), ("excluded",)),
        "liability_cap": record({**_CAP, "carve_outs": list_of(text)}, *_CAP_NEEDS),
        "special_liability_cap": record({**_CAP, "scope": choice(*SCOPES)}, *(("scope", *one) for one in _CAP_NEEDS)),
        "insurance_limit": record(
            {**_MONEY, "kind": choice(*KINDS), "per": choice(*PERS)}, ("kind", "amount", "currency")
        ),
        "uptime_commitment": record(
            {"percent": decimal, "measurement_period": duration, "scope": text, "excludes": text}, ("percent",)
        ),
        "service_credit": record({"condition": _CONDITION, "credit": _CREDIT}, ("credit",)),
        "credit_cap": record({**_MONEY, **_SHARE, "period": duration}, ("percent",), ("amount",)),
        "response_time": _ANSWER_TIME,
        "resolution_time": _ANSWER_TIME,
        "rto": _TIME,
        "rpo": _TIME,
        "support_hours": record({"text": text, "time_zone": text}, ("text",)),
        "maintenance_window": record({"text": text, "notice": duration, "max_duration": duration}, ("text",)),
        "termination_right_on_sla_failure": record({"condition": text, "notice": duration}, ("condition",)),
        "breach_notification": _TIME,
        "confidentiality_term": duration,
        "warranty_period": duration,
        "audit_right": record(
            {
                "party": text,
                "notice": duration,
                "business": flag,
                "frequency": record({"times": count, "period": duration}, ("times", "period")),
            },
            ("party",),
        ),
        "assignment": record(
            {"party": text, "rule": choice(*RULES), "exceptions": list_of(choice(*EXCEPTIONS))}, ("party", "rule")
        ),
        "notice_address": record(
            {"party": text, "address": text, "email": text, "attention": text}, ("party", "address"), ("party", "email")
        ),
    }
)

SEVERAL = frozenset(
    "party fee price_tier minimum_commitment usage_threshold overage royalty_or_commission payment_term "
    "late_interest price_increase_cap uptime_commitment service_credit credit_cap response_time resolution_time "
    "rto rpo support_hours maintenance_window termination_right_on_sla_failure breach_notification notice_receipt "
    "event_notice special_liability_cap insurance_limit audit_right assignment notice_address "
    "fee_cap".split()
)
"""Names that a contract may have several fields of; of every other known name it has one."""


def check_value(name: str, value: object) -> FieldValue:
    """The value of a field of that name, as it is kept.

    A field that the table does not know, since an engine newer than it has read it, takes any small value.

    :raises InvalidCorrection: saying which part is wrong and what is expected there.
    """
    return SHAPES.get(name, anything)(value, "value")
