"""Where characters are painted: PDFium's answers about one page, by the characters' places in its text."""

from __future__ import annotations

import ctypes
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.native import ADDRESS, address, plain

_NAME_BYTES: Final = 96
_int = ctypes.c_int
_rect = plain(pdfium.FPDFText_GetRect, _int, ADDRESS, _int, *[ADDRESS] * 4)
_count_rects = plain(pdfium.FPDFText_CountRects, _int, ADDRESS, _int, _int)
_char_box = plain(pdfium.FPDFText_GetCharBox, _int, ADDRESS, _int, *[ADDRESS] * 4)
_origin = plain(pdfium.FPDFText_GetCharOrigin, _int, ADDRESS, _int, ADDRESS, ADDRESS)
_loose_box = plain(pdfium.FPDFText_GetLooseCharBox, _int, ADDRESS, _int, ADDRESS)
_font = plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, ADDRESS, _int, ADDRESS, ctypes.c_ulong, ADDRESS)
_fill = plain(pdfium.FPDFText_GetFillColor, _int, ADDRESS, _int, *[ADDRESS] * 4)


class Pen:
    """Reused out-parameters: allocating them anew would double the cost of a call."""

    __slots__ = ("_at", "_box", "_box_at", "_colour", "_colour_at", "_four", "_frame", "_name", "_name_at", "_page")

    def __init__(self, textpage: Any, frame: Frame) -> None:  # noqa: ANN401 - a ctypes handle
        self._page, self._frame = address(textpage), frame
        self._four = (ctypes.c_double * 4)()
        self._at = tuple(ctypes.addressof(self._four) + 8 * place for place in range(4))
        self._colour = (ctypes.c_uint * 4)()
        self._colour_at = tuple(ctypes.addressof(self._colour) + 4 * place for place in range(4))
        self._box = pdfium.FS_RECTF()
        self._box_at = ctypes.addressof(self._box)
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._name_at = ctypes.addressof(self._name)

    def spans(self, start: int, count: int) -> list[tuple[float, float]]:
        """Left and right edges of what is painted there, one pair for each run of text."""
        page, frame, four = self._page, self._frame, self._four
        left, top, right, bottom = self._at
        edges = []
        for index in range(max(0, _count_rects(page, start, count))):
            _rect(page, index, left, top, right, bottom)
            if frame.turned:
                edges.append(self._edges(*four))
            else:  # the innermost loop of the reader: pages that set words one by one have thousands
                edges.append((four[0] - frame.origin, four[2] - frame.origin))
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
        _origin(self._page, index, self._at[0], self._at[1])
        return self._frame.upright(self._four[0], self._four[1])[1]

    def height(self, index: int) -> float:
        """A character's line height, as its font and scale have it."""
        _loose_box(self._page, index, self._box_at)
        box = self._box
        first, second = self._frame.upright(box.left, box.top), self._frame.upright(box.right, box.bottom)
        return abs(first[1] - second[1])

    def bold(self, index: int) -> bool:
        """Whether a character's font calls itself bold."""
        self._name.value = b""
        _font(self._page, index, self._name_at, _NAME_BYTES, None)
        name = self._name.value
        return b"Bold" in name or b"Black" in name

    def colour(self, index: int) -> tuple[int, int, int]:
        """In which colour a character is filled; black where it is not."""
        if not _fill(self._page, index, *self._colour_at):
            return 0, 0, 0
        red, green, blue, _ = self._colour
        return red, green, blue

    def _edges(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float]:
        first, second = self._frame.upright(left, top), self._frame.upright(right, bottom)
        return (first[0], second[0]) if first[0] <= second[0] else (second[0], first[0])
