"""Tracked revisions as a reviewer sees them: edits with the words before and after, paragraphs that went or came."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.types import Clause, Comment, Document, Revision, Span

_REMOVALS = ("deletion", "move_from")
_HAS_WORDS = re.compile(r"\w")
_HEADING_WORDS = 8
_RUN_IN_HEADING = re.compile(r"((?:[A-Z]{0,2}\.?\d[\d.]{0,10}\s+)?[A-Z][^.;:\n\t]{2,60})\.\s+(?=[A-Z(“\"])")


@dataclass(frozen=True, slots=True)
class Edit:
    """Revisions by one author that change the same words; ``span`` is their place in the accepted text."""

    revisions: tuple[Revision, ...]
    span: Span

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its revisions."""
        return tuple(revision.id for revision in self.revisions)


@dataclass(frozen=True, slots=True)
class Struck:
    """Whole paragraphs that tracked revisions took out, one after the other, with the place where they were."""

    revisions: tuple[Revision, ...]
    paragraphs: tuple[str, ...]
    place: int


class TrackedChanges:
    """The revisions and comments of one document, looked up by place in the accepted text."""

    def __init__(self, document: Document) -> None:
        """Sort them once and find the paragraphs that are gone whole."""
        self.document = document
        self._comments = sorted(document.comments, key=lambda comment: comment.span.start)
        self._longest_comment = max((len(comment.span) for comment in self._comments), default=0)
        self.revisions = tuple(
            sorted(document.revisions, key=lambda r: (r.span.start, r.original_span.start, r.span.end))
        )
        self._starts = [revision.span.start for revision in self.revisions]
        self._longest = max((len(revision.span) for revision in self.revisions), default=0)
        self._struck_lines: list[Span] = []
        self.struck = self._find_struck()

    def __bool__(self) -> bool:
        """Whether there are any revisions."""
        return bool(self.revisions)

    def at(self, span: Span) -> tuple[Revision, ...]:
        """Revisions that share a character with ``span`` or whose words were taken out at it, its ends included."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_right(self._starts, span.end)
        return tuple(revision for revision in self.revisions[first:last] if revision.span.overlaps(span))

    def comments_at(self, span: Span) -> tuple[Comment, ...]:
        """Comments that hang on words of ``span``."""
        first = bisect_left(self._comments, span.start - self._longest_comment, key=lambda c: c.span.start)
        last = bisect_right(self._comments, span.end, key=lambda c: c.span.start)
        return tuple(comment for comment in self._comments[first:last] if comment.span.overlaps(span))

    def original_words(self, spans: Sequence[Span]) -> str | None:
        """What stood at ``spans`` before the revisions inside them; None where there are none."""
        if not any(has_words(revision) for span in spans for revision in self.at(span)):
            return None
        return " ".join(self.before(span, self.at(span)) for span in spans)

    def before(self, span: Span, revisions: Iterable[Revision]) -> str:
        """The text at ``span`` with ``revisions`` refused; without paragraphs that went whole and stood beside it."""
        text = self.document.text
        pieces: list[str] = []
        position = span.start
        for revision in revisions:
            start, end = (min(max(place, position), span.end) for place in (revision.span.start, revision.span.end))
            pieces.append(text[position:start])
            if revision.kind in _REMOVALS:
                pieces.append(self._kept_words(revision))
            position = end
        pieces.append(text[position : span.end])
        return "".join(pieces)

    def _kept_words(self, revision: Revision) -> str:
        """What a removal took out of paragraphs that are still there in part."""
        pieces = []
        position = revision.original_span.start
        first = bisect_left(self._struck_lines, position, key=lambda line: line.end)
        last = bisect_right(self._struck_lines, revision.original_span.end, key=lambda line: line.start)
        for line in self._struck_lines[first:last]:
            if line.overlaps(revision.original_span):
                pieces.append(self.document.original_text[position : max(position, line.start)])
                position = max(position, min(line.end, revision.original_span.end))
        pieces.append(self.document.original_text[position : revision.original_span.end])
        return "".join(pieces)

    def edits(self, without: Collection[str] = ()) -> tuple[Edit, ...]:
        """All revisions with words whose ids are not in ``without``, joined where one author changed the same words."""
        groups: list[list[Revision]] = []
        for revision in self.revisions:
            if revision.id in without or not has_words(revision) or revision.kind.startswith("move"):
                continue
            if groups and self._continues(groups[-1][-1], revision):
                groups[-1].append(revision)
            else:
                groups.append([revision])
        return tuple(
            Edit(tuple(group), Span(group[0].span.start, max(revision.span.end for revision in group)))
            for group in groups
        )

    def whole_edits(self, revisions: Iterable[Revision]) -> tuple[Revision, ...]:
        """The revisions with all others of the edits that they are parts of."""
        mates = self._mates
        return tuple(mate for revision in revisions for mate in mates.get(revision.id, (revision,)))

    @cached_property
    def _mates(self) -> Mapping[str, tuple[Revision, ...]]:
        return {revision.id: edit.revisions for edit in self.edits() for revision in edit.revisions}

    def _continues(self, last: Revision, revision: Revision) -> bool:
        if last.author != revision.author or last.paragraph != revision.paragraph:
            return False
        between = self.document.text[last.span.end : revision.span.start]
        adjoining = not between.strip() and "\n" not in between
        return adjoining or (len(between) <= 8 and not re.search(r"\s", between))

    def _find_struck(self) -> tuple[Struck, ...]:
        """Runs of paragraphs of the original text that are gone whole."""
        removals = sorted(
            (r for r in self.revisions if r.kind == "deletion" and len(r.original_span)),
            key=lambda r: r.original_span.start,
        )
        starts = [revision.original_span.start for revision in removals]
        longest = max((len(revision.original_span) for revision in removals), default=0)
        runs: list[tuple[dict[str, Revision], list[str], int]] = []
        previous_end = -1
        for line in _lines(self.document.original_text):
            near = removals[bisect_left(starts, line.start - longest) : bisect_right(starts, line.end)]
            inside = [revision for revision in near if revision.original_span.overlaps(line)]
            words = self.document.original_text[line.start : line.end]
            if not _HAS_WORDS.search(words) or not _cover(line, inside, self.document.original_text):
                continue
            found = {revision.id: revision for revision in inside}
            if runs and previous_end + 1 == line.start and not self._begins_clause(runs[-1][1], words):
                runs[-1][0].update(found)
                runs[-1][1].append(words.strip())
            else:
                runs.append((found, [words.strip()], inside[0].span.start))
            previous_end = line.end
            self._struck_lines.append(line)
        return tuple(Struck(tuple(found.values()), tuple(paragraphs), place) for found, paragraphs, place in runs)

    @staticmethod
    def _begins_clause(so_far: Sequence[str], words: str) -> bool:
        """Whether a struck paragraph opens another clause: a heading, after one that has words of its own."""
        return bool(split_heading(words)[0]) and any(split_heading(line)[1] for line in so_far)

    def inserted_whole(self, span: Span) -> tuple[Revision, ...]:
        """The insertions that ``span`` consists of; empty where any word of it stood there before."""
        added = tuple(r for r in self.at(span) if r.kind == "insertion" and len(r.span) and has_words(r))
        return added if _cover(span, added, self.document.text, original=False) else ()


def inserted_clause(tracked: TrackedChanges, clause: Clause | None, spans: Sequence[Span]) -> tuple[Revision, ...]:
    """The insertions that a clause's ``spans`` consist of, with those of its heading; empty where words stood there."""
    inside = [tracked.inserted_whole(span) for span in spans]
    if clause is None or not all(inside):
        return ()
    heading = tracked.at(Span(clause.extent.start, clause.span.start))
    above = (r for r in heading if r.kind == "insertion" and len(r.span) and has_words(r))
    return tuple({r.id: r for r in (*above, *(r for revisions in inside for r in revisions))}.values())


def split_heading(paragraph: str) -> tuple[str, str]:
    """A paragraph's heading and the words after it: a short line is a heading alone, ``Notices. All ...`` has both."""
    words = paragraph.strip()
    if len(words.split()) <= _HEADING_WORDS and "\t" not in words and not words.endswith((".", ";", ":", ",")):
        return words, ""
    found = _RUN_IN_HEADING.match(words)
    if found and len(found.group(1).split()) <= _HEADING_WORDS:
        return found.group(1), words[found.end() :]
    return "", words


def has_words(revision: Revision) -> bool:
    """Whether the revision changes more than white space and punctuation."""
    return bool(_HAS_WORDS.search(revision.text))


def _lines(text: str) -> Iterable[Span]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _cover(span: Span, revisions: Iterable[Revision], text: str, *, original: bool = True) -> bool:
    """Whether the revisions hold every word of ``span``."""
    position = span.start
    for place in sorted((r.original_span if original else r.span for r in revisions), key=lambda s: s.start):
        if _HAS_WORDS.search(text[position : max(position, min(place.start, span.end))]):
            return False
        position = max(position, place.end)
    return position > span.start and not _HAS_WORDS.search(text[position : span.end])
