"""What tells whether two wordings of a clause mean the same, and in what not: the inputs of a learned judgement.

Both wordings come in plain form (:mod:`clause_library.wording.equivalents`), so that what differs here is more than
spelling. A facet is a name with a number: ``gone:material`` says that a word went, ``value:duration`` that a period was
exchanged, ``only_here`` how much was added or taken out in one piece.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from clause_library.wording.comparison import NEGATIONS, edits
from clause_library.wording.normalize import OUR_SIDE, THEIR_SIDE, Token, Wording
from clause_library.wording.renames import TERM_NOUNS as TERMS

SILENT = frozenset(
    "of to in by for on with as at is are be been being was were has have had its their his her it they he she this "
    "that these those such which who whom from upon so there here will do does did each a an the under any".split()
)
"""Words that come and go with the build of a sentence."""

_MODALS = frozenset("shall may should endeavour endeavor might would could".split())
_GROUPS = frozenset("party parties neither each either both mutual mutually".split())
_PERIODS = frozenset("monthly quarterly yearly weekly daily month quarter year week day".split())
_LEXICON = {
    "scope": (
        "except excepting excluding including only solely sole exclusive exclusively nonexclusive any all other "
        "than material materially reasonable reasonably unreasonably discretion absolute knowledge aware extent "
        "directly indirect indirectly gross grossly willful wilful intentional limited unlimited affiliates "
        "affiliate subsidiaries subcontractors substantially significant best commercially highest higher lower "
        "greater lesser perpetual irrevocable worldwide transferable sublicensable actual suspected potential "
        "aggregate claim similar third and or nor internal business external sublicense future existing initial "
        "every certain some both first last permitted"
    ),
    "condition": (
        "consent approval notice prior written provided subject request if unless until condition conditional "
        "agree agreed agreement advance demand invoice receipt payment upfront certify certificate evidence "
        "acceptance"
    ),
    "protection": (
        "liability liable indemnify indemnity indemnification defend harmless remedy remedies refund credit "
        "credits warranty warranties warrant disclaim disclaims limit limitation cap insurance terminate "
        "termination injunction injunctive penalty damages waive waives responsible compensation reimburse audit "
        "suspend return delete"
    ),
    "duty": (
        "shall may should endeavour endeavours endeavor endeavors efforts effort best obliged encouraged aim aims "
        "try attempt intend expected undertake ensure procure commit right entitled option discretion"
    ),
    "turning": (
        "not no never without neither nor none nothing non un cease refuse refrain deny prohibited forbidden "
        "although despite notwithstanding even but save waived irrevocable refundable"
    ),
}
LEXICONS = {name: frozenset(words.split()) for name, words in _LEXICON.items()}
"""Words that tell what a change is about, by subject."""
_COUNTS = frozenset("once twice thrice single sole double triple second third fourth further successive".split())
_ORDINARY = "number:1"  # "one" is an article as often as a number
_VALUE_KINDS = ("duration", "money", "percent", "date", "number")
_SHORT_PIECE = 4
_SUBJECT_REACH = 8
_DEFINES = re.compile(r"[\"”]\s{0,2}(?:means|shall mean|includes|has the meaning|:)|\bmeans\b")
_ABOUT_LAW = re.compile(r"\b(?:laws? of|courts?|arbitrat|jurisdiction|governed)")
_SENTENCE_END = ".;:\n"
_COVERED = 0.45
_LEAST_SENTENCE = 4


def facets(before: Wording, after: Wording, clause_type: str = "") -> dict[str, float]:
    """Everything that tells, of the approved wording and the other, both in plain form."""
    gone, new = only_there(before.tokens, after.tokens), only_there(after.tokens, before.tokens)
    found = {"bias": 1.0}
    found |= dict(_words(before.tokens, after.tokens, gone, new))
    found |= dict(_values(before.tokens, after.tokens))
    found |= dict(_growth(before.tokens, after.tokens))
    found |= dict(_binding(before.tokens, after.tokens))
    found |= dict(_shape(before, after, gone, new))
    found |= {f"subject:{word}": 1.0 for word in clause_type.split("_") if word}
    names = [_names(side) for side in (before, after)]
    found["names_gone"], found["names_new"] = (float(bool(a - b)) for a, b in (names, names[::-1]))
    found["names"] = found["names_gone"] * found["names_new"]
    found["defines"] = float(bool(_DEFINES.search(before.text)))
    found["law"] = float(bool(_ABOUT_LAW.search(before.text)))
    return found


def _names(words: Wording) -> set[str]:
    """Words with a capital inside a sentence that are no defined term of contracts: places, people, institutions."""
    found = set()
    for number, token in enumerate(words.tokens):
        before = words.text[: token.start].rstrip(" \"“'(")[-1:] if number else "."
        if (
            token.key.isalpha()
            and words.text[token.start].isupper()
            and before not in ".:;"
            and token.reads not in TERMS
        ):
            found.add(token.key)
    return found


def says(token: Token) -> bool:
    """Whether a token says something of its own."""
    return token.value is not None or token.reads not in SILENT


def only_there(tokens: Sequence[Token], others: Sequence[Token]) -> Counter[str]:
    """What occurs in ``tokens`` more often than in ``others``, wherever it stands."""
    return Counter(token.key for token in tokens if says(token)) - Counter(token.key for token in others)


def _words(
    before: Sequence[Token], after: Sequence[Token], gone: Counter[str], new: Counter[str]
) -> Iterator[tuple[str, float]]:
    plain = {token.key for token in (*before, *after) if token.value is None}
    yield from ((f"gone:{key}", 1.0) for key in gone if key in plain)
    yield from ((f"new:{key}", 1.0) for key in new if key in plain)
    went, came = (sum(key in plain for key in side) for side in (gone, new))
    reads = {token.key: token.reads for token in (*before, *after)}
    for name, lexicon in LEXICONS.items():
        for side, told in (("gone", gone), ("new", new)):
            yield f"{name}_{side}", math.log1p(sum(reads.get(key) in lexicon for key in told))
    yield "words_gone", math.log1p(went)
    yield "words_new", math.log1p(came)
    yield "words_unbalanced", abs(math.log1p(went) - math.log1p(came))
    yield "nothing_differs", float(not gone and not new)


def _values(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """Which kinds of values were exchanged, came or went."""
    ours, theirs = (
        Counter((t.value.kind, t.key) for t in side if t.value and t.key != _ORDINARY) for side in (before, after)
    )
    lost, got = ({kind for kind, _ in side} for side in (ours - theirs, theirs - ours))
    for kind in _VALUE_KINDS:
        if kind in lost and kind in got:
            yield f"value:{kind}", 1.0
        elif kind in lost or kind in got:
            yield f"value_{'gone' if kind in lost else 'new'}:{kind}", 1.0
    old, now = (Counter(t.reads for t in side if t.reads in _PERIODS) for side in (before, after))
    yield "period", float(bool(old - now) and bool(now - old))
    old, now = (Counter(t.reads for t in side if t.reads in _COUNTS) for side in (before, after))
    yield "count", float(bool(old - now) or bool(now - old))


def _growth(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """For each kind of value that has one on each side only: whether it grew, and whose duty or right it is part of."""
    for kind in _VALUE_KINDS:
        ours, theirs = (
            {t.key: (n, t.value) for n, t in enumerate(side) if t.value and t.value.kind == kind}
            for side in (before, after)
        )
        lost = [ours[key] for key in ours if key not in theirs]
        got = [theirs[key] for key in theirs if key not in ours]
        if not lost or not got or not lost[0][1].comparable(got[0][1]) or lost[0][1].size == got[0][1].size:
            continue
        grew = "grew" if got[0][1].size > lost[0][1].size else "shrank"
        yield f"{grew}:{kind}", 1.0
        yield f"{grew}:{kind}:{_duty_at(before, lost[0][0])}", 1.0


def _duty_at(tokens: Sequence[Token], place: int) -> str:
    """The last side, and the last modal verb, that are named before a place."""
    said = tokens[:place]
    who = next((t.key for t in reversed(said) if t.key in (OUR_SIDE, THEIR_SIDE)), "nobody")
    how = next((t.reads for t in reversed(said) if t.reads in ("shall", "may")), "states")
    return f"{who} {how}"


def _binding(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """Negations, modal verbs, and whose duties and rights they make."""
    negations = [sum(token.reads in NEGATIONS for token in side) for side in (before, after)]
    yield "negations", float(negations[0] != negations[1])
    yield "negations_odd", float((negations[0] - negations[1]) % 2)
    for word in sorted(_MODALS):
        change = sum(t.reads == word for t in after) - sum(t.reads == word for t in before)
        if change:
            yield f"modal:{word}:{'more' if change > 0 else 'fewer'}", 1.0
    sides = [{t.key for t in side if t.key in (OUR_SIDE, THEIR_SIDE)} for side in (before, after)]
    yield "parties", float(sides[0] != sides[1])
    in_order = [[t.key for t in side if t.key in (OUR_SIDE, THEIR_SIDE)] for side in (before, after)]
    yield "parties_in_order", float(in_order[0] != in_order[1])
    passives = [sum(t.reads == "by" for t in side) for side in (before, after)]
    yield "passives", float(passives[0] != passives[1])
    yield "parties_exchanged", float(in_order[0] != in_order[1] and passives[0] == passives[1])
    old, now = Counter(_subjects(before)), Counter(_subjects(after))
    yield from ((f"was:{who}", 1.0) for who in old - now)
    yield from ((f"now:{who}", 1.0) for who in now - old)


def _subjects(tokens: Sequence[Token]) -> Iterator[str]:
    """Who stands before each modal verb, and who after ``by``."""
    for number, token in enumerate(tokens):
        if token.reads in ("shall", "may"):
            near = reversed(tokens[max(0, number - _SUBJECT_REACH) : number])
            who = next((t for t in near if t.key in (OUR_SIDE, THEIR_SIDE) or t.reads in _GROUPS), None)
            if who is not None:
                yield f"{who.key} {token.reads}"
        elif token.reads == "by" and number + 1 < len(tokens) and tokens[number + 1].key in (OUR_SIDE, THEIR_SIDE):
            yield f"by {tokens[number + 1].key}"


def _shape(before: Wording, after: Wording, gone: Counter[str], new: Counter[str]) -> Iterator[tuple[str, float]]:
    """How alike the two are in order, and how much came or went in one piece."""
    keys = [[token.key for token in side.tokens] for side in (before, after)]
    yield "alike", Indel.normalized_similarity(keys[0], keys[1])
    yield "longer", math.log((len(keys[1]) + 1) / (len(keys[0]) + 1))
    hunks = [op for op in edits(keys[0], keys[1]) if op[0] != "equal"]
    largest = one_sided = 0
    for _, start, end, other_start, other_end in hunks:
        went = sum(says(t) and t.key in gone for t in before.tokens[start:end])
        came = sum(says(t) and t.key in new for t in after.tokens[other_start:other_end])
        largest = max(largest, went, came)
        turned = [_turns(side) for side in (before.tokens[start:end], after.tokens[other_start:other_end])]
        if turned[0] != turned[1]:
            short = max(end - start, other_end - other_start) <= _SHORT_PIECE
            yield "turned_shortly" if short else "turned", 1.0
        if went and not came:
            yield "piece_gone", 1.0
        elif came and not went:
            yield "piece_new", 1.0
        elif went:
            yield "piece_exchanged", 1.0
        one_sided = max(one_sided, 0 if went and came else went + came)
    yield "largest_piece", math.log1p(largest)
    yield "only_here", math.log1p(one_sided)
    yield "pieces", math.log1p(len(hunks))
    yield from _sentences(before, after, "sentence_gone")
    yield from _sentences(after, before, "sentence_new")


def _turns(tokens: Sequence[Token]) -> bool:
    return sum(token.reads in NEGATIONS for token in tokens) % 2 == 1


def _sentences(words: Wording, other: Wording, name: str) -> Iterator[tuple[str, float]]:
    """Sentences most words of which the other wording does not have, and what they speak of."""
    known = {token.key for token in other.tokens}
    for start, end in sentences(words):
        said = [token for token in words.tokens[start:end] if says(token)]
        if len(said) >= _LEAST_SENTENCE and sum(token.key in known for token in said) < _COVERED * len(said):
            yield name, 1.0
            yield from ((f"{name}:{token.key}", 1.0) for token in said if token.value is None)


def sentences(words: Wording) -> list[tuple[int, int]]:
    """Half-open ranges of tokens between full stops, semicolons, colons and line ends."""
    tokens = words.tokens
    cuts = [
        number
        for number in range(1, len(tokens))
        if any(sign in words.text[tokens[number - 1].end : tokens[number].start] for sign in _SENTENCE_END)
    ]
    return [(start, end) for start, end in zip([0, *cuts], [*cuts, len(tokens)], strict=True) if start < end]
