"""The tracked fields of a backfill: two columns for each in the table of contracts, and a count of what was agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clause_library.agreement import NOT_COVERED
from clause_library.profiles.judging import track
from clause_library.profiles.trackable import OTHER
from clause_library.types import FieldProfile, TrackedField, TrackedStatus
from service.decisions.applying import CurrentField, as_fields
from service.reports.tracked import STATUSES, choice_in_words, in_words
from service.reports.wording import DATE
from service.storage import ImportedFile

COUNT_COLUMNS = ("field", "choice", "contracts", *(status for status in STATUSES if status != "not_stated"))
"""Of the sheet that counts: contracts by choice, and by status among them."""

STATED = "(stated)"
"""What is counted of a field without a picklist."""
NOT_STATED = "(not stated)"


def tracked_columns(profile: Sequence[FieldProfile], taken: Iterable[str] = ()) -> Mapping[str, tuple[str, str]]:
    """The columns of each tracked field by its label, in the profile's order: one of its choice, one of its status.

    A name that is among ``taken``, or another field's, however capitalised, has ``(tracked)`` after it.
    """
    used = {name.casefold() for name in taken}
    return {one.label: (_free(one.label, used), _free(f"{one.label}: status", used)) for one in profile}


def _free(name: str, used: set[str]) -> str:
    """The name as nothing in ``used`` is called; it is used then."""
    while name.casefold() in used:
        name += " (tracked)"
    used.add(name.casefold())
    return name


def tracked_cells(tracked: Sequence[TrackedField], columns: Mapping[str, tuple[str, str]]) -> dict[str, str | None]:
    """What stands in those ``columns`` of one contract that its type of agreement is asked for.

    The choice is the label of the picklist; the value in words where there is no picklist, but a date as it is, so that
    the column can be sorted.
    """
    cells: dict[str, str | None] = {}
    for one in tracked:
        choice, status = columns[one.label]
        stated = one.value if DATE.fullmatch(one.value or "") else in_words(one)
        doubt = "; please check" if one.check else ""
        cells |= {choice: choice_in_words(one.choice) or stated or None, status: STATUSES[one.status] + doubt}
    return cells


def tracked_now(
    file: ImportedFile, fields: Sequence[CurrentField], profile: Sequence[FieldProfile]
) -> tuple[TrackedField, ...]:
    """The tracked fields of one contract by its ``fields`` as they stand, with what people corrected in them."""
    if file.review is None:
        return ()
    covered = all(problem.code != NOT_COVERED for problem in file.review.document.problems)
    return track(as_fields(fields), profile, file.review.agreement_type if covered else None)


class ChoiceCounts:
    """Counts the contracts by what they agree in each tracked field."""

    def __init__(self, profile: Sequence[FieldProfile]) -> None:
        """Begin with none."""
        self._profile = profile
        self._counts: dict[str, Counter[tuple[str, TrackedStatus]]] = {one.label: Counter() for one in profile}

    def add(self, tracked: Sequence[TrackedField]) -> None:
        """Count one contract."""
        for one in tracked:
            absent = one.status in ("missing", "not_stated")
            choice = NOT_STATED if absent else one.choice or STATED
            self._counts[one.label][choice, one.status] += 1

    def rows(self) -> Iterator[dict[str, str | int | None]]:
        """A row of ``COUNT_COLUMNS`` for each line of each picklist, for what is on none and for what is not stated."""
        for one in self._profile:
            counts = self._counts[one.label]
            choices = [*(choice.label for choice in one.choices), OTHER] if one.choices else [STATED]
            for choice in (*choices, NOT_STATED):
                by_status = {status: counts[choice, status] for status in STATUSES}
                row: dict[str, str | int | None] = {
                    "field": one.label,
                    "choice": choice_in_words(choice),
                    "contracts": sum(by_status.values()),
                }
                yield row | {status: by_status[status] or None for status in STATUSES if status != "not_stated"}
