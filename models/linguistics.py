"""Sentences of contract prose, by spaCy's tokenizer and a rule for where contracts do not stop.

spaCy's own sentencizer ends a sentence at every full stop that its tokenizer splits off, so "Section 8. 2", "Inc." and
"e.g." need no model but a few rules of the domain. No statistical pipeline is loaded: 10,000 words/s is too slow for a
backfill, and the rules below need none of it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

ENDINGS = frozenset(".?!")
CLOSERS = frozenset("\"'”’)]")
ABBREVIATIONS = frozenset(
    """
    inc corp co ltd llc lp llp plc n.v s.a b.v p.a no nos sec secs art arts para paras cl ex exh sched app dept
    approx est vs v cf al seq e.g i.e d/b/a jr sr mr mrs ms dr prof st ave blvd u.s u.k a.m p.m
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
"""Words before whose full stop a sentence goes on, in lower case and without their last full stop."""

LONGEST_TEXT_CHARS = 1_000_000
"""spaCy's own default bound; a longer text is split by lines first."""


class ContractSentences:
    """A ``SentenceSplitter`` for contracts: full stops after numbers, initials and abbreviations do not end one."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        """Half-open offsets of the sentences, in order, without surrounding white space; line breaks always end one."""
        found: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            for left in range(0, len(line), LONGEST_TEXT_CHARS):
                found.extend(_split_line(line[left : left + LONGEST_TEXT_CHARS], start + left))
            start += len(line) + 1
        return tuple(found)


def _split_line(line: str, offset: int) -> list[tuple[int, int]]:
    found = []
    for sentence in contract_pipeline()(line).sents:
        words = sentence.text.strip()
        if words:
            start = offset + sentence.start_char + len(sentence.text) - len(sentence.text.lstrip())
            found.append((start, start + len(words)))
    return found


@lru_cache(maxsize=1)
def contract_pipeline() -> Language:
    """The English tokenizer of spaCy tokenizer followed by the contract sentence rule; built once a process (0.2 s)."""
    import spacy
    from spacy.language import Language as SpacyLanguage

    @SpacyLanguage.component("contract_sentences")  # type: ignore[untyped-decorator]  # spaCy has no type here
    def contract_sentences(doc: Doc) -> Doc:
        for token in doc:
            token.is_sent_start = token.i == 0 or _starts_sentence(token)
        return doc

    pipeline = spacy.blank("en")
    pipeline.add_pipe("contract_sentences")
    return pipeline


def _starts_sentence(token: Token) -> bool:
    """Whether a sentence begins here: after an ending and its closing marks, at a word that can begin one."""
    doc, before = token.doc, token.i - 1
    if not doc[before].whitespace_:
        return False
    while before > 0 and doc[before].text in CLOSERS:
        before -= 1
    last = doc[before]
    closed = before < token.i - 1
    return last.text[-1] in ENDINGS and _can_begin(token) and not _is_abbreviation(doc, before, closed=closed)


def _can_begin(token: Token) -> bool:
    first = token.text[0]
    return first.isupper() or first.isdigit() or first in "\"'“‘([§"


def _is_abbreviation(doc: Doc, position: int, *, closed: bool) -> bool:
    """Whether the full stop at ``position`` belongs to a number, an initial or an abbreviation.

    ``closed``: a bracket or quote closes after it, so a single letter is no initial ("see Exhibit A.)").
    """
    token = doc[position]
    word = token.text.rstrip(".")
    if not word and position > 0 and not doc[position - 1].whitespace_:
        word = doc[position - 1].text
    if token.text[-1] != "." or not word:
        return False
    lowered = word.lower()
    starts_line = position - (0 if token.text != "." else 1) == 0
    is_list_number = starts_line and (word.isdigit() or len(word) <= 3)
    return lowered in ABBREVIATIONS or (len(word) == 1 and word.isupper() and not closed) or is_list_number
