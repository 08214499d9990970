"""Contracts for tests of the field rules: plain text through real reader and segmentation, a splitter of one line."""

from __future__ import annotations

import re

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from extractor.types import Contract, Field

PREAMBLE = (
    'This Services Agreement (this "Agreement") is made and entered into as of March 1, 2024 (the "Effective Date") '
    'by and between Acme Software, Inc., a Delaware corporation ("Provider"), and Borealis GmbH, a company organized '
    'under the laws of Germany ("Customer").'
)


class FullStops:
    """A sentence ends at a full stop before a capital; "Inc." and "Ltd." do not end one."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        ends = [m.end() for m in re.finditer(r"(?<!Inc)(?<!Ltd)[.?!](?=\s+[A-Z\"])|$", text)]
        starts = [0, *ends[:-1]]
        spans = []
        for start, end in zip(starts, ends, strict=True):
            words = text[start:end].strip()
            if words:
                at = text.index(words, start)
                spans.append((at, at + len(words)))
        return tuple(spans)


def contract(*paragraphs: str) -> Contract:
    return segment(read("\n\n".join(paragraphs).encode(), "contract.txt"))


def fields(*paragraphs: str) -> tuple[Field, ...]:
    return extract_fields(contract(*paragraphs), FullStops())


def values(name: str, *paragraphs: str) -> list[object]:
    """The values of all fields of that name."""
    return [field.value for field in fields(*paragraphs) if field.name == name]


def value(name: str, *paragraphs: str) -> object:
    """The only value of that name; None where the contract states none."""
    found = values(name, *paragraphs)
    assert len(found) <= 1
    return found[0] if found else None
