"""The number of a clause as a lawyer would cite it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.segmentation.numbering import ARTICLE, PART, SECTION, Marker
from extractor.segmentation.sequence import CONTAINER, Frame


def cite(above: Sequence[Frame], marker: Marker) -> str:
    """The number as a lawyer would cite it, from the numbers above it."""
    holder = next((frame for frame in reversed(above) if frame.draft.number is not None), None)
    exhibit = above[0].draft.number if above and above[0].style == CONTAINER else None
    if holder is None or marker.lettered:
        return marker.cite
    if marker.standalone or holder.draft.number == exhibit:
        return f"{exhibit}, {marker.cite}" if exhibit else marker.cite
    parent = holder.draft.number or ""
    if marker.cite.startswith("("):
        return parent + marker.cite
    if marker.style == SECTION:
        return f"{parent}, Section {marker.cite}"
    return f"{parent}, {marker.cite}" if holder.style in (ARTICLE, PART) else f"{parent}.{marker.cite}"
