"""Automatic numbering: what each list level looks like, and the label that Word shows at each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractor.readers.docx.numerals import numeral
from extractor.readers.docx.styles import Style, Styles, indent_points
from extractor.readers.docx.xml import W, flag, value, whole

LEVELS = 9
BULLET = "•"
_PLACEHOLDER = re.compile(r"%([1-9])")
_PRIVATE_USE = range(0xE000, 0xF900)  # symbol fonts: the glyph is not the character, and nor is the "o" of a circle


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as ``w:lvl`` defines it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    """1-based level whose advance restarts this one; 0 never; None any higher level."""
    linked_style: str | None = None
    indent: float | None = None


@dataclass(frozen=True, slots=True)
class NumberingPlace:
    """Which list instance a paragraph belongs to, and at which 0-based level."""

    num_id: str
    level: int


@dataclass(frozen=True, slots=True)
class ListInstance:
    """One ``w:num``: the counters that it shares, its levels, and where it starts afresh."""

    counters: str
    levels: dict[int, Level]
    start_overrides: dict[int, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a document; ``names`` are those that fields call by name."""

    instances: dict[str, ListInstance] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def place(self, properties: etree._Element | None, style: Style) -> NumberingPlace | None:
        """The list place of a paragraph, stated by itself or by its style; None where it is in no list."""
        stated = None if properties is None else properties.find(W + "numPr")
        own_id = None if stated is None else value(stated.find(W + "numId"))
        level = None if stated is None else whole(stated.find(W + "ilvl"))
        num_id = own_id or style.num_id  # an own 0, which no list has, takes the paragraph out of its style's list
        instance = None if num_id is None else self.instances.get(num_id)
        if num_id is None or instance is None:
            return None
        if level is None and own_id is None:
            level = self._linked_level(instance, style)
        return NumberingPlace(num_id, min(max(level or 0, 0), LEVELS - 1))

    def indent(self, place: NumberingPlace | None) -> float | None:
        """The left edge that the list level gives its paragraphs, in points."""
        level = None if place is None else self.instances[place.num_id].levels.get(place.level)
        return None if level is None else level.indent

    @staticmethod
    def _linked_level(instance: ListInstance, style: Style) -> int | None:
        links = {level.linked_style: index for index, level in instance.levels.items() if level.linked_style}
        linked = links.get(style.id)
        if linked is None and style.num_style is not None:
            linked = links.get(style.num_style)
        return style.num_level if linked is None else linked


class Counter:
    """Counts through a document in reading order; every numbered paragraph that survives is shown to it once."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._instances = numbering.instances
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def advance(self, place: NumberingPlace) -> str | None:
        """The label of the next paragraph at ``place``; None where Word shows none."""
        instance = self._instances[place.num_id]
        counts = self._counts.setdefault(instance.counters, [None] * LEVELS)
        override = instance.start_overrides.get(place.level)
        if override is not None and (place.num_id, place.level) not in self._started:
            counts[place.level] = None
        self._started.add((place.num_id, place.level))
        current = counts[place.level]
        if current is None:
            counts[place.level] = _start(instance, place.level)
        else:
            counts[place.level] = current + 1
        for higher in range(place.level):
            if counts[higher] is None:
                counts[higher] = _start(instance, higher)  # a level that was passed over counts as begun
        _restart_deeper(instance, counts, place.level)
        return _label(instance, counts, place.level)

    def peek(self, place: NumberingPlace) -> str | None:
        """The label that a paragraph at ``place`` shows without being counted: one whose mark is struck out."""
        counters = self._instances[place.num_id].counters
        counts = list(self._counts.get(counters, [None] * LEVELS))
        started = (place.num_id, place.level) in self._started
        label = self.advance(place)
        self._counts[counters] = counts
        if not started:
            self._started.discard((place.num_id, place.level))
        return label

    def named(self, name: str, level: int, start: int | None) -> str | None:
        """The next label of the list of that name, for a field; counted on from ``start`` where that is given."""
        num_id = self._numbering.names.get(name.lower())
        if num_id is None:
            return None
        if start is not None:
            counts = self._counts.setdefault(self._instances[num_id].counters, [None] * LEVELS)
            counts[level] = start - 1
        return self.advance(NumberingPlace(num_id, level))


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of a numbering part; None reads as a document without any."""
    if root is None:
        return Numbering()
    abstracts = {value(item, "abstractNumId") or "": item for item in root.iterchildren(W + "abstractNum")}
    numbers = {value(item, "numId") or "": item for item in root.iterchildren(W + "num")}
    instances: dict[str, ListInstance] = {}
    names: dict[str, str] = {}
    levels: dict[str, dict[int, Level]] = {}
    for num_id, number in numbers.items():
        abstract_id = _abstract_of(number, numbers, abstracts, styles)
        if abstract_id is not None:
            if abstract_id not in levels:
                levels[abstract_id] = dict(map(_level, abstracts[abstract_id].iterchildren(W + "lvl")))
            instances[num_id] = _instance(number, abstract_id, levels[abstract_id])
            names.setdefault((value(abstracts[abstract_id].find(W + "name")) or "").lower(), num_id)
    return Numbering(instances, names)


def _abstract_of(
    number: etree._Element, numbers: dict[str, etree._Element], abstracts: dict[str, etree._Element], styles: Styles
) -> str | None:
    """The definition behind a list, over at most one link to a numbering style."""
    abstract_id = value(number.find(W + "abstractNumId"))
    abstract = abstracts.get(abstract_id or "")
    if abstract_id is None or abstract is None:
        return None
    link = value(abstract.find(W + "numStyleLink"))
    if link is None:
        return abstract_id
    style = styles.by_id.get(link)
    linked = None if style is None else numbers.get(style.num_id or "")
    linked_id = None if linked is None else value(linked.find(W + "abstractNumId"))
    if linked_id in abstracts:
        return linked_id
    # The style itself is gone; the definition that it stood for still names it.
    named = (other for other, item in abstracts.items() if value(item.find(W + "styleLink")) == link)
    return next(named, abstract_id)


def _instance(number: etree._Element, abstract_id: str, defined: dict[int, Level]) -> ListInstance:
    levels = dict(defined)
    starts: dict[int, int] = {}
    for override in number.iterchildren(W + "lvlOverride"):
        index = whole(override, "ilvl") or 0
        own = override.find(W + "lvl")
        if own is not None:
            levels[index] = _level(own)[1]
        start = whole(override.find(W + "startOverride"))
        if start is not None:
            starts[index] = start
    return ListInstance(abstract_id, levels, starts)


def _level(element: etree._Element) -> tuple[int, Level]:
    start = whole(element.find(W + "start"))
    level = Level(
        start=0 if start is None else start,
        style=_format(next(element.iter(W + "numFmt"), None)),
        text=value(element.find(W + "lvlText")) or "",
        legal=flag(element.find(W + "isLgl")) or False,
        restart=whole(element.find(W + "lvlRestart")),
        linked_style=value(element.find(W + "pStyle")),
        indent=indent_points(element.find(W + "pPr")),
    )
    return whole(element, "ilvl") or 0, level


def _format(element: etree._Element | None) -> str:
    """The number format; one of the author's own is known by its first numbers."""
    named = value(element) or "decimal"
    return (value(element, "format") or "decimal") if named == "custom" else named


def _start(instance: ListInstance, index: int) -> int:
    override = instance.start_overrides.get(index)
    return instance.levels.get(index, Level()).start if override is None else override


def _restart_deeper(instance: ListInstance, counts: list[int | None], advanced: int) -> None:
    for index in range(advanced + 1, LEVELS):
        restart = instance.levels.get(index, Level()).restart
        if advanced < (index if restart is None else restart):
            counts[index] = None


def _label(instance: ListInstance, counts: list[int | None], index: int) -> str | None:
    level = instance.levels.get(index)
    if level is None:
        return None
    if level.style == "bullet":
        return _bullet(level.text)

    def written(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        if other > index:
            return ""
        style = instance.levels.get(other, Level()).style
        if level.legal and style != "none":
            style = "decimal"
        count = counts[other]
        return numeral(_start(instance, other) if count is None else count, style)

    return _PLACEHOLDER.sub(written, level.text).strip() or None


def _bullet(text: str) -> str | None:
    if not text.strip():
        return None
    bullet = text.strip()
    return BULLET if ord(bullet[0]) in _PRIVATE_USE or bullet.isalnum() else bullet
