"""What holds for every document, contract and field, whatever file they came from: for tests and the fuzzer.

Each function lists what is wrong, in words without any of the file's; an empty list is a sound value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.types import Block, Comment, Contract, Document, Field, Margin, Revision, Span

_PUT_IN = ("insertion", "move_to")


def check_document(document: Document) -> list[str]:
    """What is wrong with ``document``."""
    return [
        *_texts(document),
        *_blocks(document),
        *_revisions(document),
        *_comments(document),
        *_extras(document),
    ]


def check_contract(contract: Contract) -> list[str]:
    """What is wrong with the clauses of ``contract``."""
    text = contract.document.text
    clauses = list(contract.walk())
    found = [f"clause {at}: text not at its span" for at, c in enumerate(clauses) if _at(text, c.span) != c.text]
    found += [f"clause {at}: extent beyond the text" for at, c in enumerate(clauses) if c.extent.end > len(text)]
    return found + _repeated("clause", (clause.id for clause in clauses))


def check_fields(document: Document, fields: Iterable[Field]) -> list[str]:
    """What is wrong with the fields found in ``document``."""
    found = []
    for field in fields:
        if document.text[field.start : field.end] != field.quote:
            found.append(f"field {field.name}: quote not at its place")
        if not 0 <= field.confidence <= 1:
            found.append(f"field {field.name}: confidence {field.confidence}")
        try:
            json.dumps(field.value, allow_nan=False)
        except (TypeError, ValueError):
            found.append(f"field {field.name}: value is no JSON")
    return found


def _texts(document: Document) -> Iterator[str]:
    if not document.text.strip() and not document.original_text.strip():
        yield "no words, and no error either"
    if len(document.sha256) != 64:
        yield "no SHA-256"
    if any(letter in document.name for letter in "/\\\0\n"):
        yield "the name could be a path"
    for text in _strings(document):
        if "\0" in text or not _encodes(text):
            yield "text that no database takes (NUL or half a surrogate pair)"


def _strings(document: Document) -> Iterator[str]:
    yield from (document.name, document.text, document.original_text)
    for block in document.blocks:
        yield from filter(None, (block.label, block.style))
    for revision in document.revisions:
        yield from filter(None, (revision.id, revision.text, revision.author, revision.date, revision.move_id))
    for comment in document.comments:
        yield from filter(None, (comment.id, comment.text, comment.author, comment.initials, comment.date))
    yield from (words for margin in document.margins for words in (margin.text, margin.original or ""))
    yield from (problem.message for problem in document.problems)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _blocks(document: Document) -> Iterator[str]:
    blocks, text = document.blocks, document.text
    if "\n".join(_at(text, block.span) for block in blocks) != text:
        yield "blocks joined by newlines are not the text"
    for number, (before, after) in enumerate(pairwise(blocks), start=2):
        if after.span.start != before.span.end + 1:
            yield f"block {number} does not follow on the one before"
    for number, block in enumerate(blocks, start=1):
        yield from (f"block {number}: {fault}" for fault in _block(document, block))


def _block(document: Document, block: Block) -> Iterator[str]:
    if block.level is not None and block.level < 0:
        yield f"level {block.level}"
    if block.page is not None and not 1 <= block.page <= (document.pages or 0):
        yield f"on page {block.page} of {document.pages}"
    if block.cells and block.kind != "table_row":
        yield "cells in no table"
    if block.cells and "\t".join(_at(document.text, cell) for cell in block.cells) != _at(document.text, block.span):
        yield "cells joined by tabs are not its text"
    if any(not block.span.covers(cell) for cell in block.cells):
        yield "a cell outside of it"


def _revisions(document: Document) -> Iterator[str]:
    yield from _repeated("revision", (revision.id for revision in document.revisions))
    for number, revision in enumerate(document.revisions, start=1):
        yield from (f"revision {number} ({revision.kind}): {fault}" for fault in _revision(document, revision))
    if _without(document, accepted=True) != _without(document, accepted=False):
        yield "accepted text without insertions is not original text without deletions"


def _revision(document: Document, revision: Revision) -> Iterator[str]:
    put_in = revision.kind in _PUT_IN
    here, nowhere = (revision.span, revision.original_span) if put_in else (revision.original_span, revision.span)
    if len(nowhere) or (revision.superseded and len(here)):
        yield "a span that must be empty is not"
    if not revision.superseded and _at(document.text if put_in else document.original_text, here) != revision.text:
        yield "its text is not at its span"
    if revision.span.end > len(document.text) or revision.original_span.end > len(document.original_text):
        yield "beyond the text"
    if revision.paragraph is not None and not 1 <= revision.paragraph <= max(1, len(document.blocks)):
        yield f"in paragraph {revision.paragraph} of {len(document.blocks)}"


def _without(document: Document, *, accepted: bool) -> str:
    """The words that no revision touches; without white space, for paragraphs that are joined or parted."""
    text = document.text if accepted else document.original_text
    kinds = [revision for revision in document.revisions if (revision.kind in _PUT_IN) == accepted]
    spans = sorted((r.span if accepted else r.original_span for r in kinds), key=lambda span: (span.start, span.end))
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "".join("".join([*kept, text[at:]]).split())


def _comments(document: Document) -> Iterator[str]:
    yield from _repeated("comment", (comment.id for comment in document.comments))
    ids = {comment.id for comment in document.comments}
    for number, comment in enumerate(document.comments, start=1):
        yield from (f"comment {number}: {fault}" for fault in _comment(document, comment, ids))


def _comment(document: Document, comment: Comment, ids: set[str]) -> Iterator[str]:
    if comment.span.end > len(document.text):
        yield "beyond the text"
    if len(comment.span) and _at(document.text, comment.span) != comment.quote:
        yield "its quote is not at its span"
    if comment.parent is not None and (comment.parent not in ids or comment.parent == comment.id):
        yield "answers no other comment"
    if comment.paragraph is not None and not 1 <= comment.paragraph <= max(1, len(document.blocks)):
        yield f"in paragraph {comment.paragraph} of {len(document.blocks)}"


def _extras(document: Document) -> Iterator[str]:
    length, pages = len(document.text), document.pages or 0
    if any(reference.span.end > length for reference in document.references):
        yield "a reference beyond the text"
    if any(not 1 <= reference.paragraph <= len(document.blocks) for reference in document.references):
        yield "a reference to no block"
    if any(span.end > length for span in document.hidden):
        yield "hidden words beyond the text"
    if any(after.start < before.end for before, after in pairwise(document.hidden)):
        yield "hidden words out of order"
    if any(not 1 <= page.page <= pages or not 0 <= page.confidence <= 1 for page in document.recognised):
        yield "a recognised page that there is not, or a confidence out of bounds"
    if any(margin.page is not None and not 1 <= margin.page <= pages for margin in document.margins):
        yield "a margin on no page"
    for number, margin in enumerate(document.margins, start=1):
        yield from (f"margin {number}: {fault}" for fault in _margin(document, margin))


def _margin(document: Document, margin: Margin) -> Iterator[str]:
    """Its revisions are sound in a document that has nothing but its words."""
    if (margin.original is None) != (not margin.revisions):
        yield "words before its changes without changes, or changes without them"
    if margin.original is not None:
        beside = replace(document, text=margin.text, original_text=margin.original, revisions=margin.revisions)
        yield from _revisions(beside)


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _repeated(what: str, ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [f"{what} {at}: id used before" for at, one in enumerate(ids, start=1) if one in seen or seen.add(one)]  # type: ignore[func-returns-value]
