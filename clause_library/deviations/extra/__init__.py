"""Provisions that no entry of the library covers, the one that reads riskiest first."""

from __future__ import annotations

from collections.abc import Sequence

from clause_library.deviations.case import Case
from clause_library.deviations.extra.provisions import uncovered
from clause_library.deviations.extra.reading import Reader
from clause_library.deviations.extra.telling import told_as
from clause_library.matching.matcher import Matching
from clause_library.matching.told import Told
from clause_library.types import Deviation, ExtraClause

__all__ = ["find_extra"]


def find_extra(case: Case, matching: Matching, told: Told, deviations: Sequence[Deviation]) -> tuple[ExtraClause, ...]:
    """The provisions that were matched to no entry, riskiest first, then in reading order.

    What ``deviations`` tell as a clause that was added is left out, and so are definitions, recitals and headings.
    """
    reader = Reader(case, told)
    added = [deviation.span for deviation in deviations if deviation.kind == "clause_added"]
    found = [reader.read(units) for units in uncovered(case, matching)]
    kept = [read for read in found if read is not None and not any(read.span.overlaps(span) for span in added)]
    return tuple(told_as(case, read) for read in sorted(kept, key=lambda read: (*read.rank, read.span.start)))
