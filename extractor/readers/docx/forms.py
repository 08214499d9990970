"""Tracked changes of form only (fonts, indents, numbering, column widths): counted, since none of them is text."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from extractor.readers.docx.xml import W, value
from extractor.types import FormChanges

_CHANGES = tuple(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
        "tcPrChange", "numberingChange", "cellMerge",
    )
)  # fmt: skip
_PUT_INTO_LIST = W + "ins"
_LIST = W + "numPr"
_PLACES = frozenset(W + name for name in ("p", "tbl", "tr", "tc", "sectPr"))


class FormCounter:
    """Counts, over the parts of one file, the places whose form somebody changed."""

    def __init__(self) -> None:
        self._places: Counter[str | None] = Counter()

    def count(self, root: etree._Element) -> None:
        """Add what ``root`` holds; a paragraph whose runs one person changed is one place, not as many as its runs."""
        seen: set[tuple[str | None, etree._Element]] = set()
        for element in root.iter(*_CHANGES, _PUT_INTO_LIST):
            if element.tag == _PUT_INTO_LIST and not _stands_in(element, _LIST):
                continue
            place = next((above for above in element.iterancestors() if above.tag in _PLACES), root)
            seen.add((value(element, "author") or None, place))
        self._places.update(author for author, _ in seen)

    def changes(self) -> tuple[FormChanges, ...]:
        """The counts by author, most first."""
        return by_author(self._places)


def by_author(places: Counter[str | None]) -> tuple[FormChanges, ...]:
    """Places counted by author, most first."""
    ranked = sorted(places.items(), key=lambda entry: (-entry[1], entry[0] or ""))
    return tuple(FormChanges(author, count) for author, count in ranked)


def _stands_in(element: etree._Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag
