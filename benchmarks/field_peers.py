"""What other libraries find of dates, durations, amounts and percentages. None of them is a dependency of ours.

Runs as a script of the interpreter that has the library: ``python field_peers.py PEER RUNS`` with paths of texts on the
standard input, so nothing of ours is imported. Prints, by kind, the processor seconds of the fastest run and how many
values it found. LexNLP (AGPL) needs the locale ``en_US.UTF-8`` and NLTK's ``punkt``; without the locale it silently
finds no amounts, so that is a failure here.
"""

from __future__ import annotations

import importlib
import json
import locale
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

NOT_INSTALLED = 3
Find = Callable[[str], Iterable[object]]
Item = TypeVar("Item")


def lexnlp() -> dict[str, Find]:
    """LexNLP's extractors of the values that contracts state."""
    locale.setlocale(locale.LC_NUMERIC, "en_US.UTF-8")
    locale.setlocale(locale.LC_NUMERIC, "C")
    kinds = {"dates": "get_dates", "durations": "get_durations", "money": "get_money", "percents": "get_percents"}
    return {kind: getattr(importlib.import_module(f"lexnlp.extract.en.{kind}"), name) for kind, name in kinds.items()}


def dateparser() -> dict[str, Find]:
    """The search of dateparser for dates in English text."""
    search = importlib.import_module("dateparser.search").search_dates
    return {"dates": lambda text: search(text, languages=["en"]) or ()}


PEERS: dict[str, Callable[[], dict[str, Find]]] = {"lexnlp": lexnlp, "dateparser": dateparser}


def fastest(find: Callable[[Item], Iterable[object]], items: Sequence[Item], runs: int) -> tuple[float, int]:
    """Processor seconds over all items in the fastest of some runs, and how many values were found."""
    best, count = float("inf"), 0
    for _ in range(runs):
        start = time.process_time()
        count = sum(sum(1 for _ in find(item)) for item in items)
        best = min(best, time.process_time() - start)
    return best, count


def main() -> int:
    """Run one peer over the texts and print what it took and found as one JSON line."""
    here = Path(__file__).resolve().parent
    sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
    warnings.simplefilter("ignore")
    try:
        finders = PEERS[sys.argv[1]]()
    except ImportError:
        return NOT_INSTALLED
    texts = [Path(path).read_text(encoding="utf-8") for path in sys.stdin.read().splitlines()]
    for find in finders.values():
        list(find(texts[0]))  # loads what it loads once
    print(json.dumps({kind: fastest(find, texts, int(sys.argv[2])) for kind, find in finders.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
