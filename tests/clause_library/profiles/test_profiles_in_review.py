"""A review with a profile: what it tracks, and what it says once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from redlines import agreement, entry, fake_encoders, field, library

from clause_library.reviewing import review_fields
from clause_library.types import AgreementType, FieldCondition, FieldProfile, Library, Review, Tolerance

PAYMENT = "Customer shall pay each invoice within thirty (30) days after the date of the invoice."
UPTIME = "Provider shall make the service available at least 99.9% of each calendar month."
RULES = library(
    entry(
        "payment",
        PAYMENT,
        approver="finance",
        tolerances=(Tolerance("payment_term", "at_most", "P45D", "high", "it finances them", "duration"),),
    ),
    entry("uptime", UPTIME),
    profile=(
        FieldProfile(
            field="payment_term",
            part="duration",
            label="Payment term",
            standard=((FieldCondition("payment_term", "at_most", "P30D", "duration"),),),
            standard_in_words="at most 30 days",
            severity="medium",
            approver="cfo",
        ),
        FieldProfile(field="title", label="Title"),
        FieldProfile(field="warranty_period", label="Warranty", required=True, approver="legal", severity="low"),
    ),
)


def reviewed(days: str, value: str, company: Library = RULES, agreement_type: AgreementType | None = None) -> Review:
    of = agreement(("Fees", PAYMENT.replace("thirty (30)", days)), ("Uptime", UPTIME))
    stated = field(of.document, "payment_term", {"duration": value, "trigger": "invoice_date"}, f"within {days} days")
    titled = field(of.document, "title", "Master Services Agreement", "Master Services Agreement")
    return review_fields(
        of,
        company,
        (titled, stated),
        encoders=fake_encoders(),
        today=date(2026, 3, 1),
        agreement_type=agreement_type,
    )


def test_a_review_tells_each_tracked_field_with_the_words_that_it_rests_on() -> None:
    made = reviewed("thirty (30)", "P30D")
    payment, title, warranty = made.tracked_fields
    assert (payment.status, title.status, warranty.status) == ("standard", "stated", "missing")
    assert payment.index is not None
    assert made.fields[payment.index].quote == "within thirty (30) days"


def test_a_value_beyond_a_tolerance_is_told_once_and_approved_once() -> None:
    made = reviewed("sixty (60)", "P60D")
    payment = made.tracked_fields[0]
    (broken,) = (one for one in made.deviations if one.kind == "tolerance_exceeded")
    assert (payment.status, payment.deviation) == ("outside", broken.id)
    assert (payment.severity, payment.approver) == (broken.severity, "finance")
    assert [approval.role for approval in made.approvals] == ["legal", "finance"]


def test_a_value_of_which_no_deviation_tells_reaches_its_approver() -> None:
    ours = replace(RULES, entries=RULES.entries[1:])
    made = reviewed("sixty (60)", "P60D", ours)
    assert made.tracked_fields[0].deviation is None
    (asked,) = (approval for approval in made.approvals if approval.role == "cfo")
    assert asked.reason == "Payment term: 60 days; our standard is at most 30 days."


def test_other_fields_are_asked_of_other_agreements() -> None:
    only = replace(RULES, profile=tuple(replace(one, agreement_types=("nda",)) for one in RULES.profile))
    assert reviewed("sixty (60)", "P60D", only).tracked_fields == ()
    assert len(reviewed("sixty (60)", "P60D", only, "nda").tracked_fields) == 3


def test_a_library_without_a_profile_tracks_nothing() -> None:
    assert reviewed("sixty (60)", "P60D", replace(RULES, profile=())).tracked_fields == ()
