"""How often the machine was right, by what people said about its fields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from service.decisions.applying import last_words
from service.decisions.types import Correction

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where the bands of confidence begin; each ends where the next begins."""


@dataclass(frozen=True, slots=True)
class Count:
    """What people said about the fields of one name or band: ``missed`` are those that a person had to add."""

    name: str
    confirmed: int = 0
    corrected: int = 0
    rejected: int = 0
    missed: int = 0

    @property
    def judged(self) -> int:
        """The machine's fields that somebody has looked at."""
        return self.confirmed + self.corrected + self.rejected

    @property
    def precision(self) -> float | None:
        """The share of them that was right; None where nobody has looked at one."""
        return self.confirmed / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts by field name, in order of name, by band of confidence, and of all."""

    by_name: tuple[Count, ...]
    by_band: tuple[Count, ...]
    total: Count


def measure(corrections: Iterable[Correction]) -> Measure:
    """What the last corrections of each field come to.

    It is about the fields that people looked at, which need not be like the others.

    :param corrections: of any documents, oldest first.
    """
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    bands: defaultdict[float, Counter[str]] = defaultdict(Counter)
    for one in last_words(corrections):
        verdict = _verdict(one)
        if verdict is not None:
            names[one.field][verdict] += 1
        if verdict is not None and one.machine is not None:
            bands[_band(one.machine.confidence)][verdict] += 1
    return Measure(
        by_name=tuple(Count(name, **names[name]) for name in sorted(names)),
        by_band=tuple(Count(_shown(low), **bands[low]) for low in sorted(bands)),
        total=Count("all", **sum(names.values(), Counter())),
    )


def _verdict(one: Correction) -> str | None:
    """What it says about the machine; None where it says nothing, as about an addition that was taken back."""
    if one.machine is not None:
        return one.action
    return None if one.action == "rejected" else "missed"


def _band(confidence: float) -> float:
    return max(low for low in BANDS if low <= max(0.0, confidence))


def _shown(low: float) -> str:
    above = [one for one in BANDS if one > low]
    return f"{low:.1f} to {above[0] if above else 1.0:.1f}"
