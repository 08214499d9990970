"""The straight thin lines that a page paints: under words, through them, beside them and around tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from extractor.readers.pdf.frame import Frame
from extractor.readers.pdf.native import Address, address, addresses, plain

_THIN: Final = 2.6
"""Points up to which a bar is a line; words of 20 points are struck through with lines of about 1.5."""
_SHORTEST: Final = 1.5
_OBJECTS: Final = 50_000
"""Objects of one page that are looked at."""
_STROKES: Final = 5_000
_SEGMENTS: Final = 4_000
_DEEPEST: Final = 4
"""How deep drawings may be nested in drawings."""
_RECTANGLE: Final = 6
"""Segments of one rectangle, at most: a thick one holds no lines."""
_PALE: Final = 240

Colour = tuple[int, int, int]
_Box = tuple[tuple[float, float], tuple[float, float]]
"""Lower left and upper right corner."""
_NOWHERE: Final[_Box] = ((0.0, 0.0), (0.0, 0.0))
_Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Stroke(NamedTuple):
    """One thin line, lying or standing, in page coordinates with y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float
    colour: Colour

    @property
    def lies(self) -> bool:
        """Whether it runs along the lines of text."""
        return self.right - self.left > self.bottom - self.top

    @property
    def y(self) -> float:
        """The height at which its middle runs."""
        return (self.top + self.bottom) / 2


# Pages have thousands of objects and few paths: their handles stay plain numbers until one is a path.
_object_of_page = plain(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_object_of_form = plain(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_kind = plain(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_bounds = plain(pdfium.FPDFPageObj_GetBounds)
_draw_mode = plain(pdfium.FPDFPath_GetDrawMode)
_stroke_colour = plain(pdfium.FPDFPageObj_GetStrokeColor)
_fill_colour = plain(pdfium.FPDFPageObj_GetFillColor)
_count_segments = plain(pdfium.FPDFPath_CountSegments)


def read_strokes(page: Any, frame: Frame) -> tuple[Stroke, ...]:  # noqa: ANN401 - a ctypes handle
    """The page's thin lines in the order in which it paints them."""
    found: list[Stroke] = []
    brush = _Brush()
    for path, matrix in _paths(page):
        if len(found) >= _STROKES:
            break
        lines = [line for line in _boxes(path, brush.box(path), matrix) if _is_line(line)]
        colour = brush.colour(path) if lines else None
        if colour is not None:
            found += [_stroke(line, colour, frame) for line in lines]
    return tuple(found)


def _paths(page: Any) -> Iterator[tuple[Address, _Matrix]]:  # noqa: ANN401
    """The page's paths, those inside drawings with where these stand."""
    seen = 0
    waiting = [(address(page).value, _object_of_page, pdfium.FPDFPage_CountObjects(page), _UNCHANGED, 0)]
    while waiting:
        place, pick, count, matrix, depth = waiting.pop()
        objects = [*map(pick, repeat(place), range(max(0, min(count, _OBJECTS - seen))))]
        kinds = [*map(_kind, objects)]
        yield from zip(_of_kind(pdfium.FPDF_PAGEOBJ_PATH, objects, kinds), repeat(matrix))
        for found in _of_kind(pdfium.FPDF_PAGEOBJ_FORM, objects, kinds) if depth < _DEEPEST else ():
            form = ctypes.cast(found, pdfium.FPDF_PAGEOBJECT)
            inner = _times(_matrix(form), matrix)
            waiting.append((found.value, _object_of_form, pdfium.FPDFFormObj_CountObjects(form), inner, depth + 1))
        seen += max(0, count)


def _of_kind(wanted: int, objects: Sequence[int], kinds: Sequence[int]) -> list[Address]:
    if wanted not in kinds:
        return []
    return [Address(found) for found, kind in zip(objects, kinds, strict=True) if kind == wanted]


class _Brush:
    """What PDFium says of paths, its answers written to the same place again and again."""

    __slots__ = ("_edges", "_edges_at", "_parts", "_parts_at")

    def __init__(self) -> None:
        self._edges, self._parts = (ctypes.c_float * 4)(), (ctypes.c_uint * 4)()
        self._edges_at, self._parts_at = addresses(self._edges), addresses(self._parts)

    def box(self, path: Address) -> _Box:
        """The box around a path before it is moved; an empty one where it has none."""
        if not _bounds(path, *self._edges_at):
            return _NOWHERE
        left, bottom, right, top = self._edges
        return (left, bottom), (right, top)

    def colour(self, path: Address) -> Colour | None:
        """The colour in which a path is painted; None where it is not, or not to be seen."""
        parts = self._parts
        _draw_mode(path, *self._parts_at[:2])
        fill, stroke = parts[0], parts[1]
        read = _stroke_colour if stroke else _fill_colour
        if not (fill or stroke) or not read(path, *self._parts_at):
            return None
        red, green, blue, alpha = parts
        return None if alpha == 0 or min(red, green, blue) >= _PALE else (red, green, blue)


def _boxes(path: Address, box: _Box, matrix: _Matrix) -> Iterable[_Box]:
    """The boxes around the parts of a path that may be thin lines."""
    (left, bottom), (right, top) = box
    if min(right - left, top - bottom) <= _THIN:
        return (box if matrix is _UNCHANGED else _moved(box, matrix),)
    if _RECTANGLE < _count_segments(path) <= _SEGMENTS:
        handle = ctypes.cast(path, pdfium.FPDF_PAGEOBJECT)
        own = _times(_matrix(handle), matrix)
        return [_moved(points, own) for points in _subpaths(handle)]
    return ()


def _stroke(line: _Box, colour: Colour, frame: Frame) -> Stroke:
    (x, y), (other_x, other_y) = frame.upright(*line[0]), frame.upright(*line[1])
    return Stroke(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y), colour)


def _is_line(box: _Box) -> bool:
    (left, bottom), (right, top) = box
    wide, high = right - left, top - bottom
    thickness, length = (wide, high) if wide <= high else (high, wide)
    return thickness <= _THIN and length >= _SHORTEST and length >= 2 * thickness


def _moved(points: tuple[tuple[float, float], ...], matrix: _Matrix) -> _Box:
    """The box around these points where the page shows them."""
    a, b, c, d, e, f = matrix
    across = [a * x + c * y + e for x, y in points]
    along = [b * x + d * y + f for x, y in points]
    return (min(across), min(along)), (max(across), max(along))


def _subpaths(path: Any) -> Iterator[tuple[tuple[float, float], ...]]:  # noqa: ANN401
    """The points of each part of a path that is drawn without lifting the pen."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield tuple(points)
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append((x.value, y.value))
    if points:
        yield tuple(points)


def _matrix(form: Any) -> _Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, found):
        return _UNCHANGED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r
