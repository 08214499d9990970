"""The tables in front of an RTF's text: fonts, styles, authors."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.readers.rtf import codepages


@dataclass(slots=True)
class Style:
    """A paragraph style: its name and the outline level that it gives."""

    name: str = ""
    outline: int | None = None


@dataclass(slots=True)
class Tables:
    """What text refers to by number."""

    codec: str = codepages.WESTERN
    default_font: int | None = None
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)

    def codec_of(self, font: int | None) -> str:
        """The codec that reads bytes in ``font``."""
        return self.fonts.get(self.default_font if font is None else font, self.codec)  # type: ignore[arg-type]

    def author(self, place: int) -> str | None:
        """The author at ``place``; the first one stands for nobody."""
        if not 0 <= place < len(self.authors):
            return None
        name = self.authors[place]
        return None if place == 0 and name == "Unknown" else name or None


def written_date(packed: int) -> str | None:
    """A date as RTF packs it into 32 bits, in ISO 8601; None where it is none."""
    minute, hour, day = packed & 0x3F, packed >> 6 & 0x1F, packed >> 11 & 0x1F
    month, year = packed >> 16 & 0xF, 1900 + (packed >> 20 & 0x1FF)
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60):
        return None
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"
