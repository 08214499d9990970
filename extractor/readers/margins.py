"""Headers and footers with their tracked changes, and how the reader of a review hears of such a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.readers.docx.layout import accepted, lay_out, original
from extractor.readers.docx.revisions import read_revisions
from extractor.readers.docx.tokens import Token
from extractor.types import Margin, MarginKind, Problem, Revision

_SHOWN_CHANGES = 6
_SHOWN_CHARS = 80
_VERBS = {"insertion": "inserted", "move_to": "inserted", "deletion": "deleted", "move_from": "deleted"}


def margin_of(kind: MarginKind, tokens: Sequence[Token]) -> Margin | None:
    """The header or footer that these tokens are; None where it never had a word."""
    taken, refused = lay_out(tokens, accepted), lay_out(tokens, original)
    if not taken.text and not refused.text:
        return None
    revisions = tuple(replace(revision, paragraph=None) for revision in read_revisions(tokens, taken, refused))
    return Margin(kind, taken.text, original=refused.text if revisions else None, revisions=revisions)


def once_each(margins: Iterable[Margin | None]) -> tuple[Margin, ...]:
    """The margins without repetition, as where first page and others say the same; ids of their revisions unique."""
    found: dict[tuple[str, str, str | None], Margin] = {}
    for margin in margins:
        if margin is not None:
            found.setdefault((margin.kind, margin.text, margin.original), margin)
    return tuple(
        replace(margin, revisions=tuple(replace(one, id=f"{margin.kind}{number}-{one.id}") for one in margin.revisions))
        if margin.revisions
        else margin
        for number, margin in enumerate(found.values(), start=1)
    )


def margin_problems(margins: Iterable[Margin]) -> Iterator[Problem]:
    """One for each margin that somebody changed, with the words, since no clause shows them."""
    for margin in margins:
        told = list(_told(margin.revisions))
        if told:
            more = f"; and {len(told) - _SHOWN_CHANGES} more" if len(told) > _SHOWN_CHANGES else ""
            message = f"The {margin.kind} has tracked changes, which belong to no clause: "
            yield Problem("margin_changed", f"{message}{'; '.join(told[:_SHOWN_CHANGES])}{more}.")


def _told(revisions: Iterable[Revision]) -> Iterator[str]:
    """Each change in words, with its author and day behind the last of theirs."""
    standing = [one for one in revisions if one.text.strip() and not one.superseded]
    for (author, day), group in groupby(standing, key=lambda one: (one.author, (one.date or "")[:10])):
        signed = ", ".join(part for part in (author or "author unknown", day) if part)
        *others, last = [f"{_VERBS[one.kind]} “{_shortened(one.text)}”" for one in group]
        yield from (*others, f"{last} ({signed})")


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN_CHARS else f"{words[: _SHOWN_CHARS - 1]}…"
