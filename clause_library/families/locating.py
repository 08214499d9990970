"""Finds the place that an amendment means in what it amends: a clause, a definition, a sentence, some words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.families.conformed import Conformed, Node
from clause_library.families.names import title_words
from clause_library.families.operative import Target
from clause_library.families.sources import sentence_at
from extractor.fields.phrasing import plain_lines
from extractor.types import Span

_NUMBER_CHARS = 12
"""A clause that is longer than a definition by no more than its number is that definition."""


class CannotApply(Exception):
    """Why an instruction could not be carried out, in words."""


def clause_of(document: Conformed, target: Target) -> Node:
    """The clause that is meant.

    :raises CannotApply: when there is none, or more than one, or it bears another heading.
    """
    if target.term:
        return _definition(document, target.term)
    found = document.find(target.number)
    name = named(target.number)
    if not found:
        raise CannotApply(f"there is no {name} in the document")
    if len(found) > 1:
        body = [node for node in found if node.part == "body"]
        found = [node for node in body if document.has_inside(node)] if len(body) > 1 else body
        if len(found) != 1:
            raise CannotApply(f"there is more than one {name} in the document")
    node = found[0]
    wanted, has = title_words(target.heading), title_words(node.heading)
    if wanted and has and not wanted & has:
        raise CannotApply(f"{name} is headed “{node.heading}”, not “{target.heading}”")
    return node


def _definition(document: Conformed, term: str) -> Node:
    """The paragraph that defines a term, as a clause of its own."""
    text = plain_lines(document.text)
    says = r"(?:means?|shall mean|has the meaning|refers)"
    found = list(re.finditer(rf'"{re.escape(term)}"[^.;\n]{{0,60}}?\b{says}\b', text))
    if len(found) != 1:
        how = "no definition" if not found else "more than one definition"
        raise CannotApply(f"there is {how} of “{term}” in the document")
    start = text.rfind("\n", 0, found[0].start()) + 1
    end = text.find("\n", found[0].start())
    end = len(text) if end < 0 else end
    if text[start : found[0].start()].strip(" \t(0123456789.abcdefghijklmnopqrstuvwxyz)"):
        span = sentence_at(text, found[0].start())
        start, end = span.start, span.end
    same = [
        node
        for node in document.nodes
        if node.start <= start and end <= node.end and node.end - node.start <= end - start + _NUMBER_CHARS
    ]
    if same:
        same[-1].heading = same[-1].heading or ("" if same[-1].number else f"“{term}”")
        return same[-1]
    return _line(document, start, end, f"“{term}”")


def _line(document: Conformed, start: int, end: int, heading: str) -> Node:
    """Words that are no clause as one."""
    place = document.woven.places(start, end)
    node = Node("", (), heading, start, start, end, original=place[0][1] if place else None)
    document.insert_nodes([node])
    return node


def holder_of(document: Conformed, span: Span) -> Node:
    """The innermost numbered clause around some words; where there is none, their line as a clause of its own."""
    around = [node for node in document.nodes if node.key and node.start <= span.start and span.end <= node.end]
    if around:
        return min(around, key=lambda node: node.end - node.start)
    start, end = document.text.rfind("\n", 0, span.start) + 1, document.text.find("\n", span.end)
    return _line(document, start, end if end >= 0 else len(document.text), "")


def part_of(document: Conformed, target: Target, node: Node) -> Span:
    """One sentence or paragraph of a clause."""
    assert target.part is not None
    what, place = target.part
    text = plain_lines(document.text)
    parts: list[Span] = []
    at = node.body
    while at < node.end:
        if what == "paragraph":
            line = text.find("\n", at, node.end)
            span = Span(at, line if line >= 0 else node.end)
        else:
            span = sentence_at(text[: node.end], at)
            span = Span(max(at, span.start), max(at + 1, span.end))
        if text[span.start : span.end].strip():
            parts.append(span)
        at = max(span.end, at + 1)
        while at < node.end and text[at].isspace():
            at += 1
    if not -len(parts) <= place < len(parts):
        raise CannotApply(f"{named(node.number)} has no such {what}")
    return parts[place]


def occurrences(text: str, words: str, within: Span) -> Iterator[Span]:
    """Where words stand, however white space, quotation marks and hyphens are written; a final stop may be missing."""
    tokens = plain_lines(words).split()
    if not tokens:
        return
    pattern = r"\s{1,20}".join(re.escape(token) for token in tokens)
    left = r"(?<!\w)" if tokens[0][0].isalnum() else ""
    right = r"(?!\w)" if tokens[-1][-1].isalnum() else ""
    for found in re.finditer(left + pattern + right, plain_lines(text[within.start : within.end]), re.IGNORECASE):
        yield Span(within.start + found.start(), within.start + found.end())


def with_stop(text: str, span: Span, old: str, new: str) -> Span:
    """The old words with the full stop behind them, where the new ones bring their own."""
    doubled = new.endswith(".") and not old.endswith(".") and text[span.end : span.end + 1] == "."
    return Span(span.start, span.end + 1) if doubled else span


def named(number: str) -> str:
    """How to name a clause or attachment in a sentence."""
    return number if number[:1].isalpha() and len(number) > 3 else f"section {number}"
