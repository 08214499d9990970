"""One contract as the checks read it: its text, its paragraphs and numbers, and how to name a place to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from clause_library.findings.figured import figured
from clause_library.places import Places
from clause_library.types import Finding, Severity
from extractor.fields.defined_terms import DefinedTerm, find_defined_terms
from extractor.fields.phrasing import plain_lines
from extractor.segmentation import clause_at, clauses_at
from extractor.segmentation.printed import Printed, printed
from extractor.types import Clause, Contract, Evidence, Field, Span

_SENTENCE_END = re.compile(r"(?<!\bNo)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)[.;]['\")]{0,2}\s{1,20}(?=[A-Z(\"\[])")
_AMENDMENT = re.compile(
    r"\b(?:amendment|amended|amends|supplement(?:al)?|modification|joinder|extension|renewal|waiver)\b", re.IGNORECASE
)
_RESTATED = re.compile(r"\brestated\b|\bamendments?\s{1,3}(?:may|must|shall)\b", re.IGNORECASE)
_TITLE_LINES = 5
_LONGEST_TITLE_CHARS = 120
_AGREEMENT = re.compile(
    r"\b(?:agreement|contract(?!(?-i:\s[A-Z]))|deed|guarant\w{0,3}|note|lease|bond|mortgage|statement\s{1,9}of\s{1,9}work|sow)\b",
    re.IGNORECASE,
)
_LARGEST_ATTACHMENT = 30
"""An attachment with more clauses than that is a contract of its own."""
QUOTE_CHARS = 70
"""How many characters of a quote a message shows."""


class Paper:
    """A contract and what is worked out of it once for all checks.

    ``plain`` is the text with straight quotes and plain hyphens, line by line; every offset is that of the text.
    """

    def __init__(self, contract: Contract, fields: Sequence[Field], places: Places) -> None:
        """Keep what is given."""
        self.contract = contract
        self.fields = fields
        self.places = places
        self.text = contract.document.text
        self._other_papers: dict[str, bool] = {}
        self.plain = plain_lines(self.text)

    @cached_property
    def figured(self) -> str:
        """The plain text with all numbers written as ``1,250.50``, and with its tabs."""
        return figured(self.text).replace("\n", " ")

    @cached_property
    def lined(self) -> str:
        """The plain text with its tabs, as they part the columns of signatures."""
        if "\t" not in self.text:
            return self.plain
        return "".join("\t" if was == "\t" else now for was, now in zip(self.text, self.plain, strict=True))

    @cached_property
    def stretches(self) -> tuple[Printed, ...]:
        """The stretches of the text, with the numbers that they begin with."""
        return tuple(printed(self.contract.document))

    @cached_property
    def paragraphs(self) -> tuple[Printed, ...]:
        """The stretches that say something: no contents, no page furniture."""
        return tuple(stretch for stretch in self.stretches if not stretch.contents and not stretch.furniture)

    @cached_property
    def terms(self) -> tuple[DefinedTerm, ...]:
        """The terms that the contract defines or puts in quotes."""
        return find_defined_terms(self.contract.document, self.stretches)

    @cached_property
    def has_body(self) -> bool:
        """Whether provisions were told from the opening."""
        return any(clause.part == "body" for clause in self.contract.clauses)

    @cached_property
    def amends(self) -> bool:
        """Whether it changes another contract, whose terms and numbers it uses."""
        lines = [line for line in self.text[:2_000].split("\n") if line.strip()][:_TITLE_LINES]
        titles = " ".join(line for line in lines if len(line) <= _LONGEST_TITLE_CHARS)
        opening = self.text[: 2 * _LONGEST_TITLE_CHARS]
        titled = _AMENDMENT.search(titles) or re.match(r"(?is)\W{0,9}this\s\w{0,20}\s?amendment\b", opening)
        return titled is not None and _RESTATED.search(titles) is None

    def clause(self, offset: int) -> Clause | None:
        """The innermost clause at ``offset``."""
        return clause_at(self.contract, offset)

    def root(self, offset: int) -> Clause | None:
        """The outermost clause at ``offset``: an attachment, or a section of the body."""
        return next(iter(self._line(offset)), None)

    def attachment(self, offset: int) -> str | None:
        """The attachment that holds ``offset``; None in the body."""
        root = self.root(offset)
        if root is None or root.part != "exhibit":
            return None
        return root.number or root.heading or "attachment"

    def section(self, offset: int) -> str:
        """The section of the body, or the attachment, that holds ``offset``."""
        line = self._line(offset)
        numbered = next((clause for clause in line if clause.number), None)
        clause = numbered or (line[0] if line else None)
        return clause.id if clause is not None else ""

    def is_another_paper(self, offset: int) -> bool:
        """Whether it stands in an attachment that is a contract of its own."""
        root = self.root(offset)
        if root is None or root.part != "exhibit":
            return False
        if root.id not in self._other_papers:
            large = sum(1 for _ in root.walk()) > _LARGEST_ATTACHMENT
            self._other_papers[root.id] = large or _AGREEMENT.search(root.heading) is not None
        return self._other_papers[root.id]

    def sentences(self, stretch: Printed) -> Iterator[Span]:
        """The sentences of a stretch, or its parts between semicolons."""
        start = stretch.body
        for end in _SENTENCE_END.finditer(self.plain, stretch.body, stretch.span.end):
            yield Span(start, end.start() + 1)
            start = end.end()
        if start < stretch.span.end:
            yield Span(start, stretch.span.end)

    def evidence(self, span: Span) -> Evidence:
        """The words at ``span``, with their place."""
        return self.places.evidence(span)

    def where(self, offset: int) -> str:
        """The place as one would name it: ``section 4.2``, ``Exhibit A``, ``the opening``."""
        return _place_name(self._line(offset))

    def said(self, span: Span) -> str:
        """The words at ``span`` in quotation marks, shortened."""
        words = " ".join(self.text[span.start : span.end].split())
        return f"“{words if len(words) <= QUOTE_CHARS else words[: QUOTE_CHARS - 1].rstrip() + '…'}”"

    def finding(self, kind: str, severity: Severity, message: str, spans: Sequence[Span], confidence: float) -> Finding:
        """A finding with the words at ``spans`` as its evidence; the message begins with a capital."""
        return Finding(
            kind=kind,
            severity=severity,
            message=message[:1].upper() + message[1:],
            evidence=tuple(self.evidence(span) for span in spans),
            confidence=confidence,
        )

    def _line(self, offset: int) -> list[Clause]:
        """The clauses that hold ``offset``, from the outermost inwards."""
        return clauses_at(self.contract.clauses, offset)


def _place_name(line: Sequence[Clause]) -> str:
    for clause in reversed(line):
        if clause.number:
            return clause.number if clause.number[0].isalpha() else f"section {clause.number}"
    if not line:
        return "the text"
    names = {"front": "the opening", "signature": "the signatures"}
    heading = line[-1].heading or line[0].heading
    return names.get(line[0].part, f"“{heading}”" if heading else "the text")
