"""Filings of EDGAR: envelopes with several documents, and plain text with tags where pages and tables begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_START = re.compile(
    rb"\s{0,64}(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<(?:IMS|SEC)-DOCUMENT>|<DOCUMENT>\s{0,8}<TYPE>)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rb"<DOCUMENT>\s{0,8}<TYPE>([^<]{0,200})(?:<[A-Z]{1,20}>[^<]{0,400}){0,8}<TEXT>([\s\S]*?)(?:</TEXT>|\Z)",
    re.IGNORECASE,
)
_CONTRACTS = re.compile(r"EX-(10|2|4|1|99)(?![0-9])", re.IGNORECASE)
_UNNAMED = re.compile(r"[^A-Za-z0-9./-]")
_LONGEST_NAME_CHARS = 20
_RANKS = {"10": 0, "2": 1, "4": 2, "1": 3, "99": 4}
_OTHER_RANK = 5
_NO_WORDS = re.compile(rb"\s{0,64}(?:<PDF>|<XBRL>|begin [0-7]{3} )", re.IGNORECASE)

_PAGE = re.compile(r"\s{0,80}<PAGE>\s{0,80}(?:[-–(]{0,2}\s?[A-Z]?-?\d{1,4}\s?[-–)]{0,2})?\s*", re.IGNORECASE)
_TABLE, _TABLE_END = re.compile(r"\s{0,80}<TABLE>\s*", re.IGNORECASE), re.compile(r"\s{0,80}</TABLE>\s*", re.IGNORECASE)
_OTHER_TAGS = re.compile(r"</?(?:CAPTION|S|C|FN|F\d{1,2})>", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\s{0,120}(?:page\s)?[-–(]{0,2}\s?[A-Z]?-?(?:\d{1,4}|[ivxl]{1,7})\s?[-–).]{0,2}\s*", re.IGNORECASE
)
_RULE = re.compile(r"[\s\-=_.|]*")
_COLUMNS = re.compile(r"\s{2,}|\t")
_SENTENCE_END = (".", ":", ";", "!", "?", "”", '"')


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One document of a filing: what it calls itself (``EX-10.1``), and its bytes."""

    kind: str
    data: bytes


def is_filing(data: bytes) -> bool:
    """Whether ``data`` begins as EDGAR's envelopes do."""
    return _START.match(data) is not None


def enclosed(data: bytes) -> list[Enclosed]:
    """The documents with words in the filing ``data``; what is most likely a contract comes first."""
    found = [
        Enclosed(_UNNAMED.sub("", match[1].decode("ascii", "ignore"))[:_LONGEST_NAME_CHARS] or "document", match[2])
        for match in _HEAD.finditer(data)
        if not _NO_WORDS.match(match[2])
    ]
    return sorted(found, key=_rank)


def _rank(document: Enclosed) -> int:
    match = _CONTRACTS.match(document.kind)
    return _OTHER_RANK if match is None else _RANKS[match[1]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of plain text; ``table`` counts tables from 1, None for prose."""

    lines: Sequence[str]
    table: int | None = None


def stretches(lines: Sequence[str]) -> Iterator[Stretch]:
    """Prose and tables of a plain text, without EDGAR's tags and the page numbers beside them, where it has some."""
    if not any(_PAGE.fullmatch(line) or _TABLE.fullmatch(line) for line in lines):
        yield Stretch(lines)
        return
    tables = 0
    for inside, collected in _parted(_without_pages(lines)):
        is_table = inside and _is_table(collected)
        tables += is_table
        yield Stretch(collected, tables if is_table else None)


def _parted(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines between the tags of tables, and whether they stand inside one; a table without an end is none."""
    ends = sum(_TABLE_END.fullmatch(line) is not None for line in lines)
    collected: list[str] = []
    inside = False
    for line in lines:
        closes = _TABLE_END.fullmatch(line) is not None
        if closes or _TABLE.fullmatch(line):
            yield inside, collected
            collected = []
            ends -= closes
            inside = not closes and ends > 0
        else:
            collected.append(_OTHER_TAGS.sub("", line))
    yield inside, collected


def _is_table(lines: Sequence[str]) -> bool:
    """Whether most lines have several cells; old filings set numbered paragraphs as tables too."""
    counts = [len(cells(line)) for line in lines if cells(line)]
    return 2 * sum(count > 1 for count in counts) > len(counts)


def cells(line: str) -> tuple[str, ...]:
    """The cells of one line of a table; none where it only rules a line."""
    if _RULE.fullmatch(line):
        return ()
    return tuple(cell for cell in _COLUMNS.split(line.strip()) if cell)


def _without_pages(lines: Sequence[str]) -> list[str]:
    """The lines without page tags and the numbers beside them; a sentence that a page parts goes on."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not _PAGE.fullmatch(line):
            kept.append(line)
            continue
        before = _drop_number(kept)
        while at < len(lines) and (not lines[at].strip() or _PAGE.fullmatch(lines[at])):
            at += 1
        following = lines[at].strip() if at < len(lines) else ""
        goes_on = before and not before.rstrip().endswith(_SENTENCE_END) and following[:1].islower()
        if not goes_on:
            kept.append("")
    return kept


def _drop_number(kept: list[str]) -> str:
    """Take the page number and the blank lines off the end of a page; its last line of words."""
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and _PAGE_NUMBER.fullmatch(kept[-1]):
        kept.pop()
        while kept and not kept[-1].strip():
            kept.pop()
    return kept[-1] if kept else ""
