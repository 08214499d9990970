"""Headers, footers and stamps of two versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import zip_longest

from clause_library.sent.types import MarginChange
from clause_library.types import Change
from clause_library.wording.normalize import Roles, wording
from extractor.types import Document, Margin, MarginKind

_MARGINS: tuple[MarginKind, ...] = ("header", "footer", "stamp")


def margin_changes(returned: Document, sent: Document) -> Iterator[MarginChange]:
    """Headers and footers with other words, paired in their order; numbers are those of pages."""
    for kind in _MARGINS:
        old = {_margin_keys(m.text): m.text for m in sent.margins if m.kind == kind}
        new = {_margin_keys(words): words for m in returned.margins if m.kind == kind for words in [_untracked(m, old)]}
        gone = [words for keys, words in old.items() if keys and keys not in new]
        came = [words for keys, words in new.items() if keys and keys not in old]
        for before, after in zip_longest(gone, came, fillvalue=""):
            yield MarginChange(kind, Change(" ".join(before.split()), " ".join(after.split())))


def _untracked(margin: Margin, old: Collection[tuple[str, ...]]) -> str:
    """The words without what was tracked since; with it, where that stood there already."""
    return margin.text if margin.original is None or _margin_keys(margin.text) in old else margin.original


def margin_lines(document: Document) -> frozenset[tuple[str, ...]]:
    """The lines of its headers and footers, which the reader of another format may take for text."""
    lines = (line for margin in document.margins for line in margin.text.split("\n"))
    return frozenset(tuple(token.key for token in wording(line, Roles()).tokens) for line in lines)


def _margin_keys(words: str) -> tuple[str, ...]:
    tokens = wording(words, Roles()).tokens
    return tuple(token.key for token in tokens if token.value is None or token.value.kind != "number")
