"""Tesseract's line recogniser (Apache-2.0 weights) on numpy: strips of a page in, how likely each character is out.

The layers are those of its fast English model: a convolution over 3 by 3 pixels, the largest of every 3 by 3, an LSTM
down each column that keeps its last state, then three LSTMs along the strip (on, back, on) and the characters' scores.
All strips of a page go through together, the longest first, so that those still running are the first rows of a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractor.readers.ocr.weights import Matrix, Weights

Pixels = NDArray[np.float32]

HEIGHT: Final = 36
"""Of a strip, in pixels."""
STEP: Final = 3
"""Pixels of a strip's length that one step of the answer stands for."""
_SLICE: Final = 768
"""Pixels of length that are folded at a time, so that they stay in the processor's cache; a multiple of ``STEP``."""


class Network:
    """The recogniser with its weights; threads may share it."""

    def __init__(self, weights: Weights) -> None:
        self._strokes = weights.strokes
        self._columns = _Recurrent(weights.columns)
        self._along = _Recurrent(weights.onward), _Recurrent(weights.backward), _Recurrent(weights.again)
        self._scores = np.ascontiguousarray(weights.scores[:, :-1].T), weights.scores[:, -1]

    def likelihoods(self, strips: Sequence[Pixels]) -> list[Pixels]:
        """How likely each output is at each step of each strip, ``(steps, outputs)``.

        Strips are ``(HEIGHT, length)`` from -1, black, to 1, white.
        """
        order = sorted(range(len(strips)), key=lambda place: -strips[place].shape[1])
        lengths = np.array([-(-strips[place].shape[1] // STEP) for place in order], dtype=np.int64)
        starts = np.concatenate(([0], np.cumsum(lengths + 1)))
        folded = self._folded(_side_by_side([strips[place] for place in order], starts))
        running = np.count_nonzero(lengths[None, :] > np.arange(lengths[0])[:, None], axis=1)
        steps = np.concatenate(([0], np.cumsum(running)))
        rows = np.concatenate([starts[:count] + step for step, count in enumerate(running)])
        values = self._columns.last(folded[:, rows])
        for layer, backward in zip(self._along, (False, True, False), strict=True):
            values = layer.along(values, steps.tolist(), backward=backward)
        found = _shares(values @ self._scores[0] + self._scores[1])
        answers: list[Pixels] = [found] * len(strips)
        for row, place in enumerate(order):
            answers[place] = found[steps[: lengths[row]] + row]
        return answers

    def _folded(self, strip: Pixels) -> Pixels:
        """The features of each square of pixels, ``(rows, steps, features)``."""
        height, length = strip.shape
        framed = np.zeros((height + 2, length + 2), np.float32)
        framed[1:-1, 1:-1] = strip
        kernel, added = np.ascontiguousarray(self._strokes[:, :-1]), self._strokes[:, -1]
        folded = np.empty((height // STEP, length // STEP, len(kernel)), np.float32)
        for start in range(0, length, _SLICE):
            end = min(length, start + _SLICE)
            around = [framed[y : y + height, start + x : end + x] for x in range(3) for y in range(3)]
            found = (kernel @ np.stack(around).reshape(9, -1)).reshape(len(kernel), -1, STEP, end - start)
            found = np.maximum(np.maximum(found[:, :, 0], found[:, :, 1]), found[:, :, 2])
            found = np.maximum(np.maximum(found[:, :, 0::STEP], found[:, :, 1::STEP]), found[:, :, 2::STEP])
            folded[:, start // STEP : end // STEP] = np.tanh(found + added[:, None, None]).transpose(1, 2, 0)
        return folded


def _side_by_side(strips: Sequence[Pixels], starts: NDArray[np.int64]) -> Pixels:
    """The strips in one row, each from its start in steps, a step of grey between them as at a strip's edge."""
    row = np.zeros((HEIGHT, int(starts[-1]) * STEP), np.float32)
    for strip, start, end in zip(strips, starts[:-1], starts[1:], strict=True):
        row[:, start * STEP : (end - 1) * STEP] = 1.0
        row[:, start * STEP : start * STEP + strip.shape[1]] = strip
    return row


def _shares(scores: Pixels) -> Pixels:
    shares: Pixels = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


class _Recurrent:
    """An LSTM. The gates' weights are halved, so that one hyperbolic tangent serves for all: s(x) = (tanh(x/2)+1)/2."""

    def __init__(self, gates: Matrix) -> None:
        self._size = size = len(gates) // 4
        halved = gates.copy()
        halved[size:] *= 0.5
        self._seen = np.ascontiguousarray(halved[:, : -size - 1].T)
        self._recalled = np.ascontiguousarray(halved[:, -size - 1 : -1].T)
        self._added = halved[:, -1]

    def last(self, values: Pixels) -> Pixels:
        """What it ends with after all of ``values``, ``(steps, rows, inputs)``."""
        state, answer = self._blank(values.shape[1])
        for step in values:
            self._take(step @ self._seen + self._added, state, answer)
        return answer

    def along(self, values: Pixels, steps: Sequence[int], *, backward: bool) -> Pixels:
        """What it answers at each step; ``steps`` tells where each begins in ``values``, ``(all steps, inputs)``."""
        gates = values @ self._seen
        gates += self._added
        answers = np.empty((len(values), self._size), np.float32)
        state, answer = self._blank(steps[1])
        spans = list(pairwise(steps))
        for start, end in reversed(spans) if backward else spans:
            rows = end - start
            self._take(gates[start:end], state[:rows], answer[:rows])
            answers[start:end] = answer[:rows]
        return answers

    def _blank(self, rows: int) -> tuple[Pixels, Pixels]:
        return np.zeros((rows, self._size), np.float32), np.zeros((rows, self._size), np.float32)

    def _take(self, gates: Pixels, state: Pixels, answer: Pixels) -> None:
        """Go one step on, in place."""
        gates += answer @ self._recalled
        np.tanh(gates, out=gates)
        size = self._size
        shares = gates[:, size:]
        shares += 1.0
        shares *= 0.5
        state *= shares[:, size : 2 * size]
        state += gates[:, :size] * shares[:, :size]
        np.tanh(state, out=answer)
        answer *= shares[:, 2 * size :]
