"""Walks a page into tokens: what a browser shows, block by block, with the changes that ``ins`` and ``del`` state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from lxml import etree

from extractor.readers.docx.tokens import (
    UNTRACKED,
    Anchor,
    Boundary,
    CellStart,
    Change,
    ParagraphEnd,
    ParagraphForm,
    RowEnd,
    Text,
    Token,
    Tracked,
)
from extractor.readers.html.comments import Reference, is_own_mark, reference_of
from extractor.readers.html.css import declarations, is_bold, is_hidden, is_inline, points
from extractor.readers.html.lists import BULLET, OpenList
from extractor.readers.html.tables import TableKind, Tables
from extractor.readers.plain import paragraphs, starts_item
from extractor.readers.tracked import SPACES
from extractor.types import RevisionKind

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SKIPPED = frozenset(
    "head script style template noscript iframe object embed applet svg math canvas audio video map select textarea "
    "button datalist ix:header xml rp rt".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_STYLED_INLINE = frozenset({"div", "p", "center", "section"})
"""What filing agents write number and words of one paragraph as."""
_MARKS = frozenset({"a", "span"})
_HEADINGS = {f"h{number}": number - 1 for number in range(1, 7)}
_CHANGES: dict[str, RevisionKind] = {"ins": "insertion", "del": "deletion"}
_BOLD = frozenset({"b", "strong", "th", *_HEADINGS})
_WORD_MARGINS = ("comment-list", "header", "footer")  # values of mso-element
_LONGEST_LABEL_CHARS = 24
_GLYPHS = frozenset("·§oØüvq\uf0b7\uf0a7")


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element hands on to those inside it."""

    tracked: Tracked = UNTRACKED
    bold: bool = False
    outline: int | None = None
    indent: float | None = None
    style: str | None = None
    in_cell: bool = False
    kind: TableKind = "layout"
    """Of the table around."""
    table: int = 0
    labelling: bool = False
    """Words here are the number that Word shows, not text."""
    depth: int = -1
    """Of the lists around."""
    unbroken: bool = False
    """Blocks here do not end the paragraph: a cell with a mark."""


class PageWalker:
    """Reads one page into ``tokens``."""

    def __init__(self, tables: Tables) -> None:
        self._surveyed = tables
        self._contexts = [_Context()]
        self._lists: list[OpenList] = []
        self._tables = 0
        self._after_blank = True
        self._after_break = False
        self._pending_label: str | None = None
        self._paragraph_at = 0
        self._row_cells = 0
        self._commented: dict[etree._Element, str] = {}
        self._inline: dict[etree._Element, bool] = {}  # blocks set into the line, and whether as boxes of their own
        self.tokens: list[Token] = []
        self.references: dict[str, Reference] = {}
        """The comments that Word's marks in the text refer to."""
        self.hidden = 0
        """How many elements with words are not shown."""

    def walk(self, root: etree._Element) -> None:
        """Read the page under ``root``."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
                continue
            style = declarations(element)
            if self._skips(element, style):
                walk.skip_subtree()
                self._contexts.append(self._contexts[-1])
                continue
            self._start(element, style)
        self._end_paragraph(UNTRACKED)
        self.tokens.append(Boundary())

    def _skips(self, element: etree._Element, style: Mapping[str, str]) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or style.get("mso-element", "") in _WORD_MARGINS:
            return True
        if is_hidden(element, style):
            self.hidden += next((1 for text in element.itertext() if str(text).strip()), 0)
            return True
        if tag == "pre":
            self._pre(element)
            return True
        if tag in _MARKS and is_own_mark(element, style):
            return True
        if tag == "br":
            self._break()
        elif self._is_gap(element, style):
            self._take_label()
            return True
        return False

    # Elements

    def _start(self, element: etree._Element, style: Mapping[str, str]) -> None:
        tag = str(element.tag)
        around = self._contexts[-1]
        if is_inline(style) and tag in _STYLED_INLINE:
            self._inline[element] = style["display"].startswith("inline-")
        elif _breaks(tag, around):
            self._end_paragraph(around.tracked)
        context = self._context(element, style, around)
        self._contexts.append(context)
        if tag in _STARTS:
            _STARTS[tag](self, element)
        if tag == "a":
            self._start_commented(element, style)
        self._words(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        context = self._contexts.pop()
        if element in self._commented:
            self.tokens.append(Anchor("end", self._commented.pop(element)))
        box = self._inline.get(element)
        if box is None and _breaks(tag, self._contexts[-1]):
            self._end_paragraph(context.tracked, context)
        elif box:
            self._words(" ")
        if tag == "tr" and self._row_cells and context.kind == "data":
            self.tokens.append(RowEnd(context.tracked, context.table))
            self._row_cells = 0
            self._paragraph_at = len(self.tokens)
        elif tag == "table" and context.kind == "data":
            self._boundary()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._pending_label = None
        self._words(element.tail)

    def _context(self, element: etree._Element, style: Mapping[str, str], around: _Context) -> _Context:
        tag = str(element.tag)
        changed: dict[str, object] = {}
        bold = is_bold(style)
        if bold is not None or tag in _BOLD:
            changed["bold"] = True if bold is None else bold
        if tag in _HEADINGS:
            changed["outline"] = _HEADINGS[tag]
        if tag in _BLOCKS:
            changed["style"] = element.get("class", "")[:100] or None
            changed["indent"] = points(style.get("margin-left"))
        if tag in _CHANGES:
            changed["tracked"] = around.tracked.under(_change(element, _CHANGES[tag]))
        if tag in ("ol", "ul"):
            changed["depth"] = around.depth + 1
        if style.get("mso-list", "") == "ignore":
            changed["labelling"] = True
        if tag == "table" and not around.in_cell:
            kind = self._surveyed.kinds.get(element, "layout")
            self._tables += kind == "data"
            changed.update(kind=kind, table=self._tables)
        elif tag in ("td", "th"):
            changed.update(in_cell=around.kind == "data", unbroken=around.kind == "items")
        return replace(around, **changed) if changed else around  # type: ignore[arg-type]

    def _start_table(self, _: etree._Element) -> None:
        context = self._contexts[-1]
        if context.kind == "data" and not context.in_cell:
            self._boundary()

    def _start_cell(self, element: etree._Element) -> None:
        context = self._contexts[-1]
        nested = self._contexts[-2].in_cell
        if context.in_cell and not nested and not (self._row_cells and element in self._surveyed.spacers):
            self.tokens.append(CellStart(context.tracked))
            self._row_cells += 1
            self._paragraph_at = len(self.tokens)
            self._after_blank = True
        elif context.in_cell and not nested and isinstance(self.tokens[-1], ParagraphEnd):
            self.tokens.pop()  # the cell goes on with the words of the one before it
            self._paragraph_at = len(self.tokens) - 1
        elif context.unbroken and len(self.tokens) > self._paragraph_at:
            self._words(" ")

    def _start_list(self, element: etree._Element) -> None:
        self._lists.append(OpenList(element))

    def _start_item(self, element: etree._Element) -> None:
        context = self._contexts[-1]
        if self._lists and context.tracked.deleted is None:
            self._pending_label = self._lists[-1].label(element)

    def _start_commented(self, element: etree._Element, style: Mapping[str, str]) -> None:
        reference = reference_of(style)
        if reference is not None and reference.id not in self.references:
            self.references[reference.id] = reference
            self._commented[element] = reference.id
            self.tokens.append(Anchor("start", reference.id))

    # Words

    def _words(self, text: str | None) -> None:
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._after_blank:
            text = text.lstrip(" ")
        if not text:
            return
        context = self._contexts[-1]
        if context.labelling:
            self._pending_label = _label((self._pending_label or "") + text)
            return
        if self._after_break:
            self._after_break = False
            if not context.in_cell and starts_item(self._line(), text + " "):
                self._end_paragraph(context.tracked, context)
        self._after_blank = text.endswith(" ")
        self.tokens.append(Text(text.translate(SPACES), context.tracked, context.bold))

    def _break(self) -> None:
        """A line break is a blank, two are a paragraph."""
        context = self._contexts[-1]
        if self._after_break and not context.unbroken:
            self._end_paragraph(context.tracked, context)
        elif len(self.tokens) > self._paragraph_at:
            if not self._after_blank:
                self.tokens.append(Text(" ", context.tracked))
            self._after_blank = self._after_break = True

    def _line(self) -> str:
        """The last words of the paragraph at hand."""
        first = max(self._paragraph_at, len(self.tokens) - 3)
        return "".join(token.text for token in self.tokens[first:] if isinstance(token, Text))

    def _pre(self, element: etree._Element) -> None:
        """Text that keeps its lines, as old filings have it."""
        context = self._contexts[-1]
        self._end_paragraph(context.tracked)
        lines = "".join(str(text) for text in element.itertext()).replace("\r", "").expandtabs().split("\n")
        for paragraph in paragraphs(lines):
            self.tokens.append(Text(paragraph.translate(SPACES), context.tracked, context.bold))
            self._end_paragraph(context.tracked, context)

    def _end_paragraph(self, tracked: Tracked, context: _Context | None = None) -> None:
        self._after_blank, self._after_break = True, False
        if len(self.tokens) == self._paragraph_at:
            return
        context = context or self._contexts[-1]
        label, self._pending_label = self._pending_label, None
        form = ParagraphForm(
            style=context.style,
            outline=context.outline,
            indent=context.indent,
            label=label,
            level=None if label is None else max(context.depth, 0),
        )
        self.tokens.append(ParagraphEnd(tracked, form, context.in_cell))
        self._paragraph_at = len(self.tokens)

    def _boundary(self) -> None:
        self.tokens.append(Boundary())
        self._paragraph_at = len(self.tokens)
        self._after_blank, self._after_break = True, False

    # Word's numbers

    def _is_gap(self, element: etree._Element, style: Mapping[str, str]) -> bool:
        """Whether this is the small blank that Word sets between an automatic number and its paragraph."""
        return (
            style.get("font", "").startswith("7.0pt")
            and len(element) == 0
            and not (element.text or "").strip()
            and 0 < len(self.tokens) - self._paragraph_at <= 3
            and all(isinstance(token, Text) for token in self.tokens[self._paragraph_at :])
            and len(self._line()) <= _LONGEST_LABEL_CHARS
            and not self._contexts[-1].labelling
            and self._pending_label is None
        )

    def _take_label(self) -> None:
        """Make the words of the paragraph so far its label."""
        self._pending_label = _label(self._line())
        del self.tokens[self._paragraph_at :]
        self._after_blank = True


_STARTS: dict[str, Callable[[PageWalker, etree._Element], None]] = {
    "table": PageWalker._start_table,
    "td": PageWalker._start_cell,
    "th": PageWalker._start_cell,
    "ol": PageWalker._start_list,
    "ul": PageWalker._start_list,
    "li": PageWalker._start_item,
}


def _breaks(tag: object, around: _Context) -> bool:
    """Whether an element of that kind begins and ends a paragraph there."""
    if around.unbroken or (around.kind == "items" and tag in ("td", "th")):
        return False
    return tag in _BLOCKS


def _change(element: etree._Element, kind: RevisionKind) -> Change:
    """The change that an ``ins`` or ``del`` states; Word writes the author's name as a mail address."""
    author = unquote(element.get("cite", "")).removeprefix("mailto:").strip()
    date = element.get("datetime", "").strip()
    return Change(kind, element.get("id", ""), author[:200] or None, date[:40] or None)


def _label(words: str) -> str | None:
    label = words.replace("\u00a0", " ").strip()[:_LONGEST_LABEL_CHARS]
    return BULLET if label in _GLYPHS else label or None
