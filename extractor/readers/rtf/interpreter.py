"""Gives RTF its meaning: keeps the state of the open groups and sends words to where they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count

from extractor.readers.docx.forms import by_author
from extractor.readers.docx.tokens import Anchor, Boundary, Change, ParagraphForm, Text
from extractor.readers.margins import margin_of, once_each
from extractor.readers.rtf import codepages
from extractor.readers.rtf.annotations import Annotations
from extractor.readers.rtf.destinations import (
    CHARACTERS,
    COLLECTED,
    MARGINS,
    SKIPPED,
    STORIES,
    SYMBOLS,
    TRANSPARENT,
)
from extractor.readers.rtf.scanner import Item
from extractor.readers.rtf.sink import Sink
from extractor.readers.rtf.state import MARKS, MOVE_DETAILS, MOVE_ENDS, MOVE_STARTS, Mark, State
from extractor.readers.rtf.tables import Style, Tables, written_date
from extractor.readers.tracked import SPACES, Told
from extractor.types import Margin, MarginKind, RevisionKind

_BULLET = "•"
_PRIVATE_USE = range(0xE000, 0xF900)
_TWIPS_PER_POINT = 20


class Interpreter:
    """Takes the items of one file in order; ``finish`` gives what they told."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._table_numbers = count(1)
        self._body = self._new_sink()
        self._state = State(self._body)
        self._groups: list[State] = []
        self._letters: list[str] = []  # words of one formatting that are not in the sink yet
        self._bytes = bytearray()  # bytes whose encoding may join them to the next ones
        self._to_skip = 0
        self._ignorable = False  # a \* was the last item
        self._entry: list[str] = []  # words of a collected group
        self._afterwards: list[Sink] = []
        self._margins: list[tuple[MarginKind, Sink]] = []
        self._comments = Annotations()
        self._moves: dict[RevisionKind, str] = {}  # the names of the ranges that we stand in
        self._paragraphs = 0
        self._formed: set[tuple[int, int]] = set()  # by whose number which paragraph's form was changed

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._groups)

    def take(self, item: Item) -> None:
        """The next item of the file."""
        if item.kind == "text":
            self._text(item.data)
        elif item.kind == "word":
            self._word(item.name, item.number)
        elif item.kind == "open":
            self._open()
        elif item.kind == "close":
            self._close()
        elif item.kind == "byte":
            self._byte(item.data)
        else:
            self._symbol(item.name)

    def finish(self) -> Told:
        """What the file told, its open groups closed."""
        while self._groups:
            self._close()
        self._flush()
        self._body.finish()
        for sink in self._afterwards:
            self._body.tokens.extend(sink.tokens)
        formed = by_author(Counter(self._tables.author(author) for author, _ in self._formed))
        return Told(self._body.tokens, tuple(self._comments.notes()), self._read_margins(), form_changes=formed)

    # Groups

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        self._groups.append(self._state)
        self._state = self._state.copied()

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        self._ignorable = False
        if not self._groups:
            return  # one brace too many: Word reads on
        closed, self._state = self._state, self._groups.pop()
        if closed.destination in COLLECTED and self._state.destination != closed.destination:
            self._collected(closed.destination, "".join(self._entry).strip())
            self._entry = []
        elif closed.sink is not self._state.sink:
            closed.sink.finish()
            anchor = self._comments.end(closed.sink)
            if anchor is not None:
                self._state.sink.add(anchor, in_table=self._state.in_table)

    def _destination(self, name: str, *, ignorable: bool) -> bool:
        """Whether ``name`` begins a destination, which then is the group's."""
        if self._state.skip and name != "ud":
            return False
        if name in COLLECTED:
            self._entry = []
            self._state.destination = name
        elif name in STORIES:
            self._state.sink = self._story(name)
            self._state.destination = "body"
            self._state.new_paragraph()
        elif name in MARGINS:
            self._state.sink = self._new_sink()
            self._margins.append((MARGINS[name], self._state.sink))
        elif name in SKIPPED or (ignorable and name not in TRANSPARENT):
            self._state.skip = True
        elif name == "upr":
            self._state.skip = True  # the same words follow in Unicode, under \ud
        elif name == "ud" and len(self._groups) > 1:
            self._state.skip = self._groups[-2].skip
        else:
            return name in TRANSPARENT
        return True

    def _story(self, name: str) -> Sink:
        sink = self._new_sink()
        if name == "annotation":
            self._comments.begin(sink)
        else:
            sink.tokens.append(Boundary())
            self._afterwards.append(sink)
        return sink

    def _collected(self, name: str, words: str) -> None:
        if self._state.skip:
            return
        if name in ("listtext", "pntext"):
            self._state.sink.label = _label(words)
        elif name in ("atrfstart", "atrfend"):
            role = "start" if name == "atrfstart" else "end"
            self._state.sink.add(Anchor(role, words), in_table=self._state.in_table)
        elif name in MOVE_STARTS:
            self._moves[MOVE_STARTS[name]] = words
        elif name in MOVE_ENDS:
            self._moves.pop(MOVE_ENDS[name], None)
        else:
            self._comments.detail(name, words)

    # Words

    def _text(self, data: bytes) -> None:
        self._ignorable = False
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        if not data or self._state.skip:
            return
        if self._state.destination in ("fonttbl", "stylesheet", "revtbl"):
            self._table_text(data)
        elif self._bytes or not data.isascii():
            self._bytes += data
        else:
            self._letters.append(data.decode("ascii"))

    def _byte(self, data: bytes) -> None:
        self._ignorable = False
        if self._to_skip:
            self._to_skip -= 1
        elif not self._state.skip:
            self._bytes += data

    def _symbol(self, name: str) -> None:
        if name == "*":
            self._ignorable = True
        elif name in "\r\n":
            self._word("par", None)
        elif self._to_skip and name in SYMBOLS:
            self._to_skip -= 1
        elif not self._state.skip:
            self._decode()
            self._letters.append(SYMBOLS.get(name, ""))

    def _unicode(self, number: int) -> None:
        self._decode()
        if not self._state.skip:
            self._letters.append(chr(number & 0xFFFF))
        self._to_skip = self._state.skip_after_unicode

    def _decode(self) -> None:
        if self._bytes:
            self._letters.append(codepages.decode(bytes(self._bytes), self._tables.codec_of(self._state.font)))
            self._bytes.clear()

    def _flush(self) -> None:
        """Send the words read so far on, with the formatting that they were read under."""
        self._decode()
        if not self._letters:
            return
        text = _joined("".join(self._letters))
        self._letters.clear()
        state = self._state
        if state.destination in COLLECTED:
            self._entry.append(text)
            return
        text = text.translate(SPACES)
        if state.in_table:
            text = text.replace("\t", " ")
        if text:
            words = Text(text, state.tracked(self._change), state.bold, state.hidden)
            state.sink.add(words, in_table=state.in_table)

    def _change(self, kind: RevisionKind, mark: Mark) -> Change:
        return Change(kind, "", self._tables.author(mark.author), written_date(mark.date), self._moves.get(kind))

    def _table_text(self, data: bytes) -> None:
        """Text in a table of fonts, styles or authors, where a semicolon ends an entry."""
        *ended, rest = data.split(b";")
        for part in ended:
            self._bytes += part
            self._flush()
            self._end_entry("".join(self._entry).strip())
            self._entry = []
        self._bytes += rest

    def _end_entry(self, words: str) -> None:
        state = self._state
        if state.destination == "revtbl":
            self._tables.authors.append(words)
        elif state.destination == "stylesheet":
            self._tables.styles[state.style or 0] = Style(words, state.outline)

    # Control words

    def _word(self, name: str, number: int | None) -> None:
        ignorable, self._ignorable = self._ignorable, False
        if name == "u":
            self._unicode(number or 0)
            return
        self._flush()
        self._to_skip = 0
        if self._destination(name, ignorable=ignorable) or self._state.skip:
            return
        if name in CHARACTERS:
            self._letters.append(CHARACTERS[name])
        elif name in MARKS:
            mark, part = MARKS[name]
            setattr(self._state.mark(mark), part, number != 0 if part == "on" else number or 0)
        elif name in MOVE_DETAILS:
            moved = "moved_from" if self._state.moved_from is not None else "moved_to"
            setattr(self._state.mark(moved), MOVE_DETAILS[name], number or 0)
        elif name in _WORDS:
            _WORDS[name](self, number)

    def _par(self, _: int | None) -> None:
        state = self._state
        self._paragraphs += 1
        if state.destination == "body":
            state.sink.end_paragraph(state.tracked(self._change), self._form(), in_table=state.in_table)

    def _cell(self, _: int | None) -> None:
        if self._state.destination == "body":
            self._state.sink.end_cell(self._state.tracked(self._change), self._form())

    def _row(self, _: int | None) -> None:
        self._state.sink.end_row()

    def _form(self) -> ParagraphForm:
        state = self._state
        style = self._tables.styles.get(state.style or 0, Style())
        outline = style.outline if state.outline is None else state.outline
        return ParagraphForm(
            style=style.name or None,
            outline=None if outline is None or not 0 <= outline < 9 else outline,
            indent=None if state.indent_twips is None else state.indent_twips / _TWIPS_PER_POINT,
            label=state.sink.label,
            level=state.list_level if state.sink.label is not None else None,
        )

    def _pard(self, _: int | None) -> None:
        self._state.new_paragraph()

    def _plain(self, _: int | None) -> None:
        self._state.plain()

    def _bold(self, number: int | None) -> None:
        self._state.bold = number != 0

    def _hidden(self, number: int | None) -> None:
        self._state.hidden = number != 0

    def _form_changed(self, number: int | None) -> None:
        if self._state.destination == "body":
            self._formed.add((number or 0, self._paragraphs))

    def _font(self, number: int | None) -> None:
        self._state.font = number

    def _charset(self, number: int | None) -> None:
        codec = codepages.of_charset(number or 0)
        if self._state.destination == "fonttbl" and self._state.font is not None and codec is not None:
            self._tables.fonts[self._state.font] = codec

    def _font_page(self, number: int | None) -> None:
        if self._state.destination == "fonttbl" and self._state.font is not None:
            self._tables.fonts[self._state.font] = codepages.of_page(number or 0)

    def _page(self, number: int | None) -> None:
        self._tables.codec = codepages.of_page(number or 0)

    def _mac(self, _: int | None) -> None:
        self._tables.codec = "mac_roman"

    def _default_font(self, number: int | None) -> None:
        self._tables.default_font = number

    def _unicode_skip(self, number: int | None) -> None:
        self._state.skip_after_unicode = max(number or 0, 0) if number is not None else 1

    def _style(self, number: int | None) -> None:
        self._state.style = number

    def _outline(self, number: int | None) -> None:
        self._state.outline = number

    def _list_level(self, number: int | None) -> None:
        self._state.list_level = min(max(number or 0, 0), 8)

    def _in_table(self, _: int | None) -> None:
        self._state.in_table = True

    def _indent(self, number: int | None) -> None:
        self._state.indent_twips = number

    # What stands beside the text

    def _read_margins(self) -> tuple[Margin, ...]:
        return once_each(margin_of(kind, sink.tokens) for kind, sink in self._margins)

    def _new_sink(self) -> Sink:
        return Sink(lambda: next(self._table_numbers))


_WORDS: dict[str, Callable[[Interpreter, int | None], None]] = {
    "par": Interpreter._par,
    "sect": Interpreter._par,
    "cell": Interpreter._cell,
    "nestcell": Interpreter._par,
    "row": Interpreter._row,
    "pard": Interpreter._pard,
    "plain": Interpreter._plain,
    "b": Interpreter._bold,
    "v": Interpreter._hidden,
    "crauth": Interpreter._form_changed,
    "prauth": Interpreter._form_changed,
    "f": Interpreter._font,
    "fcharset": Interpreter._charset,
    "cpg": Interpreter._font_page,
    "ansicpg": Interpreter._page,
    "mac": Interpreter._mac,
    "deff": Interpreter._default_font,
    "uc": Interpreter._unicode_skip,
    "s": Interpreter._style,
    "outlinelevel": Interpreter._outline,
    "ilvl": Interpreter._list_level,
    "intbl": Interpreter._in_table,
    "li": Interpreter._indent,
}


def _joined(text: str) -> str:
    """``text`` with pairs of surrogates made one character, a lone one a replacement character; NUL is no word."""
    text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _label(words: str) -> str | None:
    if not words:
        return None
    return _BULLET if ord(words[0]) in _PRIVATE_USE or words == "o" else words  # the "o" of a symbol font is a circle
