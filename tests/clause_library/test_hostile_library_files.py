from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_files import PAYMENT_TERM, PAYMENT_TERM_FILE, write_library

from clause_library.loading.store import check_library, load_library

YAML_LIKE = st.text(st.sampled_from("ab:-?[]{}#&*!|>'\"%@`, \n\t\r\x00\x85\u2028\ufeff~<"), max_size=60)


def problems_with(content: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        library = write_library(Path(folder), {PAYMENT_TERM_FILE: content})
        return [str(problem) for problem in check_library(library)]


@given(st.binary(max_size=200))
@settings(max_examples=60)
def test_any_bytes_are_answered_with_problems_and_never_with_an_exception(content: bytes) -> None:
    assert problems_with(content)


@given(YAML_LIKE, st.integers(0, len(PAYMENT_TERM)))
@settings(max_examples=60)
def test_whatever_is_typed_into_an_entry_it_is_accepted_or_explained(typed: str, place: int) -> None:
    content = (PAYMENT_TERM[:place] + typed + PAYMENT_TERM[place:]).encode()

    assert all(problem.startswith((PAYMENT_TERM_FILE, "entries")) for problem in problems_with(content))


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        "a: &a\n  b: *a\n",
        "<<: {clause_type: payment_term}\n",
    ],
)
def test_aliases_and_merge_keys_are_refused(bomb: str) -> None:
    assert any(
        "are not allowed" in problem or "unknown key '<<'" in problem for problem in problems_with(bomb.encode())
    )


def test_a_link_to_another_file_shows_nothing_of_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password: hunter2 [\n")
    library = write_library(tmp_path / "library")
    (library / "entries" / "linked.yaml").symlink_to(secret)

    assert all("hunter2" not in str(problem) for problem in check_library(library))


def test_a_folder_named_like_an_entry_is_reported(tmp_path: Path) -> None:
    library = write_library(tmp_path)
    (library / "entries" / "odd.yaml").mkdir()

    (problem,) = check_library(library)

    assert str(problem) == "entries/odd.yaml: cannot be read: Is a directory"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    marked = load_library(
        write_library(tmp_path / "marked", {PAYMENT_TERM_FILE: b"\xef\xbb\xbf" + PAYMENT_TERM.encode()})
    )

    assert marked == load_library(write_library(tmp_path / "plain"))
