"""Whom it helps that a clause shall not count: the words before and behind the phrase that says so."""

from __future__ import annotations

from clause_library.deviations.overrides.phrases import Said
from clause_library.deviations.whom import Side, first_burden
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, Token, Wording

_OWED = frozenset(
    "liability liabilities obligation obligations duty duties indemnity indemnities indemnification breach breaches "
    "negligence failure responsibility infringement payment payments misconduct fraud warranty warranties".split()
)
_HELD = frozenset("right rights remedy remedies claim claims entitlement entitlements ability".split())
_SIDES: dict[str, Side] = {OUR_SIDE: "us", THEIR_SIDE: "them"}
_OTHER: dict[Side, Side] = {"us": "them", "them": "us", "both": "both"}
_REACH = 14


def harmed(words: Wording, said: Said, *, relieved: bool = True) -> Side | None:
    """The side that has less from it; None where nothing tells. ``said`` counts from the first word of the text.

    ``relieved`` False: that the other side owes less takes nothing away.
    """
    tokens = words.tokens
    before = [number for number, token in enumerate(tokens) if token.end <= said.start]
    first = len(before)
    last = next((number for number, token in enumerate(tokens) if token.start >= said.end), len(tokens))
    if said.form in ("set_aside", "blanket", "outranked"):
        found = first_burden(words, last) or first_burden(words, 0, first)
        return found.side if found and (relieved or found.kind != "relief") else None
    if said.form == "waived":
        return _nearest(tokens[max(0, first - _REACH) : first + 1])
    subject, thing = tokens[max(0, first - _REACH) : last], tokens[last : last + _REACH]
    return _named(subject if said.form == "exempted" else thing)


def _nearest(tokens: tuple[Token, ...]) -> Side | None:
    return next((_SIDES[token.key] for token in reversed(tokens) if token.key in _SIDES), None)


def _named(tokens: tuple[Token, ...]) -> Side | None:
    """Whose duty is named (he is harmed) or whose right (the other is)."""
    for number, token in enumerate(tokens):
        side = _SIDES.get(token.key)
        if side is None:
            continue
        near = [other.reads for other in tokens[max(0, number - 3) : number]]
        after = [other.reads for other in tokens[number + 1 : number + 3]]
        if "from" in after[:1] or _HELD & {*after, *near}:
            return _OTHER[side]
        if _OWED & {*after, *near} or near[-1:] == ["by"]:
            return side
    return None
