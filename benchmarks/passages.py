"""What the models are trained on: ``python -m benchmarks.passages --data DIR --out passages.jsonl``.

DIR is laid out like CUAD (``gold.jsonl``, ``txt/``, ``pdf/``). A row of the output is a contract: its sentences with
the headings over them, which clause types each has, and which are unknown. The types that CUAD knows are known in
every sentence; of the others a sentence has those that its heading tells; where a heading tells nothing they are
unknown. Then come the provisions written for training, each as a contract of one sentence. None of it is committed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.fields import source_of
from benchmarks.segmentation import Letters
from clause_library.classification import Sentence, sentences_of
from clause_library.opening import OPENING_TYPES
from clause_library.taxonomy import Taxonomy, load_taxonomy
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Span
from models.clause_types.runs import LONGEST_RUN
from models.loading import load_sentences
from models.training.headings import HeadingLabeller
from models.training.overlap import SAME_PASSAGE, overlap
from models.training.sentences import load_provisions

LEAST_SHARE = 0.6
"""A sentence has a label where so much of it is marked, or where most of what is marked is in it."""

_WORD = re.compile(r"\w+")

Row = dict[str, Any]


def contract_row(gold: Mapping[str, Any], data: Path, taxonomy: Taxonomy) -> Row:
    """The row of one contract of CUAD."""
    path = source_of(data, gold["doc"], None)
    if path is None:
        raise FileNotFoundError(f"neither pdf/ nor txt/ under {data} has {gold['doc']}")
    contract = segment(read(path.read_bytes(), path.name))
    splitter = load_sentences()
    sentences = sentences_of(contract, splitter, extract_fields(contract, splitter))
    marked = {
        taxonomy.by_cuad[category].id: [part for text in texts for part in text.split("<omitted>") if part.strip()]
        for category, texts in gold["spans"].items()
    }
    labels = _marked(sentences, marked, Letters(contract.document.text))
    labels = [[] if sentence.passage.clause < 0 else told for sentence, told in zip(sentences, labels, strict=True)]
    _mark_pieces(sentences, marked, labels)
    labeller = HeadingLabeller({kind.id: kind.headings for kind in taxonomy.types})
    cuad = {kind.id for kind in taxonomy.types if kind.cuad}
    unknown: list[list[str]] = []
    for number, sentence in enumerate(sentences):
        told = [kind for kind in labeller.types(sentence.passage.heading) if kind not in cuad]
        labels[number] += told
        unknown.append([] if told else ["*"])
    return {
        "doc": gold["doc"],
        "passages": _passages(sentences),
        "labels": labels,
        "unknown": unknown,
        "marked": marked,
    }


def _passages(sentences: Sequence[Sentence]) -> list[list[Any]]:
    passages = [sentence.passage for sentence in sentences]
    return [[passage.text, passage.clause, passage.heading, passage.above, passage.hints] for passage in passages]


def _marked(sentences: Sequence[Sentence], marked: Mapping[str, Sequence[str]], letters: Letters) -> list[list[str]]:
    """The labels of each sentence by what lawyers marked."""
    labels: list[list[str]] = [[] for _ in sentences]
    for label, texts in marked.items():
        for place in filter(None, map(letters.find, texts)):
            for number, sentence in enumerate(sentences):
                if _is_marked(sentence.span, place) and label not in labels[number]:
                    labels[number].append(label)
    return labels


def _mark_pieces(sentences: Sequence[Sentence], marked: Mapping[str, Sequence[str]], labels: list[list[str]]) -> None:
    """Of the pieces of the opening, those have a label that together come nearest to marked words, wherever they stand.

    Lawyers marked short words such as names without saying which of their places they mean.
    """
    pieces = [number for number, sentence in enumerate(sentences) if sentence.passage.clause < 0]
    words = {number: _words(sentences[number].passage.text) for number in pieces}
    runs = [
        (pieces[first : last + 1], frozenset().union(*(words[number] for number in pieces[first : last + 1])))
        for first in range(len(pieces))
        for last in range(first, min(first + LONGEST_RUN, len(pieces)))
        if sentences[pieces[first]].passage.clause == sentences[pieces[last]].passage.clause
    ]
    for label in sorted(OPENING_TYPES.intersection(marked)):
        for wanted in map(_words, marked[label]):
            overlaps = [overlap(own, wanted) for _, own in runs]
            best = max(overlaps, default=0.0)
            for (run, _), shared in zip(runs, overlaps, strict=True):
                if shared == best >= SAME_PASSAGE:
                    for number in run:
                        labels[number] = [*dict.fromkeys([*labels[number], label])]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _is_marked(sentence: Span, place: Span) -> bool:
    shared = min(sentence.end, place.end) - max(sentence.start, place.start)
    return shared > LEAST_SHARE * len(sentence) or (shared > LEAST_SHARE * len(place) and shared > len(sentence) / 2)


def written_rows(taxonomy: Taxonomy) -> Iterator[Row]:
    """The provisions written for training; what is kin to a provision's types is unknown of it."""
    kin = {kind.id: {*kind.related, *filter(None, [kind.parent])} for kind in taxonomy.types}
    for number, provision in enumerate(load_provisions()):
        near = set().union(*(kin[kind] for kind in provision.types))
        near |= {
            kind.id for kind in taxonomy.types if kind.parent in provision.types or {*kind.related} & {*provision.types}
        }
        yield {
            "doc": f"written-{number}",
            "passages": [[provision.text, 0, "", "", {}]],
            "labels": [list(provision.types)],
            "unknown": [sorted(near - set(provision.types))],
            "marked": {},
        }


def main() -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder laid out like CUAD")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    taxonomy = load_taxonomy()
    lines = (arguments.data / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    make = partial(contract_row, data=arguments.data, taxonomy=taxonomy)
    with ProcessPoolExecutor() as pool, arguments.out.open("w", encoding="utf-8") as file:
        head = {
            "labels": list(taxonomy.ids),
            "cuad": {kind.id: list(kind.cuad) for kind in taxonomy.types if kind.cuad},
        }
        file.write(json.dumps(head) + "\n")
        for row in chain(pool.map(make, map(json.loads, lines), chunksize=4), written_rows(taxonomy)):
            file.write(json.dumps(row) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
