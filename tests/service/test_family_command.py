"""``clausecheck family`` as a user meets it: the terminal, the JSON, the page, and what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest
from deal import AGREEMENT_FIRST, amendment, master, order_form
from deal import review as reviewed
from pydantic import TypeAdapter
from rich.console import Console
from typer.testing import CliRunner, Result

import service.wiring
from clause_library.families import join
from clause_library.types import Review
from extractor.errors import EncryptedDocument
from extractor.fields.deadlines import WEEKDAYS
from extractor.types import Problem
from models.loading import load_sentences
from service.cli import app
from service.families import JoinedFiles, Unread
from service.reports.html_family import render_family_html
from service.reports.json import render_family_json
from service.reports.terminal_family import print_family

HOSTILE = "\x1b[2J\x9b31m<script>alert(1)</script>\u202e"
TEXTS = {
    "msa.txt": master(precedence=""),
    "order.txt": order_form(
        "Payment. Customer shall pay each invoice within ten (10) days after the invoice date.",
        "Fees. Customer shall pay a fee of USD 1,000 per month.",
    ),
    "a1.txt": amendment(
        1,
        'Section 4.2 is amended by replacing "thirty (30) days" with "sixty (60) days".',
        "Section 5.1 of the Agreement is hereby deleted.",
        "Section 9.9 of the Agreement is hereby deleted.",
        "The Term of the Agreement is hereby extended through January 15, 2029.",
    ),
}


def told(*unread: Unread) -> JoinedFiles:
    reviews = [reviewed(name, text) for name, text in TEXTS.items()]
    return JoinedFiles(join(reviews, load_sentences()), unread)


def hostile() -> JoinedFiles:
    """A family with names, titles, parties and words that try to steer what shows them."""
    reviews = []
    for name, text in TEXTS.items():
        made = reviewed(name, text)
        document = replace(made.document, name=HOSTILE + name, problems=(Problem("x", HOSTILE),))
        fields = tuple(
            replace(one, value=HOSTILE) if one.name in ("title", "governing_law") else one for one in made.fields
        )
        reviews.append(replace(made, document=document, fields=fields))
    return JoinedFiles(join(reviews, load_sentences()), (Unread(HOSTILE, "x", HOSTILE),))


class FakeReviewer:
    """Gives the review of a file by its words, and an error for ``locked.docx``."""

    sentences = load_sentences()
    calendar = WEEKDAYS

    def __init__(self, settings: Any) -> None:  # noqa: ANN401
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def review_bytes(self, data: bytes, name: str, *, today: date) -> Review:
        if name == "locked.docx":
            raise EncryptedDocument("It opens only with a password.")
        return reviewed(name, data.decode())


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in TEXTS]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setattr(service.wiring, "Reviewer", FakeReviewer)

    def invoke(*arguments: object) -> Result:
        environment = {"COLUMNS": "140", "NO_COLOR": ""}
        return CliRunner(env=environment).invoke(app, ["family", *(str(one) for one in arguments)])

    return invoke


Run = Callable[..., Result]


def shown(joined: JoinedFiles, capsys: pytest.CaptureFixture[str], width: int = 160) -> str:
    print_family(joined, Console(width=width, highlight=False, markup=False))
    return capsys.readouterr().out


def test_a_document_of_another_deal_is_not_counted(capsys: pytest.CaptureFixture[str]) -> None:
    lease = (
        "EQUIPMENT LEASE AGREEMENT\n\nThis Equipment Lease Agreement is made as of June 2, 2020 between Oakhurst "
        "Leasing Corp., an Ohio corporation, and Dunmore Bakeries Inc., an Ohio corporation.\n\n1. Rent is due."
    )
    reviews = [reviewed(name, text) for name, text in {**TEXTS, "lease.txt": lease}.items()]
    said = shown(JoinedFiles(join(reviews, load_sentences()), ()), capsys)
    assert "3 documents of one deal: " in said
    assert "of another deal, left out" in said


class TestTheCommand:
    def test_the_parts_come_in_the_order_in_which_one_reads_them(self, run: Run, files: list[Path]) -> None:
        result = run(*files)
        assert result.exit_code == 0
        parts = [
            "3 documents of one deal: 1 contradiction, undecided",
            "Which document prevails",
            "Contradictions (1)",
            "Terms in force",
            "As signed",
            "Amended clauses, as they read now (2)",
            "Changes to be read by a person (1)",
        ]
        assert sorted(parts, key=result.stdout.index) == parts

    def test_it_fits_a_screen(self, run: Run, files: list[Path]) -> None:
        assert len(run(*files).stdout.splitlines()) <= 50

    def test_the_order_of_the_files_does_not_matter(self, run: Run, files: list[Path]) -> None:
        assert run(*files).stdout == run(*files[::-1]).stdout

    def test_both_reports_are_written_and_named(self, run: Run, files: list[Path], tmp_path: Path) -> None:
        page, data = tmp_path / "deal.html", tmp_path / "deal.json"
        result = run(*files, "--html", page, "--json", data)
        assert page.read_text("utf-8") == render_family_html(told())
        assert data.read_text("utf-8") == render_family_json(told())
        assert result.stderr == f"Report: {page}\nReport: {data}\n"

    def test_a_file_that_cannot_be_read_is_told_and_the_others_are_joined(
        self, run: Run, files: list[Path], tmp_path: Path
    ) -> None:
        (tmp_path / "locked.docx").write_bytes(b"PK")
        result = run(*files, tmp_path / "locked.docx", tmp_path / "gone.docx")
        assert result.exit_code == 0
        assert "locked.docx is left out: It opens only with a password." in result.stdout
        assert "gone.docx is left out: There is no file" in " ".join(result.stdout.split())
        assert "3 documents of one deal" in result.stdout

    def test_fewer_than_two_readable_files_end_it(self, run: Run, files: list[Path], tmp_path: Path) -> None:
        locked, page = tmp_path / "locked.docx", tmp_path / "deal.html"
        locked.write_bytes(b"PK")
        result = run(files[0], locked, "--html", page)
        assert (result.exit_code, result.stdout, page.exists()) == (1, "", False)
        assert "1 could be read" in result.stderr
        assert "locked.docx: It opens only with a password." in result.stderr

    def test_one_file_is_no_family(self, run: Run, files: list[Path]) -> None:
        result = run(files[0])
        assert result.exit_code == 2
        assert "two documents at least" in result.stderr

    @pytest.mark.parametrize(
        ("option", "place", "message"),
        [
            ("--json", "deal.html", "use .json"),
            ("--html", "deal", "use .html or .htm"),
            ("--html", "nowhere/deal.html", "there is no folder"),
        ],
    )
    def test_a_place_that_takes_no_report_is_refused_before_the_work(
        self, run: Run, files: list[Path], tmp_path: Path, option: str, place: str, message: str
    ) -> None:
        result = run(*files, option, tmp_path / place)
        assert result.exit_code == 2
        assert message in " ".join(result.stderr.split())
        assert option in result.stderr


class TestTheTerminal:
    def test_it_says_what_is_in_force_where_and_instead_of_what(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = shown(told(), capsys)
        for said in (
            "amends Master Services Agreement",
            "under Master Services Agreement",
            "Undecided: no clause says which prevails",
            "60 days or 10 days",
            "15 January 2029",
            "15 January 2027 (Master Services Agreement), amended by Amendment No. 1",
            "none any more",
            "taken out by Amendment No. 1",
            "reworded by Amendment No. 1",
            "There is no section 9.9 in the document",
        ):
            assert said in " ".join(out.split()), said

    def test_what_an_amendment_alone_states_is_not_as_signed(self, capsys: pytest.CaptureFixture[str]) -> None:
        new = amendment(1, "Fees. Customer shall pay a support fee of USD 2,000 per month.")
        joined = JoinedFiles(join([reviewed("a.txt", master()), reviewed("b.txt", new)], load_sentences()), ())
        out = " ".join(shown(joined, capsys).split())
        assert "nothing found before Amendment No. 1" in out
        assert "USD 2,000" not in out[out.index("As signed") :]

    def test_nothing_in_a_document_can_steer_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown(hostile(), capsys))

    def test_it_says_when_nothing_is_amiss(self, capsys: pytest.CaptureFixture[str]) -> None:
        texts = {"a.txt": master(precedence=AGREEMENT_FIRST), "b.txt": order_form("Fees. None.")}
        joined = JoinedFiles(join([reviewed(*one) for one in texts.items()], load_sentences()), ())
        assert "2 documents of one deal: nothing in them contradicts, nothing was amended." in shown(joined, capsys)


class TestTheJson:
    def test_it_is_the_family_and_reads_back(self) -> None:
        unread = Unread("x.docx", "encrypted_document", "It needs a password.")
        assert TypeAdapter(JoinedFiles).validate_json(render_family_json(told(unread))) == told(unread)

    def test_its_first_levels_are_what_the_guide_says(self) -> None:
        made = json.loads(render_family_json(told()))
        assert list(made) == ["family", "unread"]
        assert list(made["family"]) == [
            "members",
            "precedence",
            "contradictions",
            "terms",
            "clauses",
            "unresolved",
            "remarks",
        ]


class TestThePage:
    def test_it_needs_nothing_else_and_runs_nothing(self) -> None:
        page = render_family_html(told())
        assert "default-src 'none'; style-src 'sha256-" in page
        assert "<script" not in page
        assert not re.search(r"(?:src|href)=[\"'](?!#)", page)

    def test_everything_in_it_is_escaped(self) -> None:
        page = render_family_html(hostile())
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert not {"\x1b", "\x9b", "\u202e"} & set(page)

    def test_every_link_leads_somewhere_and_every_anchor_is_there_once(self) -> None:
        page = render_family_html(told())
        anchors = re.findall(r'\bid="([^"]+)"', page)
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)

    def test_the_words_of_a_clause_are_coloured_by_their_document(self) -> None:
        page = render_family_html(told())
        pieces = re.findall(r'<span class="piece (by-\d)">([^<]+)</span>', page)
        assert ("by-3", "sixty (60) days") in pieces
        assert ("by-1", "after the invoice date.") in pieces

    def test_a_file_that_could_not_be_read_is_named(self) -> None:
        assert "lost.pdf</bdi> is left out: It is a scan." in render_family_html(
            told(Unread("lost.pdf", "x", "It is a scan."))
        )
