"""What other readers make of Word files, in the form of :mod:`benchmarks.docx`. None of them is a dependency of ours.

Runs as a script of the interpreter that has the readers: ``python docx_peers.py READER OUT`` with paths on the standard
input, so nothing of ours is imported. What a reader has no notion of (a second text, authors) it does not write.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

NOT_INSTALLED = 3
Read = Callable[[ModuleType, Path], dict[str, Any]]

_LIST_LABEL = re.compile(r"\t{0,9}(\S{1,16})\t")
_DOCLING_NOTE = re.compile(r"\[author: (.{0,200}?)(?: \([^()]{0,20}\))?, time: (\S{0,40})\]: (.*)", re.DOTALL)
_CHANGES = {"insertion": "ins", "deletion": "del"}
_WORDLESS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_LINES = frozenset({"Para", "Plain", "Header", "CodeBlock", "LineBlock", "Cell"})


def docx2python(module: ModuleType, path: Path) -> dict[str, Any]:
    """docx2python: text with list numbers, comments."""
    with module.docx2python(str(path)) as found:
        lines = [str(line) for line in found.text.split("\n") if str(line).strip()]
        comments = [{"author": note[1], "date": note[2], "text": note[3]} for note in found.comments]
    paragraphs = []
    for line in lines:
        label = _LIST_LABEL.match(line)
        paragraphs.append({"label": label[1] if label else None, "text": line[label.end() :] if label else line})
    text = "\n".join(str(paragraph["text"]) for paragraph in paragraphs)
    return {"accepted_text": text, "comments": comments, "paragraphs": paragraphs}


def mammoth(module: ModuleType, path: Path) -> dict[str, Any]:
    """mammoth: raw text and the comments of its document model."""
    with path.open("rb") as stream:
        text = module.extract_raw_text(stream).value
    with path.open("rb") as stream:
        model = importlib.import_module("mammoth.docx").read(stream).value
    comments = [
        {"author": note.author_name, "date": None, "text": _mammoth_text(note.body)} for note in model.comments or ()
    ]
    return {"accepted_text": text, "comments": comments}


def _mammoth_text(elements: Iterable[object]) -> str:
    return " ".join(
        getattr(element, "value", None) or _mammoth_text(getattr(element, "children", ())) for element in elements
    )


def pandoc(module: ModuleType, path: Path) -> dict[str, Any]:
    """pandoc: its own tree, once with all changes accepted, once refused, once with both."""
    trees = {
        view: json.loads(module.convert_file(str(path), "json", format="docx", extra_args=[f"--track-changes={view}"]))
        for view in ("accept", "reject", "all")
    }
    marks = list(_pandoc_marks(trees["all"]["blocks"]))
    return {
        "accepted_text": _pandoc_text(trees["accept"]["blocks"]),
        "rejected_text": _pandoc_text(trees["reject"]["blocks"]),
        "revisions": [{**mark, "kind": _CHANGES[mark["kind"]]} for mark in marks if mark["kind"] in _CHANGES],
        "comments": [mark for mark in marks if mark["kind"] == "comment-start"],
    }


def _pandoc_text(node: object) -> str:
    if isinstance(node, list):
        return "".join(map(_pandoc_text, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if content is None:
        return _WORDLESS.get(str(kind), "")
    if kind in ("Str", "Math", "Code", "CodeBlock"):
        words = content if isinstance(content, str) else str(content[-1])
        return words + ("\n" if kind == "CodeBlock" else "")
    if kind == "Table":
        return "".join(_pandoc_text(cell[4]) + "\n" for cell in _pandoc_cells(content))
    return _pandoc_text(content) + ("\n" if kind in _LINES else "")


def _pandoc_cells(table: list[Any]) -> Iterator[list[Any]]:
    head, bodies, foot = table[3], table[4], table[5]
    groups = [head[1], *(rows for body in bodies for rows in (body[2], body[3])), foot[1]]
    for row in (row for rows in groups for row in rows):
        yield from row[1]


def _pandoc_marks(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("t") == "Span":
            classes, attributes = node["c"][0][1], dict(node["c"][0][2])
            kind = next((name for name in (*_CHANGES, "comment-start") if name in classes), None)
            if kind is not None:
                words = _pandoc_text(node["c"][1])
                yield {"kind": kind, "author": attributes.get("author"), "date": attributes.get("date"), "text": words}
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _pandoc_marks(child)


def markitdown(module: ModuleType, path: Path) -> dict[str, Any]:
    """markitdown: Markdown."""
    return {"accepted_text": module.MarkItDown().convert(str(path)).text_content}


def unstructured(module: ModuleType, path: Path) -> dict[str, Any]:
    """unstructured: its elements' texts."""
    return {"accepted_text": "\n".join(element.text for element in module.partition_docx(filename=str(path)))}


def docling(module: ModuleType, path: Path) -> dict[str, Any]:
    """docling: the items of its document in order, with the markers of lists; comments from its notes."""
    document = module.DocumentConverter().convert(str(path)).document
    paragraphs: list[dict[str, Any]] = []
    for item, _ in document.iterate_items():
        if hasattr(item, "data"):
            paragraphs += [{"label": None, "text": cell.text} for cell in item.data.table_cells]
        elif hasattr(item, "text"):
            paragraphs.append({"label": getattr(item, "marker", None) or None, "text": item.text})
    notes = (_DOCLING_NOTE.match(item.text) for item in document.texts if item.content_layer.value == "notes")
    return {
        "accepted_text": "\n".join(paragraph["text"] for paragraph in paragraphs),
        "comments": [{"author": note[1], "date": note[2], "text": note[3]} for note in notes if note],
        "paragraphs": paragraphs,
    }


def python_docx(module: ModuleType, path: Path) -> dict[str, Any]:
    """python-docx: the paragraphs and cells of its model."""
    opened = module.Document(str(path))
    lines = [paragraph.text for paragraph in opened.paragraphs]
    lines += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    comments = [{"author": note.author, "date": None, "text": note.text} for note in opened.comments]
    return {"accepted_text": "\n".join(lines), "comments": comments}


PEERS: dict[str, tuple[str, Read]] = {
    "docx2python": ("docx2python", docx2python),
    "mammoth": ("mammoth", mammoth),
    "pandoc": ("pypandoc", pandoc),
    "markitdown": ("markitdown", markitdown),
    "unstructured": ("unstructured.partition.docx", unstructured),
    "docling": ("docling.document_converter", docling),
    "python-docx": ("docx", python_docx),
}
"""Reader to the module that it needs and the function that calls it."""


def main() -> int:
    """Read the files and print the milliseconds of each as one JSON line."""
    module_name, read = PEERS[sys.argv[1]]
    out = Path(sys.argv[2])
    sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]
    try:
        module = importlib.import_module(module_name)
    except ImportError:
        return NOT_INSTALLED
    times = []
    for path in map(Path, sys.stdin.read().splitlines()):
        start = time.perf_counter()
        try:
            found = read(module, path)
        except Exception as fault:  # whatever a foreign reader does with a file is its result
            found = {"error": f"{type(fault).__name__}: {fault}"[:200]}
        times.append(1000 * (time.perf_counter() - start))
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        (out / f"{sha256}.json").write_text(json.dumps(found, ensure_ascii=False, default=str), encoding="utf-8")
    print(json.dumps(times))
    return 0


if __name__ == "__main__":
    sys.exit(main())
