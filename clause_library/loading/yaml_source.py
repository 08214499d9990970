"""Reads a YAML file as plain text values, and remembers the line on which each of them stands.

Every scalar stays the text that was written: ``no``, ``99.5`` and ``2026-03-01`` are not turned into something else.
Anchors, aliases, tags and deep nesting are refused; a library needs none of them, and hostile files live on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from clause_library.errors import LibraryProblem

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Place: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top of the file: ``("fallbacks", 0, "text")``."""

MAX_FILE_BYTES = 256 * 1024
"""The longest entry that we know of has 6 KB."""
MAX_DEPTH = 12
"""A library file is four levels deep. libyaml composes recursively, so depth must be known before."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file's values; ``lines`` tells the line, counted from 1, of every key and list item."""

    file: str
    data: Plain
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int | None:
        """The line of ``place``, or of the nearest thing around it that stands in the file."""
        return next((self.lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in self.lines), None)

    def problem(self, place: Place, message: str) -> LibraryProblem:
        """Something wrong at ``place``."""
        return LibraryProblem(self.file, self.line(place), message)


def read_yaml(path: Path, file: str, problems: list[LibraryProblem]) -> Source | None:
    """The values of the file at ``path``, which messages call ``file``.

    What is wrong goes to ``problems``; None where nothing is left to look at.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        problems.append(LibraryProblem(file, None, f"cannot be read: {error.strerror}"))
        return None
    if len(raw) > MAX_FILE_BYTES:
        problems.append(
            LibraryProblem(file, None, f"is larger than {MAX_FILE_BYTES // 1024} KB; split it into entries")
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(LibraryProblem(file, line, "is not UTF-8 text; save the file with UTF-8 encoding"))
        return None
    return parse_yaml(text, file, problems)


def parse_yaml(text: str, file: str, problems: list[LibraryProblem]) -> Source | None:
    """The values of ``text``; see :func:`read_yaml`."""
    try:
        refused = _refused(text, file)
        if refused:
            problems.append(refused)
            return None
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error, file))
        return None
    if node is None:
        problems.append(LibraryProblem(file, None, "is empty"))
        return None
    lines: dict[Place, int] = {}
    data = _plain(node, (), lines, file, problems)
    return Source(file, data, lines)


def _refused(text: str, file: str) -> LibraryProblem | None:
    """The first construct that no library needs, found without building anything."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            return LibraryProblem(file, line, f"anchors and aliases (&{event.anchor}, *{event.anchor}) are not allowed")
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
            return LibraryProblem(file, line, f"tags ({event.tag}) are not allowed; put the text in quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return LibraryProblem(file, line, f"is nested more than {MAX_DEPTH} levels deep")
    return None


def _syntax_problem(error: yaml.YAMLError, file: str) -> LibraryProblem:
    if isinstance(error, yaml.MarkedYAMLError):
        # What was opened and never closed is reported where it was opened.
        unclosed = "end of stream" in (error.problem or "")
        mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        return LibraryProblem(file, mark.line + 1 if mark else None, f"is not valid YAML: {said}")
    return LibraryProblem(file, None, "is not valid YAML: it holds characters that YAML does not allow")


def _plain(node: Node, place: Place, lines: dict[Place, int], file: str, problems: list[LibraryProblem]) -> Plain:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*place, n), lines, file, problems) for n, item in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    values: dict[str, Plain] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            problems.append(LibraryProblem(file, line, "a key must be a plain word"))
        elif key.value in values:
            first = lines[(*place, key.value)]
            problems.append(LibraryProblem(file, line, f"'{key.value}' stands here twice; first on line {first}"))
        else:
            lines[(*place, key.value)] = line
            values[key.value] = _plain(value, (*place, key.value), lines, file, problems)
    return values
