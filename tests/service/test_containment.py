"""What a hostile file does costs that file: each deed of ``mock_reader`` is tried, and the next file is read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import (
    ExtractionError,
    LimitReached,
    OutOfMemory,
    OutputTooLarge,
    ReaderCrashed,
    TimedOut,
)
from extractor.limits import DEFAULT_LIMITS, MEBIBYTE
from extractor.readers.progress import STOPPED_EARLY
from service.bounds import Bounds
from service.sandbox import Reader, ReaderPool

TIGHT = Bounds(
    timeout_s=5.0,
    silence_s=0.7,
    cpu_s=1,
    memory_bytes=512 * MEBIBYTE,
    answer_bytes=MEBIBYTE,
    file_bytes=8 * MEBIBYTE,
)


@pytest.fixture(autouse=True, scope="module")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Reading processes find the mock reader, and their folders are ours to look at."""
    folder = tmp_path_factory.mktemp("folders")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


def mock(bounds: Bounds = TIGHT, deed: str = "obey") -> Reader:
    return Reader(DEFAULT_LIMITS, bounds, f"mock_reader:{deed}")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One for all tests, in any order: after each deed it has to read on."""
    with mock() as one:
        yield one


def told(reader: Reader, order: str) -> str:
    return reader.read(order.encode(), "x").text


ENDS: list[tuple[str, type[ExtractionError], str]] = [
    ("loop", TimedOut, "timeout"),
    ("sleep", TimedOut, "timeout"),
    ("ignore_signals", TimedOut, "timeout"),
    ("hold_the_lock", TimedOut, "timeout"),
    ("eat_memory", OutOfMemory, "out_of_memory"),
    ("flood", OutputTooLarge, "output_too_large"),
    ("segfault", ReaderCrashed, "crashed"),
    ("abort", ReaderCrashed, "crashed"),
    ("leave", ReaderCrashed, "crashed"),
    ("close_all", ReaderCrashed, "crashed"),
    ("raise_key_error", ReaderCrashed, "crashed"),
    ("raise_system_exit", ReaderCrashed, "crashed"),
    ("raise_keyboard_interrupt", ReaderCrashed, "crashed"),
    ("raise_unspeakable", ReaderCrashed, "crashed"),
    ("raise_group", ReaderCrashed, "crashed"),
    ("recurse", LimitReached, "limit_reached"),
    ("write_much", ReaderCrashed, "crashed"),
    ("open_many", ReaderCrashed, "crashed"),
]


@pytest.mark.parametrize(("order", "error", "code"), ENDS, ids=[order for order, _, _ in ENDS])
def test_a_file_that_misbehaves_is_one_failed_file_with_its_reason(
    reader: Reader, caplog: pytest.LogCaptureFixture, order: str, error: type[ExtractionError], code: str
) -> None:
    with pytest.raises(ExtractionError) as caught:
        told(reader, order)
    assert (type(caught.value), caught.value.code) == (error, code)
    assert "secret" not in str(caught.value) + caplog.text
    assert told(reader, "read_well next") == "next"


def test_memory_taken_past_python_is_bounded_too(reader: Reader) -> None:
    assert int(told(reader, "eat_memory_natively")) < 512


def test_signs_of_life_do_not_outlive_the_whole_time() -> None:
    with mock(Bounds(timeout_s=1.0, silence_s=60)) as reader:
        start = time.monotonic()
        assert told(reader, "signs_of_life") == "done", "the reader is asked to stop before it is stopped"
        assert time.monotonic() - start < 3


@pytest.mark.parametrize("order", ["fork", "run_program", "run_shell", "kill_parent", "look_up", "connect 127.0.0.1:9"])
def test_what_leads_out_of_the_process_is_refused(reader: Reader, order: str) -> None:
    with pytest.raises(ReaderCrashed, match="PermissionError"):
        told(reader, order)


def can_leave_the_network() -> bool:
    code = "import ctypes; raise SystemExit(ctypes.CDLL(None).unshare(0x10000000 | 0x40000000) & 1)"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_native_code_finds_no_network_either(reader: Reader) -> None:
    if not can_leave_the_network():
        pytest.skip("the system forbids namespaces here; the audit hook is what is left")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert told(reader, f"connect_natively {server.getsockname()[1]}") == "no network"


def test_files_beside_the_own_folder_are_neither_written_nor_deleted(reader: Reader, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("kept")
    for order in (f"write_beside {mine}", f"write_beside {tmp_path / 'new'}", f"delete {mine}"):
        with pytest.raises(ReaderCrashed, match="PermissionError"):
            told(reader, order)
    assert mine.read_text() == "kept"
    assert not (tmp_path / "new").exists()


def test_files_in_the_own_folder_are_gone_before_the_next_file(own_folders: Path) -> None:
    with mock() as reader:
        for _ in range(2):
            path, count = told(reader, "write_own").split()
            assert count == "1"
            assert Path(path).is_relative_to(own_folders)
            assert not Path(path).exists()
    assert not Path(path).parent.exists()


def test_what_is_printed_is_no_answer(reader: Reader) -> None:
    assert [told(reader, "print_noise") for _ in range(2)] == ["quiet", "quiet"]


def test_secrets_of_our_environment_stay_with_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_DATABASE_URL", "postgresql://u:p@h/d")
    monkeypatch.setenv("SOME_CLOUD_SECRET", "hush")
    with mock() as reader:
        seen = told(reader, "environment")
    assert "SECRET" not in seen
    assert "DATABASE" not in seen


def test_children_end_with_the_process(reader: Reader) -> None:
    child = int(told(reader, "fork_natively"))
    reader.close()
    assert gone(child)


def test_a_thread_that_stays_behind_does_not_keep_the_process(reader: Reader) -> None:
    assert told(reader, "start_thread") == "went on"
    start = time.monotonic()
    reader.close()
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("deadly", ["L", "S", "X", "M", "K"])
def test_the_pages_before_the_one_that_ends_the_process_are_kept_and_labelled(deadly: str) -> None:
    with mock(deed="pages") as reader:
        document = reader.read(f"abc{deadly}de".encode(), "x")
        assert document.text == "abc"
        assert [(problem.code, problem.page) for problem in document.problems] == [(STOPPED_EARLY, 4)]
        assert reader.read(b"well", "x").problems == ()


def test_a_slow_file_is_stopped_in_time_to_keep_what_was_read() -> None:
    with mock(Bounds(timeout_s=1.0), "pages") as reader:
        document = reader.read(b"a" * 1_000, "x")
    assert 10 < len(document.text) < 100
    assert document.problems[0].code == STOPPED_EARLY


@pytest.mark.parametrize(("pages", "error"), [(b"Xab", ReaderCrashed), (b"abR", LimitReached)])
def test_nothing_is_kept_where_the_first_page_ends_it_or_the_reader_refuses(
    pages: bytes, error: type[ExtractionError]
) -> None:
    with mock(deed="pages") as reader, pytest.raises(error):
        reader.read(pages, "x")


def test_steady_progress_is_no_silence() -> None:
    with mock(Bounds(timeout_s=20, silence_s=0.3), "pages") as reader:
        assert len(reader.read(b"a" * 80, "x").text) == 80


def test_others_go_on_while_one_file_ends_its_process() -> None:
    ends: dict[int, str] = {}

    def read(number: int) -> None:
        try:
            ends[number] = pool.read(b"segfault" if number % 3 == 0 else b"read_well fine", "x").text
        except ExtractionError as error:
            ends[number] = error.code

    with ReaderPool(2, DEFAULT_LIMITS, TIGHT, "mock_reader:obey") as pool:
        threads = [threading.Thread(target=read, args=(number,)) for number in range(9)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ends == {number: "crashed" if number % 3 == 0 else "fine" for number in range(9)}


def test_many_failures_leave_no_process_folder_descriptor_or_thread(reader: Reader, own_folders: Path) -> None:
    told(reader, "read_well once")
    before = traces(own_folders)
    for order in ["segfault", "leave", "flood", "raise_key_error", "recurse"] * 4:
        with pytest.raises(ExtractionError):
            told(reader, order)
    told(reader, "read_well once")
    assert traces(own_folders) == before


def traces(folders: Path) -> tuple[int, ...]:
    """How many descriptors, threads, processes (the dead that nobody waited for among them) and folders there are."""
    processes = [task.read_text().split() for task in Path(f"/proc/{os.getpid()}/task").glob("*/children")]
    descriptors = len(os.listdir("/proc/self/fd"))
    return descriptors, threading.active_count(), sum(map(len, processes)), len(list(folders.iterdir()))


def gone(process: int) -> bool:
    """Whether a process that somebody else has to wait for has ended."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_after_a_defect_another_process_reads_the_next_file(reader: Reader) -> None:
    before = told(reader, "own_number")
    with pytest.raises(ReaderCrashed):
        told(reader, "raise_key_error")
    assert told(reader, "own_number") != before
