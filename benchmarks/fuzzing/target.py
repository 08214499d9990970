"""What the fuzzer aims at, inside the reading process: read, then check, segment and extract."""

from __future__ import annotations

from functools import cache

from benchmarks.soundness import check_contract, check_document, check_fields
from extractor.fields import extract_fields
from extractor.limits import Limits
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Document, Problem
from models.interfaces import SentenceSplitter

UNSOUND = "unsound"


def read_and_use(data: bytes, name: str, limits: Limits) -> Document:
    """A document with what is wrong with it as its problems.

    :raises ExtractionError: as ``extractor.readers.read`` does.
    """
    document = read(data, name, limits)
    contract = segment(document)
    fields = extract_fields(contract, _sentences())
    faults = [*check_document(document), *check_contract(contract), *check_fields(document, fields)]
    problems = tuple(Problem(UNSOUND, fault) for fault in faults[:20])
    return Document("0" * 64, "x", document.media_type, "x", "x", (), problems=problems)


@cache
def _sentences() -> SentenceSplitter:
    from models.loading import load_sentences

    return load_sentences()
