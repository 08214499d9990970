"""What was filled into a PDF's form is text of the contract; who signed it stands in the margins."""

from __future__ import annotations

import pytest
from pdf_builder import HEIGHT, at, lines, pdf, together
from pdf_form_builder import checkbox, choice, signed, text_field

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf
from extractor.types import Document, Margin


def read(data: bytes) -> Document:
    return read_pdf(data, "form.pdf", DEFAULT_LIMITS)


def test_words_of_a_field_stand_beside_its_label() -> None:
    page = together(
        lines("This order is made by", "and begins when both have signed it."),
        text_field(174, HEIGHT - 104, "Acme Ltd"),
    )
    assert read(pdf(page)).text == "This order is made by Acme Ltd and begins when both have signed it."


def test_boxes_say_whether_they_are_ticked() -> None:
    page = together(
        at(90, 100, "Monthly payment"),
        checkbox(72, HEIGHT - 102, checked=True),
        at(90, 140, "Yearly payment"),
        checkbox(72, HEIGHT - 142, checked=False),
    )
    assert read(pdf(page)).text == "☒ Monthly payment\n☐ Yearly payment"


def test_a_choice_is_read_as_it_is_shown() -> None:
    page = together(lines("Plan:"), choice(104, HEIGHT - 104, "g", [("Gold plan", "g"), ("Silver plan", "s")]))
    assert read(pdf(page)).text == "Plan: Gold plan"


def test_lines_of_a_field_follow_one_another() -> None:
    page = together(
        lines("Notices go to:"),
        text_field(72, HEIGHT - 170, "Acme Ltd\n1 High Street", width=200, height=50, multiline=True),
    )
    assert read(pdf(page)).text == "Notices go to:\nAcme Ltd\n1 High Street"


def test_words_that_the_page_paints_itself_come_once() -> None:
    page = together(lines("Made by Acme Ltd today."), text_field(108, HEIGHT - 104, "Acme Ltd"))
    assert read(pdf(page)).text == "Made by Acme Ltd today."


def test_empty_fields_add_nothing() -> None:
    page = together(lines("This order is made by us."), text_field(72, 500, ""))
    assert read(pdf(page)).text == "This order is made by us."


def test_a_page_with_nothing_but_a_form_is_read() -> None:
    assert read(pdf(text_field(72, 500, "Payment in 45 days"))).text == "Payment in 45 days"


def test_a_digital_signature_stands_in_the_margins() -> None:
    data = signed(lines("We agree."), Name="Ann Lee", M="D:20260302094100+01'00'", Reason="I approve", Location="Oslo")
    said = "Signed by Ann Lee on 2026-03-02T09:41:00+01:00; reason: I approve; place: Oslo"
    document = read(data)
    assert document.margins == (Margin("signature", said, 1),)
    assert document.text == "We agree."


@pytest.mark.parametrize("damage", [b"/Rect", b"/Annots"])
def test_a_damaged_form_costs_only_itself(damage: bytes) -> None:
    data = pdf(together(lines("We agree."), text_field(72, 500, "Acme Ltd"))).replace(damage, b"/X" + damage[2:])
    assert read(data).text.startswith("We agree.")


def test_a_form_that_cannot_be_read_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("extractor.readers.pdf.forms.PdfReader", fail)
    document = read(pdf(together(lines("We agree."), text_field(72, 500, "Acme Ltd"))))
    assert (document.text, [problem.code for problem in document.problems]) == ("We agree.", ["form_unreadable"])
