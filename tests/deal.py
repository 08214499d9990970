"""One deal in short documents: a master agreement, what was made under it, and what amended it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache

from clause_library.families import Contradiction, Family, Passage, TermInForce, join
from clause_library.types import DocumentSummary, Review
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.loading import load_sentences

PARTIES = 'Larkspur Software, Inc., a Delaware corporation ("Provider"), and Halden Freight plc ("Customer")'
SIGNED = """
LARKSPUR SOFTWARE, INC.

By: ____________________
Name: Ada Berg

HALDEN FREIGHT PLC

By: ____________________
Name: Ola Lind
"""
ORDER_FORM_FIRST = "In the event of a conflict between this Agreement and an Order Form, the Order Form prevails."
AGREEMENT_FIRST = "In the event of a conflict between this Agreement and any Order Form, this Agreement shall prevail."


def master(
    *more: str,
    precedence: str = ORDER_FORM_FIRST,
    payment: str = "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date.",
    uptime: str = "Provider shall make the Service available with an uptime of at least 99.5% in each calendar month.",
    title: str = "MASTER SERVICES AGREEMENT",
    day: str = "January 15, 2024",
) -> str:
    """The master agreement; ``more`` are sections after its last one."""
    return "\n\n".join(
        [
            title,
            f'This {title.title()} (this "Agreement") is entered into as of {day} (the "Effective Date") by and '
            f"between {PARTIES}.",
            "1. Definitions",
            '1.1 "Service" means the hosted application described in an Order Form.',
            '1.2 "Order Form" means an order that both parties sign under this Agreement.',
            "2. Term",
            "2.1 Initial Term. This Agreement begins on the Effective Date and continues for an initial term of three "
            "(3) years.",
            "2.2 Renewal. After the initial term this Agreement renews automatically for successive terms of one (1) "
            "year, unless either party gives notice of non-renewal at least sixty (60) days before the end of the "
            "then-current term.",
            "3. Service",
            f"3.1 Availability. {uptime}",
            "4. Fees and Payment",
            "4.1 Fees. Customer shall pay the fees stated in each Order Form. Fees exclude tax. Fees are not "
            "refundable.",
            f"4.2 Payment. {payment}",
            "4.3 Late Payment. Overdue amounts bear interest at 1.5% per month.",
            "5. Termination",
            "5.1 Convenience. Either party may terminate this Agreement for convenience on ninety (90) days' prior "
            "written notice.",
            "6. General",
            "6.1 Governing Law. This Agreement is governed by the laws of the State of New York.",
            *([f"6.2 Order of Precedence. {precedence}"] if precedence else []),
            *more,
            SIGNED,
        ]
    )


def order_form(*lines: str, day: str = "February 1, 2024", parties: str = PARTIES, title: str = "ORDER FORM") -> str:
    """An order form under the master agreement; ``lines`` are its sections."""
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    opening = (
        f"This {title.title()} is made under the Master Services Agreement dated January 15, 2024 between {parties}."
    )
    return "\n\n".join([title, opening, f"Order Form Date: {day}", *numbered, SIGNED])


def amendment(
    number: int,
    *changes: str,
    day: str | None = "March 1, 2025",
    of: str = "Master Services Agreement dated as of January 15, 2024",
    title: str = "",
) -> str:
    """An amendment; ``changes`` are its sections."""
    name = title or f"AMENDMENT NO. {number} TO MASTER SERVICES AGREEMENT"
    made = f"is entered into as of {day}" if day else "is entered into"
    opening = (
        f'This Amendment No. {number} (this "Amendment") to the {of} (the "Agreement") {made} by and between {PARTIES}.'
    )
    numbered = [f"{place}. {change}" for place, change in enumerate(changes, start=1)]
    return "\n\n".join([name, opening, "The parties agree as follows:", *numbered, SIGNED])


@lru_cache(maxsize=256)
def review(name: str, text: str) -> Review:
    """The review of a text as far as families look at it."""
    contract = segment(read(text.encode(), name))
    document = contract.document
    return Review(
        document=DocumentSummary(
            document.sha256,
            name,
            document.media_type,
            document.pages,
            len(document.text.split()),
            document.text,
            document.original_text,
            (),
            (),
            document.problems,
        ),
        agreement_type="master_agreement",
        library="standard",
        library_version="1",
        today="2026-11-30",
        models=(),
        clauses=contract.clauses,
        matches=(),
        deviations=(),
        fields=extract_fields(contract, load_sentences()),
        findings=(),
        approvals=(),
    )


def family(*texts: str) -> Family:
    """The family of some documents."""
    return join([review(f"{number}.txt", text) for number, text in enumerate(texts, start=1)], load_sentences())


def term(made: Family, name: str, unit: str = "") -> TermInForce:
    """The only term of that name, in that document where several have one."""
    found = [one for one in made.terms if one.name == name and unit in ("", one.unit)]
    assert len(found) == 1, found
    return found[0]


def duration(one: TermInForce) -> object:
    """The duration of a term whose value has parts."""
    assert isinstance(one.value, dict)
    return one.value["duration"]


def contradiction(made: Family, name: str) -> Contradiction:
    """The only contradiction about a fact of that name."""
    found = [one for one in made.contradictions if one.name == name]
    assert len(found) == 1, found
    return found[0]


def clause(made: Family, number: str, document: str = "master-agreement") -> str:
    """How an amended clause reads now."""
    found = [one.text for one in made.clauses if (one.document, one.number) == (document, number)]
    assert len(found) == 1, [(one.document, one.number) for one in made.clauses]
    return found[0]


def remarks(made: Family) -> dict[str, str]:
    """The remarks by their kind."""
    return {one.kind: one.message for one in made.remarks}


def passages(value: object) -> Iterator[Passage]:
    """Every passage that a family rests on."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from passages(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from passages(getattr(value, part.name))
