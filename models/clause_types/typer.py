"""The shipped typer: two opinions on each sentence, then a small network over what they say in the contract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.clause_types.convolution import ConvolutionScores
from models.clause_types.linear import LinearScores
from models.clause_types.passage_odds import PassageOdds
from models.clause_types.runs import candidates_of
from models.clause_types.stored import UNUSABLE, load_stored
from models.interfaces import ModelError, Passage, Typed
from models.word_pieces import WordPieces

LEAST_PROBABILITY = 0.002
"""What is less likely is not told: most candidates are."""


class TwoStepTyper:
    """A ``ClauseTyper`` from a folder with ``weights.npz`` and ``labels.json``."""

    def __init__(self, folder: Path, pieces: WordPieces) -> None:
        """Take the model in ``folder``, which was trained with these word pieces.

        :raises ModelError: when its files are missing or do not fit together.
        """
        try:
            stored = load_stored(folder)
            self._labels, trained_with = tuple(stored.described["labels"]), stored.described["word_pieces"]
            self._linear = LinearScores(stored.arrays)
            self._convolution = ConvolutionScores(stored.arrays, pieces)
            self._odds = PassageOdds.from_arrays(stored.arrays)
            if len(self._labels) != len(self._odds.own):
                raise ValueError(f"it has {len(self._odds.own)} labels, its list {len(self._labels)}")
            if trained_with != pieces.digest:
                raise ValueError(f"it was trained with other word pieces than {pieces.id}")
            self.types([Passage("A trial run: arrays that do not fit fail here.")])
        except UNUSABLE as error:
            raise ModelError(f"no usable model of clause types in {folder.name!r}: {error}") from error
        self._id = stored.id

    @property
    def id(self) -> str:
        """Folder name and the first 12 hex digits of the SHA-256 of the weights."""
        return self._id

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, as the weights order them."""
        return self._labels

    def types(self, passages: Sequence[Passage]) -> tuple[Typed, ...]:
        """What the passages of one contract are about: by label, then by place."""
        if not passages:
            return ()
        opinions = (self._linear.log_odds(passages), self._convolution.log_odds(passages))
        candidates = candidates_of(opinions, passages, self._labels)
        chances = self._odds.probabilities(candidates)
        told = chances >= LEAST_PROBABILITY
        parts = (candidates.labels, candidates.firsts, candidates.lasts, chances)
        rows = zip(*(part[told].tolist() for part in parts), strict=True)
        return tuple(Typed(self._labels[label], first, last, chance) for label, first, last, chance in rows)
