"""The one sentence that tells a business reader what happened, with the words that it is about."""

from __future__ import annotations

from decimal import Decimal

from clause_library.deviations.kinds import VALUE_KINDS
from clause_library.types import Change, DeviationKind, Direction, Entry, FieldCondition, Position, Tolerance

EXCERPT_CHARS = 140

_UNITS = {"H": "hour", "D": "day", "W": "week", "M": "month", "Y": "year"}
_CHANGED: dict[DeviationKind, str] = {
    "obligation_changed": "How binding this is has changed: {pair}",
    "negation_changed": "The meaning is turned round: {pair}",
    "party_changed": "Whom this binds or protects has changed: {pair}",
    "scope_changed": "How far this reaches has changed: {pair}",
    "condition_changed": "The condition under which this applies has changed: {pair}",
    "protection_removed": "Words that protect are gone: {pair}",
    "definition_changed": "What the term means has changed wherever it is used: {pair}",
    "law_or_venue_changed": "The law or the courts have changed: {pair}",
}


def change_reason(
    kind: DeviationKind, change: Change, direction: Direction, entry: Entry | None, *, approved: bool
) -> str:
    """Why a difference of words matters; ``approved`` says that the words before are our approved ones."""
    before, after = excerpt(change.before), excerpt(change.after)
    ours = "our approved wording" if approved else "the text before"
    if kind in VALUE_KINDS.values():
        sentence = _value_sentence(before, after, ours)
    elif kind in _CHANGED:
        sentence = _CHANGED[kind].format(pair=_pair(before, after))
    elif not before:
        sentence = f"“{after}” was added, which {ours} does not have"
    elif not after:
        sentence = f"“{before}” is gone, which {ours} has"
    else:
        sentence = f"“{before}” reads “{after}” now"
    return sentence + _tail(direction, entry) + "."


def tolerance_reason(entry: Entry, tolerance: Tolerance, value: str) -> str:
    """What the value is, what our limit is, and why."""
    what = tolerance.field.replace("_", " ")
    limit = tolerance.value if isinstance(tolerance.value, str) else ", ".join(tolerance.value)
    words = {
        "at_most": f"our limit is {plain(limit, tolerance)}",
        "at_least": f"we need at least {plain(limit, tolerance)}",
        "one_of": f"we accept only {limit}",
        "none_of": f"we do not accept {limit}",
    }[tolerance.operator]
    why = tolerance.reason.strip().rstrip(".")
    return f"The {what} is {value}; {words}" + (f" ({why})." if why else ".")


def position_reason(position: Position, *, ours: bool) -> str:
    """What it means that a fallback or a prohibited wording was reached; ``ours`` says in our own words."""
    why = position.reason.strip().rstrip(".")
    if position.kind == "prohibited":
        return f"This reads like language that we never sign: {why}." if why else "We never sign such language."
    reads = "This is" if ours else "In other words this comes nearest to"
    return f"{reads} our approved fallback {position.rank}, not the standard" + (f": {why}." if why else ".")


def plain(value: str, tolerance: Tolerance | FieldCondition | None = None) -> str:
    """A normalised value in words: ``P45D`` is ``45 days``, a percentage has its sign."""
    body = value.removeprefix("P").replace("T", "")
    if value.startswith("P") and body[:-1].replace(".", "", 1).isdecimal() and body[-1] in _UNITS:
        count, unit = Decimal(body[:-1]), _UNITS[body[-1]]
        if "T" in value and body[-1] == "M":
            unit = "minute"
        return f"{count:f} {unit}" if count == 1 else f"{count:f} {unit}s"
    if tolerance is not None and tolerance.part == "percent":
        return f"{value}%"
    return value


def excerpt(text: str) -> str:
    """The first words of a text, short enough for a sentence."""
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT_CHARS else words[:EXCERPT_CHARS].rsplit(" ", 1)[0] + " …"


def _value_sentence(before: str, after: str, ours: str) -> str:
    if not before:
        return f"“{after}” was added, which {ours} does not have"
    if not after:
        return f"“{before}” is gone, which {ours} has"
    return f"“{after}” stands where {ours} says “{before}”"


def _pair(before: str, after: str) -> str:
    if not before:
        return f"“{after}” was added"
    return f"“{before}” became “{after}”" if after else f"“{before}” was removed"


def _tail(direction: Direction, entry: Entry | None) -> str:
    if direction == "favourable":
        return ", which helps us"
    if direction == "adverse":
        protects_us = entry is not None and entry.protects == "us"
        return ", against us in a clause that protects us" if protects_us else ", which is against us"
    return ""
