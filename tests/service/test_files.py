from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from service.errors import ExportError
from service.files import write_whole, writing_whole


def test_what_is_written_appears_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    with writing_whole(target) as part:
        part.write_text("new")
        assert part.parent == tmp_path
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_half_written_stays(tmp_path: Path, error: BaseException) -> None:
    def fail() -> None:
        with writing_whole(tmp_path / "report.html") as part:
            part.write_text("half")
            raise error

    with pytest.raises(ExportError if isinstance(error, OSError) else KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_is_writing_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", lambda _: "taken")
    with writing_whole(tmp_path / "a.csv") as theirs:
        with pytest.raises(ExportError, match="File exists"):
            write_whole(tmp_path / "a.csv", b"ours")
        assert theirs.exists()


def test_a_report_has_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "report.html", b"words")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.html").stat().st_mode) == 0o644


def test_a_name_as_long_as_the_disk_takes_can_be_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("a" * 250 + ".json"), b"{}")


def test_a_place_that_takes_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file or directory"):
        write_whole(tmp_path / "nowhere" / "report.html", b"")
