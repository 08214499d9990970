"""Tables of contents, which repeat the headings of a contract and are none of its clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.segmentation.units import Unit

_CONTENTS = re.compile(r"\W{0,3}(?:TABLE\s{1,3}OF\s{1,3}CONTENTS|CONTENTS|INDEX)\b", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|(?<!_)_{4,}\s{0,3}\d")
_PAGE_AT_END = re.compile(r"(?:\s|\.|…|-)\s{0,3}(?:\d{1,3}|[ivxlc]{1,6}|[A-Z]-\d{1,2})$")
_PAGE_FURNITURE = re.compile(
    r"\W{0,3}(?:page\s{0,2})?(?:[ivxlc]{1,5}|\d{1,3})(?:\s{0,3}of\s{0,3}\d{1,3})?\W{0,3}$", re.I
)
_LONGEST_ENTRY_WORDS = 25
_LONGEST_TITLED_ENTRY_WORDS = 60  # several entries that were run together
_MOST_MISSED = 25  # lines without a page number after the last one with it
_MOST_UNPAGED = 200  # entries of a table that has no page numbers at all
FEWEST_ENTRIES = 3
"""Fewer lines with leaders, or captions one after the other, are no table or list."""
_LONGEST_OPENING_UNITS = 20  # title, parties and recitals between the contents and the first section
_LONGEST_KEYED_CHARS = 120  # what of a paragraph is compared with the first entry


def contents_of(text: str, units: Sequence[Unit]) -> list[bool]:
    """For each unit, whether it stands in a table of contents."""
    inside = [_is_styled_entry(unit) for unit in units]
    lines = _Lines(text, units)
    index = 0
    while index < len(units):
        words = text[units[index].start : units[index].end]
        titled = _CONTENTS.match(words) is not None and len(words.split()) <= 6
        if titled or _is_entry(words):
            end = _end_of_contents(lines, units, index + titled, titled=titled)
            if end - index >= FEWEST_ENTRIES:
                inside[index:end] = [True] * (end - index)
                index = end
                continue
        if _CONTENTS.match(words) is not None and len(_LEADERS.findall(words)) >= FEWEST_ENTRIES:
            inside[index] = True
        index += 1
    return inside


def is_page_furniture(text: str) -> bool:
    """Whether it is nothing but a page number."""
    return len(text) < 16 and _PAGE_FURNITURE.match(text) is not None


def _is_styled_entry(unit: Unit) -> bool:
    return (unit.block.style or "").lower().startswith("toc")


def _is_entry(words: str) -> bool:
    """A line of a table of contents: short, with leaders or a page number at its end."""
    if len(words.split()) > _LONGEST_ENTRY_WORDS * (1 + words.count("\t")) or is_page_furniture(words):
        return False
    return _LEADERS.search(words) is not None and words.rstrip()[-1:].isalnum() and not words.startswith(("By", "Name"))


@dataclass(frozen=True, slots=True)
class _Line:
    """A unit as a line that may stand in a table of contents."""

    words: int
    last: str
    entry: bool
    paged: bool
    furniture: bool
    key: str


class _Lines:
    """The units as lines, each read once: after a title without entries, the next title looks over the same lines."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self.text = text
        self._units = units
        self._read: dict[int, _Line] = {}

    def __getitem__(self, index: int) -> _Line:
        if index not in self._read:
            unit = self._units[index]
            words = self.text[unit.start : unit.end].strip()
            paged = _PAGE_AT_END.search(words) is not None
            furniture = is_page_furniture(words)
            line = _Line(len(words.split()), words[-1:], _is_entry(words), paged, furniture, _entry_key(words))
            self._read[index] = line
        return self._read[index]


def _end_of_contents(lines: _Lines, units: Sequence[Unit], start: int, *, titled: bool) -> int:
    """The unit after the last entry; under a title, entries without leaders count until the first one comes again."""
    first = ""
    end = start
    missed = 0
    for index in range(start, len(units)):
        line = lines[index]
        short = line.words <= (_LONGEST_TITLED_ENTRY_WORDS if titled else _LONGEST_ENTRY_WORDS)
        if titled and first and line.key == first and index - start >= FEWEST_ENTRIES:
            break
        if line.entry or (titled and short and line.paged):
            end, missed = index + 1, 0
        elif titled and short and line.last not in ".;:,":
            missed += 1
        elif not line.furniture and not (titled and _resumes(lines, index, len(units))):
            break
        if missed > (_MOST_MISSED if end > start else _MOST_UNPAGED):
            break
        first = first or (line.key if units[index].marker is not None else "")
    else:
        return end
    again = titled and first and _comes_again(lines.text, units[index : index + _LONGEST_OPENING_UNITS], first)
    return index if again else end


def _comes_again(text: str, units: Sequence[Unit], first: str) -> bool:
    """Whether the first entry stands again where the agreement begins."""
    return any(_entry_key(text[unit.start : unit.end][:_LONGEST_KEYED_CHARS]).startswith(first) for unit in units)


def _resumes(lines: _Lines, index: int, count: int) -> bool:
    """Whether entries go on right after a foot line or the like."""
    following = (lines[after] for after in range(index + 1, min(index + 3, count)))
    return any(line.paged and 1 < line.words <= _LONGEST_TITLED_ENTRY_WORDS for line in following)


def _entry_key(words: str) -> str:
    return "".join(filter(str.isalnum, _PAGE_AT_END.sub("", words.strip()).lower()))[:40]
