"""The sample contracts are what their generator writes, read as they should, and hold what planted.yaml says."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.types import DeviationKind
from docs.samples.generate.__main__ import samples
from docs.samples.generate.model import Paragraph, paragraph
from docs.samples.generate.revising import Edit, Move, revise
from extractor.readers import read
from extractor.types import Document

FOLDER = Path(__file__).parents[2] / "docs" / "samples"
PLANTED: list[dict[str, Any]] = yaml.safe_load((FOLDER / "planted.yaml").read_text("utf-8"))["planted"]
TRACKED = [item for item in PLANTED if item["tracked"] and item["kind"] != "clause_moved"]
STALE = "run python -m docs.samples.generate"
SMALL = 150_000


@cache
def written() -> dict[str, bytes]:
    return samples()


@cache
def document(name: str) -> Document:
    return read((FOLDER / name).read_bytes(), name)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["planted.yaml", "README.md", "mutual-nda.txt"])
def test_text_files_are_what_the_generator_writes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == written()[name], STALE


@pytest.mark.parametrize("name", ["saas-agreement-sent.docx", "saas-agreement-redline.docx"])
def test_word_files_are_what_the_generator_writes(name: str) -> None:
    assert parts((FOLDER / name).read_bytes()) == parts(written()[name]), STALE


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.pdf")))
def test_pdf_files_are_what_the_generator_writes(name: str) -> None:
    assert document(name).text == read(written()[name], name).text, STALE


def test_writing_twice_gives_the_same_bytes() -> None:
    assert samples() == written()


def test_the_samples_are_small() -> None:
    assert all(path.stat().st_size < SMALL for path in FOLDER.iterdir() if path.is_file())


def test_the_redline_without_its_revisions_is_what_was_sent_but_for_the_silent_change() -> None:
    (silent,) = [item for item in PLANTED if not item["tracked"]]
    sent = document("saas-agreement-sent.docx").text
    before = document("saas-agreement-redline.docx").original_text
    assert silent["before"] not in before
    assert before == sent.replace(silent["before"], silent["after"])


def test_the_accepted_redline_and_its_pdf_have_the_same_words() -> None:
    wanted, there = (
        {word.casefold() for word in document(f"saas-agreement-redline.{kind}").text.split() if word.isalpha()}
        for kind in ("docx", "pdf")
    )
    assert wanted <= there


@pytest.mark.parametrize("item", TRACKED, ids=lambda item: item["id"])
def test_a_planted_change_is_tracked_under_its_author(item: dict[str, Any]) -> None:
    redline = document("saas-agreement-redline.docx")
    assert folded(item["before"]) in folded(redline.original_text)
    assert folded(item["after"]) in folded(redline.text)
    said = [folded(item["before"]), folded(item["after"])]
    touching = [r for r in redline.revisions if r.text.strip() and any(folded(r.text).strip(", ") in s for s in said)]
    whole = [r for r in redline.revisions if any(s and s in folded(r.text) for s in said)]
    assert item["author"] in {revision.author for revision in [*touching, *whole]}


def test_the_move_has_two_ends_and_its_words_are_unchanged() -> None:
    ends = [r for r in document("saas-agreement-redline.docx").revisions if r.kind.startswith("move")]
    assert [r.kind for r in ends] == ["move_from", "move_to"]
    assert ends[0].move_id == ends[1].move_id
    assert folded(ends[0].text) == folded(ends[1].text)


def test_comments_keep_their_thread() -> None:
    comments = document("saas-agreement-redline.docx").comments
    assert len(comments) == 6
    (reply,) = [comment for comment in comments if comment.parent]
    (answered,) = [comment for comment in comments if comment.id == reply.parent]
    assert {reply.author, answered.author} == {item["author"] for item in TRACKED}
    assert reply.quote == answered.quote


def test_everything_planted_speaks_the_language_of_the_library() -> None:
    library = load_library(STANDARD_LIBRARY)
    roles = {approver.role for approver in library.approvers}
    for item in PLANTED:
        assert item["kind"] in get_args(DeviationKind)
        assert item["clause_type"] is None or library.entry(item["clause_type"])
        assert item["approver"] is None or item["approver"] in roles


def test_planted_severities_run_from_info_to_critical() -> None:
    assert {item["severity"] for item in PLANTED} == {"info", "low", "medium", "high", "critical"}


def words(item: Paragraph, *, accepted: bool) -> str:
    dropped = "deletion" if accepted else "insertion"
    return "".join(p.text for p in item.pieces if p.mark is None or p.mark.kind != dropped)


class TestRevising:
    ONE = paragraph("one", "section", "Customer shall pay within thirty days.", "Payment")
    TWO = paragraph("two", "section", "Nothing else.")

    def test_an_edit_keeps_both_sides(self) -> None:
        (item, _) = revise((self.ONE, self.TWO), [Edit("one", "thirty", "sixty", "A", "2026-01-01T00:00:00Z")], ())
        assert isinstance(item, Paragraph)
        assert words(item, accepted=True) == "Payment. Customer shall pay within sixty days."
        assert words(item, accepted=False) == "Payment. Customer shall pay within thirty days."

    def test_an_insertion_stands_behind_the_words_that_it_follows(self) -> None:
        edit = Edit("one", "", " calendar", "A", "2026-01-01T00:00:00Z", behind="thirty")
        (item, _) = revise((self.ONE, self.TWO), [edit], ())
        assert isinstance(item, Paragraph)
        assert words(item, accepted=True) == "Payment. Customer shall pay within thirty calendar days."

    def test_a_silent_edit_leaves_no_mark(self) -> None:
        (item, _) = revise((self.ONE, self.TWO), [Edit("one", "thirty ", "")], ())
        assert isinstance(item, Paragraph)
        assert all(piece.mark is None for piece in item.pieces)
        assert item.text == "Payment. Customer shall pay within days."

    def test_a_move_leaves_one_end_behind(self) -> None:
        moved = revise((self.ONE, self.TWO), [Move("one", "two", "A", "2026-01-01T00:00:00Z", "m")], ())
        assert [block.key for block in moved] == ["one (moved away)", "two", "one"]

    @pytest.mark.parametrize("before", ["forty", "a"])
    def test_words_that_are_not_there_once_are_refused(self, before: str) -> None:
        with pytest.raises(LookupError):
            revise((self.ONE, self.TWO), [Edit("one", before, "x")], ())

    def test_a_paragraph_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(LookupError):
            revise((self.ONE,), [Edit("three", "a", "b")], ())
