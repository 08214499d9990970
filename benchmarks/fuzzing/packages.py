"""Damage to zip packages: their members, and the XML in them."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.raw import LARGEST, RAW
from benchmarks.fuzzing.xml import MARKUP

Members = list[tuple[str, bytes]]


def change_members(data: bytes, rng: Random, other: bytes) -> bytes:
    """Members removed, swapped, renamed, duplicated, or taken from another package."""
    members = _members(data)
    if not members:
        return data
    rng.choice((_remove, _swap, _rename, _repeat, _adopt))(members, rng, other)
    return _packed(members, rng)


def change_markup(data: bytes, rng: Random, other: bytes) -> bytes:
    """The XML of one member damaged; the main parts more often than the others."""
    members = _members(data)
    places = [at for at, (name, content) in enumerate(members) if name.endswith((".xml", ".rels")) and content]
    if not places:
        return data
    main = [at for at in places if "document" in members[at][0] or "content.xml" in members[at][0]]
    at = rng.choice(main if main and rng.random() < 0.5 else places)
    name, content = members[at]
    members[at] = (name, rng.choice(MARKUP)(content, rng))
    return _packed(members, rng)


def change_content(data: bytes, rng: Random, other: bytes) -> bytes:
    """The bytes of one member damaged, and packed again so that they are met."""
    members = _members(data)
    if not members:
        return data
    at = rng.randrange(len(members))
    name, content = members[at]
    members[at] = (name, rng.choice(RAW)(content or b"?", rng, other)[:LARGEST])
    return _packed(members, rng)


def lie_about_sizes(data: bytes, rng: Random, other: bytes) -> bytes:
    """Sizes, checksums, flags or methods in the headers that are not so."""
    changed = bytearray(data)
    marks = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")
    places = [at for mark in marks for at in _places(data, mark)]
    for _ in range(rng.choice((1, 2, 5))):
        if places:
            at = rng.choice(places) + rng.randrange(4, 46)
            value = rng.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, rng.getrandbits(32)))
            changed[at : at + 4] = value.to_bytes(4, "little")
    return bytes(changed) or data


def _places(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


def _members(data: bytes) -> Members:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kept = [entry for entry in archive.infolist() if entry.file_size <= LARGEST]
            return [(entry.filename, archive.read(entry)) for entry in kept]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return []


def _packed(members: Members, rng: Random) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # of names that are there already: that is what we want
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return buffer.getvalue()


def _remove(members: Members, rng: Random, other: bytes) -> None:
    members.pop(rng.randrange(len(members)))


def _swap(members: Members, rng: Random, other: bytes) -> None:
    one, two = rng.randrange(len(members)), rng.randrange(len(members))
    (first, content), (second, contents) = members[one], members[two]
    members[one], members[two] = (first, contents), (second, content)


def _rename(members: Members, rng: Random, other: bytes) -> None:
    at = rng.randrange(len(members))
    name = members[at][0]
    news = (
        "../" + name,
        "/" + name,
        name.upper(),
        name + "x",
        "a/" * 200 + name,
        "word/document.xml",
        name[:-1] or "x",
    )
    members[at] = (rng.choice(news), members[at][1])


def _repeat(members: Members, rng: Random, other: bytes) -> None:
    name, content = rng.choice(members)
    copies = rng.choice((1, 5, 500))
    members += [(name if copies == 1 else f"{copy}{name}", content[:1000]) for copy in range(copies)]


def _adopt(members: Members, rng: Random, other: bytes) -> None:
    theirs = _members(other)
    if theirs:
        name, content = rng.choice(theirs)
        members[:] = [(known, content if known == name else own) for known, own in members]
        if name not in {known for known, _ in members}:
            members.append((name, content))


PACKAGES: tuple[Callable[[bytes, Random, bytes], bytes], ...] = (
    change_markup,
    change_markup,
    change_markup,
    change_members,
    change_content,
    lie_about_sizes,
)
