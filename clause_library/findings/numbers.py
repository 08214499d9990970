"""The numbers of one contract's clauses: which there are, and which words of a text refer to one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from clause_library.findings.paper import Paper
from extractor.segmentation.numbering import read_marker
from extractor.segmentation.numerals import roman_value
from extractor.types import Clause, Span

Path = tuple[int, ...]
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|(?-i:[IVXL]{1,7}))(?![\w%]|\.\d|,\d{3}|-\d{3})"
_SUBS = r"(?:\s?\([A-Za-z0-9]{1,5}\)){0,4}"
_REFERENCE = re.compile(
    r"(?<![\w-])(?P<keyword>(?:sub-?)?(?:sections?|clauses?|paragraphs?)|articles?|§{1,2})[ \t\u00a0]{0,3}"
    rf"(?P<numbers>{_NUMBER}{_SUBS}(?:(?:\s?,\s{{0,3}}(?:and\s{{1,3}}|or\s{{1,3}})?|\s{{1,3}}(?:and"
    rf"|or|to|through|and/or)\s{{1,3}}|\s?[-&]\s?)"
    rf"{_NUMBER}{_SUBS}){{0,12}})",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?<![(\w.-]){_NUMBER}")
_OTHER_PAPER_AFTER = re.compile(
    r"[\s,]{0,4}(?:\([^()]{1,60}\)[\s,]{0,3})?(?:-\s?\([^()]{1,6}\)\s{0,3})?(?:[\"'][^\"'\n]{1,60}[\"'][\s,]{0,3})?"
    r"(?:(?:hereof|herein|above|below|hereunder)\b(?P<own>)|(?:thereof|therein|thereunder)\b|"
    r"(?:of|in|under|to)\s{1,3}(?!(?:this|our|the\s{1,3}(?:present|foregoing))\b)(?:the\b|that\b"
    r"|such\b|its\b|any\b|each\b|"
    r"title\b|regulation|directive|schedule|exhibit|annex|appendix|attachment|part\b|chapter"
    r"|article|said\b|an?\b|(?-i:[A-Z])|applicable|both)|"
    r"(?-i:(?!(?:SHALL|WILL|MAY|OF|AND|OR|IS|ARE|TO|IN|ABOVE|BELOW|HEREOF)\b)[A-Z][A-Za-z]{0,2}[A-Z]{1,6}\b)|"
    r"(?:gdpr|u\.?s\.?c|c\.?f\.?r|ucc|irc|et\s{1,3}seq|\bof\b)"
    r"|(?-i:[A-Z])[\w.]{0,30}(?:\s(?-i:[A-Z])[\w.]{0,30}){0,3}\s(?:act|code|law|agreement|plan"
    r"|regulation)\b)",
    re.IGNORECASE,
)
_OTHER_PAPER_BEFORE = re.compile(
    r"(?:§|\b(?:u\.?\s?s\.?\s?c|c\.?\s?f\.?\s?r|gdpr|ucc|treas)\b\.?|(?-i:\b(?:Act|Acts|Code"
    r"|Statutes?|Regulations?|Laws?|Rules?|Directive|Convention|"
    r"Ordinance|Decree|Bylaws|Indenture|Charter|Incoterms|Plan)\b)(?:\s(?:of\s)?\d{4})?"
    r"|\b(?:agreement|contract|lease)(?:'s|,)?|\b(?:its|whose|their))[\s,(]{0,4}(?:\d{1,4}[\s,]{0,3})?$",
    re.IGNORECASE,
)
_OTHER_PAPER_AROUND = re.compile(
    r"\b(?:is|are|be|hereby)\s{1,3}(?:hereby\s{1,3})?(?:amended|deleted|replaced|stricken)\b"
    r"|\bas\s{1,3}amended\s{1,3}by\b|\binternal\s{1,3}revenue\b|"
    r"\bbankruptcy\s{1,3}code\b|\bsecurities\s{1,3}(?:exchange\s{1,3})?act\b|\bcompanies\s{1,3}act\b|"
    r"(?-i:\bof\sthe\s(?:[A-Z][\w-]{1,20}\s){1,4}(?:Agreement|Contract|Plan|Lease|Act|Code)\b|\bthe\sLaw\b|\bLaw\s\d)",
    re.IGNORECASE,
)
_MOST_ASKED = 60
"""So many numbers are looked for in the whole text; a contract in which more are missing was not read well."""
_LEADING = frozenset(
    "in of to under by with and or per see from through this that such the pursuant section sections".split()
)
"""Words before a reference."""
_NEAR_BEFORE, _NEAR_AFTER = 140, 110


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that the text refers to: ``words`` it is written with, ``number`` as it stands, ``end`` of all of it."""

    keyword: str
    path: Path
    number: str
    span: Span
    end: int


class Numbers:
    """The numbered clauses of a contract."""

    def __init__(self, paper: Paper) -> None:
        """Keep the contract."""
        self._paper = paper
        self._asked = 0

    @cached_property
    def clauses(self) -> Mapping[Path, tuple[Clause, ...]]:
        """The clauses with each number; those of the body, and those with a heading or clauses below, first."""
        found: dict[Path, list[Clause]] = defaultdict(list)
        for clause in sorted(self._paper.contract.walk(), key=_rank):
            path = path_of(clause)
            if path:
                found[path].append(clause)
        return {path: tuple(clauses) for path, clauses in found.items()}

    @cached_property
    def known(self) -> frozenset[Path]:
        """Every number that some clause or paragraph bears, with the numbers above it."""
        found = set(self.clauses)
        found.update(stretch.path for stretch in self._paper.stretches if stretch.path)
        return frozenset(path[:length] for path in found for length in range(1, len(path) + 1))

    @cached_property
    def children(self) -> Mapping[Path, frozenset[int]]:
        """The numbers one step below each number; those of the top below ``()``."""
        found: dict[Path, set[int]] = defaultdict(set)
        for path in self.known:
            found[path[:-1]].add(path[-1])
        return {path: frozenset(numbers) for path, numbers in found.items()}

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The numbers that the text refers to, its own and those of other papers."""
        return tuple(self._references())

    @cached_property
    def _by_path(self) -> Mapping[Path, tuple[Reference, ...]]:
        found: dict[Path, list[Reference]] = defaultdict(list)
        for reference in self.references:
            found[reference.path].append(reference)
        return {path: tuple(references) for path, references in found.items()}

    def is_own(self, reference: Reference) -> bool:
        """Whether it refers to a clause of this contract: nothing near it names another paper."""
        text = self._paper.plain
        after = _OTHER_PAPER_AFTER.match(text, reference.end, min(len(text), reference.end + 160))
        if after is not None:
            return after["own"] is not None
        line = text.rfind("\n", 0, reference.span.start) + 1
        before = text[max(line, reference.span.start - _NEAR_BEFORE) : reference.span.start]
        rest = text[reference.end : reference.end + _NEAR_AFTER].partition(". ")[0]
        if _OTHER_PAPER_BEFORE.search(before):
            return False
        before = before[before.rfind(". ") + 1 :]
        return _OTHER_PAPER_AROUND.search(before) is None and _OTHER_PAPER_AROUND.search(rest) is None

    def stands(self, path: Path) -> bool:
        """Whether the number stands anywhere in the text other than in a reference: then it is there, unread."""
        self._asked += 1
        if self._asked > _MOST_ASKED or any(map(self._heads, self._by_path.get(path, ()))):
            return True
        if len(path) == 1:
            return self._stands_alone(path[0])
        digits = r"\.\s?".join(f"0{{0,2}}{part}" for part in path)
        inside = [range(reference.span.start, reference.end) for reference in self._by_path.get(path, ())]
        for match in re.finditer(rf"(?<![\d.$€£]){digits}(?![\d%])", self._paper.plain):
            if not any(match.start() in stretch for stretch in inside):
                return True
        return False

    def _stands_alone(self, number: int) -> bool:
        """Whether ``18. Business Day`` stands somewhere, perhaps amid a line."""
        pattern = re.compile(
            rf"(?<![\w.,$(])(?<!ection )(?<!lause )(?<!rticle )(?:(?m:^){number}|{number}(?:\.0?|\)))\s{{1,12}}[A-Z\"]"
        )
        return pattern.search(self._paper.plain) is not None

    def _heads(self, reference: Reference) -> bool:
        """Whether ``Section 6.1 Demand Registration.`` is a clause's heading, in a line that others were run into."""
        text = self._paper.plain
        before = text[max(0, reference.span.start - 24) : reference.span.start].split()
        after = text[reference.end : reference.end + 12].lstrip(" .:-")
        if not before or not after[:1].isupper():
            return not before
        word = before[-1].strip("(\"'")
        return not word.islower() and word[-1:] not in ("", ",", ";") and word.lower() not in _LEADING

    def _references(self) -> Iterator[Reference]:
        for match in _REFERENCE.finditer(self._paper.plain):
            for number in _EACH.finditer(self._paper.plain, match.start("numbers"), match.end("numbers")):
                path = _read(number.group())
                if path:
                    first = number.start() == match.start("numbers")
                    span = Span(match.start() if first else number.start(), number.end())
                    yield Reference(match["keyword"].lower(), path, number.group(), span, match.end())


def _rank(clause: Clause) -> tuple[bool, bool]:
    """A numbered list of the parties is no section, though its numbers are those of sections."""
    return clause.part != "body", not (clause.heading or clause.children)


def path_of(clause: Clause) -> Path:
    """The parts of a clause's number; empty where it is an item of a list or belongs to an attachment."""
    if not clause.number or "(" in clause.number or clause.number.startswith(("Exhibit", "Schedule", "Annex", "App")):
        return ()
    last = clause.number.rpartition(", ")[2]
    if last.isupper() and (value := roman_value(last)) is not None:
        return (value,)
    marker = read_marker(last.removeprefix("Section ") + " X") or read_marker(last + ". X")
    if marker is None or not marker.path or marker.path[0] > 1_000:
        return ()
    return marker.path


def _read(number: str) -> Path:
    if number[0].isdigit():
        path = tuple(int(part) for part in number.split("."))
        return path[:-1] if len(path) == 2 and path[1] == 0 else path
    value = roman_value(number)
    return (value,) if value is not None else ()
