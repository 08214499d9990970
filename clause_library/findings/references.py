"""References to clauses that are not there, or that are about something else than the reference says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from clause_library.findings.numbers import Numbers, Path, Reference, path_of
from clause_library.findings.paper import Paper
from clause_library.findings.wording import telling
from clause_library.types import Finding
from extractor.types import Clause, Span

_FEWEST_NUMBERS = 5
_FARTHEST = 30
"""A number that far behind the last one belongs to another paper."""
_MOST_DEAD = 6
"""More dead references than that mean that the numbers of this document were not read well."""
_MOST_IN_PARAGRAPH = 2
"""More of them side by side belong to another paper, which is named before or after them all."""
_TITLE = re.compile(
    r"\s{0,3}(?:\(\s{0,2}(?:entitled\s{1,3}"
    r"|titled\s{1,3})?[\"']?(?P<bracket>[A-Za-z][A-Za-z ,;&/'-]{3,70})[\"']?\s{0,2}\)|"
    r",?\s{0,3}(?:entitled|titled)\s{1,3}[\"'](?P<quoted>[A-Z][^\"'\n]{3,70}?)[.,]?[\"'])"
)
_NO_TITLE = re.compile(
    r"^(?:as|if|and|or|other|except|including|without|with|subject|in|to|the\s{1,3}[\"']|each"
    r"|collectively|inclusive|but|"
    r"for\s{1,3}the|hereinafter|such|which|other\s{1,3}than)\b|\b(?:shall|will|is|are|was|has|have"
    r"|may|amended|only|below|above|sentences?|paragraphs?)\b",
    re.IGNORECASE,
)
_TITLE_CHARS = 110
_ITEM = re.compile(r"\s?\((?P<label>[a-z]|\d{1,2})\)")
_OF_THIS = re.compile(r"\s{1,3}(?:of\s{1,3}this\s{1,3}(?:agreement|contract|deed|letter)|hereof)\b", re.IGNORECASE)
_HEADING_WORDS = 12


def find_faulty_references(paper: Paper) -> Iterator[Finding]:
    """Dead and wrong references; none where the contract amends another, whose numbers it means."""
    numbers = Numbers(paper)
    if len(numbers.known) < _FEWEST_NUMBERS or paper.amends:
        return
    dead = [*_dead(paper, numbers), *_dead_items(paper, numbers)]
    in_paragraph = Counter(finding.evidence[0].paragraph for finding in dead)
    if len(dead) <= _MOST_DEAD:
        yield from (finding for finding in dead if in_paragraph[finding.evidence[0].paragraph] <= _MOST_IN_PARAGRAPH)
    yield from _wrong(paper, numbers)


def _dead(paper: Paper, numbers: Numbers) -> Iterator[Finding]:
    told: set[Path] = set()
    for reference in numbers.references:
        if reference.path in told or not _is_dead(paper, numbers, reference):
            continue
        told.add(reference.path)
        message = (
            f"{paper.where(reference.span.start)} refers to {paper.said(reference.span)}, but there is no "
            f"{reference.number} in this contract{_instead(numbers, reference.path)}."
        )
        yield paper.finding("dead_reference", "medium", message, (reference.span,), 0.8)


def _dead_items(paper: Paper, numbers: Numbers) -> Iterator[Finding]:
    """``Section 4(g)`` where section 4 lists items (a) to (c): the letter stands nowhere in it."""
    told: set[Span] = set()
    for reference in numbers.references:
        item = _ITEM.match(paper.plain, reference.span.end, reference.end)
        clauses = numbers.clauses.get(reference.path, ())
        if item is None or not clauses or reference.span in told or not numbers.is_own(reference):
            continue
        first = "(1)" if item["label"].isdigit() else "(a)"
        second = "(2)" if first == "(1)" else "(b)"
        texts = [paper.plain[clause.extent.start : clause.extent.end] for clause in clauses]
        stands = re.compile(rf"(?<![\w.]){item['label']}[.)]")
        listed = first in texts[0] and second in texts[0]
        plain = len(texts) == 1 and first not in texts[0] and _OF_THIS.match(paper.plain, item.end()) is not None
        if any(stands.search(text) for text in texts) or not (listed or plain):
            continue
        told.add(reference.span)
        span = Span(reference.span.start, item.end())
        message = (
            f"{paper.where(span.start)} refers to {paper.said(span)}, but {reference.number} has no item "
            f"({item['label']})."
        )
        yield paper.finding("dead_reference", "medium", message, (span,), 0.75)


def _is_dead(paper: Paper, numbers: Numbers, reference: Reference) -> bool:
    path = reference.path
    if path in numbers.known or len(path) > 3:
        return False
    if len(path) < 2 and "paragraph" in reference.keyword and paper.attachment(reference.span.start) is not None:
        return False
    if not _is_numbered_so(numbers, path) or not numbers.is_own(reference):
        return False
    return not numbers.stands(path)


def _is_numbered_so(numbers: Numbers, path: Path) -> bool:
    """Whether the contract numbers its clauses in a way in which ``path`` could be one."""
    top = numbers.children.get((), frozenset())
    beside = numbers.children.get(path[:-1], frozenset())
    if len(path) == 1:
        return _runs(top) and max(top) < path[0] <= max(top) + _FARTHEST
    deeper = sum(1 for known in numbers.known if len(known) == len(path))
    if path[:-1] in numbers.known and not beside:
        return len(path) == 2 and deeper >= _FEWEST_NUMBERS
    if path[:-1] in numbers.known:
        return path[-1] <= max(beside) + _FARTHEST
    return len(path) == 2 and deeper >= _FEWEST_NUMBERS and _runs(top) and max(top) < path[0] <= max(top) + _FARTHEST


def _runs(top: frozenset[int]) -> bool:
    """Whether the sections count from one without many gaps."""
    return len(top) >= _FEWEST_NUMBERS and min(top) == 1 and len(top) >= 0.8 * max(top)


def _instead(numbers: Numbers, path: Path) -> str:
    beside = numbers.children.get(path[:-1], frozenset())
    if not beside:
        beside, path = numbers.children.get((), frozenset()), path[:1]
    if not beside or path[-1] <= max(beside):
        return ""
    last = ".".join(str(part) for part in (*path[:-1], max(beside)))
    return f"; the last is {last}"


def _wrong(paper: Paper, numbers: Numbers) -> Iterator[Finding]:
    topics = _Topics(numbers)
    for reference in numbers.references:
        if reference.path not in numbers.clauses:
            continue
        title = _title(paper, reference)
        if title is None or not numbers.is_own(reference):
            continue
        words, span = title
        cited = numbers.clauses[reference.path][0]
        described = paper.plain[reference.end : span.end].lstrip(" (")[:1].islower()
        meant = _meant(numbers, topics, cited, words, described=described)
        if meant is None:
            continue
        message = (
            f"{paper.said(span)} in {paper.where(span.start)} does not fit: {cited.number} is "
            f"{_about(paper, cited)}, and {meant.number} is {_about(paper, meant)}."
        )
        spans = (span, _heading_span(paper, meant), _heading_span(paper, cited))
        yield paper.finding("wrong_reference", "high", message, spans, 0.85)


def _title(paper: Paper, reference: Reference) -> tuple[frozenset[str], Span] | None:
    """The words that say what the clause is about, and the reference with them."""
    match = _TITLE.match(paper.plain, reference.end, min(len(paper.plain), reference.end + _TITLE_CHARS))
    if match is None or reference.span.end != reference.end:
        return None
    words = match["bracket"] or match["quoted"]
    if _NO_TITLE.search(words):
        return None
    found = telling(words)
    return (found, Span(reference.span.start, match.end())) if found else None


def _meant(
    numbers: Numbers, topics: _Topics, cited: Clause, words: frozenset[str], *, described: bool
) -> Clause | None:
    """The clause that has ``words`` as its heading, where the one that is cited has none of them.

    ``described``: they describe a clause that may have no heading.
    """
    if words & _names(cited) or _is_called_above(numbers, cited, words):
        return None
    if not cited.heading and words <= telling(cited.text):
        return None
    headings = topics.headed(words)
    found = [clause for clause in headings if clause is not cited and words == telling(clause.heading)]
    found = found or [clause for clause in headings if clause is not cited]
    if not found and described and (not cited.heading or not words & telling(cited.text)):
        found = [clause for clause in topics.about(words) if clause is not cited]
    return found[0] if found else None


class _Topics:
    """The numbered clauses by the words of their headings and of their texts."""

    def __init__(self, numbers: Numbers) -> None:
        self._clauses = [clauses[0] for clauses in numbers.clauses.values()]

    def headed(self, words: frozenset[str]) -> list[Clause]:
        """The clauses whose headings have all of ``words``."""
        return self._with(words, self._by_heading)

    def about(self, words: frozenset[str]) -> list[Clause]:
        """The clauses whose own texts have all of ``words``."""
        return self._with(words, self._by_text)

    def _with(self, words: frozenset[str], index: Mapping[str, frozenset[int]]) -> list[Clause]:
        places = frozenset.intersection(*(index.get(word, frozenset()) for word in words))
        return [self._clauses[place] for place in sorted(places)]

    @cached_property
    def _by_heading(self) -> Mapping[str, frozenset[int]]:
        return _index(map(_heading, self._clauses))

    @cached_property
    def _by_text(self) -> Mapping[str, frozenset[int]]:
        return _index(clause.text for clause in self._clauses)


def _index(texts: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """The places of the texts that have a word, by word."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, text in enumerate(texts):
        for word in telling(text):
            found[word].add(place)
    return {word: frozenset(places) for word, places in found.items()}


def _is_called_above(numbers: Numbers, cited: Clause, words: frozenset[str]) -> bool:
    """Whether the title is that of the section that holds the clause: ``Section 15.01 (Force Majeure)``."""
    path = path_of(cited)
    above = [clause for length in range(1, len(path)) for clause in numbers.clauses.get(path[:length], ())]
    return any(words == telling(_heading(clause)) for clause in above)


def _names(clause: Clause) -> frozenset[str]:
    """What the clause and all below it are called."""
    return frozenset(word for part in clause.walk() for word in telling(_heading(part)))


def _heading(clause: Clause) -> str:
    """Its heading; a short text of its own, with clauses below, is one too."""
    if clause.heading:
        return clause.heading
    return clause.text if len(clause.text.split()) <= _HEADING_WORDS else ""


def _about(paper: Paper, clause: Clause) -> str:
    heading = _heading(clause)
    if heading:
        return f"“{' '.join(heading.split())}”"
    return paper.said(clause.span)


def _heading_span(paper: Paper, clause: Clause) -> Span:
    """The number and heading of a clause."""
    line = paper.text.find("\n", clause.extent.start, clause.extent.end)
    end = clause.span.start if clause.heading else min(clause.span.end, clause.span.start + 60)
    end = min(end, line) if line >= 0 else end
    words = paper.text[clause.extent.start : max(end, clause.extent.start + 1)]
    return Span(clause.extent.start, clause.extent.start + max(1, len(words.rstrip())))
