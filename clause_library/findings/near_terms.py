"""Near misses of defined terms, looked for by the definitions: one word misspelt, in another form or number."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clause_library.findings.paper import Paper
from clause_library.findings.vocabulary import Key, Vocabulary
from clause_library.findings.wording import misspelt, words_with_places
from extractor.fields.defined_terms import DefinedTerm
from extractor.types import Span

_FEWEST_USES = 2
"""A term that is used less often, its definition included, is not surely the one that is meant."""
_MOST_MISSES = 2
"""What is written more often than that is meant as it stands."""
_SHORTEST_ROOT = 3
_ENDINGS = (
    "ations", "ation", "ative", "ating", "ators", "ator", "ated", "ional", "ions", "ion", "ings", "ing", "ive", "ed",
    "e",
)  # fmt: skip
_MASS = frozenset("data information equipment software personnel documentation know-how technology staff".split())
_FAMILIAR = frozenset("related licensed license licensing including included".split())
"""Words whose forms contracts put beside one another on purpose."""
_POSSESSIVE = re.compile(r"s?'s?$")

_Hole = tuple[Key, int]
Word = tuple[str, int, int]
"""The stem of a word, and where it stands."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that stand for ``term`` by mistake, where they stand, and how sure that is."""

    span: Span
    term: DefinedTerm
    confidence: float


def near_misses(paper: Paper, vocabulary: Vocabulary) -> Iterator[NearMiss]:
    """Each wrong way of writing a term of several words once, at its first place."""
    yield from _one_word_off(paper, vocabulary)
    yield from _odd_numbers(paper, vocabulary)


def _one_word_off(paper: Paper, vocabulary: Vocabulary) -> Iterator[NearMiss]:
    """Phrases in which one word of a term is misspelt, or in a form that stands nowhere else."""
    found: dict[tuple[Key, Key], list[Span]] = defaultdict(list)
    for key, other, window in _windows(paper, vocabulary):
        if key not in vocabulary.defined and _is_phrase(paper, window):
            found[key, other].append(Span(window[0][1], window[-1][2]))
    for (key, other), spans in found.items():
        confidence = _slip(key, other, len(spans), vocabulary)
        if confidence:
            yield NearMiss(spans[0], vocabulary.strict[other], confidence)


def _windows(paper: Paper, vocabulary: Vocabulary) -> Iterator[tuple[Key, Key, list[Word]]]:
    """Words in a row that are those of a term but for one, with the term."""
    holes, lengths = _holes(vocabulary)
    words, text = vocabulary.words, paper.plain
    for place, (_, start, _) in enumerate(words):
        if not text[start].isupper():
            continue
        for length in lengths:
            window = words[place : place + length]
            key = tuple([word for word, _, _ in window])
            for at in range(len(key) if len(key) == length else 0):
                for other in holes.get((key[:at] + key[at + 1 :], at), ()):
                    yield key, other, window


def _holes(vocabulary: Vocabulary) -> tuple[Mapping[_Hole, list[Key]], tuple[int, ...]]:
    """The terms of several words by what is left of them without one, and how long they are."""
    holes: dict[_Hole, list[Key]] = defaultdict(list)
    lengths = set()
    for key in vocabulary.strict:
        if len(key) > 1 and len(vocabulary.uses.get(key, ())) >= _FEWEST_USES:
            lengths.add(len(key))
            for at in range(len(key)):
                holes[key[:at] + key[at + 1 :], at].append(key)
    return holes, tuple(sorted(lengths))


def _is_phrase(paper: Paper, window: list[Word]) -> bool:
    """Whether nothing but blanks stands between the words, all of them capitalised but for small ones."""
    text = paper.plain
    if any(not text[one[2] : two[1]].isspace() for one, two in itertools.pairwise(window)):
        return False
    if any(end - start > 3 and text[start:end].isupper() for _, start, end in window):
        return False  # a heading, or a name
    return all(text[start].isupper() or len(word) < 4 for word, start, _ in window)


def _slip(key: Key, other: Key, count: int, vocabulary: Vocabulary) -> float:
    at = next(at for at in range(len(key)) if key[at] != other[at])
    one, two = key[at], other[at]
    if one.rstrip("e") == two.rstrip("e") or one.replace("-", "") == two.replace("-", ""):
        return 0.0
    if count > _MOST_MISSES or one in vocabulary.party_words or (one,) in vocabulary.defined:
        return 0.0
    if vocabulary.counts.get(one, 0) > count + 1 or {one, two} & _FAMILIAR or "is" in (one[-2:], two[-2:]):
        return 0.0
    if vocabulary.counts.get(one, 0) <= count and misspelt(one, two) and one[-2:] == two[-2:]:
        return 0.85
    return 0.75 if at + 1 < len(key) and _root(one) == _root(two) else 0.0


def _root(word: str) -> str:
    """What is left of a word without its ending: ``elevator`` and ``elevating``, ``hire`` and ``hiring``."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ROOT:
            return word.removesuffix(ending)
    return word


def _odd_numbers(paper: Paper, vocabulary: Vocabulary) -> Iterator[NearMiss]:
    """Uses of a term with a word in a number that no other use has: ``Instruments of Services``."""
    for key, term in vocabulary.strict.items():
        if len(key) < 2 or len(key) != len(term.name.split()) or min(map(len, key)) < 2:
            continue
        uses = [(start, _literal(paper, start, len(key))) for start in vocabulary.uses.get(key, ())]
        counts = Counter(words for _, words in uses)
        name = _bare(term.name)
        owned = "'" in term.name  # "Contractors Staff" only lacks a sign
        uses = [(start, words) for start, words in uses if owned or "'" not in _shown(paper, start, len(key))]
        odd = next(
            (
                (start, words)
                for start, words in uses
                if _is_odd(words, name, counts) and not (owned and words[-1] == name[-1])
            ),
            None,
        )
        if odd is None or odd[0] == term.span.start:
            continue
        span = Span(odd[0], odd[0] + _length(paper, odd[0], len(key)))
        words = paper.plain[span.start : span.end].split()
        if all(word[0].isupper() or len(word) < 4 for word in words) and not any(
            word.isupper() and len(word) > 3 for word in words
        ):
            yield NearMiss(span, term, 0.7)


def _is_odd(words: Key, name: Key, counts: Counter[Key]) -> bool:
    """Whether a word other than the head differs in number, seldom; or the head is a mass that has no plural."""
    if len(words) != len(name) or words == name or counts[words] > _MOST_MISSES:
        return False
    head = name.index("of") - 1 if "of" in name[1:] else len(name) - 1
    usual = sum(count for other, count in counts.items() if other[:head] == name[:head])
    if words[head] != name[head] and name[head] in _MASS and words[head] == name[head] + "s":
        return True
    differing = [at for at in range(len(name)) if at != head and words[at].rstrip("s") != name[at].rstrip("s")]
    changed = [at for at in range(len(name)) if at != head and words[at] != name[at]]
    return not differing and bool(changed) and usual > 2 * counts[words]


def _literal(paper: Paper, start: int, length: int) -> Key:
    """The words at ``start`` in small letters, without possessives."""
    return _bare(_shown(paper, start, length))


def _shown(paper: Paper, start: int, length: int) -> str:
    """The ``length`` words at ``start`` as they are printed."""
    return paper.plain[start : start + _length(paper, start, length)]


def _bare(phrase: str) -> Key:
    """The words in small letters, without possessives."""
    return tuple(_POSSESSIVE.sub("", word) for word in phrase.lower().split())


def _length(paper: Paper, start: int, length: int) -> int:
    """How many characters ``length`` words from ``start`` on take."""
    end = start
    for place, (_, _, stop) in enumerate(words_with_places(paper.plain[start : start + 200])):
        end = start + stop
        if place + 1 == length:
            break
    return end - start
