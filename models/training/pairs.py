"""What the encoders are tuned on: texts of which it is known whether they are the same provision.

Three sources, all from arguments. Passages of contracts (``benchmarks.passages`` writes them: what lawyers marked, what
headings tell, provisions written for training) are of a kind with passages of other contracts that share a label.
Positions of a clause library are the same as their paraphrases, and not the same as the other positions of their entry
or as edits that change what is agreed. Held out are the contracts for which
:func:`~models.training.clause_types.fold_of` gives :data:`HELD_OUT`, and the entries of :func:`is_held_out`.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from models.training.clause_types import fold_of
from models.training.sentences import Paraphrases

HELD_OUT = 0
LEAST_WORDS = 6
"""Shorter passages are names, dates and headings."""

MOST_CHARACTERS = 1200
"""More than a window of 128 word pieces holds."""

NOT_PROVISIONS = frozenset({"agreement_title", "parties"})


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the clause types that are known of them.

    ``source`` is the contract they stand in. ``position`` names what exactly a library text agrees on, and is empty for
    all others.
    """

    words: str
    labels: frozenset[str]
    source: str
    position: str = ""

    def is_like(self, other: Text) -> bool:
        """Whether both may be the same provision, so that neither counts as different from the other."""
        if self.position and other.position:
            return self.position == other.position
        return not self.labels.isdisjoint(other.labels)


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts that are the same provision, and where there is one, a text that looks like it and is not."""

    anchor: Text
    positive: Text
    negative: Text | None = None


def is_held_out(clause_type: str) -> bool:
    """Whether entries of this type are kept for measuring: every fifth."""
    return zlib.crc32(clause_type.encode()) % 5 == 0


def load_passages(path: Path, held_out: bool = False, fold: int = HELD_OUT) -> tuple[Text, ...]:
    """The labelled texts of the contracts that are trained on, or of those that are held out: those of ``fold``.

    Texts that stand in several places are taken once, with all their labels.
    """
    with path.open(encoding="utf-8") as file:
        strong = frozenset(json.loads(next(file))["cuad"])
        rows = [json.loads(line) for line in file]
    labels: dict[str, set[str]] = {}
    sources: dict[str, str] = {}
    for row in rows:
        if (fold_of(row["doc"]) == fold) is held_out:
            for words, label in _texts_of(row, strong):
                labels.setdefault(words, set()).add(label)
                sources.setdefault(words, row["doc"])
    return tuple(Text(words, frozenset(labels[words]), sources[words]) for words in labels)


def _texts_of(row: Mapping[str, Any], strong: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Pairs of text and label: marked passages, and what stands under a heading, by sentence and by clause."""
    found = [(text, label) for label, texts in row["marked"].items() for text in texts if label not in NOT_PROVISIONS]
    rows = zip(row["passages"], row["labels"], strict=True)
    written = fold_of(row["doc"]) < 0
    for _, clause in groupby(rows, key=lambda pair: pair[0][1]):
        sentences = list(clause)
        told = {label for _, labels in sentences for label in labels if written or label not in strong}
        found += [(" ".join(passage[0] for passage, _ in sentences), label) for label in sorted(told)]
        if len(sentences) > 1:
            found += [(passage[0], label) for passage, labels in sentences for label in labels if label in told]
    for text, label in found:
        words = " ".join(text.split())[:MOST_CHARACTERS]
        if len(words.split()) >= (3 if written else LEAST_WORDS):
            yield words, label


def library_positions(entries: Path) -> dict[tuple[str, str], str]:
    """The texts of a library's positions by clause type and position, from the folder of its entries."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(entries.glob("*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[entry["clause_type"], "standard"] = entry["standard"]["text"]
        for kind, several in (("fallback", "fallbacks"), ("prohibited", "prohibited")):
            for rank, position in enumerate(entry.get(several, ()), 1):
                found[entry["clause_type"], f"{kind}-{rank}"] = position["text"]
    return {place: " ".join(text.split()) for place, text in found.items()}


class Sampler:
    """Draws batches of examples, the same ones for the same seed."""

    def __init__(
        self,
        passages: Sequence[Text],
        paraphrases: Sequence[Paraphrases],
        positions: Mapping[tuple[str, str], str],
        positions_share: float,
        seed: int = 0,
    ) -> None:
        """Sort the texts by label and source; entries that are held out are left out.

        ``positions_share`` of a batch are positions of the library, the rest passages of contracts.
        """
        self._positions_share = positions_share
        self._random = random.Random(seed)
        grouped: dict[str, dict[str, list[Text]]] = {}
        for text in passages:
            for label in sorted(text.labels):
                grouped.setdefault(label, {}).setdefault(text.source, []).append(text)
        self._groups = {label: list(sources.values()) for label, sources in grouped.items() if len(sources) > 1}
        self._weights = [len(sources) ** 0.5 for sources in self._groups.values()]
        self._families = [
            _family(one, positions)
            for one in paraphrases
            if not is_held_out(one.clause_type) and (one.clause_type, one.position) in positions
        ]

    def batches(self, steps: int, size: int) -> Iterator[tuple[Example, ...]]:
        """``steps`` batches of ``size`` examples each."""
        from_library = round(size * self._positions_share)
        for _ in range(steps):
            labels = self._random.choices(list(self._groups), self._weights, k=size - from_library)
            passages = [self._of_label(label) for label in labels]
            yield (*passages, *(self._of_family() for _ in range(from_library)))

    def _of_label(self, label: str) -> Example:
        one, other = self._random.sample(self._groups[label], 2)
        return Example(self._random.choice(one), self._random.choice(other))

    def _of_family(self) -> Example:
        same, different = self._random.choice(self._families)
        anchor, positive = self._random.sample(same, 2)
        return Example(anchor, positive, self._random.choice(different))


def _family(one: Paraphrases, positions: Mapping[tuple[str, str], str]) -> tuple[list[Text], list[Text]]:
    """The texts that agree on a position, and those near them that do not."""
    labels = frozenset({one.clause_type})
    place = f"{one.clause_type}/{one.position}"
    same = [Text(words, labels, "library", place) for words in (positions[one.clause_type, one.position], *one.same)]
    different = [
        Text(words, labels, "library", f"{place}/changed-{number}") for number, words in enumerate(one.changed)
    ]
    different += [
        Text(words, labels, "library", f"{clause_type}/{position}")
        for (clause_type, position), words in positions.items()
        if clause_type == one.clause_type and position != one.position
    ]
    return same, different


def candidates_of(batch: Sequence[Example]) -> tuple[list[Text], NDArray[np.bool_]]:
    """What each anchor of a batch is compared with, and shape (anchors, candidates): which of them do not count.

    Candidate ``i`` is the positive of anchor ``i``; then come the negatives.
    """
    candidates = [example.positive for example in batch]
    candidates += [example.negative for example in batch if example.negative]
    ignored = np.array([[example.anchor.is_like(other) for other in candidates] for example in batch])
    np.fill_diagonal(ignored, False)
    return candidates, ignored
