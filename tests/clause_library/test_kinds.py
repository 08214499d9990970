from __future__ import annotations

import pytest

from clause_library.deviations.kinds import kind_of
from clause_library.wording.normalize import Roles, wording

ROLES = Roles(("Provider",), ("Customer",))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("$500,000", "$1,000,000", "amount_changed"),
        ("99.9%", "99.99%", "percentage_changed"),
        ("thirty (30) days", "sixty (60) days", "duration_changed"),
        ("promptly", "within 24 hours", "duration_changed"),
        ("March 1, 2026", "April 1, 2026", "date_changed"),
        ("two times", "three times", "number_changed"),
        ("shall", "may", "obligation_changed"),
        ("commercially reasonable efforts", "best efforts", "obligation_changed"),
        ("", "not", "negation_changed"),
        ("without", "with", "negation_changed"),
        ("Either party", "Customer", "party_changed"),
        ("Customer", "Provider", "party_changed"),
        ("", "except for breach of confidentiality by either of them", "scope_changed"),
        ("including gross negligence", "", "scope_changed"),
        ("direct", "direct or indirect", "scope_changed"),
        ("", "Customer may at its choice engage a third party at the cost of Provider", "text_added"),
        ("and shall return all copies of the documents on request", "", "text_removed"),
        ("promptly", "immediately", "text_changed"),
    ],
)
def test_the_words_on_both_sides_decide_the_kind(before: str, after: str, kind: str) -> None:
    assert kind_of(wording(before, ROLES).tokens, wording(after, ROLES).tokens) == kind


def test_another_place_in_a_clause_on_law_is_a_change_of_law() -> None:
    before, after = wording("New York", ROLES).tokens, wording("Delaware", ROLES).tokens
    assert kind_of(before, after, "governing_law") == "law_or_venue_changed"
    assert kind_of(before, after, "notices") == "text_changed"
