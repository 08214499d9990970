"""Distil and tune the static encoder: ``python -m models.training.static PASSAGES.jsonl ENTRIES TEACHER OUT``.

Each word piece of the teacher's vocabulary goes through the teacher by itself; the vectors are turned to their main
directions, and common pieces count less (smooth inverse frequency over the training passages), as model2vec does. What
comes out is then tuned on the same pairs as the encoder: one linear map for all pieces, which serves those that the
passages do not have, and a change of its own for each that they have. Minutes on one core; equal input gives equal
weights.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from models.encoder import WEIGHTS_FILE, SentenceEncoder
from models.interfaces import Encoder
from models.static import WINDOW
from models.training.contrast import ranking_loss
from models.training.pairs import HELD_OUT, Sampler, Text, candidates_of, library_positions, load_passages
from models.training.sentences import load_paraphrases
from models.word_pieces import TOKENIZER_FILE

DIMENSIONS = 256
RARE = 1e-3
"""A piece counts half where it makes up so much of the text (Arora et al. 2017)."""

STEPS = 500
BATCH = 256
RATE = 2e-3
POSITIONS_SHARE = 0.15
DROPPED = 0.3
"""So many word pieces are left out of each text while tuning: else the few library texts are learnt by heart."""

REPORT_EVERY = 50

logger = logging.getLogger(__name__)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer as the static encoder uses it."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(WINDOW)
    return tokenizer


def distil(teacher: Encoder, tokenizer: Tokenizer, counts: NDArray[np.int64]) -> NDArray[np.float32]:
    """A vector for each piece, shape (vocabulary, dimensions): main directions of the teacher's, weighted."""
    numbers = tokenizer.get_vocab()
    vectors = teacher.encode([piece.removeprefix("##") for piece in sorted(numbers, key=numbers.__getitem__)])
    vectors = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    reduced = vectors @ directions[:, ::-1][:, :DIMENSIONS]
    share = counts / counts.sum()
    weighted: NDArray[np.float32] = (reduced * (RARE / (RARE + share))[:, None]).astype(np.float32)
    return weighted


class Table(torch.nn.Module):
    """Vectors of pieces while they are tuned: ``(start + own) @ shared``."""

    def __init__(self, start: NDArray[np.float32], tokenizer: Tokenizer) -> None:
        super().__init__()
        self._random = random.Random(0)
        self._tokenizer = tokenizer
        self._start = torch.from_numpy(start)
        self.own = torch.nn.EmbeddingBag(start.shape[0], start.shape[1], mode="mean")
        torch.nn.init.zeros_(self.own.weight)
        self.shared = torch.nn.Linear(start.shape[1], start.shape[1], bias=False)
        torch.nn.init.eye_(self.shared.weight)

    def forward(self, texts: Sequence[Text]) -> torch.Tensor:
        """Vectors of the texts, shape (n, d)."""
        encodings = self._tokenizer.encode_batch([text.words for text in texts], add_special_tokens=False)
        pieces = [self._some_of(encoding.ids) for encoding in encodings]
        flat = torch.tensor([number for ids in pieces for number in ids])
        starts = torch.tensor([0, *(len(ids) for ids in pieces[:-1])]).cumsum(0)
        fixed = torch.nn.functional.embedding_bag(flat, self._start, starts, mode="mean")
        vectors: torch.Tensor = self.shared(fixed + self.own(flat, starts))
        return vectors

    def _some_of(self, ids: list[int]) -> list[int]:
        return [number for number in ids if self._random.random() >= DROPPED] or ids

    @torch.no_grad()
    def vectors(self) -> NDArray[np.float32]:
        """The tuned vectors of all pieces, shape (vocabulary, dimensions)."""
        tuned: NDArray[np.float32] = self.shared(self._start + self.own.weight).numpy()
        return tuned


def tune(table: Table, sampler: Sampler, steps: int, size: int = BATCH) -> None:
    """Train in place."""
    optimiser = torch.optim.Adam(table.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: 1 - at / steps)
    recent = 0.0
    for number, batch in enumerate(sampler.batches(steps, size), 1):
        candidates, ignored = candidates_of(batch)
        loss = ranking_loss(table([example.anchor for example in batch]), table(candidates), torch.from_numpy(ignored))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        recent += loss.item() / REPORT_EVERY
        if number % REPORT_EVERY == 0:
            logger.info("step %d: loss %.3f", number, recent)
            recent = 0.0


def save(vectors: NDArray[np.float32], tokenizer: Path, folder: Path) -> None:
    """Write what ``StaticEncoder`` loads: whole steps in eight bits, a step for each piece."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
    arrays = {"pieces": np.round(vectors / steps[:, None]).astype(np.int8), "steps": steps.astype(np.float32)}
    save_file(arrays, folder / WEIGHTS_FILE)
    shutil.copyfile(tokenizer, folder / TOKENIZER_FILE)


def main() -> int:
    """Distil, tune and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, help="what benchmarks.passages wrote")
    parser.add_argument("entries", type=Path, help="the folder of a library's entries")
    parser.add_argument(
        "teacher", type=Path, help="the encoder that is distilled: all-MiniLM-L6-v2 for the shipped one"
    )
    parser.add_argument("out", type=Path, help="the folder for the model")
    parser.add_argument("--held-out", type=int, default=HELD_OUT, help="the fold whose contracts are not trained on")
    parser.add_argument("--steps", type=int, default=STEPS, help="batches to tune on; 0 distils alone")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    passages = load_passages(arguments.passages, fold=arguments.held_out)
    tokenizer = load_tokenizer(arguments.teacher / TOKENIZER_FILE)
    encodings = tokenizer.encode_batch([text.words for text in passages], add_special_tokens=False)
    seen = [number for encoding in encodings for number in encoding.ids]
    counts = np.bincount(seen, minlength=tokenizer.get_vocab_size())
    table = Table(distil(SentenceEncoder(arguments.teacher), tokenizer, counts), tokenizer)
    positions = library_positions(arguments.entries)
    tune(table, Sampler(passages, load_paraphrases(), positions, POSITIONS_SHARE), arguments.steps)
    save(table.vectors(), arguments.teacher / TOKENIZER_FILE, arguments.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
