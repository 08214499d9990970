"""Parties that the opening defines in passing: ``work for Acme, Inc. (together with its affiliates, "Acme")``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.legal_forms import has_strong_form
from extractor.fields.party import ROLES, Party
from extractor.fields.party_lists import DESCRIBED
from extractor.fields.party_names import is_name
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_OPENING_CHARS = 6_000
_DEFINITION = re.compile(
    r"(?:\(|,\s{1,20}(?=hereinafter|hereafter))\s{0,20}(?:the|also|called|hereafter|hereinafter|herein|"
    r"referred to as|hereinafter referred to as|together[^()\"]{0,90}|"
    r"collectively[^()\"]{0,90}|,|\s){0,6}\"\s{0,20}([^\"]{1,40}?)[\s,.]*\"",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"(?:,|\s(?:and|or))\s{1,20}(?:its|their|any|all)\s[^()\".;]{0,120}$", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"((?:(?:[A-Z0-9][\w&'.,/-]{0,60}|of|and|the|&)\s{1,20}){0,9}[A-Z][\w&'./-]{0,60})\s{0,20},?\s{0,20}$"
)
_LEAD = re.compile(
    r"^(?:[A-Z][a-z]+ \d{1,2}, \d{4}\s{1,20})?(?:(?:PREAMBLE|RECITALS|PARTIES)\s{1,20})?(?:(?:The|This|In|For|By|"
    r"And|and|of|Between|That|As|To|With|Whereas|WHEREAS)\s{1,20})+(?=[A-Z])"
)
_RELATED = phrase(
    r"\b(?:subsidiary|division|affiliate|parent|behalf|laws|series|services|administrator|registrar|"
    r"trustee) (?:of|for) ?$"
)
_NO_PARTY = phrase(
    r"\b(?:plan|act|agreement|program|project|product|transaction|policy|board|common stock|services?|"
    r"information|exchange|commission)\b"
)


def defined_parties(text: str) -> Iterator[Party]:
    """Names that the opening defines as a role, or with their legal form: ``Vela Biotech, Inc. ("Vela")``."""
    for match in _DEFINITION.finditer(text, 0, min(len(text), _OPENING_CHARS)):
        start = max(0, match.start() - 200, text.rfind(")", 0, match.start()) + 1)
        described = list(DESCRIBED.finditer(text, start, match.start()))
        close = described[0].start() if described else match.start()
        attached = _ATTACHED.search(text, start, close)
        close = attached.start() if attached else close
        before = _NAME_BEFORE.search(text[start:close])
        if before is None or _RELATED.search(text[max(0, start + before.start() - 30) : start + before.start() + 1]):
            continue
        name = _LEAD.sub("", squeeze(before[1]).rsplit(", and ", 1)[-1].strip(" ,"))
        if _NO_PARTY.search(name) or _NO_PARTY.search(match[1]) or not is_name(name):
            continue
        if has_strong_form(name) or match[1].strip().lower() in ROLES:
            yield Party(name, squeeze(match[1]), Span(start + before.start(1), min(len(text), match.end() + 1)))
