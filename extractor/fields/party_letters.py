"""Parties of letters: who writes and to whom, by "TO:" and "FROM:" or by the companies above the salutation."""

from __future__ import annotations

import re

from extractor.fields.legal_forms import has_strong_form
from extractor.fields.party import Party
from extractor.fields.party_names import name_at
from extractor.fields.phrasing import squeeze
from extractor.fields.reading import Reading
from extractor.types import Span

_OPENING_CHARS = 1_500
_SALUTATION = re.compile(r"(?:^|\n)\s{0,10}(?:Dear\b|Gentlemen\b|Ladies and|Messrs)")
_ADDRESSED = re.compile(r"(?:^|\n|\t)[ ]{0,10}(?P<way>TO|FROM|To|From)[ ]{0,4}[:|]\s{0,10}")
_LINE = re.compile(r"[^\n\t]{3,160}")


def letter_parties(reading: Reading) -> list[Party]:
    """The two sides of a letter; empty where not exactly two companies are named as such."""
    text = reading.contract.document.text
    ways = {label["way"].lower(): label for label in reversed(list(_ADDRESSED.finditer(text, 0, _OPENING_CHARS)))}
    if len(ways) > 1:
        found = [_named(reading, label.end(), label.end() + 160) for label in ways.values()]
        return sorted((one for one in found if one is not None), key=lambda one: one.span.start)
    close = _SALUTATION.search(text, 0, _OPENING_CHARS)
    if close is None:
        return []
    lines = [_named(reading, line.start(), line.end()) for line in _LINE.finditer(text, 0, close.start())]
    companies: dict[str, Party] = {}
    for party in lines:
        if party is not None and has_strong_form(party.name):
            companies.setdefault(party.name.lower(), party)
    return list(companies.values()) if len(companies) == 2 else []


def _named(reading: Reading, start: int, end: int) -> Party | None:
    stop = reading.contract.document.text.find("\n", start, end)
    name = name_at(reading.text, start, end if stop < 0 else stop)
    return Party(squeeze(reading.text[name[0] : name[1]]), None, Span(*name)) if name else None
