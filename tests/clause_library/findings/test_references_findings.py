from __future__ import annotations

import pytest
from findings_of import BODY, agreement, findings_of, told


def test_a_reference_to_a_clause_that_is_not_there() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 The duty in section 4.7 ends with this agreement."))
    assert finding.kind == "dead_reference"
    assert finding.message == (
        "Section 6.1 refers to “section 4.7”, but there is no 4.7 in this contract; the last is 4.1."
    )


@pytest.mark.parametrize(
    "words",
    [
        "section 3.2",
        "sections 2.1, 3 and 4.1",
        "section 4.7 of the Master Contract",
        "section 30 of the Trade Marks Act 1994",
        "Article 28 GDPR",
        "48 C.F.R. §52.222",
        "paragraph 9 of Schedule 4 to the lease",
    ],
)
def test_references_that_are_not_dead(words: str) -> None:
    assert "dead_reference" not in dict(told(agreement(f"6. More\n\n6.1 This applies subject to {words}.")))


def test_a_reference_under_a_wrong_title() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 The duty in section 3 (Confidentiality) lasts for ever."))
    assert (finding.kind, finding.evidence[0].quote) == ("wrong_reference", "section 3 (Confidentiality)")
    assert "3 is “Payment”, and 4 is “Confidentiality”" in finding.message


@pytest.mark.parametrize("words", ["section 4 (Confidentiality)", "section 3 (as amended)", "section 3.1 (Payment)"])
def test_titles_that_fit(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 The duty in {words} lasts for ever.")) == []


def test_a_schedule_that_is_not_attached() -> None:
    body = BODY + "\n6. More\n\n6.1 The rates stand in Schedule 1 and the sites in Schedule 2.\n"
    [finding] = findings_of(agreement(body=body, after="SCHEDULE 1 - RATES\n\n1. One rate for all hours worked.\n"))
    assert (finding.kind, finding.evidence[0].quote) == ("missing_attachment", "Schedule 2")
    assert finding.message.endswith("is not attached; attached is Schedule 1.")


def test_schedules_that_were_all_filed_apart_are_one_finding() -> None:
    [finding] = findings_of(agreement("6. More\n\n6.1 The rates stand in Schedule 1 and the sites in Schedule 2."))
    assert (finding.severity, len(finding.evidence)) == ("low", 2)


def test_the_schedule_of_another_paper() -> None:
    assert told(agreement("6. More\n\n6.1 The rates stand in Schedule 1 to the Main Contract.")) == []


def test_a_number_that_is_left_out() -> None:
    text = agreement(body=BODY.replace("3.2 Provider", "3.3 Provider"))
    [finding] = findings_of(text)
    assert finding.kind == "numbering_gap"
    assert finding.message.startswith("Number 3.2 is missing: “3.3 Provider may suspend")


def test_a_number_that_two_clauses_bear() -> None:
    [finding] = findings_of(agreement(body=BODY.replace("3.2 Provider", "3.1 Provider")))
    assert (finding.kind, finding.evidence[0].quote[:16]) == ("numbering_duplicate", "3.1 Provider may")
