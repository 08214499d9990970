"""Page coordinates: from the points of a PDF page to distances on the page as it is shown."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium


class Frame:
    """Page coordinates: the visible box, turned upright, origin at its upper left corner."""

    __slots__ = ("_bottom", "_left", "_right", "_top", "_turn", "height", "origin", "sideways", "turned", "width")

    def __init__(self, page: Any) -> None:  # noqa: ANN401
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._left, self._right = min(box.left, box.right), max(box.left, box.right)
        self._bottom, self._top = min(box.bottom, box.top), max(box.bottom, box.top)
        self._turn = int(pdfium.FPDFPage_GetRotation(page))
        self.turned, self.origin = self._turn != 0, self._left
        self.sideways = self._turn % 2 == 1
        wide, high = self._right - self._left, self._top - self._bottom
        self.width, self.height = (high, wide) if self.sideways else (wide, high)

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A PDF point as (distance from the left, distance from the top) of the page as it is shown."""
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        if self._turn == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y
