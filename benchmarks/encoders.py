"""Text encoders side by side: ``python -m benchmarks.encoders --data DIR [--other NAME=FOLDER ...]``.

DIR is laid out like CUAD; of ``gold.jsonl`` the marked passages of held-out contracts are used. ``--other`` adds any
sentence-transformers folder, for instance the model that the shipped one was tuned from. Everything measured is held
out from training (``models.training.pairs``):

- spans: a passage looks for passages of the same category in *other* contracts (mean average precision, and how often
  the nearest is one);
- positions: a paraphrase looks for its position among all of the standard library (the position itself; its entry);
- edits: a paraphrase is nearer to its position than an edit of a few words that changes what is agreed; and the edited
  text still finds its entry, which is what a comparison needs;
- cost: texts a CPU second on one core, bytes on disk, seconds from a fresh interpreter to the first vector.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from models.encoder import SentenceEncoder
from models.interfaces import Encoder
from models.loading import SHIPPED_ENCODER, SHIPPED_STATIC_ENCODER, load_static_encoder
from models.training.clause_types import fold_of
from models.training.pairs import HELD_OUT, LEAST_WORDS, is_held_out
from models.training.sentences import Paraphrases, load_paraphrases

NOT_PROVISIONS = frozenset({"Document Name", "Parties", "Agreement Date", "Effective Date"})
TIMED_TEXTS = 256
REPEATS = 3

Spans = list[tuple[str, str, frozenset[str]]]


class TfIdf:
    """The floor: words and pairs of words, weighted by how rare they are in the texts that are measured."""

    id = "tf-idf"

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the words of ``texts``."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
        self._vectorizer.fit(texts)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As ``Encoder`` says."""
        return np.asarray(self._vectorizer.transform(texts).toarray(), dtype=np.float32)


def held_out_spans(gold: Path) -> Spans:
    """Contract, words and categories of what lawyers marked in held-out contracts; equal words once a contract."""
    found: Spans = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if fold_of(row["doc"]) != HELD_OUT:
            continue
        categories: dict[str, set[str]] = {}
        for category, texts in row["spans"].items():
            parts = [part for text in texts for part in text.split("<omitted>") if category not in NOT_PROVISIONS]
            for words in (" ".join(part.split()) for part in parts):
                if len(words.split()) >= LEAST_WORDS:
                    categories.setdefault(words, set()).add(category)
        found += [(row["doc"], words, frozenset(known)) for words, known in categories.items()]
    return found


def score_spans(encoder: Encoder, spans: Spans) -> tuple[float, float]:
    """Mean average precision and precision of the nearest, over the passages that have one of their kind elsewhere."""
    vectors = encoder.encode([words for _, words, _ in spans])
    names = sorted(set().union(*(known for _, _, known in spans)))
    kinds = np.array([[name in known for name in names] for _, _, known in spans], dtype=np.float32)
    same = kinds @ kinds.T > 0
    docs = np.array([doc for doc, _, _ in spans])
    precisions, firsts = [], []
    for place, scores in enumerate(vectors @ vectors.T):
        others = docs != docs[place]
        right = same[place, others][np.argsort(-scores[others], kind="stable")]
        if right.any():
            ranks = np.flatnonzero(right) + 1
            precisions.append(float(np.mean(np.arange(1, len(ranks) + 1) / ranks)))
            firsts.append(bool(right[0]))
    return float(np.mean(precisions)), float(np.mean(firsts))


def score_positions(
    encoder: Encoder, positions: Mapping[tuple[str, str], str], written: Sequence[Paraphrases]
) -> tuple[float, float, float, float]:
    """Paraphrases that find their position, and their entry; paraphrases nearer than edits; edits that find theirs."""
    places = list(positions)
    vectors = encoder.encode(list(positions.values()))
    exact: list[bool] = []
    entry: list[bool] = []
    nearer: list[bool] = []
    kept: list[bool] = []
    for one in written:
        own = vectors[places.index((one.clause_type, one.position))]
        same, changed = encoder.encode(one.same), encoder.encode(one.changed)
        best = [places[place] for place in (same @ vectors.T).argmax(axis=1)]
        exact += [place == (one.clause_type, one.position) for place in best]
        entry += [clause_type == one.clause_type for clause_type, _ in best]
        nearer += ((same @ own)[:, None] > (changed @ own)[None, :]).ravel().tolist()
        kept += [places[place][0] == one.clause_type for place in (changed @ vectors.T).argmax(axis=1)]
    return float(np.mean(exact)), float(np.mean(entry)), float(np.mean(nearer)), float(np.mean(kept))


def texts_a_second(encoder: Encoder, texts: Sequence[str]) -> float:
    """By CPU time of this process, best of several."""
    encoder.encode(texts[:8])
    best = float("inf")
    for _ in range(REPEATS):
        start = time.process_time()
        encoder.encode(texts)
        best = min(best, time.process_time() - start)
    return len(texts) / best


def seconds_to_first_vector(loader: str, folder: Path) -> float:
    """From before the imports to one text encoded, in a fresh interpreter; best of several."""
    code = (
        "import sys, time; start = time.perf_counter(); from pathlib import Path; "
        f"from models.loading import {loader}; {loader}(Path(sys.argv[1])).encode(['Fees are due.']); "
        "print(time.perf_counter() - start)"
    )
    command = [sys.executable, "-c", code, str(folder)]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(REPEATS))


def row_of(name: str, encoder: Encoder, spans: Spans, positions: Mapping[tuple[str, str], str], cost: str) -> str:
    """One line of the table."""
    precision, first = score_spans(encoder, spans)
    written = [one for one in load_paraphrases() if is_held_out(one.clause_type)]
    exact, entry, nearer, kept = score_positions(encoder, positions, written)
    texts = [words for _, words, _ in spans][:: max(1, len(spans) // TIMED_TEXTS)]
    figures = f"{precision:.3f} | {first:.3f} | {exact:.3f} | {entry:.3f} | {nearer:.3f} | {kept:.3f}"
    return f"| {name} | {figures} | {texts_a_second(encoder, texts):,.0f} | {cost} |"


def cost_of(loader: str, folder: Path) -> str:
    """Size and time to load, as cells."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{size / 1e6:.1f} MB | {seconds_to_first_vector(loader, folder):.2f} s"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--other", action="append", default=[], help="NAME=FOLDER of a further sentence-transformer")
    parser.add_argument("--static", type=Path, default=SHIPPED_STATIC_ENCODER, help="the folder of the static encoder")
    arguments = parser.parse_args()
    spans = held_out_spans(arguments.data / "gold.jsonl")
    entries = load_library(STANDARD_LIBRARY).entries
    positions = {(entry.clause_type, one.id): one.text for entry in entries for one in entry.positions}
    print(f"{len(spans)} passages of {len({doc for doc, _, _ in spans})} contracts; {len(positions)} positions")
    print("| encoder | spans mAP | nearest | position | entry | nearer | edit finds entry | texts/s | size | load |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    floor = TfIdf([*(words for _, words, _ in spans), *positions.values()])
    print(row_of("TF-IDF", floor, spans, positions, "- | -"), flush=True)
    static = arguments.static
    print(
        row_of("static", load_static_encoder(static), spans, positions, cost_of("load_static_encoder", static)),
        flush=True,
    )
    others = [other.partition("=")[::2] for other in arguments.other]
    for name, folder in [("shipped", str(SHIPPED_ENCODER)), *others]:
        cost = cost_of("load_encoder", Path(folder))
        print(row_of(name, SentenceEncoder(Path(folder)), spans, positions, cost), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
