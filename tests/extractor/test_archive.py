"""The zip guard lets an honest package through and stops the others before they cost anything."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib

import pytest
from docx_builder import zipped

from extractor.errors import EncryptedDocument, LimitReached, UnreadableDocument
from extractor.limits import Limits
from extractor.readers.archive import inflate

SMALL = Limits(
    archive_entries=5,
    archive_entry_bytes=20_000,
    archive_total_bytes=30_000,
    archive_ratio=10,
    archive_ratio_floor_bytes=10_000,
)
NOISE = bytes(range(256)) * 40


def everything(name: str) -> bool:
    return True


def claim_size(archive: bytes, size_bytes: int) -> bytes:
    """The archive with another uncompressed size claimed in its central directory."""
    at = archive.index(b"PK\x01\x02") + 24
    return archive[:at] + struct.pack("<I", size_bytes) + archive[at + 4 :]


def test_only_wanted_entries_are_kept() -> None:
    archive = zipped({"word/document.xml": "<a/>", "word/media/scan.png": b"\x89PNG"})

    assert inflate(archive, SMALL, lambda name: name.endswith(".xml")) == {"word/document.xml": b"<a/>"}


def test_a_claim_of_two_gigabytes_in_the_header_is_refused_without_inflating() -> None:
    with pytest.raises(LimitReached, match="unpacks to more than"):
        inflate(claim_size(zipped({"a.xml": "x"}), 2**31 - 1), Limits(), everything)


def test_a_header_that_claims_less_than_there_is_does_not_get_more_through() -> None:
    with pytest.raises((LimitReached, UnreadableDocument)):
        inflate(claim_size(zipped({"a.xml": b"a" * 15_000}), 10), SMALL, everything)


def test_an_entry_that_unpacks_to_many_times_its_size_is_a_bomb_even_if_nobody_wants_it() -> None:
    with pytest.raises(LimitReached, match="zip bomb"):
        inflate(zipped({"word/media/big.bin": b"\0" * 19_000}), SMALL, lambda name: False)


def test_one_entry_may_not_be_larger_than_the_limit() -> None:
    with pytest.raises(LimitReached, match="MiB"):
        inflate(zipped({"a": random.Random(1).randbytes(25_000)}), SMALL, everything)


def test_all_entries_together_may_not_be_larger_than_the_limit() -> None:
    with pytest.raises(LimitReached, match="MiB"):
        inflate(zipped(dict.fromkeys("abcd", NOISE)), SMALL, everything)


def test_too_many_entries_are_refused() -> None:
    with pytest.raises(LimitReached, match="more than 5 parts"):
        inflate(zipped({str(number): "" for number in range(6)}), SMALL, everything)


def test_entries_are_counted_before_an_object_is_made_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = zipped({str(number): "" for number in range(6)})
    monkeypatch.delattr(zipfile, "ZipFile")

    with pytest.raises(LimitReached, match="more than 5 parts"):
        inflate(archive, SMALL, everything)


@pytest.mark.parametrize("second", ["word/document.xml", "Word/Document.XML"])
def test_two_parts_of_one_name_are_refused_whatever_their_case(second: str) -> None:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr(second, "<b/>")

    with pytest.raises(UnreadableDocument, match="same name"):
        inflate(buffer.getvalue(), SMALL, everything)


def overlapping(entries: int) -> bytes:
    """An archive in which all entries are made of the same bytes."""
    packed = zlib.compress(b"\0" * 15_000, wbits=-15)
    names = [f"{number}.xml".encode() for number in range(entries)]
    sizes = struct.pack("<III", zlib.crc32(b"\0" * 15_000), len(packed), 15_000)
    local = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, 0, 8, 0, 0) + sizes
    body = local + struct.pack("<HH", len(names[0]), 0) + names[0] + packed
    row = struct.pack("<4sHHHHHH", b"PK\x01\x02", 20, 20, 0, 8, 0, 0) + sizes
    directory = b"".join(row + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name for name in names)
    return (
        body
        + directory
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), len(body), 0)
    )


def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    assert inflate(overlapping(1), Limits(), everything) == {"0.xml": b"\0" * 15_000}
    with pytest.raises(UnreadableDocument, match="overlap"):
        inflate(overlapping(2), Limits(), everything)


@pytest.mark.parametrize("second", ["/word/document.xml", "word\\document.xml", "\\Word\\document.xml"])
def test_two_spellings_of_one_part_are_refused_too(second: str) -> None:
    with pytest.raises(UnreadableDocument, match="same name"):
        inflate(zipped({"word/document.xml": "<a/>", second: "<b/>"}), SMALL, everything)


def test_names_are_never_paths() -> None:
    entries = {"../../../tmp/out.xml": "a", "/etc/passwd": "b", "C:\\x.xml": "c"}

    assert len(inflate(zipped(entries), SMALL, everything)) == 3


def test_an_archive_in_an_archive_is_not_opened() -> None:
    inner = zipped({"a.bin": b"\0" * 19_000})
    for _ in range(4):
        inner = zipped({"a.zip": inner})

    assert inflate(inner, SMALL, everything)["a.zip"].startswith(b"PK")


@pytest.mark.parametrize("kept_share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_archive_says_so(kept_share: float) -> None:
    archive = zipped({"word/document.xml": NOISE, "word/styles.xml": "<b/>"})

    with pytest.raises(UnreadableDocument, match="cut short or damaged"):
        inflate(archive[: int(len(archive) * kept_share)], SMALL, everything)


def test_damaged_content_says_so() -> None:
    archive = bytearray(zipped({"word/document.xml": NOISE}))
    archive[60:80] = b"\xff" * 20

    with pytest.raises(UnreadableDocument, match="cut short or damaged"):
        inflate(bytes(archive), SMALL, everything)


def test_an_entry_under_a_password_asks_for_its_removal() -> None:
    archive = bytearray(zipped({"word/document.xml": "<a/>"}))
    archive[archive.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(EncryptedDocument, match="password"):
        inflate(bytes(archive), SMALL, everything)


def test_a_compression_that_word_does_not_write_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<a/>")

    with pytest.raises(UnreadableDocument, match="compression"):
        inflate(buffer.getvalue(), SMALL, everything)


def test_an_entry_without_a_name_is_measured_like_any_other() -> None:
    archive = zipped({"x": "inside", "y": "more"})
    for mark, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):  # the name becomes a byte of the extra field
        place = archive.index(mark) + at
        archive = archive[:place] + struct.pack("<HH", 0, 1) + archive[place + 4 :]
    assert inflate(archive, SMALL, everything) == {"": b"inside", "y": b"more"}
