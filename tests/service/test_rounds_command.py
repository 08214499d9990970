"""``clausecheck rounds`` as a user meets it: the terminal, the JSON, the page, and what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import pytest
from negotiation import round_files
from pydantic import TypeAdapter
from rich.console import Console
from typer.testing import CliRunner, Result

import service.wiring
from clause_library.rounds import History, Piece, history
from clause_library.types import Review
from extractor.errors import EncryptedDocument
from extractor.types import Comment, Problem, Span
from service.cli import app
from service.reports.html_rounds import render_history_html, shown
from service.reports.json import render_history_json
from service.reports.terminal_rounds import print_history
from service.settings import load_settings
from service.wiring import Reviewer

HOSTILE = "\x1b[2J\x9b31m<script>alert(1)</script>\u202e"


@lru_cache(maxsize=1)
def reviews() -> tuple[Review, ...]:
    """The four rounds of the bundled agreement, with the models that are shipped."""
    with Reviewer(load_settings()) as reviewer:
        return tuple(reviewer.review_bytes(data, name, today=date(2026, 2, 14)) for name, data in round_files().items())


def told() -> History:
    return history(reviews())


def hostile() -> History:
    """The negotiation with a name, authors, a comment and words that try to steer what shows them."""
    last = reviews()[-1]
    comment = Comment("c", HOSTILE, Span(0, 5), "", author=HOSTILE)
    made = replace(
        last,
        document=replace(last.document, name=HOSTILE, comments=(comment,), problems=(Problem("x", HOSTILE),)),
        deviations=tuple(replace(one, authors=(HOSTILE,), reason=HOSTILE, changes=()) for one in last.deviations),
        clauses=tuple(replace(one, heading=HOSTILE) for one in last.clauses),
    )
    return history([*reviews()[:-1], made])


class FakeReviewer:
    """Gives the reviews of the rounds by the names of the files, and an error for ``locked.docx``."""

    def __init__(self, settings: Any) -> None:  # noqa: ANN401
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def review_bytes(self, data: bytes, name: str, *, today: date, agreement_type: str | None = None) -> Review:
        if name == "locked.docx":
            raise EncryptedDocument("It opens only with a password.")
        return next(made for made in reviews() if made.document.name == name)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, data in round_files().items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in round_files()]


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    reviews()  # before the reviewer is another
    monkeypatch.setattr(service.wiring, "Reviewer", FakeReviewer)

    def run(*arguments: object) -> Result:
        environment = {"COLUMNS": "120", "NO_COLOR": ""}
        return CliRunner(env=environment).invoke(app, ["rounds", *(str(one) for one in arguments)])

    return run


Run = Callable[..., Result]


class TestTheCommand:
    def test_what_came_back_is_told_before_what_is_open_before_the_moves(self, rounds: Run, files: list[Path]) -> None:
        result = rounds(*files)
        assert result.exit_code == 0
        parts = ["Came back (", "Still open (", "Comments without a resolution (1)", "Moves, clause by clause"]
        assert sorted(parts, key=result.stdout.index) == parts
        assert result.stdout.splitlines()[0].startswith("4 points came back after being given up")

    def test_both_reports_are_written_and_named(self, rounds: Run, files: list[Path], tmp_path: Path) -> None:
        page, data = tmp_path / "rounds.html", tmp_path / "rounds.json"
        result = rounds(*files, "--html", page, "--json", data)
        assert page.read_text("utf-8") == render_history_html(told())
        assert data.read_text("utf-8") == render_history_json(told())
        assert result.stderr == f"Report: {page}\nReport: {data}\n"

    def test_a_file_that_cannot_be_read_is_named_and_nothing_is_told(
        self, rounds: Run, files: list[Path], tmp_path: Path
    ) -> None:
        locked, page = tmp_path / "locked.docx", tmp_path / "rounds.html"
        locked.write_bytes(b"PK")
        result = rounds(files[0], locked, files[2], "--html", page)
        assert (result.exit_code, result.stdout, page.exists()) == (1, "", False)
        assert result.stderr == "clausecheck: locked.docx: It opens only with a password.\n"

    def test_a_file_that_is_not_there_is_told_before_any_is_read(
        self, rounds: Run, files: list[Path], tmp_path: Path
    ) -> None:
        (tmp_path / "locked.docx").write_bytes(b"PK")
        result = rounds(files[0], tmp_path / "locked.docx", tmp_path / "gone.docx")
        assert result.exit_code == 1
        assert "gone.docx" in result.stderr
        assert "locked.docx" not in result.stderr

    def test_one_file_is_no_negotiation(self, rounds: Run, files: list[Path]) -> None:
        result = rounds(files[0])
        assert result.exit_code == 2
        assert "two rounds at least" in result.stderr

    @pytest.mark.parametrize(
        ("option", "place", "message"),
        [
            ("--json", "rounds.html", "use .json"),
            ("--html", "rounds", "use .html or .htm"),
            ("--html", "nowhere/rounds.html", "there is no folder"),
        ],
    )
    def test_a_place_that_takes_no_report_is_refused_before_the_work(
        self, rounds: Run, files: list[Path], tmp_path: Path, option: str, place: str, message: str
    ) -> None:
        result = rounds(*files, option, tmp_path / place)
        assert result.exit_code == 2
        assert message in " ".join(result.stderr.split())
        assert option in result.stderr


class TestTheTerminal:
    def test_it_says_when_and_by_whom(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_history(told(), Console(width=120, highlight=False, markup=False))
        out = capsys.readouterr().out
        for said in (
            "In round 2, out in 3, back in",
            "does not",
            "untracked",
            "Marcus Oyelaran, there again, against us",
            "Ingrid Solheim, against us, had been agreed",
            "standard → absent → standard",
        ):
            assert said in out

    def test_nothing_in_a_contract_can_steer_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_history(hostile(), Console(width=120, highlight=False, markup=False))
        assert not {"\x1b", "\x9b", "\u202e"} & set(capsys.readouterr().out)

    def test_it_says_when_nothing_is_open(self, capsys: pytest.CaptureFixture[str]) -> None:
        print_history(history([reviews()[0]] * 2), Console(width=120))
        assert "Nothing is open" in capsys.readouterr().out


class TestTheJson:
    def test_it_is_the_history_and_reads_back(self) -> None:
        assert TypeAdapter(History).validate_json(render_history_json(told())) == told()

    def test_its_first_level_is_what_the_guide_says(self) -> None:
        assert list(json.loads(render_history_json(told()))) == ["rounds", "returned", "open", "comments", "clauses"]


class TestThePage:
    def test_it_needs_nothing_else_and_runs_nothing(self) -> None:
        page = render_history_html(told())
        assert "default-src 'none'; style-src 'sha256-" in page
        assert "<script" not in page
        assert not re.search(r"(?:src|href)=[\"'](?!#)", page)

    def test_everything_in_it_is_escaped(self) -> None:
        page = render_history_html(hostile())
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert not {"\x1b", "\x9b", "\u202e"} & set(page)

    def test_every_link_leads_somewhere_and_every_anchor_is_there_once(self) -> None:
        page = render_history_html(told())
        anchors = re.findall(r'\bid="([^"]+)"', page)
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)

    def test_the_table_has_a_chip_for_each_clause_and_round(self) -> None:
        page = render_history_html(told())
        grid = page[page.index('class="grid"') : page.index('class="key')]
        rows = grid.count("<tr>") - 1
        assert grid.count('class="chip') == 4 * rows
        assert rows == sum(bool(clause.moves) for clause in told().clauses)

    def test_a_negotiation_without_moves_is_a_page_too(self) -> None:
        assert "Nothing is open" in render_history_html(history([reviews()[0]] * 2))

    @pytest.mark.parametrize("place", ["before", "between", "behind"])
    def test_long_words_that_did_not_change_are_cut_away_from_the_change(self, place: str) -> None:
        long = Piece("word " * 200, False)
        new = Piece("new", True)
        pieces = {"before": [long, new], "between": [new, long, new], "behind": [new, long]}[place]
        cut = next(piece for piece in shown(pieces) if not piece.changed).text
        assert len(cut) < 320
        assert cut.startswith("…") == (place == "before")
        assert cut.endswith("…") == (place == "behind")

    def test_words_without_any_change_stay_whole(self) -> None:
        whole = [Piece("word " * 200, False)]
        assert list(shown(whole)) == whole
