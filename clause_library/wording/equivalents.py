"""Words that say the same: brings a wording into the form in which only what it means is compared.

What counts as equal is data, ``data/equivalents.yaml``. Words are compared without their inflection, phrases by the
plain form that stands for them, and words that say nothing of their own are left out. Only inflection is taken off: the
stems of search engines make one word of exclusive and exclusion, of insurer and insured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

import yaml

from clause_library.wording.normalize import Roles, Token, Wording, wording

DATA = Path(__file__).parent.parent / "data" / "equivalents.yaml"

_ROLES_OF_PARTIES = frozenset({"party", "parties", "side", "person", "persons"})
"""Before these a participle tells who: the indemnified party is not the indemnifying one."""

_JOINING = frozenset(
    "section sections clause clauses article articles paragraph paragraphs exhibit exhibits schedule schedules annex "
    "annexes appendix attachment attachments january february march april june july august september october november "
    "december".split()
)
"""Words that may begin a reference or a date."""

_Stems: TypeAlias = tuple[str, ...]
_Plain: TypeAlias = tuple[tuple[str, str], ...]
_NOTHING = Token("", 0, 0)
_IRREGULAR = {"agreed": "agre", "agreeing": "agre", "used": "use", "using": "use"}
_VOWELS = frozenset("aeiouy")
_SHORTEST_BASE = 3
_DUTIES = frozenset({"must", "will"})
_AFTER_PERIOD = frozenset({"of", "from", "after", "following"})
"""``within 30 days of receipt``, ``from receipt`` and ``after receipt`` are the same day."""


def canonical(words: Wording) -> Wording:
    """The same wording in plain form: its tokens keep their places, ``word`` says what stands for them."""
    told = _prepared(words.tokens)
    stems = _stems(told)
    forms = _forms()
    kept: list[Token] = []
    at = 0
    while at < len(told):
        for length, known in forms.get(stems[at], ()):
            plain = known.get(stems[at : at + length])
            if plain is not None:
                start, end = told[at].start, told[at + length - 1].end
                kept += [Token(key, start, end, word=word) for key, word in plain]
                at += length
                break
        else:
            key = told[at].key if stems[at].startswith("\0") else stems[at]
            kept.append(replace(told[at], key=key, word=told[at].key))
            at += 1
    return Wording(words.text, tuple(kept))


def stem(token: Token) -> str:
    """What a token is compared by: a word without its inflection, the key of anything else."""
    if token.placeholder or token.value is not None:
        return f"\0{token.key}"  # no form stands for what stands for something else
    return base_of(token.key) if token.key.isalpha() else token.key


@lru_cache(maxsize=65_536)
def base_of(word: str) -> str:
    """A word without the endings of number, person and tense, and without a last ``e``: all its forms have one."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    base = _without_s(word)
    for ending in ("ing", "ed"):
        rest = base.removesuffix(ending)
        is_form = rest != base and len(rest) >= _SHORTEST_BASE and not _VOWELS.isdisjoint(rest)
        if is_form and not base.endswith("eed"):
            doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
            base = rest[:-1] if doubled else rest
            break
    base = base.removesuffix("e") if len(base) > _SHORTEST_BASE else base
    return base[:-1] + "y" if base.endswith("i") and len(base) > _SHORTEST_BASE else base


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _stems(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What each token is compared by where it stands."""
    following = [*tokens[1:], _NOTHING]
    return tuple(
        token.key if after.key in _ROLES_OF_PARTIES else stem(token)
        for token, after in zip(tokens, following, strict=False)
    )


def _prepared(tokens: Sequence[Token]) -> list[Token]:
    """One verb for every duty, so that forms need name no other; one preposition behind what is or may be a period."""
    found = [replace(token, key="shall") if token.key in _DUTIES else token for token in tokens]
    for number, token in enumerate(tokens[:-1], start=1):
        is_period = token.placeholder or (token.value is not None and token.value.kind == "duration")
        if is_period and found[number].key in _AFTER_PERIOD:
            found[number] = replace(found[number], key="after")
    return found


@cache
def _forms() -> Mapping[str, tuple[tuple[int, Mapping[_Stems, _Plain]], ...]]:
    """By first stem and number of stems, longest first: each form with the stems and words of its plain form."""
    data = yaml.load(DATA.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    found: dict[str, dict[int, dict[_Stems, _Plain]]] = {}
    for plain, others in (*data["same"].items(), ("", data["silent"])):
        told = _words(plain)
        stands = tuple(zip(_stems(told), (token.key for token in told), strict=True))
        for form in others:
            stems = _stems(_words(form))
            found.setdefault(stems[0], {}).setdefault(len(stems), {})[stems] = stands
    return {first: tuple(sorted(known.items(), reverse=True)) for first, known in found.items()}


def _words(phrase: str) -> Sequence[Token]:
    """The tokens of a phrase. Most words are always one token of their own: only of others is the phrase read."""
    words = [_word(word) for word in phrase.split()]
    if any(word is None for word in words):
        return _prepared(wording(phrase, Roles()).tokens)
    return [token for word in words if word is not None for token in word]


@cache
def _word(word: str) -> tuple[Token, ...] | None:
    """The tokens of a word that is read alike wherever it stands; None for one that may be part of something larger."""
    tokens = tuple(_prepared(wording(word, Roles()).tokens))
    plain = word.isalpha() and word.islower() and word not in _JOINING
    return tokens if plain and all(token.value is None and token.key.isalpha() for token in tokens) else None
