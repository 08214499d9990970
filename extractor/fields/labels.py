"""Labels and what stands beside them: lines, cells and lists such as ``Contract length ..... 18 months``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.reading import Reading, Sentence
from extractor.types import Span

_MARK = re.compile(r"[:|=\t]")
_LEADER = re.compile(r"\.{4,80}|-{2}|(?<=[a-z\d)])[ ]-[ ]")
_LAST_BREAK = re.compile(r"[\n\t;|•,]|[ ]/[ ]|[.:][ ]{1,4}|[ ]-{1,2}[ ]|[ ]{3}")
_VALUE_END = re.compile(r"\n(?=\s{0,20}[A-Z\d(•*-])|;|\t|[ ][/|][ ]|(?<!\bEff)\.[ ]{1,4}(?=[A-Z(]|$)|[ ]{3}(?=[A-Z])")
_NUMBER = re.compile(
    r"[\W\d]{0,12}(?:(?:item|section|clause|no)\b[ .]{0,2}[\d.]{0,8}[ )]{0,3}|[a-z]{1,4}\)[ ]?)?(?=\w)", re.IGNORECASE
)
_LABEL_CHARS, _VALUE_CHARS = 64, 200


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label in lower case without its number, the words beside it, and both as one sentence.

    ``sentence.text[at:]`` is the value.
    """

    label: str
    value: str
    sentence: Sentence
    at: int


def find_labelled(reading: Reading, labels: re.Pattern[str], *words: str) -> Iterator[Labelled]:
    """What stands beside labels that ``labels`` matches as a whole; each label holds one of ``words`` (lower case)."""
    raw = reading.contract.document.text
    for mark, span in _marks(reading):
        near = raw[max(span.start, mark.start() - _LABEL_CHARS // 2) : mark.start()].lower()
        if not any(word in near for word in words):
            continue
        start = _label_start(raw, max(span.start, mark.start() - _LABEL_CHARS), mark.start())
        label = reading.text[start : mark.start()].strip(' "').lower()
        if label and labels.fullmatch(label):
            found = _labelled(reading, label, start, mark.end(), span.end)
            if found is not None:
                yield found


def _marks(reading: Reading) -> Iterator[tuple[re.Match[str], Span]]:
    """What may part a label from its value, each with its paragraph or row."""
    raw = reading.contract.document.text
    for span in reading.paragraphs(":", "|", "="):
        yield from ((mark, span) for mark in _MARK.finditer(raw, span.start, span.end))
    for span in reading.paragraphs("....", "--", "term -", "period -", "duration -", "renewal -"):
        yield from ((mark, span) for mark in _LEADER.finditer(raw, span.start, span.end))
    for block in reading.contract.document.blocks:
        if len(block.cells) > 1:
            yield from ((mark, block.span) for mark in _MARK.finditer(raw, block.span.start, block.span.end))


def _label_start(raw: str, start: int, end: int) -> int:
    for stop in _LAST_BREAK.finditer(raw, start, end):
        start = stop.end()
    number = _NUMBER.match(raw[start:end])
    return start + (number.end() if number is not None else 0)


def _labelled(reading: Reading, label: str, start: int, at: int, limit: int) -> Labelled | None:
    raw = reading.contract.document.text
    while at < limit and raw[at] in " \t|.:":
        at += 1
    stop = _VALUE_END.search(raw, at, min(limit, at + _VALUE_CHARS))
    end = stop.start() if stop is not None else min(limit, at + _VALUE_CHARS)
    value = reading.text[at:end].rstrip()
    if not value:
        return None
    span = Span(start, at + len(value))
    return Labelled(label, value, Sentence(reading.text[start : span.end], span), at - start)
