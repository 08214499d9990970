"""Training of the convolution over word pieces: logistic loss, AdamW, dropout; equal input gives equal weights."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from models.clause_types.convolution import WIDTH, ConvolutionScores, Numbers, Read

UNITS = 512
HIDDEN = 768
EPOCHS = 10
LEAST_STEPS = 60
BATCH = 64
NEGATIVES = 1 / 3
"""Passages without any label are most of all; each epoch sees another part of them."""

RATE = 1.5e-3
WARM_UP = 0.06
DECAY = 0.02
DROPPED = 0.4
DROPPED_PIECES = 0.15
DROPPED_HEADINGS = 0.2
"""So often a heading is not shown: else, where it tells the label, the words under it would count for nothing."""

LARGEST_GRADIENT = 2.0
SORTED_TOGETHER = 4_000
MOST_PLACES = 5_000
"""Word pieces, padding included, that a batch may have."""

SEED = 7

logger = logging.getLogger(__name__)


class Network(nn.Module):
    """What :class:`ConvolutionScores` computes, with dropout; the vectors of the word pieces stay as they are."""

    def __init__(self, table: NDArray[np.float32], labels: int) -> None:
        """Start from small random weights, and from no label being likely."""
        super().__init__()
        self.table = torch.from_numpy(table)
        d = table.shape[1]
        self.kernel = nn.Conv1d(d, UNITS, WIDTH, padding=WIDTH // 2)
        self.hidden = nn.Linear(2 * UNITS + 4 * d + 2, HIDDEN)
        self.top = nn.Linear(HIDDEN, labels)
        self.drop = nn.Dropout(DROPPED)
        nn.init.zeros_(self.top.weight)
        nn.init.constant_(self.top.bias, -5.0)

    def forward(self, shown: Read, rows: Sequence[int], chance: np.random.Generator) -> torch.Tensor:
        """The log odds of some passages in training, shape (rows, labels)."""
        goes_further = np.append(shown.goes_on[1:], False)
        before = [shown.words[row - 1] if shown.goes_on[row] else () for row in rows]
        after = [shown.words[row + 1] if goes_further[row] else () for row in rows]
        headings = [shown.headings[row] if chance.random() >= DROPPED_HEADINGS else () for row in rows]
        alone = np.stack([~shown.goes_on[rows], ~goes_further[rows]], axis=1).astype(np.float32)
        features = [
            self._convolved([shown.words[row] for row in rows], chance),
            *(self._sums(texts) for texts in (headings, [shown.above[row] for row in rows], before, after)),
            torch.from_numpy(alone),
        ]
        odds: torch.Tensor = self.top(self.drop(torch.relu(self.hidden(self.drop(torch.cat(features, dim=1))))))
        return odds

    def _convolved(self, texts: Sequence[Numbers], chance: np.random.Generator) -> torch.Tensor:
        longest = max(WIDTH, *map(len, texts))
        numbers = np.zeros((len(texts), longest), dtype=np.int64)
        inside = np.zeros((len(texts), longest), dtype=np.float32)
        for row, text in enumerate(texts):
            numbers[row, : len(text)], inside[row, : len(text)] = text, 1
        kept = inside * (chance.random(inside.shape) >= DROPPED_PIECES)
        vectors = self.table[torch.from_numpy(numbers)] * torch.from_numpy(kept.astype(np.float32))[:, :, None]
        units = torch.relu(self.kernel(vectors.transpose(1, 2))) * torch.from_numpy(inside)[:, None]
        length = WIDTH * torch.from_numpy(np.sqrt(np.maximum(inside.sum(axis=1), 1)))[:, None]
        return torch.cat([units.max(dim=2).values, units.sum(dim=2) / length], dim=1)

    def _sums(self, texts: Sequence[Numbers]) -> torch.Tensor:
        sizes = torch.tensor([len(text) for text in texts])
        flat = torch.tensor([number for text in texts for number in text], dtype=torch.int64)
        owners = torch.repeat_interleave(torch.arange(len(texts)), sizes)
        sums = torch.zeros(len(texts), self.table.shape[1]).index_add_(0, owners, self.table[flat])
        return sums / sizes.clamp(min=1).sqrt()[:, None]

    @torch.no_grad()
    def arrays(self) -> dict[str, NDArray[np.float16]]:
        """What :class:`ConvolutionScores` takes."""
        kernel = self.kernel.weight.permute(1, 2, 0).reshape(self.table.shape[1], -1)  # (units, d, width) before
        tensors = (
            kernel,
            self.kernel.bias,
            self.hidden.weight.T,
            self.hidden.bias,
            self.top.weight.T,
            self.top.bias,
        )
        named = zip(ConvolutionScores.names(), tensors, strict=True)
        return {name: tensor.contiguous().numpy().astype(np.float16) for name, tensor in named}  # type: ignore[union-attr]


def fit_convolution(
    shown: Read, table: NDArray[np.float32], known: NDArray[np.float32], used: NDArray[np.bool_], seed: int = SEED
) -> dict[str, NDArray[np.float16]]:
    """Fit to the passages that are ``used``, shape (n,); ``known`` (n, labels) is NaN where a label is unknown."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = np.random.default_rng(seed)
    network = Network(table, known.shape[1])
    has = np.nan_to_num(known).max(axis=1) > 0
    size = len(list(_batches(shown, used, has, chance)))
    epochs = max(EPOCHS, LEAST_STEPS // size)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * size
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / (WARM_UP * steps), max(0.01, (steps - at) / ((1 - WARM_UP) * steps)))
    )
    for epoch in range(epochs):
        total = 0.0
        for rows in _batches(shown, used, has, chance):
            loss = _loss(network(shown, rows, chance), torch.from_numpy(known[rows]))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), LARGEST_GRADIENT)
            optimiser.step()
            schedule.step()
            total += loss.item()
        logger.info("convolution, epoch %d: loss %.3f", epoch + 1, total / size)
    return network.arrays()


def _loss(odds: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    told = ~torch.isnan(wanted)
    losses = nn.functional.binary_cross_entropy_with_logits(odds, torch.nan_to_num(wanted), reduction="none")
    return (losses * told).sum() / len(odds)


def _batches(
    shown: Read, used: NDArray[np.bool_], has: NDArray[np.bool_], chance: np.random.Generator
) -> Iterator[list[int]]:
    """The passages with a label and a part of the others, in batches of like length, in chance order."""
    without = np.flatnonzero(used & ~has)
    some = chance.choice(without, round(len(without) * NEGATIVES), replace=False)
    rows = chance.permutation(np.concatenate([np.flatnonzero(used & has), some]))
    parts = np.array_split(rows, max(1, len(rows) // SORTED_TOGETHER))
    batches = [batch for part in parts for batch in _by_length(part, shown)]
    yield from (batches[number] for number in chance.permutation(len(batches)))


def _by_length(rows: NDArray[np.int64], shown: Read) -> Iterator[list[int]]:
    batch: list[int] = []
    for row in sorted(rows.tolist(), key=lambda row: (len(shown.words[row]), row)):
        if batch and (len(batch) >= BATCH or (len(batch) + 1) * len(shown.words[row]) > MOST_PLACES):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
