"""What we answer to each deviation: a remark for its comment and, in our approved words, the edit that we propose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clause_library.types import SEVERITIES, Change, Deviation, Review
from extractor.types import Span
from extractor.writers.docx.orders import Edit, NewParagraph, Proposal, Replacement, RestoredParagraph
from service.reports.aligning import Step, align, keys, words_of
from service.reports.cards import Card, Cards
from service.reports.summary import is_not_covered
from service.reports.wording import one_line, visible

_REMOVALS = ("deletion", "move_from")
_STRUCK = ("prohibited_position", "protection_overridden")
"""Kinds whose words go where there is no answer in their place."""
_NEAR = 0.6
"""From this share of common words on a passage is ours with changes; below it, it is struck and ours put in."""
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,60}\]")
_SURE = 0.6
"""From this confidence on their words for a provision give way to ours; below it, a comment offers ours."""
_HEADING_WORDS = 10
_OPENING_WORDS = 4
"""So many words at the beginning of our answer tell where it begins in what was struck."""


def proposals(review: Review) -> tuple[Proposal, ...]:
    """One for each deviation, the worst first."""
    cards = Cards(review)
    told = [*(card for group in cards.groups() for card in group.cards), *cards.missing()]
    answering = _Answering(review)
    ordered = sorted(told, key=lambda card: (-SEVERITIES.index(card.deviation.severity), card.number))
    return tuple(_proposal(card, answering.edit(card.deviation)) for card in ordered)


def _proposal(card: Card, edit: Edit) -> Proposal:
    deviation = card.deviation
    lines = [f"{card.number}. {deviation.severity.capitalize()}: {deviation.title}", deviation.reason]
    lines += [f"Approver: {card.approver}"] if card.approver else []
    lines += [f"Guidance: {deviation.guidance}"] if deviation.guidance else []
    return Proposal(
        start=deviation.start,
        end=deviation.end,
        remark=tuple(one_line(line) for line in lines),
        unedited=(f"Our answer: {one_line(deviation.answer)}",) if deviation.answer else (),
        edit=edit,
        revisions=deviation.revisions,
    )


class _Answering:
    """Finds the edits that answer the deviations of one review."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._text = review.document.text
        self._struck_at = {one.span.start for one in review.document.revisions if one.kind in _REMOVALS}

    def edit(self, deviation: Deviation) -> Edit:
        """The edit, empty where there is nothing to propose: no answer in approved words, or no sure place for it."""
        if not deviation.needs_attention or deviation.clause_type is None:
            return ()
        answer = visible(deviation.answer).strip()
        if not answer:
            return self._strike(deviation) if deviation.kind in _STRUCK else ()
        if deviation.kind == "missing_clause":
            return self._new(deviation, answer)
        if deviation.kind == "clause_removed":
            return RestoredParagraph(deviation.revisions, answer, _heading(deviation.changes, answer))
        if deviation.start == deviation.end:
            return ()
        if _is_in_other_words(deviation):
            sure = deviation.confidence >= _SURE and not is_not_covered(self._review)
            return self._rewrite(deviation, answer) if sure else ()
        if deviation.kind == "prohibited_position":
            return self._rewrite(deviation, answer)
        return self._in_words(deviation, answer) or self._directly(deviation, answer)

    def _strike(self, deviation: Deviation) -> Edit:
        """What stands beside our own language and takes it away goes; a whole clause with its number and heading."""
        if any(change.before for change in deviation.changes):
            return ()
        start = deviation.start
        for root in self._review.clauses:
            for clause in root.walk():
                whole = clause.id == deviation.clause and not clause.children
                if whole and deviation.start <= clause.span.start and clause.span.end <= deviation.end:
                    start = min(start, clause.extent.start)
        return (Replacement(start, deviation.end, ""),)

    def _new(self, deviation: Deviation, answer: str) -> Edit:
        """The clause that is missing, before the signatures or else at the end of the body."""
        clauses = self._review.clauses
        body = next((clause.extent.start for clause in clauses if clause.part == "body"), 0)
        behind = [clause for clause in clauses if clause.extent.start > body]
        ends = [
            min((clause.extent.start for clause in behind if clause.part == part), default=None)
            for part in ("signature", "exhibit")
        ]
        after = next((end for end in ends if end is not None), len(self._text))
        subject = one_line(deviation.subject)
        return NewParagraph(after, answer, f"{subject}. " if subject else "")

    def _rewrite(self, deviation: Deviation, answer: str) -> Edit:
        """Their whole passage for ours, or the words in which they differ where it was made of ours."""
        passage = self._text[deviation.start : deviation.end]
        alignment = align(passage, answer)
        if alignment.similarity >= _NEAR:
            return tuple(self._replacement(step, deviation.start) for step in alignment.steps)
        return (Replacement(deviation.start, deviation.end, answer),)

    def _in_words(self, deviation: Deviation, answer: str) -> tuple[Replacement, ...]:
        """The steps from the clause to our answer that undo just this deviation."""
        region = self._region(deviation)
        alignment = align(self._text[region.start : region.end], answer)
        if alignment.similarity < _NEAR:
            return ()
        place = (
            Span(deviation.start - region.start, deviation.end - region.start)
            if region.start <= deviation.start
            else None
        )
        steps = [
            step
            for step in alignment.steps
            if place is not None and _touches(step, place) and _undoes(step, deviation.changes)
        ]
        if any(_PLACEHOLDER.search(step.text) for step in steps):
            return ()
        return tuple(self._replacement(step, region.start) for step in steps)

    def _region(self, deviation: Deviation) -> Span:
        """The words that were held against the entry's position."""
        matches = [
            match.span
            for match in self._review.matches
            if match.clause_type == deviation.clause_type and match.span.overlaps(deviation.span)
        ]
        return max(matches, key=len, default=deviation.span)

    def _replacement(self, step: Step, offset: int) -> Replacement:
        if step.start == step.end and offset + step.insert_at in self._struck_at:  # behind what they struck there
            return Replacement(offset + step.insert_at, offset + step.insert_at, step.insert_text)
        return Replacement(offset + step.start, offset + step.end, step.text)

    def _directly(self, deviation: Deviation, answer: str) -> tuple[Replacement, ...]:
        """Their words for ours as the deviation names them, where they stand there once and ours are in the answer."""
        passage = self._text[deviation.start : deviation.end]
        found = []
        for change in deviation.changes:
            ours = visible(change.before).strip()
            places = _places(passage, change.after)
            if not ours or len(places) != 1 or not _contains(keys(answer), keys(ours)) or _PLACEHOLDER.search(ours):
                return ()
            found.append(Replacement(deviation.start + places[0][0], deviation.start + places[0][1], ours))
        return tuple(sorted(found, key=lambda one: one.start))


def _is_in_other_words(deviation: Deviation) -> bool:
    return deviation.kind == "text_changed" and deviation.method.endswith("in other words")


def _touches(step: Step, place: Span) -> bool:
    return step.start <= place.end and place.start <= step.end


def _undoes(step: Step, changes: Sequence[Change]) -> bool:
    """Whether the step is about words of the changes; where none are named, any step at the place is."""
    if not changes:
        return True
    return any(
        set(step.before) & set(keys(change.before)) or set(step.after) & set(keys(change.after)) for change in changes
    )


def _places(passage: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the passage, whatever white space is between them."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(part) for part in parts) + r"(?!\w)"
    return [found.span() for found in re.finditer(pattern, passage)]


def _contains(whole: Sequence[str], part: Sequence[str]) -> bool:
    return any(tuple(whole[at : at + len(part)]) == tuple(part) for at in range(len(whole) - len(part) + 1))


def _heading(changes: Sequence[Change], answer: str) -> str:
    """What stood before our words in the paragraph that was struck; empty where they are not found in it."""
    struck = visible(changes[0].before) if len(changes) == 1 else ""
    opening = [word.key for word in words_of(answer)[:_OPENING_WORDS]]
    words = words_of(struck)
    for at in range(min(_HEADING_WORDS, len(words))):
        if [word.key for word in words[at : at + len(opening)]] == opening:
            heading = struck[: words[at].start]
            return "" if "\n" in heading else heading
    return ""
