from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from library_files import LIBRARY, PAYMENT_TERM, PAYMENT_TERM_FILE, line_of, write_library

from clause_library.errors import InvalidLibrary, LibraryProblem
from clause_library.loading import store
from clause_library.loading.store import check_library, load_library
from clause_library.types import Approver, Position, Tolerance

LATE_PAYMENT = PAYMENT_TERM.replace("payment_term\ntitle: Payment terms", "late_payment\ntitle: Late payment").replace(
    "aliases: [Payment]", "aliases: [Interest]"
)


def test_a_library_is_loaded_with_all_that_its_files_say(tmp_path: Path) -> None:
    library = load_library(write_library(tmp_path))

    assert (library.name, library.our_roles, library.their_roles) == (
        "Test library",
        ("Provider", "Vendor"),
        ("Customer", "Client"),
    )
    assert library.approvers == (Approver("finance", "Finance", 20), Approver("legal", "Legal", 50))
    assert library.severities["negation_changed"] == "medium"
    assert library.escalations == {"critical": "legal"}
    entry = library.entry("payment_term")
    assert (entry.title, entry.protects, entry.approver) == ("Payment terms", "us", "finance")
    assert (entry.used_in, entry.required_for) == (("master_agreement", "order_form"), ("master_agreement",))
    assert (entry.severity, entry.missing_severity) == ("medium", "high")
    assert entry.aliases == ("Payment",)
    assert entry.severities == {"negation_changed": "critical"}
    assert entry.guidance == "Hold thirty days."
    assert entry.tolerances == (
        Tolerance("payment_term", "at_most", "P45D", severity="high", reason="Cash.", part="duration"),
    )


def test_positions_are_ranked_in_the_order_of_the_file(tmp_path: Path) -> None:
    two_fallbacks = PAYMENT_TERM.replace(
        "fallbacks:\n", "fallbacks:\n  - text: Customer shall pay in forty days.\n    reason: First.\n"
    )
    positions = (
        load_library(write_library(tmp_path, {PAYMENT_TERM_FILE: two_fallbacks})).entry("payment_term").positions
    )

    assert [position.id for position in positions] == ["standard", "fallback-1", "fallback-2", "prohibited-1"]
    assert positions[1] == Position("fallback", 1, "Customer shall pay in forty days.", "First.")
    assert positions[2].approver == "finance"


def test_line_breaks_of_the_editor_do_not_reach_the_wording_and_blank_lines_do(tmp_path: Path) -> None:
    text = PAYMENT_TERM.replace("    of [the trigger].\n", "    of [the trigger].\n\n    It shall pay in full.\n", 1)

    standard = load_library(write_library(tmp_path, {PAYMENT_TERM_FILE: text})).entry("payment_term").standard

    assert standard.text == "Customer shall pay within thirty (30) days of [the trigger].\nIt shall pay in full."


@pytest.mark.parametrize(
    ("written", "value"),
    [("one_of: [invoice_date, no, 1.50]", ("invoice_date", "no", "1.50")), ("none_of: receipt", ("receipt",))],
)
def test_values_stay_the_text_that_was_written(tmp_path: Path, written: str, value: tuple[str, ...]) -> None:
    text = PAYMENT_TERM.replace("part: duration\n    at_most: P45D", f"part: trigger\n    {written}")

    tolerance = load_library(write_library(tmp_path, {PAYMENT_TERM_FILE: text})).entry("payment_term").tolerances[0]

    assert tolerance.value == value


def test_a_library_can_be_sent_to_another_process(tmp_path: Path) -> None:
    library = load_library(write_library(tmp_path))

    assert pickle.loads(pickle.dumps(library)) == library


STANDARD = PAYMENT_TERM[PAYMENT_TERM.index("standard:") : PAYMENT_TERM.index("fallbacks:")]
ENTRY_MISTAKES = [
    # what stands in the entry, what the author wrote instead, words on the reported line, the message
    (
        "title: Payment terms",
        "title: Payment terms\ntitel: Again",
        "titel",
        "unknown key 'titel'; did you mean 'title'?",
    ),
    ("title: Payment terms", "title: A\ntitle: B", "title: B", "'title' stands here twice; first on line 2"),
    ("title: Payment terms", "title: ''", "title", "'title' must not be empty"),
    ("title: Payment terms", "title: [A]", "title", "'title' must be text"),
    ("title: Payment terms\n", "", "clause_type", "'title' is missing"),
    ("title: Payment terms", "title: 'open", "title", "is not valid YAML"),
    ("title: Payment terms", "title: A: B", "title", "is not valid YAML: mapping values are not allowed"),
    ("title: Payment terms", "title: a\x00b", None, "is not valid YAML: it holds characters that YAML does not allow"),
    ("title: Payment terms", "title: &name Payment", "title", "anchors and aliases (&name, *name) are not allowed"),
    ("title: Payment terms", "title: *name", "title", "anchors and aliases (&name, *name) are not allowed"),
    (
        "title: Payment terms",
        "title: !!python/name:os.system",
        "title",
        "tags (tag:yaml.org,2002:python/name:os.system)",
    ),
    ("title: Payment terms", "title: A\n[a, b]: c", "[a, b]", "a key must be a plain word"),
    ("title: Payment terms", "title: " + "[" * 12 + "]" * 12, "title", "is nested more than 12 levels deep"),
    ("clause_type: payment_term", "clause_type: payment", "clause_type", "but the file is named 'payment_term.yaml'"),
    ("clause_type: payment_term", "clause_type: Payment Term", "clause_type", "must be a name such as payment_term"),
    ("protects: us", "protects: me", "protects", "'protects' cannot be 'me'; allowed: both, them, us"),
    ("master_agreement, order_form]", "msa]", "used_in", "'used_in item 1' cannot be 'msa'; "),
    ("used_in: [master_agreement, order_form]", "used_in: []", "used_in", "'used_in' must have at least one item"),
    ("used_in: [master_agreement, order_form]", "used_in: sla", "used_in", "'used_in' must be a list"),
    ("required_for: [master_agreement]", "required_for: [sla]", "required_for", "names 'sla', which used_in does not"),
    (
        "approver: finance\nseverity",
        "approver: finanse\nseverity",
        "approver",
        "unknown approver 'finanse'; did you mean",
    ),
    ("\nseverity: medium", "\nseverity: bad", "severity: bad", "allowed: critical, high, info, low, medium"),
    ("negation_changed", "negation_chnged", "negation_chnged", "did you mean 'negation_changed'?"),
    (STANDARD, "", "clause_type", "'standard' is missing"),
    ("of [the trigger].\nfallbacks", "of [the trigger.\nfallbacks", "  text: |", "a placeholder must read like"),
    (
        "    approver: finance\n",
        "    approver: nobody\n",
        "nobody",
        "unknown approver 'nobody'; allowed: finance, legal",
    ),
    (
        "    reason: Common among large buyers.\n",
        "",
        "  - text: Customer shall pay",
        "'fallbacks item 1, reason' is missing",
    ),
    (
        "Customer may pay whenever it likes.",
        "customer shall pay within THIRTY (30) days of the trigger",
        "THIRTY",
        "this text reads as the standard position does: a review sees no difference",
    ),
    (
        "Customer may pay whenever it likes.",
        "The Client shall pay within 30 days of [the trigger]",
        "The Client",
        "this text reads as the standard position does",
    ),
    (
        "within thirty (30) days\n",
        "within sixty (60) days\n",
        "  text: |",
        "the standard position says 60 days, outside the limit at_most: P45D of payment_term, duration on line 25",
    ),
    (
        "forty-five (45) days",
        "fifty (50) days",
        "- text: Customer shall pay",
        "a fallback, which we accept, says 50 days, outside the limit at_most: P45D of payment_term, duration",
    ),
    (
        "Customer shall pay within thirty (30) days\n",
        "Customer shall pay each invoice within 60 days of the invoice date and shall dispute it within 10 days\n",
        "  text: |",
        "the standard position says 60 days, outside the limit at_most: P45D of payment_term, duration on line 25",
    ),
    (
        "Customer may pay whenever it likes.",
        "Customer shall pay, within forty-five (45) days, of [the trigger]",
        "days, of",
        "this text reads as fallbacks item 1 does",
    ),
    (
        "field: payment_term",
        "field: payment_terms",
        "field:",
        "unknown field 'payment_terms'; did you mean 'payment_term'?",
    ),
    (
        "part: duration",
        "part: days",
        "part: days",
        "unknown part 'days' of field 'payment_term'; allowed: duration, trigger",
    ),
    ("    part: duration\n", "", "- field", "field 'payment_term' needs 'part', one of: duration, trigger"),
    ("field: payment_term", "field: renewal_term", "part:", "field 'renewal_term' has no parts; leave 'part' out"),
    ("at_most: P45D", "at_most: 45 days", "at_most", "'45 days' is not an ISO 8601 duration such as P45D"),
    ("at_most: P45D", "at_most: 45", "at_most", "'45' is not an ISO 8601 duration"),
    ("at_most: P45D", "one_of: [P45D]", "one_of", "is a duration here; use at_most or at_least"),
    ("part: duration", "part: trigger", "at_most", "is a text here; use one_of or none_of"),
    ("    at_most: P45D\n", "", "- field", "a tolerance has exactly one of at_most, at_least, one_of, none_of"),
    ("at_most: P45D", "at_most: P45D\n    at_least: P9D", "- field", "a tolerance has exactly one of"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "message"), ENTRY_MISTAKES)
def test_a_mistake_in_an_entry_is_reported_with_file_and_line(
    tmp_path: Path, right: str, wrong: str, place: str | None, message: str
) -> None:
    assert right in PAYMENT_TERM
    text = PAYMENT_TERM.replace(right, wrong, 1)

    problems = check_library(write_library(tmp_path, {PAYMENT_TERM_FILE: text}))

    assert [problem.file for problem in problems] == [PAYMENT_TERM_FILE]
    assert message in problems[0].message
    assert problems[0].line == (None if place is None else line_of(text, place))


SETTINGS_MISTAKES = [
    ("name: Test library\n", "", "our_roles", "'name' is missing"),
    ("order: 20", "order: first", "order: first", "'approvers item 1, order' must be a whole number"),
    (
        "  - role: legal",
        "  - {role: legal, title: L, order: 1}\n  - role: legal",
        "- role: legal",
        "'legal' is defined twice",
    ),
    ("critical: legal", "critical: board", "critical: board", "unknown approver 'board'; allowed: finance, legal"),
    ("critical: legal", "worst: legal", "worst", "'escalations, worst' cannot be 'worst'; allowed: critical"),
    ("[Customer, Client]", "[Customer, VENDOR]", "their_roles", "'VENDOR' stands in our_roles as well"),
    ("  clause_moved: medium\n", "", "severities", "must name every deviation kind; missing: clause_moved"),
    ("  - role: finance\n", "  - finance\n  - role: finance\n", "- finance", "must be a group of 'key: value' lines"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "message"), SETTINGS_MISTAKES)
def test_a_mistake_in_the_settings_is_reported_with_file_and_line(
    tmp_path: Path, right: str, wrong: str, place: str, message: str
) -> None:
    assert right in LIBRARY
    text = LIBRARY.replace(right, wrong, 1)

    problems = check_library(write_library(tmp_path, {"library.yaml": text}))

    assert [problem.file for problem in problems] == ["library.yaml"]
    assert message in problems[0].message
    assert problems[0].line == line_of(text, place)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("", None, "is empty"),
        ("# only a comment\n", None, "is empty"),
        ("just words\n", 1, "'the file' must be a group of 'key: value' lines"),
        (b"title: caf\xe9\n", 1, "is not UTF-8 text"),
        (b"\x00\x01\x02", None, "is not valid YAML"),
        ("a: b\n---\nc: d\n", 2, "is not valid YAML"),
        ("[" * 100_000, 1, "is nested more than 12 levels deep"),
        ("- " * 100_000, 1, "is nested more than 12 levels deep"),
        ("? " * 100_000, 1, "is nested more than 12 levels deep"),
        ("a: " + "b" * 300_000, None, "is larger than 256 KB"),
    ],
)
def test_a_file_that_is_no_entry_at_all_is_reported(
    tmp_path: Path, content: str | bytes, line: int | None, message: str
) -> None:
    problems = check_library(write_library(tmp_path, {PAYMENT_TERM_FILE: content}))

    assert [(problem.file, problem.line) for problem in problems] == [(PAYMENT_TERM_FILE, line)]
    assert message in problems[0].message


def test_a_heading_that_names_two_entries_of_one_agreement_is_reported(tmp_path: Path) -> None:
    other = LATE_PAYMENT.replace("[Interest]", "[Interest, PAYMENT]")

    (problem,) = check_library(write_library(tmp_path, {"entries/late_payment.yaml": other}))

    assert str(problem) == (
        f"entries/payment_term.yaml:{line_of(PAYMENT_TERM, 'aliases')}: "
        "alias 'Payment' names entries/late_payment.yaml as well; leave it in one of the two"
    )


def test_entries_that_never_stand_in_one_agreement_may_share_a_heading(tmp_path: Path) -> None:
    other = LATE_PAYMENT.replace("Interest", "Payment").replace(
        "used_in: [master_agreement, order_form]\nrequired_for: [master_agreement]", "used_in: [nda]"
    )

    assert check_library(write_library(tmp_path, {"entries/late_payment.yaml": other})) == ()


def test_a_mistake_does_not_hide_those_that_stand_behind_it(tmp_path: Path) -> None:
    broken = (
        PAYMENT_TERM.replace("severity: critical", "severity: crtical\n    approver: nobody")
        .replace("approver: finance\nseverity", "approver: finanse\nseverity")
        .replace("reason: Cash.", "reason: Cash.\n    approver: cfo")
        .replace("at_most: P45D", "at_mist: 45 days")
        .replace("guidance: |\n  Hold thirty days.\n", "")
    )
    settings = LIBRARY.replace("order: 20", "order: x").replace("critical: legal", "critical: board")

    problems = check_library(write_library(tmp_path, {PAYMENT_TERM_FILE: broken, "library.yaml": settings}))

    assert [(problem.file, problem.line, problem.message.split(";")[0]) for problem in problems] == [
        (PAYMENT_TERM_FILE, 1, "'guidance' is missing"),
        (PAYMENT_TERM_FILE, line_of(broken, "finanse"), "unknown approver 'finanse'"),
        (PAYMENT_TERM_FILE, line_of(broken, "crtical"), "'prohibited item 1, severity' cannot be 'crtical'"),
        (PAYMENT_TERM_FILE, line_of(broken, "nobody"), "unknown approver 'nobody'"),
        (
            PAYMENT_TERM_FILE,
            line_of(broken, "- field"),
            "'45 days' is not an ISO 8601 duration such as P45D, P12M or PT4H",
        ),
        (PAYMENT_TERM_FILE, line_of(broken, "at_mist"), "unknown key 'at_mist'"),
        (PAYMENT_TERM_FILE, line_of(broken, "cfo"), "unknown approver 'cfo'"),
        ("library.yaml", line_of(settings, "order: x"), "'approvers item 1, order' must be a whole number"),
        ("library.yaml", line_of(settings, "board"), "unknown approver 'board'"),
    ]


@pytest.mark.parametrize(
    "mistakes", ["name: 5", "severities: none", "approvers: none", "escalations: []", "our_roles: a"]
)
def test_what_stands_in_for_a_mistake_is_no_mistake_itself(tmp_path: Path, mistakes: str) -> None:
    key = mistakes.split(":")[0]
    lines = LIBRARY.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(key))
    after = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    text = "\n".join([*lines[:start], mistakes.replace("5", "[5]"), *lines[after:]])

    (problem,) = check_library(write_library(tmp_path, {"library.yaml": text}))

    assert (problem.file, problem.line) == ("library.yaml", start + 1)


def test_one_clause_type_in_two_files_is_reported(tmp_path: Path) -> None:
    problems = check_library(write_library(tmp_path, {"entries/zz.yaml": PAYMENT_TERM}))

    assert [problem.message for problem in problems] == [
        "clause_type is 'payment_term' but the file is named 'zz.yaml'; make them equal",
        "clause_type 'payment_term' stands in entries/payment_term.yaml as well",
    ]


def test_limits_of_one_entry_that_no_value_can_keep_are_reported(tmp_path: Path) -> None:
    limit = "  - {field: payment_term, part: duration, at_least: P60D, severity: low, reason: Odd.}\n"
    text = PAYMENT_TERM.replace("tolerances:\n", f"tolerances:\n{limit}")

    problems = check_library(write_library(tmp_path, {PAYMENT_TERM_FILE: text}))

    message = "at_most P45D contradicts at_least P60D for the same field: no value keeps both"
    assert LibraryProblem(PAYMENT_TERM_FILE, line_of(text, "at_most"), message) in problems


def test_limits_of_two_entries_that_no_value_can_keep_are_reported(tmp_path: Path) -> None:
    other = LATE_PAYMENT.replace("at_most: P45D", "at_least: P3M")

    problems = check_library(write_library(tmp_path, {"entries/late_payment.yaml": other}))

    assert [str(problem) for problem in problems if problem.file == PAYMENT_TERM_FILE] == [
        f"entries/payment_term.yaml:{line_of(PAYMENT_TERM, 'at_most')}: "
        "at_most P45D contradicts at_least P3M for the same field: no value keeps both"
    ]


def test_all_problems_of_all_files_are_reported_at_once_in_reading_order(tmp_path: Path) -> None:
    broken = PAYMENT_TERM.replace("protects: us", "protects: me").replace("at_most: P45D", "at_mist: P45D")
    folder = write_library(
        tmp_path, {PAYMENT_TERM_FILE: broken, "library.yaml": LIBRARY.replace("order: 20", "order: x")}
    )

    with pytest.raises(InvalidLibrary) as caught:
        load_library(folder)

    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        (PAYMENT_TERM_FILE, line_of(broken, "protects")),
        (PAYMENT_TERM_FILE, line_of(broken, "at_mist")),
        ("library.yaml", line_of(LIBRARY, "order: 20")),
    ]
    assert str(caught.value).count("\n") == 2


def test_a_folder_that_is_no_library_says_what_is_missing(tmp_path: Path) -> None:
    assert check_library(tmp_path) == (
        LibraryProblem("entries", None, "holds no entries; put one file for each clause type here"),
        LibraryProblem("library.yaml", None, "cannot be read: No such file or directory"),
    )
    (problem,) = check_library(tmp_path / "nowhere")
    assert problem.message == "is not a folder; a library is a folder with a library.yaml"


def test_a_library_without_entries_is_refused(tmp_path: Path) -> None:
    folder = write_library(tmp_path)
    (folder / PAYMENT_TERM_FILE).unlink()

    with pytest.raises(InvalidLibrary, match="entries: holds no entries"):
        load_library(folder)


def test_an_entry_that_would_be_overlooked_is_reported(tmp_path: Path) -> None:
    (problem,) = check_library(write_library(tmp_path, {"entries/late_payment.yml": LATE_PAYMENT}))

    assert str(problem) == "entries/late_payment.yml: must be named late_payment.yaml to be read"


def test_a_library_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_ENTRIES", 1)

    problems = check_library(write_library(tmp_path, {"entries/late_payment.yaml": LATE_PAYMENT}))

    assert problems == (LibraryProblem("entries", None, "holds more than 1 files"),)


def test_the_version_does_not_change_with_layout_comments_and_order_of_keys(tmp_path: Path) -> None:
    head, _, rest = PAYMENT_TERM.partition("title: Payment terms\n")
    same = (
        "# our own\n"
        + head
        + rest.replace("days\n    of", "days of").replace("Hold thirty", "Hold\n  thirty")
        + "title:   'Payment terms'\n"
    )
    moved = "  missing_clause: medium\n"
    reordered = LIBRARY.replace(moved, "").replace("escalations", moved + "escalations")
    plain = load_library(write_library(tmp_path / "plain"))

    laid_out = load_library(
        write_library(tmp_path / "out", {PAYMENT_TERM_FILE: same.replace("\n", "\r\n"), "library.yaml": reordered})
    )

    assert laid_out == plain
    assert len(plain.version) == 12


def test_the_version_does_not_depend_on_the_order_in_which_files_are_written(tmp_path: Path) -> None:
    late = {"entries/late_payment.yaml": LATE_PAYMENT}
    first = load_library(write_library(tmp_path / "first", late))
    (tmp_path / "second" / "entries").mkdir(parents=True)
    (tmp_path / "second/entries/late_payment.yaml").write_text(LATE_PAYMENT)

    assert load_library(write_library(tmp_path / "second")).version == first.version


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        (PAYMENT_TERM_FILE, "thirty (30)", "thirty-one (31)"),
        (PAYMENT_TERM_FILE, "P45D", "P46D"),
        (PAYMENT_TERM_FILE, "Hold thirty days.", "Hold."),
        ("library.yaml", "critical: legal", "critical: finance"),
        ("library.yaml", "clause_moved: medium", "clause_moved: info"),
    ],
)
def test_the_version_changes_with_whatever_a_review_can_depend_on(
    tmp_path: Path, file: str, before: str, after: str
) -> None:
    text = {"library.yaml": LIBRARY, PAYMENT_TERM_FILE: PAYMENT_TERM}[file]
    plain = load_library(write_library(tmp_path / "plain"))

    changed = load_library(write_library(tmp_path / "changed", {file: text.replace(before, after)}))

    assert changed.version != plain.version
