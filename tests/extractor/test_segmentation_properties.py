"""What holds for the clauses of any document, however odd; and that a numbered tree reads back as it was written."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from segmentation_documents import document

from extractor.segmentation import clause_at, evidence_at, segment
from extractor.segmentation.numerals import roman
from extractor.types import Block, Clause, Contract, Document, Span

OPENINGS = (
    "1.", "2.", "1.1", "1.2", "2.1", "(a)", "(b)", "(i)", "(ii)", "(A)", "a)", "I.", "II.", "ARTICLE I", "Article 2",
    "Section 1.", "Section 2.1", "§ 3", "EXHIBIT A", "Schedule 2", "TABLE OF CONTENTS", "RECITALS", "8.2(b)(ii)", "",
    "IN WITNESS WHEREOF", "By: ____", "NOW, THEREFORE, the parties agree as follows:", "“Fees” means", "12", "•",
)  # fmt: skip
WORDINGS = (
    "",
    "Term",
    "TERM AND FEES",
    "Term. It lasts a year.",
    "it lasts; and",
    "It lasts. 1.1 It ends. 2. Fees 2.1 Due.",
    "........ 3",
)
LABELS = (None, None, None, "1.", "1.1", "(a)", "(i)", "(b)", "ARTICLE I", "Section 1.01", "•", "Exhibit A", "8.2(b)")

block_parts = st.tuples(
    st.tuples(st.sampled_from(OPENINGS), st.one_of(st.sampled_from(WORDINGS), st.text(max_size=30))).map(" ".join),
    st.builds(
        Block,
        span=st.just(Span(0, 0)),
        kind=st.sampled_from(("paragraph", "paragraph", "heading", "table_row")),
        label=st.sampled_from(LABELS),
        level=st.sampled_from((None, 0, 1, 2)),
        indent=st.sampled_from((None, 50.0, 70.0, 90.0)),
        bold=st.booleans(),
    ),
)
documents = st.lists(block_parts, max_size=40).map(lambda parts: document(*parts))


def check_siblings(siblings: Sequence[Clause], low: int, high: int) -> None:
    for clause in siblings:
        assert low <= clause.extent.start <= clause.extent.end <= high
        low = clause.extent.end


def check_clause(clause: Clause, text: str) -> None:
    assert text[clause.span.start : clause.span.end] == clause.text
    assert clause.extent.covers(clause.span)
    check_siblings(clause.children, clause.span.end, clause.extent.end)
    assert all(child.level == clause.level + 1 and child.part == clause.part for child in clause.children)


@given(documents)
def test_spans_nest_and_quote_the_text_and_ids_are_unique(source: Document) -> None:
    contract = segment(source)
    clauses = list(contract.walk())
    check_siblings(contract.clauses, 0, len(source.text))
    for clause in clauses:
        check_clause(clause, source.text)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert segment(source) == contract


@given(documents)
def test_every_clause_is_found_at_its_own_words(source: Document) -> None:
    contract = segment(source)
    for clause in contract.walk():
        if clause.text:
            assert clause_at(contract, clause.span.start) == clause
            evidence = evidence_at(contract, clause.span)
            assert (evidence.quote, evidence.clause) == (clause.text, clause.id)
            block = source.blocks[(evidence.paragraph or 0) - 1]
            assert block.span.start <= clause.span.start <= block.span.end


Tree = list["Tree"]
trees = st.recursive(
    st.just([]), lambda children: st.lists(children, min_size=2, max_size=5), max_leaves=40
).filter(lambda tree: len(tree) > 1)  # fmt: skip


def lines_of(tree: Tree, depth: int = 0, path: str = "") -> list[tuple[str, str]]:
    """Number as cited, and line as typed, of each node: 1., 1.1, (a), (i), (A)."""
    found = []
    for count, children in enumerate(tree, start=1):
        letter = chr(ord("a") + count - 1)
        written = (f"{count}.", f"{path}.{count}", f"({letter})", f"({roman(count)})", f"({letter.upper()})")[depth]
        number = written.strip(".") if depth < 2 else path + written
        found.append((number, f"{written} Clause number {number} binds both of the parties."))
        if depth < 4:
            found += lines_of(children, depth + 1, number)
    return found


def body_numbers(contract: Contract) -> list[str | None]:
    return [clause.number for clause in contract.walk() if clause.part == "body"]


@given(trees)
def test_a_numbered_tree_written_out_reads_back_with_the_same_numbers(tree: Tree) -> None:
    written = lines_of(tree)
    contract = segment(document("NOW, THEREFORE, the parties agree as follows:", *(line for _, line in written)))
    assert body_numbers(contract) == [number for number, _ in written]


def test_nothing_is_found_outside_the_clauses() -> None:
    contract = segment(document("TABLE OF CONTENTS", "1. Term 1", "2. Fees 2", "3. Law 3", "1. Term", "It lasts."))
    assert clause_at(contract, 0) is None
    assert evidence_at(contract, Span(0, 5)).clause is None
    assert evidence_at(contract, Span(0, 5)).paragraph == 1
    assert clause_at(contract, len(contract.document.text)) is None
