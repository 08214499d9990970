"""A negotiation round by round: where each clause stood, who moved it, what is still open, and what came back."""

from __future__ import annotations

from clause_library.rounds.telling import history
from clause_library.rounds.types import (
    ABSENT,
    OWN_WORDING,
    ClauseHistory,
    Happening,
    History,
    Move,
    OpenComment,
    OpenPoint,
    Piece,
    Returned,
    Round,
    Standing,
    WordChange,
)

__all__ = [
    "ABSENT",
    "OWN_WORDING",
    "ClauseHistory",
    "Happening",
    "History",
    "Move",
    "OpenComment",
    "OpenPoint",
    "Piece",
    "Returned",
    "Round",
    "Standing",
    "WordChange",
    "history",
]
