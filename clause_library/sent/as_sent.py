"""A returned document as it would read had nobody tracked a change since we sent it, with the way back to its text."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.types import Document, Revision, Span

_REMOVALS = ("deletion", "move_from")
_GONE = -1


class AsSent:
    """The text with all revisions refused but those that already stood in what we sent.

    ``text`` is the words; ``place`` finds them in the accepted text.
    """

    def __init__(self, returned: Document, sent: Document) -> None:
        """Undo what was tracked in ``returned`` and not in ``sent``."""
        known = _known(sent)
        ours = [revision for revision in returned.revisions if _stood_in(revision, known)]
        all_ours = bool(ours) and len(ours) == len(returned.revisions)
        pieces = [(returned.text, 0, False)] if all_ours else list(_pieces(returned, ours))
        kept = _kept_places(returned)
        self.text = "".join(words for words, _, _ in pieces)
        self._places = array("q", [_GONE]) * len(self.text)
        at = 0
        for words, place, is_original in pieces:
            for offset, sign in enumerate(words):
                if place != _GONE and not sign.isspace():
                    self._places[at + offset] = kept[place + offset] if is_original else place + offset
            at += len(words)
        self._ends = array("q", [0]) * (len(self.text) + 1)
        for number, there in enumerate(self._places):
            self._ends[number + 1] = self._ends[number] if there == _GONE else there + 1

    def place(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the accepted text; empty, behind the words before, where it is gone."""
        there = [place for place in self._places[start:end] if place != _GONE]
        if not there:
            return Span(self._ends[start], self._ends[start])
        return Span(min(there), max(there) + 1)


def _known(sent: Document) -> dict[tuple[str, ...], list[str]]:
    """The words of the revisions that stood in what we sent, by what tells them from others."""
    known: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for revision in sent.revisions:
        if not revision.superseded:
            known[_signature(revision)].append(revision.text)
    return known


def _signature(revision: Revision) -> tuple[str, ...]:
    return revision.kind, revision.author or "", revision.date or ""


def _stood_in(revision: Revision, known: dict[tuple[str, ...], list[str]]) -> bool:
    """Whether it is one of ours, or what others left of one."""
    return any(revision.text.strip() in text for text in known.get(_signature(revision), ()))


def _pieces(returned: Document, ours: Sequence[Revision]) -> Iterable[tuple[str, int, bool]]:
    """Words, where they begin, and whether they are of the original text (else of the accepted, or of neither)."""
    original = returned.original_text
    position = 0
    for revision in sorted(ours, key=lambda r: (r.original_span.start, r.span.start)):
        start = max(position, revision.original_span.start)
        yield original[position:start], position, True
        position = start
        if revision.kind in _REMOVALS:
            position = max(position, revision.original_span.end)
        else:
            place = _GONE if revision.superseded else revision.span.start
            yield _space(returned.text, revision.span.start - 1), _GONE, False
            yield revision.text, place, False
            yield _space(returned.text, revision.span.end), _GONE, False
    yield original[position:], position, True


def _space(text: str, place: int) -> str:
    """The line end at that place, if one is there: inserted paragraphs stand apart."""
    return "\n" if not 0 <= place < len(text) or text[place] == "\n" else ""


def _kept_places(document: Document) -> array[int]:
    """For each sign of the original text its place in the accepted one; ``_GONE`` where it is not there."""
    places = array("q", [_GONE]) * len(document.original_text)
    removed = [r.original_span for r in document.revisions if r.kind in _REMOVALS]
    added = [r.span for r in document.revisions if r.kind not in _REMOVALS]
    old = _signs(document.original_text, removed)
    new = _signs(document.text, added)
    for here, there in zip(old, new, strict=False):
        places[here] = there
    return places


def _signs(text: str, without: Iterable[Span]) -> Iterable[int]:
    """The places of the signs that are no white space and in none of the spans."""
    spans = sorted((span for span in without if len(span)), key=lambda span: span.start)
    starts = [span.start for span in spans]
    furthest = 0
    ends = [furthest := max(furthest, span.end) for span in spans]
    for place, sign in enumerate(text):
        if not sign.isspace():
            before = bisect_right(starts, place)
            if not before or ends[before - 1] <= place:
                yield place
