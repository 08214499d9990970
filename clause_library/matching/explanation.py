"""Why a clause was taken for an entry, and why not for the runners-up, in words for a reader of contracts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from clause_library.matching import odds
from clause_library.matching.index import LibraryIndex
from clause_library.matching.scores import Scores, by_entry
from clause_library.wording.normalize import Wording

_AGREEING_WORDS = 6
_TELLING = math.log(1 + 3) - 1e-6
"""The weight of a word that stands in a third of the entries."""

_AGREES = 0.6
_LIKELY = 0.5
_NEAR = 0.6
_SAID = {
    "terms": "shares fewer of the telling words",
    "ratio": "has its words in another order",
    "heading": "the heading speaks for the other",
    "types": "the sentences read as another type of clause",
    "learnt": "reads less like clauses of this type",
    "fast": "is further in meaning",
    "lead": "is further in meaning",
    "precise": "is further in meaning, says the transformer",
}


def agreeing_words(words: Wording, row: int, index: LibraryIndex) -> tuple[str, ...]:
    """The words that a clause shares with a position, the most telling ones, in the clause's order and spelling.

    Words that a third of all entries have tell nothing.
    """
    shared = {key for key in index.wordings[row].keys if index.weight_of(key) >= _TELLING}
    found = {token.key: words.text[token.start : token.end] for token in words.tokens if token.key in shared}
    order = {key: place for place, key in enumerate(found)}
    best = sorted(found, key=lambda key: (-index.weight_of(key), order[key]))
    return tuple(found[key] for key in sorted(best[:_AGREEING_WORDS], key=order.__getitem__))


def why(parts: Mapping[str, float], agreeing: tuple[str, ...], *, same_words: bool, in_our_words: bool) -> str:
    """One sentence on what makes a clause answer to its entry; ``parts`` are the measures of the match."""
    if same_words:
        return "The words are the position's own."
    reasons = list(_reasons(parts, agreeing, in_our_words=in_our_words))
    if not reasons:
        return "Nothing speaks for another entry."
    told = "; ".join(reasons)
    return f"{told[0].upper()}{told[1:]}."


def _reasons(parts: Mapping[str, float], agreeing: tuple[str, ...], *, in_our_words: bool) -> Iterator[str]:
    if in_our_words:
        yield f"{parts['ratio']:.0%} of the words are the position's, in order"
    elif agreeing:
        yield "shares the words " + ", ".join(f"“{word}”" for word in agreeing)
    if parts["heading"] >= _AGREES:
        yield "the heading agrees"
    if parts["types"] >= _LIKELY:
        yield f"the sentences read as this type of clause ({parts['types']:.0%})"
    if not in_our_words and parts["fast"] >= _NEAR:
        yield f"near in meaning ({parts['fast']:.2f})"


def why_not(number: int, other: int, chosen: int, scores: Scores, index: LibraryIndex) -> str:
    """In what a runner-up falls furthest behind the entry that was chosen."""
    measures = {name: values[0] for name, values in scores.measures([number]).items()}
    # Of two entries the one that the model of provisions does not know cannot be behind by what it says.
    known = bool(scores.known[[chosen, other]].all())
    weights = odds.FAST_KNOWN if known else odds.FAST
    if number in scores.precise:
        weights = odds.PRECISE_KNOWN if known else odds.PRECISE
        measures["precise"] = np.nan_to_num(by_entry(scores.precise[number][None, :], index)[0])
    behind = {name: weight * _lead(measures[name], chosen, other) for name, weight in weights.of.items()}
    name = max(behind, key=behind.__getitem__)
    return _SAID[name] if behind[name] > 0 else "comes next"


def _lead(values: NDArray[np.float32], chosen: int, other: int) -> float:
    return float(values[chosen] - values[other])
