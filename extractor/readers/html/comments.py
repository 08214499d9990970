"""Comments of pages that Word saved: marks around the words that they hang on, and a list at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from extractor.readers.html.css import declarations
from extractor.readers.tracked import Note

_ID = re.compile(r"_com_(\d{1,9})")
_REFERENCE = re.compile(r"(.{0,40})_(\d{1,9})")
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})", re.IGNORECASE)
_AUTHOR = re.compile(r"mso-comment-author:\s{0,3}\"?([^\";]{1,200})", re.IGNORECASE)
_OWN_MARKS = frozenset({"msocomoff", "msocomanchor", "msocommentreference"})
"""Classes of the numbers that Word shows at both ends of a comment."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a mark in the text says of the comment ``id``."""

    id: str
    initials: str | None
    date: str | None
    parent: str | None


def reference_of(style: Mapping[str, str]) -> Reference | None:
    """The comment that hangs on an element with this style; None where none does."""
    match = _REFERENCE.fullmatch(style.get("mso-comment-reference", ""))
    if match is None:
        return None
    date = _DATE.match(style.get("mso-comment-date", ""))
    written = None if date is None else f"{date[1]}-{date[2]}-{date[3]}T{date[4]}:{date[5]}:00"
    return Reference(match[2], match[1].upper() or None, written, style.get("mso-comment-parent") or None)


def is_own_mark(element: etree._Element, style: Mapping[str, str]) -> bool:
    """Whether the element is only the number of a comment."""
    classes = (element.get("class") or "").lower().split()
    return "comment" in style.get("mso-special-character", "") or not _OWN_MARKS.isdisjoint(classes)


def notes(root: etree._Element, references: Mapping[str, Reference]) -> Iterator[Note]:
    """The comments of the list that the text refers to, each once."""
    left = dict(references)
    walk = etree.iterwalk(root, events=("start",), tag="div")
    for _, element in walk:
        match = _ID.fullmatch(element.get("id") or "")
        reference = left.pop(match[1], None) if match is not None else None
        if reference is None:
            continue
        walk.skip_subtree()
        author = next(
            (found for child in element.iter("span") if (found := _AUTHOR.search(child.get("style", "")))), None
        )
        yield Note(
            id=reference.id,
            text="\n".join(filter(None, (_words(line) for line in element.iter("p")))),
            author=None if author is None else author[1].strip() or None,
            initials=reference.initials,
            date=reference.date,
            parent=reference.parent,
        )


def _words(line: etree._Element) -> str:
    """The words of a paragraph of a comment, without its number."""
    pieces: list[str] = []
    walk = etree.iterwalk(line, events=("start", "end"))
    for event, element in walk:
        if event == "start" and isinstance(element.tag, str) and is_own_mark(element, declarations(element)):
            walk.skip_subtree()
        elif event == "start":
            pieces.append(element.text or "")
        elif element is not line:
            pieces.append(element.tail or "")
    return " ".join("".join(pieces).split())
