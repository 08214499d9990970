"""The sentence of a change, as the rules read it, and the instruction that they make of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from clause_library.families.operative import Target, targets_in
from clause_library.families.quoting import Quoted, quotes_in
from clause_library.families.stretches import Stretches
from extractor.fields.dates import find_dates
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

Kind = Literal["replace", "delete", "reword", "append", "add", "extend", "unread"]

_LIMITED = phrase(
    r"\b(?:solely|only) (?:with respect to|for|as to|in respect of|to the extent|in relation to|as it)\b"
    r"|^\W{0,12}with respect to (?!section|clause)"
)
_FROM_DAY = phrase(r"\b(?:effective|with effect|commencing|beginning|starting)(?: as of| on| from| as from)? ?$")
_STOP = phrase(r"(?<!\bNo)[.;](?=\"? |\"?$)|:(?=[\s\"]|$)")
_HEAD_CHARS, _TAIL_CHARS = 500, 700


@dataclass(frozen=True, slots=True)
class Instruction:
    """One change as an amendment words it; all places are in its text.

    ``span`` are the words that make it, ``end`` where the new words end as well.
    ``old`` are the words to be struck, ``new`` those to be put in. ``anchor`` are the words beside which they go,
    behind them or, not ``behind``, before. ``attached`` names the attachment of the amendment that holds the new words.
    ``until`` is the new end of a term, a date or a length in ISO 8601. ``limited`` says for what alone the change is
    made, empty where for all; ``from_day`` since when; ``why`` is why it was not understood.
    """

    kind: Kind
    span: Span
    end: int
    targets: tuple[Target, ...] = ()
    old: Span | None = None
    new: Span | None = None
    anchor: Span | None = None
    behind: bool = True
    attached: str = ""
    until: str = ""
    limited: str = ""
    from_day: str | None = None
    why: str = ""


class Said:
    """The sentence of a change."""

    def __init__(self, text: str, stretches: Stretches, verb: int, behind: int, does: str) -> None:
        self.text = text
        self.stretches = stretches
        self.verb, self.behind, self.does = verb, behind, does.split()[-1]
        stretch = stretches.at(verb)
        self.mark = stretch.mark
        self.limit = stretches.limit(verb)
        self.start = self._start(max(stretch.body if stretch.body <= verb else stretch.start, verb - _HEAD_CHARS))
        self.end = self._end()

    @cached_property
    def subject(self) -> list[Target]:
        """What the words before the verb name; else those behind it, before any quotation."""
        found = targets_in(self.text, self.start, self.verb)
        if found:
            return _joined(self.text, found)
        quote = self.text.find('"', self.behind, self.end)
        return _joined(self.text, targets_in(self.text, self.behind, quote if quote >= 0 else self.end))[:1]

    @cached_property
    def head(self) -> str:
        """The words before the verb."""
        return self.text[self.start : self.verb]

    @cached_property
    def tail(self) -> str:
        """The verb and the words behind it, as far as the sentence goes."""
        return self.text[self.verb : self.end]

    @cached_property
    def quotes(self) -> list[Quoted]:
        """The quotations of the sentence that are no heading and no defined term."""
        named = [target.span for target in self.subject]
        return [
            one
            for one in quotes_in(self.text, self.start, self.limit)
            if one.span.start < self.end + 1 and not any(span.covers(one.span) for span in named)
        ]

    def made(self, kind: Kind, end: int, **parts: object) -> Instruction:
        """An instruction that runs to ``end``."""
        limited = _LIMITED.search(self.head)
        day = next(
            (
                date.value
                for date in find_dates(self.head)
                if _FROM_DAY.search(self.head[max(0, date.span.start - 40) : date.span.start])
            ),
            None,
        )
        base = Instruction(
            kind,
            Span(self.start, max(self.behind, min(end, self.end))),
            max(end, self.behind),
            tuple(self.subject),
            limited=squeeze(self.head[limited.start() :])[:120] if limited else "",
            from_day=day,
        )
        return replace(base, **parts)  # type: ignore[arg-type]  # the parts of an Instruction by their names

    def _start(self, start: int) -> int:
        for stop in _STOP.finditer(self.text, start, self.verb):
            inside = any(one.span.covers(Span(*stop.span())) for one in quotes_in(self.text, start, self.verb))
            if stop.group() != ":" and not inside:
                start = stop.end()
        while start < self.verb and self.text[start].isspace():
            start += 1
        return start

    def _end(self) -> int:
        """Where the sentence ends, quotations passed over; behind a colon, if it introduces something."""
        at, limit = self.behind, min(self.limit, self.behind + _TAIL_CHARS)
        for quoted in quotes_in(self.text, at, limit):
            stop = _STOP.search(self.text, at, quoted.span.start - 1)
            if stop is not None:
                return stop.end()
            at = quoted.end
        stop = _STOP.search(self.text, at, self.limit)
        line = self.text.find("\n", at, self.limit)
        return min(stop.end() if stop else self.limit, line if line >= 0 else self.limit)


def _joined(text: str, targets: Sequence[Target]) -> list[Target]:
    """The last target, with those before it that are told in the same breath: ``Sections 2 and 3``."""
    kept = list(targets[-1:])
    for one in reversed(targets[:-1]):
        between = text[one.span.end : kept[0].span.start].strip(" ,").lower()
        if between not in ("", "and", "and section", "section", "sections", "and clause", "clause"):
            break
        kept.insert(0, one)
    return kept
