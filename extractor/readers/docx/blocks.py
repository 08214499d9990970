"""From the accepted layout to blocks: kind, level, automatic label, style, indent."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.docx.layout import LaidBlock, Layout, accepted
from extractor.readers.docx.numbering import Counter, Numbering
from extractor.readers.docx.tokens import ParagraphEnd, ParagraphForm, RowEnd, Text, Token
from extractor.types import Block

_PLAIN = ParagraphForm()


def read_blocks(tokens: Sequence[Token], layout: Layout, numbering: Numbering) -> tuple[Block, ...]:
    """The blocks of the accepted text, numbered as Word numbers them."""
    labels = _labels(tokens, numbering)
    return tuple(
        _row(tokens, laid, labels) if isinstance(tokens[laid.end], RowEnd) else _paragraph(tokens, laid, labels)
        for laid in layout.blocks
    )


def _labels(tokens: Sequence[Token], numbering: Numbering) -> dict[int, str | None]:
    """Paragraph end to label. A paragraph whose mark is deleted is part of the next one and not counted."""
    counter = Counter(numbering)
    return {
        index: counter.advance(token.form.numbering)
        for index, token in enumerate(tokens)
        if isinstance(token, ParagraphEnd) and token.form.numbering is not None and accepted(token.tracked)
    }


def _paragraph(tokens: Sequence[Token], laid: LaidBlock, labels: dict[int, str | None]) -> Block:
    end = tokens[laid.end]
    form = end.form if isinstance(end, ParagraphEnd) else _PLAIN
    return Block(
        span=laid.span,
        kind="paragraph" if form.outline is None else "heading",
        label=labels.get(laid.end, form.label),
        level=_level(form),
        style=form.style,
        indent=form.indent,
        bold=_is_bold(tokens, laid),
    )


def _level(form: ParagraphForm) -> int | None:
    if form.numbering is not None:
        return form.numbering.level
    return form.outline if form.level is None else form.level


def _row(tokens: Sequence[Token], laid: LaidBlock, labels: dict[int, str | None]) -> Block:
    """A table row; it carries the label and style of its first paragraph."""
    end = tokens[laid.end]
    index = next((at for at in range(laid.first, laid.last) if _is_standing_end(tokens[at])), None)
    first = None if index is None else tokens[index]
    form = first.form if isinstance(first, ParagraphEnd) else _PLAIN
    return Block(
        span=laid.span,
        kind="table_row",
        label=form.label if index is None else labels.get(index, form.label),
        level=form.level if form.numbering is None else form.numbering.level,
        style=form.style,
        bold=_is_bold(tokens, laid),
        table=end.table if isinstance(end, RowEnd) else None,
        cells=laid.cells,
    )


def _is_standing_end(token: Token) -> bool:
    return isinstance(token, ParagraphEnd) and accepted(token.tracked)


def _is_bold(tokens: Sequence[Token], laid: LaidBlock) -> bool:
    words = [
        token.bold
        for token in tokens[laid.first : laid.last + 1]
        if isinstance(token, Text) and accepted(token.tracked) and token.text.strip()
    ]
    return bool(words) and all(words)
