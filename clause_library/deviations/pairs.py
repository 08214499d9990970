"""Compares two wordings of one clause on their own: the approved one and theirs, without a contract around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from clause_library.deviations.judgement import subject_before
from clause_library.deviations.meaning import MATTERS, meaning_of
from clause_library.deviations.severity import direction_of, severity_of
from clause_library.tracked_changes import split_heading
from clause_library.types import SEVERITIES, Change, DeviationKind, Direction, Entry, Library, Severity
from clause_library.wording.comparison import Comparison, compare
from clause_library.wording.normalize import Roles, wording

Side = Literal["provider", "customer"]

_NUMBER = re.compile(r"^\s{0,5}[A-Z]{0,2}\.?\d[\d.]{0,10}")
_VERBS = frozenset(
    "is are be shall will may must can has have had was were do does applies apply remains remain".split()
)
_MORE_PROVIDERS = ("Consultant", "Manufacturer", "Franchisor", "Agency", "Developer", "Carrier", "Publisher", "Owner")
_MORE_CUSTOMERS = ("Distributor", "Reseller", "Franchisee", "Principal", "User")


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """What became of a clause. ``probability`` is that of ``material``; ``kinds`` is empty where it is not."""

    material: bool
    probability: float
    severity: Severity
    kinds: tuple[DeviationKind, ...]
    direction: Direction
    changes: tuple[Change, ...]


def compare_clauses(
    approved: str, theirs: str, library: Library, *, clause_type: str = "", we_are: Side = "provider"
) -> PairVerdict:
    """Whether ``theirs`` means something else than ``approved``, in what, how serious that is and whom it helps.

    ``clause_type`` names the library's entry, whose severities then count; any other name, or none, is allowed.
    """
    comparison = compare_texts(approved, theirs, roles_of_side(library, we_are))
    meaning = meaning_of(comparison, clause_type)
    material = bool(comparison.differences) and meaning.matters >= MATTERS
    changes = tuple(map(comparison.change, comparison.differences))
    if not material:
        return PairVerdict(False, meaning.matters, "info", (), "neutral", changes)
    entry = next((entry for entry in library.entries if entry.clause_type == clause_type), None)
    kinds = meaning.likely_kinds
    direction = _direction(kinds[0], comparison, entry if we_are == "provider" else None, library)
    severities = (severity_of(kind, direction, entry, library) for kind in kinds)
    severity = max(severities, key=SEVERITIES.index)
    return PairVerdict(True, meaning.matters, severity, kinds, direction, changes)


def compare_texts(approved: str, theirs: str, roles: Roles) -> Comparison:
    """The two without the headings that they may begin with."""
    return compare(wording(_body(approved), roles), wording(_body(theirs), roles))


def _body(text: str) -> str:
    """The text without its heading; what has a verb or a figure is no heading but a sentence."""
    heading, rest = split_heading(text)
    words = _NUMBER.sub("", heading).casefold().split()
    says = _VERBS.intersection(words) or any(character.isdigit() for word in words for character in word)
    return text if says or not rest else rest


def roles_of_side(library: Library, we_are: Side) -> Roles:
    """The names by which a clause calls us and the other side, where we are the one or the other."""
    providers, customers = (*library.our_roles, *_MORE_PROVIDERS), (*library.their_roles, *_MORE_CUSTOMERS)
    return Roles(providers, customers) if we_are == "provider" else Roles(customers, providers)


def _direction(kind: DeviationKind, comparison: Comparison, entry: Entry | None, library: Library) -> Direction:
    """Whom the change helps by the first difference that tells; against us where none does: they asked for it."""
    roles = Roles(library.our_roles, library.their_roles)
    for difference in comparison.differences:
        before, after = comparison.sides(difference)
        subject = subject_before(comparison.approved.tokens, difference.before_start)
        told = direction_of(kind, before, after, entry, subject=subject, roles=roles)
        if told != "neutral":
            return told
    return "adverse"
