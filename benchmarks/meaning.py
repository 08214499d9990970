"""Fits the models of :mod:`clause_library.deviations.meaning` to labelled pairs of clauses.

A pair is labelled as a whole. Which of its differences matters is not said: the model of single differences is learnt
as one of several instances, of which at least one matters where the pair does (multiple-instance learning by
noisy-or; Viola, Platt and Zhang, 2005), by expectation and maximisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from clause_library.deviations.facets import facets
from clause_library.deviations.meaning import odds_of_any
from clause_library.deviations.pieces import pieces
from clause_library.wording.comparison import Comparison

STRENGTH = 1.0
"""Inverse strength of the L1 penalty, chosen by trying a few on parts of the training pairs."""

LEAST_WEIGHT = 0.02

_ROUNDS = 5
_PARTS = 5
_FIRST_GUESS = 0.5
_NEGLIGIBLE = 1e-3

Facets = Mapping[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of wordings with what is right of it."""

    comparison: Comparison
    clause_type: str
    material: bool
    kinds: frozenset[str]


def fit(pairs: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """The weights: whether a single difference matters, whether a change does, and for those that do, each kind."""
    told = [pieces(pair.comparison, pair.clause_type) for pair in pairs]
    right = np.array([pair.material for pair in pairs])
    found = [facets(pair.comparison.approved, pair.comparison.other, pair.clause_type) for pair in pairs]
    for facet, odds in zip(found, _unseen_odds(told, right), strict=True):
        facet["pieces_matter"] = odds
    material = [number for number, pair in enumerate(pairs) if pair.material]
    weights = {"piece": _Pieces(told, right).weights(), "matters": _weights(found, right)}
    for kind in sorted({kind for pair in pairs for kind in pair.kinds}):
        labels = np.array([kind in pairs[number].kinds for number in material])
        weights[kind] = _weights([found[number] for number in material], labels)
    return weights


def _unseen_odds(told: Sequence[Sequence[Facets]], right: NDArray[np.bool_]) -> list[float]:
    """For each pair, the odds by its pieces as a model says that was fitted without it."""
    part = np.arange(len(told)) % _PARTS
    odds = [0.0] * len(told)
    for held in range(_PARTS):
        model = _Pieces([one for one, number in zip(told, part, strict=True) if number != held], right[part != held])
        for number in np.flatnonzero(part == held).tolist():
            odds[number] = odds_of_any(model.chances(told[number]))
    return odds


class _Pieces:
    """The model of single differences."""

    def __init__(self, told: Sequence[Sequence[Facets]], right: NDArray[np.bool_]) -> None:
        """Fit it to the pieces of pairs, and whether each pair matters."""
        self._vectorizer = DictVectorizer()
        inputs = _narrow(self._vectorizer.fit_transform([piece for pair in told for piece in pair]))
        owner = np.repeat(np.arange(len(told)), [len(pair) for pair in told])
        matters = right[owner].astype(float)
        chance = matters * _FIRST_GUESS
        for _ in range(_ROUNDS):
            self._model = _softly_fitted(inputs, chance)
            said = np.clip(self._model.predict_proba(inputs)[:, 1], 1e-6, 1 - 1e-6)
            none = np.zeros(len(told))
            np.add.at(none, owner, np.log1p(-said))
            chance = matters * said / np.maximum(-np.expm1(none[owner]), 1e-6)

    def chances(self, pieces: Sequence[Facets]) -> list[float]:
        """Of each piece, that it matters."""
        if not pieces:
            return []
        said = self._model.predict_proba(_narrow(self._vectorizer.transform(pieces)))
        return [float(chance) for chance in said[:, 1]]

    def weights(self) -> dict[str, float]:
        """In log odds, by facet."""
        return _kept(self._vectorizer, self._model)


def _softly_fitted(inputs: csr_matrix, chance: Floats) -> LogisticRegression:
    """A model fitted to rows each of which is positive by a chance: twice in it, with these weights."""
    labels = np.repeat([1, 0], len(chance))
    weights = np.concatenate([chance, 1 - chance])
    kept = weights > _NEGLIGIBLE
    model = _model()
    model.fit(_narrow(vstack([inputs, inputs]).tocsr())[kept], labels[kept], sample_weight=weights[kept])
    return model


def _weights(found: Sequence[Facets], labels: NDArray[np.bool_]) -> dict[str, float]:
    vectorizer = DictVectorizer()
    model = _model().fit(_narrow(vectorizer.fit_transform(found)), labels)
    return _kept(vectorizer, model)


def _model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", random_state=0, max_iter=1000)


def _narrow(inputs: csr_matrix) -> csr_matrix:
    """The same with the narrow indices that the solver asks for."""
    inputs.indices, inputs.indptr = inputs.indices.astype(np.int32), inputs.indptr.astype(np.int32)
    return inputs


def _kept(vectorizer: DictVectorizer, model: LogisticRegression) -> dict[str, float]:
    told = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))
    told["bias"] = told.get("bias", 0.0) + float(model.intercept_[0])
    return {name: round(weight, 2) for name, weight in sorted(told.items()) if abs(weight) >= LEAST_WEIGHT}
