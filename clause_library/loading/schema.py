"""The form of a library's files: ``library.yaml`` and ``entries/<clause_type>.yaml``. docs/library.md explains it.

All values arrive as the text that was written; these models say what each must be. What one file alone cannot tell
(an approver that no one defined, a contradiction) is the business of :mod:`clause_library.loading.checking`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from clause_library.types import AgreementType, DeviationKind, Period, Severity

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
