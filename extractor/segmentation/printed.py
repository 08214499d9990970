"""A document as it stands on paper: its stretches of text with the numbers and captions that they begin with.

The outline makes one tree of these and lets go of what does not fit; whoever looks for a number that is missing or
stands there twice needs what was printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.segmentation.contents import is_page_furniture
from extractor.segmentation.numbering import LETTERS, Marker
from extractor.segmentation.parts import lay_out
from extractor.segmentation.units import units_of
from extractor.types import Document, Span


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of text that may begin with a number.

    ``body`` is where the text after the number starts. ``path`` holds the parts of a number that stands for itself
    (``8.2``, ``Article VIII``), empty for any other. ``whole``: it begins its paragraph. ``contents``: it stands in a
    table of contents. ``caption`` is the number of the attachment whose first line it is.
    """

    span: Span
    body: int
    path: tuple[int, ...]
    whole: bool
    row: bool
    contents: bool
    furniture: bool
    caption: str | None
    weak: bool = False
    keyword: bool = False


def printed(document: Document) -> Iterator[Printed]:
    """The stretches of ``document``, in reading order."""
    units = list(units_of(document))
    layout = lay_out(document.text, units)
    for index, unit in enumerate(units):
        caption = layout.captions[index]
        marker = unit.marker
        words = document.text[unit.start : unit.end]
        yield Printed(
            span=Span(unit.start, unit.end),
            body=unit.body,
            path=_path(marker),
            whole=unit.origin == "block",
            row=unit.block.kind == "table_row",
            contents=layout.contents[index],
            furniture=layout.repeated[index] or is_page_furniture(words),
            caption=caption.number if caption else None,
            weak=marker is not None and marker.weak,
            keyword=marker is not None and marker.style in ("article", "part", "section"),
        )


def _path(marker: Marker | None) -> tuple[int, ...]:
    if marker is None or not marker.path or marker.path[0] > LETTERS:
        return ()
    return marker.path
