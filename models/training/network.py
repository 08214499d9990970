"""Training of the network that judges passages: logistic loss, AdamW, dropout; equal input gives equal weights."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from models.clause_types.passage_odds import PassageOdds, standard

HIDDEN = 96
EPOCHS = 16
LEAST_STEPS = 400
BATCH = 512
DROPPED = 0.15
RATE = 4e-3
SEED = 20


class Network(nn.Module):
    """What :class:`PassageOdds` computes, with dropout."""

    def __init__(self, features: int, labels: int) -> None:
        """Start from small random weights."""
        super().__init__()
        self.hidden = nn.Linear(features, HIDDEN)
        self.by_label = nn.Embedding(labels, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.own = nn.Embedding(labels, 1)
        self.drop = nn.Dropout(DROPPED)
        nn.init.normal_(self.by_label.weight, std=0.1)
        nn.init.zeros_(self.own.weight)

    def forward(self, features: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """The log odds, shape (n,)."""
        units = torch.relu(self.hidden(features) + self.by_label(labels))
        odds: torch.Tensor = self.out(self.drop(units)) + self.own(labels)
        return odds[:, 0]


def fit_network(
    features: NDArray[np.float32], labels: NDArray[np.int64], right: NDArray[np.bool_], count: int
) -> PassageOdds:
    """Fit to candidates, shape (n, d), of ``count`` labels, each ``right`` or not."""
    centre, scale = features.mean(axis=0), np.maximum(features.std(axis=0), 1e-3)
    inputs = torch.from_numpy(standard(features, centre, scale))
    told, wanted = torch.from_numpy(labels), torch.from_numpy(right.astype(np.float32))
    torch.set_num_threads(1)  # else sums depend on the machine
    torch.manual_seed(SEED)
    network = Network(features.shape[1], count)
    batches = -(-len(inputs) // BATCH)
    epochs = max(EPOCHS, LEAST_STEPS // batches)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, epochs * batches)
    for _ in range(epochs):
        for batch in torch.randperm(len(inputs)).split(BATCH):  # type: ignore[no-untyped-call]
            loss = nn.functional.binary_cross_entropy_with_logits(network(inputs[batch], told[batch]), wanted[batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return _odds_of(network, centre, scale)


def _odds_of(network: Network, centre: NDArray[np.float32], scale: NDArray[np.float32]) -> PassageOdds:
    with torch.no_grad():
        hidden, out = network.hidden, network.out
        arrays = (
            hidden.weight.T,
            network.by_label.weight + hidden.bias,
            out.weight[0],
            network.own.weight[:, 0] + out.bias,
        )
        weights = (np.ascontiguousarray(array.numpy(), dtype=np.float32) for array in arrays)
        return PassageOdds(np.asarray(centre, np.float32), np.asarray(scale, np.float32), *weights)
