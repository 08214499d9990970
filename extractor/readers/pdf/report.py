"""The report that comparison programs put before or behind a redline: legend, statistics, what was compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.readers.pdf.layout import Line
from extractor.readers.pdf.marks import Mark
from extractor.readers.pdf.redline import Look
from extractor.readers.pdf.text import Run
from extractor.types import Margin

_ENDS: Final = 3
"""Pages from the first and the last on which a report may stand."""
_FEWEST: Final = 4
"""Lines that only reports have, from which on there is one."""
_MOST: Final = 0.6
"""Share of such lines from which the whole page is the report's."""

_HEADS = re.compile(
    r"(?:summary report|document comparison|comparison (?:report|details|done)|rendering set|style name|legend"
    r"|statistics|(?:litera|workshare|deltaview|change-?pro)\b|intelligent table comparison|total changes)",
    re.IGNORECASE,
)
_ADDED: Final = r"(?:insertions?|inserted(?: text)?|add(?:ed|itions?)?)"
_REMOVED: Final = r"(?:deletions?|deleted?(?: text)?)"
_MOVED: Final = r"moved?[ -](?:from|to|deletion|insertion)"
_COUNT: Final = r"[\s:]{0,3}\d{0,6}"
_KIND_ROW = re.compile(rf"(?:(?P<moved>{_MOVED})|(?P<added>{_ADDED})|(?P<removed>{_REMOVED})){_COUNT}", re.IGNORECASE)
_OTHER_ROW = re.compile(
    r"(?:(?:style|format(?:ting)?) changes?|(?:inserted|deleted|moved|split/merged|padding) cells?|document \d id"
    r"|input\b|table (?:insert|delete|moves?)|embedded (?:graphics|excel)|count\b|changes\b"
    r"|(?:original|modified) (?:dms|filename|document))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """The document's lines without the report's; ``runs`` are the characters of the report, by page."""

    pages: list[Sequence[Line]]
    margins: tuple[Margin, ...]
    runs: Mapping[int, tuple[Run, ...]]


def without_report(pages: Sequence[Sequence[Line]]) -> Report:
    """The pages' lines, and what a comparison program says of its work."""
    kept = list(pages)
    margins = []
    runs: dict[int, tuple[Run, ...]] = {}
    for place in {*range(min(_ENDS, len(pages))), *range(max(0, len(pages) - _ENDS), len(pages))}:
        first, end = _report_lines(pages[place])
        said = pages[place][first:end]
        if said:
            kept[place] = [*pages[place][:first], *pages[place][end:]]
            margins.append(Margin("comparison", "\n".join(line.text for line in said), said[0].page))
            runs[said[0].page] = tuple(run for line in said for run in line.runs)
    return Report(kept, tuple(margins), runs)


def _report_lines(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the report on a page begins and ends; the same place twice where there is none."""
    kinds = {place: match for place, line in enumerate(lines) if (match := _KIND_ROW.fullmatch(line.text))}
    heads = [place for place, line in enumerate(lines) if _HEADS.match(line.text)]
    both = any(match["added"] for match in kinds.values()) and any(match["removed"] for match in kinds.values())
    found = sorted({*kinds, *heads, *(place for place, line in enumerate(lines) if _OTHER_ROW.match(line.text))})
    if not both or not heads or len(found) < _FEWEST:
        return 0, 0
    whole = len(found) >= _MOST * len(lines)
    return (0, len(lines)) if whole else (min(found[0], heads[0]), found[-1] + 1)


def looks_of(marks: Sequence[Mark]) -> tuple[Look, ...]:
    """How the report's marked words say that changes look; none unless they show both kinds by lines."""
    looks = []
    for mark in marks:
        match = _KIND_ROW.fullmatch(mark.text.strip())
        if match:
            moved = bool(match["moved"])
            removed = bool(match["removed"]) or (moved and match.group().casefold().endswith(("from", "deletion")))
            looks.append(Look("deletion" if removed else "insertion", moved, mark.strikes, mark.unders, mark.ink))
    return tuple(looks) if {look.kind for look in looks} == {"insertion", "deletion"} else ()


def is_in(mark: Mark, runs: Mapping[int, Sequence[Run]]) -> bool:
    """Whether marked words belong to the report."""
    return any(start <= mark.run[0] < end for start, end in runs.get(mark.page, ()))
