"""What the clause library is: entries with their positions, tracked fields, approvers and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["info", "low", "medium", "high", "critical"]
SEVERITIES: tuple[Severity, ...] = ("info", "low", "medium", "high", "critical")
"""From least to most serious; ``info`` needs nobody's attention."""

PositionKind = Literal["standard", "fallback", "prohibited"]
AgreementType = Literal["master_agreement", "order_form", "sla", "data_protection", "nda"]
Direction = Literal["adverse", "favourable", "neutral"]
"""Whom a deviation helps: ``adverse`` is against us, ``favourable`` for us, ``neutral`` what nothing tells."""

DeviationKind = Literal[
    "missing_clause",  # a clause that this agreement type requires is not there
    "prohibited_position",  # the clause reads like language that we never sign
    "fallback_position",  # an approved fallback was reached
    "tolerance_exceeded",  # a value is outside the playbook's tolerance
    "amount_changed",
    "percentage_changed",
    "duration_changed",
    "date_changed",
    "number_changed",
    "obligation_changed",  # shall/must/will/may/should, efforts standards
    "negation_changed",
    "party_changed",  # whose duty or right it is; mutual made one-sided and back
    "scope_changed",  # qualifiers, exceptions, carve-outs, lists
    "condition_changed",  # a condition, notice, consent or approval added or dropped
    "protection_overridden",  # a clause that protects us stands, and a sentence elsewhere takes it away
    "protection_removed",  # a cap, remedy, disclaimer or other protective words taken out
    "law_or_venue_changed",
    "definition_changed",
    "text_added",
    "text_removed",
    "text_changed",
    "wording_only",  # changes that mean nothing, all on one card
    "clause_added",  # a clause that the other side inserted and that no entry covers
    "clause_removed",  # a whole clause struck by a tracked revision
    "clause_moved",
]

ToleranceOperator = Literal["at_most", "at_least", "one_of", "none_of"]
ConditionOperator = Literal["more_than", "less_than", "at_least", "at_most", "one_of", "none_of"]
Period = Literal["month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Position:
    """One wording of an entry. ``rank`` is 0 for the standard, 1.. for fallbacks (1 = first to offer) and prohibited.

    ``reason`` says why a fallback is acceptable or why a prohibited wording is never signed; ``approver`` who must
    agree when it is reached (None: nobody).
    """

    kind: PositionKind
    rank: int
    text: str
    reason: str = ""
    approver: str | None = None
    severity: Severity | None = None

    @property
    def id(self) -> str:
        """``standard``, ``fallback-1``, ``prohibited-1``, ..."""
        return self.kind if self.kind == "standard" else f"{self.kind}-{self.rank}"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A limit on a field's value, compared as normalised values, never as strings.

    ``part`` picks a part of an object value (``percent``); None compares the plain value. ``value`` is a duration
    (``P45D``), a number as a string, or for ``one_of``/``none_of`` a tuple of strings.
    """

    field: str
    operator: ToleranceOperator
    value: str | tuple[str, ...]
    severity: Severity
    reason: str
    part: str | None = None
    approver: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The approved language for one clause type, with the rules that surround it.

    ``aliases`` are other headings under which such a clause is found. ``required_for`` names the agreement types that
    must have it; ``used_in`` those where it may stand. ``severity`` is that of an adverse change to the wording where
    no more specific rule speaks; ``missing_severity`` that of its absence. ``severities`` overrides by deviation kind.
    ``protects`` tells whom the clause protects (``us``, ``them``, ``both``): removing words from a clause that
    protects us is adverse.
    """

    clause_type: str
    title: str
    description: str
    positions: tuple[Position, ...]
    guidance: str
    approver: str
    severity: Severity
    missing_severity: Severity
    protects: Literal["us", "them", "both"]
    aliases: tuple[str, ...] = ()
    used_in: tuple[AgreementType, ...] = ()
    required_for: tuple[AgreementType, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    severities: Mapping[DeviationKind, Severity] = field(default_factory=dict)

    @property
    def standard(self) -> Position:
        """The approved wording."""
        return next(p for p in self.positions if p.kind == "standard")


@dataclass(frozen=True, slots=True)
class Approver:
    """A role that approves deviations; ``order`` is its place in the chain, lowest first."""

    role: str
    title: str
    order: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class FieldCondition:
    """Holds where the contract states such a value; ``part`` and ``value`` are those of a :class:`Tolerance`.

    ``currency`` (ISO 4217) is the only one in which an amount is compared. ``per`` turns what is due each month,
    quarter or year into what is due in that period before it is compared; None compares it as stated.
    """

    field: str
    operator: ConditionOperator
    value: str | tuple[str, ...]
    part: str | None = None
    currency: str | None = None
    per: Period | None = None


@dataclass(frozen=True, slots=True)
class DeviationCondition:
    """Holds where a deviation that needs attention is of these entries and kinds (empty: any), and this serious."""

    clause_types: tuple[str, ...] = ()
    kinds: tuple[DeviationKind, ...] = ()
    severity_at_least: Severity = "low"


@dataclass(frozen=True, slots=True)
class AgreementCondition:
    """Holds where the contract is of one of these types."""

    agreement_types: tuple[AgreementType, ...]


Condition = FieldCondition | DeviationCondition | AgreementCondition


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of a picklist: what we call the values that meet all of ``when``."""

    label: str
    when: tuple[FieldCondition, ...]


@dataclass(frozen=True, slots=True)
class FieldProfile:
    """A field that our company tracks, and what it should say.

    ``part`` None: the plain value; of a field whose values have parts, only whether it is stated. Statements count
    where all of ``where`` hold. ``agreement_types`` are those that are asked (empty: all), and that must state it where
    ``required``. ``choices`` is the picklist, in its order; ``other_allowed`` whether a value that is none of them may
    stand. The standard is kept by what meets all conditions of one of the alternatives of ``standard`` (empty: there
    is none); ``standard_in_words`` says it. ``severity`` and ``approver`` are for what departs, ``reason`` says why.
    """

    field: str
    label: str
    part: str | None = None
    agreement_types: tuple[AgreementType, ...] = ()
    where: tuple[FieldCondition, ...] = ()
    required: bool = False
    choices: tuple[Choice, ...] = ()
    other_allowed: bool = True
    standard: tuple[tuple[FieldCondition, ...], ...] = ()
    standard_in_words: str = ""
    severity: Severity = "medium"
    approver: str | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """``payment_term.duration``, or the field's name alone."""
        return self.field if self.part is None else f"{self.field}.{self.part}"


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """A role that must agree where all conditions of ``when`` hold; ``severity`` is how much that weighs."""

    role: str
    when: tuple[Condition, ...]
    reason: str
    severity: Severity = "medium"


@dataclass(frozen=True, slots=True)
class Library:
    """The approved language of our company. ``version`` is a hash of its content, so equal libraries are equal.

    ``severities`` gives the default severity of each deviation kind; ``escalations`` the role that must agree, on top
    of the entry's approver, from a severity upwards; ``approvals`` who must agree to what a contract says as a whole.
    ``our_roles``/``their_roles`` are the names by which contracts call us (``Provider``, ``Vendor``) and the other side
    (``Customer``, ``Client``). ``profile`` is the fields that we track, in the order in which they are shown.
    """

    name: str
    version: str
    entries: tuple[Entry, ...]
    approvers: tuple[Approver, ...]
    severities: Mapping[DeviationKind, Severity]
    escalations: Mapping[Severity, str]
    our_roles: tuple[str, ...]
    their_roles: tuple[str, ...]
    description: str = ""
    approvals: tuple[ApprovalRule, ...] = ()
    profile: tuple[FieldProfile, ...] = ()

    def entry(self, clause_type: str) -> Entry:
        """The entry of that clause type.

        :raises KeyError: when the library has none.
        """
        for entry in self.entries:
            if entry.clause_type == clause_type:
                return entry
        raise KeyError(clause_type)
