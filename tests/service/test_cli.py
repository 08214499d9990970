from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest
from review_factory import calm_review, make_review, with_document
from typer.testing import CliRunner, Result

import clause_library.examples
import service.wiring
from clause_library.errors import InvalidLibrary, LibraryProblem
from clause_library.loading.examples import Example
from clause_library.loading.store import STANDARD_LIBRARY
from clause_library.types import Direction, Review
from extractor.errors import EncryptedDocument
from extractor.types import Field, Problem
from service.cli import COMMANDS, app
from service.commands.serve import listen
from service.files import SentFile
from service.reports.ics import render_ics
from service.reports.json import review_adapter
from service.reports.markdown import render_markdown
from service.reports.word import render_word
from service.reports.xlsx import render_xlsx

CONTRACT = b"1. Term. One year."


class FakeReviewer:
    """Stands where ``service.wiring.Reviewer`` does and gives ``outcome`` for every file."""

    outcome: Review | Exception = calm_review()
    asked: dict[str, Any]
    encoders = typer = sentences = None

    def __init__(self, settings: Any) -> None:  # noqa: ANN401
        FakeReviewer.asked = {"settings": settings}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def review_bytes(
        self,
        data: bytes,
        name: str,
        *,
        today: date,
        agreement_type: str | None = None,
        baseline: SentFile | None = None,
    ) -> Review:
        self.asked.update(data=data, name=name, today=today, agreement_type=agreement_type, baseline=baseline)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def extract_bytes(self, data: bytes, name: str) -> tuple[Field, ...]:
        return self.review_bytes(data, name, today=date(2026, 1, 1)).fields


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "msa.txt"
    path.write_bytes(CONTRACT)
    return path


@pytest.fixture
def clausecheck(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command line on a reviewer that gives ``outcome``."""
    monkeypatch.setattr(service.wiring, "Reviewer", FakeReviewer)

    def run(*arguments: object, outcome: Review | Exception | None = None) -> Result:
        FakeReviewer.outcome = outcome if outcome is not None else make_review()
        return CliRunner(env={"COLUMNS": "100", "NO_COLOR": ""}).invoke(app, [str(one) for one in arguments])

    return run


Run = Callable[..., Result]


def test_review_prints_the_summary(clausecheck: Run, contract: Path) -> None:
    result = clausecheck("review", contract, "--today", "2026-03-05", "--agreement-type", "nda")
    assert result.exit_code == 0
    for words in ("Not ready to sign", "thirty (30) → ninety (90)", "Dana Whitfield", "Force Majeure", "60 days"):
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    asked = FakeReviewer.asked
    assert (asked["data"], asked["name"], asked["today"], asked["agreement_type"]) == (
        CONTRACT,
        "msa.txt",
        date(2026, 3, 5),
        "nda",
    )


def test_deviations_are_listed_worst_first(clausecheck: Run, contract: Path) -> None:
    out = clausecheck("review", contract).stdout
    assert out.index("Liability cap of three") < out.index("Payment term of 90 days") < out.index("Governing law moved")


def test_json_goes_to_standard_output_alone(clausecheck: Run, contract: Path) -> None:
    result = clausecheck("review", contract, "--json")
    assert review_adapter().validate_json(result.stdout) == make_review()


@pytest.mark.parametrize(("name", "begins"), [("r.html", "<!doctype html>"), ("r.json", "{"), ("r.htm", "<!doctype")])
def test_output_takes_its_format_from_the_ending(
    clausecheck: Run, contract: Path, tmp_path: Path, name: str, begins: str
) -> None:
    target = tmp_path / name
    result = clausecheck("review", contract, "-o", target)
    assert result.exit_code == 0
    assert target.read_text("utf-8").startswith(begins)
    assert str(target) in result.stderr
    assert "Not ready to sign" in result.stdout


def test_an_issues_list_in_word_is_an_ending_away(clausecheck: Run, contract: Path, tmp_path: Path) -> None:
    target = tmp_path / "issues.docx"
    result = clausecheck("review", contract, "-o", target)
    assert result.exit_code == 0
    assert target.read_bytes() == render_word(make_review())
    assert "Not ready to sign" in result.stdout


@pytest.mark.parametrize("as_output", [True, False])
def test_a_workbook_and_markdown_are_written_by_ending_or_beside(
    clausecheck: Run, contract: Path, tmp_path: Path, as_output: bool
) -> None:
    workbook, markdown, calendar = tmp_path / "issues.xlsx", tmp_path / "report.md", tmp_path / "deadlines.ics"
    if as_output:
        results = [clausecheck("review", contract, "-o", path) for path in (workbook, markdown, calendar)]
    else:
        results = [clausecheck("review", contract, "--xlsx", workbook, "--markdown", markdown, "--ics", calendar)]
        assert f"Workbook: {workbook}\nMarkdown: {markdown}\nCalendar: {calendar}\n" in results[0].stderr
    assert all("Not ready to sign" in result.stdout for result in results)
    assert workbook.read_bytes() == render_xlsx(make_review())
    assert markdown.read_text("utf-8") == render_markdown(make_review())
    assert calendar.read_bytes() == render_ics([make_review()])


def test_a_workbook_beside_json_leaves_standard_output_alone(clausecheck: Run, contract: Path, tmp_path: Path) -> None:
    result = clausecheck("review", contract, "--json", "--xlsx", tmp_path / "issues.xlsx")
    assert review_adapter().validate_json(result.stdout) == make_review()
    assert (tmp_path / "issues.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--xlsx", "issues.csv"], "a workbook would be written; use .xlsx"),
        (["--markdown", "report.html"], "Markdown would be written; use .md"),
        (["--xlsx", "nowhere/issues.xlsx"], "there is no folder"),
        (["--markdown", "msa.md"], "that is the contract itself"),
        (["-o", "a.md", "--markdown", "a.md"], "another report goes there"),
        (["--baseline", "sent.md", "--markdown", "sent.md"], "that is where a report goes"),
    ],
)
def test_a_place_that_takes_no_copy_is_refused_before_the_review(
    clausecheck: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("msa.md").write_bytes(CONTRACT)
    Path("sent.md").write_bytes(CONTRACT)
    FakeReviewer.asked = {}
    result = clausecheck("review", "msa.md", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", "").split())
    assert FakeReviewer.asked == {}
    assert Path("msa.md").read_bytes() == CONTRACT


@pytest.mark.parametrize("severity", ["critical", "high", "info"])
def test_fail_on_gates_a_pipeline(clausecheck: Run, contract: Path, severity: str) -> None:
    assert clausecheck("review", contract, "--fail-on", severity).exit_code == 3
    assert clausecheck("review", contract, "--fail-on", severity, outcome=calm_review()).exit_code == 0


def test_fail_on_counts_nothing_below_it_or_in_our_favour(clausecheck: Run, contract: Path) -> None:
    critical, *_, low = make_review().deviations
    kind = make_review(deviations=(replace(critical, direction="favourable"), low))
    assert clausecheck("review", contract, "--fail-on", "medium", outcome=kind).exit_code == 0
    assert clausecheck("review", contract, "--fail-on", "low", outcome=kind).exit_code == 3


@pytest.mark.parametrize(
    ("direction", "exit_code", "severity"),
    [("adverse", 3, "critical"), ("neutral", 3, "critical"), ("favourable", 0, "info")],
)
def test_what_is_not_in_our_favour_counts(
    clausecheck: Run, contract: Path, direction: Direction, exit_code: int, severity: str
) -> None:
    made = make_review(deviations=(replace(make_review().deviations[0], direction=direction),))
    assert clausecheck("review", contract, "--fail-on", "high", outcome=made).exit_code == exit_code
    assert made.severity == severity


def test_the_gate_does_not_open_for_what_is_no_contract(clausecheck: Run, contract: Path) -> None:
    problems = (Problem("not_covered", "This does not look like a contract."),)
    outcome = with_document(calm_review(), problems=problems)

    result = clausecheck("review", contract, "--fail-on", "high", outcome=outcome)

    assert result.exit_code == 1
    assert "does not look like a contract" in result.stderr


def test_the_gate_is_worded_as_in_the_readme(clausecheck: Run) -> None:
    rule = "a deviation of this severity or worse is not in our favour"
    assert rule in " ".join(clausecheck("review", "--help").stdout.split())
    assert rule in (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_the_version_that_was_sent_is_read_too(clausecheck: Run, contract: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.txt"
    sent.write_bytes(b"1. Term. Two years.")
    assert clausecheck("review", contract, "--baseline", sent).exit_code == 0
    assert FakeReviewer.asked["baseline"] == SentFile(b"1. Term. Two years.", "sent.txt")


def test_a_baseline_that_is_not_there_is_named(clausecheck: Run, contract: Path, tmp_path: Path) -> None:
    result = clausecheck("review", contract, "--baseline", tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert "The version that was sent: There is no file" in " ".join(result.stderr.split())
    assert contract.name not in result.stderr


def test_the_contract_itself_is_no_baseline(clausecheck: Run, contract: Path) -> None:
    assert clausecheck("review", contract, "--baseline", contract).exit_code == 2


@pytest.mark.parametrize("command", ["review", "backfill"])
def test_today_promises_the_date_on_the_report_and_nothing_more(clausecheck: Run, command: str) -> None:
    assert "Date on the report. Default: today." in " ".join(clausecheck(command, "--help").stdout.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json", "--html"], "choose one"),
        (["-o", "report.pdf"], "use .html, .docx, .xlsx, .md, .ics or .json"),
        (["--html", "-o", "report.json"], "HTML would be written; use .html or .htm"),
        (["--json", "-o", "report.docx"], "JSON would be written; use .json"),
        (["--json", "-o", "report"], "has no ending"),
        (["--today", "5 March"], "5 March"),
        (["--agreement-type", "lease"], "lease"),
        (["--fail-on", "fatal"], "fatal"),
    ],
)
def test_wrong_usage_is_exit_code_2(clausecheck: Run, contract: Path, arguments: list[str], message: str) -> None:
    result = clausecheck("review", contract, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("place", ["", "nowhere/report.html"])
def test_a_place_that_takes_no_report_is_refused_before_the_review(
    clausecheck: Run, contract: Path, tmp_path: Path, place: str
) -> None:
    FakeReviewer.asked = {}
    result = clausecheck("review", contract, "--html", "-o", tmp_path / place)
    assert result.exit_code == 2
    assert "folder" in result.stderr
    assert FakeReviewer.asked == {}


def test_a_report_never_replaces_the_contract(clausecheck: Run, contract: Path) -> None:
    result = clausecheck("review", contract, "--json", "-o", contract)
    assert result.exit_code == 2
    assert contract.read_bytes() == CONTRACT


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        (EncryptedDocument("It opens only with a password."), "msa.txt: It opens only with a password."),
        (
            InvalidLibrary([LibraryProblem("uptime.yaml", 7, "no standard"), LibraryProblem("fee.yaml", 1, "empty")]),
            "the clause library cannot be used: uptime.yaml:7: no standard and 1 more; "
            "`clausecheck library check DIR` lists everything.",
        ),
    ],
)
def test_what_cannot_be_reviewed_is_one_line_and_exit_code_1(
    clausecheck: Run, contract: Path, tmp_path: Path, outcome: Exception, message: str
) -> None:
    result = clausecheck("review", contract, "-o", tmp_path / "report.html", outcome=outcome)
    assert result.exit_code == 1
    assert result.stderr == f"clausecheck: {message}\n"
    assert result.stdout == ""
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize("command", ["review", "extract"])
def test_files_that_are_none_are_named(clausecheck: Run, tmp_path: Path, command: str) -> None:
    for path, message in ((tmp_path / "nowhere.docx", "There is no file"), (tmp_path, "is a folder")):
        result = clausecheck(command, path)
        assert result.exit_code == 1
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_file_over_the_limit_is_not_read(clausecheck: Run, contract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_MAX_FILE_MIB", "1")
    contract.write_bytes(bytes(1024 * 1024 + 1))
    result = clausecheck("review", contract)
    assert result.exit_code == 1
    assert "larger than 1 MiB" in result.stderr


def test_a_report_is_written_whole_or_not_at_all(
    clausecheck: Run, contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    target.write_text("older report")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    result = clausecheck("review", contract, "-o", target)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert target.read_text() == "older report"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["msa.txt", "report.json"]


def test_a_wrong_setting_is_named(clausecheck: Run, contract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_READ_TIMEOUT_S", "soon")
    result = clausecheck("review", contract)
    assert result.exit_code == 1
    assert "CLAUSECHECK_READ_TIMEOUT_S" in result.stderr


def test_the_contracts_words_cannot_steer_the_terminal_or_the_markup(clausecheck: Run, contract: Path) -> None:
    hostile = "\x1b[2J\x9b31m[bold red]Mallory[/bold red]\u202e"
    review = make_review()
    deviation = replace(review.deviations[0], authors=(hostile,), title=hostile, reason=hostile)
    review = with_document(replace(review, deviations=(deviation,)), name=hostile)
    out = clausecheck("review", contract, outcome=review).stdout
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert "[bold red]Mallory[/bold" in out


def test_extract_prints_facts_and_gives_json(clausecheck: Run, contract: Path, tmp_path: Path) -> None:
    assert "Renewal notice period" in clausecheck("extract", contract).stdout
    rows = json.loads(clausecheck("extract", contract, "--json").stdout)
    assert {row["name"] for row in rows} >= {"party", "governing_law"}
    target = tmp_path / "facts.json"
    clausecheck("extract", contract, "-o", target)
    assert json.loads(target.read_text("utf-8")) == rows


def test_extract_writes_json_only_where_the_ending_says_so(clausecheck: Run, contract: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.html"

    result = clausecheck("extract", contract, "-o", target)

    assert (result.exit_code, target.exists()) == (2, False)
    assert "JSON would be written; use .json" in result.stderr


def test_extract_says_when_there_is_nothing(clausecheck: Run, contract: Path) -> None:
    assert "states none" in clausecheck("extract", contract, outcome=make_review(fields=())).stdout


def test_demo_writes_both_reports_and_says_where(
    clausecheck: Run, contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSECHECK_SAMPLE", str(contract))
    out = tmp_path / "deep" / "out"
    result = clausecheck("demo", "--out", out)
    assert result.exit_code == 0
    assert (out / "report.html").read_text("utf-8").startswith("<!doctype html>")
    assert review_adapter().validate_json((out / "review.json").read_bytes()) == make_review()
    assert "report.html" in result.stdout
    assert "review.json" in result.stdout


def test_demo_without_its_sample_says_where_that_is(
    clausecheck: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSECHECK_SAMPLE", str(tmp_path / "site-packages" / "redline.docx"))
    result = clausecheck("demo", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "needs a checkout" in result.stderr
    assert not (tmp_path / "out").exists()


def test_serve_does_not_announce_an_address_that_is_taken(clausecheck: Run) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        result = clausecheck("serve", "--port", port)

    assert result.exit_code == 1
    assert result.stderr.strip() == (
        f"clausecheck: port {port} on 127.0.0.1 is in use by another program; "
        "end it, or choose another port with --port."
    )


@pytest.mark.parametrize("host", ["203.0.113.7", "no host"])
def test_serve_says_where_it_cannot_listen(clausecheck: Run, host: str) -> None:
    result = clausecheck("serve", "--host", host)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"clausecheck: cannot listen on {host}")


def test_every_command_teaches_by_example() -> None:
    for name, command in COMMANDS:
        assert command.__doc__ is not None
        assert f"clausecheck {name}" in command.__doc__


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("clausecheck ")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, service.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"torch", "spacy", "sqlalchemy", "pydantic", "fastapi", "lxml", "numpy", "rich"} & set(loaded)


def test_a_defect_is_one_line_without_the_contracts_words(tmp_path: Path) -> None:
    code = (
        "import sys, service.cli, service.commands.review as r\n"
        "def boom(*a, **k): raise KeyError('secret words')\n"
        "r.review_file = boom\n"
        "sys.argv = ['clausecheck', 'review', 'x.docx']\n"
        "service.cli.main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 70
    assert ran.stderr.count("\n") == 1
    assert "KeyError" in ran.stderr
    assert "secret" not in ran.stderr


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_a_terminal_that_knows_only_ascii_is_served(tmp_path: Path, arguments: list[str]) -> None:
    code = (
        "import sys, service.cli, service.commands.review as r\n"
        "from review_factory import make_review\n"
        "r.review_file = lambda *a, **k: make_review()\n"
        f"sys.argv = ['clausecheck', 'review', 'x.docx', *{arguments!r}]\n"
        "service.cli.main()"
    )
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parent)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    assert b"Ferrous" in ran.stdout


class TestLibraryCheck:
    def test_problems_are_listed_as_compilers_do(self, clausecheck: Run, tmp_path: Path) -> None:
        (tmp_path / "library.yaml").write_text("name: 7\n")
        result = clausecheck("library", "check", tmp_path)
        assert result.exit_code == 1
        assert "library.yaml:1: " in result.stdout

    def test_a_good_library_is_counted(self, clausecheck: Run) -> None:
        result = clausecheck("library", "check", STANDARD_LIBRARY, "--no-examples")
        assert result.exit_code == 0, result.stdout
        assert "entries" in result.stdout
        assert "examples" not in result.stdout

    def test_its_examples_are_reviewed_and_counted(self, clausecheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        tried: list[Example] = []

        def fine(examples: Sequence[Example], *_: object, **__: object) -> tuple[()]:
            tried.extend(examples)
            return ()

        monkeypatch.setattr(clause_library.examples, "check_examples", fine)
        result = clausecheck("library", "check", STANDARD_LIBRARY)
        assert result.exit_code == 0, result.stdout
        assert f"positions and {len(tried)} examples, version" in result.stdout

    def test_an_example_that_comes_out_otherwise_fails_the_check(
        self, clausecheck: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        failed = LibraryProblem("entries/uptime.yaml", 50, "example 2: expected approved, got deviation")
        monkeypatch.setattr(clause_library.examples, "check_examples", lambda *_, **__: iter([failed]))
        result = clausecheck("library", "check", STANDARD_LIBRARY)
        assert result.exit_code == 1
        assert result.stdout == "entries/uptime.yaml:50: example 2: expected approved, got deviation\n"
