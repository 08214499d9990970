"""How far confidences can be trusted: ``python -m benchmarks.coverage --data DIR --predictions OUT``.

DIR is laid out like CUAD, with the lawyers' answers in ``gold.jsonl``; OUT is what ``benchmarks.fields`` wrote for it.
A backfill takes what is above a confidence and sends the rest to people: for each such threshold this prints the share
of all values above it (coverage) and how many of those are right, and the same by the rule that found them. What the
lawyers did not find is wrong, and so is a second value for one answer; where their answer has no normal form, or they
left out a date that a contract must have, a value is not counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clause_library.wording.values import parse_value

THRESHOLDS = (0.97, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.0)
_FEWEST = 8
_FORMS = re.compile(
    r"\b(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|sa|nv|bv|pte|pty|na|the)\b"
)
_LAW_WORDS = frozenset("the state commonwealth province federal republic law laws of and usa kingdom wales".split())

_LABELS = {
    "agreement_date": "Agreement Date",
    "effective_date": "Effective Date",
    "expiration_date": "Expiration Date",
    "renewal_term": "Renewal Term",
    "renewal_notice_period": "Notice Period to Terminate Renewal",
    "governing_law": "Governing Law",
    "party": "Parties",
}
_ALWAYS_THERE = ("agreement_date", "effective_date")

Same = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """One predicted value: how sure it was, by which rule, and whether it is right."""

    name: str
    method: str
    confidence: float
    right: bool


def same_party(one: str, other: str) -> bool:
    """Whether two names are of one party; legal forms do not count, and one may be the beginning of the other."""
    keys = [" ".join(_FORMS.sub(" ", _words(name.replace(".", ""))).split()) for name in (one, other)]
    return all(keys) and (f"{keys[0]} ".startswith(f"{keys[1]} ") or f"{keys[1]} ".startswith(f"{keys[0]} "))


def same_law(one: str, other: str) -> bool:
    """Whether two jurisdictions agree as far as both say."""
    keys = [frozenset(_words(name).replace("united states", "").split()) - _LAW_WORDS for name in (one, other)]
    return all(keys) and (keys[0] <= keys[1] or keys[1] <= keys[0])


def same_duration(one: str, other: str) -> bool:
    """Whether two ISO 8601 durations are equally long."""
    values = [parse_value(text) for text in (one, other)]
    return values[0] is not None and values[1] is not None and values[0].key == values[1].key


def _same_text(one: str, other: str) -> bool:
    return one == other


SAME: Mapping[str, Same] = {
    "agreement_date": _same_text,
    "effective_date": _same_text,
    "expiration_date": _same_text,
    "renewal_term": same_duration,
    "renewal_notice_period": same_duration,
    "governing_law": same_law,
    "party": same_party,
}


def judged(row: Mapping[str, Any], predicted: Sequence[Mapping[str, Any]]) -> Iterator[Judged]:
    """The values of one contract that count, by field, the surest first."""
    for name, same in SAME.items():
        given = row["fields"][name]
        answers = given if isinstance(given, list) else [given] if given else []
        if not answers and (name in _ALWAYS_THERE or row["raw_answers"].get(_LABELS[name])):
            continue
        left = list(answers)
        for field in sorted((f for f in predicted if f["name"] == name), key=lambda f: -float(f["confidence"])):
            stated = field["value"]
            value = str(stated.get("name") or stated.get("value") if isinstance(stated, dict) else stated)
            hit = next((answer for answer in left if same(answer, value)), None)
            if hit is not None:
                left.remove(hit)
            yield Judged(name, field["method"], field["confidence"], hit is not None)


def report(values: Sequence[Judged]) -> None:
    """Print the curve, and each rule that found enough."""
    print(f"{len(values)} values\n{'above':>6} {'coverage':>9} {'right':>6}")
    for threshold in THRESHOLDS:
        kept = [value for value in values if value.confidence >= threshold]
        print(f"{threshold:6.2f} {len(kept) / max(len(values), 1):9.3f} {_right(kept):6.3f}")
    for rule in sorted({(value.name, value.method) for value in values}):
        found = [value for value in values if (value.name, value.method) == rule]
        if len(found) >= _FEWEST:
            said = sum(value.confidence for value in found) / len(found)
            print(f"{rule[0]:22} {rule[1]:26} {len(found):5} said {said:.2f} right {_right(found):.3f}")


def _right(values: Sequence[Judged]) -> float:
    return sum(value.right for value in values) / max(len(values), 1)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gold.jsonl")
    parser.add_argument("--predictions", type=Path, required=True, help="folder that benchmarks.fields wrote")
    arguments = parser.parse_args()
    lines = (arguments.data / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    values: list[Judged] = []
    for row in (json.loads(line) for line in lines if line.strip()):
        predicted = json.loads((arguments.predictions / f"{row['doc']}.json").read_text(encoding="utf-8"))["fields"]
        values += judged(row, predicted)
    report(values)


if __name__ == "__main__":
    main()
