from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import models.loading
from clause_library.errors import InvalidLibrary
from clause_library.types import Baseline
from extractor.errors import EmptyDocument
from models.interfaces import Encoders
from service.files import SentFile
from service.settings import load_settings
from service.wiring import Once, Reviewer

TODAY = date(2026, 3, 5)
CONTRACT = (
    "MASTER SUBSCRIPTION AGREEMENT\n\n"
    "This Agreement is made on March 2, 2026 between Northlight, Inc. (“Provider”) and Ferrous plc (“Customer”).\n\n"
    "1. Payment. Customer shall pay each invoice within ninety (90) days after the invoice date.\n\n"
    "2. Governing Law. This Agreement is governed by the laws of the State of New York.\n"
).encode()


class FakeEncoder:
    """Gives each text a fixed direction and counts how often it is asked."""

    def __init__(self, id: str) -> None:  # as the attribute
        self.id = id
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += 1
        rows = [np.random.default_rng(sum(text.encode())).standard_normal(16) for text in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(len(texts), 16)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class Loads:
    """Stands where ``models.loading`` builds models, and counts."""

    def __init__(self) -> None:
        self.encoders: list[tuple[Path | None, Path | None]] = []
        self.splitters = 0

    def encoders_of(self, folder: Path | None = None, cache: Path | None = None) -> Encoders:
        self.encoders.append((folder, cache))
        return Encoders(FakeEncoder("fast@1"), FakeEncoder("precise@1"))

    def sentences(self) -> LineSplitter:
        self.splitters += 1
        return LineSplitter()


class LineSplitter:
    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        found = []
        position = 0
        for line in text.split("\n"):
            if line.strip():
                found.append((position, position + len(line)))
            position += len(line) + 1
        return tuple(found)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Loads:
    counting = Loads()
    monkeypatch.setattr(models.loading, "load_encoders", counting.encoders_of)
    monkeypatch.setattr(models.loading, "load_sentences", counting.sentences)
    return counting


@pytest.fixture
def reviewer(loads: Loads, tmp_path: Path) -> Iterator[Reviewer]:
    with Reviewer(load_settings(cache_dir=tmp_path)) as made:
        yield made


def test_bytes_become_a_review(reviewer: Reviewer) -> None:
    review = reviewer.review_bytes(CONTRACT, "folder/msa.txt", today=TODAY, agreement_type="master_agreement")
    assert review.document.name == "msa.txt"
    assert review.today == "2026-03-05"
    assert review.agreement_type == "master_agreement"
    assert review.library_version == reviewer.library.version
    assert review.models == ("fast@1", "precise@1", reviewer.typer.id)
    assert review.clauses


def test_equal_bytes_give_an_equal_review(reviewer: Reviewer) -> None:
    first, second = (reviewer.review_bytes(CONTRACT, "msa.txt", today=TODAY) for _ in range(2))
    assert first == second


def test_nothing_loads_before_it_is_needed_and_nothing_twice(loads: Loads, reviewer: Reviewer, tmp_path: Path) -> None:
    assert (loads.encoders, loads.splitters) == ([], 0)
    reviewer.extract_bytes(CONTRACT, "msa.txt")
    assert (loads.encoders, loads.splitters) == ([], 1)
    for _ in range(2):
        reviewer.review_bytes(CONTRACT, "msa.txt", today=TODAY)
    assert loads.encoders == [(None, tmp_path / "vectors.sqlite")]
    assert loads.splitters == 1


def test_a_wrong_library_is_told_before_the_file_is_read(loads: Loads, tmp_path: Path) -> None:
    with Reviewer(load_settings(library=tmp_path)) as reviewer, pytest.raises(InvalidLibrary):
        reviewer.review_bytes(b"", "empty.txt", today=TODAY)


def test_reading_errors_come_through(reviewer: Reviewer) -> None:
    for call in (lambda: reviewer.extract_bytes(b"", "x"), lambda: reviewer.review_bytes(b"", "x", today=TODAY)):
        with pytest.raises(EmptyDocument):
            call()


def test_what_came_back_is_compared_with_what_was_sent(reviewer: Reviewer) -> None:
    sent = SentFile(CONTRACT, "sent.txt")
    review = reviewer.review_bytes(CONTRACT.replace(b"shall", b"may"), "back.txt", today=TODAY, baseline=sent)
    assert review.document.baseline == Baseline("sent.txt", hashlib.sha256(CONTRACT).hexdigest())
    assert False in [deviation.tracked for deviation in review.deviations]


def test_the_file_that_cannot_be_read_is_named(reviewer: Reviewer) -> None:
    with pytest.raises(EmptyDocument, match=r"^The version that was sent, sent\.txt: "):
        reviewer.review_bytes(CONTRACT, "back.txt", today=TODAY, baseline=SentFile(b"", "sent.txt"))
    with pytest.raises(EmptyDocument, match=r"^(?!The version that was sent)"):
        reviewer.review_bytes(b"", "back.txt", today=TODAY, baseline=SentFile(CONTRACT, "sent.txt"))


def test_the_engine_names_code_and_models(reviewer: Reviewer) -> None:
    assert reviewer.engine_id.startswith("clausecheck ")
    assert reviewer.engine_id.endswith(f"fast@1 precise@1 {reviewer.typer.id}")


def test_business_days_are_those_of_the_settings(loads: Loads, tmp_path: Path) -> None:
    text = (
        b"Services Agreement\n\n1. Term. This Agreement is effective as of March 1, 2024 and expires on March 1, 2027. "
        b"It shall automatically renew for successive one (1) year terms unless either party gives ten (10) business "
        b"days' written notice before the end of the term.\n"
    )
    with Reviewer(load_settings(cache_dir=tmp_path, holidays="us-ny")) as reviewer:
        fields = reviewer.review_bytes(text, "msa.txt", today=TODAY).fields
    [deadline] = [field for field in fields if field.name == "renewal_notice_deadline"]
    assert deadline.value == "2027-02-11"  # the twelfth and the fifteenth of February are holidays
    assert "10 business days (Monday to Friday, without holidays of US-NY)" in deadline.derived_from[1]


def test_threads_share_what_is_loaded(loads: Loads, reviewer: Reviewer) -> None:
    found: list[str] = []
    run(lambda: found.append(reviewer.review_bytes(CONTRACT, "msa.txt", today=TODAY).library_version), times=4)
    assert len(found) == 4
    assert len(loads.encoders) == 1


def test_once_builds_once_and_tries_again_after_a_failure() -> None:
    built: list[int] = []

    def build() -> int:
        time.sleep(0.01)
        built.append(1)
        if len(built) == 1:
            raise OSError("the first try fails")
        return len(built)

    once = Once(build)
    with pytest.raises(OSError, match="first try"):
        once.get()
    run(once.get, times=5)
    assert once.get() == 2
    assert len(built) == 2


def run(call: Callable[[], object], times: int) -> None:
    threads = [threading.Thread(target=call) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
