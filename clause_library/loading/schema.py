"""The form of a library's files: ``library.yaml``, ``fields.yaml`` and ``entries/<clause_type>.yaml``.

docs/library.md explains them.

All values arrive as the text that was written; these models say what each must be. What one file alone cannot tell
(an approver that no one defined, a contradiction) is the business of :mod:`clause_library.loading.checking`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from clause_library.types import AgreementType, DeviationKind, Period, Severity

LABEL_CHARS = 60
"""Of a tracked field or a line of its picklist: they head columns."""

_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> str:
    """Line breaks are the editor's, blank lines the author's."""
    lines = (_one_line(part) for part in re.split(r"\n\s*\n", text))
    return "\n".join(line for line in lines if line)


def _wording(text: str) -> str:
    if re.search(r"[\[\]]", _PLACEHOLDER.sub("", text)):
        raise ValueError(
            "a placeholder must read like [initial term]: one pair of brackets around at most 60 characters"
        )
    return text


def _currency(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise ValueError("must be the three letters of an ISO 4217 code, such as USD")
    return code


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _field_name(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,59}(?:\.[a-z][a-z0-9_]{0,59})?", name):
        raise ValueError("must be the name of a field, or of a field and its part such as payment_term.duration")
    return name


def _label(text: str) -> str:
    if len(text) > LABEL_CHARS:
        raise ValueError(f"has {len(text)} characters, and a label heads a column: use at most {LABEL_CHARS}")
    return text


def _values(value: object) -> object:
    """A value or a list of values stands for what is one of them."""
    return {"one_of": value} if isinstance(value, str | list) else value


def _picklist(value: object) -> object:
    """A list of values stands for a picklist in which each is called as it is written."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return value
    twice = next((one for n, one in enumerate(value) if one in value[:n]), None)
    if twice is not None:
        raise ValueError(f"'{twice}' stands here twice")
    return {one: {"one_of": [one]} for one in value}


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), AfterValidator(_one_line)
]
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000), AfterValidator(_paragraphs)
]
Words = Annotated[Prose, AfterValidator(_wording)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
Listed = Annotated[list[Line], BeforeValidator(_listed), Field(min_length=1)]
Outcome = Literal["approved", "deviation", "prohibited"]
Currency = Annotated[str, AfterValidator(_currency)]

FieldName = Annotated[str, AfterValidator(_field_name)]
Label = Annotated[Line, AfterValidator(_label)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ApproverForm(_File):
    """A role that approves deviations."""

    role: Name
    title: Line
    order: int = Field(ge=0, le=1_000)
    description: str = ""


class DeviationForm(_File):
    """Which deviations a condition is about: at least one key."""

    clause_type: Annotated[list[Name], BeforeValidator(_listed), Field(min_length=1)] | None = None
    kind: Annotated[list[DeviationKind], BeforeValidator(_listed), Field(min_length=1)] | None = None
    severity_at_least: Severity | None = None


class ConditionForm(_File):
    """A condition of an approval rule: on a field, on deviations, or on the type of agreement."""

    field: Name | None = None
    part: Name | None = None
    more_than: Line | None = None
    less_than: Line | None = None
    at_least: Line | None = None
    at_most: Line | None = None
    one_of: Listed | None = None
    none_of: Listed | None = None
    currency: Currency | None = None
    per: Period | None = None
    deviation: DeviationForm | None = None
    agreement_type: Annotated[list[AgreementType], BeforeValidator(_listed), Field(min_length=1)] | None = None


class ApprovalForm(_File):
    """A role that must agree where all conditions of ``when`` hold."""

    role: Name
    when: list[ConditionForm] = Field(min_length=1)
    reason: Line
    severity: Severity = "medium"


class LibraryForm(_File):
    """``library.yaml``."""

    name: Line
    description: str = ""
    our_roles: list[Line] = Field(min_length=1)
    their_roles: list[Line] = Field(min_length=1)
    approvers: list[ApproverForm] = Field(min_length=1)
    severities: dict[DeviationKind, Severity]
    escalations: dict[Severity, Name] = {}
    approvals: list[ApprovalForm] = []


class StandardForm(_File):
    """The approved wording."""

    text: Words


class PositionForm(_File):
    """A fallback or a prohibited wording; why it may be given, or never signed."""

    text: Words
    reason: Line
    approver: Name | None = None
    severity: Severity | None = None


class ToleranceForm(_File):
    """A limit on a field's value: exactly one of the four operators."""

    field: Name
    part: Name | None = None
    at_most: Line | None = None
    at_least: Line | None = None
    one_of: Listed | None = None
    none_of: Listed | None = None
    severity: Severity
    reason: Line
    approver: Name | None = None


class ExampleForm(_File):
    """A clause as the other side might send it, and what a review says about it."""

    text: Prose
    expect: Outcome
    kinds: list[DeviationKind] = []
    severity: Severity | None = None


class EntryForm(_File):
    """``entries/<clause_type>.yaml``."""

    clause_type: Name
    title: Line
    description: Line
    protects: Literal["us", "them", "both"]
    used_in: list[AgreementType] = Field(min_length=1)
    required_for: list[AgreementType] = []
    aliases: list[Line] = []
    approver: Name
    severity: Severity
    missing_severity: Severity
    standard: StandardForm
    fallbacks: list[PositionForm] = []
    prohibited: list[PositionForm] = []
    tolerances: list[ToleranceForm] = []
    severities: dict[DeviationKind, Severity] = {}
    guidance: Prose
    examples: list[ExampleForm] = []


class BandForm(_File):
    """Which values are meant: ``one_of`` or ``none_of`` some, or those within limits, of which all must hold."""

    at_least: Line | None = None
    more_than: Line | None = None
    at_most: Line | None = None
    less_than: Line | None = None
    one_of: Listed | None = None
    none_of: Listed | None = None


Band = Annotated[BandForm, BeforeValidator(_values)]


class FieldForm(_File):
    """A tracked field of ``fields.yaml``."""

    name: FieldName
    label: Label
    agreement_types: Annotated[list[AgreementType], BeforeValidator(_listed)] = []
    where: dict[Name, Listed] = {}
    required: bool = False
    values: Annotated[dict[Label, Band], BeforeValidator(_picklist)] = {}
    other: Literal["allowed", "not_allowed"] = "allowed"
    standard: Band | None = None
    severity: Severity | None = None
    approver: Name | None = None
    reason: Line | None = None


class FieldsForm(_File):
    """``fields.yaml``."""

    fields: list[FieldForm] = Field(min_length=1)
