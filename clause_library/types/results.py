"""What we conclude of a contract: matches, deviations, findings, tracked fields, approvals, the review of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from clause_library.types.library import SEVERITIES, AgreementType, DeviationKind, Direction, Severity
from extractor.types import Clause, Comment, Evidence, Field, FormChanges, Margin, Problem, RecognisedPage, Revision


@dataclass(frozen=True, slots=True)
class Alternative:
    """A runner-up of a match; ``reason`` is where it falls behind."""

    clause_type: str
    position: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Evidence):
    """A clause and the entry and position it answers to.

    ``score`` in [0, 1] is how sure we are that the clause is of this entry; ``similarity`` in [0, 1] how near its
    words are to the position's. ``method`` is ``exact``, ``lexical`` or ``semantic``: the cheapest stage that decided.
    ``scores`` holds the parts: ``terms``, ``ratio``, ``heading``, ``types``, the encoders' cosines ``fast`` and, where
    it was asked, ``precise``. ``words`` are the most telling that clause and position share; ``reason`` says in a
    sentence why this entry. ``clause`` (from Evidence) is never None here.
    """

    clause_type: str
    position: str
    score: float
    similarity: float
    method: Literal["exact", "lexical", "semantic"]
    scores: Mapping[str, float]
    words: tuple[str, ...] = ()
    reason: str = ""
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWords(Evidence):
    """Words that are about a ``clause_type`` of the taxonomy, with the ``probability`` that they are."""

    clause_type: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraClause(Evidence):
    """A provision that no entry of the library covers, and how risky it reads.

    ``clause_type`` is what it is likely about, by the taxonomy, None where nothing is likely; ``title`` that in words,
    else its heading, empty where it has none. ``direction`` tells whom it helps, ``reason`` in a sentence with its
    words what makes it risky. ``severity`` is ``info`` where nothing in it is, or where it binds the other side alone.
    """

    clause_type: str | None
    title: str
    severity: Severity
    direction: Direction
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of words: ``before`` is ours (or what we sent), ``after`` theirs; either may be empty."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation(Evidence):
    """One way in which a clause differs from its position.

    ``title`` names the ``subject`` (the entry, else the clause; empty where neither has a name) and the kind.
    ``reason`` is one sentence for a business reader, ``answer`` the approved language to send back. ``revisions`` and
    ``comments`` are ids of what caused it; ``authors`` who. ``tracked`` is False where our own words were changed and
    no revision shows it; None where that cannot be told: nothing is tracked in the document, or the words never were
    ours. ``approver`` is a role, None where nobody need agree.
    For a missing clause the quote is empty and the place the end of the text.
    """

    id: str
    kind: DeviationKind
    severity: Severity
    direction: Direction
    title: str
    reason: str
    changes: tuple[Change, ...]
    answer: str
    guidance: str
    confidence: float
    method: str
    clause_type: str | None = None
    position: str | None = None
    approver: str | None = None
    authors: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    subject: str = ""
    tracked: bool | None = None

    @property
    def may_harm(self) -> bool:
        """Whether it counts when a contract is graded or gated: it is not in our favour.

        What is neutral counts too: nothing tells whom it helps, so a person must look.
        """
        return self.direction != "favourable"

    @property
    def needs_attention(self) -> bool:
        """Whether a person must look at it: it is not in our favour, and more than a remark."""
        return self.may_harm and self.severity != "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """An inconsistency inside the contract; ``evidence`` holds every place that takes part."""

    kind: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    confidence: float


TrackedStatus = Literal[
    "standard",  # what we want
    "stated",  # stated, and we have no standard for it
    "outside",  # not our standard
    "not_allowed",  # none of the values that we allow
    "missing",  # not stated, though this type of agreement must
    "not_stated",
]


@dataclass(frozen=True, slots=True)
class TrackedField:
    """What a contract says about one field of the library's profile.

    ``name`` and ``label`` are the profile's. ``choice`` is the label of the picklist, ``other`` for a value that is
    none of them, None where nothing is stated or there is no picklist. ``value`` is the normalised value (None where
    it is not stated, or not in a form that can be compared), ``in_words`` the same for a person. ``standard`` is ours
    in words, empty where there is none. ``reason`` says in a sentence what it comes to, ``notes`` what else to know:
    why that matters, that there are several values, that a person must check it. ``index`` is the place in
    ``Review.fields`` of the statement that this is about: of several the one that departs most; ``others`` are the
    places of the rest. ``check`` is True where the value alone is not to be relied on. ``deviation`` is the
    deviation that tells of the same value: then severity and approver are the deviation's, and only the deviation asks
    for an approval.
    """

    name: str
    label: str
    status: TrackedStatus
    severity: Severity
    reason: str
    choice: str | None = None
    value: str | None = None
    in_words: str = ""
    standard: str = ""
    approver: str | None = None
    index: int | None = None
    others: tuple[int, ...] = ()
    check: bool = False
    deviation: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def departs(self) -> bool:
        """Whether it is not what we want: missing, not allowed or outside of the standard."""
        return self.status in ("outside", "not_allowed", "missing")

    @property
    def needs_attention(self) -> bool:
        """Whether a person must look at it: it departs, and more than a remark."""
        return self.departs and self.severity != "info"


@dataclass(frozen=True, slots=True)
class Approval:
    """One role that must agree before we sign, with the deviations that need it, in order of seniority.

    ``deviations`` is empty where approval rules or tracked fields alone ask for it; ``reason`` then names the values.
    """

    role: str
    title: str
    order: int
    severity: Severity
    reason: str
    deviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The version that we sent, with which what came back was compared."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What a review tells of the file it is about; ``text`` is the accepted text that all offsets count in.

    ``recognised`` are the pages whose words were read from their pictures (OCR), with how sure that is. ``margins``
    are headers, footers and the like with their tracked changes, which no clause shows; ``form_changes`` the tracked
    changes that touch no word. ``baseline`` is the version that it was compared with, None where none was given.
    """

    sha256: str
    name: str
    media_type: str
    pages: int | None
    words: int
    text: str
    original_text: str
    revisions: tuple[Revision, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...]
    recognised: tuple[RecognisedPage, ...] = ()
    margins: tuple[Margin, ...] = ()
    form_changes: tuple[FormChanges, ...] = ()
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """All that we conclude about one document against one library version.

    ``deviations`` are sorted by severity (worst first), untracked changes before the rest, then by place. ``types``
    says what sentences are more likely about than not, in reading order. ``extra`` are the provisions that no entry
    covers, the one that reads riskiest first; those told as ``clause_added`` are not among them. ``tracked_fields``
    are those of the library's profile that are asked of this type of agreement, in its order. ``today`` is the date
    on the report. Same bytes, library version, models and date give an equal review.
    """

    document: DocumentSummary
    agreement_type: AgreementType
    library: str
    library_version: str
    today: str
    models: tuple[str, ...]
    clauses: tuple[Clause, ...]
    matches: tuple[Match, ...]
    deviations: tuple[Deviation, ...]
    fields: tuple[Field, ...]
    findings: tuple[Finding, ...]
    approvals: tuple[Approval, ...]
    types: tuple[TypedWords, ...] = ()
    extra: tuple[ExtraClause, ...] = ()
    tracked_fields: tuple[TrackedField, ...] = ()

    @property
    def severity(self) -> Severity:
        """The worst severity among the deviations that are not in our favour; ``info`` when there are none."""
        ranks = [SEVERITIES.index(d.severity) for d in self.deviations if d.may_harm]
        return SEVERITIES[max(ranks, default=0)]

    def counts(self) -> dict[Severity, int]:
        """Deviations by severity, worst first, zero included."""
        tally: dict[Severity, Any] = dict.fromkeys(reversed(SEVERITIES), 0)
        for deviation in self.deviations:
            tally[deviation.severity] += 1
        return tally
