"""The text of a page, its encoding told by a byte order mark, by the page itself, or by trying."""

from __future__ import annotations

import re

_LOOKED_AT_BYTES = 4096
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_STATED = re.compile(rb"(?:charset|encoding)\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_KNOWN = frozenset(
    "utf-8 utf8 us-ascii ascii iso-8859-2 iso-8859-5 iso-8859-7 iso-8859-9 iso-8859-15 windows-1250 windows-1251 "
    "windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 koi8-r shift_jis "
    "euc-jp iso-2022-jp gb2312 gbk gb18030 big5 euc-kr macintosh".split()
)
"""Some codecs that Python knows take quadratic time or are no encodings; a page may name these."""
_WESTERN = "cp1252"
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


def decode_page(data: bytes, stated: str | None = None) -> str:
    """The text of the page in ``data``; ``stated`` is the encoding that a mail gives it."""
    return _UNPRINTABLE.sub("", _decode(data, stated))


def _decode(data: bytes, stated: str | None) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    found = _STATED.search(data[:_LOOKED_AT_BYTES])
    own = None if found is None else found[1].decode("ascii")
    for name in (stated, own):
        codec = (name or "").strip().lower()
        if codec in _KNOWN and codec not in ("us-ascii", "ascii"):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                break  # it is not what it says
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_WESTERN, "replace")
