"""Notices that hang on an event: which event, before or after it, how long, by whom."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, fields, values


@pytest.mark.parametrize(
    ("text", "event", "timing", "duration", "party"),
    [
        (
            "Provider may increase the Fees upon sixty (60) days' prior written notice to Customer.",
            "price_change", "before", "P60D", "Provider",
        ),
        (
            "Provider shall notify Customer of any price change at least thirty (30) days before it takes effect.",
            "price_change", "before", "P30D", "Provider",
        ),
        (
            "Customer shall notify Provider within ten (10) days after any change of control of Customer.",
            "change_of_control", "after", "P10D", "Customer",
        ),
        (
            "Within five (5) days of an event of force majeure, the affected party shall notify the other party.",
            "force_majeure", "after", "P5D", None,
        ),
        (
            "Either party may assign this Agreement to an affiliate on thirty (30) days' written notice.",
            "assignment", "before", "P30D", "either",
        ),
        (
            "The policies shall not be cancelled without thirty (30) days' prior written notice to Customer, and such "
            "insurance shall be primary.",
            "insurance_change", "before", "P30D", None,
        ),
        (
            "Provider may discontinue any feature of the Platform upon six (6) months' prior notice.",
            "discontinuation", "before", "P6M", "Provider",
        ),
        (
            "Customer shall notify Provider of any claim within fifteen (15) days of becoming aware of it.",
            "claim", "after", "P15D", "Customer",
        ),
        (
            "Customer shall give written notice of any defects within seven (7) days of delivery of the goods.",
            "defect", "after", "P7D", "Customer",
        ),
        (
            "Provider shall give Customer forty-eight (48) hours' notice before it suspends the Service.",
            "suspension", "before", "PT48H", "Provider",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)  # fmt: skip
def test_a_notice_says_its_event_and_its_time(
    text: str, event: str, timing: str, duration: str, party: str | None
) -> None:
    assert values("event_notice", PREAMBLE, f"7. Notice. {text}") == [
        {"event": event, "timing": timing, "duration": duration, "party": party}
    ]


def test_business_days_are_told_from_days() -> None:
    text = "Provider may change its prices upon ten (10) business days' notice."
    [found] = values("event_notice", PREAMBLE, f"7. Fees. {text}")
    assert isinstance(found, dict)
    assert (found["duration"], found["business"]) == ("P10D", True)


@pytest.mark.parametrize(
    "text",
    [
        # these have fields of their own
        "Either party may terminate this Agreement for convenience upon thirty (30) days' written notice.",
        "A party in breach shall cure it within thirty (30) days after written notice of the breach.",
        "It renews unless a party gives sixty (60) days' notice before the end of the term.",
        "Provider shall notify Customer of unauthorized access within two (2) days of its discovery.",
        "Notices of a claim are deemed received three (3) days after mailing.",
        # the time is for something else
        "Provider shall notify Customer of any change of its prices and Customer shall pay within thirty (30) days.",
        "Within ten (10) days after receipt of notice of a claim, Provider shall assume the defense.",
        "Customer shall inform Provider within five (5) days whether it approves the change of the specifications.",
        "A party shall at once notify the other of force majeure and, within ten (10) days, provide evidence of it.",
        "Provider shall inform Customer within five (5) days whether it accepts the claim.",
        "Provider shall notify Customer of its position on the claim within ten (10) days after receipt of the notice.",
        # no event is named
        "Provider shall give thirty (30) days' notice.",
        "Customer shall keep its records of each audit for sixty (60) days.",
    ],
)
def test_what_is_no_notice_of_an_event(text: str) -> None:
    assert values("event_notice", PREAMBLE, f"7. Notice. {text}") == []


def test_a_notice_that_is_said_twice_is_one() -> None:
    text = "Provider may increase the Fees upon sixty (60) days' notice."
    assert len(values("event_notice", PREAMBLE, f"7. Fees. {text}", f"8. Prices. {text}")) == 1


def test_the_notice_of_a_right_to_audit_is_told_with_that_right_alone() -> None:
    text = "Provider may audit the books and records of Customer upon ten (10) days' written notice."
    named = [field.name for field in fields(PREAMBLE, f"7. Audit. {text}")]
    assert ("audit_right" in named) != ("event_notice" in named)
