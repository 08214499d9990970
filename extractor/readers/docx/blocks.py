"""From the accepted layout to blocks: kind, level, automatic label, style, indent."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.docx.layout import LaidBlock, Layout, accepted
from extractor.readers.docx.tokens import ParagraphEnd, ParagraphForm, RowEnd, Text, Token
from extractor.types import Block, CellParagraph, Span

_PLAIN = ParagraphForm()


def read_blocks(tokens: Sequence[Token], layout: Layout) -> tuple[Block, ...]:
    """The blocks of the accepted text, with the numbers that their paragraphs bear."""
    return tuple(
        _row(tokens, laid, layout) if isinstance(tokens[laid.end], RowEnd) else _paragraph(tokens, laid)
        for laid in layout.blocks
    )


def _paragraph(tokens: Sequence[Token], laid: LaidBlock) -> Block:
    end = tokens[laid.end]
    form = end.form if isinstance(end, ParagraphEnd) else _PLAIN
    return Block(
        span=laid.span,
        kind="paragraph" if form.outline is None else "heading",
        label=form.label,
        level=form.outline if form.level is None else form.level,
        style=form.style,
        indent=form.indent,
        bold=_is_bold(tokens, laid),
    )


def _row(tokens: Sequence[Token], laid: LaidBlock, layout: Layout) -> Block:
    """A table row; it carries the label and style of its first paragraph."""
    end = tokens[laid.end]
    index = next((at for at in range(laid.first, laid.last) if _is_standing_end(tokens[at])), None)
    first = None if index is None else tokens[index]
    form = first.form if isinstance(first, ParagraphEnd) else _PLAIN
    return Block(
        span=laid.span,
        kind="table_row",
        label=form.label,
        level=form.level,
        style=form.style,
        bold=_is_bold(tokens, laid),
        table=end.table if isinstance(end, RowEnd) else None,
        cells=laid.cells,
        paragraphs=_cell_paragraphs(tokens, laid, layout),
    )


def _cell_paragraphs(tokens: Sequence[Token], laid: LaidBlock, layout: Layout) -> tuple[CellParagraph, ...]:
    """The paragraphs of the row that have words; none where each cell has at most one and they bear no number."""
    found: list[CellParagraph] = []
    numbered = False
    start = end = None
    for at in range(laid.first, laid.last):
        token = tokens[at]
        if isinstance(token, Text) and token.text.strip() and accepted(token.tracked):
            start = layout.places[at][0] if start is None else start
            end = layout.places[at][1]
        elif isinstance(token, ParagraphEnd) and accepted(token.tracked):
            if start is not None and end is not None:
                found.append(CellParagraph(Span(start, end), token.form.label))
                numbered = numbered or token.form.label is not None
            start = end = None
    several = len(found) > sum(len(cell) > 0 for cell in laid.cells)
    return tuple(found) if numbered or several else ()


def _is_standing_end(token: Token) -> bool:
    return isinstance(token, ParagraphEnd) and accepted(token.tracked)


def _is_bold(tokens: Sequence[Token], laid: LaidBlock) -> bool:
    words = [
        token.bold
        for token in tokens[laid.first : laid.last + 1]
        if isinstance(token, Text) and accepted(token.tracked) and token.text.strip()
    ]
    return bool(words) and all(words)
