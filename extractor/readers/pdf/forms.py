"""What was filled into a PDF's form, and who signed it digitally (ISO 32000-1, 12.7 and 12.8)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from extractor.readers.pdf.annotations import iso_date, numbers_of, text_of, value_of
from extractor.readers.pdf.filling import Entry, Form
from extractor.readers.pdf.glyphs import clean
from extractor.types import Margin, Problem

_FIELDS: Final = 5_000
_ANNOTATIONS_A_PAGE: Final = 20_000
_TEXT_CHARS: Final = 10_000
_ANCESTORS: Final = 16
_OPTIONS: Final = 1_000
_UNSEEN: Final = 0b100010
"""Flags of an annotation that no viewer shows: hidden, no view."""
_PASSWORD: Final = 1 << 13
_PUSH_BUTTON: Final = 1 << 16
_LARGEST: Final = 14.0
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s+Tf")

_log = logging.getLogger(__name__)


def read_form(data: bytes, count: int) -> Form:
    """What was filled in on the file's ``count`` pages; problems where that cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) != count:
            return _unreadable("pages differ")
        widgets = [(number, widget) for number in range(1, count + 1) for widget in _widgets(reader, number)]
        entries: list[Entry] = []
        signatures: list[Margin] = []
        for number, widget in widgets[:_FIELDS]:
            entries += _entries(widget, number)
            signatures += _signatures(widget, number)
    except Exception as fault:  # pypdf meets damage with a dozen builtin errors
        return _unreadable(type(fault).__name__)
    return Form(tuple(entries), tuple(dict.fromkeys(signatures)))


def _unreadable(reason: str) -> Form:
    _log.warning("the form of a PDF cannot be read: %s", reason)
    message = "The PDF's form is damaged: what was filled in, and its signatures, were not read."
    return Form(problems=(Problem("form_unreadable", message),))


def _widgets(reader: PdfReader, number: int) -> Iterator[DictionaryObject]:
    annotations = value_of(reader.pages[number - 1], "/Annots")
    for entry in islice(annotations, _ANNOTATIONS_A_PAGE) if isinstance(annotations, ArrayObject) else ():
        widget = entry.get_object() if isinstance(entry, IndirectObject) else entry
        if isinstance(widget, DictionaryObject) and value_of(widget, "/Subtype") == "/Widget":
            yield widget


def _inherited(widget: DictionaryObject, key: str) -> object:
    """An entry of the field that a widget shows: its own, or of those that it belongs to."""
    field: object = widget
    for _ in range(_ANCESTORS):
        if not isinstance(field, DictionaryObject):
            break
        if key in field:
            return value_of(field, key)
        field = value_of(field, "/Parent")
    return None


def _entries(widget: DictionaryObject, page: int) -> Iterator[Entry]:
    rect = numbers_of(value_of(widget, "/Rect"), 4)
    flags = value_of(widget, "/F")
    if len(rect) < 4 or (isinstance(flags, int) and flags & _UNSEEN):
        return
    lines = tuple(line for line in map(clean, _shown(widget)[:_TEXT_CHARS].splitlines()) if line)
    if lines:
        left, bottom, right, top = rect
        yield Entry(page, lines, (left, bottom), (right, top), _size(widget, abs(top - bottom)))


def _shown(widget: DictionaryObject) -> str:
    """What a field shows; nothing for buttons to press, passwords and signatures."""
    kind, value = _inherited(widget, "/FT"), _inherited(widget, "/V")
    flags = _inherited(widget, "/Ff")
    flags = flags if isinstance(flags, int) else 0
    if kind == "/Btn":
        return "" if flags & _PUSH_BUTTON else _box(widget)
    if kind == "/Ch":
        chosen = (
            [_plain(entry) for entry in islice(value, _OPTIONS)] if isinstance(value, ArrayObject) else [_plain(value)]
        )
        names = _names(_inherited(widget, "/Opt"))
        return ", ".join(names.get(choice, choice) for choice in chosen if choice)
    return _plain(value) if kind == "/Tx" and not flags & _PASSWORD else ""


def _box(widget: DictionaryObject) -> str:
    state = value_of(widget, "/AS") if "/AS" in widget else _inherited(widget, "/V")
    return "☐" if state in (None, "/Off") else "☒"


def _names(options: object) -> dict[str, str]:
    """What choices are called, by what they are kept as."""
    pairs = [entry.get_object() for entry in islice(options, _OPTIONS)] if isinstance(options, ArrayObject) else []
    return {_plain(pair[0]): _plain(pair[1]) for pair in pairs if isinstance(pair, ArrayObject) and len(pair) == 2}


def _plain(value: object) -> str:
    value = value.get_object() if isinstance(value, PdfObject) else value
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _size(widget: DictionaryObject, height: float) -> float:
    """The size of a field's letters; 0 in the file means as large as fits."""
    found = _SIZE.search(_plain(_inherited(widget, "/DA"))[:_TEXT_CHARS])
    size = float(found.group(1)) if found else 0.0
    return size or min(_LARGEST, max(1.0, 0.7 * height))


def _signatures(widget: DictionaryObject, page: int) -> Sequence[Margin]:
    value = _inherited(widget, "/V")
    if _inherited(widget, "/FT") != "/Sig" or not isinstance(value, DictionaryObject):
        return ()
    name, date = clean(text_of(value, "/Name")), iso_date(text_of(value, "/M"))
    said = [f"Signed by {name}" if name else "Signed", f"on {date}" if date else ""]
    parts = [" ".join(part for part in said if part)]
    for label, key in (("reason", "/Reason"), ("place", "/Location")):
        words = clean(text_of(value, key))
        parts += [f"{label}: {words}"] if words else []
    return (Margin("signature", "; ".join(parts), page),)
