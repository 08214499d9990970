"""What reads risky in a provision, and whom it binds."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clause_library.classification import LIKELY
from clause_library.deviations.case import Case
from clause_library.deviations.risks import Found, risks
from clause_library.deviations.severity import milder
from clause_library.deviations.whom import Burden, Side, burdens
from clause_library.matching.told import Told
from clause_library.matching.units import Unit
from clause_library.places import trimmed
from clause_library.types import SEVERITIES, Severity
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE
from extractor.types import Span

_STEPS: Mapping[Side | None, int] = {"us": 0, "both": 1, None: 1, "them": len(SEVERITIES)}
"""How many steps milder a risk is by whom it binds."""
_LEAST_OF_WORDS: Severity = "low"
"""Words that mean something to us are never less, whomever else they bind too."""
_MOST_MUTUAL: Severity = "medium"
_MOST_OF_TYPE: Severity = "high"
"""What a provision is about is guessed from it as a whole: only its words make it critical."""
_MOST_OF_ENTRY: Severity = "medium"
SURE_TYPE = 0.8
"""From this probability on a provision is taken to be of a type, also where the library has that type."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A reason why a provision reads risky, and whom it binds; ``words`` are where one sees it.

    ``by_type``: what it is about says so, no word alone.
    """

    severity: Severity
    says: str
    words: Span
    side: Side | None
    by_type: bool = False

    @property
    def weight(self) -> float:
        """How much it weighs among the risks of one provision."""
        return SEVERITIES.index(self.severity) + (0.5 if self.side == "us" else 0.0)


@dataclass(frozen=True, slots=True)
class Read:
    """A provision with what was read in it: the risks, worst first, and how many burdens are whose."""

    unit: Unit
    span: Span
    clause_type: str | None
    probability: float
    risks: tuple[Risk, ...]
    burdens: Mapping[Side, int]

    @property
    def severity(self) -> Severity:
        """That of the worst risk; without any, a duty of ours is low."""
        least: Severity = "low" if self.burdens.get("us") else "info"
        return max([least, *(risk.severity for risk in self.risks)], key=SEVERITIES.index)

    @property
    def side(self) -> Side | None:
        """Whom the worst risk binds, or else the provision; None where nothing tells."""
        return self.risks[0].side if self.risks else _bound(self.burdens)

    @property
    def rank(self) -> tuple[float, float]:
        """What sorts the riskiest first: severity, then how much of it is grave and binds us."""
        grave = sum(risk.weight for risk in self.risks if risk.severity not in ("info", "low"))
        ours = self.burdens.get("us", 0) - self.burdens.get("them", 0)
        return -SEVERITIES.index(self.severity), -(grave + 0.1 * ours)


class Reader:
    """Reads the provisions of one contract."""

    def __init__(self, case: Case, told: Told) -> None:
        """Look for every sign in the contract once; ``told`` is what its sentences are about."""
        self._case, self._told = case, told
        self._text = case.contract.document.text
        self._entries = {entry.clause_type: entry for entry in case.library.entries}
        self._data = risks()
        self._found = list(self._data.find(self._text))
        self._starts = [found.span.start for found in self._found]

    def read(self, units: Sequence[Unit]) -> Read | None:
        """What is risky in a provision; None where it is about what is no provision."""
        spans = [span for unit in units for span in unit.spans]
        kind, probability = self._type(spans)
        if kind in self._data.nothing and probability >= SURE_TYPE:
            return None
        laid = {id(unit): tuple(burdens(unit.wording)) for unit in units}
        found = [risk for unit in units for risk in self._signs(unit, laid[id(unit)])]
        if kind is not None:
            found.append(self._of_type(kind, probability, units[0], laid[id(units[0])]))
        return Read(
            unit=units[0],
            span=trimmed(self._text, Span(spans[0].start, max(span.end for span in spans))),
            clause_type=kind,
            probability=probability,
            risks=tuple(sorted(found, key=lambda risk: (-risk.weight, risk.by_type, risk.words.start))),
            burdens=Counter(burden.side for some in laid.values() for burden in some),
        )

    def _type(self, spans: Sequence[Span]) -> tuple[str | None, float]:
        """What it is most likely about; None where nothing is likely."""
        types = self._told.within(spans)
        best = max(types, key=lambda kind: (types[kind], kind), default=None)
        return (None, 0.0) if best is None or types[best] < LIKELY else (best, types[best])

    def _signs(self, unit: Unit, laid: Sequence[Burden]) -> Iterator[Risk]:
        starts = [token.start for token in unit.wording.tokens]
        for span in unit.spans:
            first, last = (bisect_left(self._starts, place) for place in (span.start, span.end))
            for found in self._found[first:last]:
                if found.span.end <= span.end:
                    side = self._side(unit, span, found, laid, starts)
                    severity = max(_milder(found.sign.severity, side), _least(side), key=SEVERITIES.index)
                    yield Risk(severity, found.sign.says, found.span, side)

    def _side(self, unit: Unit, part: Span, found: Found, laid: Sequence[Burden], starts: Sequence[int]) -> Side | None:
        """Whom a sign binds: who is bound by the verb next to it in its sentence, else the only side named there."""
        sentence = self._case.places.sentence(found.span.start, part)
        first, last = (bisect_left(starts, place) for place in (sentence.start, sentence.end))
        at = bisect_left(starts, found.span.end)
        near = [burden for burden in laid if first <= burden.place < last]
        if near:
            before = [burden for burden in near if burden.place < at]
            return (before[-1] if before else near[0]).side
        named = {token.key for token in unit.wording.tokens[first:last]} & {OUR_SIDE, THEIR_SIDE}
        if len(named) == 1:
            return "us" if named == {OUR_SIDE} else "them"
        return None

    def _of_type(self, kind: str, probability: float, unit: Unit, laid: Sequence[Burden]) -> Risk:
        """What its type alone says; of a type of the library only where it surely is one, if in words far from ours."""
        side = _bound(Counter(burden.side for burden in laid))
        place = next((burden.place for burden in laid if burden.side == side), 0)
        words = unit.wording.tokens[place]
        entry = self._entries.get(kind) if probability >= SURE_TYPE else None
        severity = self._data.types.get(kind, milder(entry.severity, _MOST_OF_ENTRY) if entry else "low")
        severity = milder(severity, _MOST_OF_TYPE)
        return Risk(_milder(severity, side), kind.replace("_", " "), Span(words.start, words.end), side, by_type=True)


def _bound(sides: Mapping[Side, int]) -> Side | None:
    """Whom a provision binds more; ``both`` where it binds either as much, None where nothing tells."""
    if not any(sides.values()):
        return None
    us, them = sides.get("us", 0), sides.get("them", 0)
    return "both" if us == them else "us" if us > them else "them"


def _milder(severity: Severity, side: Side | None) -> Severity:
    rank = max(SEVERITIES.index(severity) - _STEPS[side], 0)
    return SEVERITIES[min(rank, SEVERITIES.index(_MOST_MUTUAL)) if side == "both" else rank]


def _least(side: Side | None) -> Severity:
    return "info" if side == "them" else _LEAST_OF_WORDS
