"""Why a clause library cannot be used. Each class has a stable ``code``; messages name file, line and what is wrong.

LibraryError
├── InvalidLibrary      one or more files break the format or contradict each other
└── UnknownEntry        a clause type that the library does not have
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryProblem:
    """One thing that is wrong in a library; ``line`` counts from 1, None where it concerns the whole file."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        """``file:line: message``, as compilers print it."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class LibraryError(Exception):
    """The clause library cannot be used as it is."""

    code = "library_error"


class InvalidLibrary(LibraryError):
    """The library's files are wrong; ``problems`` lists all of them, not only the first."""

    code = "invalid_library"

    def __init__(self, problems: Sequence[LibraryProblem]) -> None:
        """Keep the problems and put them, one a line, into the message."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownEntry(LibraryError):
    """No entry has that clause type."""

    code = "unknown_entry"
