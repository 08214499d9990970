from __future__ import annotations

from clause_library.wording.comparison import PLACEHOLDER_TOKENS, Comparison, compare, similarity
from clause_library.wording.normalize import Roles, Wording, wording

ROLES = Roles(("Provider",), ("Customer",))


def words(text: str) -> Wording:
    return wording(text, ROLES)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    ours, theirs = words(before), words(after)
    return [
        (ours.words(d.before_start, d.before_end), theirs.words(d.after_start, d.after_end))
        for d in compare(ours, theirs).differences
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
