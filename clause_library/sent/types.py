"""What comparing a returned document with the version that was sent comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clause_library.tracked_changes import Struck
from clause_library.types import Change
from extractor.types import MarginKind, Span

SilentKind = Literal["edited", "removed", "added", "moved", "referred"]


@dataclass(frozen=True, slots=True)
class Silent:
    """One difference that no tracked change shows.

    ``before`` is its place in the accepted text of what was sent, ``after`` in ``SentComparison.returned``, the text of
    what came back without its tracked changes, ``place`` in the accepted text of what came back; each is empty where
    nothing stands. ``whole`` says that entire lines went or came.
    """

    kind: SilentKind
    before: Span
    after: Span
    place: Span
    whole: bool = False


@dataclass(frozen=True, slots=True)
class MarginChange:
    """A header, footer or stamp that reads otherwise; either side is empty where there is none."""

    kind: MarginKind
    change: Change


@dataclass(frozen=True, slots=True)
class SentComparison:
    """All silent changes, in the order of the returned text.

    ``gone`` are the passages of those that were removed. ``margins`` are told where both files are of one format:
    between formats nobody knows what repeats on a page. ``shared`` is the share of the words of the shorter text that
    both have in the same order; where that is next to nothing, they are not versions of one contract.
    """

    sent: str
    returned: str
    changes: tuple[Silent, ...]
    gone: tuple[Struck, ...]
    margins: tuple[MarginChange, ...] = ()
    shared: float = 1.0
