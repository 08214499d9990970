"""Damage to PDFs: references, cross-reference tables, streams, page trees, boxes, fonts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.raw import LARGEST, RAW

_REFERENCE = re.compile(rb"(?<![\d.])(\d{1,6}) (\d{1,3}) R\b")
_NUMBER = re.compile(rb"(?<=[\s\[])-?\d{1,10}(?:\.\d{1,6})?(?=[\s\]>/])")
_LENGTH = re.compile(rb"/Length \d{1,9}")
_FILTER = re.compile(rb"/(?:FlateDecode|ASCII85Decode|ASCIIHexDecode|LZWDecode|RunLengthDecode|DCTDecode)")
_FILTERS = (b"/FlateDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/LZWDecode", b"/RunLengthDecode", b"/JBIG2Decode")
_STREAM = re.compile(rb"stream\r?\n(.{0,500000}?)\r?\nendstream", re.DOTALL)
_BOX = re.compile(rb"/(?:Media|Crop)Box\s{0,4}\[[^\]]{0,100}\]")
_NAME = re.compile(rb"/[A-Z][A-Za-z0-9]{1,20}\b")
_NUMBERS = (b"0", b"-1", b"99999999999", b"1e9", b"2147483648", b"0.0000001", b"-99999", b"65536")
_BOXES = (b"[0 0 1e9 1e9]", b"[0 0 0 0]", b"[612 792 0 0]", b"[-99999 -99999 99999 99999]", b"[0 0 612]", b"[/a /b]")
_OPERATORS = (b" Tj", b" TJ", b" Tf", b" Tm", b" Td", b" cm", b" re", b" BT", b" ET", b" q", b" Q", b" Do", b" l S")


def swap_references(data: bytes, rng: Random, other: bytes) -> bytes:
    """Objects that point to others than they did: loops in trees, fonts that are pages."""
    numbers = _REFERENCE.findall(data)
    return _replaced(data, _REFERENCE, rng, lambda: b"%s 0 R" % rng.choice(numbers)[0])


def damage_table(data: bytes, rng: Random, other: bytes) -> bytes:
    """A cross-reference table that leads elsewhere, into a circle, or nowhere."""
    at = data.rfind(b"startxref")
    if at < 0 or rng.random() < 0.2:
        return data.replace(b"xref", b"xxxx")
    tail = rng.choice((b"startxref\n0\n%%EOF", b"startxref\n%d\n%%%%EOF" % rng.randrange(len(data)), b"", b"%%EOF"))
    if rng.random() < 0.4:
        return data[:at].replace(b"trailer\n<<", b"trailer\n<< /Prev %d " % rng.randrange(len(data))) + data[at:]
    return data[:at] + tail


def lie_about_lengths(data: bytes, rng: Random, other: bytes) -> bytes:
    """Streams that say to be shorter or longer than they are."""
    return _replaced(data, _LENGTH, rng, lambda: b"/Length " + rng.choice(_NUMBERS))


def change_filters(data: bytes, rng: Random, other: bytes) -> bytes:
    """Streams said to be packed in another way, or twice."""
    if rng.random() < 0.5:
        return _replaced(data, _FILTER, rng, lambda: rng.choice(_FILTERS))
    return _replaced(data, _FILTER, rng, lambda: b"[" + b" ".join(rng.choices(_FILTERS, k=3)) + b"]")


def loop_pages(data: bytes, rng: Random, other: bytes) -> bytes:
    """A page tree that leads back to itself, or says to have other numbers of pages."""
    parents = re.findall(rb"/Parent (\d{1,6}) 0 R", data)
    if parents and rng.random() < 0.6:
        return re.sub(rb"/Kids\s{0,4}\[", lambda found: found.group() + parents[0] + b" 0 R ", data, count=2)
    return re.sub(rb"/Count \d{1,6}", lambda _: b"/Count " + rng.choice(_NUMBERS), data, count=2)


def resize_boxes(data: bytes, rng: Random, other: bytes) -> bytes:
    """Pages of impossible sizes, or turned."""
    if rng.random() < 0.3:
        return data.replace(b"/MediaBox", b"/Rotate %d /MediaBox" % rng.choice((45, 90, 180, -270, 999999)))
    return _replaced(data, _BOX, rng, lambda: b"/MediaBox " + rng.choice(_BOXES))


def remove_fonts(data: bytes, rng: Random, other: bytes) -> bytes:
    """Fonts, encodings or character maps missing."""
    key = rng.choice(
        (b"/Font", b"/ToUnicode", b"/Encoding", b"/Widths", b"/FontDescriptor", b"/BaseFont", b"/Resources")
    )
    return data.replace(key, key[:-1] + b"_")


def change_numbers(data: bytes, rng: Random, other: bytes) -> bytes:
    """Numbers of the objects that are none of a contract's."""
    return _replaced(data, _NUMBER, rng, lambda: rng.choice(_NUMBERS))


def change_names(data: bytes, rng: Random, other: bytes) -> bytes:
    """Keys and names in the place of others."""
    names = _NAME.findall(data)
    return _replaced(data, _NAME, rng, lambda: rng.choice(names))


def change_drawing(data: bytes, rng: Random, other: bytes) -> bytes:
    """What is drawn on a page, unpacked, damaged and packed again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    stream = rng.choice(found)
    try:
        drawn = zlib.decompress(stream.group(1))
    except zlib.error:
        drawn = stream.group(1)
    if not drawn:
        return data
    for _ in range(rng.choice((1, 3, 10))):
        drawn = rng.choice((_redraw, lambda d, r: rng.choice(RAW)(d, r, other)))(drawn, rng)[:LARGEST] or b" "
    packed = zlib.compress(drawn)
    return data[: stream.start(1)] + packed + data[stream.end(1) :]


def _redraw(drawn: bytes, rng: Random) -> bytes:
    if rng.random() < 0.5:
        return _replaced(drawn, _NUMBER, rng, lambda: rng.choice(_NUMBERS))
    return drawn.replace(rng.choice(_OPERATORS), rng.choice(_OPERATORS), rng.choice((1, 5, 1000)))


def _replaced(data: bytes, pattern: re.Pattern[bytes], rng: Random, new: Callable[[], bytes]) -> bytes:
    """``data`` with some matches of ``pattern`` replaced."""
    places = [found.span() for found in pattern.finditer(data)]
    chosen = sorted(rng.sample(places, min(len(places), rng.choice((1, 1, 3, 20)))))
    parts, at = [], 0
    for start, end in chosen:
        parts += [data[at:start], new()]
        at = end
    return b"".join([*parts, data[at:]])


PDFS: tuple[Callable[[bytes, Random, bytes], bytes], ...] = (
    *(swap_references, damage_table, lie_about_lengths, change_filters, loop_pages, resize_boxes),
    *(remove_fonts, change_numbers, change_names, change_drawing, change_drawing),
)
