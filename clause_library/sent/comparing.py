"""Finds what differs between a version that was sent and what came back, tracked changes left aside.

Both are compared as runs of words, so paragraphs may break elsewhere. Case, punctuation, white space, numbers of
clauses and of pages, and words that are only spelled otherwise are no differences.
"""

from __future__ import annotations

from collections.abc import Sequence

from clause_library.sent.as_sent import AsSent
from clause_library.sent.margins import margin_changes, margin_lines
from clause_library.sent.moves import Moves
from clause_library.sent.references import referred
from clause_library.sent.settling import settled, split, without_order
from clause_library.sent.sides import Side, contents_lines, side_of
from clause_library.sent.types import SentComparison
from clause_library.tracked_changes import Struck
from clause_library.wording.alignment import differences, equal_runs, readable
from clause_library.wording.comparison import Difference
from extractor.types import Document, Problem, Span

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TELLING_RUN = 4
"""Shorter equal runs occur in any two contracts."""

_SHORT_TEXT = 100
"""In a text of fewer words any equal word tells."""

_LEAST_SHARED = 0.2
"""Versions of a contract that was rewritten throughout share more than this; two contracts of strangers do not."""


def compare_with_sent(returned: Document, sent: Document) -> SentComparison:
    """What was changed silently in ``returned`` since ``sent`` was handed out."""
    was = AsSent(returned, sent)
    same_format = returned.media_type == sent.media_type
    margins = frozenset() if same_format else margin_lines(returned) | margin_lines(sent)
    before = side_of(sent.text, contents_lines(sent), margins)
    after = side_of(was.text, contents_lines(returned), margins)
    raw = differences(before.keys, after.keys)
    found = list(settled(raw, before, after))
    if not same_format:
        found = list(without_order(found, before, after))
    found = readable(found, frozenset(before.breaks))
    pieces = [piece for difference in found for piece in split(difference, before, after)]
    changes = Moves(before, after, was).told(pieces, same_format=same_format)
    changes += referred(found, before, after, was, sent, returned)
    changes.sort(key=lambda change: (change.place.start, change.after.start, change.before.start))
    removed = [change for change in changes if change.kind == "removed"]
    gone = tuple(Struck((), tuple(_paragraphs(sent.text, change.before)), change.place.start) for change in removed)
    on_margins = margin_changes(returned, sent) if returned.media_type == sent.media_type == WORD else ()
    return SentComparison(sent.text, was.text, tuple(changes), gone, tuple(on_margins), _shared(raw, before, after))


def _shared(raw: Sequence[Difference], before: Side, after: Side) -> float:
    """The share of the words of the shorter text that stand in the same order in both, in runs that tell."""
    lengths = len(before.keys), len(after.keys)
    least = _TELLING_RUN if min(lengths) >= _SHORT_TEXT else 1
    kept = sum(length for _, _, length in equal_runs(raw, lengths) if length >= least)
    return kept / max(min(lengths), 1)


def other_contract(comparison: SentComparison, sent: Document) -> Problem | None:
    """That the two files are no versions of one contract; None where they are."""
    if comparison.shared >= _LEAST_SHARED:
        return None
    name = " ".join(sent.name.split())
    return Problem(
        "other_contract",
        f"{name} has next to nothing in common with this document: it was not compared as the version that we sent.",
    )


def _paragraphs(text: str, span: Span) -> list[str]:
    return [line.strip() for line in text[span.start : span.end].split("\n") if line.strip()]
