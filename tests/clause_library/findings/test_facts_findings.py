from __future__ import annotations

import pytest
from findings_of import SIGNED, agreement, findings_of, told

RATES = "SCHEDULE 1 - RATES\n\n1. {}\n"


@pytest.mark.parametrize(
    ("body", "schedule"),
    [
        (
            "Customer shall pay each invoice within 30 days after receipt",
            "Invoices are payable within 45 days of receipt",
        ),
        (
            "Provider shall report a security breach within 24 hours after becoming aware of it",
            "Provider shall notify a breach within 72 hours after becoming aware of it",
        ),
        (
            "Provider shall maintain an uptime of at least 99.9% in each month",
            "The report compares availability with the required level of 99.5%",
        ),
        (
            "Either party may terminate this agreement on 30 days' written notice",
            "At any time either party may end this agreement on 10 days' written notice",
        ),
    ],
)
def test_one_fact_with_two_values(body: str, schedule: str) -> None:
    text = agreement(f"6. More\n\n6.1 Schedule 1 has more. {body}.", after=RATES.format(schedule + "."))
    assert "conflicting_values" in dict(told(text))


@pytest.mark.parametrize(
    ("body", "schedule"),
    [
        (
            "Customer shall pay each invoice within 30 days after receipt",
            "Invoices are payable within thirty days of receipt",
        ),
        (
            "Customer shall pay each invoice within 30 days after receipt",
            "Expenses are repaid within 45 days of receipt",
        ),
        (
            "Either party may terminate this agreement on 60 days' written notice",
            "Either party may terminate this agreement on 10 days' written notice if the other is in breach",
        ),
        ("Late sums bear interest at 18% a year", "Late sums bear interest at 1.5% a month"),
    ],
)
def test_what_does_not_conflict(body: str, schedule: str) -> None:
    text = agreement(f"6. More\n\n6.1 Schedule 1 has more. {body}.", after=RATES.format(schedule + "."))
    assert "conflicting_values" not in dict(told(text))


@pytest.mark.parametrize(
    "words",
    [
        "This agreement ends on 31 November 2027.",
        "This agreement expires on 31 August 2023.",
        "The pilot runs from 1 May 2026 to 30 April 2025.",
        "Provider shall deliver the report no later than 1 March 2024.",
    ],
)
def test_dates_that_cannot_be(words: str) -> None:
    assert "impossible_dates" in dict(told(agreement(f"6. More\n\n6.1 {words}")))


@pytest.mark.parametrize(
    "words",
    [
        "This agreement ends on 29 February 2028.",
        "The pilot runs from 1 May 2026 to 30 April 2027.",
        "This agreement replaces the contract that expired on 31 August 2023.",
        "Page 57 May 2026 is the foot of a page.",
    ],
)
def test_dates_that_can_be(words: str) -> None:
    assert "impossible_dates" not in dict(told(agreement(f"6. More\n\n6.1 {words}")))


@pytest.mark.parametrize(
    "words", ["[●]", "[insert number]", "[TBC]", "[date]", "[name to be supplied]", "{{insert date}}"]
)
def test_placeholders(words: str) -> None:
    assert [kind for kind, _ in told(agreement(f"6. More\n\n6.1 The pilot takes {words} days."))] == ["placeholder"]


@pytest.mark.parametrize(
    "words",
    [
        "[Note to draft: client to confirm]",
        "[NTD: do we want this?]",
        "[JB: please check with tax]",
        "Error! Reference source not found.",
    ],
)
def test_notes_between_drafters(words: str) -> None:
    assert [kind for kind, _ in told(agreement(f"6. More\n\n6.1 The pilot is short. {words}"))] == ["drafting_note"]


@pytest.mark.parametrize(
    "words", ["[***]", "[REDACTED]", "[Signature page follows]", "[Intentionally omitted]", "[sic]"]
)
def test_redactions_and_the_like_are_no_leftovers(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 The pilot takes {words} days.")) == []


def test_many_blanks_are_one_finding() -> None:
    words = " ".join(f"Step {step} takes [●] days." for step in ("one", "two", "three", "four"))
    [finding] = findings_of(agreement(f"6. More\n\n6.1 {words}"))
    assert (finding.kind, len(finding.evidence)) == ("placeholder", 4)


def test_a_party_under_another_legal_form() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 Notices go to Larkspur Software, LLC at 1 Quay Street, Cork."))
    assert (finding.kind, finding.evidence[0].quote) == ("party_name_mismatch", "Larkspur Software, LLC")
    assert [evidence.quote for evidence in finding.evidence][1].startswith("Larkspur Software, Inc")


@pytest.mark.parametrize(
    "words", ["Larkspur Software, Incorporated", "LARKSPUR SOFTWARE, INC.", "its affiliate Larkspur Software, LLC"]
)
def test_names_that_are_the_party_or_surely_another(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 Notices go to {words} at 1 Quay Street, Cork.")) == []


def test_a_stranger_who_signs() -> None:
    text = agreement() + "\nNORTHGATE SEED VENTURES, LP\n\nBy: ____________________\nName: Eva Holm\n"
    assert told(text) == [("signature_mismatch", "NORTHGATE SEED VENTURES, LP")]


def test_a_party_that_does_not_sign() -> None:
    alone = SIGNED[: SIGNED.index("HALDEN")]
    [(kind, quote)] = told(agreement().replace(SIGNED, alone))
    assert (kind, quote.split(" plc")[0]) == ("signature_mismatch", "Halden Freight")


@pytest.mark.parametrize(
    ("body", "schedule"),
    [
        (
            "A late charge of 5% of the amount overdue is payable if Fees are not paid within ten days",
            "Fees not paid within ten days bear a late charge of 3% of the amount overdue",
        ),
        (
            "Provider shall respond to a critical incident within 1 hour",
            "The response to a critical incident takes 4 hours",
        ),
        ("Provider shall pay a royalty of 5% of net sales", "The royalty payable to Customer is 7% of net sales"),
        ("The monthly fee is $4,000", "A monthly fee of $4,500 is invoiced in advance"),
        ("Customer commits to a minimum of 500 licences", "The minimum commitment is 600 licences"),
        ("A breach must be cured within 30 days after notice", "The cure period for a breach is 14 days after notice"),
        ("Backups are kept for 35 days", "Backups are retained for 14 days"),
        ("This agreement has an initial term of three years", "The initial term of this agreement is two years"),
        (
            "Provider's total liability shall not exceed $500,000",
            "Subject to section 4.1, Provider's total liability under this agreement is limited to $750,000",
        ),
    ],
)
@pytest.mark.parametrize("apart", [True, False], ids=["in a schedule", "in another section"])
def test_two_sentences_that_say_the_same_but_for_the_value(body: str, schedule: str, apart: bool) -> None:
    more = f"6. More\n\n6.1 Schedule 1 has more. {body}."
    after = RATES.format(schedule + ".")
    text = agreement(more, after=after) if apart else agreement(f"{more}\n\n7. Schedule 1\n\n7.1 {schedule}.")
    assert "conflicting_values" in dict(told(text))


@pytest.mark.parametrize(
    ("body", "schedule"),
    [
        ("Provider shall respond to a critical incident within 1 hour", "A minor incident is answered within 8 hours"),
        ("Provider shall pay a royalty of 5% of net sales", "Provider shall pay a commission of 7% of the price"),
        ("Customer may terminate on 30 days' written notice", "Provider may terminate on 90 days' written notice"),
        ("The monthly fee is $4,000", "The yearly fee is $48,000"),
        ("The initial term is 36 months", "Each renewal term is 12 months"),
        ("The first report is due within 30 days", "The second report is due within 60 days"),
        ("The fee for training is $2,000", "The fee for support is $3,000"),
        (
            "Provider delivers within 10 days of an order",
            "Provider delivers within 20 days of an order if a strike delays it",
        ),
        ("The monthly fee is $4,000", "The monthly fee is $4,000.00"),
        ("Backups are kept for 1 year", "Backups are kept for 12 months"),
    ],
)
def test_two_sentences_on_different_things(body: str, schedule: str) -> None:
    text = agreement(f"6. More\n\n6.1 Schedule 1 has more. {body}.", after=RATES.format(schedule + "."))
    assert "conflicting_values" not in dict(told(text))
