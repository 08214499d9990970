"""Bytes to text: the encoding by its mark, as UTF-8, or guessed; binary data is refused."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from extractor.errors import UnsupportedDocument

_UNICODE_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT_BYTES = 64 * 1024
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a") + b"\x7f"
_MOST_CONTROLS_SHARE = 0.01  # random bytes have 11 % of them, text has none
_MOSTLY_ASCII_SHARE = 0.9
_HIGH_BYTES = bytes(range(128, 256))
_WESTERN = "cp1252"
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u00ad]")
_NOT_TEXT = (
    "This is no document that can be read: the content is neither Word, PDF nor text. "
    "Check that the right file was sent and that it arrived whole."
)


def decode(data: bytes) -> str:
    r"""The text in ``data``, its lines ended by ``\n`` only and without control characters.

    :raises UnsupportedDocument: binary data, or an encoding that cannot be told.
    """
    return _UNPRINTABLE.sub("", _LINE_END.sub("\n", _decode(data)))


def _decode(data: bytes) -> str:
    for mark, encoding in _UNICODE_MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    head = data[:_LOOKED_AT_BYTES]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\x00" in data or controls > len(head) * _MOST_CONTROLS_SHARE:
        raise UnsupportedDocument(_NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, _guess(head))


def _guess(head: bytes) -> str:
    """The likeliest encoding; too few letters outside ASCII to tell are the quotes and dashes of Windows."""
    high = len(head) - len(head.translate(None, _HIGH_BYTES))
    if high <= len(head) * (1 - _MOSTLY_ASCII_SHARE):
        return _WESTERN
    guess = from_bytes(head).best()
    if guess is None:
        raise UnsupportedDocument(_NOT_TEXT)
    return guess.encoding


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding == _WESTERN:
            return data.decode(encoding, errors="replace")
        raise UnsupportedDocument(_NOT_TEXT) from fault
