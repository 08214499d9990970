"""Tracked changes of an OpenDocument text: what each region of the file's head states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.forms import by_author
from extractor.readers.docx.tokens import Change, Tracked
from extractor.readers.odt.names import DC, OFFICE, TEXT, XML_ID
from extractor.types import FormChanges, RevisionKind

_KINDS: dict[str, RevisionKind] = {TEXT + "insertion": "insertion", TEXT + "deletion": "deletion"}


@dataclass(frozen=True, slots=True)
class Region:
    """One tracked change; ``removed`` holds the words that it took out."""

    changes: tuple[Change, ...]
    removed: etree._Element | None = None

    def around(self, tracked: Tracked) -> Tracked:
        """``tracked`` with this region's changes inside."""
        for change in self.changes:
            tracked = tracked.under(change)
        return tracked


def read_regions(body: etree._Element) -> dict[str, Region]:
    """The regions by the id that marks in the text refer to; changes of formatting alone are none."""
    regions: dict[str, Region] = {}
    for element in body.iter(TEXT + "changed-region"):
        region_id = element.get(XML_ID) or element.get(TEXT + "id") or ""
        changes = tuple(
            Change(
                kind=_KINDS[str(child.tag)],
                id=region_id,
                author=_stated(child, "creator"),
                date=_stated(child, "date"),
            )
            for child in element.iterchildren(*_KINDS)
        )
        if changes:
            regions[region_id] = Region(changes, element.find(TEXT + "deletion"))
    return regions


def count_form_changes(roots: Iterable[etree._Element]) -> tuple[FormChanges, ...]:
    """How many places each author changed in form only, most first."""
    places = Counter(_stated(change, "creator") for root in roots for change in root.iter(TEXT + "format-change"))
    return by_author(places)


def _stated(change: etree._Element, name: str) -> str | None:
    info = change.find(OFFICE + "change-info")
    return None if info is None else info.findtext(DC + name) or None
