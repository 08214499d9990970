"""Times as service levels state them (``15 minutes``, ``next business day``, ``1.5 seconds``), and severities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.numbers import NUMBER, ORDINAL, as_text, read_number, read_ordinal
from extractor.types import Span

_S = r"\s{1,60}"
_WORKED = r"(?:business|working|support|service|office|banking)[\s-]{1,20}(?:hours?|days?|minutes?)|work-?days?\b"
_TIME = re.compile(
    rf"(?P<after>\bday\s{{1,20}}after\s{{1,20}}(?:the\s{{1,20}})?next\s{{1,20}}(?:business|working)\s{{1,20}}day)"
    rf"|(?P<next>\b(?:the\s{{1,20}})?(?:next|following|same|1st)\s{{1,20}}(?:business|working|support|week|"
    rf"service)\s{{1,20}}day)"
    rf"|(?P<later>\b(?:business|working)\s{{1,20}}day\s{{1,20}}(?:after|"
    rf"following)\s{{1,20}}the\s{{1,20}}(?:business|working)?\s{{0,20}}day)"
    rf"|(?P<end>\b(?:end|close)\s{{1,20}}of\s{{1,20}}(?:the\s{{1,20}})?(?:next\s{{1,20}}|"
    rf"same\s{{1,20}})?(?:business|working|support|"
    rf"service)\s{{1,20}}day)"
    rf"|(?P<nth>\b{ORDINAL})\s{{1,20}}(?:business|working)\s{{1,20}}day\b"
    r"|(?<!level\s)(?<!priority\s)(?<!severity\s)(?<!class\s)(?<!grade\s)(?<!tier\s)"
    rf"(?P<number>{NUMBER})(?:{_S}(?:one|1)[\s-]{{1,3}}half)?[\s-]{{0,20}}(?:\(\s?)?"
    rf"(?:(?:(?!next|same|following)(?-i:[A-Z][a-z'-]{{1,20}})\s{{1,4}}){{1,2}}(?={_WORKED}))?(?P<kind>business|"
    rf"working|"
    rf"support|service|calendar|clock|elapsed|normal|office|consecutive)?[\s-]{{0,20}}"
    r"(?P<unit>milliseconds?|msecs?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|work-?days?|days?|weeks?|months?)\b\.?"
    r"(?!\s{0,3}(?:a|per|each|/|of\s{1,3}each)\s{0,3}(?:day|week)\b)",
    re.IGNORECASE,
)
_UNITS = {"s": "S", "m": "M", "h": "H", "d": "D", "w": "W"}
_BUSINESS = frozenset(("business", "working", "support", "service", "normal", "office"))

_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "i": "1", "ii": "2", "iii": "3", "iv": "4"}
_FAULT = r"(?:errors?|problems?|issues?|incidents?|faults?|defects?|failures?|bugs?|calls?|requests?|tickets?|outages?)"
GRADES = r"(?:severity|sev|priority|prio|class|level|tier|category|grade|type)"
"""Words before the level of a fault."""
_NAMES = (
    r"very\s{1,20}high|non[- ]critical|critical|emergency|urgent|high|medium|moderate|low|normal|routine|major|"
    r"minor|severe|serious|"
    r"significant|(?:non-?)?blocking|cosmetic|standard|general|fatal|blocker|show-?stopper|degraded|trivial|enhancement"
)
_SEVERITY = re.compile(
    rf"\b{GRADES}(?:\s{{1,20}}(?:level|code|"
    rf"class))?[\s-]{{0,3}}"
    rf"(?:\(?[\"']?(?P<level>\d|[A-E]|one|two|three|four|five|IV|I{{1,3}})[\"']?\)?(?![\w.]\d|\w)|"
    rf"(?P<named>{_NAMES})\b(?:\s{{0,3}}\((?P<named_code>[A-E1-5])\))?)"
    rf"|(?<![\w$.])[\"']?(?P<short>S|P-?)(?P<digit>[1-5])[\"']?(?![\w.]\w|\w)"
    r"|\b(?P<other>(?:all\s{1,20}other|any\s{1,20}other|other))\s{1,20}(?:errors?|problems?|issues?|incidents?|"
    r"defects?)\b"
    rf"|\b(?P<name>{_NAMES})(?:\s{{0,3}}\((?P<code>[A-E1-5])\))?(?![\w-])(?P<fault>\s{{1,20}}{_FAULT}\b)?",
    re.IGNORECASE,
)


_LINE_END = re.compile(r"\s{0,3}:|\s{2}|\s{0,3}$|\s{1,3}[-*\u2022\u25cf\u00b7]\s")


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time as ISO 8601; ``business`` where it counts business hours or days."""

    iso: str
    business: bool
    span: Span
    unit: str


@dataclass(frozen=True, slots=True)
class FoundSeverity:
    """A severity by its bare level: ``1`` of ``Severity One``, ``A`` of ``Emergency (A)``, else its name."""

    level: str
    span: Span
    explicit: bool
    """Whether a word such as "severity" or "priority" stands before it, or a code after it."""
    of_fault: bool = False
    """Whether a word for a fault stands after it: "fatal error"."""
    heads: bool = False
    """Whether that is all of its line, so that what follows is about it: "Blocking fault:"."""


def find_times(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundTime]:
    """The times in ``text[start:end]``, in order; spans count in ``text``."""
    for match in _TIME.finditer(text, start, len(text) if end is None else end):
        found = _time(match)
        if found is not None:
            yield found


def find_severities(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundSeverity]:
    """The severities that ``text[start:end]`` names, in order; spans count in ``text``."""
    for match in _SEVERITY.finditer(text, start, len(text) if end is None else end):
        level = match["level"]
        if level:
            named = _WORDS.get(level.lower(), level.upper() if len(level) == 1 else level)
            yield FoundSeverity(named, Span(*match.span()), explicit=True)
        elif match["short"]:
            yield FoundSeverity(match["digit"], Span(*match.span()), explicit=True)
        elif match["other"]:
            yield FoundSeverity("other", Span(*match.span()), explicit=True)
        else:
            name = " ".join((match["named"] or match["name"]).lower().split())
            code = match["code"] or match["named_code"]
            yield FoundSeverity(
                code.upper() if code else name,
                Span(match.start(), match.start("fault") if match["fault"] else match.end()),
                explicit=bool(code or match["named"]),
                of_fault=bool(match["fault"]),
                heads=bool(match["fault"]) and _LINE_END.match(text, match.end()) is not None,
            )


def _time(match: re.Match[str]) -> FoundTime | None:
    span = Span(*match.span())
    if match["after"]:
        return FoundTime("P2D", business=True, span=span, unit="day")
    if match["next"] or match["later"] or match["end"]:
        return FoundTime("P1D", business=True, span=span, unit="day")
    if match["nth"]:
        day = read_ordinal(match["nth"])
        return FoundTime(f"P{day}D", business=True, span=span, unit="day") if day else None
    count = read_number(match["number"])
    if count is None or count <= 0 or count > 10_000:
        return None
    unit = match["unit"].lower()
    business = (match["kind"] or "").lower() in _BUSINESS or unit.startswith("work")
    if unit.startswith(("mil", "ms")):
        count, unit = count / 1000, "second"
    figure = as_text(count)
    if unit.startswith("month"):
        return FoundTime(f"P{figure}M", business=business, span=span, unit="month")
    letter = "D" if unit.startswith("work") else _UNITS[unit[0]]
    iso = f"PT{figure}{letter}" if letter in "SMH" else f"P{figure}{letter}"
    return FoundTime(
        iso,
        business=business,
        span=span,
        unit={"S": "second", "M": "minute", "H": "hour", "D": "day", "W": "week"}[letter],
    )
