"""What amendments left of one document's facts: each with the value in force and those before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clause_library.families.facts import Fact
from clause_library.families.types import Statement, Superseded
from clause_library.families.values import SEVERAL, comparable


@dataclass
class Claim:
    """A fact of one document as its amendments left it, with what it was before."""

    name: str
    scope: str
    unit: str
    facts: list[Fact]
    superseded: list[Superseded] = field(default_factory=list)

    @property
    def statement(self) -> Statement:
        """What is in force of it."""
        return self.facts[0].statement

    @property
    def key(self) -> str:
        """The value as it is compared."""
        return comparable(self.name, self.statement.value)


def claims_of(unit: str, facts: Sequence[Fact]) -> Iterator[Claim]:
    """The facts of one document: each with the value that the last amendment left, and the earlier ones."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.name, fact.scope].append(fact)
    for (name, scope), group in _rejoined(groups).items():
        alive = [fact for fact in group if not fact.gone]
        gone = [fact for fact in group if fact.gone]
        if _is_a_set(alive):
            yield from _each(name, scope, unit, alive, gone)
        else:
            yield _settled(name, scope, unit, alive, gone)


def _rejoined(groups: dict[tuple[str, str], list[Fact]]) -> dict[tuple[str, str], list[Fact]]:
    """Groups in which an amendment's new value under another scope joins the one value that it took the place of."""
    for name in {name for name, _ in groups if name in SEVERAL}:
        scopes = [scope for other, scope in groups if other == name]
        went = [scope for scope in scopes if all(fact.gone for fact in groups[name, scope])]
        came = [scope for scope in scopes if all(fact.place >= 0 and not fact.gone for fact in groups[name, scope])]
        if len(went) == len(came) == 1:
            groups[name, came[0]] += groups.pop((name, went[0]))
    return groups


def _is_a_set(alive: Sequence[Fact]) -> bool:
    """Whether one document, or one amendment, states several values: none of them took another's place."""
    keys: dict[int, set[str]] = defaultdict(set)
    for fact in alive:
        keys[fact.place].add(fact.key)
    return any(len(values) > 1 for values in keys.values())


def _each(name: str, scope: str, unit: str, alive: Sequence[Fact], gone: Sequence[Fact]) -> Iterator[Claim]:
    known: set[str] = set()
    for fact in sorted(alive, key=lambda fact: -fact.place):
        if fact.key not in known:
            before = [_superseded(one, [fact]) for one in gone if not known and one.key != fact.key]
            before = before if fact.place >= 0 else []
            known.add(fact.key)
            yield Claim(name, scope, unit, [fact], before)


def _settled(name: str, scope: str, unit: str, alive: Sequence[Fact], gone: Sequence[Fact]) -> Claim:
    ranked = sorted(alive, key=lambda fact: (-fact.place, not fact.woven))
    if not ranked:
        before = [Superseded(fact.statement, fact.by, "deleted") for fact in _distinct(gone)]
        return Claim(name, scope, unit, [], before)
    first = ranked[0]
    others = _distinct([fact for fact in (*ranked[1:], *gone) if fact.key != first.key and fact.place < first.place])
    return Claim(name, scope, unit, [first], [_superseded(fact, [first, *others]) for fact in others])


def _superseded(fact: Fact, later: Sequence[Fact]) -> Superseded:
    """What the next of the later facts took the place of."""
    behind = sorted((one for one in later if one.place > fact.place and one.key != fact.key), key=lambda one: one.place)
    return Superseded(fact.statement, behind[0].statement.member if behind else fact.by, "amended")


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Facts of different values, the latest first."""
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda fact: -fact.place):
        found.setdefault(fact.key, fact)
    return list(found.values())
