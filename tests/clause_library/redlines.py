"""Builders for review tests: redlined contracts from marked text, small libraries, an encoder without weights."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clause_library.types import Approver, Deviation, Entry, Library, Position
from extractor.segmentation import segment
from extractor.types import Block, Comment, Contract, Document, Field, Revision, Span
from models.interfaces import Encoders, Passage, Typed

ANNA, BORIS = "Anna Keller", "Boris Lang"

_MARK = re.compile(r"\{([+\-])(?:(\w+):)?(.*?)\1\}", re.DOTALL)
_AUTHORS = {"A": ANNA, "B": BORIS}


def document(*paragraphs: str, comments: Sequence[tuple[str, str]] = (), headings: bool = True) -> Document:
    """A document of paragraphs in which ``{+B:new+}`` and ``{-B:old-}`` mark what Boris (``A``: Anna) changed.

    A paragraph that is struck whole leaves no block. ``comments`` are (words, comment) pairs by Boris. A tab makes a
    table row.
    """
    text, original, blocks, revisions = "", "", [], []
    for paragraph in paragraphs:
        marks = list(_MARK.finditer(paragraph))
        kept = _MARK.sub(lambda mark: mark[3] if mark[1] == "+" else "", paragraph)
        was = _MARK.sub(lambda mark: mark[3] if mark[1] == "-" else "", paragraph)
        gone, new = not kept.strip(), not was.strip()
        text += "\n" if text and not gone else ""
        original += "\n" if original and not new else ""
        start, position = len(text), 0
        for mark in marks:
            text += paragraph[position : mark.start()]
            original += paragraph[position : mark.start()]
            here, there = len(text), len(original)
            text += mark[3] if mark[1] == "+" else ""
            original += mark[3] if mark[1] == "-" else ""
            revisions.append(
                Revision(
                    id=f"r{len(revisions) + 1}",
                    kind="insertion" if mark[1] == "+" else "deletion",
                    text=mark[3],
                    span=Span(here, len(text)),
                    original_span=Span(there, len(original)),
                    author=_AUTHORS[mark[2] or "B"],
                    date="2026-02-03T10:00:00Z",
                    paragraph=len(blocks) + 1,
                )
            )
            position = mark.end()
        if not gone:
            text += paragraph[position:]
            original += paragraph[position:]
            blocks.append(_block(text, start))
    return Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name="contract.docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        text=text,
        original_text=original,
        blocks=tuple(blocks),
        revisions=tuple(revisions),
        comments=tuple(_comment(number, text, *pair) for number, pair in enumerate(comments, start=1)),
    )


def contract(*paragraphs: str, **more: Any) -> Contract:  # noqa: ANN401
    """The same, cut into clauses."""
    return segment(document(*paragraphs, **more))


def agreement(*clauses: tuple[str, str], title: str = "Master Services Agreement") -> Contract:
    """A contract of numbered clauses, each (heading, marked text)."""
    paragraphs = [title]
    for number, (heading, text) in enumerate(clauses, start=1):
        whole = re.fullmatch(r"\{([+\-])(?:(\w+):)?(.*?)\1\}", text, re.DOTALL)
        mark, end = (f"{{{whole[1]}{whole[2] or 'B'}:", f"{whole[1]}}}") if whole else ("", "")
        paragraphs += [f"{mark}{number}. {heading}{end}", *text.split("\n")]
    return contract(*paragraphs)


def entry(clause_type: str, text: str, *others: Position, **more: Any) -> Entry:  # noqa: ANN401
    """An entry with this standard wording."""
    title = clause_type.replace("_", " ").capitalize()
    defaults: dict[str, Any] = {
        "title": title,
        "description": f"About {title.lower()}.",
        "guidance": "Offer the fallback when asked.",
        "approver": "legal",
        "severity": "high",
        "missing_severity": "high",
        "protects": "us",
        "used_in": ("master_agreement",),
    }
    positions = (Position("standard", 0, text), *others)
    return Entry(clause_type=clause_type, positions=positions, **(defaults | more))


def library(*entries: Entry, **more: Any) -> Library:  # noqa: ANN401
    """A library of these entries; its version is a hash of all of it."""
    defaults: dict[str, Any] = {
        "name": "test",
        "approvers": (Approver("legal", "Legal", 1), Approver("finance", "Finance", 2), Approver("cfo", "CFO", 3)),
        "severities": {"text_changed": "medium", "clause_added": "medium", "clause_moved": "info", "text_added": "low"},
        "escalations": {"critical": "cfo"},
        "our_roles": ("Provider", "Vendor", "Supplier"),
        "their_roles": ("Customer", "Client"),
    }
    values = defaults | more
    version = hashlib.sha256(repr((entries, sorted(values.items()))).encode()).hexdigest()
    return Library(version=version, entries=entries, **values)


def field(document: Document, name: str, value: Any, quote: str) -> Field:  # noqa: ANN401
    """A field whose evidence is the first ``quote`` of the document."""
    start = document.text.index(quote)
    return Field(
        name=name, value=value, quote=quote, start=start, end=start + len(quote), confidence=0.9, method="test"
    )


def deviation(number: int, severity: str, approver: str | None = "legal", direction: str = "adverse") -> Deviation:
    """One of the kind ``text_changed``, as routing sees it: ``D1`` with ``Title 1``, and so on."""
    return Deviation(
        id=f"D{number}",
        kind="text_changed",
        severity=severity,  # type: ignore[arg-type]
        direction=direction,  # type: ignore[arg-type]
        title=f"Title {number}",
        reason="",
        changes=(),
        answer="",
        guidance="",
        confidence=1,
        method="",
        approver=approver,
        quote="",
        start=0,
        end=0,
    )


class FakeEncoder:
    """Bags of hashed words: texts that share words are near. Counts how often and with what it was called."""

    def __init__(self, id: str = "fake-encoder") -> None:
        self.id = id
        self.batches: list[tuple[str, ...]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.batches.append(tuple(texts))
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"[a-z]{4,}", text.lower()):
                vectors[row, int(hashlib.md5(word.encode()).hexdigest(), 16) % 512] += 1
            vectors[row] /= np.linalg.norm(vectors[row]) or 1.0
            vectors[row, 0] += 0 if vectors[row].any() else 1
        return vectors


def fake_encoders(fast: FakeEncoder | None = None, precise: FakeEncoder | None = None) -> Encoders:
    """Both as bags of words."""
    return Encoders(fast or FakeEncoder(), precise or FakeEncoder("precise"))


class FakeTyper:
    """Says of each passage that has one of the given words that it is about the label which the word stands for."""

    id = "fake-typer"

    def __init__(self, probability: float = 0.9, **words: str) -> None:
        self._words, self._probability = words, probability
        self.seen: tuple[Passage, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self._words.values())

    def types(self, passages: Sequence[Passage]) -> tuple[Typed, ...]:
        self.seen = tuple(passages)
        return tuple(
            Typed(label, number, number, self._probability)
            for word, label in self._words.items()
            for number, passage in enumerate(passages)
            if word in passage.text
        )


def _block(text: str, start: int) -> Block:
    words = text[start:]
    cells, at = [], start
    if "\t" in words:
        for cell in words.split("\t"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
    heading = bool(re.match(r"\d+\. [A-Z]", words)) and len(words) < 60
    kind = "table_row" if cells else "heading" if heading else "paragraph"
    return Block(Span(start, len(text)), kind=kind, cells=tuple(cells), bold=heading)  # type: ignore[arg-type]


def _comment(number: int, text: str, words: str, said: str) -> Comment:
    start = text.index(words)
    return Comment(f"c{number}", said, Span(start, start + len(words)), words, author=BORIS)
