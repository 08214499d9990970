from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

import pytest

from extractor.errors import (
    EmptyDocument,
    EncryptedDocument,
    ExtractionError,
    LimitReached,
    OutOfMemory,
    OutputTooLarge,
    ReaderCrashed,
    TimedOut,
    UnreadableDocument,
)
from extractor.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from service.bounds import Bounds
from service.sandbox import DEFAULT_READER, Reader, ReaderPool, read_safely

MakeReader = Callable[..., Reader]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeReader]:
    """Makes a reader whose process runs one of ``sandbox_readers``."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    with ExitStack() as stack:

        def make(name: str, limits: Limits = DEFAULT_LIMITS, **bounds: float) -> Reader:
            return stack.enter_context(Reader(limits, Bounds(**bounds), f"sandbox_readers:{name}"))  # type: ignore[arg-type]

        yield make


def test_a_document_arrives_as_the_reader_made_it(reading: MakeReader) -> None:
    import sandbox_readers

    limits = Limits(pages=17)
    read = reading("rich", limits).read(b"a", "x.txt")
    assert read == sandbox_readers.rich(b"a", "x.txt", limits)
    assert all(getattr(read, field.name) for field in fields(read)), "every kind of part is on its way"


def test_the_real_readers_are_the_default() -> None:
    assert DEFAULT_READER == "extractor.readers:read"
    assert read_safely(b"1. Term. One year.", "nda.txt").text == "1. Term. One year."
    with pytest.raises(EmptyDocument):
        read_safely(b"", "nda.txt")


def test_errors_keep_their_class_and_message(reading: MakeReader) -> None:
    with pytest.raises(EncryptedDocument, match=r"^It opens only with a password\.$"):
        reading("refuses").read(b"x", "x.pdf")


@pytest.mark.parametrize(
    ("reader", "bounds", "error", "message"),
    [
        ("loops", {"cpu_s": 1}, TimedOut, "processor time"),
        ("sleeps", {"timeout_s": 0.5}, TimedOut, "longer than 0.5 s"),
        ("swells", {"memory_bytes": 512 * MEBIBYTE}, OutOfMemory, "512 MiB of memory"),
        ("recurses", {}, LimitReached, "nested too deeply"),
        ("chatters", {"answer_bytes": MEBIBYTE}, OutputTooLarge, "more than a contract can"),
        ("exits", {}, ReaderCrashed, "crash"),
        ("crashes", {}, ReaderCrashed, "crash"),
        ("fails", {}, ReaderCrashed, "KeyError at sandbox_readers.py"),
        ("attacks", {}, ReaderCrashed, "nonsense"),
        ("babbles", {}, ReaderCrashed, "nonsense"),
    ],
)
def test_what_a_hostile_file_does_costs_only_itself(
    reading: MakeReader, reader: str, bounds: dict[str, float], error: type[ExtractionError], message: str
) -> None:
    with pytest.raises(error, match=message) as caught:
        reading(reader, **bounds).read(b"x", "x.pdf")
    assert type(caught.value) is error


def test_a_defect_is_named_without_the_contracts_words(reading: MakeReader, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        reading("fails").read(b"x", "x.pdf")
    assert "secret" not in str(caught.value) + caplog.text


def test_a_process_that_was_taken_over_cannot_make_us_run_code(
    reading: MakeReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableDocument):
        reading("attacks").read(b"x", "x.pdf")
    assert not (tmp_path / "owned").exists()


def test_what_a_library_prints_is_no_answer(reading: MakeReader) -> None:
    reader = reading("prints")
    assert [reader.read(b"x", "x").text for _ in range(2)] == ["quiet", "quiet"]


def test_the_process_writes_no_files(reading: MakeReader, tmp_path: Path) -> None:
    target = tmp_path / "written"
    with pytest.raises(ReaderCrashed, match="PermissionError"):
        reading("writes").read(str(target).encode(), "x")
    assert not target.exists()


def test_the_process_does_not_see_our_settings(reading: MakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_DATABASE_URL", "postgresql://u:secret@h/d")
    seen = reading("environment").read(b"x", "x").text
    assert "PATH" in seen
    assert "CLAUSECHECK" not in seen


def test_the_next_file_is_read_after_a_crash(reading: MakeReader) -> None:
    reader = reading("fails_on_demand")
    with pytest.raises(UnreadableDocument):
        reader.read(b"die", "x")
    assert reader.read(b"well", "x").text == "well"


def test_one_process_serves_several_files_and_is_then_replaced(reading: MakeReader) -> None:
    reader = reading("process_id", documents=2)
    first, second, third = (reader.read(b"x", "x").text for _ in range(3))
    assert first == second != third


def test_a_file_over_the_limit_is_refused_before_it_is_handed_over(reading: MakeReader) -> None:
    with pytest.raises(LimitReached, match="up to 1 MiB"):
        reading("exits", Limits(file_bytes=MEBIBYTE)).read(bytes(2 * MEBIBYTE), "x")


def test_closing_ends_the_process(reading: MakeReader) -> None:
    reader = reading("process_id")
    pid = int(reader.read(b"x", "x").text)
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_threads_share_a_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    seen: list[str] = []
    with ReaderPool(2, reader="sandbox_readers:process_id") as pool:
        threads = [threading.Thread(target=lambda: seen.append(pool.read(b"x", "x").text)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(seen) == 6
    assert len(set(seen)) <= 2


def test_the_process_loads_no_language_model_and_nothing_from_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "extractor.py").write_text("raise SystemExit('the folder that the user stands in was imported')")
    code = "import sys, service.sandbox_worker, extractor.readers; print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert not {"torch", "spacy", "sentence_transformers", "pydantic", "sqlalchemy"} & set(eval(ran.stdout))
    assert read_in(tmp_path) == "safe"


def read_in(folder: Path) -> str:
    code = "from service.sandbox import read_safely; print(read_safely(b'safe', 'x.txt').text)"
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_pages_that_are_read_by_ocr_get_time_of_their_own(reading: MakeReader) -> None:
    one = reading("slow_recognition", Limits(recognised_pages=5), timeout_s=0.5, recognition_s=1.0)
    assert one.read(b"5", "x").text == "read"


def test_but_no_more_than_as_many_pages_as_are_recognised_may_take(reading: MakeReader) -> None:
    one = reading("slow_recognition", Limits(recognised_pages=1), timeout_s=0.5, recognition_s=0.2)
    with pytest.raises(LimitReached, match="took longer"):
        one.read(b"5000", "x")


def test_a_long_scan_is_stopped_in_time_for_the_pages_so_far(reading: MakeReader) -> None:
    one = reading("recognises_while_it_may", timeout_s=30.0, recognition_s=30.0, longest_s=0.5)
    pages = int(one.read(b"400", "x").text.split()[0])
    assert 1 <= pages <= 10
