"""Whom some words burden: who owes, who is held back, and who has a right against the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from clause_library.wording.comparison import NEGATIONS
from clause_library.wording.normalize import OUR_SIDE, REFERENCE, THEIR_SIDE, Token, Wording

Side = Literal["us", "them", "both"]
BurdenKind = Literal["duty", "restriction", "right", "relief"]

_SIDES: dict[str, Side] = {OUR_SIDE: "us", THEIR_SIDE: "them"}
_OTHER: dict[Side, Side] = {"us": "them", "them": "us", "both": "both"}
_GROUPS = frozenset("party parties each either neither both".split())
_DUTIES = frozenset(
    "shall must will agrees undertakes covenants warrants represents guarantees indemnifies waives assigns grants "
    "bears pays".split()
)
_MODALS = frozenset({"shall", "must", "will"})
_RIGHTS = frozenset("may can owns reserves".split())
_STATES = frozenset("is are remains remain".split())
_BOUND = frozenset("required obliged obligated liable responsible unlimited uncapped".split())
_FREE = frozenset("entitled permitted authorized free".split())
"""What a side *is* that owes something, or that may do something."""
_RELIEVED = frozenset(
    "liable responsible obligated required obliged bound subject limited restricted prevented precluded prohibited "
    "deemed liability obligation duty responsibility".split()
)
_GRANTED = frozenset("entitled right permitted free own owner retain receive able".split())
_OWED = frozenset(
    "liability liabilities obligation obligations duty duties indemnity indemnities indemnification breach breaches "
    "negligence failure responsibility".split()
)
_LIMITED = frozenset("limited capped exceed excluded restricted".split())
_NEGATIONS = NEGATIONS - {"without"}
_PREPOSITIONS = frozenset("under of in to with by for from on at within between into over upon".split())
_VERBS = _DUTIES | _RIGHTS | _STATES
_NO_REACH = 3
"""``In no event shall``, ``no claim may``: so many tokens before the subject the negation stands."""
_SUBJECT_REACH = 9
"""So many tokens before its verb a subject may stand."""
_SAID_REACH = 5
"""So many tokens behind a verb tell what it binds to."""
_AGENT_REACH = 10


@dataclass(frozen=True, slots=True)
class Burden:
    """A duty, a restriction, a right or a relief, and the side for which it is a burden.

    ``place`` is the token of its verb. A right of one side is a burden of the other; what binds or frees both sides
    alike burdens both.
    """

    side: Side
    kind: BurdenKind
    place: int


def burdens(words: Wording, start: int = 0, end: int | None = None) -> Iterator[Burden]:
    """What the tokens ``[start, end)`` lay on whom, in order; sentences whose subject is neither side say nothing."""
    tokens = words.tokens[start:end]
    said_until = 0
    for number, token in enumerate(tokens):
        if number < said_until or token.reads not in _VERBS:
            continue
        found = _read(words.text, tokens, number)
        if found is not None:
            side, kind = found
            yield Burden(side if kind in ("duty", "restriction") else _OTHER[side], kind, start + number)
            said_until = number + 1 + len(_said(words.text, tokens, number))


def first_burden(words: Wording, start: int = 0, end: int | None = None) -> Burden | None:
    """The first of them; None where nothing tells."""
    return next(burdens(words, start, end), None)


def _read(text: str, tokens: Sequence[Token], number: int) -> tuple[Side, BurdenKind] | None:
    """Whose duty or right the verb at ``number`` states."""
    verb, said = tokens[number].reads, _said(text, tokens, number)
    if verb in _STATES and not (_BOUND | _FREE | _RELIEVED) & set(said[:3]):
        return None
    found = _subject(text, tokens, number)
    if found is None:
        return None
    side, place = found
    before = {token.reads for token in tokens[max(0, min(place, number) - _NO_REACH) : number]}
    negated = bool(_NEGATIONS & set(said[:2])) or bool(before & {"no", "neither", "never", "nor"})
    owed = any(token.reads in _OWED for token in tokens[place + 1 : min(place + 4, number)])
    return side, _kind(verb, said, negated=negated, owed=owed)


def _said(text: str, tokens: Sequence[Token], number: int) -> list[str]:
    """What the verb binds to: the words behind it, as far as its sentence goes."""
    found = []
    for place in range(number + 1, min(number + 1 + _SAID_REACH, len(tokens))):
        if _ends_sentence(text, tokens, place - 1):
            break
        found.append(tokens[place].reads)
    return found


def _kind(verb: str, said: Sequence[str], *, negated: bool, owed: bool) -> BurdenKind:
    if owed:  # what a side owes is spoken of, not what it does
        less = bool(_LIMITED & set(said))
        return "relief" if less != negated or "exceed" in said else "duty"
    if verb in _RIGHTS or (verb in _STATES and _FREE & set(said[:3])):
        return "restriction" if negated else "right"
    if negated:
        return "relief" if _RELIEVED & set(said) or "exceed" in said[:2] else "restriction"
    return "right" if verb in _MODALS and _GRANTED & set(said[:3]) else "duty"


def _subject(text: str, tokens: Sequence[Token], number: int) -> tuple[Side, int] | None:
    """The side that the verb is about, and its token: who it is done by, else who stands before it, or right behind."""
    agent = _agent(text, tokens, number)
    if agent is not None:
        return agent
    for place in range(number - 1, max(-1, number - 1 - _SUBJECT_REACH), -1):
        side = None if _ends_sentence(text, tokens, place) else _side(tokens[place])
        if side is not None:
            return None if _is_in_a_name(text, tokens, place) else (side, place)
        named = _is_name(text, tokens[place], tokens[number]) and tokens[place - 1].reads not in _PREPOSITIONS
        if _ends_sentence(text, tokens, place) or (named and place > 0):
            break
    following = tokens[number + 1 : number + 3]
    inverted = next((place for place, token in enumerate(following) if _side(token)), None)
    if inverted is None or (inverted and following[0].reads not in ("either", "any")):
        return None
    found = _side(following[inverted])
    return (found, number + 1 + inverted) if found else None


def _agent(text: str, tokens: Sequence[Token], number: int) -> tuple[Side, int] | None:
    """By whom it is done: ``shall be paid by Customer``."""
    ahead = tokens[number + 1 : number + 1 + _AGENT_REACH]
    if not ahead or ahead[0].reads not in ("be", "not"):
        return None
    for offset, (token, after) in enumerate(pairwise(ahead)):
        if _ends_sentence(text, tokens, number + 1 + offset):
            return None
        if token.reads == "by" and (not offset or ahead[offset - 1].reads not in _RELIEVED):
            side = _SIDES.get(after.key)
            return (side, number + 2 + offset) if side else None
    return None


def _side(token: Token) -> Side | None:
    return _SIDES.get(token.key) or ("both" if token.reads in _GROUPS else None)


def _is_in_a_name(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a side's name is only part of another: the Operating Company is not the Company."""
    if place < 2 or text[tokens[place - 1].end : tokens[place].start] != " " or _ends_sentence(text, tokens, place - 2):
        return False
    before = text[tokens[place - 1].start : tokens[place - 1].end]
    return before[0].isupper() and not before.isupper() and tokens[place - 1].reads not in _PREPOSITIONS


def _ends_sentence(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a sentence or a part of one ends behind the token."""
    after = tokens[number + 1].start if number + 1 < len(tokens) else tokens[number].end
    return any(sign in text[tokens[number].end : after] for sign in ".;:\n")


def _is_name(text: str, token: Token, verb: Token) -> bool:
    """Whether it is a defined term of the contract or a name: another subject than the two sides."""
    word = text[token.start : token.end]
    if token.value is not None or token.key == REFERENCE or not word[0].isupper():
        return False
    return not word.isupper() or not text[verb.start : verb.end].isupper()
