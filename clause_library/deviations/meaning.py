"""Whether a change of words matters, and what kind of change it is: a learned judgement over :mod:`facets`.

Logistic models, fitted by ``benchmarks.deviations --fit`` to pairs of clauses that were written and labelled for it.
They see the two wordings of a clause as a whole, and each difference alone (:mod:`pieces`): a clause matters by its
pieces where any of them does. What a single difference amounts to is the business of :mod:`judgement`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clause_library.deviations.facets import facets
from clause_library.deviations.kinds import VALUE_KINDS
from clause_library.deviations.pieces import pieces
from clause_library.types import DeviationKind
from clause_library.wording.comparison import Comparison

WEIGHTS = Path(__file__).parent.parent / "data" / "meaning.json"

MATTERS = 0.25
"""From this probability on a change matters: at it, some 97 of 100 that do are told (``benchmarks/README.md``)."""

_SUREST = 1 - 1e-6
_MOST_ODDS = 6.0
_LIKELY = 0.4
"""From this probability on a change is of a kind."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``matters`` is the probability that a lawyer must look; ``kinds`` those of each kind of change, if so."""

    matters: float
    kinds: Mapping[DeviationKind, float]

    @property
    def likely_kinds(self) -> tuple[DeviationKind, ...]:
        """The kinds that are likely, at least one, the likeliest first."""
        ordered = sorted(self.kinds, key=lambda kind: -self.kinds[kind])
        return tuple(kind for number, kind in enumerate(ordered) if not number or self.kinds[kind] >= _LIKELY)


def meaning_of(comparison: Comparison, clause_type: str = "") -> Meaning:
    """What the differences of two wordings of one clause amount to."""
    weights = _weights()
    found = facets(comparison.approved, comparison.other, clause_type)
    chances = [_probability(piece, weights["piece"]) for piece in pieces(comparison, clause_type)]
    found["pieces_matter"] = odds_of_any(chances)
    kinds: dict[DeviationKind, float] = {
        kind: _probability(found, told) for kind, told in weights.items() if kind not in ("matters", "piece")
    }
    # A value that was exchanged for another of its kind needs no model.
    kinds |= {kind: 1.0 for value_kind, kind in VALUE_KINDS.items() if f"value:{value_kind}" in found}
    kinds["number_changed"] = _probability(found, weights["number_changed"])  # numbers are often mere numbering
    return Meaning(_probability(found, weights["matters"]), kinds)


def odds_of_any(chances: Sequence[float]) -> float:
    """The log odds, between -6 and 6, that at least one of independent chances comes true."""
    none = sum(math.log1p(-min(chance, _SUREST)) for chance in chances)
    any_of_them = max(-math.expm1(none), 1 - _SUREST)
    return max(-_MOST_ODDS, min(_MOST_ODDS, math.log(any_of_them) - none))


def _probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    odds = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


@cache
def _weights() -> Mapping[Any, Mapping[str, float]]:
    """By what they are for: the weight of each facet in log odds."""
    loaded: Mapping[Any, Mapping[str, float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded
