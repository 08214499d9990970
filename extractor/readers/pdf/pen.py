"""Where characters are painted: PDFium's answers about one page, by the characters' places in its text."""

from __future__ import annotations

import ctypes
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.native import address, addresses, plain

_NAME_BYTES: Final = 96
_rect = plain(pdfium.FPDFText_GetRect)
_count_rects = plain(pdfium.FPDFText_CountRects)
_char_box = plain(pdfium.FPDFText_GetCharBox)
_origin = plain(pdfium.FPDFText_GetCharOrigin)
_loose_box = plain(pdfium.FPDFText_GetLooseCharBox)
_font = plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong)
_fill = plain(pdfium.FPDFText_GetFillColor)


class Pen:
    """Reused out-parameters: allocating them anew would double the cost of a call."""

    __slots__ = ("_at", "_bold", "_box", "_box_at", "_colour", "_colour_at", "_four", "_frame", "_name", "_page")

    def __init__(self, textpage: Any, frame: Frame) -> None:  # noqa: ANN401 - a ctypes handle
        self._page, self._frame = address(textpage), frame
        self._four = (ctypes.c_double * 4)()
        self._at = addresses(self._four)
        self._box = (ctypes.c_float * 4)()
        self._box_at = addresses(self._box)[0]
        self._colour = (ctypes.c_uint * 4)()
        self._colour_at = addresses(self._colour)
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._bold: dict[bytes, bool] = {}

    def spans(self, start: int, count: int) -> list[tuple[float, float]]:
        """Left and right edges of what is painted there, one pair for each run of text."""
        page, four = self._page, self._four
        left, top, right, bottom = self._at
        turned, origin = self._frame.turned, self._frame.origin
        edges = []
        for index in range(_count_rects(page, start, count)):
            _rect(page, index, left, top, right, bottom)
            # the innermost loop of the reader: pages that set words one by one have thousands
            edges.append(self._edges(*four) if turned else (four[0] - origin, four[2] - origin))
        return edges

    def character(self, index: int) -> tuple[float, float]:
        """Left and right edge of one character."""
        _char_box(self._page, index, *self._at)
        left, right, bottom, top = self._four
        return self._edges(left, top, right, bottom)

    def middle(self, index: int) -> tuple[float, float]:
        """The middle of one character's paint."""
        _char_box(self._page, index, *self._at)
        left, right, bottom, top = self._four
        return self._frame.upright((left + right) / 2, (bottom + top) / 2)

    def baseline(self, index: int) -> float:
        """Distance of a character's baseline from the top of the page."""
        across, along, _, _ = self._at
        _origin(self._page, index, across, along)
        return self._frame.upright(self._four[0], self._four[1])[1]

    def height(self, index: int) -> float:
        """A character's line height, as its font and scale have it."""
        _loose_box(self._page, index, self._box_at)
        box = self._box  # left, top, right, bottom
        return abs(box[0] - box[2] if self._frame.sideways else box[1] - box[3])

    def bold(self, index: int) -> bool:
        """Whether a character's font calls itself bold."""
        if not 0 < _font(self._page, index, self._name, _NAME_BYTES, None) <= _NAME_BYTES:
            return False
        name = self._name.value
        found = self._bold.get(name)
        if found is None:
            found = self._bold[name] = b"Bold" in name or b"Black" in name
        return found

    def colour(self, index: int) -> tuple[int, int, int]:
        """In which colour a character is filled; black where it is not."""
        if not _fill(self._page, index, *self._colour_at):
            return 0, 0, 0
        red, green, blue, _ = self._colour
        return red, green, blue

    def _edges(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
        first, second = self._frame.upright(left, top), self._frame.upright(right, bottom)
        return (first[0], second[0]) if first[0] <= second[0] else (second[0], first[0])
