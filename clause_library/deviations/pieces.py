"""What tells whether one difference of two wordings matters by itself: the inputs of a learned judgement.

:mod:`facets` sees the two wordings as a whole, in which one word that matters drowns among many that do not. Here
each difference stands alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from clause_library.deviations.facets import LEXICONS, only_there, says
from clause_library.deviations.kinds import kind_of
from clause_library.wording.comparison import Comparison, Difference
from clause_library.wording.normalize import Token


def pieces(comparison: Comparison, clause_type: str = "") -> tuple[dict[str, float], ...]:
    """Of each difference, everything that tells."""
    approved, other = comparison.approved.tokens, comparison.other.tokens
    gone, new = only_there(approved, other), only_there(other, approved)
    return tuple(_piece(comparison, difference, clause_type, gone, new) for difference in comparison.differences)


def _piece(
    comparison: Comparison, difference: Difference, clause_type: str, gone: Counter[str], new: Counter[str]
) -> dict[str, float]:
    before, after = comparison.sides(difference)
    went = [token for token in before if says(token) and token.key in gone]
    came = [token for token in after if says(token) and token.key in new]
    found = {"bias": 1.0, f"kind:{kind_of(before, after, clause_type)}": 1.0}
    for name, tokens in (("went", went), ("came", came), ("before", before), ("after", after)):
        found |= dict(_words(name, tokens))
    found |= dict(_lexicons(went, came))
    found["size_gone"], found["size_new"] = math.log1p(len(went)), math.log1p(len(came))
    found["unbalanced"] = abs(found["size_gone"] - found["size_new"])
    found["one_sided"] = float(bool(went) != bool(came))
    found["nothing"] = float(not went and not came)
    tokens, start, end = comparison.approved.tokens, difference.before_start, difference.before_end
    found[f"behind:{tokens[start - 1].reads if start else 'nothing'}"] = 1.0
    found[f"ahead_of:{tokens[end].reads if end < len(tokens) else 'nothing'}"] = 1.0
    return found


def _words(name: str, tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    for token in tokens:
        yield f"{name}:{token.reads if token.value is None else token.value.kind}", 1.0


def _lexicons(went: Sequence[Token], came: Sequence[Token]) -> Iterator[tuple[str, float]]:
    for name, lexicon in LEXICONS.items():
        sides = [any(token.reads in lexicon for token in side) for side in (went, came)]
        yield f"{name}_gone", float(sides[0])
        yield f"{name}_new", float(sides[1])
        yield f"{name}_one_sided", float(sides[0] != sides[1])
