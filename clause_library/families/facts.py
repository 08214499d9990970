"""What each document states after all amendments, and what it stated before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from clause_library.families.changes import Instruction
from clause_library.families.conformed import Conformed, as_contract
from clause_library.families.consolidating import Consolidated, Extension, passages_of
from clause_library.families.kinship import Known
from clause_library.families.operative import targets_in
from clause_library.families.types import Passage, Statement, Unresolved
from clause_library.families.values import OF_THE_PAPER, comparable, scope_of
from extractor.fields import extract_fields
from extractor.fields.dates import later
from extractor.fields.durations import Duration, find_durations
from extractor.fields.phrasing import phrase
from extractor.types import Field, FieldValue, Span
from models.interfaces import SentenceSplitter

_ABOUT_ITSELF = phrase(
    r"\bthis (?:[\w&'-]{1,20} ){0,4}(?:amendment|addendum|supplement|deed|variation|letter)\b(?! effective date)"
)
_TOLD_AGAIN = phrase(
    r"^\W{0,6}(?:whereas|[a-z]\. (?:the )?(?:parties|whereas))|\b(?:previously|currently) (?:read|provide|state)"
)
_IN_ITS_PLACE = phrase(r"\b(?:notwithstanding|despite|in lieu of|instead of)\b")
_TERM = frozenset({"initial_term", "renewal_term", "renewal_type", "renewal_limit", "expiration_date"})
_SAYS_SO = 0.9
"""How sure a date is that an amendment names as the new end of the term."""
_LENGTH = phrase(r"^P(?P<count>\d{1,4})(?P<unit>[YMWD])$", exact_case=True)
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of one document, or of what amends it. ``place`` is that of the amendment, -1 for the document's own.

    ``gone`` says that its words are not there any more, taken out by the amendment ``by``; ``woven`` that it was read
    from words of several documents together.
    """

    name: str
    scope: str
    statement: Statement
    place: int
    gone: bool = False
    by: str = ""
    woven: bool = False

    @property
    def key(self) -> str:
        """The value as it is compared."""
        return comparable(self.name, self.statement.value)


class Facts:
    """Reads the facts of every document."""

    def __init__(
        self,
        family: Sequence[Known],
        made: Consolidated,
        order: Sequence[Known],
        amends: Mapping[str, str],
        sentences: SentenceSplitter,
    ) -> None:
        """Keep what is given; ``order`` are the amendments from the first to the last."""
        self._family = {one.id: one for one in family}
        self._made = made
        self._order = order
        self._amends = amends
        self._sentences = sentences
        self._places = {one.id: number for number, one in enumerate(order)}
        self.unresolved: list[Unresolved] = []

    def of(self, id: str) -> list[Fact]:
        """The facts of a document and of what amends it, those that are gone among them."""
        document = self._made.documents[id]
        facts = [*self._own(id, document), *self._amending(id, document), *self._rewritten(id, document)]
        return [*facts, *self._extended(id, facts)]

    def _own(self, id: str, document: Conformed) -> Iterator[Fact]:
        for field in self._fields(id):
            there = document.woven.find(id, field.span) is not None
            fact = self._fact(field, id, id, (self._family[id].source.passage(field.span),))
            yield fact if there else replace(fact, gone=True, by=self._remover(document, field.span))

    def _amending(self, id: str, document: Conformed) -> Iterator[Fact]:
        """What amendments state: in the new words that they bring, or of themselves about what they amend."""
        for one in self._order:
            said = [(i, target) for i, target in self._made.instructed.get(one.id, ())]
            own = self._made.documents[one.id].woven
            for field in self._fields(one.id):
                at = own.find(one.id, field.span)
                if at is None:
                    continue
                inside = [(i, target) for i, target in said if i.new is not None and i.new.overlaps(at)]
                fact = self._fact(field, one.id, id, (one.source.passage(field.span),))
                if any(target == id for _, target in inside):
                    if inside[0][0].kind != "reword":  # words for other words are read where they stand now
                        yield from self._brought(fact, inside[0][0], document, _within(field.span, at, inside[0][0]))
                elif inside or any(i.kind != "extend" and i.span.overlaps(at) for i, _ in said):
                    continue  # words that a change only quotes
                elif self._amends.get(one.id) == id and self._speaks(one, field, at):
                    if self._is_of_a_clause(one, field, id):
                        continue
                    yield fact

    def _is_of_a_clause(self, one: Known, field: Field, id: str) -> bool:
        """Whether the sentence names a clause, so that it says something of that which could not be read; told then."""
        sentence = one.source.sentence(field.start)
        clauses = tuple(target.number for target in targets_in(one.source.plain, sentence.start, sentence.end))
        if not any(clauses) or _IN_ITS_PLACE.search(one.source.plain, sentence.start, sentence.end):
            return False
        why = "it names a clause, and which words of it change could not be read"
        told = Unresolved(one.id, id, one.source.passage(sentence), why, tuple(filter(None, clauses)))
        if told not in self.unresolved:
            self.unresolved.append(told)
        return True

    def _brought(self, fact: Fact, said: Instruction, document: Conformed, span: Span) -> Iterator[Fact]:
        """A fact of new words, at ``span``: it is gone where these are, and holds for all only if the change does."""
        member = fact.statement.member
        passages = (self._family[member].source.passage(span),)
        fact = replace(fact, statement=replace(fact.statement, passages=passages))
        if id(said) in self._made.failed:
            if not said.limited:
                yield fact
        elif document.woven.find(member, span) is not None:
            yield fact
        else:
            yield replace(fact, gone=True, by=self._last(document))

    def _rewritten(self, id: str, document: Conformed) -> Iterator[Fact]:
        """What the document states in words that amendments changed in part."""
        if not document.amenders:
            return
        went = [field for field in self._fields(id) if document.woven.find(id, field.span) is None]
        gone = {(field.name, comparable(field.name, field.value)) for field in went}
        fields = extract_fields(as_contract(document.text), self._sentences)
        for field in (field for field in fields if field.name not in OF_THE_PAPER):
            key = (field.name, comparable(field.name, field.value))
            places = document.woven.places(field.start, field.end)
            members = {member for member, _ in places}
            if members == {id} and document.woven.find(id, Span(places[0][1].start, places[-1][1].end)) is not None:
                continue
            words = passages_of(document.woven.part(field.start, field.end), self._family)
            passages = tuple(one for one in words if any(map(str.isalnum, one.quote)))
            brought = " ".join(one.quote for one in passages if one.member != id)
            if field.name not in {one.name for one in went} and not _carries(brought, field.value):
                continue
            changer = max(members - {id} or {self._last(document)}, key=lambda member: self._places.get(member, -1))
            speaker = id if key in gone else changer  # the same value in other words is still the document's own
            yield replace(self._fact(field, speaker, id, passages), woven=True)

    def _extended(self, id: str, facts: Sequence[Fact]) -> Iterator[Fact]:
        """The new ends that amendments set, one upon the other."""
        ends = [fact for fact in facts if fact.name == "expiration_date" and not fact.gone]
        now = max(ends, key=lambda fact: fact.place, default=None)
        end = now.statement.value if now else None
        for extension in (one for one in self._made.extensions if one.unit == id):
            value, derived = _new_end(extension, end)
            if value is None:
                why = "it adds a length of time to a term whose end is not stated"
                self.unresolved.append(Unresolved(extension.by, id, extension.passage, why))
                continue
            end = value
            statement = Statement(value, extension.by, id, (extension.passage,), _SAYS_SO, derived)
            yield Fact("expiration_date", "", statement, self._places[extension.by])

    def _speaks(self, one: Known, field: Field, at: Span) -> bool:
        """Whether an amendment states a fact of what it amends, not of itself and not what used to be."""
        text = one.source.plain
        sentence = one.source.sentence(field.start)
        words = text[sentence.start : sentence.end]
        line = text[text.rfind("\n", 0, field.start) + 1 : field.end]
        if _ABOUT_ITSELF.search(words) or _TOLD_AGAIN.search(line) or _TOLD_AGAIN.search(words):
            return False
        extending = [said.span for said, _ in self._made.instructed[one.id] if said.kind == "extend"]
        start, end = text.rfind("\n", 0, at.start) + 1, text.find("\n", at.start)
        if field.name in _TERM and any(span.overlaps(Span(start, max(end, at.end))) for span in extending):
            return False
        clauses = one.source.line(field.start)
        return not clauses or clauses[0].part != "front"

    def _fields(self, id: str) -> Iterator[Field]:
        for field in self._family[id].source.review.fields:
            if field.name not in OF_THE_PAPER:
                yield field

    def _fact(self, field: Field, member: str, unit: str, passages: tuple[Passage, ...]) -> Fact:
        statement = Statement(field.value, member, unit, passages, field.confidence, field.derived_from)
        return Fact(field.name, scope_of(field.name, field.value), statement, self._places.get(member, -1))

    def _remover(self, document: Conformed, span: Span) -> str:
        """The amendment that took out the words at ``span`` of the document."""
        touched = [node for node in document.nodes if node.steps and node.original and node.original.overlaps(span)]
        steps = [step for node in touched for step in node.steps]
        words = self._family[document.member].source.text[span.start : span.end]
        took = [step for step in steps if words in step.before and words not in step.after]
        return (took or steps)[-1].by if steps else self._last(document)

    def _last(self, document: Conformed) -> str:
        return max(document.amenders, key=lambda member: self._places.get(member, -1), default="")


def _within(span: Span, at: Span, said: Instruction) -> Span:
    """The part of a sentence, which stands ``at`` a place of the amendment as it reads now, that is new words."""
    if said.new is None:
        return span
    left, right = max(0, said.new.start - at.start), max(0, at.end - said.new.end)
    return Span(span.start + left, span.end - right)


def _carries(words: str, value: FieldValue) -> bool:
    """Whether new words can be what a value was read from: they hold a number, or words of the value."""
    if any(map(str.isdigit, words)) or next(find_durations(words), None) is not None:
        return True
    said = " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
    return bool(set(words.casefold().split()) & set(said.casefold().replace("_", " ").split()))


def _new_end(extension: Extension, end: FieldValue) -> tuple[str | None, tuple[str, ...]]:
    """The day to which a term is extended, and from what it was computed."""
    length = _LENGTH.match(extension.until)
    if length is None:
        return extension.until or None, ()
    if not isinstance(end, str) or len(end) != len("2026-03-31"):
        return None, ()
    new = later(date.fromisoformat(end), Duration(Decimal(length["count"]), _UNITS[length["unit"]]))
    return (new.isoformat() if new else None), (f"{end} + {extension.until}",)


def about_itself(one: Known, names: Iterable[str]) -> Iterator[Field]:
    """What an amendment states of itself alone: its own law, its own end."""
    wanted = frozenset(names)
    for field in one.source.review.fields:
        sentence = one.source.sentence(field.start)
        if field.name in wanted and _ABOUT_ITSELF.search(one.source.plain[sentence.start : sentence.end]):
            yield field
