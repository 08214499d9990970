"""How much a hostile file may cost. Finite by default; every name carries its unit."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document.

    The archive figures follow safe-docx and Tika (2,000 entries, ratio 100 past the first megabyte) with room for
    large redlines: the longest of 184 redlines from open test suites is 4 MB of XML.
    """

    file_bytes: int = 100 * MEBIBYTE
    pages: int = 3_000
    text_chars: int = 20_000_000
    archive_entries: int = 2_000
    archive_entry_bytes: int = 100 * MEBIBYTE
    archive_total_bytes: int = 300 * MEBIBYTE
    archive_ratio: int = 200
    archive_ratio_floor_bytes: int = 4 * MEBIBYTE
    xml_depth: int = 200
    group_depth: int = 1_000
    picture_pixels: int = 120_000_000
    recognised_pages: int = 500
    """Pages of one file that are read by OCR."""
    recognition_threads: int = 1
    """Pages that are read by OCR at a time; the result does not depend on it."""


DEFAULT_LIMITS = Limits()
