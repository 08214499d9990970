"""The defined terms of one contract, and where its text uses them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clause_library.findings.definitions import definitions_of, lists_definitions
from clause_library.findings.paper import Paper
from clause_library.findings.wording import stems, words_with_places
from extractor.fields.defined_terms import DefinedTerm

Key = tuple[str, ...]
_LONGEST_KEY = 8
_MOST_USES = 60
"""So many uses of a term are kept; how often a common one is used makes no difference."""


_MOST_ALIKE = 40
"""So many terms that share a word are compared with a phrase; no contract has more."""


@dataclass(slots=True)
class _Node:
    """A place in the tree of all terms, word by word."""

    key: Key | None = None
    after: dict[str, _Node] = field(default_factory=dict)


class Vocabulary:
    """What the contract's terms are, by the stems of their words."""

    def __init__(self, paper: Paper) -> None:
        """Keep the contract."""
        self._paper = paper
        self.text = paper.plain

    @cached_property
    def defined(self) -> Mapping[Key, tuple[DefinedTerm, ...]]:
        """The places that give each term, in reading order; what is only quoted counts as well."""
        found: dict[Key, list[DefinedTerm]] = defaultdict(list)
        for term in definitions_of(self._paper):
            key = stems(term.name)
            if 0 < len(key) <= _LONGEST_KEY:
                found[key].append(term)
        return {key: tuple(terms) for key, terms in found.items()}

    @cached_property
    def strict(self) -> Mapping[Key, DefinedTerm]:
        """The first definition proper of each term that has one."""
        found = {}
        for key, terms in self.defined.items():
            proper = [term for term in terms if self.is_proper(term)]
            if proper:
                found[key] = proper[0]
        return found

    @cached_property
    def uses(self) -> Mapping[Key, tuple[int, ...]]:
        """Where the words of each term stand, in any case and number, its definitions included."""
        root = _Node()
        for key in self.defined:
            node = root
            for word in key:
                node = node.after.setdefault(word, _Node())
            node.key = key
        found: dict[Key, list[int]] = defaultdict(list)
        for key, start in _matches(root, self.words):
            if len(found[key]) < _MOST_USES:
                found[key].append(start)
        return {key: tuple(starts) for key, starts in found.items()}

    @cached_property
    def single_words(self) -> frozenset[str]:
        """The terms of one word."""
        return frozenset(key[0] for key in self.defined if len(key) == 1)

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that are written in capitals throughout: ``RDFI`` stands for a term of four words."""
        found = (self._paper.plain[start:end] for _, start, end in self.words)
        return frozenset(word.rstrip("s") for word in found if word[:2].isupper())

    @cached_property
    def party_words(self) -> frozenset[str]:
        """The words of the parties' names."""
        named = (field.value for field in self._paper.fields if field.name == "party" and isinstance(field.value, dict))
        return frozenset(word for value in named for word in stems(f"{value.get('name')} {value.get('defined_as')}"))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that are written in small letters somewhere."""
        return frozenset(word for word, start, _ in self.words if self._paper.plain[start].islower())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each word stands in the text, in any case and number."""
        return Counter(word for word, _, _ in self.words)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings, of five letters and more, of all words of the text: ``affiliated`` uses ``affiliate``."""
        words = {word for word, _, _ in self.words}
        return frozenset(word[:length] for word in words for length in range(5, min(len(word), 24)))

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """The stems of all words, each with where it stands."""
        return list(words_with_places(self._paper.plain))

    @cached_property
    def by_word(self) -> Mapping[str, tuple[Key, ...]]:
        """The terms with a definition proper by each of their words, and by the last part of a word with a hyphen."""
        found: dict[str, list[Key]] = defaultdict(list)
        for key in self.strict:
            for word in {*key, *(part for joined in key for part in joined.split("-")[1:])}:
                if len(found[word]) < _MOST_ALIKE:
                    found[word].append(key)
        return {word: tuple(keys) for word, keys in found.items()}

    def near(self, word: str) -> Iterator[Key]:
        """The one-word terms that ``word`` may be a misspelling of."""
        shorter = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
        yield from sorted({key for form in shorter for key in self._without_a_letter.get(form, ())})

    @cached_property
    def _without_a_letter(self) -> Mapping[str, tuple[Key, ...]]:
        """The one-word terms by their own word, and by what is left of it without one of its letters."""
        found: dict[str, list[Key]] = defaultdict(list)
        for key in self.strict:
            if len(key) == 1:
                for form in {key[0], *(key[0][:place] + key[0][place + 1 :] for place in range(len(key[0])))}:
                    found[form].append(key)
        return {form: tuple(keys) for form, keys in found.items()}

    def is_proper(self, term: DefinedTerm) -> bool:
        """Whether it defines, and does not only name or quote; ``X: ...`` does in a list of definitions alone."""
        if not term.name[:1].isupper():
            return False
        if term.form == "listed":
            return term.leads and lists_definitions(self._paper, term.span.start)
        return term.form in ("means", "bracket")

    def is_defined(self, phrase: str) -> bool:
        """Whether the contract gives these words a meaning, in any number."""
        return stems(phrase) in self.defined or _joined(stems(phrase)) in self._joined_keys

    @cached_property
    def _joined_keys(self) -> frozenset[str]:
        """The terms without blanks and hyphens: ``End-Users`` are ``End Users``."""
        return frozenset(_joined(key) for key in self.defined)


def _joined(key: Key) -> str:
    return "".join(key).replace("-", "")


def _matches(root: _Node, words: list[tuple[str, int, int]]) -> Iterator[tuple[Key, int]]:
    for place, (_, start, _) in enumerate(words):
        node: _Node | None = root
        for word, _, _ in words[place : place + _LONGEST_KEY]:
            node = node.after.get(word) if node is not None else None
            if node is None:
                break
            if node.key is not None:
                yield node.key, start
