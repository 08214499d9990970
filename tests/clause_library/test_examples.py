"""The examples of a library's entries: reviewed, compared with what their author expects, and without effect else."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_files import PAYMENT_TERM, PAYMENT_TERM_FILE, line_of, write_library
from redlines import FakeTyper, fake_encoders

from clause_library.errors import LibraryProblem
from clause_library.examples import check_examples
from clause_library.loading.store import STANDARD_LIBRARY, check_library, load_examples, load_library
from models.interfaces import SentenceSplitter
from models.loading import load_clause_typer, load_encoders, load_sentences

NEGOTIATED = (
    "assignment",
    "breach_notification",
    "confidentiality_term",
    "governing_law",
    "indemnification_by_provider",
    "limitation_of_liability",
    "payment_term",
    "price_increase",
    "renewal",
    "termination_for_convenience",
    "uptime",
    "warranty",
)
OURS = "Client shall pay within 30 days of the date of the invoice."
LATE = "Customer shall pay within sixty (60) days of the invoice date."
NEVER = "Customer may pay whenever it likes."


@pytest.fixture(scope="module")
def sentences() -> SentenceSplitter:
    return load_sentences()


def tried(folder: Path, sentences: SentenceSplitter, *examples: str) -> tuple[LibraryProblem, ...]:
    """The problems of the small library with these examples, each of them lines of YAML."""
    listed = "".join("  - " + example.replace("\n", "\n    ") + "\n" for example in examples)
    write_library(folder, {PAYMENT_TERM_FILE: f"{PAYMENT_TERM}examples:\n{listed}"})
    library = load_library(folder)
    models = {"encoders": fake_encoders(), "typer": FakeTyper(), "sentences": sentences}
    return tuple(check_examples(load_examples(folder), library, **models))  # type: ignore[arg-type]


def test_the_examples_of_the_shipped_library_come_out_as_expected(sentences: SentenceSplitter) -> None:
    problems = check_examples(
        load_examples(STANDARD_LIBRARY),
        load_library(STANDARD_LIBRARY),
        encoders=load_encoders(),
        typer=load_clause_typer(),
        sentences=sentences,
    )
    assert [str(problem) for problem in problems] == []


def test_the_examples_of_the_guide_come_out_as_it_says(tmp_path: Path, sentences: SentenceSplitter) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
    entry = guide[guide.index("```yaml\n") + len("```yaml\n") :].split("```")[0]
    folder = write_library(tmp_path, {PAYMENT_TERM_FILE: entry})
    models = {"encoders": load_encoders(), "typer": load_clause_typer(), "sentences": sentences}
    assert len(load_examples(folder)) == 2
    assert list(check_examples(load_examples(folder), load_library(folder), **models)) == []  # type: ignore[arg-type]


def test_the_clauses_that_are_negotiated_most_have_examples_of_what_we_take_and_what_we_do_not() -> None:
    outcomes: dict[str, list[str]] = {}
    for example in load_examples(STANDARD_LIBRARY):
        outcomes.setdefault(example.clause_type, []).append(example.outcome)
    assert set(NEGOTIATED) <= set(outcomes)
    assert all({"approved", "deviation"} <= set(outcomes[name]) for name in NEGOTIATED)


def test_examples_that_come_out_as_expected_are_no_problems(tmp_path: Path, sentences: SentenceSplitter) -> None:
    problems = tried(
        tmp_path,
        sentences,
        f"text: {OURS}\nexpect: approved",
        f"text: {LATE}\nexpect: deviation\nkinds: [tolerance_exceeded]\nseverity: high",
        f"text: {NEVER}\nexpect: prohibited\nseverity: critical",
    )
    assert problems == ()


@pytest.mark.parametrize(
    ("example", "message"),
    [
        (f"text: {LATE}\nexpect: approved", "expected approved, got deviation (tolerance_exceeded; severity high)"),
        (f"text: {OURS}\nexpect: deviation", "expected deviation, got approved (severity info)"),
        (f"text: {LATE}\nexpect: prohibited", "expected prohibited, got deviation (tolerance_exceeded; severity high)"),
        (
            f"text: {LATE}\nexpect: deviation\nseverity: low",
            "expected deviation (severity low), got deviation (tolerance_exceeded; severity high)",
        ),
        (
            f"text: {LATE}\nexpect: deviation\nkinds: [duration_changed]",
            "expected deviation (duration_changed), got deviation (tolerance_exceeded; severity high)",
        ),
    ],
)
def test_an_example_that_comes_out_otherwise_says_what_was_expected_and_what_came(
    tmp_path: Path, sentences: SentenceSplitter, example: str, message: str
) -> None:
    (problem,) = tried(tmp_path, sentences, f"text: {NEVER}\nexpect: prohibited", example)
    text = (tmp_path / PAYMENT_TERM_FILE).read_text()
    line = text.count("\n", 0, text.rindex("  - text")) + 1
    assert str(problem) == f"{PAYMENT_TERM_FILE}:{line}: example 2: {message}"


def test_a_clause_that_is_taken_for_another_entry_is_told(tmp_path: Path, sentences: SentenceSplitter) -> None:
    notices = "Each notice under this contract must be in writing and reaches its addressee when it is received."
    text = PAYMENT_TERM[: PAYMENT_TERM.index("tolerances:")] + PAYMENT_TERM[PAYMENT_TERM.index("severities:") :]
    entry = text.replace("payment_term", "notices").replace("Payment terms", "Notices").replace("[Payment]", "[Notice]")
    standard = entry[entry.index("  text: |") : entry.index("fallbacks:")]
    write_library(tmp_path, {"entries/notices.yaml": entry.replace(standard, f"  text: {notices}\n")})

    (problem,) = tried(tmp_path, sentences, f"text: {notices}\nexpect: approved")

    assert problem.message == "example 1: expected approved, got a clause that was taken for notices"


MISTAKES = [
    ("expect: deviation", "expect: refused", "'examples item 1, expect' cannot be 'refused'; allowed: approved, dev"),
    ("expect: deviation", "expects: deviation", "unknown key 'expects'; did you mean 'expect'?"),
    ("kinds: [tolerance_exceeded]", "kinds: [late]", "'examples item 1, kinds item 1' cannot be 'late'"),
    ("severity: low", "severity: lo", "'examples item 1, severity' cannot be 'lo'; did you mean 'low'?"),
    ("expect: deviation", "expect: approved", "what is approved has no severity above info; leave 'severity: low' out"),
    ("text: Words.", "text: ''", "'examples item 1, text' must not be empty"),
]
EXAMPLE = "examples:\n  - text: Words.\n    expect: deviation\n    kinds: [tolerance_exceeded]\n    severity: low\n"


@pytest.mark.parametrize(("right", "wrong", "message"), MISTAKES)
def test_a_mistake_in_an_example_is_reported_with_its_line(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    text = PAYMENT_TERM + EXAMPLE.replace(right, wrong)
    problems = check_library(write_library(tmp_path, {PAYMENT_TERM_FILE: text}))
    assert any(message in problem.message for problem in problems)
    assert all((problem.line or 0) >= line_of(text, "examples:") for problem in problems)


def test_an_example_of_a_prohibited_wording_needs_one(tmp_path: Path) -> None:
    head, _, tail = PAYMENT_TERM.partition("prohibited:")
    text = head + tail[tail.index("tolerances:") :] + EXAMPLE.replace("deviation", "prohibited")
    (problem,) = check_library(write_library(tmp_path, {PAYMENT_TERM_FILE: text}))
    assert str(problem) == (
        f"{PAYMENT_TERM_FILE}:{line_of(text, 'expect:')}: expects a prohibited wording, but the entry has none"
    )


def test_examples_are_no_part_of_the_library_and_of_its_version(tmp_path: Path) -> None:
    plain = load_library(write_library(tmp_path / "plain"))
    tested = load_library(write_library(tmp_path / "tested", {PAYMENT_TERM_FILE: PAYMENT_TERM + EXAMPLE}))
    assert tested == plain
    assert tested.version == plain.version
