from __future__ import annotations

import pytest

from clause_library.wording.comparison import PLACEHOLDER_TOKENS, Comparison, compare, similarity
from clause_library.wording.normalize import Roles, Wording, wording

ROLES = Roles(("Provider",), ("Customer",))


def words(text: str) -> Wording:
    return wording(text, ROLES)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    found = compare(words(before), words(after))
    return [
        (found.approved.words(d.before_start, d.before_end), found.other.words(d.after_start, d.after_end))
        for d in found.differences
    ]


def compared(before: str, after: str) -> Comparison:
    return compare(words(before), words(after))


def test_a_changed_period_is_one_difference_in_the_words_of_both_texts() -> None:
    assert changes("Pay within thirty (30) days of receipt.", "Pay within 60 days of receipt.") == [
        ("thirty (30) days", "60 days")
    ]


def test_equal_values_in_other_words_are_no_difference() -> None:
    assert changes("Pay within thirty (30) days.", "PAY within 30 days") == []


def test_a_placeholder_stands_for_any_few_words_and_tells_which() -> None:
    result = compared("The term is [initial term] from signature.", "The term is three (3) years from signature.")
    assert result.differences == ()
    assert result.bindings == {"initial term": "three (3) years"}
    assert result.similarity == 1.0


def test_a_placeholder_does_not_stand_for_a_whole_paragraph() -> None:
    long = " ".join(f"word{number}x" for number in range(PLACEHOLDER_TOKENS + 1))
    assert len(compared("Use for [purpose] only.", f"Use for {long} only.").differences) == 1


def test_differences_with_only_a_filler_between_them_are_one() -> None:
    assert changes("loss of profit and of goodwill is excluded", "loss of data and of revenue is excluded") == [
        ("profit and of goodwill", "data and of revenue")
    ]


def test_similarity_is_one_for_equal_and_zero_for_foreign_words() -> None:
    assert similarity(words("Customer pays fees"), words("the Customer pays fees.")) == 1.0
    assert similarity(words("Customer pays fees"), words("Provider hosts software")) == 0.0


def test_items_of_a_list_in_another_order_are_no_difference() -> None:
    assert changes("It covers servers, storage and backups.", "It covers backups, servers and storage.") == []


def test_a_moved_party_is_a_difference() -> None:
    assert changes("Provider shall indemnify Customer.", "Customer shall indemnify Provider.") != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Fees may be increased but not reduced.", "Fees may be reduced but not increased."),
        ("liable for indirect damages, or any loss", "liable for damages, or any indirect loss"),
        ("defend Customer", "be defended by Customer"),
        ("fees paid by Customer", "fees paid to Customer"),
        ("the warranty that the Documentation names", "the warranty that the Order Form names"),
        ("suspend access if an invoice is late", "suspend access. Unless an invoice is late"),
    ],
)
def test_small_words_and_places_that_turn_the_sense_are_differences(before: str, after: str) -> None:
    assert changes(before, after) != []


def test_a_placeholder_stands_for_no_condition() -> None:
    assert changes("within [notice] of receipt", "within 30 days unless disputed of receipt") != []


def test_texts_without_end_are_compared_in_bounded_time() -> None:
    words = [f"x{number % 7} and" for number in range(3_000)]
    assert compare(wording(" ".join(words), ROLES), wording(" ".join(words[::-1]), ROLES)).similarity < 1


def test_what_moved_and_changed_is_a_difference() -> None:
    assert changes("It covers servers, storage and backups.", "It covers backups, servers and printers.") != []
