"""The elements that tracked changes and comments are made of, each with its parts in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from extractor.readers.docx.xml import W, value
from extractor.writers.docx.orders import Signature

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = re.compile(r"([\n\t])")
_BREAK_TAGS = {"\n": W + "br", "\t": W + "tab"}
_TRACKED_MARKS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_OF_ITS_PLACE = tuple(W + name for name in ("sectPr", "pPrChange", "framePr"))
"""What a paragraph has for itself; a new one beside it does not."""
_LARGEST_ID = 2**31 - 1
_LOUD = tuple(W + name for name in ("b", "bCs", "caps", "smallCaps", "u", "i", "iCs", "vanish", "highlight"))
_STYLES_AND_FONTS = (W + "rStyle", W + "rFonts")


class Ids:
    """Gives numbers that no other annotation of the file has."""

    def __init__(self, taken: Iterable[int]) -> None:
        """Know those that are ``taken``."""
        self._taken = set(taken)
        self._last = max((one for one in self._taken if one < _LARGEST_ID // 2), default=0)

    def next(self) -> str:
        """The next free number."""
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return str(self._last)


class Pen:
    """Makes elements in one author's name."""

    def __init__(self, signature: Signature, ids: Ids) -> None:
        """Sign with ``signature``, number by ``ids``."""
        self.signature = signature
        self._ids = ids

    def change(self, tag: str) -> etree._Element:
        """A tracked change of ours, empty yet: ``ins`` or ``del``."""
        signed = {"id": self._ids.next(), "author": self.signature.author, "date": self.signature.date}
        return element(tag, signed)

    def renumber(self, change: etree._Element) -> None:
        """Give the second half of a change that was cut in two a number of its own."""
        change.set(W + "id", self._ids.next())


def element(tag: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    """An element of the Word namespace, with attributes of it."""
    return etree.Element(
        W + tag, {W + name: text for name, text in (attributes or {}).items()}, nsmap={"w": W.strip("{}")}
    )


def run(text: str, properties: etree._Element | None) -> etree._Element:
    """A run of words; line breaks and tabs in ``text`` become Word's own."""
    made = element("r")
    if properties is not None:
        made.append(properties)
    for part in _BREAKS.split(text):
        if part in _BREAK_TAGS:
            made.append(etree.Element(_BREAK_TAGS[part]))
        elif part:
            words = element("t")
            words.text = part
            words.set(SPACE, "preserve")
            made.append(words)
    return made


def as_deleted(struck: etree._Element) -> None:
    """Make the words of a run those of a deletion."""
    for words in struck.findall(W + "t"):
        words.tag = W + "delText"
        words.set(SPACE, "preserve")


def run_properties(run: etree._Element | None, *, quiet: bool = False) -> etree._Element | None:
    """A copy of the looks of ``run`` without their tracked changes; ``quiet`` leaves out what stresses words."""
    properties = None if run is None else run.find(W + "rPr")
    if properties is None:
        return None
    copied = deepcopy(properties)
    copied.tail = None
    left_out = (W + "rPrChange", *_TRACKED_MARKS, *(_LOUD if quiet else ()))
    for child in list(copied.iterchildren(*left_out)):
        copied.remove(child)
    return copied if len(copied) else None


def bold(properties: etree._Element | None) -> etree._Element:
    """``properties`` with bold letters."""
    made = element("rPr") if properties is None else properties
    behind = sum(1 for _ in made.iterchildren(*_STYLES_AND_FONTS))
    made.insert(behind, element("b"))
    return made


def paragraph_properties(source: etree._Element | None, mark: etree._Element, *, numbered: bool) -> etree._Element:
    """Properties of a new paragraph that looks like ``source`` and whose own mark is the change ``mark``."""
    properties = None if source is None else source.find(W + "pPr")
    made = element("pPr") if properties is None else deepcopy(properties)
    made.tail = None
    for child in list(made.iterchildren(*_OF_ITS_PLACE)):
        made.remove(child)
    number = made.find(W + "numPr")
    if number is not None:
        if not numbered:
            made.remove(number)
        for change in list(number.iterchildren(W + "ins", W + "numberingChange")):
            number.remove(change)
    looks = mark_properties(made)
    for child in list(looks.iterchildren(W + "rPrChange", *_TRACKED_MARKS)):
        looks.remove(child)
    looks.insert(0, mark)
    return made


def strike_mark(paragraph: etree._Element, mark: etree._Element) -> None:
    """Put the deletion ``mark`` on the mark of ``paragraph``, behind an insertion of the same mark."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    looks = mark_properties(properties)
    looks.insert(sum(1 for _ in looks.iterchildren(W + "ins")), mark)


def mark_properties(properties: etree._Element) -> etree._Element:
    """The properties of a paragraph's mark, made where there are none yet."""
    looks = properties.find(W + "rPr")
    if looks is None:
        looks = element("rPr")
        behind = next(properties.iterchildren(W + "sectPr", W + "pPrChange"), None)
        if behind is None:
            properties.append(looks)
        else:
            behind.addprevious(looks)
    return looks


def annotation_ids(root: etree._Element) -> Iterator[int]:
    """The numbers of all annotations under ``root``."""
    for one in root.iter():
        text = value(one, "id")
        if text is not None and text.lstrip("-").isdecimal():
            yield int(text[:12])
