"""Protections that stand word for word while a sentence elsewhere takes them away."""

from __future__ import annotations

from datetime import date

import pytest
from redlines import agreement, entry, fake_encoders, library

from clause_library.deviations.overrides.phrases import read_blanket, read_exception, read_phrase
from clause_library.reviewing import review_fields
from clause_library.types import Change, Deviation, Position
from extractor.types import Contract

CAP = (
    "Except for the claims listed below, each party's total liability under this Agreement is limited to the fees paid "
    "in the twelve months before the event that gave rise to it."
)
CARVE_OUTS = (
    "The limits of liability do not cover a party's fraud or willful misconduct, or anything for which the law does "
    "not allow liability to be limited."
)
STAY = "Neither party may terminate this Agreement for convenience before the end of the subscription term."
SECRETS = "Each party shall keep the other party's confidential information secret for three years after disclosure."
SUPPORT = "Provider shall answer questions of Customer by e-mail on business days from nine to five in Oslo time."
LIBRARY = library(
    entry(
        "limitation_of_liability",
        CAP,
        Position("prohibited", 1, "Provider's liability is unlimited in all respects.", "nobody insures that", "cfo"),
        title="Limitation of liability",
        aliases=("Cap on liability", "Liability cap"),
        missing_severity="critical",
        guidance="Keep the cap.",
    ),
    entry("liability_carve_outs", CARVE_OUTS, title="Exceptions from the limits of liability", protects="them"),
    entry("termination_for_convenience", STAY, title="Termination for convenience", approver="finance"),
    entry("confidentiality", SECRETS, title="Confidentiality", protects="both", severity="medium"),
    entry("support", SUPPORT, title="Support", protects="them"),
    severities={"protection_overridden": "high", "clause_added": "medium", "text_added": "low"},
)
OURS = (("Limitation of liability", CAP), ("Term", STAY), ("Secrets", SECRETS), ("Support", SUPPORT))


def contract(text: str, heading: str = "Project") -> Contract:
    """Our agreement, in which section 5 has this text."""
    return agreement(*OURS, (heading, text))


def overridden(returned: Contract) -> list[Deviation]:
    result = review_fields(returned, LIBRARY, (), encoders=fake_encoders(), today=date(2026, 3, 1))
    for one in result.deviations:
        assert result.document.text[one.start : one.end] == one.quote
    return [one for one in result.deviations if one.kind == "protection_overridden"]


def test_it_names_both_clauses_and_asks_who_approves_the_protected_one() -> None:
    words = "Notwithstanding Section 2, Customer may end the subscription with five days of notice."
    [deviation] = overridden(contract(f"The parties meet in May. {words}"))
    assert deviation.quote == words
    assert deviation.title == "Termination for convenience: protection overridden"
    assert "in section 5 takes away what section 2 gives us" in deviation.reason
    assert deviation.reason.endswith("Strike these words.")
    assert (deviation.severity, deviation.direction, deviation.approver) == ("high", "adverse", "finance")
    assert deviation.changes == (Change("", words),)
    assert (deviation.answer, deviation.tracked) == ("", None)
    assert deviation.guidance == "Offer the fallback when asked."


@pytest.mark.parametrize(
    "words",
    [
        "The limitation in Section 1 shall not apply to the project.",
        "Section 1 shall be disregarded in relation to data losses.",
        "Section 1 is of no effect as regards Exhibit C.",
        "Nothing in Article 1 limits Provider's obligation to pay for data losses.",
        "Provider's obligations under this Section 5 are not subject to Section 1.",
        "Amounts payable under this Section 5 shall not count towards the limit set out in Section 1.",
        "Amounts payable by Provider under this Section 5 fall outside the limits of Section 1.",
        "Provider waives the benefit of Section 1 for the project.",
        "Provider agrees not to rely on Section 1 during the project.",
        "This Section 5 shall prevail over Section 1.",
        "In the event of a conflict between this Section 5 and Section 1, this Section 5 shall prevail.",
        "The liability cap in this Agreement shall not apply to the project.",
        "For the purposes of this Section 5, the limitation of liability above does not apply.",
        "Provider's liability for a loss of data is unlimited.",
        "Section 1 notwithstanding, Provider shall make good every loss of data.",
    ],
)
def test_words_that_take_a_protection_away(words: str) -> None:
    assert [one.clause_type for one in overridden(contract(words))] == ["limitation_of_liability"]


@pytest.mark.parametrize(
    "words",
    [
        "Subject to Section 1, Provider shall make good losses of data.",  # keeps it
        "Section 1 applies to this Section 5 notwithstanding anything to the contrary in this Section.",
        "Nothing in this Section 5 limits or changes Section 1.",
        "In the event of a conflict, Section 1 prevails over this Section 5.",
        "Notwithstanding any termination under Section 1, this Section 5 remains in effect.",
        "Notwithstanding the foregoing, no report is due in May.",
        "Notwithstanding Section 1, Customer's liability for misuse is unlimited.",  # helps us
        "Section 1 shall not apply to Customer's obligation to pay the fees.",
        "Nothing in this Agreement limits Customer's obligation to pay the fees.",
        "Section 1 of the Data Act shall not apply to the project.",  # another paper
        "Section 1 of the Master Deed shall not apply to the project.",
        "If Section 1 is of no effect, the parties shall agree on another limit.",  # a case that may come
        "The parties may agree in writing that Section 1 shall not apply to a project.",
        "Section 1 shall not apply to liability which cannot be limited by law.",  # what our own exceptions say
        "Section 1 shall not apply to fraud or willful misconduct.",
        "Notwithstanding Section 4, Provider shall answer within an hour.",  # it protects them
        "Notwithstanding Section 3, either party may tell its auditors.",  # both alike
        "This Section 5 does not apply to trials.",
        "Provider shall act regardless of the hour.",
    ],
)
def test_words_that_leave_it_alone(words: str) -> None:
    assert overridden(contract(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "The limitation in Section 1 shall not apply to the project.",
        "Provider's liability for a loss of data is unlimited.",
    ],
)
def test_a_sentence_in_the_same_clause_is_compared_there(words: str) -> None:
    assert overridden(agreement(("Limitation of liability", f"{CAP} {words}"), *OURS[1:])) == []


def test_our_own_wording_is_none() -> None:
    own = "Notwithstanding Section 1, Provider shall restore lost data of Customer at its own expense within two days."
    entries = (*LIBRARY.entries, entry("restoring", own, title="Restoring", protects="them"))
    extended = library(*entries, severities=LIBRARY.severities)
    result = review_fields(contract(own, "Restoring"), extended, (), encoders=fake_encoders(), today=date(2026, 3, 1))
    assert [one.kind for one in result.deviations] == []


def test_what_is_struck_wholly_weighs_as_much_as_a_missing_clause() -> None:
    [deviation] = overridden(contract("Section 1 is hereby deleted."))
    assert deviation.severity == "critical"


def test_unlimited_liability_is_critical() -> None:
    [deviation] = overridden(contract("Notwithstanding Section 1, Provider's liability for lost data is unlimited."))
    assert deviation.severity == "critical"


def test_a_tracked_override_is_told_once_with_its_author() -> None:
    words = "{+B:Notwithstanding Section 2, Customer may end the subscription with five days of notice.+}"
    result = review_fields(
        contract(f"The parties meet in May. {words}"), LIBRARY, (), encoders=fake_encoders(), today=date(2026, 3, 1)
    )
    [deviation] = result.deviations
    assert (deviation.kind, deviation.tracked, deviation.authors) == ("protection_overridden", True, ("Boris Lang",))


def test_a_clause_that_was_inserted_with_more_in_it_is_told_as_added_too() -> None:
    words = "{+B:The parties meet in May each year. Section 1 shall not apply to the project. Both bring a friend.+}"
    result = review_fields(contract(f" {words}"), LIBRARY, (), encoders=fake_encoders(), today=date(2026, 3, 1))
    assert sorted(one.kind for one in result.deviations) == ["clause_added", "protection_overridden"]


def test_words_added_to_our_text_are_told_as_what_they_do() -> None:
    added = "Section 1 shall not apply to a breach of this Section 3 by Provider."
    returned = agreement(*OURS[:2], ("Secrets", f"{SECRETS} {{+B:{added}+}}"), OURS[3])
    result = review_fields(returned, LIBRARY, (), encoders=fake_encoders(), today=date(2026, 3, 1))
    assert [(one.kind, one.clause_type) for one in result.deviations] == [
        ("protection_overridden", "limitation_of_liability")
    ]


def test_an_exception_for_a_clause_that_burdens_us_is_one() -> None:
    capped = CAP.replace(" that gave rise to it.", " that gave rise to it, except as set out in Section 5.")
    burden = "Provider shall make good every loss of data in full."
    [deviation] = overridden(agreement(("Limitation of liability", capped), *OURS[1:], ("Data", burden)))
    assert deviation.quote == "except as set out in Section 5"
    assert f"lets section 5 take away what section 1 gives us (Limitation of liability): “5. Data {burden}" in (
        deviation.reason
    )
    harmless = agreement(("Limitation of liability", capped), *OURS[1:], ("Data", "Each party names a contact person."))
    assert overridden(harmless) == []


def test_a_clause_that_protects_the_other_side_alone_is_no_protection() -> None:
    theirs = CAP.replace("each party's", "Customer's").replace("Except for the claims listed below, ", "")
    returned = agreement(("Limitation of liability", theirs), *OURS[1:], ("Project", "Section 1 shall not apply."))
    assert overridden(returned) == []


@pytest.mark.parametrize(
    ("masked", "form", "whole"),
    [
        ("notwithstanding ¤¤¤¤, it may", "set_aside", False),
        ("notwithstanding anything to the contrary in ¤¤¤ or ¤¤¤, it may", "set_aside", False),
        ("¤¤¤ (payment) of this agreement shall not apply", "disapplied", False),
        ("¤¤¤ is hereby deleted", "disapplied", True),
        ("nothing contained in ¤¤¤ shall limit the buyer", "disapplied", False),
        ("its duties are not limited by the cap in ¤¤¤", "exempted", False),
        ("the seller waives its rights under ¤¤¤", "waived", False),
        ("this ººº takes precedence over ¤¤¤", "outranked", False),
    ],
)
def test_forms(masked: str, form: str, whole: bool) -> None:
    said = read_phrase(masked)
    assert said is not None
    assert (said.form, said.whole) == (form, whole)
    assert set(masked[slice(*said.cited)]) <= set("¤ or")


def test_a_blanket_names_no_clause_and_means_more_than_its_own() -> None:
    assert read_blanket("notwithstanding anything to the contrary in this agreement, it may") is not None
    assert read_blanket("notwithstanding anything to the contrary in this section, it may") is None
    assert read_blanket("notwithstanding the delay, it may") is None


def test_an_exception_names_another_clause() -> None:
    assert read_exception("it is limited, except as set out in ¬¬¬¬") is not None
    assert read_exception("it is limited, except as set out in ºººº") is None
