"""Where in a contract a span lies: the words, page, paragraph and clause that a statement rests on."""

from __future__ import annotations

import re

from extractor.segmentation import clause_at, evidence_at
from extractor.types import Clause, Contract, Evidence, Span

_SENTENCE_END = re.compile(r"[.;:]['”\"’)]?\s+(?=[A-Z(“\"])|\n")
_CONTEXT_CHARS = 600


class Places:
    """Looks up places in one contract."""

    def __init__(self, contract: Contract) -> None:
        """Keep the contract."""
        self._contract = contract
        self._document = contract.document

    def evidence(self, span: Span) -> Evidence:
        """The words at ``span`` with everything that is known of their place."""
        return evidence_at(self._contract, span)

    def clause(self, span: Span) -> Clause | None:
        """The innermost clause in which ``span`` begins; None outside of all."""
        return clause_at(self._contract, span.start)

    def sentence(self, place: int, within: Span | None = None) -> Span:
        """The sentence around a point, inside ``within`` or else inside its line."""
        text = self._document.text
        if within is None:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            within = Span(start, len(text) if end < 0 else end)
        start, end = max(within.start, place - _CONTEXT_CHARS), min(within.end, place + _CONTEXT_CHARS)
        for found in _SENTENCE_END.finditer(text, start, end):
            if found.end() <= place:
                start = found.end()
            else:
                end = found.start() + 1
                break
        return trimmed(text, Span(start, max(start, end)))

    @property
    def end(self) -> Span:
        """The empty place after the last word."""
        return Span(len(self._document.text), len(self._document.text))


def trimmed(text: str, span: Span) -> Span:
    """``span`` without white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
