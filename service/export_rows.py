"""One contract as rows of the tables of a backfill: what the columns are, and what stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from clause_library.types import SEVERITIES, FieldProfile
from extractor.types import Field, FieldValue
from service.decisions.applying import CurrentField, current_fields
from service.reports.wording import value_in_words
from service.storage import ImportedFile
from service.tracked_columns import tracked_cells, tracked_columns, tracked_now

Cell = str | int | float | None
Row = dict[str, Cell]
Profile = Sequence[FieldProfile]

SINGLE_FIELDS = (
    "title",
    "agreement_type",
    "agreement_date",
    "effective_date",
    "expiration_date",
    "initial_term",
    "renewal_type",
    "renewal_term",
    "renewal_notice_period",
    "renewal_notice_deadline",
    "renewal_notice_send_by",
    "next_renewal",
    "renewal_option_deadline",
    "termination_for_convenience",
    "governing_law",
    "payment_term",
    "uptime_commitment",
    "liability_cap",
    "total_fees",
)
"""Fields that get a column of their own, in this order."""
SEVERAL_FIELDS: Mapping[str, str] = {
    "fees": "fee",
    "insurance": "insurance_limit",
    "audit_rights": "audit_right",
    "assignment": "assignment",
    "notice_addresses": "notice_address",
}
"""Columns of fields of which there can be several, which are joined."""
NEXT_RENEWAL: Mapping[str, str] = {"next_renewal_until": "until", "next_renewal_notice_by": "notice_by"}
"""Columns of what else is known of the next renewal: a day to say no that has passed shows that it is too late."""

CONTRACT_COLUMNS = (
    "path",
    "missing",
    "status",
    "error_code",
    "error_message",
    "pages",
    "words",
    "severity",
    *(f"{severity}_deviations" for severity in reversed(SEVERITIES)),
    "approvals",
    "parties",
    *SINGLE_FIELDS,
    *NEXT_RENEWAL,
    *SEVERAL_FIELDS,
    "decided",
    "seconds",
    "sha256",
    "review_id",
)
FIELD_COLUMNS = (
    "path",
    "field",
    "value",
    "confidence",
    "quote",
    "page",
    "clause",
    "method",
    "derived_from",
    "also_stated",
    "decision",
    "machine_value",
    "person",
    "reason",
    "index",
)
DEVIATION_COLUMNS = (
    "path",
    "severity",
    "direction",
    "kind",
    "clause",
    "title",
    "reason",
    "quote",
    "authors",
    "approver",
)

NUMBER_COLUMNS = frozenset({"pages", "words", "page", "index", *(f"{severity}_deviations" for severity in SEVERITIES)})
FRACTION_COLUMNS = frozenset({"seconds", "confidence"})


def contract_columns(profile: Profile) -> tuple[str, ...]:
    """The columns of a contract: what every library has, then the tracked fields; no name stands twice."""
    tracked = tracked_columns(profile, CONTRACT_COLUMNS)
    return CONTRACT_COLUMNS + tuple(name for pair in tracked.values() for name in pair)


class FileRows:
    """The rows of one file in each table; what holds of its fields is worked out once, for all of them.

    ``tracked`` is its tracked fields by what people corrected, empty for a file that failed.
    """

    def __init__(self, file: ImportedFile, profile: Profile = ()) -> None:
        """Take the person's word on each field where there is one."""
        self._file = file
        self._profile = profile
        self._current = _fields(file)
        self.tracked = tracked_now(file, self._current, profile)

    def contract(self) -> Row:
        """One contract as a row of ``contract_columns``; what it does not state is None.

        ``decided`` names the fields about which a person has said something; their values are the person's.
        """
        file, fields = self._file, self._current
        row: Row = dict.fromkeys(contract_columns(self._profile))
        row |= {"path": file.path, "sha256": file.sha256, "seconds": round(file.seconds, 3)}
        row["missing"] = "yes" if file.missing else None
        row["review_id"] = str(file.review_id) if file.review_id else None
        if file.review is None:
            return row | {"status": "failed", "error_code": file.error_code, "error_message": file.error_message}
        review = file.review
        row |= {"status": "partial" if review.document.problems else "ok", "severity": review.severity}
        row |= {"pages": review.document.pages, "words": review.document.words}
        row |= {f"{severity}_deviations": count for severity, count in review.counts().items()}
        row["approvals"] = ", ".join(approval.role for approval in review.approvals) or None
        row |= {name: _joined(fields, name) for name in SINGLE_FIELDS}
        row["parties"] = _joined(fields, "party")
        row |= {column: _joined(fields, name) for column, name in SEVERAL_FIELDS.items()}
        row |= _of_next_renewal(fields)
        row["decided"] = ", ".join(sorted({one.name for one in fields if one.correction})) or None
        return row | tracked_cells(self.tracked, tracked_columns(self._profile, CONTRACT_COLUMNS))

    def fields(self) -> list[Row]:
        """The fields of one contract, a row of ``FIELD_COLUMNS`` each.

        Where a person has decided, value and words are the person's, ``machine_value`` is what was read, and
        ``confidence`` and ``method``, which are about what was read, stay only where that was confirmed.
        """
        titles = _clause_titles(self._file)
        return [_field_row(one, titles) | {"path": self._file.path} for one in self._current]

    def deviations(self) -> list[Row]:
        """The deviations of one contract, a row of ``DEVIATION_COLUMNS`` each."""
        file = self._file
        titles = _clause_titles(file)
        return [
            {
                "path": file.path,
                "severity": deviation.severity,
                "direction": deviation.direction,
                "kind": deviation.kind,
                "clause": titles.get(deviation.clause),
                "title": deviation.title,
                "reason": deviation.reason,
                "quote": deviation.quote,
                "authors": ", ".join(deviation.authors) or None,
                "approver": deviation.approver,
            }
            for deviation in (file.review.deviations if file.review else ())
        ]


def _fields(file: ImportedFile) -> tuple[CurrentField, ...]:
    if file.review is None:
        return ()
    return current_fields(file.review.document.sha256, file.review.fields, file.corrections)


def _field_row(one: CurrentField, titles: dict[str | None, str]) -> Row:
    row: Row = dict.fromkeys(FIELD_COLUMNS)
    row |= {"field": one.name, "value": None if one.value is None else _as_data(one.value), "index": one.index}
    machine, said = one.machine, one.correction
    if machine is not None and (said is None or said.action == "confirmed"):
        row |= {"confidence": machine.confidence, "method": machine.method}
        row["derived_from"] = "; ".join(machine.derived_from) or None
    if machine is not None:
        row |= {"quote": machine.quote, "page": machine.page, "clause": titles.get(machine.clause)}
        row["also_stated"] = _others(machine, titles)
    if said is not None:
        row |= {"decision": said.action, "person": said.person, "reason": said.reason or None}
        row["machine_value"] = None if machine is None else _as_data(machine.value)
        if machine is None or said.quote != machine.quote:
            row |= {"quote": said.quote, "page": None, "clause": None}
    return row


def _others(field: Field, titles: dict[str | None, str]) -> str | None:
    """The other values that the contract states for a field, each with its clause."""
    said = [(_as_data(other.value), titles.get(other.clause)) for other in field.alternatives]
    return "; ".join(f"{value} ({title})" if title else str(value) for value, title in said) or None


def _clause_titles(file: ImportedFile) -> dict[str | None, str]:
    roots = file.review.clauses if file.review else ()
    return {clause.id: clause.title for root in roots for clause in root.walk()}


def _as_data(value: FieldValue) -> str:
    """The value as a program reads it: text as it is, everything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _joined(fields: Sequence[CurrentField], name: str) -> str | None:
    texts = (_as_text(one.name, one.value) for one in fields if one.name == name and one.value is not None)
    return "; ".join(dict.fromkeys(texts)) or None


def _of_next_renewal(fields: Sequence[CurrentField]) -> Row:
    value = next((one.value for one in fields if one.name == "next_renewal"), None)
    return {column: value.get(part) for column, part in NEXT_RENEWAL.items()} if isinstance(value, dict) else {}


def _as_text(name: str, value: FieldValue) -> str:
    """The value as a person reads it; a date stays as it is, so that a column of dates can be sorted.

    Of a party its name and role: addresses and signatories stand in the sheet of fields.
    """
    if name == "party" and isinstance(value, dict):
        value = {part: value.get(part) for part in ("name", "role", "defined_as")}
    if name == "next_renewal" and isinstance(value, dict):
        value = value.get("date")
    is_day = name == "next_renewal" or name.endswith(("_date", "_deadline", "_send_by"))
    return value if is_day and isinstance(value, str) else value_in_words(value)
