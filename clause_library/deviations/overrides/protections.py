"""The clauses that protect us, found by the number or the name by which a sentence calls them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clause_library.deviations.case import Case
from clause_library.deviations.in_wording import OUR_PAPER
from clause_library.deviations.whom import burdens
from clause_library.findings.numbers import Numbers, Reference
from clause_library.findings.paper import Paper
from clause_library.matching.matcher import Matched, Matching
from clause_library.types import SEVERITIES
from clause_library.wording.equivalents import base_of
from clause_library.wording.normalize import OUR_SIDE, wording
from extractor.types import Clause, Span

_GROUPS = frozenset("party parties each either neither both mutual".split())
_FILLERS = frozenset("of on for the to in and a an our from".split())
_LEAST_NAME_WORDS = 2
_READ_CHARS = 3_000
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_PAPER = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,60}\)\s{0,2})?(?:of|in|under|to)\s{1,3}(?!this\b|these\b)(?:the|that|any|[A-Z])"
)
_ITEMS = re.compile(r"(?:\s?\([A-Za-z0-9]{1,5}\)){0,4}")
_STRUCK = re.compile(r"\b(?:deleted|stricken|struck)\b")
_STRUCK_CHARS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Protection:
    """A clause, or some sentences of one, that protects us or both sides."""

    match: Matched

    @property
    def clause(self) -> Clause:
        """The clause."""
        clause = self.match.unit.clause
        assert clause is not None  # only struck words have none
        return clause


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a sentence that name a clause, with what protects us there; ``own``: the sentence stands in it.

    ``clause`` is the clause as it is cited, which may hold more than what protects us; None where it was named.
    """

    span: Span
    protections: tuple[Protection, ...]
    clause: Clause | None = None
    own: bool = False


class Protections:
    """Everything in one contract that protects us, and what its sentences cite of it."""

    def __init__(self, case: Case, matching: Matching) -> None:
        """Look at the matches of a contract; numbers are read when first asked for."""
        self._case = case
        self._matched = matching.matched
        self.all = tuple(Protection(match) for match in matching.matched if _protects(match))
        self._text = case.contract.document.text

    @cached_property
    def paper(self) -> Paper:
        """The contract as the checks of references read it."""
        return Paper(self._case.contract, self._case.fields, self._case.places)

    @property
    def referred(self) -> Sequence[int]:
        """Where the contract refers to a clause by its number."""
        return self._starts

    def cited(self, sentence: Span) -> Iterator[Cited]:
        """What the sentence names: by number, and by name."""
        numbered = list(self._numbered(sentence))
        yield from numbered
        taken = [cited.span for cited in numbered]
        yield from (named for named in self._named(sentence) if not any(named.span.overlaps(span) for span in taken))

    def within(self, clause: Clause) -> tuple[Protection, ...]:
        """What protects us in a clause and below it, the most serious first."""
        found = [one for one in self.all if clause.extent.covers(one.match.spans[0])]
        return tuple(sorted(found, key=lambda one: -SEVERITIES.index(one.match.entry.severity)))

    def burdens_us(self, clause: Clause) -> bool:
        """Whether a clause that is not in our words lays more on us than on the other side."""
        ours = (one for one in self._matched if one.similarity >= OUR_PAPER)
        if any(clause.extent.covers(one.spans[0]) for one in ours):
            return False
        end = min(clause.extent.end, clause.extent.start + _READ_CHARS)
        words = wording(self._text, self._case.roles, [Span(clause.extent.start, end)])
        sides = Counter(burden.side for burden in burdens(words))
        return sides["us"] > sides["them"]

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self.paper)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [reference.span.start for reference in self._numbers.references]

    def _numbered(self, sentence: Span) -> Iterator[Cited]:
        references = self._numbers.references
        first, last = (bisect_left(self._starts, place) for place in (sentence.start, sentence.end))
        for reference in references[first:last]:
            clause = self._clause(reference, sentence)
            if clause is None or self._is_elsewhere(reference):
                continue
            span = Span(reference.span.start, min(self._sub_end(reference), sentence.end))
            own = clause.extent.covers(sentence)
            yield Cited(span, () if own else self.within(clause), clause, own)

    def _clause(self, reference: Reference, sentence: Span) -> Clause | None:
        """The clause with that number, in the attachment in which the sentence stands before that in the body."""
        found = self._numbers.clauses.get(reference.path, ())
        root = self.paper.root(sentence.start)
        near = [clause for clause in found if root is not None and root.extent.covers(clause.extent)]
        return next(iter((*near, *found)), None)

    def _is_elsewhere(self, reference: Reference) -> bool:
        """Whether another paper is meant; that this contract strikes a clause of its own is no sign of one."""
        if self._numbers.is_own(reference):
            return False
        if self.paper.amends or _OTHER_PAPER.match(self._text, reference.end):
            return True
        return _STRUCK.search(self._text, reference.end, reference.end + _STRUCK_CHARS) is None

    def _sub_end(self, reference: Reference) -> int:
        """Behind the items that the number names: ``8.1(a)``."""
        items = _ITEMS.match(self._text, reference.span.end)
        return items.end() if items else reference.span.end

    def _named(self, sentence: Span) -> Iterator[Cited]:
        words = list(_WORD.finditer(self._text, sentence.start, sentence.end))
        stems = [(base_of(word[0].casefold()), word) for word in words if word[0].casefold() not in _FILLERS]
        said = tuple(stem for stem, _ in stems)
        free = 0
        for at, stem in enumerate(said):
            names = self._by_name.get(stem, {})
            name = next((name for name in names if said[at : at + len(name)] == name), None)
            if name is None or at < free:
                continue
            free = at + len(name)
            outside = tuple(one for one in names[name] if not one.clause.extent.covers(sentence))
            yield Cited(Span(stems[at][1].start(), stems[free - 1][1].end()), outside, None, own=not outside)

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[tuple[str, ...], Sequence[Protection]]]:
        """What the library and the contract call the clauses, by its first word; longest names first."""
        found: dict[tuple[str, ...], list[Protection]] = {}
        for one in self.all:
            entry, unit = one.match.entry, one.match.unit
            for called in {entry.title, *entry.aliases, *([unit.heading] if unit.own_heading else [])}:
                stems = tuple(base_of(word) for word in _WORD.findall(called.casefold()) if word not in _FILLERS)
                if len(stems) >= _LEAST_NAME_WORDS and one not in found.setdefault(stems, []):
                    found[stems].append(one)
        by_first: dict[str, dict[tuple[str, ...], list[Protection]]] = {}
        for name in sorted(found, key=lambda name: (-len(name), name)):
            by_first.setdefault(name[0], {})[name] = found[name]
        return by_first


def _protects(match: Matched) -> bool:
    """Whether it is of an entry that protects us, not worded as we never sign, and not for the other side alone."""
    if match.entry.protects == "them" or match.position.kind == "prohibited" or match.unit.clause is None:
        return False
    return any(token.key == OUR_SIDE or token.reads in _GROUPS for token in match.wording.tokens)
