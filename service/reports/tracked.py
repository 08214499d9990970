"""What the reports show of each tracked field; the terminal, the page, the workbook and Markdown use the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.profiles.trackable import OTHER
from clause_library.types import Review, Severity, TrackedField, TrackedStatus
from extractor.types import Field
from service.reports.wording import DATE, one_line, spoken, value_in_words, visible

STATUSES: dict[TrackedStatus, str] = {
    "standard": "standard",
    "stated": "stated",
    "outside": "not our standard",
    "not_allowed": "not allowed",
    "missing": "missing",
    "not_stated": "not stated",
}
"""How the statuses are called, what counts as departing among them."""

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """One tracked field.

    ``value`` is what the contract says, empty where it says nothing; ``choice`` its label in the picklist, empty where
    there is none or it is the value itself; ``note`` what else to know, empty where that is nothing. ``severity`` is
    None where nothing departs. ``field`` is what it was read from, ``fact`` the number of that fact from 1.
    ``deviation`` is the number of the deviation that tells of the same value, None where none does.
    """

    tracked: TrackedField
    label: str
    choice: str
    value: str
    standard: str
    status: str
    severity: Severity | None
    note: str
    approver: str
    unsure: bool
    field: Field | None
    fact: int | None
    deviation: int | None

    @property
    def shown(self) -> str:
        """The value with its choice; a dash where nothing is stated."""
        return f"{self.value} ({self.choice})" if self.choice else self.value or NOTHING


def tracked_rows(review: Review) -> tuple[TrackedRow, ...]:
    """The tracked fields of the review, in the library's order."""
    numbers = {deviation.id: number for number, deviation in enumerate(review.deviations, start=1)}
    roles = {approval.role: approval.title for approval in review.approvals}
    return tuple(_row(one, review, numbers, roles) for one in review.tracked_fields)


def stated_rows(rows: Sequence[TrackedRow]) -> tuple[TrackedRow, ...]:
    """Those that say something: what the contract states, and what it must state and does not."""
    return tuple(row for row in rows if row.tracked.status != "not_stated")


def not_stated_line(rows: Sequence[TrackedRow]) -> str:
    """Of which fields nothing was read in the contract, nor has to be stated; "" where there are none."""
    names = [row.label for row in rows if row.tracked.status == "not_stated"]
    return f"Not found (not stated, redacted or not read): {', '.join(names)}." if names else ""


def choice_in_words(choice: str | None) -> str:
    """The label of the picklist; what is not on it as ``Other``; "" where there is none."""
    return "Other" if choice == OTHER else one_line(choice or "")


def in_words(tracked: TrackedField) -> str:
    """What the contract says; a date as one says it."""
    value = tracked.value or ""
    return value_in_words(value) if DATE.fullmatch(value) else visible(tracked.in_words)


def _row(one: TrackedField, review: Review, numbers: dict[str, int], roles: dict[str, str]) -> TrackedRow:
    approver, value, choice = one.approver or "", one_line(in_words(one)), choice_in_words(one.choice)
    return TrackedRow(
        tracked=one,
        label=one_line(one.label),
        choice="" if _same(choice, value) else choice,
        value=value,
        standard=one_line(one.standard),
        status=STATUSES[one.status],
        severity=one.severity if one.departs else None,
        note=visible(" ".join([*([one.reason] if _says_more(one) else []), *one.notes])),
        approver=one_line(roles.get(approver, spoken(approver))),
        unsure=one.check,
        field=None if one.index is None else review.fields[one.index],
        fact=None if one.index is None else one.index + 1,
        deviation=numbers.get(one.deviation or ""),
    )


def _says_more(one: TrackedField) -> bool:
    """Whether value, standard and status do not say it all."""
    return one.status in ("missing", "not_allowed") or (one.status == "outside" and one.value is None)


def _same(choice: str, value: str) -> bool:
    return choice.casefold() == value.replace("_", " ").casefold()
