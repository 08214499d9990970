"""Forms on PDFs of our own: what reportlab draws, and signatures as signing programs write them."""

from __future__ import annotations

from pdf_builder import Draw, pdf
from pdf_notes_builder import Notes
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas


def text_field(
    x: float, y: float, value: str, *, width: float = 120, height: float = 16, multiline: bool = False
) -> Draw:
    """A field with words in it; its lower left corner is given, as PDFs count."""

    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(
            name=f"t{x}-{y}",
            x=x,
            y=y,
            width=width,
            height=height,
            value=value,
            fontSize=11,
            borderWidth=0,
            fieldFlags="multiline" if multiline else "",
        )

    return draw


def checkbox(x: float, y: float, *, checked: bool) -> Draw:
    """A box to tick."""

    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name=f"c{x}-{y}", x=x, y=y, size=12, checked=checked)

    return draw


def choice(x: float, y: float, value: str, options: list[tuple[str, str]]) -> Draw:
    """A list to choose from, each option with what it is kept as."""

    def draw(canvas: Canvas) -> None:
        canvas.acroForm.choice(name=f"o{x}-{y}", x=x, y=y, width=120, height=16, value=value, options=options)

    return draw


def signed(*pages: Draw, **entries: str) -> bytes:
    """A PDF with one digital signature that says this of itself."""
    notes = Notes(pdf(*pages))
    value = DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
    value.update({NameObject(f"/{key}"): TextStringObject(text) for key, text in entries.items()})
    more: dict[str, PdfObject | str] = {"FT": NameObject("/Sig"), "V": value, "T": "Signature1"}
    reference = notes.add("Widget", (72, 100, 200, 130), **more)
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([reference]), NameObject("/DA"): TextStringObject("")})
    notes.writer.root_object[NameObject("/AcroForm")] = form
    return notes.data()
