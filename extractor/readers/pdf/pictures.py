"""The pictures on a PDF page, and the page as a picture."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium
from PIL import Image

_DPI: Final = 200
_PIXELS: Final = 12_000_000
"""Of one page as it is recognised: A3 at 200 dpi has half as many."""
_LONGEST_SIDE: Final = 16_000
_OBJECTS: Final = 5_000
_DEEPEST: Final = 3
"""How deep pictures may be nested in drawings."""
_WHITE: Final = 0xFFFFFFFF


class PictureTooLarge(Exception):
    """A picture on the page has more pixels than the limits allow."""


def covered(page: Any) -> float:  # noqa: ANN401 - a ctypes handle
    """The share of the page that pictures cover."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    if right <= left or top <= bottom:
        return 0.0
    area = 0.0
    for found, _ in _objects(page, 1):
        if _pictures(found):
            x0, y0, x1, y1 = _bounds(found)
            area += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return min(1.0, float(area / ((right - left) * (top - bottom))))


def drawn(page: Any, source_pixels: int) -> tuple[Image.Image, float] | None:  # noqa: ANN401 - a ctypes handle
    """The page in grey without the notes upon it, and its points a pixel; None where it has no size.

    :raises PictureTooLarge: one of its pictures has more than ``source_pixels``.
    """
    if any(_pixels(found) > source_pixels for found, kind in _objects(page, _DEEPEST) if kind == _IMAGE):
        raise PictureTooLarge
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (0 < wide < math.inf and 0 < high < math.inf):
        return None
    zoom = min(_DPI / 72, math.sqrt(_PIXELS / (wide * high)), _LONGEST_SIDE / max(wide, high))
    width, height = max(1, round(wide * zoom)), max(1, round(high * zoom))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        rows = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return Image.frombytes("L", (width, height), rows, "raw", "L", stride, 1), 1 / zoom
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


_IMAGE: Final = pdfium.FPDF_PAGEOBJ_IMAGE
_FORM: Final = pdfium.FPDF_PAGEOBJ_FORM


def _objects(page: Any, depth: int) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    """The page's objects with their kinds, those inside drawings down to ``depth``; 1 is the page's own."""
    seen = 0
    waiting = [(page, pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page), 1)]
    while waiting:
        holder, pick, count, level = waiting.pop()
        for index in range(max(0, min(count, _OBJECTS - seen))):
            found = pick(holder, index)
            kind = pdfium.FPDFPageObj_GetType(found)
            yield found, kind
            if kind == _FORM and level < depth:
                inner = pdfium.FPDFFormObj_CountObjects(found)
                waiting.append((found, pdfium.FPDFFormObj_GetObject, inner, level + 1))
        seen += max(0, count)


def _pictures(found: Any) -> bool:  # noqa: ANN401
    """Whether an object is a picture or a drawing around nothing but some."""
    kind = pdfium.FPDFPageObj_GetType(found)
    if kind != _FORM:
        return bool(kind == _IMAGE)
    count = pdfium.FPDFFormObj_CountObjects(found)
    inner = [pdfium.FPDFFormObj_GetObject(found, index) for index in range(min(max(0, count), _DEEPEST))]
    return bool(inner) and all(pdfium.FPDFPageObj_GetType(part) == _IMAGE for part in inner)


def _bounds(found: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(found, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _pixels(found: Any) -> int:  # noqa: ANN401
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(found, width, height):
        return 0
    return width.value * height.value
