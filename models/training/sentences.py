"""The provisions and paraphrases that the models are trained on, written for this purpose: no contract's own words.

``data/sentences`` has, for each clause type, provisions as different drafters would word them (``texts``; ``also``
names further types of the same provision) and ``near_misses``: provisions that look like the type and are another.
``data/paraphrases`` has, for positions of the standard library, texts that say the same in other words (``same``) and
edits of a few words that change what is agreed (``changed``). The files follow the groups of the taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
SENTENCES = DATA / "sentences"
PARAPHRASES = DATA / "paraphrases"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision and its clause types, the main one first.

    ``resembles`` is the type that a careless reader would take it for; None where it is an ordinary example.
    """

    text: str
    types: tuple[str, ...]
    resembles: str | None = None


@dataclass(frozen=True, slots=True)
class Paraphrases:
    """What is written about one position of a library entry: ``same`` keeps the meaning, ``changed`` does not."""

    clause_type: str
    position: str
    same: tuple[str, ...]
    changed: tuple[str, ...]


def load_provisions(folder: Path = SENTENCES) -> tuple[Provision, ...]:
    """All provisions in the files of ``folder``, in the order of files and lines.

    :raises ValueError: when a file is not laid out as expected; it names file and clause type.
    """
    return tuple(
        provision
        for file, clause_type, written in _items(folder)
        for provision in _provisions(file, clause_type, written)
    )


def load_paraphrases(folder: Path = PARAPHRASES) -> tuple[Paraphrases, ...]:
    """All paraphrases in the files of ``folder``, in the order of files and lines.

    :raises ValueError: when a file is not laid out as expected; it names file and clause type.
    """
    return tuple(
        paraphrases
        for file, clause_type, written in _items(folder)
        for paraphrases in _paraphrases(file, clause_type, written)
    )


def _items(folder: Path) -> Iterator[tuple[str, str, Any]]:
    for path in sorted(folder.glob("*.yaml")):
        for clause_type, written in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield path.name, clause_type, written


def _provisions(file: str, clause_type: str, written: Any) -> Iterator[Provision]:  # noqa: ANN401  # plain YAML
    try:
        for text in written["texts"]:
            if isinstance(text, str):
                yield Provision(text, (clause_type,))
            else:
                yield Provision(text["text"], (clause_type, *text["also"]))
        for near in written["near_misses"]:
            yield Provision(near["text"], (near["type"],), resembles=clause_type)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file}: '{clause_type}' is not laid out as texts and near_misses") from error


def _paraphrases(file: str, clause_type: str, written: Any) -> Iterator[Paraphrases]:  # noqa: ANN401  # plain YAML
    try:
        for position, texts in written.items():
            yield Paraphrases(clause_type, position, tuple(texts["same"]), tuple(texts["changed"]))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{file}: '{clause_type}' is not laid out as positions with same and changed") from error
