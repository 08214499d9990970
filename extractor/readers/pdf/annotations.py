"""The notes that people put upon a PDF's pages (ISO 32000-1, 12.5.6)."""

from __future__ import annotations

import io
import logging
import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from extractor.readers.pdf.glyphs import clean
from extractor.types import Problem

NOTES: Final = 2_000
"""How many notes of one file are read."""
MARKS: Final = 10_000
"""How many marked stretches the notes of one file may have together."""
_ANNOTATIONS_A_PAGE: Final = 20_000
_TEXT_CHARS: Final = 10_000
_RICH_TEXT_CHARS: Final = 100_000
_AUTHOR_CHARS: Final = 200
_QUADS: Final = 500
"""How many marked stretches one note may have: a page that is marked word by word has as many."""

_ON_WORDS: Final = frozenset({"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"})
_NOTES_ON_PAGES: Final = _ON_WORDS | {"/Text", "/FreeText", "/Caret"}
_RESOLVED: Final = frozenset({"Completed", "Cancelled", "Marked"})
"""States that close a thread; who accepts or rejects has only given an opinion."""
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?)?", re.ASCII)
_PARAGRAPHS: Final = frozenset({"p", "div", "br", "li"})

_log = logging.getLogger(__name__)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the strings that it cannot decode

Point = tuple[float, float]
Box = tuple[Point, Point]
"""Two opposite corners, in the page's own coordinates."""


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation as the file has it.

    ``boxes`` enclose the words that it marks, ``point`` is where it stands or points to. ``answers`` is the place, in
    the sequence of notes, of the one that it refers to; where it is ``grouped`` with that, both are one mark.
    ``resolved`` is set where it does not speak but says how that one stands. ``caret`` puts its words in, ``strikes``
    takes those in its boxes out.
    """

    page: int
    text: str
    author: str | None = None
    date: str | None = None
    boxes: tuple[Box, ...] = ()
    point: Point | None = None
    caret: bool = False
    strikes: bool = False
    answers: int | None = None
    grouped: bool = False
    resolved: bool | None = None


def read_notes(data: bytes, pages: Collection[int], count: int) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """The notes upon those of the file's ``count`` pages, and what could not be read of them."""
    try:
        reader = PdfReader(io.BytesIO(data))
        same_pages = len(reader.pages) == count
    except Exception as fault:  # pypdf meets damage with a dozen builtin errors
        _log.warning("the notes of a PDF cannot be read: %s", type(fault).__name__)
        same_pages = False
    if not same_pages:
        return (), (Problem("notes_unreadable", "The PDF is damaged: the notes in its margins were not read."),)
    return _Collection().collect(reader, pages)


class _Collection:
    """The notes of one file as they are gathered, page by page."""

    def __init__(self) -> None:
        self._notes: list[Note] = []
        self._places: dict[int, int] = {}
        self._references: list[int | None] = []
        self._problems: list[Problem] = []
        self._marks = 0

    def collect(self, reader: PdfReader, pages: Collection[int]) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
        for number in sorted(pages):
            before = len(self._notes)
            try:
                annotations = value_of(reader.pages[number - 1], "/Annots")
            except Exception as fault:  # as above
                self._miss(number, type(fault).__name__)
                continue
            for entry in islice(annotations, _ANNOTATIONS_A_PAGE) if isinstance(annotations, ArrayObject) else ():
                if len(self._notes) >= NOTES or self._marks >= MARKS:
                    read = len(self._notes)
                    message = (
                        f"The PDF has too many notes in its margins: those after the first {read:,} were not read."
                    )
                    self._problems.append(Problem("notes_left_out", message, number))
                    return self._linked(), tuple(self._problems)
                self._add(entry, number)
            if len(self._notes) == before:
                self._miss(number, "not found")
        return self._linked(), tuple(self._problems)

    def _add(self, entry: object, page: int) -> None:
        try:
            annotation = entry.get_object() if isinstance(entry, IndirectObject) else entry
            if not isinstance(annotation, DictionaryObject) or value_of(annotation, "/Subtype") not in _NOTES_ON_PAGES:
                return
            note = _note(annotation, page)
        except Exception as fault:  # as above
            self._miss(page, type(fault).__name__)
            return
        if isinstance(entry, IndirectObject):
            self._places.setdefault(entry.idnum, len(self._notes))
        target = annotation.get("/IRT")
        self._references.append(target.idnum if isinstance(target, IndirectObject) else None)
        self._notes.append(note)
        self._marks += len(note.boxes)

    def _miss(self, page: int, why: str) -> None:
        _log.warning("a note on page %d of a PDF cannot be read: %s", page, why)
        if not self._problems or self._problems[-1].page != page:
            message = f"A note in the margin of page {page} is damaged and was not read."
            self._problems.append(Problem("note_unreadable", message, page))

    def _linked(self) -> tuple[Note, ...]:
        """The notes, each with the place of the one that it answers, which may stand anywhere in the file."""
        targets = (None if found is None else self._places.get(found) for found in self._references)
        return tuple(replace(note, answers=target) for note, target in zip(self._notes, targets, strict=True))


def _note(annotation: DictionaryObject, page: int) -> Note:
    subtype = value_of(annotation, "/Subtype")
    rect = numbers_of(value_of(annotation, "/Rect"), 4)
    corners: tuple[Box, ...] = (((rect[0], rect[1]), (rect[2], rect[3])),) if len(rect) == 4 else ()
    callout = numbers_of(value_of(annotation, "/CL"), 2)
    middle = ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2) if corners else None
    state = text_of(annotation, "/State") if "/StateModel" in annotation or "/State" in annotation else None
    return Note(
        page=page,
        text=text_of(annotation, "/Contents") or _rich_text(annotation),
        author=clean(text_of(annotation, "/T"))[:_AUTHOR_CHARS].strip() or None,
        date=iso_date(text_of(annotation, "/M")) or iso_date(text_of(annotation, "/CreationDate")),
        boxes=(_quads(annotation) or corners) if subtype in _ON_WORDS else (),
        point=(callout[0], callout[1]) if len(callout) == 2 else middle,
        caret=subtype == "/Caret",
        strikes=subtype == "/StrikeOut",
        grouped=value_of(annotation, "/RT") == "/Group",
        resolved=None if state is None else state in _RESOLVED,
    )


def value_of(annotation: DictionaryObject, key: str) -> object:
    """What an entry of a dictionary says or refers to; None where there is none."""
    found = annotation.get(key)
    return found.get_object() if isinstance(found, PdfObject) else None


def text_of(annotation: DictionaryObject, key: str) -> str:
    """A text string as plain lines, cut where no person would have written on."""
    value = value_of(annotation, key)
    if isinstance(value, bytes):
        value = value.decode("latin-1")  # what is in none of the encodings that the format knows
    return _plain(value) if isinstance(value, str) else ""


def _plain(text: str) -> str:
    lines = (clean(line) for line in text[: _TEXT_CHARS + 1].replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    plain = "\n".join(lines).strip().encode("utf-8", "ignore").decode()
    return plain if len(text) <= _TEXT_CHARS else plain[: _TEXT_CHARS - 1].rstrip() + "…"


def _rich_text(annotation: DictionaryObject) -> str:
    """The words of the formatted text, for notes that have no other; entities stay unread."""
    value = value_of(annotation, "/RC")
    if not isinstance(value, str) or not value.strip():
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(value[:_RICH_TEXT_CHARS].strip().encode("utf-8", "ignore"), parser)
    return _plain("".join(_words(root)))


def _words(root: etree._Element) -> Iterator[str]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        is_element = isinstance(node.tag, str)  # entities and comments are none
        if event == "end" and is_element and etree.QName(node).localname in _PARAGRAPHS:
            yield "\n"
        words = (node.text if is_element else "") if event == "start" else node.tail
        yield (words or "").replace("\n", " ")


def numbers_of(value: object, count: int) -> list[float]:
    """The first ``count`` numbers of an array, up to the first entry that is none."""
    numbers: list[float] = []
    for entry in islice(value, count) if isinstance(value, ArrayObject) else ():
        number = entry.get_object()
        if not isinstance(number, int | float) or not math.isfinite(number) or abs(number) > 1e6:
            break
        numbers.append(float(number))
    return numbers


def _quads(annotation: DictionaryObject) -> tuple[Box, ...]:
    """What each four corners enclose; programs do not agree on their order."""
    numbers = numbers_of(value_of(annotation, "/QuadPoints"), 8 * _QUADS)
    quads = (numbers[start : start + 8] for start in range(0, len(numbers) - 7, 8))
    boxes = (((min(quad[::2]), min(quad[1::2])), (max(quad[::2]), max(quad[1::2]))) for quad in quads)
    return tuple(dict.fromkeys(boxes))


def iso_date(text: str) -> str | None:
    """A PDF's date as ISO 8601, as exact as it is; None where it is no date."""
    match = _DATE.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, utc, sign, east_hours, east_minutes = match.groups()
    iso = f"{year}-{month or '01'}-{day or '01'}"
    if hour:
        zone = f"{sign}{east_hours}:{east_minutes or '00'}" if sign else utc or ""
        iso += f"T{hour}:{minute or '00'}:{second or '00'}{zone}"
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return None
    return iso
