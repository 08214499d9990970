"""What the days to pay count from: an invoice, its receipt, the end of a month, a delivery."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

_TRIGGERS = (
    (
        "receipt_of_invoice",
        phrase(
            r"\b(?:receipt|receiving|receives|received|delivery|presentation)\b[^.;]{0,60}\b(?:invoices?|bill|"
            r"statements?)\b|invoices? (?:is |are |has been )?received|"
            r"^[^.;]{0,12}\b(?:its|their) receipt\b|^[^.;]{0,20}\breceipt thereof\b"
        ),
    ),
    (
        "end_of_quarter",
        phrase(
            r"\b(?:end|close|last day|expiration|conclusion)\b[^.;]{0,50}\bquarter|^[^.;]{0,30}\b(?:following|after|"
            r"each|applicable)\b[^.;]{0,30}\bquarter"
        ),
    ),
    (
        "end_of_month",
        phrase(
            r"\b(?:end|close|last day|expiration|conclusion)\b[^.;]{0,40}\bmonth|month[- ]end|^[^.;]{0,30}\b(?:of|"
            r"following|after|subsequent)\b[^.;]{0,30}\bmonth"
        ),
    ),
    (
        "end_of_period",
        phrase(r"\b(?:end|close|last day|expiration) of (?:each|the|every|such|any|a)?[^.;]{0,40}(?:year|period|week)"),
    ),
    (
        "invoice_date",
        phrase(
            r"\b(?:invoice|billing|bill|statement)(?:'s)? date|date (?:of|on|shown on)[^.;]{0,25}(?:invoic|bill|"
            r"statement)|(?:after|from|of|following)[^.;]{0,40}invoic|\binvoic"
        ),
    ),
    ("effective_date", phrase(r"^[^.;]{0,40}\beffective date")),
    ("agreement_date", phrase(r"^[^.;]{0,40}\b(?:execution|signing|signature|date hereof|date of this|closing)")),
    ("shipment", phrase(r"^[^.;]{0,80}\b(?:shipment|shipped|shipping)\b")),
    ("delivery", phrase(r"^[^.;]{0,60}\b(?:delivery|receipt of (?:the )?(?:goods|products?)|delivered)\b")),
    ("acceptance", phrase(r"^[^.;]{0,60}\bacceptance")),
    ("due_date", phrase(r"\b(?:due date|becom\w+ due|when due)")),
)


def trigger_of(text: str) -> str | None:
    """What the days count from; a receipt or an end of a period is more telling than the word "invoice"."""
    return next((name for name, pattern in _TRIGGERS if pattern.search(text)), None)
