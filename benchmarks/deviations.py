"""What is told of a changed clause: ``python -m benchmarks.deviations --data PAIRS.jsonl --out FILE [--gold]``.

PAIRS has rows ``{"id", "clause_type", "approved", "theirs", "we_are"}``; FILE gets a row ``{"id", "material",
"severity", "kinds", "direction", "words"}`` for each. ``--gold``: the rows of PAIRS say what is right (``material``,
``kinds``), and the figures are printed. ``--fit`` fits the weights in ``clause_library/data/meaning.json`` to PAIRS.

``benchmarks/data/pairs/train.jsonl`` was written to fit them, ``held.jsonl`` to try them, both by hand and in our own
words.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.meaning import Labelled, fit
from clause_library.deviations.meaning import WEIGHTS
from clause_library.deviations.pairs import PairVerdict, Side, compare_clauses, compare_texts, roles_of_side
from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.types import Library

Row = Mapping[str, Any]


def side_of(row: Row) -> Side:
    """Which side we are, however the row names it."""
    return "customer" if str(row.get("we_are", "")).casefold() in _CUSTOMERS else "provider"


_CUSTOMERS = frozenset("customer client licensee subscriber purchaser buyer recipient distributor reseller".split())


def verdict_of(row: Row, library: Library) -> PairVerdict:
    """What is told of one pair."""
    clause_type = row.get("clause_type") or ""
    return compare_clauses(row["approved"], row["theirs"], library, clause_type=clause_type, we_are=side_of(row))


def labelled_of(row: Row, library: Library) -> Labelled:
    """The pair as the models learn it."""
    comparison = compare_texts(row["approved"], row["theirs"], roles_of_side(library, side_of(row)))
    return Labelled(comparison, row["clause_type"], row["material"], frozenset(row["kinds"]))


def as_row(row: Row, verdict: PairVerdict) -> dict[str, object]:
    """The row that is written."""
    words = [words for change in verdict.changes for words in (change.before, change.after) if words]
    return {
        "id": row["id"],
        "material": verdict.material,
        "probability": round(verdict.probability, 4),
        "severity": verdict.severity,
        "kinds": list(verdict.kinds),
        "direction": verdict.direction,
        "words": words if verdict.material else [],
    }


_ENUMERATORS = dict(zip("abcdefgh", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), strict=True))
_RESTYLED = (
    (
        re.compile(
            r"\b[a-z]+(?:-[a-z]+)? \((\d{1,3})\)(?= (?:business |calendar |working )?(?:day|month|year|hour))", re.I
        ),
        r"\1",
    ),
    (re.compile(r"\b(Provider|Vendor)\b"), "Supplier"),
    (re.compile(r"\bCustomer\b(?! [A-Z])"), "Client"),
    (re.compile(r"\b[Ss]hall\b"), "must"),
    (re.compile(r"\bprior to\b"), "before"),
    (re.compile(r"\bpursuant to\b"), "under"),
    (re.compile(r"\b[Cc]lause (\d)"), r"Section \1"),
    (re.compile(r"\(([a-h])\)(?= )"), lambda found: f"({_ENUMERATORS[found[1]]})"),
    (re.compile(r"\b(\w{4,})ise(d|s)?\b"), r"\1ize\2"),
    (re.compile(r"['’]"), "’"),
    (re.compile(r"; "), ";\n"),
)


def restyled(text: str) -> str:
    """The same clause in another house style: names, numerals, numbering, spelling, line breaks."""
    for pattern, instead in _RESTYLED:
        text = pattern.sub(instead, text)
    return text


def score(rows: Sequence[Row], verdicts: Sequence[PairVerdict]) -> None:
    """Print what is right."""
    told = np.array([verdict.material for verdict in verdicts])
    right = np.array([row["material"] for row in rows])
    print(f"{len(rows)} pairs, {right.sum()} material")
    print(f"recall of material changes {told[right].mean():.3f}, false alarms {told[~right].mean():.3f}")
    hits, false, missed = Counter[str](), Counter[str](), Counter[str]()
    for row, verdict in zip(rows, verdicts, strict=True):
        wanted, found = set(row["kinds"]), set(verdict.kinds)
        hits.update(wanted & found)
        false.update(found - wanted)
        missed.update(wanted - found)
    print(f"kinds, micro F1 {_f1(hits.total(), false.total(), missed.total()):.3f}")
    for kind in sorted({*hits, *false, *missed}):
        print(f"  {kind:24} F1 {_f1(hits[kind], false[kind], missed[kind]):.2f} of {hits[kind] + missed[kind]}")


def _f1(hits: int, false: int, missed: int) -> float:
    return 2 * hits / max(1, 2 * hits + false + missed)


def main() -> None:
    """Compare, or fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the pairs, JSON Lines")
    parser.add_argument("--out", type=Path, help="the file for the verdicts")
    parser.add_argument("--gold", action="store_true", help="the pairs say what is right: print the figures")
    parser.add_argument("--fit", action="store_true", help="fit the weights to the pairs")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    library = load_library(STANDARD_LIBRARY)
    if arguments.fit:
        labelled = [labelled_of(row, library) for row in rows]
        (arguments.out or WEIGHTS).write_text(json.dumps(fit(labelled), indent=1) + "\n", encoding="utf-8")
        return
    verdicts = [verdict_of(row, library) for row in rows]
    if arguments.out:
        lines = (json.dumps(as_row(row, verdict)) for row, verdict in zip(rows, verdicts, strict=True))
        arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if arguments.gold:
        score(rows, verdicts)
        changed = [row for row in rows if restyled(row["approved"]) != row["approved"]]
        told = [verdict_of({**row, "theirs": restyled(row["approved"])}, library).material for row in changed]
        print(f"false alarms on {len(told)} approved texts in another house style {np.mean(told):.3f}")


if __name__ == "__main__":
    main()
