"""Parties of papers without "between": who assigns, promises or grants what to whom, and names around a bare "and"."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.fields.legal_forms import has_legal_form
from extractor.fields.party import Party
from extractor.fields.party_lists import defined_as
from extractor.fields.party_names import name_at
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Reading
from extractor.types import Span

_OPENING_CHARS = 5_000
_NAME_CHARS = 160
_SAID_CHARS = 220
_LEAD_IN = phrase(r"(?:for value received,? |by this letter |the undersigned,? )?")
_GIVES = phrase(
    r"\b(?:(?:hereby |absolutely |unconditionally )?(?:assigns?|promises? to pay|grants?|transfers?|conveys?|sells?|"
    r"leases?|lends?|undertakes?|accepts?|appoints?|pledges?|guarantees?))\b"
)
_WHOM = phrase(r"\b(?:to the order of|the proposal of|to|unto|with|in favou?r of) (?=(?-i:[A-Z]))")
_AND_ALONE = re.compile(r"[\s\u2013\u2014-]{0,4}(?:and|AND|And)(?:\s(?:between|BETWEEN))?[\s:\u2013\u2014-]{0,4}")


def acting_parties(reading: Reading) -> list[Party]:
    """The two companies of the first sentence of such a paper; else those on lines above and below "and"; else none."""
    return _giver_and_taker(reading) or _around_and(reading)


def _giver_and_taker(reading: Reading) -> list[Party]:
    text = reading.text
    for block in reading.contract.document.blocks:
        if block.span.start > _OPENING_CHARS:
            break
        lead = _LEAD_IN.match(text, block.span.start, block.span.end)
        giver = _company(text, lead.end() if lead else block.span.start, block.span.end)
        verb = _GIVES.search(text, giver.span.end, min(block.span.end, giver.span.end + _SAID_CHARS)) if giver else None
        whom = _WHOM.search(text, verb.end(), min(block.span.end, verb.end() + _SAID_CHARS)) if verb else None
        taker = _company(text, whom.end(), block.span.end) if whom else None
        if giver is not None and taker is not None:
            return [giver, taker]
    return []


def _around_and(reading: Reading) -> list[Party]:
    """Companies whose lines are parted by a line that says "and"."""
    text = reading.text
    blocks = [block.span for block in reading.contract.document.blocks if block.span.start < _OPENING_CHARS]
    found: list[Party] = []
    for (before, between), (_, after) in pairwise(pairwise(blocks)):
        if not _AND_ALONE.fullmatch(text[between.start : between.end].strip()):
            continue
        pair = [_company(text, span.start, span.end) for span in (before, after)]
        found += [party for party in pair if party is not None and party.span not in {one.span for one in found}]
    return found if len(found) > 1 else []


def _company(text: str, start: int, end: int) -> Party | None:
    """The company that is named at ``start``, with its short name."""
    name = name_at(text, start, min(end, start + _NAME_CHARS))
    if name is None or not has_legal_form(text[name[0] : name[1]]):
        return None
    short = defined_as(text, name[1], min(end, name[1] + 80))
    return Party(squeeze(text[name[0] : name[1]]), short, Span(*name))
