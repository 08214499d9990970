"""Defined terms that are not used, defined twice, or used without a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.findings.definitions import lists_definitions
from clause_library.findings.near_terms import near_misses
from clause_library.findings.numbers import Path, path_of
from clause_library.findings.paper import Paper
from clause_library.findings.undefined import find_undefined
from clause_library.findings.vocabulary import Key, Vocabulary
from clause_library.findings.wording import telling
from clause_library.types import Finding
from extractor.fields.defined_terms import DefinedTerm
from extractor.segmentation.numerals import roman_value
from extractor.types import Span

_FEWEST_TERMS = 3
"""With fewer definitions than that a contract does not work with defined terms."""
_MOST_SINGLE = 3
"""More unused definitions than that are told as one finding."""
_SCOPED = re.compile(
    r"\b(?:for|solely\s{1,3}for)\s{1,3}(?:the\s{1,3})?purposes?\s{1,3}of\s{1,3}(?:this"
    r"\s{1,3}(?:section|article|clause|paragraph|sub|exhibit|schedule|annex|appendix|attachment"
    r"|provision|definition|sentence)"
    r"|the\s{1,3}(?:preceding|foregoing)|these|section|article|clause|paragraph|determining|calculating)|"
    r"\b(?:as\s{1,3}used\s{1,3}in|in|under|throughout)\s{1,3}(?:this|these)\s{1,3}(?:section|article|clause|paragraph|"
    r"subsection|sub-clause|exhibit|schedule|annex|appendix|attachment|definition|sentence"
    r"|paragraph)\b|\bas\s{1,3}applied\s{1,3}to\b|"
    r"\bwith\s{1,3}respect\s{1,3}to\b|\bin\s{1,3}the\s{1,3}case\s{1,3}of\b|\bwhen\s{1,3}used\s{1,3}with\b",
    re.IGNORECASE,
)
_SCOPE_CHARS = 160
_GENERIC = frozenset(
    "annex and or appendix attachment agreement party parties effective date company contract exhibit schedule"
    " section you we us"
    " including include person"
    " section article hereof herein hereunder writing written or and gender day days".split()
)
_ODD_NAME = re.compile(
    r"[\[\]*()/]|^(?:Attention|Attn|Tel|Fax|Note|Address|Notes|E-?mail|Telephone|To)$", re.IGNORECASE
)
_LONGEST_UNUSED_WORDS = 5
_MEANING_CHARS = 600
"""So far a meaning is searched for the section that it refers to."""
_MOST_GIVEN = 20
"""So many places that name a term are compared; what comes after them is use, not definition."""
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_NAME_BEFORE = re.compile(
    r"\b(?:corporation|company|partnership|inc|llc|l\.l\.c|ltd|limited|plc|gmbh|b\.v|n\.v|s\.a"
    r"|l\.p|individual|bank|trust|"
    r"organi[sz]ation|university|association|hereinafter)\b",
    re.IGNORECASE,
)
_NEAR_CHARS = 600
"""A term that is given twice within so few characters is explained in two steps."""
_REFERRED = re.compile(r"(?i:section|article|clause|paragraph)s?\s{1,9}(\d{1,3}(?:\.\d{1,3}){0,4}|[IVXL]{1,6}\b)")
_SAME_SHARE = 0.75
"""Two definitions that share that much of their words say the same."""


def find_faulty_terms(paper: Paper) -> Iterator[Finding]:
    """What is wrong with the terms that the contract defines, or should."""
    vocabulary = Vocabulary(paper)
    if len(vocabulary.strict) < _FEWEST_TERMS:
        return
    yield from _unused(paper, vocabulary)
    yield from _duplicates(paper, vocabulary)
    missed = list(_near(paper, vocabulary))
    yield from missed
    taken = {evidence.start for finding in missed for evidence in finding.evidence[:1]}
    for finding in find_undefined(paper, vocabulary):
        if not any(evidence.start <= start < evidence.end for evidence in finding.evidence for start in taken):
            yield finding


def _near(paper: Paper, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Terms in which one word is another than in their definition."""
    for miss in near_misses(paper, vocabulary):
        message = (
            f"{paper.said(miss.span)} in {paper.where(miss.span.start)} is not defined; “{miss.term.name}”, defined in "
            f"{paper.where(miss.term.span.start)}, may be meant."
        )
        yield paper.finding("term_variant", "medium", message, (miss.span, miss.term.span), miss.confidence)


def _unused(paper: Paper, vocabulary: Vocabulary) -> Iterator[Finding]:
    found = [term for key, term in vocabulary.strict.items() if _is_unused(paper, vocabulary, key, term)]
    found.sort(key=lambda term: term.span.start)
    if len(found) <= _MOST_SINGLE:
        for term in found:
            message = f"“{term.name}” is defined in {paper.where(term.span.start)} and never used."
            yield paper.finding("unused_term", "low", message, (term.span,), 0.8)
    else:
        names = ", ".join(f"“{term.name}”" for term in found[:6]) + (" and others" if len(found) > 6 else "")
        message = f"{len(found)} terms are defined and never used: {names}."
        yield paper.finding("unused_term", "low", message, [term.span for term in found], 0.7)


def _is_unused(paper: Paper, vocabulary: Vocabulary, key: Key, term: DefinedTerm) -> bool:
    """Whether its words stand nowhere but in its own definition."""
    if (
        not term.leads
        or term.form not in ("means", "listed")
        or len(key) > _LONGEST_UNUSED_WORDS
        or _GENERIC.issuperset(key)
        or key[-1] == "defined"
    ):
        return False
    if len(vocabulary.defined[key]) > 1 or not key[0][0].isalpha() or _ODD_NAME.search(term.name):
        return False
    if " or " in term.name or _has_another_name(paper, term) or _initials(term.name) in vocabulary.capitals:
        return False
    if any(not (term.meaning.start <= start < term.meaning.end) for start in vocabulary.uses.get(key, ())):
        return False
    if len(key) == 1 and (key[0] in vocabulary.beginnings or key[0][:-1] + "ing" in vocabulary.beginnings):
        return False
    listed = paper.attachment(term.span.start) is None or lists_definitions(paper, term.span.start)
    return listed and not _stands_elsewhere(paper, term)


def _stands_elsewhere(paper: Paper, term: DefinedTerm) -> bool:
    """Whether its letters stand outside its definition, parted in another way: over a line, or without a hyphen."""
    parts = re.findall(r"[^\W_]{1,40}", term.name)
    words = r"\W{0,8}".join(map(re.escape, parts))
    pattern = re.compile(rf"(?<![^\W_]){words}(?:e?s)?(?![^\W_])", re.IGNORECASE)
    return any(not (term.meaning.start <= match.start() < term.meaning.end) for match in pattern.finditer(paper.plain))


def _has_another_name(paper: Paper, term: DefinedTerm) -> bool:
    """Whether its definition gives a second name, under which it may be used."""
    around = paper.plain[max(term.meaning.start, term.span.start - 50) : term.span.start - 1]
    after = paper.plain[term.span.end + 1 : min(term.meaning.end, term.span.end + 50)]
    return '"' in around or '"' in after or "(" in after[:6]


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else "-"


def _duplicates(paper: Paper, vocabulary: Vocabulary) -> Iterator[Finding]:
    for key, terms in vocabulary.defined.items():
        if _GENERIC.issuperset(key):
            continue
        proper = [term for term in terms[:_MOST_GIVEN] if _is_definition(paper, vocabulary, term)]
        first = next((term for term in proper if term.form != "bracket" or len(proper) > 1), None)
        again = next((term for term in proper if first and _defines_again(paper, first, term)), None)
        if first is None or again is None:
            continue
        message = (
            f"“{first.name}” is defined in {paper.where(first.span.start)} and again, in other words, in "
            f"{paper.where(again.span.start)}."
        )
        spans = (_shown(paper, again), _shown(paper, first))
        yield paper.finding("duplicate_definition", "medium", message, spans, 0.85)


def _is_definition(paper: Paper, vocabulary: Vocabulary, term: DefinedTerm) -> bool:
    """Whether it gives a meaning here and for the whole contract."""
    if not vocabulary.is_proper(term) or term.pointer:
        return False
    root = paper.root(term.span.start)
    if (
        _ODD_NAME.search(term.name)
        or root is None
        or root.part == "signature"
        or paper.is_another_paper(term.span.start)
    ):
        return False
    if (
        term.form == "bracket"
        and root.part == "front"
        and _NAME_BEFORE.search(paper.plain[max(0, term.span.start - 260) : term.span.start])
    ):
        return False  # a name that the opening gives to a party, explained again in the definitions
    before = paper.plain[max(term.meaning.start, term.span.start - _SCOPE_CHARS) : term.span.start]
    return _SCOPED.search(before + paper.plain[term.span.end : term.span.end + 40]) is None


def _defines_again(paper: Paper, first: DefinedTerm, again: DefinedTerm) -> bool:
    """Whether ``again`` gives the term of ``first`` another meaning; two brackets may well hold the same thing."""
    if again.span.start == first.span.start or first.form == again.form == "bracket":
        return False
    if _ACRONYM.fullmatch(first.name) or _bare_name(first) != _bare_name(again):
        return False
    here, there = paper.clause(first.span.start), paper.clause(again.span.start)
    if here is there and here is not None and here.number and not (first.leads and again.leads):
        return False
    apart = here is not there and here is not None and there is not None and here.number and there.number
    entries = first.leads and again.leads and first.meaning != again.meaning
    if not (apart or entries) and abs(again.span.start - first.span.start) < _NEAR_CHARS:
        return False
    if _points_to(paper, first, again) or _points_to(paper, again, first):
        return False
    if "bracket" in (first.form, again.form):
        short, full = (again, first) if again.form == "bracket" else (first, again)
        if _repeats(paper, full, short):
            return False
    one, two = telling(paper.plain[_slice(paper, first)]), telling(paper.plain[_slice(paper, again)])
    shared = len(one & two) / max(1, min(len(one), len(two)))
    return shared < _SAME_SHARE or len(one ^ two) > max(2, len(one & two) // 3)


def _bare_name(term: DefinedTerm) -> str:
    return term.name.casefold().removesuffix("s")


def _points_to(paper: Paper, term: DefinedTerm, other: DefinedTerm) -> bool:
    """Whether the meaning of ``term`` refers to the section that holds ``other``."""
    clause = paper.clause(other.span.start)
    path = path_of(clause) if clause is not None else ()
    found = _REFERRED.findall(paper.plain[term.span.end : min(term.meaning.end, term.span.end + _MEANING_CHARS)])
    return bool(path) and any(_covers(_parts(number), path) for number in found)


def _parts(number: str) -> Path:
    if number[0].isdigit():
        return tuple(int(part) for part in number.split("."))
    value = roman_value(number)
    return (value,) if value is not None else ()


def _covers(number: Path, path: Path) -> bool:
    """Whether the section with ``number`` holds the clause with ``path``, or is a part of it."""
    shorter = min(len(number), len(path))
    return shorter > 0 and number[:shorter] == path[:shorter]


def _repeats(paper: Paper, full: DefinedTerm, short: DefinedTerm) -> bool:
    """Whether the definition names what stands before the bracket: ``"Company" means Acme``."""
    before = telling(paper.plain[max(short.meaning.start, short.span.start - 60) : short.span.start])
    meaning = telling(paper.plain[full.span.end : full.span.end + 200])
    named = telling(paper.plain[max(short.meaning.start, short.span.start - 30) : short.span.start])
    return telling(full.name) <= named or (bool(before) and len(before & meaning) >= 0.8 * len(before))


def _slice(paper: Paper, term: DefinedTerm) -> slice:
    end = min(term.meaning.end, term.span.end + 240)
    stop = paper.plain.find(". ", term.span.end, end)
    start = max(term.meaning.start, term.span.start - 160) if term.form == "bracket" else term.span.end
    return slice(start, end if stop < 0 else stop)


def _shown(paper: Paper, term: DefinedTerm) -> Span:
    """The term with the first words of its meaning."""
    start = max(term.meaning.start, term.span.start - 1)
    if term.form == "bracket":
        return Span(start, min(term.meaning.end, term.span.end + 2))
    end = min(term.meaning.end, term.span.end + 60)
    space = paper.text.rfind(" ", term.span.end, end)
    return Span(start, space if space > term.span.end and end < term.meaning.end else end)
