"""Zip archives in a folder to backfill: their members are documents of their own. Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from extractor.limits import Limits
from extractor.readers.archive import entry_names, inflate, inflate_one
from service.files import read_file

_ZIP_MARK = b"PK\x03\x04"
_PACKAGE_PARTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "META-INF/container.xml"})
"""A zip with one of these is one document, such as a Word file."""


def digests(path: Path, limits: Limits) -> dict[str, str]:
    """The members of the archive at ``path`` with their SHA-256; none where it is no archive.

    :raises ExtractionError: when it cannot be read or ``limits`` refuse it.
    """
    if not _begins_like_zip(path):
        return {}
    data = read_file(path, limits.file_bytes)
    if not _PACKAGE_PARTS.isdisjoint(entry_names(data, limits)):
        return {}
    members = inflate(data, limits, _is_document)
    return {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}


def read_member(path: Path, name: str, limits: Limits) -> bytes:
    """The bytes of the member ``name`` of the archive at ``path``.

    :raises ExtractionError: when it cannot be read or ``limits`` refuse it.
    """
    return inflate_one(read_file(path, limits.file_bytes), name, limits)


def _begins_like_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP_MARK)) == _ZIP_MARK
    except OSError:
        return False


def _is_document(name: str) -> bool:
    """Whether somebody put it there: no hidden file, no lock file of Word, nothing that macOS adds."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)
