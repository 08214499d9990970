"""Sentences that state one value, and which of them say the same in nearly the same words, but for the value."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from clause_library.findings.amounts import money
from clause_library.findings.paper import Paper
from clause_library.findings.wording import SMALL, stem, words_with_places
from extractor.fields.durations import Duration, find_durations
from extractor.fields.party import ROLES
from extractor.fields.percents import FoundPercent, find_percents
from extractor.segmentation.printed import Printed
from extractor.types import Span

_ROOT_CHARS = 6
_MOST_KEPT = 20_000


@lru_cache(maxsize=_MOST_KEPT)
def _root(word: str) -> str:
    """The beginning of a word that its forms share: ``cure`` and ``cured``, ``respond`` and ``response``."""
    low = stem(word)
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            low = low.removesuffix(ending)
    return low.rstrip("e")[:_ROOT_CHARS]


_LONGEST_SENTENCE_CHARS = 600
_MOST_IN_COMMON = 12
"""A word that more statements have tells little about which fact is stated."""
_LEAST_SHARED_WORDS = 3
_LEAST_SHARE, _LEAST_OF_LONGER = 0.68, 0.3
_NEUTRAL = frozenset(
    _root(word)
    for word in """
    within least exceeding exceed exceeds limited limits limit capped cap shall must may will should period time
    given give gives giving written prior advance due payable paid pay pays keep kept keeps notice retain retained
    maintain maintained provide provided
    last lasts continue continues survive survives after before party parties agreement
    section clause following follow date upon day days month months year years hour hours minimum maximum amount
    equal rate greater less more than such same make made take takes place receive receipt
    received start starts begin begins end ends ended either each have has had does do it them they can be been being
    become becomes require required requires accordance set forth stated said total aggregate sum event respect every
    duty duties obligation obligations
    otherwise thereof hereof hereunder herein so also only not no if when where which who whose there these those
    """.split()
)
"""Words of any sentence that states a value; what it is the value of stands in the others."""
_ROLES = frozenset(map(_root, ROLES))
_FEWEST_TELLING = 2
_LEAST_TELLING, _LEAST_TELLING_OF_LONGER = 0.74, 0.55
_VALUED = re.compile(r"\d|\b(?:hour|day|week|month|year|per\s?cent)", re.IGNORECASE)
_TIME = re.compile(r"(?:minute|hour|day|week|month|quarter|year)", re.IGNORECASE)
_PER_CENT = re.compile(r"%|per\s?cent", re.IGNORECASE)
_COUNT = re.compile(r"(?<![\w.,$€£/-])(?P<number>\d{1,3}(?:,\d{3}){1,3}|\d{2,7})\s{1,3}(?P<noun>[a-z]{4,20}s)\b")
_NO_COUNT = frozenset("hours days weeks months years minutes quarters percentages points".split())
_CONDITION = re.compile(r"\b(?:if|where|in\s{1,3}(?:the\s{1,3}event|case))\b", re.IGNORECASE)
_A_MONTH = re.compile(r"[\s)]{0,4}(?:per|a|each|every)\s{1,3}month\b", re.IGNORECASE)
_PART_END = re.compile(r"[;:]\s")
_CASES = re.compile(
    r"\b(?:notwithstanding|except|unless|provided,?\s{1,20}(?:however|that)|in\s{1,3}lieu|other\s{1,3}than"
    r"|instead|rather"
    r"|in\s{1,3}the\s{1,3}case\s{1,3}of|as\s{1,3}amended|for\s{1,3}example|previously|up\s{1,3}to|first|second|third"
    r"|fourth|initial\w{0,2}|renewal|additional|further|each\s{1,3}(?:subsequent|following)|thereafter|respectively"
    r"|year\s{1,3}(?:one|two|three|\d)|phase|tier|level|severity|priority"
    r"|other\s{1,3}(?!part)[a-z]{3,20}s|substitute)\b",
    re.IGNORECASE,
)
"""Words that tell one case from another."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of one kind (``duration``, ``percent``, ``money``), where it stands, and the words around it."""

    kind: str
    value: str
    span: Span
    sentence: Span
    words: frozenset[str]
    roles: frozenset[str]
    cases: frozenset[str]
    conditional: bool


class Statements:
    """What a contract states in sentences with one value of a kind."""

    def __init__(self, paper: Paper) -> None:
        """Keep the contract."""
        self._paper = paper

    @cached_property
    def all(self) -> Sequence[Statement]:
        """The statements, in reading order; those of attachments that are contracts of their own are left out."""
        return [
            statement
            for stretch in self._paper.paragraphs
            if _VALUED.search(self._paper.plain, stretch.body, stretch.span.end)
            for sentence in _parts(self._paper, stretch)
            if len(sentence) <= _LONGEST_SENTENCE_CHARS and not self._paper.is_another_paper(sentence.start)
            for statement in _read(self._paper, sentence)
        ]

    def echoes(self) -> Iterator[tuple[Statement, Statement]]:
        """The pairs of statements in two sections that differ in the value alone, each statement once."""
        weights = self._weights
        told: set[int] = set()
        for one, two in self._candidates():
            if {one.span.start, two.span.start} & told or not _may_be_one(self._paper, one, two):
                continue
            if _alike(one, two, weights):
                told.update((one.span.start, two.span.start))
                yield one, two

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much a word tells: more, the fewer statements have it."""
        counts = Counter(word for statement in self.all for word in statement.words)
        return {word: math.log((1 + len(self.all)) / count) for word, count in counts.items()}

    def _candidates(self) -> Iterator[tuple[Statement, Statement]]:
        """Pairs of one kind that share some words which few statements have."""
        index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, statement in enumerate(self.all):
            for word in statement.words:
                index[statement.kind, word].append(place)
        shared: Counter[tuple[int, int]] = Counter()
        for places in index.values():
            if len(places) <= _MOST_IN_COMMON:
                shared.update((one, two) for at, one in enumerate(places) for two in places[at + 1 :])
        for (one, two), count in sorted(shared.items()):
            if count >= 1:
                yield self.all[one], self.all[two]


def _parts(paper: Paper, stretch: Printed) -> Iterator[Span]:
    """The sentences of a stretch, cut at semicolons and colons."""
    for sentence in paper.sentences(stretch):
        start = sentence.start
        for end in _PART_END.finditer(paper.plain, sentence.start, sentence.end):
            yield Span(start, end.start())
            start = end.end()
        if start < sentence.end:
            yield Span(start, sentence.end)


def _may_be_one(paper: Paper, one: Statement, two: Statement) -> bool:
    """Whether the values differ, and neither the section nor the party nor the case does."""
    if one.value == two.value or paper.section(one.span.start) == paper.section(two.span.start):
        return False
    if one.roles and two.roles and not (one.roles <= two.roles or two.roles <= one.roles):
        return False
    return one.cases == two.cases


def _alike(one: Statement, two: Statement, weights: Mapping[str, float]) -> bool:
    """Whether they have most words in common, or nearly all of those that say what the value is of."""
    shared = one.words & two.words
    shorter, longer = sorted(sum(weights[word] for word in statement.words) for statement in (one, two))
    said = sum(weights[word] for word in shared)
    whole = len(shared) == min(len(one.words), len(two.words))
    bound, free = (one, two) if one.conditional else (two, one)
    if bound.conditional and not free.conditional and bound.words - free.words - _NEUTRAL:
        return False  # what is said for a case is no other value of what is said for all
    telling = min(len(one.words - _NEUTRAL), len(two.words - _NEUTRAL))
    on_topic = len(shared - _NEUTRAL) >= 0.5 * telling and bool(shared - _NEUTRAL - _ROLES)
    if on_topic and len(shared) >= _LEAST_SHARED_WORDS and said >= _LEAST_SHARE * shorter:
        return said >= (_LEAST_OF_LONGER if not whole else 0.45) * longer
    return _is_of_one_thing(one, two)


def _is_of_one_thing(one: Statement, two: Statement) -> bool:
    """Whether the words that say what the value is of are mostly the same; one is enough if there is no other."""
    first, second = one.words - _NEUTRAL, two.words - _NEUTRAL
    if len(first | second) == 1:
        return first == second and one.kind in ("duration", "percent")
    shared = len(first & second)
    shorter, longer = sorted((len(first), len(second)))
    return shared >= max(_FEWEST_TELLING, _LEAST_TELLING * shorter, _LEAST_TELLING_OF_LONGER * longer)


def _read(paper: Paper, sentence: Span) -> Iterator[Statement]:
    text = paper.plain[sentence.start : sentence.end]
    values: dict[str, list[tuple[str, Span]]] = {"duration": [], "percent": [], "money": []}
    if _TIME.search(text):
        found = find_durations(paper.plain, sentence.start, sentence.end)
        values["duration"] = [(length_of(one.duration), one.span) for one in found]
    if _PER_CENT.search(text):
        rates = find_percents(paper.plain, sentence.start, sentence.end)
        values["percent"] = [(_yearly(paper, one), one.span) for one in rates]
    values["money"] = [
        (f"{part.value.normalize():f}{part.unit}", part.span) for part in money(paper, sentence.start, sentence.end)
    ]
    for match in _COUNT.finditer(paper.figured, sentence.start, sentence.end):
        if match["noun"] not in _NO_COUNT:
            count = (match["number"].replace(",", ""), Span(*match.span("number")))
            values.setdefault(f"count of {stem(match['noun'])}", []).append(count)
    if not any(values.values()):
        return
    rest = text
    for _, span in (one for listed in values.values() for one in listed):
        start, end = span.start - sentence.start, span.end - sentence.start
        rest = rest[:start] + " " * (end - start) + rest[end:]
    words = frozenset(_root(word) for word, _, _ in words_with_places(rest) if word not in SMALL and not word.isdigit())
    roles = frozenset(word for word in words_of(rest) if word in ROLES)
    cases = frozenset(match.group().lower() for match in _CASES.finditer(rest))
    conditional = _CONDITION.search(rest) is not None
    for kind, listed in values.items():
        if len(listed) == 1:
            yield Statement(kind, listed[0][0], listed[0][1], sentence, words, roles, cases, conditional)


def _yearly(paper: Paper, found: FoundPercent) -> str:
    """A percentage, twelve times that of a month."""
    monthly = _A_MONTH.match(paper.plain, found.span.end) is not None
    return f"{(Decimal(found.percent) * (12 if monthly else 1)).normalize():f}"


def words_of(text: str) -> Iterator[str]:
    """The words of ``text`` in small letters."""
    return (match.group().lower() for match in re.finditer(r"[A-Za-z]{2,30}", text))


def length_of(duration: Duration) -> str:
    """A duration so that one year is twelve months and one day 24 hours; business days are not days."""
    scale = {
        "year": (12, "M"),
        "quarter": (3, "M"),
        "month": (1, "M"),
        "week": (168, "H"),
        "day": (24, "H"),
        "hour": (1, "H"),
    }
    count, unit = scale.get(duration.unit, (1, duration.unit))
    return f"{duration.count * count:f}{unit}{'B' if duration.business else ''}"
