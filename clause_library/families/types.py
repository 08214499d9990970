"""What is told of a family: what each document is, which prevails, what contradicts, and what is in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from clause_library.types import Severity
from extractor.types import Evidence, FieldValue, Problem

Role = Literal[
    "master_agreement", "other_agreement", "order_form", "sla", "data_protection", "nda", "exhibit", "amendment"
]
ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which the documents of a family are told."""

StepKind = Literal["replaced", "deleted", "reworded", "added"]
"""What an amendment did to a clause: new words for all of it, none, other words in it, or more words."""

Basis = Literal["stated", "deferred", "overridden", "disputed", "silent"]
"""Why one value prevails: ``stated`` a clause ranks the two documents; ``deferred`` the words leave it to the other
document; ``overridden`` they set the other document's aside. None does where clauses contradict each other
(``disputed``) or nothing is said (``silent``)."""

RemarkKind = Literal[
    "same_document",
    "missing_base",
    "missing_amendment",
    "other_date",
    "out_of_order",
    "unknown_order",
    "restated",
    "other_party",
    "other_law",
    "for_a_time",
    "stranger",
    "same_number",
    "nothing_read",
    "terminated",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Evidence):
    """Words of one document of the family, where ``member`` is its id and ``where`` how to name the place."""

    member: str
    where: str


@dataclass(frozen=True, slots=True)
class Member:
    """One document of the family.

    ``id`` is unique in the family and does not depend on the order of the files. ``label`` is how to name it in a
    sentence. ``number`` is that of an amendment, None where it has none. ``date`` is the day (or month) from which it
    has effect, else that on which it was made; None where none is stated. ``basis`` are the words that say what it is.
    ``amends`` is the document that it changes, ``belongs_to`` the one under which it was made, ``restated_by`` the one
    that took its place. ``parties`` are the names that it gives.
    """

    id: str
    label: str
    name: str
    sha256: str
    role: Role
    title: str
    number: int | None
    date: str | None
    basis: Passage
    dated: Passage | None
    amends: str | None
    belongs_to: str | None
    restated_by: str | None
    parties: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """One document prevails over another, as a clause says (``stated``) or since it amends it (``amended``).

    ``scope`` are the fields for which the clause says so, or its words for what no field is; empty where for all.
    ``condition`` are the words under which it does not hold. An ``amended`` ranking may have no passage.
    """

    higher: str
    lower: str
    basis: Literal["stated", "amended"]
    passages: tuple[Passage, ...]
    scope: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Precedence:
    """Which document prevails.

    ``levels`` run from the top: a document stands below all that are ranked over it. ``unranked`` are those of which
    nothing says whether they prevail. ``disputed`` are rankings of two documents both ways.
    """

    rankings: tuple[Ranking, ...]
    levels: tuple[tuple[str, ...], ...]
    unranked: tuple[str, ...]
    disputed: tuple[Ranking, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one amendment did to a clause; ``before`` and ``after`` are its words then, empty where it was not there.

    ``number`` is the clause that it names, ``from_day`` the date from which it says the change holds, None where none.
    """

    kind: StepKind
    by: str
    number: str
    instruction: Passage
    before: str
    after: str
    from_day: str | None = None


@dataclass(frozen=True, slots=True)
class AmendedClause:
    """A clause of ``document`` as it reads after all amendments.

    ``text`` is empty where it was deleted. ``passages`` are where its words stand, in order: together they are the
    text, but for white space between them. ``original`` are its first words, None where an amendment added it.
    """

    document: str
    number: str
    heading: str
    text: str
    passages: tuple[Passage, ...]
    original: Passage | None
    steps: tuple[Step, ...]

    @property
    def deleted(self) -> bool:
        """Whether it is not there any more."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Amending words that could not be carried out, and why; ``document`` is what they amend, None where unknown.

    ``clauses`` are the numbers of the clauses that they name, empty where they name none.
    """

    by: str
    document: str | None
    instruction: Passage
    reason: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of a fact as one document has it, with its words; ``member`` is whose words decide it.

    ``unit`` is the document whose fact it is: an amendment states facts of what it amends.
    """

    value: FieldValue
    member: str
    unit: str
    passages: tuple[Passage, ...]
    confidence: float
    derived_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Superseded:
    """A value that is not in force any more, and what took its place (``by``, a document's id)."""

    statement: Statement
    by: str
    why: Literal["amended", "deleted", "outranked", "restated"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two documents state one fact differently. ``prevails`` is the member that decides, None where nothing does.

    ``scope`` tells which of several such facts: a severity, a unit, a party. ``grounds`` are the words by which one
    prevails, or that contradict each other.
    """

    id: str
    name: str
    scope: str
    statements: tuple[Statement, Statement]
    prevails: str | None
    basis: Basis
    grounds: tuple[Passage, ...]
    severity: Severity


@dataclass(frozen=True, slots=True)
class TermInForce:
    """A fact of the family after all amendments.

    ``status`` is ``in_force``; ``undecided`` where documents contradict each other and nothing decides: ``stated`` then
    holds all of them; ``removed`` where an amendment took out the words that stated it: ``stated`` is then empty.
    ``unit`` is the document whose fact it is; ``unresolved`` are changes of its clause that could not be carried out:
    the value may be another one.
    """

    name: str
    scope: str
    unit: str
    status: Literal["in_force", "undecided", "removed"]
    stated: tuple[Statement, ...]
    superseded: tuple[Superseded, ...]
    contradictions: tuple[str, ...]
    unresolved: tuple[Unresolved, ...] = ()

    @property
    def value(self) -> FieldValue:
        """The value in force; None where there is none, or none that is decided."""
        return self.stated[0].value if self.status == "in_force" else None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reader of the family must know, in a sentence."""

    kind: RemarkKind
    severity: Severity
    message: str
    members: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The documents of one deal, and what they come to together."""

    members: tuple[Member, ...]
    precedence: Precedence
    contradictions: tuple[Contradiction, ...]
    terms: tuple[TermInForce, ...]
    clauses: tuple[AmendedClause, ...]
    unresolved: tuple[Unresolved, ...]
    remarks: tuple[Remark, ...]

    def member(self, id: str) -> Member:
        """The document of that id.

        :raises KeyError: when there is none.
        """
        return {member.id: member for member in self.members}[id]
