"""Lines healed into paragraphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from extractor.readers.pdf.hyphens import Hyphens
from extractor.readers.pdf.layout import Line
from extractor.readers.pdf.numbering import starts_provision
from extractor.readers.pdf.tables import Row

_LOOSE: Final = 1.3
"""Multiple of the page's line distance from which a gap parts paragraphs."""
_LOOSE_MID_SENTENCE: Final = 2.2
_SINGLE_SPACED: Final = 1.3
_INDENT: Final = 7.0
_SLACK: Final = 6.0
_ENDINGS: Final = (".", ":", ";", "!", "?", ".”", '."', ".)", ";”", ":”", "; and", "; or", "; provided", ";and", ";or")
_CLOSERS: Final = ")”\"’']"


@dataclass(slots=True)
class Paragraph:
    """Lines that read on, and where they begin."""

    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The line with which it begins."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line with which it ends so far."""
        return self.lines[-1]

    def text(self, hyphens: Hyphens) -> str:
        """Its lines as running text."""
        parts = [self.lines[0].text]
        for line in self.lines[1:]:
            if parts[-1].endswith("-"):
                parts[-1] = hyphens.join(parts[-1], line.text)
            else:
                parts.append(line.text)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page, or one column of it, is set: distance of lines in line heights, left and right margin."""

    spacing: float
    left: float
    right: float


def paragraphs_of(sheets: Sequence[Sequence[Line | Row]]) -> list[Paragraph | Row]:
    """The document's paragraphs and table rows in reading order; paragraphs run on from sheet to sheet."""
    result: list[Paragraph | Row] = []
    settings = _settings([item for items in sheets for item in items if isinstance(item, Line)])
    for items in sheets:
        for place, item in enumerate(items):
            last = result[-1] if result else None
            if isinstance(item, Row):
                result.append(item)
            elif isinstance(last, Paragraph) and _belongs(last, item, settings, new_sheet=place == 0):
                last.lines.append(item)
            else:
                result.append(Paragraph([item]))
    return result


def _settings(lines: Sequence[Line]) -> dict[tuple[int, int], _Setting]:
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.column].append(line)
    return {place: _setting(column) for place, column in columns.items()}


def _setting(lines: Sequence[Line]) -> _Setting:
    gaps = Counter(
        round((after.baseline - before.baseline) / after.height, 1)
        for before, after in pairwise(lines)
        if 0.7 * after.height <= after.baseline - before.baseline <= 4 * after.height
    )
    common = [gap for gap, count in gaps.items() if count >= max(2, 0.15 * sum(gaps.values()))]
    spacing = min(common, default=_SINGLE_SPACED)
    rights = sorted(line.right for line in lines)
    lefts = sorted(line.left for line in lines)
    return _Setting(spacing, lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])


def _belongs(paragraph: Paragraph, line: Line, settings: dict[tuple[int, int], _Setting], *, new_sheet: bool) -> bool:
    """Whether a line continues the paragraph before it."""
    before = paragraph.last
    setting = settings[before.page, before.column]
    if new_sheet or before.column != line.column or line.baseline < before.baseline:
        return _runs_over(paragraph, line, setting, settings[line.page, line.column])
    return _reads_on(paragraph, line, setting)


def _reads_on(paragraph: Paragraph, line: Line, setting: _Setting) -> bool:
    """Whether a paragraph goes on in the line below."""
    before = paragraph.last
    goes_on = _is_lower(line.text) and not _is_finished(before.text)
    spacing = (line.baseline - before.baseline) / max(line.height, before.height)
    if spacing > setting.spacing * (_LOOSE_MID_SENTENCE if goes_on else _LOOSE):
        return False
    if not _looks_alike(before, line):
        return False
    short = _ends_short(before, line, setting)
    if _opens(line) and (short or _is_finished(before.text) or _is_shifted(paragraph, line)):
        return False
    if short:
        return goes_on and not _is_shifted(paragraph, line)
    return not _is_indented(paragraph, line)


def _opens(line: Line) -> bool:
    """Whether a line begins as numbered provisions do, or has a number or bullet in a margin of its own."""
    return line.words_left > line.left or starts_provision(line.text)


def _looks_alike(before: Line, line: Line) -> bool:
    """Whether two lines can belong to one paragraph by size and weight."""
    larger, smaller = max(before.height, line.height), min(before.height, line.height)
    if larger > 1.25 * smaller:
        return False
    return not (before.bold and not line.bold and before.text.isupper() and not line.text.isupper())


def _ends_short(before: Line, line: Line, setting: _Setting) -> bool:
    """Whether the next line's first word would have fitted: then the line before was ended on purpose."""
    word = line.text.partition(" ")[0]
    width = len(word) * (line.right - line.left) / max(1, len(line.text))
    return before.right + width + 0.5 * before.height + _SLACK < setting.right


def _is_lower(text: str) -> bool:
    """Whether a line begins in lower case, other than with a name like ``iCloud``."""
    return text[0].islower() and not text[1:2].isupper()


def _is_finished(text: str) -> bool:
    """Whether a sentence, or an item of a list, ends here."""
    return text.endswith(_ENDINGS) or text.rstrip(_CLOSERS).endswith((".", ";", ":"))


def _is_shifted(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line stands clearly left or right of the paragraph's running lines."""
    body = paragraph.lines[1] if len(paragraph.lines) > 1 else paragraph.first
    return abs(line.left - body.left) > _INDENT


def _is_indented(paragraph: Paragraph, line: Line) -> bool:
    """Whether a line's left edge begins a new paragraph; a second line may hang or return to the margin."""
    if len(paragraph.lines) == 1:
        return line.left > paragraph.first.left + _INDENT and not _opens(paragraph.first)
    return abs(line.left - paragraph.last.left) > _INDENT


def _runs_over(paragraph: Paragraph, line: Line, here: _Setting, there: _Setting) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    before = paragraph.last
    if not _looks_alike(before, line) or _opens(line) or _is_finished(before.text):
        return False
    if _is_lower(line.text) or before.text.endswith((",", "-")):
        return True
    full = before.right > here.right - 8 * before.height
    at_margin = line.left < there.left + _INDENT or abs(line.left - before.left) < _INDENT
    return full and at_margin and not line.text.isupper() and not before.text.isupper()
