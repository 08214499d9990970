"""Inside a paragraph: runs, fields, content controls, tracked runs, comment anchors and move ranges, as tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.docx.fields import FieldNumbers, OpenField, target_of
from extractor.readers.docx.styles import Style, Styles
from extractor.readers.docx.tokens import Anchor, Change, Link, ParagraphForm, Text, Token, Tracked
from extractor.readers.docx.xml import MC, W16SE, M, W, flag, utc, value
from extractor.types import RevisionKind

_CHANGES: dict[str, RevisionKind] = {
    W + "ins": "insertion",
    W + "del": "deletion",
    W + "moveFrom": "move_from",
    W + "moveTo": "move_to",
}
_MOVE_STARTS: dict[str, RevisionKind] = {W + "moveFromRangeStart": "move_from", W + "moveToRangeStart": "move_to"}
_MOVE_ENDS = frozenset({W + "moveFromRangeEnd", W + "moveToRangeEnd"})
_ANCHORS = {W + "commentRangeStart": "start", W + "commentRangeEnd": "end"}
_WRAPPERS = frozenset(
    W + name
    for name in (
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
)
_BOOKMARK = W + "bookmarkStart"
_WORDLESS = frozenset(W + name for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sectPr", "rt"))
_LOOKS = (W + "rStyle", W + "b", W + "vanish")
_RUNS = frozenset({W + "r", M + "r"})
_TEXTS = frozenset({W + "t", W + "delText", M + "t"})
_INSTRUCTIONS = (W + "instrText", W + "delInstrText")
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": " ",
    W + "cr": " ",
    W + "noBreakHyphen": "-",
}
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_UNREAD_GRAPHICS = ("/chart", "/diagram", "/chartex")
_PICTURES = (W + "drawing", W + "pict", W + "object")
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06F: "☐", 0xF0A8: "☐", 0xF072: "☐", 0xF0FE: "☒", 0xF078: "☒", 0xF0FD: "☒",
    0xF052: "☑", 0xF0FC: "✓", 0xF0D2: "®", 0xF0D3: "©", 0xF0D4: "™", 0xF0E2: "®", 0xF0E3: "©", 0xF0E4: "™",
    0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B4: "×", 0xF0B0: "°", 0xF02D: "−", 0xF0AE: "→", 0xF0E0: "→",
}  # fmt: skip
"""Glyphs of the Symbol and Wingdings fonts that contracts use, by the private character that Word stores."""
_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)) | dict(
    zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
)
"""The letters of the Symbol font."""
_PRIVATE_USE = range(0xE000, 0xF900)
_SPACES = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " ") | {"\u00ad": None})
"""Inside a block nothing may break the line; a soft hyphen is no character of the word."""


@dataclass(frozen=True, slots=True)
class Source:
    """The element that a token was read from; ``in_field`` where a field is open, whose result Word works out anew."""

    element: etree._Element
    in_field: bool


@dataclass(slots=True)
class Walk:
    """What walking carries along through a whole document."""

    styles: Styles
    numbers: FieldNumbers
    tokens: list[Token] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Tracked]] = field(default_factory=list)
    """Text boxes met in a paragraph, to be read after it."""
    notes: list[tuple[str, str, Tracked]] = field(default_factory=list)
    """Footnotes and endnotes referred to: kind, id, and the changes around the reference."""
    fields: list[OpenField] = field(default_factory=list)
    """The fields that we stand in, outermost first; their instructions are not text."""
    moves: dict[str, dict[str, str]] = field(default_factory=dict)
    """Open move ranges: kind to range id to range name."""
    unknown: int = 0
    """How many elements that we do not know held words, which were read."""
    unread: int = 0
    """How many drawings (charts, diagrams, embedded objects) may hold words that were not read."""
    sources: dict[int, Source] | None = None
    """Where the tokens come from, by their place in the stream; None, as nothing is kept, for who only reads."""

    def trace(self, element: etree._Element) -> None:
        """Remember, where that is asked for, that the last token was read from ``element``."""
        if self.sources is not None:
            self.sources[len(self.tokens) - 1] = Source(element, bool(self.fields))

    def change(self, element: etree._Element, kind: RevisionKind) -> Change:
        """The tracked change that ``element`` states; a move takes the name of the range that it stands in."""
        names = self.moves.get(kind)
        return Change(
            kind=kind,
            id=value(element, "id") or "",
            author=value(element, "author"),
            date=value(element, "date"),
            date_utc=utc(element),
            move_id=next(reversed(names.values())) if names else None,
        )

    def tracked_by(self, properties: etree._Element | None, tracked: Tracked) -> Tracked:
        """``tracked`` with the changes that paragraph-mark or row properties state."""
        if properties is not None:
            for child in properties.iterchildren(*_CHANGES):
                tracked = tracked.under(self.change(child, _CHANGES[str(child.tag)]))
        return tracked

    def mark(self, element: etree._Element) -> bool:
        """Take note of a comment anchor or the edge of a move range; whether ``element`` was one."""
        tag = str(element.tag)
        if tag in _ANCHORS:
            self.tokens.append(Anchor(_ANCHORS[tag], value(element, "id") or ""))
        elif tag == _BOOKMARK:
            self.tokens.append(Link("bookmark", value(element, "name") or ""))
        elif tag in _MOVE_STARTS:
            names = self.moves.setdefault(_MOVE_STARTS[tag], {})
            names[value(element, "id") or ""] = value(element, "name") or ""
        elif tag in _MOVE_ENDS:
            for names in self.moves.values():
                names.pop(value(element, "id") or "", None)
        else:
            return False
        return True

    def holds_words(self, element: etree._Element) -> bool:
        """Whether an element that we do not know has words in it, which are then read and counted as doubtful."""
        if element.tag in _WORDLESS or next(element.iter(*_TEXTS), None) is None:
            return False
        self.unknown += 1
        return True


def shown(text: str) -> str:
    """The words of a text element as they stand in the document's text."""
    return text.translate(_SPACES)


def alternative(element: etree._Element) -> etree._Element | None:
    """The one branch of an ``mc:AlternateContent`` to read: the choice, else the fallback."""
    choice = element.find(MC + "Choice")
    return element.find(MC + "Fallback") if choice is None else choice


class RunWalker:
    """Walks the content of one paragraph at a time."""

    def __init__(self, walk: Walk, style: Style, form: ParagraphForm, *, in_cell: bool) -> None:
        self._walk = walk
        self._in_cell = in_cell
        self._style = style
        self._form = form
        self._begun = False
        self.number: str | None = None
        """The number that a field at the beginning gives a paragraph which has none of its own."""
        self._bold = style.bold
        self._hidden = style.hidden

    def inline(self, parent: etree._Element, tracked: Tracked) -> None:
        """Read everything under ``parent`` that stands in the line."""
        for child in parent:
            tag = str(child.tag)
            if tag in _RUNS:
                self._run(child, tracked)
            elif tag in _CHANGES:
                self.inline(child, tracked.under(self._walk.change(child, _CHANGES[tag])))
            elif tag in _WRAPPERS or tag.startswith(M):
                self.inline(child, tracked)
            elif tag in _INLINE_PARTS:
                _INLINE_PARTS[tag](self, child, tracked)
            elif not self._walk.mark(child) and self._walk.holds_words(child):
                self.inline(child, tracked)

    def _inline_alternative(self, element: etree._Element, tracked: Tracked) -> None:
        branch = alternative(element)
        if branch is not None:
            self.inline(branch, tracked)

    def _simple_field(self, element: etree._Element, tracked: Tracked) -> None:
        opened = OpenField(element.find(W + "ffData"), [value(element, "instr") or ""])
        if len(element):
            self._leading_to(target_of(opened.words()), element, tracked)
        else:
            self._show(opened, tracked)

    def _hyperlink(self, element: etree._Element, tracked: Tracked) -> None:
        self._leading_to(value(element, "anchor"), element, tracked)

    def _leading_to(self, target: str | None, element: etree._Element, tracked: Tracked) -> None:
        """The words of ``element``, which refer to the bookmark ``target``."""
        if not target:
            self.inline(element, tracked)
            return
        self._walk.tokens.append(Link("refers", target))
        self.inline(element, tracked)
        self._walk.tokens.append(Link("referred", target))

    def _run(self, run: etree._Element, tracked: Tracked) -> None:
        properties = run.find(W + "rPr")
        self._bold, self._hidden = self._style.bold, self._style.hidden
        if properties is not None and len(properties):
            self._look(properties)
        self._content(run, tracked)

    def _look(self, properties: etree._Element) -> None:
        """Take over what the run says of itself: bold, hidden, and its character style."""
        stated = {str(child.tag): child for child in properties.iterchildren(*_LOOKS)}
        if not stated:
            return
        style_id = value(stated.get(W + "rStyle"))
        bolds = (flag(stated.get(W + "b")), self._walk.styles.bold(style_id))
        self._bold = next((bold for bold in bolds if bold is not None), self._style.bold)
        hidden = flag(stated.get(W + "vanish"))
        # Twice hidden, by paragraph and by character style, is shown: hiding is a toggle.
        self._hidden = self._style.hidden != self._walk.styles.hidden(style_id) if hidden is None else hidden

    def _content(self, parent: etree._Element, tracked: Tracked) -> None:
        for child in parent:
            tag = str(child.tag)
            if tag in _TEXTS:
                self._text(child.text or "", tracked, child)
            elif tag in _CHARACTERS:
                self._text(_CHARACTERS[tag], tracked, child)
            elif tag in _RUN_PARTS:
                _RUN_PARTS[tag](self, child, tracked)
            elif tag in _CHANGES:  # in a formula they stand inside the run
                self._content(child, tracked.under(self._walk.change(child, _CHANGES[tag])))
            elif self._walk.holds_words(child):
                self.inline(child, tracked)

    def _text(self, text: str, tracked: Tracked, source: etree._Element | None = None) -> None:
        """Take words over; ``source`` is the element that holds them, None where Word works them out."""
        if any(opened.in_instruction for opened in self._walk.fields):
            return
        text = shown(text)
        if self._in_cell:
            text = text.replace("\t", " ")
        if text:
            self._begun = self._begun or not text.isspace()
            self._walk.tokens.append(Text(text, tracked, self._bold, self._hidden))
            if source is not None:
                self._walk.trace(source)

    def _field(self, element: etree._Element, tracked: Tracked) -> None:
        role, stack = value(element, "fldCharType"), self._walk.fields
        if role == "begin":
            stack.append(OpenField(element.find(W + "ffData")))
        elif stack and role == "separate":
            stack[-1].in_instruction = False
            stack[-1].target = target_of(stack[-1].words())
            if stack[-1].target:
                self._walk.tokens.append(Link("refers", stack[-1].target))
        elif stack and role == "end":
            opened = stack.pop()
            if opened.target:
                self._walk.tokens.append(Link("referred", opened.target))
            elif opened.in_instruction or opened.form is not None:
                self._show(opened, tracked)

    def _show(self, opened: OpenField, tracked: Tracked) -> None:
        """Show what Word works out for a field itself; what is struck out is not counted."""
        if tracked.deleted is not None:
            return
        shown = self._walk.numbers.shown(opened, self._form.outline)
        if self._walk.numbers.are_numbers(opened) and not (self._begun or self.number or self._form.label):
            self.number = shown or None
        else:
            self._text(shown, tracked)

    def _symbol(self, element: etree._Element, tracked: Tracked) -> None:
        try:
            code = int(value(element, "char") or element.get(W16SE + "char") or "", 16)
        except ValueError:
            return
        greek = _GREEK.get(code & 0xFF) if value(element, "font") == "Symbol" else None
        if greek is not None:
            self._text(greek, tracked, element)
        elif code in _PRIVATE_USE or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            self._text(_SYMBOLS.get(code, ""), tracked, element)
        else:
            self._text(_SYMBOLS.get(code + 0xF000, chr(code)) if code <= 0xFF else chr(code), tracked, element)

    def _alternative(self, element: etree._Element, tracked: Tracked) -> None:
        branch = alternative(element)
        if branch is not None:
            self._content(branch, tracked)

    def _comment(self, element: etree._Element, tracked: Tracked) -> None:
        self._walk.tokens.append(Anchor("reference", value(element, "id") or "", tracked))

    def _ruby(self, element: etree._Element, tracked: Tracked) -> None:
        base = element.find(W + "rubyBase")
        if base is not None:
            self.inline(base, tracked)

    def _instruction(self, element: etree._Element, tracked: Tracked) -> None:
        if self._walk.fields:
            self._walk.fields[-1].instruction.append(element.text or "")

    def _note(self, element: etree._Element, tracked: Tracked) -> None:
        self._walk.notes.append((_NOTES[str(element.tag)], value(element, "id") or "", tracked))

    def _picture(self, element: etree._Element, tracked: Tracked) -> None:
        if any(str(graphic.get("uri")).endswith(_UNREAD_GRAPHICS) for graphic in element.iter(_GRAPHIC)):
            self._walk.unread += 1
        if element.tag == W + "object":
            self._walk.unread += 1
        for box in element.iter(W + "txbxContent"):
            around = {str(ancestor.tag) for ancestor in _up_to(box, element)}
            if MC + "Fallback" not in around and W + "txbxContent" not in around:
                self._walk.boxes.append((box, tracked))


_RUN_PARTS: dict[str, Callable[[RunWalker, etree._Element, Tracked], None]] = {
    W + "fldChar": RunWalker._field,
    W + "sym": RunWalker._symbol,
    W16SE + "symEx": RunWalker._symbol,
    MC + "AlternateContent": RunWalker._alternative,
    W + "commentReference": RunWalker._comment,
    W + "ruby": RunWalker._ruby,
    **dict.fromkeys(_INSTRUCTIONS, RunWalker._instruction),
    **dict.fromkeys(_NOTES, RunWalker._note),
    **dict.fromkeys(_PICTURES, RunWalker._picture),
}

_INLINE_PARTS: dict[str, Callable[[RunWalker, etree._Element, Tracked], None]] = {
    W + "fldSimple": RunWalker._simple_field,
    W + "hyperlink": RunWalker._hyperlink,
    MC + "AlternateContent": RunWalker._inline_alternative,
}


def _up_to(element: etree._Element, top: etree._Element) -> list[etree._Element]:
    """The ancestors of ``element`` below ``top``."""
    around: list[etree._Element] = []
    parent = element.getparent()
    while parent is not None and parent is not top:
        around.append(parent)
        parent = parent.getparent()
    return around
