from __future__ import annotations

import pytest
from findings_of import agreement, findings_of, told


@pytest.mark.parametrize(
    "words",
    [
        "fifteen (20) days",
        "ten percent (12%)",
        "one hundred dollars ($1,000)",
        "the fifth (6th) day",
        "20 (fifteen) days",
    ],
)
def test_words_and_figures_that_differ(words: str) -> None:
    assert [kind for kind, _ in told(agreement(f"6. More\n\n6.1 It takes {words}."))] == ["words_figures_mismatch"]


@pytest.mark.parametrize(
    "words",
    [
        "twenty (20) days",
        "two and one-half (2.5) percent",
        "one hundred          twenty (120) days",
        "three (3) million dollars ($3,000,000)",
        "Year One (1998)",
        "five million (5,000,000) shares",
        "one or more of these two (1) the first",
    ],
)
def test_words_and_figures_that_agree(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 It takes {words}.")) == []


TIERS = """SCHEDULE 1 - RATES

The charge depends on the units ordered as follows.

| Units | Charge |
|-------|--------|
| {0} | $480 |
| {1} | $420 |
| {2} | $330 |
"""


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (("1 - 100", "101 - 250", "251 or more"), []),
        (("1 - 100", "121 - 250", "251 or more"), ["tiers_gap"]),
        (("1 - 100", "90 - 250", "251 or more"), ["tiers_overlap"]),
        (("up to 1,000", "more than 1,000 and up to 2,000", "more than 2,000"), []),
        (("up to 1,000", "more than 1,500 and up to 2,000", "more than 2,000"), ["tiers_gap"]),
        (("99.5% or higher", "98.0% or higher but below 99.5%", "below 98.0%"), []),
        (("99.5% or higher", "98.0% or higher but below 99.0%", "below 98.0%"), ["tiers_gap"]),
        (("2001 - 2003", "2005 - 2007", "2010 - 2012"), []),  # years
        (("10 to 20", "30 to 40", "50 to 60"), []),  # no table of tiers: it begins and ends nowhere
    ],
)
def test_tiers(rows: tuple[str, str, str], kinds: list[str]) -> None:
    text = agreement("6. More\n\n6.1 Schedule 1 has the rates.", after=TIERS.format(*rows))
    assert [kind for kind, _ in told(text)] == kinds


TABLE = "SCHEDULE 1 - RATES\n\n| Item | Amount |\n|------|------|\n| Set-up | $36,000 |\n| Training | $52,000 |\n"


@pytest.mark.parametrize(("total", "kinds"), [("$88,000", []), ("$84,000", ["sum_mismatch"])])
def test_a_total_row(total: str, kinds: list[str]) -> None:
    text = agreement("6. More\n\n6.1 Schedule 1 has the rates.", after=f"{TABLE}| Total | {total} |\n")
    assert [kind for kind, _ in told(text)] == kinds


@pytest.mark.parametrize(
    "words",
    [
        "a price of $210,000 in three instalments: $60,000 in May; $70,000 in June; and $75,000 in July",
        "a total of $100,000 in four equal payments of $30,000",
        "in shares that together make up 100%: one half, 50%; Provider, 30%; and Customer, 10%",
    ],
)
def test_parts_that_do_not_add_up(words: str) -> None:
    [finding] = findings_of(agreement(f"6. More\n\n6.1 Customer shall pay {words}."))
    assert finding.kind == "sum_mismatch"


@pytest.mark.parametrize(
    "words",
    [
        "a price of $205,000 in three instalments: $60,000 in May; $70,000 in June; and $75,000 in July",
        "a total of $120,000 in four equal payments of $30,000",
        "in shares that together make up 100%: one half, 50%; Provider, 30%; and Customer, 20%",
        "a price of $205,000, of which $60,000 is due in May",
    ],
)
def test_parts_that_add_up_or_are_not_all(words: str) -> None:
    assert told(agreement(f"6. More\n\n6.1 Customer shall pay {words}.")) == []
