"""Zip archives in a backfill: each member is a file of its own, one that is hidden or refused is not."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from extractor.errors import LimitReached, UnreadableDocument
from extractor.limits import Limits
from service.archives import digests, read_member

LIMITS = Limits()


def archive(path: Path, **members: bytes) -> Path:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    path.write_bytes(data.getvalue())
    return path


def test_members_are_known_by_their_bytes_and_read_one_by_one(tmp_path: Path) -> None:
    path = archive(tmp_path / "deals.zip", **{"2019/a.txt": b"One"})

    assert digests(path, LIMITS) == {"2019/a.txt": hashlib.sha256(b"One").hexdigest()}
    assert read_member(path, "2019/a.txt", LIMITS) == b"One"


def test_hidden_files_and_what_macos_adds_are_no_members(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"__MACOSX/a.txt": b"x", ".DS_Store": b"x", "~$a.docx": b"x", "a.txt": b"x"})

    assert list(digests(path, LIMITS)) == ["a.txt"]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype"])
def test_a_document_that_is_a_zip_is_no_archive(tmp_path: Path, part: str) -> None:
    assert digests(archive(tmp_path / "a.docx", **{part: b"x"}), LIMITS) == {}


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", big=b"0" * 9_000_000)

    with pytest.raises(LimitReached):
        digests(path, LIMITS)
    with pytest.raises(LimitReached):
        read_member(path, "big", LIMITS)


def test_a_member_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument):
        read_member(archive(tmp_path / "a.zip", a=b"x"), "b", LIMITS)
