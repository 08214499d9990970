"""How well overrides of our protections and risky extra clauses are told: ``python -m benchmarks.extra [--held-out]``.

``benchmarks/data/extra`` was written by hand. ``overrides.jsonl``: sentences put into one contract in our words, and
the entries that each takes away (none: a look-alike). ``clauses.jsonl``: clauses that no entry covers, and the mildest
and gravest severity that a lawyer of ours would give them. Rows that are ``held_out`` were not looked at while the
rules were made. Prints precision and recall of the overrides, how many clauses are listed and in their band, and
of how many pairs with bands apart the graver clause stands first.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.types import SEVERITIES, Deviation, Library, Review
from extractor.readers import read
from service.settings import Settings
from service.wiring import Reviewer

DATA = Path(__file__).parent / "data" / "extra"

OUTLINE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Services", ("access_grant", "use_restrictions")),
    ("Fees and Payment", ("payment_term", "late_payment", "taxes")),
    ("Customer Data", ("customer_data_ownership",)),
    ("Intellectual Property", ("intellectual_property",)),
    ("Confidentiality", ("confidentiality", "confidentiality_exclusions")),
    ("Warranties", ("warranty", "warranty_disclaimer")),
    ("Indemnification", ("indemnification_by_provider", "indemnification_by_customer", "indemnification_exclusions")),
    ("Limitation of Liability", ("limitation_of_liability", "exclusion_of_damages", "liability_carve_outs")),
    ("Term", ("initial_term", "renewal")),
    ("Termination", ("termination_for_cause", "termination_for_convenience", "effect_of_termination")),
    ("Suspension", ("suspension",)),
    ("Price Increase", ("price_increase",)),
    ("Force Majeure", ("force_majeure",)),
    ("Governing Law", ("governing_law",)),
    ("General", ("assignment", "entire_agreement", "order_of_precedence", "notices")),
)
"""The sections of the contract, with the entries whose standard wording they hold."""

Row = dict[str, Any]


def rows(name: str, *, held_out: bool) -> list[Row]:
    """The rows of a file: those held out, or the others."""
    found = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]
    return [row for row in found if row["held_out"] == held_out]


def contract(library: Library, extra: Sequence[tuple[str, str]] = (), at: str = "", text: str = "") -> str:
    """The contract with further sections at its end, or with a sentence more at the end of one of its clauses."""
    lines = ["MASTER SERVICES AGREEMENT", ""]
    lines.append('This Agreement is made between Northwind Systems Inc. ("Provider") and Contoso Ltd ("Customer").')
    for number, (heading, entries) in enumerate(OUTLINE, start=1):
        lines += ["", f"{number}. {heading}"]
        for part, clause_type in enumerate(entries, start=1):
            place = f"{number}.{part}" if len(entries) > 1 else str(number)
            words = " ".join(library.entry(clause_type).standard.text.split())
            words = f"{words} {text}" if at == place else words
            lines += ["", f"{place} {words}" if len(entries) > 1 else words]
    for number, (heading, words) in enumerate(extra, start=len(OUTLINE) + 1):
        lines += ["", f"{number}. {heading}", "", words]
    return "\n".join(lines) + "\n"


def told(review: Review, text: str) -> list[Deviation]:
    """The overrides, and the wordings that we never sign, that a review tells in a sentence."""
    start = review.document.text.index(text)
    end = start + len(text)
    kinds = ("protection_overridden", "prohibited_position")
    return [one for one in review.deviations if one.kind in kinds and one.start < end and start < one.end]


def overrides(reviewer: Reviewer, library: Library, *, held_out: bool, verbose: bool) -> None:
    """Print how many overrides are told, and how many look-alikes."""
    right = wrong = missed = 0
    cases = rows("overrides.jsonl", held_out=held_out)
    for row in cases:
        section = ("Project Terms", f"The parties work together on the project. {row['text']}")
        written = contract(library, [section] if row["at"] == "16" else [], row["at"], row["text"])
        found = {one.clause_type for one in told(_review(reviewer, library, written), row["text"])}
        hit = bool(found & set(row["overrides"]))
        right, wrong = right + hit, wrong + (bool(found) and not hit)
        missed += bool(row["overrides"]) and not hit
        if verbose and (found or row["overrides"]) and not hit:
            print(f"  {'missed' if row['overrides'] else 'false'}: {row['id']} {row['text']} {sorted(map(str, found))}")
    print(f"overrides: {len(cases)} sentences, precision {_share(right, wrong)}, recall {_share(right, missed)}")


def clauses(reviewer: Reviewer, library: Library, *, held_out: bool, verbose: bool) -> None:
    """Print how the extra clauses are graded and ranked."""
    cases = rows("clauses.jsonl", held_out=held_out)
    graded: list[tuple[Row, int, int]] = []
    for row in cases:
        review = _review(reviewer, library, contract(library, [(row["heading"], row["text"])]))
        start = review.document.text.index(row["text"])
        place = next((n for n, one in enumerate(review.extra) if one.start <= start < one.end), None)
        if place is None:
            matched = [match.clause_type for match in review.matches if match.start <= start < match.end]
            print(f"  not listed: {row['id']} {row['heading']} {matched}")
            continue
        found = SEVERITIES.index(review.extra[place].severity)
        graded.append((row, found, place))
        if verbose and not _band(row)[0] <= found <= _band(row)[1]:
            print(
                f"  {row['id']} {row['heading']}: {SEVERITIES[found]}, not {row['least']}..{row['most']}; "
                f"{review.extra[place].reason}"
            )
    inside = sum(_band(row)[0] <= found <= _band(row)[1] for row, found, _ in graded)
    together = _review(reviewer, library, contract(library, [(row["heading"], row["text"]) for row in cases]))
    pairs = list(_pairs(cases, together))
    print(
        f"clauses: {len(cases)}, listed {len(graded)}, in their band {_share(inside, len(graded) - inside)}, "
        f"pairs in order {_share(sum(pairs), len(pairs) - sum(pairs))} of {len(pairs)}"
    )


def _pairs(cases: Sequence[Row], review: Review) -> Iterator[bool]:
    """For each two clauses of bands that do not touch, whether the graver one stands first in one contract with all."""
    order = {}
    for row in cases:
        start = review.document.text.index(row["text"])
        place = next((n for n, one in enumerate(review.extra) if one.start <= start < one.end), None)
        if place is not None:
            order[row["id"]] = place
    for one, other in combinations([row for row in cases if row["id"] in order], 2):
        graver, milder = (one, other) if _band(one) > _band(other) else (other, one)
        if _band(graver)[0] > _band(milder)[1]:
            yield order[graver["id"]] < order[milder["id"]]


def _band(row: Row) -> tuple[int, int]:
    return SEVERITIES.index(row["least"]), SEVERITIES.index(row["most"])


def _review(reviewer: Reviewer, library: Library, text: str) -> Review:
    return reviewer.review_document(read(text.encode(), "contract.txt"), library, today=date(2026, 1, 1))


def _share(hits: int, misses: int) -> str:
    return f"{hits / (hits + misses):.2f} ({hits}/{hits + misses})" if hits + misses else "–"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="the third that the rules were made without")
    parser.add_argument("--verbose", action="store_true", help="show what is wrong")
    parser.add_argument("--only", choices=("overrides", "clauses"))
    options = parser.parse_args()
    library = load_library(STANDARD_LIBRARY)
    with Reviewer(Settings()) as reviewer:
        for name, measure in (("overrides", overrides), ("clauses", clauses)):
            if options.only in (None, name):
                measure(reviewer, library, held_out=options.held_out, verbose=options.verbose)


if __name__ == "__main__":
    main()
