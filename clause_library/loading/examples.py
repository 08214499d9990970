"""The examples of an entry's file: clauses as the other side might send them, and what a review says about each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.errors import LibraryProblem
from clause_library.loading.checking import EntryFile
from clause_library.loading.schema import Outcome
from clause_library.types import DeviationKind, Severity


@dataclass(frozen=True, slots=True)
class Example:
    """A clause of an entry and what to expect of a review; ``number`` counts from 1, ``line`` is where it stands.

    ``kinds`` are deviation kinds that must be among those found, ``severity`` the worst severity; None: any.
    """

    clause_type: str
    number: int
    text: str
    outcome: Outcome
    file: str
    line: int | None
    kinds: tuple[DeviationKind, ...] = ()
    severity: Severity | None = None

    def problem(self, message: str) -> LibraryProblem:
        """Something wrong with it."""
        return LibraryProblem(self.file, self.line, f"example {self.number}: {message}")


def examples_of(entry: EntryFile) -> Iterator[Example]:
    """The examples of an entry, in the order of its file."""
    for n, form in enumerate(entry.form.examples):
        yield Example(
            clause_type=entry.form.clause_type,
            number=n + 1,
            text=form.text,
            outcome=form.expect,
            file=entry.source.file,
            line=entry.source.line(("examples", n)),
            kinds=tuple(form.kinds),
            severity=form.severity,
        )


def check_expectations(entry: EntryFile) -> Iterator[LibraryProblem]:
    """Expectations that no review could meet."""
    for n, form in enumerate(entry.form.examples):
        if form.expect == "approved" and form.severity not in (None, "info"):
            said = f"what is approved has no severity above info; leave 'severity: {form.severity}' out"
            yield entry.source.problem(("examples", n, "severity"), said)
        if form.expect == "prohibited" and not entry.form.prohibited:
            said = "expects a prohibited wording, but the entry has none"
            yield entry.source.problem(("examples", n, "expect"), said)
