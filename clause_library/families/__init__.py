"""A family: the documents of one deal, which prevails, where they contradict each other, and what is in force now."""

from __future__ import annotations

from clause_library.families.joining import join
from clause_library.families.types import (
    ROLES,
    AmendedClause,
    Basis,
    Contradiction,
    Family,
    Member,
    Passage,
    Precedence,
    Ranking,
    Remark,
    RemarkKind,
    Role,
    Statement,
    Step,
    StepKind,
    Superseded,
    TermInForce,
    Unresolved,
)

__all__ = [
    "ROLES",
    "AmendedClause",
    "Basis",
    "Contradiction",
    "Family",
    "Member",
    "Passage",
    "Precedence",
    "Ranking",
    "Remark",
    "RemarkKind",
    "Role",
    "Statement",
    "Step",
    "StepKind",
    "Superseded",
    "TermInForce",
    "Unresolved",
    "join",
]
