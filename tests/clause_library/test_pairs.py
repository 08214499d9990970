"""Two wordings of one clause: does the change matter, and what is it?"""

from __future__ import annotations

import json

import pytest

from clause_library.deviations.facets import facets
from clause_library.deviations.meaning import WEIGHTS, odds_of_any
from clause_library.deviations.pairs import PairVerdict, compare_clauses
from clause_library.deviations.pieces import pieces
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.types import DeviationKind
from clause_library.wording.comparison import compare
from clause_library.wording.normalize import Roles, wording

LIBRARY = load_library(STANDARD_LIBRARY)
PAYMENT = (
    "Customer shall pay each undisputed invoice within thirty (30) days of the invoice date, without set-off. Provider "
    "may charge interest of one percent (1%) per month on late amounts."
)


def verdict(theirs: str, approved: str = PAYMENT, clause_type: str = "payment_term") -> PairVerdict:
    return compare_clauses(approved, theirs, LIBRARY, clause_type=clause_type)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("thirty (30)", "sixty (60)", "duration_changed"),
        ("one percent (1%)", "half a percent (0.5%)", "percentage_changed"),
        ("shall pay", "may pay", "obligation_changed"),
        ("thirty (30) days", "thirty (60) days", "duration_changed"),  # the words and the figures part
    ],
)
def test_a_change_that_matters_is_told_with_its_kind(old: str, new: str, kind: DeviationKind) -> None:
    found = verdict(PAYMENT.replace(old, new))
    assert found.material
    assert kind in found.kinds
    assert found.severity != "info"


@pytest.mark.parametrize(
    "theirs",
    [
        PAYMENT,
        PAYMENT.replace("thirty (30)", "30"),
        PAYMENT.replace("Provider", "Vendor").replace("Customer", "Client"),
        PAYMENT.upper(),
        PAYMENT.replace("shall pay", "must pay").replace("of the invoice date", "after the date of the invoice"),
        "3.1 Payment. " + PAYMENT,
    ],
)
def test_a_change_that_means_nothing_is_not_told(theirs: str) -> None:
    found = verdict(theirs)
    assert not found.material
    assert found.kinds == ()
    assert (found.severity, found.direction) == ("info", "neutral")


def test_the_words_of_both_sides_are_given() -> None:
    changes = verdict(PAYMENT.replace("thirty (30)", "sixty (60)")).changes
    assert [(change.before, change.after) for change in changes] == [("thirty (30) days", "sixty (60) days")]


def test_a_value_that_grew_is_told_with_whose_duty_it_is_part_of() -> None:
    roles = Roles(("Provider",), ("Customer",))
    compared = compare(wording(PAYMENT, roles), wording(PAYMENT.replace("thirty (30)", "sixty (60)"), roles))
    found = facets(compared.approved, compared.other)
    assert found["grew:duration:@them shall"] == 1.0
    assert found["value:duration"] == 1.0


def test_each_difference_is_seen_alone() -> None:
    roles = Roles(("Provider",), ("Customer",))
    changed = PAYMENT.replace("thirty (30)", "sixty (60)").replace("Customer shall", "Customer may")
    told = pieces(compare(wording(PAYMENT, roles), wording(changed, roles)))
    assert [sorted(name for name in piece if name.startswith("kind:")) for piece in told] == [
        ["kind:obligation_changed"],
        ["kind:duration_changed"],
    ]


def test_one_difference_that_matters_is_enough() -> None:
    assert odds_of_any([0.01, 0.9, 0.01]) > odds_of_any([0.9]) > odds_of_any([0.3, 0.3]) > odds_of_any([0.3])
    assert odds_of_any([]) == -odds_of_any([1.0, 0.5]) == -6.0


def test_the_weights_are_for_facets_and_kinds_that_exist() -> None:
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert set(weights) - {"matters", "piece"} <= set(LIBRARY.severities)
    assert weights["matters"]["value:duration"] > 0
