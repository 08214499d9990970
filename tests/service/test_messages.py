from __future__ import annotations

import io
import json

import pytest
import sandbox_readers
from hypothesis import given
from hypothesis import strategies as st

from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.types import Block, Document, Span
from service.messages import (
    Answer,
    MessageTooLong,
    Nonsense,
    Request,
    parse_answer,
    parse_request,
    receive,
    send,
    write_answer,
    write_request,
)

RICH = sandbox_readers.rich(b"a", "x.txt", DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "answer",
    [
        Answer("document", RICH),
        Answer("error", code="empty_document", reason="The file is empty."),
        Answer("memory"),
        Answer("defect", reason="KeyError at somewhere.py:3"),
    ],
    ids=lambda answer: answer.kind,
)
def test_an_answer_arrives_as_it_was_given(answer: Answer) -> None:
    assert parse_answer(write_answer(answer)) == answer


def test_a_request_arrives_as_it_was_made() -> None:
    request = Request("caf\udce9.docx", Limits(pages=3), 2)
    assert parse_request(write_request(request)) == request


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_keeps_its_length_and_all_that_are_characters(text: str) -> None:
    document = Document("0" * 64, text, "text/plain", text, text, (Block(Span(0, len(text))),))
    read = parse_answer(write_answer(Answer("document", document))).document
    assert read is not None
    assert read.text == read.name == text.encode("utf-8", "replace").decode()
    assert len(read.text) == len(text)


def written(**changes: object) -> bytes:
    """A rich document's answer with other ``changes`` of its document."""
    parts = json.loads(write_answer(Answer("document", RICH)))
    parts["document"] |= changes
    return json.dumps(parts).encode()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"kind": "document", "document": null, "code": "", "reason": ""}',
        b'{"kind": "memory", "document": {}, "code": "", "reason": ""}',
        b'{"kind": "other", "document": null, "code": "", "reason": ""}',
        b"[" * 100_000,
        json.dumps({"kind": "error", "document": None, "code": "", "reason": "x" * 20_000}).encode(),
        written(text=1),
        written(blocks=[{"span": {"start": "0", "end": 1}}]),
        written(revisions=[{"id": "r"}]),
        written(pages="7"),
    ],
    ids=lambda message: message[:30],
)
def test_nonsense_builds_nothing(message: bytes) -> None:
    with pytest.raises(Nonsense):
        parse_answer(message)


def test_only_parts_of_a_document_are_written() -> None:
    with pytest.raises(TypeError, match="object is no part of a document"):
        write_answer(Answer("document", object()))  # type: ignore[arg-type]


def test_messages_follow_each_other_in_a_stream() -> None:
    stream = io.BytesIO()
    for message in (b"one", b"", b"three"):
        send(stream, message)
    stream.seek(0)
    assert [receive(stream, 5) for _ in range(4)] == [b"one", b"", b"three", None]


def test_a_message_longer_than_allowed_is_not_read() -> None:
    stream = io.BytesIO()
    send(stream, b"four")
    stream.seek(0)
    with pytest.raises(MessageTooLong):
        receive(stream, 3)
