"""A document into which amendments are written one after the other, with where every word comes from."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clause_library.families.names import NumberKey, number_key
from clause_library.families.types import Step
from clause_library.families.woven import Woven
from extractor.segmentation import segment
from extractor.types import Block, Clause, Contract, Document, Span

_CONTENTS = re.compile(r"(?:\.\s?){6}")
"""What leads to a page number in a table of contents."""
_NEARLY_ALL = 0.9


@dataclass(eq=False)
class Node:
    """A clause of the conformed text: ``start`` to ``end`` with number and heading, its own words from ``body`` on.

    ``original`` is where it stood in the document itself, None where an amendment added it; ``steps`` what was done.
    """

    number: str
    key: NumberKey
    heading: str
    start: int
    body: int
    end: int
    part: str = "body"
    original: Span | None = None
    deleted: bool = False
    steps: list[Step] = field(default_factory=list)


class Conformed:
    """The text of one document as it reads after the edits made so far."""

    def __init__(self, member: str, text: str, clauses: Sequence[Clause]) -> None:
        """Begin with the document as it is."""
        self.member = member
        self.woven = Woven.of(member, text)
        self.nodes = [node for clause in clauses for node in _nodes(clause)]
        _bring_home(self.nodes)
        self.amenders: set[str] = set()

    @property
    def text(self) -> str:
        """The words."""
        return self.woven.text

    def find(self, number: str) -> list[Node]:
        """The clauses of that number that are there; those of the body first choice, attachments where named."""
        key = number_key(number)
        found = [node for node in self.nodes if node.key == key and key and not node.deleted]
        return [node for node in found if not _CONTENTS.search(self.words(node).text)]

    def has_inside(self, node: Node) -> bool:
        """Whether a clause has numbered clauses of its own: an article, and no item of a list."""
        length = len(node.key)
        return any(len(one.key) > length and one.key[:length] == node.key for one in self.nodes)

    def words(self, node: Node) -> Woven:
        """What stands at a clause, with its number and heading."""
        return self.woven.part(node.start, node.end)

    def edit(self, start: int, end: int, new: Woven, within: Iterable[Node] = ()) -> None:
        """Put ``new`` in place of the words from ``start`` to ``end``.

        Clauses inside these are gone; those that begin or end at the place move, but for ``within``, which grow.
        """
        grow = set(map(id, within))
        delta = len(new.text) - (end - start)
        self.woven = self.woven.without(start, end, new)
        kept = []
        for node in self.nodes:
            inside = start <= node.start and node.end <= end and end > start and id(node) not in grow
            if inside and not node.deleted:
                continue
            _shift(node, start, end, delta, grows=id(node) in grow)
            kept.append(node)
        self.nodes = kept

    def around(self, node: Node) -> list[Node]:
        """A clause and those that hold it."""
        return [other for other in self.nodes if other.start <= node.start and node.end <= other.end]

    def drop_inside(self, node: Node) -> None:
        """Forget the clauses inside another, which keeps what was done to them."""
        inner = [one for one in self.nodes if one is not node and node.start <= one.start and one.end <= node.end]
        node.steps[:0] = [step for one in inner for step in one.steps]
        gone = set(map(id, inner))
        self.nodes = [one for one in self.nodes if id(one) not in gone]

    def insert_nodes(self, nodes: Iterable[Node]) -> None:
        """Add clauses, in reading order."""
        self.nodes = sorted([*self.nodes, *nodes], key=lambda node: (node.start, -node.end))

    def place_for(self, key: NumberKey) -> tuple[int, list[Node]]:
        """Where a new clause goes, and the clauses that hold the place: behind its lower neighbour, else at the end."""
        beside = [node for node in self.nodes if len(node.key) == len(key) and node.key[:-1] == key[:-1] and node.key]
        lower = [node for node in beside if _rank(node.key) <= _rank(key)]
        if lower:
            last = max(lower, key=lambda node: (_rank(node.key), node.end))
            return last.end, [node for node in self.around(last) if node is not last]
        above = [node for node in self.nodes if node.key == key[:-1] and node.key and not node.deleted]
        if above:
            return above[0].end, self.around(above[0])
        body = [node.end for node in self.nodes if node.part == "body"]
        return max(body, default=len(self.text)), []


def _rank(key: NumberKey) -> tuple[int, str]:
    last = key[-1]
    return (int(last), "") if last.isdigit() else (0, last)


def _shift(node: Node, start: int, end: int, delta: int, *, grows: bool) -> None:
    """Move a clause as an edit from ``start`` to ``end`` moves it."""
    old_start, old_body, old_end = node.start, node.body, node.end
    if grows:
        node.end = old_end + delta
        node.body = old_body + delta if old_body >= end and old_body > start else old_body
        return
    if old_start >= end:
        node.start, node.body, node.end = old_start + delta, old_body + delta, old_end + delta
        return
    if old_end > end or (old_end == end and old_start < start):
        node.end = old_end + (delta if end > start or old_end > end else 0)
    if old_body >= end and old_body > start:
        node.body = old_body + delta


def _bring_home(nodes: Sequence[Node]) -> None:
    """Number the clauses as the body where nearly all were taken for those of one attachment.

    A table of contents that ends with an attachment makes a reader take for its own what follows.
    """
    held = Counter(node.key[0] for node in nodes if len(node.key) > 1 and " " in node.key[0])
    label, count = held.most_common(1)[0] if held else ("", 0)
    own = sum(1 for node in nodes if node.key and " " not in node.key[0])
    if count < _NEARLY_ALL * (count + own):
        return
    for node in nodes:
        if node.key[:1] == (label,) and len(node.key) > 1:
            node.key, node.part = node.key[1:], "body"
            node.number = node.number.partition(", ")[2] or node.number


def _nodes(clause: Clause) -> Iterator[Node]:
    for one in clause.walk():
        number = one.number or ""
        yield Node(
            number=number,
            key=number_key(number),
            heading=one.heading,
            start=one.extent.start,
            body=one.span.start,
            end=one.extent.end,
            part=one.part,
            original=one.extent,
        )


def as_contract(text: str) -> Contract:
    """A text as a contract of plain paragraphs, split into clauses."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line))))
        at += len(line) + 1
    sha = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return segment(Document(sha, "conformed", "text/plain", text, text, tuple(blocks)))
