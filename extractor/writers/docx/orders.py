"""What is to be written into a Word file: proposals, each a remark and perhaps an edit. Stdlib only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    """The words ``[start, end)`` of the accepted text become ``text``; either may be empty."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RestoredParagraph:
    """Words that go back, as a paragraph of their own, behind the paragraphs that ``revisions`` took out.

    ``heading`` is the beginning of the struck words, before ``text``, and keeps its looks; empty where none was.
    """

    revisions: tuple[str, ...]
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """A new paragraph behind the block that ends at or before ``after``; ``heading`` opens it in bold."""

    after: int
    text: str
    heading: str = ""


Edit = tuple[Replacement, ...] | RestoredParagraph | NewParagraph
"""One way to change the text, whole or not at all; an empty tuple changes nothing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A remark on the words ``[start, end)`` of the accepted text, and the edit that it proposes.

    ``remark`` are the paragraphs of the comment; ``unedited`` those that follow where the edit was not made. Where no
    words are left to remark on, it hangs on those that ``revisions`` took out.
    """

    start: int
    end: int
    remark: tuple[str, ...]
    unedited: tuple[str, ...] = ()
    edit: Edit = ()
    revisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs what is written; ``date`` is ISO 8601 with time and zone, as Word has it."""

    author: str
    initials: str
    date: str


@dataclass(frozen=True, slots=True)
class Written:
    """The file, and the edits that stand in it, each as it was made, by the place of its proposal in the order."""

    data: bytes
    edits: Mapping[int, Edit]
