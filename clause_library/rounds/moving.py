"""What a round did to a clause: the words that changed, of what kind, whom it helps, and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from clause_library.deviations.in_wording import OUR_PAPER
from clause_library.deviations.kinds import VALUE_KINDS, kind_of
from clause_library.deviations.severity import changed_values
from clause_library.rounds.departures import same
from clause_library.rounds.provisions import Provision
from clause_library.rounds.types import Piece, WordChange
from clause_library.tracked_changes import TrackedChanges, has_words
from clause_library.types import SEVERITIES, Deviation, Direction, DocumentSummary, Review
from clause_library.wording.alignment import differences
from clause_library.wording.comparison import Difference, compare
from clause_library.wording.normalize import Roles, Token, Wording, wording
from extractor.types import Document, Revision, Span

_REMOVALS = ("deletion", "move_from")
_MOST = 0.5
"""A clause was struck by revisions that hold this share of its words."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of both rounds, to set side by side, and their differences."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    changes: tuple[WordChange, ...]


class Edits:
    """The tracked changes that a round made: those that touch words and that the round before did not have."""

    def __init__(self, review: Review, earlier: Review | None) -> None:
        """Look at the changes of ``review``."""
        known = {_signature(revision) for revision in earlier.document.revisions} if earlier else set()
        found = review.document.revisions
        self.revisions = tuple(r for r in found if has_words(r) and _signature(r) not in known)
        self._new = {revision.id for revision in self.revisions}
        self._tracked = TrackedChanges(_document(review.document))

    def at(self, span: Span) -> tuple[Revision, ...]:
        """Those at a place, with all others of the edits that they are parts of."""
        found = self._tracked.whole_edits(self._tracked.at(span))
        return tuple(revision for revision in found if revision.id in self._new)


def _authors(revisions: Iterable[Revision]) -> tuple[str, ...]:
    """Who made them, each once."""
    return tuple(dict.fromkeys(revision.author for revision in revisions if revision.author))


def came(now: Provision, edits: Edits) -> Words:
    """The words of a clause that was not there."""
    causes = [r for span in now.spans for r in edits.at(span) if r.kind not in _REMOVALS]
    change = WordChange("", _line(now.text), "clause_added", _authors(causes))
    return Words((), (Piece(now.text, True),), (change,))


def went(was: Provision, edits: Edits) -> Words:
    """The words of a clause that is not there any more."""
    whole = _line(was.text)
    removals = [r for r in edits.revisions if r.kind in _REMOVALS and _common(_line(r.text), whole)]
    causes: list[Revision] = []
    covered = 0
    for revision in sorted(removals, key=lambda r: -len(r.text)):  # a single word may have gone from anywhere
        if covered < _MOST * len(whole):
            causes.append(revision)
            covered += len(_line(revision.text))
    authors = _authors(causes) if covered >= _MOST * len(whole) else ()
    return Words((Piece(was.text, True),), (), (WordChange(whole, "", "clause_removed", authors),))


def relocated(now: Provision, edits: Edits) -> Words | None:
    """A clause whose words stand in another place, as a tracked move tells; None where none does."""
    causes = [r for span in now.spans for r in edits.at(span) if r.kind == "move_to"]
    if not causes:
        return None
    pieces = (Piece(now.text, False),)
    return Words(pieces, pieces, (WordChange("", "", "clause_moved", _authors(causes)),))


def changed(was: Provision, now: Provision, edits: Edits) -> Words:
    """The differences of words between two rounds; nearly all of them new is one difference."""
    before, after, found = _differences(was, now)
    same = not compare(before, after).differences
    changes = []
    for one in found:
        old, new = before.tokens[one.before_start : one.before_end], after.tokens[one.after_start : one.after_end]
        kind = "wording_only" if same else kind_of(old, new, now.clause_type or was.clause_type)
        said = before.words(one.before_start, one.before_end), after.words(one.after_start, one.after_end)
        changes.append(WordChange(*said, kind, _authors(_causes(one, said[0], after, now, edits))))
    return Words(
        _pieces(was, [_place(was, before.tokens, one.before_start, one.before_end) for one in found]),
        _pieces(now, [_place(now, after.tokens, one.after_start, one.after_end) for one in found]),
        tuple(changes),
    )


def _differences(was: Provision, now: Provision) -> tuple[Wording, Wording, tuple[Difference, ...]]:
    """Where two wordings differ, in the tokens of both; those that say the same are told where there are no others."""
    comparison = compare(_literal(was.words), _literal(now.words))
    before, after = comparison.approved, comparison.other
    if not comparison.differences:
        return was.words, now.words, tuple(differences(was.keys, now.keys))
    if comparison.similarity < OUR_PAPER:
        return before, after, (Difference(0, len(before.tokens), 0, len(after.tokens)),)
    return before, after, comparison.differences


def direction_of(before: Sequence[Deviation], after: Sequence[Deviation], words: Words, roles: Roles) -> Direction:
    """Whom a move helps: milder departures help us, graver or more ones do not; else the values tell."""
    was, now = _gravity(before), _gravity(after)
    if now < was:
        return "favourable"
    new = [one for one in after if not any(same(one, other) for other in before)]
    gone = [one for one in before if not any(same(one, other) for other in after)]
    if now > was or (new and not gone):
        worst = [one for one in new or after if SEVERITIES.index(one.severity) == _gravity(new or after)]
        return "adverse" if any(one.direction == "adverse" for one in worst) else "neutral"
    if gone and not new:
        return "favourable"
    return _by_values(after, words, roles)


def _by_values(deviations: Sequence[Deviation], words: Words, roles: Roles) -> Direction:
    """Whom further growth of a value helps, told by the deviation in which it grew against us."""
    for deviation in deviations:
        for departure in deviation.changes:
            harm = _growth(departure.before, departure.after, roles)
            for change in words.changes:
                step = _growth(change.before, change.after, roles)
                if deviation.direction == "adverse" and harm and step and change.kind in VALUE_KINDS.values():
                    return "adverse" if (harm > 0) == (step > 0) else "favourable"
    return "neutral"


def _growth(before: str, after: str, roles: Roles) -> float:
    pair = changed_values(wording(before, roles).tokens, wording(after, roles).tokens)
    return float(pair[1].size - pair[0].size) if pair else 0.0


def _gravity(deviations: Sequence[Deviation]) -> int:
    return max((SEVERITIES.index(one.severity) for one in deviations), default=0)


def _signature(revision: Revision) -> tuple[str, ...]:
    return revision.kind, revision.author or "", revision.date or "", revision.text


def _line(text: str) -> str:
    return " ".join(text.split())


def _common(one: str, other: str) -> bool:
    return bool(one) and (one in other or other in one)


def _literal(words: Wording) -> Wording:
    """A contract's own square brackets are words: what fills them is a change."""
    return Wording(words.text, tuple(replace(token, placeholder=False) for token in words.tokens))


def _range(tokens: Sequence[Token], start: int, end: int) -> Span | None:
    return Span(tokens[start].start, tokens[end - 1].end) if start < end else None


def _place(item: Provision, tokens: Sequence[Token], start: int, end: int) -> Span:
    """The same; where there are none, the point behind the words before."""
    point = tokens[start - 1].end if start else item.spans[0].start
    return _range(tokens, start, end) or Span(point, point)


def _causes(difference: Difference, gone: str, after: Wording, now: Provision, edits: Edits) -> Iterator[Revision]:
    """The tracked changes that put the new words there or took the old ones away."""
    tokens = after.tokens
    put = _range(tokens, difference.after_start, difference.after_end)
    start = tokens[difference.after_start - 1].end if difference.after_start else now.extent.start
    end = tokens[difference.after_end].start if difference.after_end < len(tokens) else now.extent.end
    for revision in edits.at(Span(min(start, end), max(start, end))):
        if revision.kind in _REMOVALS:
            if _common(_line(revision.text).casefold(), gone.casefold()):
                yield revision
        elif put is not None and revision.span.overlaps(put):
            yield revision


def _document(summary: DocumentSummary) -> Document:
    """As much of the file as its tracked changes are looked up in."""
    return Document(
        sha256=summary.sha256,
        name=summary.name,
        media_type=summary.media_type,
        text=summary.text,
        original_text=summary.original_text,
        blocks=(),
        revisions=summary.revisions,
    )


def _pieces(item: Provision, changed: Sequence[Span]) -> tuple[Piece, ...]:
    """The words of a provision, cut where they differ; empty pieces stand where only the other side has words."""
    text = item.review.document.text
    pieces: list[Piece] = []
    for number, span in enumerate(item.spans):
        behind = item.spans[number - 1].end if number else -1
        here = [c for c in changed if c.overlaps(span) and (len(c) or c.start > behind)]
        inside = [Span(max(c.start, span.start), min(c.end, span.end)) for c in here]
        edges = [span.start, *chain.from_iterable((one.start, one.end) for one in inside), span.end]
        if number:
            pieces.append(Piece("\n", False))
        for place, (start, end) in enumerate(pairwise(edges)):
            if start < end or place % 2:
                pieces.append(Piece(text[start:end], bool(place % 2)))
    return tuple(pieces)
