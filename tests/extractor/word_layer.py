"""Takes our layer off a Word file or takes it over, as Word would; and what its markup must look like."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace

from lxml import etree

from extractor.readers import read
from extractor.types import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TRACKED = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document_of(data: bytes) -> etree._Element:
    return etree.fromstring(parts_of(data)["word/document.xml"])


def resolved(data: bytes, author: str, *, accept: bool) -> bytes:
    """The file with all changes of ``author`` accepted or refused, and without their comments."""
    parts = parts_of(data)
    root = etree.fromstring(parts["word/document.xml"])
    _drop_comments(root, parts, author)
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    for change in [one for one in root.iter(W + "ins", W + "del") if one.get(W + "author") == author]:
        parent = change.getparent()
        assert parent is not None
        if parent.tag == W + "rPr":
            parent.remove(change)
            if change.tag == W + gone:
                paragraph = next(parent.iterancestors(W + "p"))
                paragraph.set("gone", "1")
        elif change.tag == W + kept:
            _unwrap(change)
        else:
            _remove(change)
    for paragraph in [one for one in root.iter(W + "p") if one.get("gone")]:
        following = paragraph.getnext()
        content = [child for child in paragraph if child.tag != W + "pPr"]
        if following is None or following.tag != W + "p":
            assert not content, "a mark that goes needs a paragraph to go into"
        else:
            at = 1 if following.find(W + "pPr") is not None else 0
            for child in reversed(content):
                following.insert(at, child)
        _remove(paragraph)
    parts["word/document.xml"] = etree.tostring(root)
    return with_parts(parts)


def _drop_comments(root: etree._Element, parts: dict[str, bytes], author: str) -> None:
    if "word/comments.xml" not in parts:
        return
    comments = etree.fromstring(parts["word/comments.xml"])
    ours = {one.get(W + "id") for one in comments if one.get(W + "author") == author}
    for comment in [one for one in comments if one.get(W + "id") in ours]:
        comments.remove(comment)
    parts["word/comments.xml"] = etree.tostring(comments)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in [one for one in root.iter(W + name) if one.get(W + "id") in ours]:
            run = mark.getparent()
            assert run is not None
            _remove(run if name == "commentReference" else mark)


def _unwrap(change: etree._Element) -> None:
    for words in change.iter(W + "delText"):
        words.tag = W + "t"
    for child in list(change):
        change.addprevious(child)
    _remove(change)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def as_read(data: bytes) -> Document:
    """What the file reads as, but for its bytes and for where runs are parted."""
    document = read(data, "a.docx")
    blocks = tuple(replace(block, paragraphs=()) for block in document.blocks)  # in cells, white space is told by runs
    return replace(document, sha256="", form_changes=(), blocks=blocks)


def check_markup(before: bytes, after: bytes, author: str) -> None:
    """Every part but ours is untouched, and what we wrote is as the schema and Word want it."""
    old, new = parts_of(before), parts_of(after)
    touched = {"word/document.xml", "word/comments.xml"}
    if "word/comments.xml" not in old:
        touched |= {"word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name: content for name, content in new.items() if name not in touched} == {
        name: content for name, content in old.items() if name not in touched
    }
    root = etree.fromstring(new["word/document.xml"])
    for properties in root.iter(W + "pPr", W + "rPr"):
        parent = properties.getparent()
        assert parent is not None
        if properties.tag == W + "pPr" or parent.tag in (W + "r", W + "p"):
            assert parent[0] is properties
    _check_numbers(etree.fromstring(old["word/document.xml"]), root, author)
    assert _misplaced(root) == _misplaced(etree.fromstring(old["word/document.xml"]))
    for change in root.iter(W + "ins", W + "del"):
        if change.get(W + "author") == author:
            assert all(words.get(SPACE) == "preserve" for words in change.iter(W + "t", W + "delText"))
            holder = change.getparent()
            assert holder is not None
            assert change.tag == W + "del" or holder.get(W + "author") is None, "an insertion inside a change"


def _misplaced(root: etree._Element) -> int:
    """Words that are deleted by name and not by place, or the other way round; some writers leave such."""
    found = 0
    for words in root.iter(W + "t", W + "delText"):
        around = {str(one.tag) for one in words.iterancestors()}
        deleted = W + "del" in around and W + "moveFrom" not in around
        found += deleted != (words.tag == W + "delText")
    return found


def _check_numbers(old: etree._Element, new: etree._Element, author: str) -> None:
    """Each of our numbers is its own; those of others are what they were, but for the halves of parted insertions."""
    numbered = [one for one in new.iter(*TRACKED, W + "bookmarkStart") if one.get(W + "id")]
    counts = Counter(one.get(W + "id") for one in numbered)
    theirs = {one.get(W + "id") for one in old.iter(*TRACKED, W + "bookmarkStart")}
    for one in numbered:
        if one.get(W + "author") == author:
            assert counts[one.get(W + "id")] == 1
    assert theirs <= set(counts)
