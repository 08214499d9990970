"""Who bears the taxes on what is paid, and whether prices exclude them."""

from __future__ import annotations

from typing import Any

from extractor.fields.choosing import choose
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.whose import EITHER, party_after, party_before

_TAX_WORDS = r"(?:tax(?:es)?|vat|gst|value[- ]added tax)"
_TAX_CUE = phrase(rf"\b{_TAX_WORDS}\b")
_EXCLUDED = phrase(
    r"\b(?:fees?|prices?|charges?|amounts?|payments?|rates?|sums?|consideration|royalt(?:y|ies))\b[^.;]{0,140}?"
    r"\b(?:(?:is|are|be|stated|quoted|calculated) (?:stated |quoted |calculated )?exclusive of|do(?:es)? not include|"
    rf"(?:shall|will) not include|excludes?)\b(?=[^.;]{{0,80}}?\b{_TAX_WORDS}\b)"
)
_BEARS = phrase(
    r"\b(?:(?:shall|will|must|agrees? to|is|are)(?: also| (?:solely|exclusively|fully))? (?:pay|bear|be (?:solely |"
    r"fully |exclusively )?"
    r"(?:responsible|liable) for(?: (?:the )?payment of| paying)?|responsible for(?: paying)?|"
    r"reimburse [^.;]{1,40}? for|assume))\b"
    rf"(?=[^.;]{{0,40}}?\b(?:vat|gst)\b|[^.;]{{0,60}}?\b(?:all|any|applicable|such|the|sales|use|value|vat|gst|"
    rf"excise)\b[^.;]{{0,90}}?\b{_TAX_WORDS}\b)"
)
_BORNE_BY = phrase(
    rf"\b{_TAX_WORDS}\b[^.;]{{0,200}}?\b(?:(?:shall be|will be|are to be) (?:borne|paid|assumed)(?: solely|"
    rf" exclusively)? by|"
    r"(?:are|is|be) (?:the )?(?:sole |exclusive )?responsibility of|assumed and payable by) "
)
_NO_PRICE = phrase(
    r"\b(?:gross (?:profits?|rooms? revenues?|sales|amounts? invoiced|receipts means)|net (?:sales|revenues?)|"
    r"operating expenses|"
    r"financial statements|accruals|retail price|inclusive of|withhold\w* (?:tax|any)|net of)\b"
)
_ON_THE_DEAL = phrase(
    r"\b(?:sales|use|value[- ]added|vat|gst|excise|goods and services|transfer|applicable|similar|import|customs|"
    r"withholding)\b"
)
_OWN_TAXES = phrase(
    r"\b(?:income tax(?:es)? (?:of|on) (?:its|their|his|her)|employment tax\w*|payroll|employees?|self-employ\w+|"
    r"social security|"
    r"real (?:estate|property) tax\w*|(?:each|either) party|property tax\w*|tax returns?|fica|tax matters|its own|"
    r"their own|"
    r"independent contractor|unemployment|premises|partnership|gross[- ]up)\b"
)


def find_taxes(reading: Reading) -> list[Candidate]:
    """Who bears the taxes on what is paid, and whether prices exclude them; the statement that says most."""
    found = []
    for sentence in reading.find(_TAX_CUE, "tax", "vat", " gst"):
        value = _taxes(reading, sentence)
        if value is not None:
            weight = sum(part is not None for part in value.values()) + 1.0 * (
                "tax" in reading.heading(sentence.span.start)
            )
            found.append(Candidate("taxes", value, sentence.span, "taxes", weight))
    best = choose(reading, found)
    return [best] if best else []


def _taxes(reading: Reading, sentence: Sentence) -> dict[str, Any] | None:
    text = sentence.text
    if _NO_PRICE.search(text):
        return None
    excluded = _EXCLUDED.search(text) is not None
    bearer = _bearer(text)
    following = reading.after(sentence) if excluded and bearer is None else None
    if following is not None and _TAX_CUE.search(following.text):
        bearer = _bearer(following.text)
    if bearer is None and not excluded:
        return None
    return {"borne_by": bearer, "excluded": True if excluded else None}


def _bearer(text: str) -> str | None:
    """Who bears the taxes on what is paid; None where nobody is named, or where each bears its own."""
    if _OWN_TAXES.search(text) or not _ON_THE_DEAL.search(text):
        return None
    for match in _BEARS.finditer(text):
        party = party_before(text, match.start())
        if party is not None and party != EITHER:
            return party
    borne = _BORNE_BY.search(text)
    party = party_after(text, borne.end()) if borne else None
    return party if party != EITHER else None
