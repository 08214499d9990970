"""Sums and tiers in tables of every form, numbers in every way of writing, and shares of a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from findings_of import agreement, told

PARTS = [("Design", 40_000), ("Build", 65_000), ("Tests", 15_000)]
ROWS: dict[str, Callable[[str, str], str]] = {
    "table": lambda label, amount: f"| {label} | {amount} |",
    "numbered table": lambda label, amount: f"1 | {label} | {amount}",
    "tab": lambda label, amount: f"{label}\t{amount}",
    "columns": lambda label, amount: f"{label:20}   {amount}",
    "colon": lambda label, amount: f"{label}: {amount}",
    "dash": lambda label, amount: f"{label} – {amount}",
}
WRITTEN: dict[str, Callable[[int], str]] = {
    "dollars": lambda number: f"${number:,}",
    "points between thousands": lambda number: f"EUR {number:,}".replace(",", ".") + ",00",
    "blanks": lambda number: f"{number:,} pieces".replace(",", " "),
    "ticks": lambda number: f"CHF {number:,}".replace(",", "'"),
}


def _kinds(words: str) -> list[str]:
    return [kind for kind, _ in told(agreement(f"6. Price\n\n6.1 {words}\n"))]


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("label", ["Total", "Grand total", "TOTAL (excl. VAT)", "Sum"])
def test_a_total(row: Callable[[str, str], str], written: Callable[[int], str], label: str) -> None:
    table = "\n".join(row(name, written(amount)) for name, amount in PARTS)
    assert _kinds(f"The price is made up as follows:\n\n{table}\n{row(label, written(120_000))}") == []
    assert _kinds(f"The price is made up as follows:\n\n{table}\n{row(label, written(130_000))}") == ["sum_mismatch"]


@pytest.mark.parametrize(("amount", "kinds"), [(120_000, []), (130_000, ["sum_mismatch"])])
def test_a_row_below_a_line_is_a_total(amount: int, kinds: list[str]) -> None:
    table = "\n".join(f"{name:20}  {part:>10,}.00" for name, part in PARTS)
    assert _kinds(f"The price:\n\n{table}\n{'-' * 40}\n{'Contract price':20}  {amount:>10,}.00") == kinds


def test_each_column_of_a_table_is_added_up() -> None:
    rows = "| Crane | $100 | $10 |\n| Loader | $200 | $20 |\n| Mill | $300 | $30 |\n| Total | ${} | $60 |"
    assert _kinds("The rent:\n\n" + rows.format(600)) == []
    assert _kinds("The rent:\n\n" + rows.format(650)) == ["sum_mismatch"]


def test_what_is_taken_off_is_not_added() -> None:
    assert _kinds("Price:\n\n| Design | $100 |\n| Build | $200 |\n| Less discount | $50 |\n| Total | $250 |") == []


def test_the_one_row_in_which_quantity_and_price_do_not_make_the_amount() -> None:
    rows = "| Pump | 4 | $50 | $200 |\n| Valve | 10 | $30 | $300 |\n| Pipe | 20 | $6 | ${} |"
    assert _kinds("Prices:\n\n" + rows.format(120)) == []
    assert _kinds("Prices:\n\n" + rows.format(160)) == ["sum_mismatch"]


@pytest.mark.parametrize(
    "words",
    [
        "The Fee is ${}, payable $30,000 on signing, $40,000 on delivery and $20,000 on acceptance.",
        "Customer pays $30,000 on signing, $40,000 on delivery and $20,000 on acceptance, in total ${}.",
        "The total fee of ${} is split into $30,000 for design, $40,000 for build and $20,000 for tests.",
        "The sum of ${} is payable in nine equal instalments of $10,000.",
    ],
)
def test_sentences_with_a_total_and_its_parts(words: str) -> None:
    assert _kinds(words.format("90,000")) == []
    assert _kinds(words.format("100,000")) == ["sum_mismatch"]


@pytest.mark.parametrize(
    "words",
    [
        "The Fee falls due in three instalments: 30% on signing, 40% on delivery and {}% on acceptance.",
        "The income is shared between the parties: Provider 30%, Customer 40%, the fund {}%.",
        "The score is weighted as follows:\n\n(a) price: 30%;\n\n(b) quality: 40%; and\n\n(c) speed: {}%.",
    ],
)
def test_shares_of_a_whole(words: str) -> None:
    assert _kinds(words.format(30)) == []
    assert _kinds(words.format(20)) == ["sum_mismatch"]


@pytest.mark.parametrize(
    "words",
    [
        "The discount is 30% for schools, 40% for charities and 20% for all others.",
        "The rebate share grows as follows:\n\n$1,000 to $2,000: 30%\n\n$2,001 to $3,000: 40%\n\nmore than $3,000: 50%",
        "Interest of 30%, 40% and 20% was charged in the last years.",
    ],
)
def test_percentages_that_are_no_shares(words: str) -> None:
    assert "sum_mismatch" not in _kinds(words)


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (("up to 500.000,00", "500.000,01 to 900.000,00", "over 900.000,00"), []),
        (("up to 500.000,00", "500.000,01 to 900.000,00", "850.000,00 to 1.250.000,00"), ["tiers_overlap"]),
        (("CHF 0 to CHF 300'000", "CHF 300'001 to CHF 600'000", "over CHF 650'000"), ["tiers_gap"]),
        (("below 3.80", "3.80 to 4.60", "4.90 to 5.40"), ["tiers_gap"]),
        (("< 100", "100 ≤ x < 500", "550 ≤ x < 900"), ["tiers_gap"]),
        (("1 - 9,999", "10,000 - 60,000", "50,001 - and over"), ["tiers_overlap"]),
    ],
)
@pytest.mark.parametrize("row", [ROWS["table"], ROWS["tab"], ROWS["columns"]], ids=["table", "tab", "columns"])
def test_tiers(rows: tuple[str, ...], kinds: list[str], row: Callable[[str, str], str]) -> None:
    table = "\n".join(row(tier, f"${9 - place}.00") for place, tier in enumerate(rows))
    assert _kinds(f"The price for each unit is:\n\n{table}") == kinds


def test_a_table_whose_lines_were_run_into_one() -> None:
    table = "     1 -  9,999            $4.10\n  10,000 - 24,999          $3.65\n  20,000 and over          $3.20\n"
    text = agreement(after="                 SCHEDULE 1\n\n                  RATES\n\n" + table)
    assert "tiers_overlap" in dict(told(text))
