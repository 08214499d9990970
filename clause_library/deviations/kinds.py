"""What kind of deviation a difference of words is: decided by the words on its two sides, most telling first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clause_library.types import DeviationKind
from clause_library.wording.comparison import NEGATIONS
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, Token
from clause_library.wording.values import ValueKind

VALUE_KINDS: dict[ValueKind, DeviationKind] = {
    "money": "amount_changed",
    "percent": "percentage_changed",
    "duration": "duration_changed",
    "date": "date_changed",
    "number": "number_changed",
}

PARTIES = frozenset(
    {OUR_SIDE, THEIR_SIDE, "either", "neither", "both", "each", "mutual", "mutually", "party", "parties"}
)
OBLIGATIONS = frozenset(
    "shall must will may should can could would agrees agree obligated required entitled endeavor endeavors "
    "efforts effort reasonable best commercially".split()
)
SCOPE = frozenset(
    "except excepting unless excluding exclude excludes including include includes only solely sole exclusive "
    "exclusively any all other than material materially reasonably to extent provided however subject limited "
    "limitation notwithstanding or and whether directly indirectly gross willful wilful knowing knowingly "
    "unlimited unaffected every some certain".split()
)
CONDITION_OPENERS = frozenset("if unless until provided subject upon when".split())
_CONSENTS = frozenset("consent consents approval approvals".split())
_PROTECTIONS = frozenset(
    "liability liable indemnify indemnification indemnity harmless remedy remedies refund credit credits warranty "
    "warranties disclaims disclaim cap limit limitation insurance injunction injunctive waived waives".split()
)
_LEAST_PROTECTION = 4
SCOPE_OPENERS = frozenset("except excepting unless excluding provided other notwithstanding subject save".split())
_LAW_WORDS = 16
_LAW_ENTRIES = ("law", "venue", "jurisdiction", "dispute", "arbitration")

_SHORT = 6
"""Up to so many words that replace a few others, one telling word decides the kind."""

_FEW = 4

_SHORT_ALONE = 4
"""The same for words that came or went alone; a longer passage is text added or removed, whatever is in it."""

_VALUE_CONTEXT = 25


def kind_of(before: Sequence[Token], after: Sequence[Token], clause_type: str | None = None) -> DeviationKind:
    """The kind of the difference between two runs of tokens, either of which may be empty."""
    old, new = (Counter(token.reads for token in side) for side in (before, after))
    fewer, more = sorted((len(before), len(after)))
    short = more <= (_SHORT if fewer else _SHORT_ALONE) and fewer <= _FEW
    value_kind = _value_kind(before, after)
    if value_kind:
        return value_kind
    if before and after and max(len(before), len(after)) <= _LAW_WORDS and _is_about_law(clause_type):
        return "law_or_venue_changed"
    changed = set((old - new) + (new - old))
    if short:
        # "without set-off" that goes takes its noun along: nothing is turned round.
        alone = not fewer and more > 2
        for words, kind in _BY_WORD:
            if changed & words and not (alone and kind == "negation_changed"):
                return kind
    if clause_type is not None and "definition" in clause_type:
        return "definition_changed"
    return _text_kind(before, after)


_BY_WORD: tuple[tuple[frozenset[str], DeviationKind], ...] = (
    (PARTIES, "party_changed"),
    (NEGATIONS, "negation_changed"),
    (OBLIGATIONS, "obligation_changed"),
    (SCOPE, "scope_changed"),
)


def _value_kind(before: Sequence[Token], after: Sequence[Token]) -> DeviationKind | None:
    if max(len(before), len(after)) > _VALUE_CONTEXT:
        return None
    for value_kind, kind in VALUE_KINDS.items():
        old = Counter(token.key for token in before if token.value and token.value.kind == value_kind)
        new = Counter(token.key for token in after if token.value and token.value.kind == value_kind)
        both = old and new
        alone = (old or new) and max(len(before), len(after)) <= 3
        if old != new and (both or alone):
            return kind
    return None


def _is_about_law(clause_type: str | None) -> bool:
    return clause_type is not None and any(part in clause_type for part in _LAW_ENTRIES)


def _text_kind(before: Sequence[Token], after: Sequence[Token]) -> DeviationKind:
    if before and after:
        return "text_changed"
    words = [token.reads for token in (before or after)]
    if set(words[:2]) & SCOPE_OPENERS and words[0] not in CONDITION_OPENERS:
        return "scope_changed"
    if words[0] in CONDITION_OPENERS or set(words) & _CONSENTS:
        return "condition_changed"
    if len(before) >= _LEAST_PROTECTION and set(words) & _PROTECTIONS:
        return "protection_removed"
    return "text_removed" if before else "text_added"
