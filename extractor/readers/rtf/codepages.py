"""Which Python codec reads the bytes of an RTF font."""

from __future__ import annotations

WESTERN = "cp1252"
SYMBOLS = "symbols"
"""Fonts whose bytes are pictures."""
_BY_CHARSET = {
    0: WESTERN, 2: SYMBOLS, 77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_BY_PAGE = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8", 54936: "gb18030", 936: "gb18030"}
_PAGES = frozenset({437, 850, 852, 855, 857, 860, 861, 862, 863, 864, 865, 866, 874, 932, 949, 950, *range(1250, 1259)})
_GLYPHS = {0xB7: "•", 0xA7: "▪", 0x6F: "☐", 0xA8: "☐", 0xFE: "☒", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xFC: "✓"}


def of_charset(charset: int) -> str | None:
    r"""The codec for a font's ``\fcharset``; None where the document's own counts."""
    return _BY_CHARSET.get(charset)


def of_page(page: int) -> str:
    r"""The codec for an ``\ansicpg`` or ``\cpg`` number."""
    return _BY_PAGE.get(page, f"cp{page}" if page in _PAGES else WESTERN)


def decode(data: bytes, codec: str) -> str:
    """The text that ``data`` is in a font of that codec."""
    if codec != SYMBOLS:
        return data.decode(codec, "replace")
    return "".join(_GLYPHS.get(byte, chr(byte) if byte < 128 else "") for byte in data)
