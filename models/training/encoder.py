"""Tune the encoder on contract language: ``python -m models.training.encoder PASSAGES.jsonl ENTRIES BASE OUT``.

``benchmarks.passages`` writes PASSAGES; ENTRIES is the folder of a library's entries. Starts from the model in
BASE, all-MiniLM-L6-v2 for the shipped one. Word vectors and the lower layers stay as they are: they know English, and
what is learnt is which differences count. One thread and a seed: equal input gives equal weights.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer

from models.encoder import load_sentence_transformer
from models.training.contrast import ranking_loss
from models.training.pack import pack
from models.training.pairs import Example, Sampler, Text, candidates_of, library_positions, load_passages
from models.training.sentences import load_paraphrases

WINDOW = 128
BATCH = 32
RATE = 4e-5
WARM_UP = 0.1
FROZEN_LAYERS = 3
POSITIONS_SHARE = 0.35
REPORT_EVERY = 10

logger = logging.getLogger(__name__)


def freeze(model: SentenceTransformer, layers: int) -> list[torch.nn.Parameter]:
    """Keep word vectors and the lowest ``layers`` as they are; the answer is what remains to be trained."""
    kept = ("embeddings.", *(f"encoder.layer.{number}." for number in range(layers)))
    for name, parameter in model[0].auto_model.named_parameters():
        parameter.requires_grad = not name.startswith(kept)
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def embed(model: SentenceTransformer, texts: list[Text]) -> torch.Tensor:
    """Vectors of shape (n, d) through which the loss reaches the weights."""
    features = model.preprocess([text.words for text in texts])
    vectors: torch.Tensor = model(features)["sentence_embedding"]
    return vectors


def step(model: SentenceTransformer, batch: tuple[Example, ...]) -> torch.Tensor:
    """The loss of one batch."""
    candidates, ignored = candidates_of(batch)
    anchors = embed(model, [example.anchor for example in batch])
    return ranking_loss(anchors, embed(model, candidates), torch.from_numpy(ignored))


def tune(model: SentenceTransformer, sampler: Sampler, steps: int) -> None:
    """Train in place."""
    model.max_seq_length = WINDOW
    trained = freeze(model, FROZEN_LAYERS)
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / (WARM_UP * steps), (steps - at) / ((1 - WARM_UP) * steps))
    )
    model.eval()  # no dropout: the steps are few
    start, recent = time.monotonic(), 0.0
    for number, batch in enumerate(sampler.batches(steps, BATCH), 1):
        loss = step(model, batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        schedule.step()
        recent += loss.item() / REPORT_EVERY
        if number % REPORT_EVERY == 0:
            logger.info("step %d: loss %.3f, %.0f s", number, recent, time.monotonic() - start)
            recent = 0.0


def main() -> int:
    """Train, then pack in half precision."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, help="what benchmarks.passages wrote")
    parser.add_argument("entries", type=Path, help="the folder of a library's entries")
    parser.add_argument("base", type=Path, help="the model to start from: all-MiniLM-L6-v2 for the shipped one")
    parser.add_argument("out", type=Path, help="the folder for the model")
    parser.add_argument("--steps", type=int, default=200, help="batches to train on")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = load_sentence_transformer(arguments.base)
    window = model.max_seq_length
    passages, positions = load_passages(arguments.passages), library_positions(arguments.entries)
    sampler = Sampler(passages, load_paraphrases(), positions, POSITIONS_SHARE)
    tune(model, sampler, arguments.steps)
    model.max_seq_length = window
    with tempfile.TemporaryDirectory() as folder:
        model.save(folder, create_model_card=False)
        pack(arguments.base, arguments.out, weights_from=Path(folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
