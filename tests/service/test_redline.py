"""The counterparty's file with our answer in it: which deviations are answered how, and by whom it may be asked for."""

from __future__ import annotations

import hashlib
import io
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import service.wiring
from clause_library.agreement import NOT_COVERED
from clause_library.types import Change, Deviation, DeviationKind, Match, Review
from extractor.errors import UnreadableDocument, UnsupportedDocument
from extractor.readers import read
from extractor.types import Clause, Problem
from extractor.writers.docx.orders import NewParagraph, Replacement, RestoredParagraph
from service.api import create_app
from service.cli import app
from service.reports.answering import proposals
from service.reports.redline import WORD_TYPE, render_redline

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAYMENT = "Customer shall pay each invoice within ninety (90) days of its date."
APPROVED = "Customer shall pay each invoice within thirty (30) days of its date, without set-off."
CAP = "Nothing limits the liability of Provider, who is liable for all loss of any kind."
FAVOUR = "Provider grants Customer the lowest price that any customer has."
SIGNED = "Signed for Provider by its director"
BODY = f"{PAYMENT}\n{CAP}\n{FAVOUR}\n{SIGNED}"


def word_file(*paragraphs: str) -> bytes:
    """A Word file of plain paragraphs; one that begins with ``-`` was struck by Ann."""
    struck = '<w:del w:id="5" w:author="Ann" w:date="2026-03-02T09:30:00Z"'
    body = "".join(
        f"<w:p><w:pPr><w:rPr>{struck}/></w:rPr></w:pPr>{struck}><w:r><w:delText>{one[1:]}</w:delText></w:r></w:del></w:p>"
        if one.startswith("-")
        else f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>"
        for one in paragraphs
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = f'<Relationship Id="r" Type="{office}/officeDocument" Target="word/document.xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{relation}</Relationships>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W_NS}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


FILE = word_file(*BODY.split("\n"))


def deviation(words: str, kind: DeviationKind = "duration_changed", **more: Any) -> Deviation:  # noqa: ANN401
    """A deviation at ``words`` of the body, which an entry covers."""
    start = BODY.index(words) if words else len(BODY)
    given: dict[str, Any] = {
        "id": "D1",
        "severity": "high",
        "direction": "adverse",
        "title": "Payment terms: period changed",
        "reason": "It is longer than we accept.",
        "changes": (),
        "answer": APPROVED,
        "guidance": "Hold at thirty.",
        "confidence": 0.9,
        "method": "lexical match, word comparison",
        "clause_type": "payment_term",
        "position": "standard",
        "approver": "finance_lead",
        "subject": "Payment terms",
    }
    return Deviation(quote=words, start=start, end=start + len(words), kind=kind, **(given | more))


def review_of(*deviations: Deviation, data: bytes = FILE) -> Review:
    """A review of the file with these deviations; the last paragraph is its signature block."""
    document = read(data, "msa.docx")
    ends = [block.span for block in document.blocks]
    clauses = [
        Clause(f"c{number}", None, "", document.quote(span), span, span, 0, "signature" if span == ends[-1] else "body")
        for number, span in enumerate(ends, start=1)
    ]
    payment = ends[0]
    match = Match(
        quote=document.quote(payment),
        start=payment.start,
        end=payment.end,
        clause="c1",
        clause_type="payment_term",
        position="standard",
        score=0.9,
        similarity=0.9,
        method="lexical",
        scores={},
    )
    from review_factory import calm_review

    summary = replace(
        calm_review().document,
        sha256=document.sha256,
        name="msa.docx",
        media_type=document.media_type,
        text=document.text,
        original_text=document.original_text,
        revisions=document.revisions,
        comments=document.comments,
    )
    return replace(
        calm_review(),
        document=summary,
        today="2026-03-05",
        clauses=tuple(clauses),
        matches=(match,),
        deviations=deviations,
        approvals=(),
        fields=(),
        findings=(),
    )


def edit_of(one: Deviation) -> Any:  # noqa: ANN401
    (proposal,) = proposals(review_of(one))
    return proposal.edit


LONGER = deviation("ninety (90) days", changes=(Change("thirty (30) days", "ninety (90) days"),))


def at(words: str, becomes: str) -> Replacement:
    start = BODY.index(words)
    return Replacement(start, start + len(words), becomes)


@pytest.mark.parametrize(
    ("one", "edit"),
    [
        # The words of this deviation go back, not the other ones in which the clause differs too.
        (LONGER, (at("ninety (90)", "thirty (30)"),)),
        # Words that went come back at their place, with their comma.
        (
            deviation(PAYMENT, "text_removed", changes=(Change("without set-off", ""),)),
            (replace(at("date.", ", without set-off"), start=len(PAYMENT) - 1, end=len(PAYMENT) - 1),),
        ),
        # A prohibited wording of other words is replaced whole; one that stands beside ours is struck.
        (deviation(CAP, "prohibited_position", answer="Liability is capped."), (at(CAP, "Liability is capped."),)),
        (deviation(FAVOUR, "prohibited_position", answer="", changes=(Change("", FAVOUR),)), (at(FAVOUR, ""),)),
        # Words that take our protection away are struck.
        (deviation(FAVOUR, "protection_overridden", answer="", changes=(Change("", FAVOUR),)), (at(FAVOUR, ""),)),
        # A clause in other words throughout is replaced whole.
        (
            deviation(CAP, "text_changed", answer="It is capped.", method="lexical match, in other words"),
            (at(CAP, "It is capped."),),
        ),
        # Where it is not sure that the clause is this provision, a comment offers ours.
        (
            deviation(
                CAP, "text_changed", answer="It is capped.", method="lexical match, in other words", confidence=0.5
            ),
            (),
        ),
        # What nobody approved an answer for, helps us, or is only a remark is not touched.
        (deviation(FAVOUR, "clause_added", answer="", clause_type=None), ()),
        (deviation("ninety (90) days", answer="thirty (30) days", clause_type=None), ()),
        (replace(LONGER, direction="favourable"), ()),
        (replace(LONGER, severity="info"), ()),
        # A blank in the approved words is for a person to fill in.
        (
            deviation(
                "ninety (90)",
                answer=APPROVED.replace("thirty (30)", "[number]"),
                changes=(Change("[number]", "ninety (90)"),),
            ),
            (),
        ),
    ],
)
def test_each_deviation_is_answered_in_approved_words_or_not_at_all(one: Deviation, edit: object) -> None:
    assert edit_of(one) == edit


def test_a_document_that_the_library_does_not_cover_is_not_rewritten() -> None:
    review = review_of(deviation(CAP, "text_changed", answer="It is capped.", method="lexical match, in other words"))
    strange = replace(review, document=replace(review.document, problems=(Problem(NOT_COVERED, "A leaflet."),)))
    assert [proposal.edit for proposal in proposals(strange)] == [()]


def test_a_missing_clause_goes_before_the_signatures() -> None:
    edit = edit_of(deviation("", "missing_clause", subject="Set-off", answer="No set-off."))
    assert edit == NewParagraph(BODY.index(SIGNED), "No set-off.", "Set-off. ")


def test_a_struck_clause_comes_back_with_the_heading_that_it_had() -> None:
    struck = "Suspension. Provider may suspend access if it is not paid."
    one = deviation(
        "",
        "clause_removed",
        answer="Provider may suspend access if an invoice is overdue.",
        changes=(Change(struck, ""),),
        revisions=("5",),
    )
    assert edit_of(one) == RestoredParagraph(
        ("5",), "Provider may suspend access if an invoice is overdue.", "Suspension. "
    )


def test_the_file_tells_reason_approver_and_guidance_at_the_words() -> None:
    answer = read(render_redline(FILE, review_of(LONGER), "Legal Team"), "a.docx")

    (note,) = answer.comments
    assert note.text == (
        "1. High: Payment terms: period changed\nIt is longer than we accept.\nApprover: Finance lead\n"
        "Guidance: Hold at thirty."
    )
    assert (note.author, note.initials, note.date) == ("Legal Team", "LT", "2026-03-05T00:00:00Z")
    assert [(one.kind, one.text, one.author) for one in answer.revisions] == [
        ("deletion", "ninety (90)", "Legal Team"),
        ("insertion", "thirty (30)", "Legal Team"),
    ]
    assert answer.original_text == BODY


def test_of_two_answers_for_the_same_words_the_worse_wins() -> None:
    milder = replace(LONGER, id="D2", severity="low")
    whole = deviation(
        PAYMENT, "prohibited_position", severity="critical", answer="Nobody pays.", changes=(Change("a", "b"),)
    )
    answer = read(render_redline(FILE, review_of(milder, whole)), "a.docx")

    assert answer.text.startswith("Nobody pays.")
    assert sorted("Our answer" in one.text for one in answer.comments) == [False, True]


def test_a_clause_that_was_struck_stands_again() -> None:
    data = word_file(PAYMENT, "-Late sums bear interest.", CAP, FAVOUR, SIGNED)
    (revision,) = read(data, "a.docx").revisions
    one = replace(
        deviation("", "clause_removed", answer="Late sums bear interest.", revisions=(revision.id,)),
        start=revision.span.start,
        end=revision.span.start,
    )
    answer = read(render_redline(data, review_of(one, data=data)), "a.docx")
    assert answer.text == BODY.replace(CAP, f"Late sums bear interest.\n{CAP}")


def test_only_word_files_are_answered() -> None:
    other = replace(review_of(), document=replace(review_of().document, media_type="application/pdf"))
    with pytest.raises(UnsupportedDocument, match="Only a Word file"):
        render_redline(FILE, other)


def test_another_file_than_the_one_reviewed_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="changed while it was reviewed"):
        render_redline(word_file("Another."), review_of())


class FakeReviewer:
    """Gives the same review for every file."""

    engine_id = "engine-1"
    review = review_of(LONGER)

    def __init__(self, *_: object) -> None:
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def review_bytes(self, data: bytes, name: str, *, today: date, **_: object) -> Review:
        document = replace(self.review.document, sha256=hashlib.sha256(data).hexdigest(), name=name)
        return replace(self.review, document=document, today=today.isoformat())


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "msa.docx"
    path.write_bytes(FILE)
    return path


@pytest.fixture
def clausecheck(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(service.wiring, "Reviewer", FakeReviewer)
    return lambda *arguments: CliRunner(env={"COLUMNS": "100", "NO_COLOR": ""}).invoke(
        app, [str(one) for one in arguments]
    )


def test_the_command_writes_the_answer_beside_the_summary(
    clausecheck: Callable[..., Any], contract: Path, tmp_path: Path
) -> None:
    target = tmp_path / "answer.docx"
    result = clausecheck("review", contract, "--redline", target, "--author", "Legal", "--today", "2026-03-05")

    assert result.exit_code == 0, result.stderr
    assert str(target) in result.stderr
    answer = read(target.read_bytes(), "a.docx")
    assert {one.author for one in answer.revisions} == {"Legal"}
    assert contract.read_bytes() == FILE


def test_the_command_answers_word_files_only(clausecheck: Callable[..., Any], tmp_path: Path) -> None:
    text = tmp_path / "msa.txt"
    text.write_text(BODY, encoding="utf-8")
    result = clausecheck("review", text, "--redline", tmp_path / "answer.docx")

    assert result.exit_code == 1
    assert "Only a Word file" in result.stderr
    assert not (tmp_path / "answer.docx").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--redline", "msa.docx"], "that is the contract itself"),
        (["--redline", "answer.pdf"], "use .docx"),
        (["--redline", "nowhere/answer.docx"], "there is no folder"),
        (["--redline", "a.docx", "-o", "a.docx"], "that is where the report goes"),
        (["--author", "Legal"], "add --redline"),
        (["--redline", "a.docx", "--author", " "], "a name is needed"),
    ],
)
def test_a_place_that_cannot_be_is_told_at_once(
    clausecheck: Callable[..., Any], contract: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(contract.parent)
    result = clausecheck("review", "msa.docx", *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


class FakeStorage:
    """Keeps reviews in memory."""

    def __init__(self) -> None:
        self.reviews: dict[uuid.UUID, Review] = {}

    def save_review(self, review: Review, engine_id: str) -> uuid.UUID:
        key = uuid.uuid4()
        self.reviews[key] = review
        return key

    def find_review(self, review_id: uuid.UUID) -> Review | None:
        return self.reviews.get(review_id)


@pytest.fixture
def client() -> TestClient:
    return TestClient(create_app(FakeReviewer(), FakeStorage(), max_file_bytes=200_000))


def test_the_api_gives_the_answered_file_and_keeps_the_review(client: TestClient) -> None:
    sent = {"author": "Legal", "today": "2026-03-05"}
    answer = client.post("/v1/redlines", files={"file": ("msa.docx", FILE)}, data=sent)

    assert answer.status_code == 201, answer.text
    assert answer.headers["content-type"] == WORD_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="answer.docx"'
    assert {(one.author, one.date) for one in read(answer.content, "a.docx").revisions} == {
        ("Legal", "2026-03-05T00:00:00Z")
    }
    kept = client.get(answer.headers["location"]).json()
    assert kept["review"]["document"]["name"] == "msa.docx"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [(b"plain words", 415, "unsupported_document"), (b"PK nothing", 422, "unreadable_document")],
)
def test_the_api_says_what_is_wrong_with_a_file(client: TestClient, content: bytes, status: int, code: str) -> None:
    answer = client.post("/v1/redlines", files={"file": ("msa.docx", content)})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_misspelt_field_is_not_passed_over(client: TestClient) -> None:
    answer = client.post("/v1/redlines", files={"file": ("msa.docx", FILE)}, data={"autor": "Legal"})
    assert answer.status_code == 400
    assert "author" in answer.json()["detail"]


def test_openapi_tells_of_the_answer(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    route = document["paths"]["/v1/redlines"]["post"]
    assert list(route["responses"]["201"]["content"]) == [WORD_TYPE]
    form = route["requestBody"]["content"]["multipart/form-data"]["schema"]["$ref"]
    assert set(document["components"]["schemas"][form.rsplit("/", 1)[-1]]["properties"]) == {
        "file",
        "author",
        "agreement_type",
        "today",
        "baseline",
    }
