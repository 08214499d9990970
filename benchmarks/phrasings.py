"""How many ways of saying one thing the field rules know: provisions and openings in our own words, written blind.

Whoever wrote them had seen neither the rules nor the contracts that these were tuned on. The rules were mended on the
odd rows afterwards; nobody who wrote rules has read the even ones, which tell what a new drafter gets.

    python -m benchmarks.phrasings
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Field
from models.loading import load_sentences

DATA = Path(__file__).parent / "data" / "phrasings"
OPENING = (
    'This Services Agreement (this "Agreement") is made as of March 1, 2020 (the "Effective Date") by and between '
    'Acme Software, Inc., a Delaware corporation ("Provider"), and Borealis GmbH ("Customer").'
)
TERM_FIELDS = ("initial_term", "expiration_date", "renewal_term", "renewal_notice_period", "renewal_type")
OPENING_FIELDS = ("agreement_date", "effective_date", "governing_law")

Row = dict[str, Any]
Said = tuple[str, list[object], list[object]]
"""A field, the values that are right, and those that were found."""


def fields_of(paragraphs: Iterable[str]) -> tuple[Field, ...]:
    """What is read from the paragraphs as a contract of plain text."""
    contract = segment(read("\n\n".join(paragraphs).encode(), "contract.txt"))
    return extract_fields(contract, load_sentences())


def plain_value(field: Field) -> object:
    """A party by its name, a length in business days as the length."""
    return field.value.get("name") or field.value.get("value") if isinstance(field.value, dict) else field.value


def term_of(row: Row) -> Iterator[Said]:
    """A provision about term and renewal; where an end alone is labelled, a length is neither right nor wrong."""
    found = fields_of((OPENING, *row["words"].split("\n")))
    for name in TERM_FIELDS:
        right = [row[name]] if row[name] is not None else []
        values = [plain_value(field) for field in found if field.name == name]
        if name != "initial_term" or right or not row["expiration_date"]:
            yield name, right, values


def opening_of(row: Row) -> Iterator[Said]:
    """The opening of a contract: its parties, by their whole names, its dates and its law."""
    found = fields_of(row["paragraphs"])
    yield "party", row["parties"], [plain_value(field) for field in found if field.name == "party"]
    for name in OPENING_FIELDS:
        right = [row[name]] if row[name] is not None else []
        yield name, right, [field.value for field in found if field.name == name]


def measure(name: str, said_by: Callable[[Row], Iterator[Said]]) -> None:
    """Print the F1 of each field, for the rows that were learnt from and for the others."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), start=1):
        part = "learnt from" if number % 2 else "unread"
        for field, right, found in said_by(json.loads(line)):
            hits = sum((Counter(map(str, right)) & Counter(map(str, found))).values())
            counts[part, field, "hit"] += hits
            counts[part, field, "all"] += len(right) + len(found)
            counts[part, field, "false"] += len(found) - hits
    for part, field in sorted({key[:2] for key in counts}):
        hits, both, false = (counts[part, field, kind] for kind in ("hit", "all", "false"))
        print(f"{part:12} {field:22} F1 {2 * hits / both if both else 0:.3f}  right {hits}, false {false}")


if __name__ == "__main__":
    measure("term.jsonl", term_of)
    measure("opening.jsonl", opening_of)
