"""The pieces of a table of times by severity: severities, times, and cells that hold none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.fields.phrasing import phrase
from extractor.fields.service_levels.times import find_severities, find_times
from extractor.types import Span

_HOURS = phrase(r"\bin (?:business )?hours\b|\(hours\)|\bhrs\)")
_AVAILABILITY = phrase(
    r"\b(?:24|twenty-?four)[^.;]{0,16}hours?,? (?:a|per)? ?(?:day,? )?(?:and )?\(?(?:7|seven)\)?[^.;]{0,10}days? "
    r"(?:a|per) week|\b24 ?[x/] ?7\b"
)
_NO_TIME = re.compile(
    r"\bN/?A\b|\bnot applicable\b|\bbest efforts?\b|\bnext (?:update|release|version)\b|\bscheduled\b", re.IGNORECASE
)
_NOT_LABEL = r"\s{0,3}(?:business|working|support|hours?|hrs|minutes?|mins|days?|weeks?|calendar|half)"
_BARE_DIGIT = re.compile(rf"(?<![\w$.,:/-])([1-5])(?![\w.,:/%-]|{_NOT_LABEL})")
_BARE_NUMBER = re.compile(r"(?<![\w$.,:/-])(\d{1,3})(?![\w.,:/%-])")
_LETTER = re.compile(r"(?<![\w$.])([A-D])(?![\w.'&])")
_LEAST_LABELS = 2
_HEADER_CHARS = 420
_JOINED_CHARS = 4
_EARLY_CHARS = 40
"""So far before the first time a digit or letter alone is no label of its row."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece, with its place in the document."""

    kind: Literal["severity", "time", "none"]
    """``none``: a cell without a time."""
    value: str
    span: Span
    business: bool = False
    explicit: bool = False


def read_tokens(text: str, window: Span) -> list[Token]:
    """The pieces in ``window``, in order; rows may be numbered by a digit or a letter alone."""
    masked = _AVAILABILITY.sub(lambda match: " " * len(match.group()), text[window.start : window.end])
    shift = window.start
    tokens = [
        Token("time", time.iso, Span(time.span.start + shift, time.span.end + shift), time.business)
        for time in find_times(masked)
        if time.unit != "month"
    ]
    taken = [(token.span.start, token.span.end) for token in tokens]
    last = -_JOINED_CHARS  # the end of the severity before; none is as good as one that is not joined
    for severity in find_severities(masked):
        place = Span(severity.span.start + shift, severity.span.end + shift)
        named_again = place.start - last < _JOINED_CHARS and not severity.explicit
        last = place.end
        if not named_again and not _inside(place.start, taken):
            tokens.append(Token("severity", severity.level, place, explicit=severity.explicit))
    tokens += [Token("none", "", Span(m.start() + shift, m.end() + shift)) for m in _NO_TIME.finditer(masked)]
    tokens.sort(key=lambda token: token.span.start)
    labels = {token.value for token in tokens if token.kind == "severity"} - {"normal", "general", "standard"}
    if len(labels) < _LEAST_LABELS:
        return _with_bare_labels(masked, shift, tokens)
    return _with_bare_numbers(masked, shift, tokens) if _HOURS.search(masked[:_HEADER_CHARS]) else tokens


def _with_bare_labels(masked: str, shift: int, tokens: list[Token]) -> list[Token]:
    """Rows whose severity is a digit or a letter alone: they count up, and may begin again in a second table."""
    taken = [(token.span.start, token.span.end) for token in tokens]
    first = next((token.span.start for token in tokens if token.kind == "time"), shift)
    for pattern, order in ((_BARE_DIGIT, "12345"), (_LETTER, "ABCD")):
        labels: list[Token] = []
        due = order[0]
        for match in pattern.finditer(masked):
            place = Span(match.start() + shift, match.end() + shift)
            begins_again = match[1] == order[0] and len(labels) > 1
            early = not labels and place.start < first - _EARLY_CHARS
            if _inside(place.start, taken) or early or not (match[1] == due or begins_again):
                continue
            labels.append(Token("severity", match[1], place, explicit=True))
            due = order[(order.index(match[1]) + 1) % len(order)]
        if len(labels) >= _LEAST_LABELS:
            kept = [token for token in tokens if token.kind != "severity"]
            return sorted([*kept, *labels], key=lambda token: token.span.start)
    return tokens


def _with_bare_numbers(masked: str, shift: int, tokens: list[Token]) -> list[Token]:
    """Cells that are figures alone, where the heading says that they count hours."""
    taken = [(token.span.start, token.span.end) for token in tokens]
    first = next((token.span.end for token in tokens if token.kind == "severity"), shift)
    numbers = [
        Token("time", f"PT{match[1]}H", Span(match.start() + shift, match.end() + shift))
        for match in _BARE_NUMBER.finditer(masked)
        if match.start() + shift > first - 1 and not _inside(match.start() + shift, taken)
    ]
    return sorted([*tokens, *numbers], key=lambda token: token.span.start)


def _inside(offset: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in taken)
