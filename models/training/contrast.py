"""The loss by which encoders are tuned: the positive is to be nearer than everything else in the batch."""

from __future__ import annotations

import torch
from torch.nn.functional import cross_entropy, normalize

SHARPNESS = 20.0
"""Cosines are multiplied with it; the usual value for sentence embeddings."""


def ranking_loss(anchors: torch.Tensor, candidates: torch.Tensor, ignored: torch.Tensor) -> torch.Tensor:
    """Multiple negatives ranking, both ways, over vectors of any length.

    ``anchors`` is (n, d), ``candidates`` (m, d) with the positive of each anchor at its place, ``ignored`` (n, m) true
    where a candidate may be the same provision as the anchor.
    """
    scores = SHARPNESS * normalize(anchors) @ normalize(candidates).T
    scores = scores.masked_fill(ignored, -torch.inf)
    own = torch.arange(len(anchors))
    back = scores[:, : len(anchors)].T
    return (cross_entropy(scores, own) + cross_entropy(back, own)) / 2
