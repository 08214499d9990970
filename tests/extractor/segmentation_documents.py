"""Documents for the tests of segmentation, built block by block as a reader would."""

from __future__ import annotations

from dataclasses import replace

from extractor.types import Block, BlockKind, Contract, Document, Span

Part = str | tuple[str, Block]
_NOWHERE = Span(0, 0)


def paragraph(
    text: str,
    *,
    kind: BlockKind = "paragraph",
    indent: float | None = None,
    level: int | None = None,
    bold: bool = False,
) -> Part:
    """A paragraph with a look."""
    return text, Block(_NOWHERE, kind=kind, indent=indent, level=level, bold=bold)


def item(label: str, text: str, *, level: int = 0, kind: BlockKind = "paragraph") -> Part:
    """A paragraph that Word numbers."""
    return text, Block(_NOWHERE, kind=kind, label=label, level=level)


def row(*cells: str) -> Part:
    """A row of a table."""
    return "\t".join(cells), Block(_NOWHERE, kind="table_row", table=1)


def document(*parts: Part) -> Document:
    """The document of these paragraphs."""
    texts, blocks, position = [], [], 0
    for part in parts:
        text, block = (part, Block(_NOWHERE)) if isinstance(part, str) else part
        texts.append(text)
        blocks.append(replace(block, span=Span(position, position + len(text))))
        position += len(text) + 1
    joined = "\n".join(texts)
    return Document("0" * 64, "test.txt", "text/plain", joined, joined, tuple(blocks))


def outline(contract: Contract) -> list[tuple[str, str | None, str]]:
    """Part, number and heading of each clause."""
    return [(clause.part, clause.number, clause.heading) for clause in contract.walk()]


def texts(contract: Contract) -> list[tuple[str, str]]:
    """Id and wording of each clause."""
    return [(clause.id, clause.text) for clause in contract.walk()]
