"""Writes the amendments of a family into the documents that they amend, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clause_library.families.amending import Amending, apply
from clause_library.families.changes import Instruction
from clause_library.families.conformed import Conformed, Node
from clause_library.families.instructions import instructions_in
from clause_library.families.kinship import AN_AMENDMENT, Known, number_of, parties_of
from clause_library.families.locating import CannotApply
from clause_library.families.names import company, title_words
from clause_library.families.types import AmendedClause, Passage, Unresolved
from clause_library.families.woven import Woven
from extractor.fields.phrasing import phrase, plain_lines
from extractor.types import Span

_GENERAL = frozenset("agreement contract existing original main msa".split())
_ROLE_WORDS = (
    (phrase(r"\border forms?\b|\bstatements? of work\b|\bsow\b|\bwork order\b"), "order_form"),
    (phrase(r"\bservice(?: |-)levels?\b|\bsla\b"), "sla"),
    (phrase(r"\bdata (?:processing|protection)\b|\bdpa\b"), "data_protection"),
)
MOST_INSTRUCTIONS = 500
"""So many changes of one amendment are carried out: each costs time by the length of what it amends."""

_LONGEST_NAME_CHARS = 80
_NOT_HERE = "it changes “{}”, which is not among the documents"


@dataclass(frozen=True, slots=True)
class Extension:
    """An amendment's new end for the term of ``unit``: a date, or a length that is added to what it was."""

    by: str
    unit: str
    until: str
    passage: Passage


@dataclass
class Consolidated:
    """The documents after all amendments, by id, and what was told on the way."""

    documents: dict[str, Conformed] = field(default_factory=dict)
    unresolved: list[Unresolved] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    instructed: dict[str, list[tuple[Instruction, str | None]]] = field(default_factory=dict)
    """By amendment its instructions, in the text as consolidated, each with the document that it changes."""
    failed: set[int] = field(default_factory=set)
    """Those of them, by their ``id()``, that could not be carried out."""


class Consolidating:
    """Consolidates one family; a document is finished before anything is read from it."""

    def __init__(self, family: Sequence[Known], order: Sequence[Known], bases: Mapping[str, str]) -> None:
        """Keep the documents, the amendments in their order, and what each of these amends."""
        self._family = {one.id: one for one in family}
        self._order = order
        self._bases = bases
        self._made = Consolidated()

    def all(self) -> Consolidated:
        """Every document after all amendments. The last amendment is read first: none changes it."""
        for one in reversed(self._order):
            self._finish(one)
            self._read(one)
        for id in self._family:
            if id not in self._made.documents:
                self._finish(self._family[id])
        return self._made

    def _finish(self, one: Known) -> None:
        """Write into a document what the amendments that are read already say about it, first things first."""
        source = one.source
        document = Conformed(one.id, source.text, source.clauses)
        self._made.documents[one.id] = document
        for amendment in self._order:
            for instruction, target in self._made.instructed.get(amendment.id, ()):
                if target == one.id and instruction.kind != "extend":
                    self._apply(document, amendment, instruction)

    def _read(self, amendment: Known) -> None:
        document = self._made.documents[amendment.id]
        text = plain_lines(document.text)
        found = []
        for number, instruction in enumerate(instructions_in(text, _signed_from(document, amendment))):
            if number == MOST_INSTRUCTIONS:
                self._tell(amendment, instruction, None, f"more than {MOST_INSTRUCTIONS} changes are not carried out")
                break
            target = self._target(amendment, instruction, text)
            if target is None:
                said = next((one.document for one in instruction.targets if one.document), "")
                why = _NOT_HERE.format(said) if said else "the document that it changes is not among these"
                self._tell(amendment, instruction, None, why)
            elif instruction.kind == "extend":
                self._made.extensions.insert(
                    0, Extension(amendment.id, target, instruction.until, self._passage(amendment, instruction))
                )
            found.append((instruction, target))
        self._made.instructed[amendment.id] = found

    def _target(self, amendment: Known, instruction: Instruction, text: str) -> str | None:
        """The document that an instruction changes; None where it is not here."""
        words = next((one.document for one in instruction.targets if one.document), "")
        if not instruction.targets:
            return self._by_role(text[instruction.span.start : instruction.span.end]) or self._bases.get(amendment.id)
        earlier = AN_AMENDMENT.search(words)
        if earlier is not None and not words.lower().startswith("this"):
            return self._amendment(amendment, number_of(earlier))
        named = title_words(words)
        base = self._bases.get(amendment.id)
        if not named or named <= _GENERAL:
            return base
        return self._by_role(words) or self._by_title(words, base)

    def _amendment(self, amendment: Known, number: int | None) -> str | None:
        same = [
            one
            for one in self._order
            if self._bases.get(one.id) == self._bases.get(amendment.id) and one is not amendment
        ]
        found = [one.id for one in same if number is not None and one.nature.number == number]
        if not found and number == 1 and len(same) == 1 and same[0].nature.number is None:
            found = [same[0].id]
        position = {one.id: place for place, one in enumerate(self._order)}
        return found[0] if len(found) == 1 and position[found[0]] < position[amendment.id] else None

    def _by_role(self, words: str) -> str | None:
        for pattern, role in _ROLE_WORDS:
            if pattern.search(words):
                found = [one.id for one in self._family.values() if one.nature.role == role]
                return found[0] if len(found) == 1 else None
        return None

    def _by_title(self, words: str, base: str | None) -> str | None:
        """The document of that title; the one that the amendment amends where it shares a telling word with it."""
        named = title_words(words) - _GENERAL
        for id, one in self._family.items():
            if id != base and one.nature.role != "amendment" and named and named <= title_words(one.nature.title):
                return id if not base or not named <= title_words(self._family[base].nature.title) else base
        if base is None:
            return None
        title = title_words(self._family[base].nature.title) - _GENERAL
        return base if not title or named & title or len(words.split()) > 8 else None

    def _apply(self, document: Conformed, amendment: Known, instruction: Instruction) -> None:
        conformed = self._made.documents[amendment.id]
        amending = Amending(
            by=amendment.id,
            text=conformed.woven,
            attachments=[node for node in conformed.nodes if node.part == "exhibit"],
            instruction=instruction,
            passage=self._passage(amendment, instruction),
        )
        try:
            apply(document, amending)
        except CannotApply as reason:
            self._made.failed.add(id(instruction))
            self._tell(amendment, instruction, document.member, str(reason))

    def _passage(self, amendment: Known, instruction: Instruction) -> Passage:
        woven = self._made.documents[amendment.id].woven
        own = [
            span
            for member, span in woven.places(instruction.span.start, instruction.span.end)
            if member == amendment.id
        ]
        return amendment.source.passage(Span(own[0].start, own[-1].end) if own else Span(0, 0))

    def _tell(self, amendment: Known, instruction: Instruction, document: str | None, reason: str) -> None:
        clauses = tuple(one.number for one in instruction.targets if one.number)
        self._made.unresolved.append(
            Unresolved(amendment.id, document, self._passage(amendment, instruction), reason, clauses)
        )


def _signed_from(document: Conformed, amendment: Known) -> int:
    """Where the signatures begin, with the company names above them; the end of the text where there are none."""
    start = min((node.start for node in document.nodes if node.part == "signature"), default=len(document.text))
    while (line := document.text.rfind("\n", 0, max(0, start - 1))) >= 0:
        words = document.text[line:start].strip()
        names = [company(name) for name in parties_of(amendment.source)]
        if len(words) > _LONGEST_NAME_CHARS or not (words.isupper() or company(words) in names):
            break
        start = line
    return start


def amended_clauses(made: Consolidated, family: Mapping[str, Known]) -> Iterator[AmendedClause]:
    """The clauses that amendments touched, as they read now, in reading order of each document."""
    for id, document in made.documents.items():
        for node in document.nodes:
            if node.steps:
                yield _amended(id, document, node, family)


def _amended(id: str, document: Conformed, node: Node, family: Mapping[str, Known]) -> AmendedClause:
    words = Woven("", ()) if node.deleted else document.words(node)
    text = words.text.strip()
    original = family[id].source.passage(node.original) if node.original is not None else None
    return AmendedClause(
        document=id,
        number=node.number,
        heading=node.heading,
        text=text,
        passages=tuple(passages_of(words, family)),
        original=original,
        steps=tuple(node.steps),
    )


def passages_of(words: Woven, family: Mapping[str, Known]) -> Iterator[Passage]:
    """Where woven words stand in the documents of the family, in order."""
    for member, span in words.places(0, len(words.text)):
        yield family[member].source.passage(span)
