"""What is included or free before more is charged: ``up to 20 hours a month``, ``hours in excess of 40``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.numbers import NUMBER, SPELLED_WORD, as_text, read_number
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.periods import PERIODS, period_of
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

MOST = 20
_UNITS = (
    r"(?:hours?|minutes?|users?|gb?|gigabytes?|mb|tb|megabytes?|terabytes?|feet|miles|kilomet(?:er|re)s|pages|"
    r"transactions|"
    r"calls|seats|licen[cs]es|units?|copies|visits|accounts?|incidents|man[- ](?:days?|hours?)|sms|messages|records|"
    r"documents|"
    r"impressions|mailboxes|e-?mails|requests|quer(?:y|ies)|reports|lines|devices|servers|domains|words|names|orders|"
    r"items|images|parcels|packages|pallets|containers|loads|tons|tonnes|kilograms|kg|lit(?:er|re)s|gallons|kwh|"
    r"subscribers|"
    r"employees|"
    r"shipments|samples|tests|trips|days of [a-z]+)"
)
_QUANTITY = phrase(
    rf"({NUMBER}) ?((?:(?!(?:of|days?|months?|years?|weeks?|percent)\b)[a-z-]{{2,20}} ){{0,2}}?)({_UNITS})\b"
)
_COUNTED = phrase(
    rf"\b(?:first|up to|initial) ({NUMBER})( ?)((?!days?\b|months?|years?|weeks?|percent|hundred|thousand|million|"
    r"business|calendar|dollars|shares)[a-z-]{3,20})\b"
)
"""So many of anything, which the words beside it must call free."""
_FREE = (
    r"(?:free(?! from)(?: of charge)?|complimentary|no charge|at no (?:additional |extra |further )?(?:charge|cost)|"
    r"without "
    r"(?:any )?(?:additional |extra |further )?(?:charge|cost|fee)|no (?:additional|extra|further) (?:charge|cost|fee))"
)
_GIVEN = (
    r"(?:(?:are|is|be) included|included in|(?:are|is) part of|will be allowed|shall be allowed|are allowed|is allowed|"
    r"allowed for|allowance)"
)
_AFTER = phrase(rf"^[^.;$]{{0,70}}?\b(?:{_FREE}|{_GIVEN})\b")
_BEFORE = phrase(
    rf"\b(?:{_FREE}\b[^.;$]{{0,60}}|(?:includes?|including|included|inclusive of|covers?|comprises?|allowances? of|"
    rf"allotments? of|"
    rf"quota of|"
    r"entitled to|package of)(?: (?:up|to|the|first|a|an|total|of|maximum|monthly|annual)){0,5}) ?$"
)
_ROLE = re.compile(
    r"free|complimentary|no charge|no cost|charge|no additional|includ|allow|part of|cover|compris|allot|quota|"
    r"entitled|"
    r"package of|excess of|over and above|beyond|exceed|above|support",
    re.IGNORECASE,
)
"""The beginnings of the words below; a plain search for them is far cheaper than one for a quantity."""
_NEAR = re.compile(
    rf"(?:[\d)]|\s{SPELLED_WORD})\s?(?:[a-z-]{{2,20}}\s{{1,9}}){{0,2}}?{_UNITS}\b|\s(?:first|up\sto|"
    rf"initial)\s(?=[\d(a-z])",
    re.IGNORECASE,
)
"""A number and what it counts; begins with a figure or a blank, so that most of a text is passed over at once."""
_NEAR_CHARS = 110
_A_DAY = re.compile(r"\s{0,3}(?:a|per|each|/)\s{0,3}day\b", re.IGNORECASE)
"""Hours of a day are those in which a service is there, no allowance."""
_EXCESS = phrase(
    r"\b(?:in excess of|over and above|over|beyond|exceeding|exceeds?|above|more than)(?: (?:the|a|an|first|total|of|"
    r"such|included)){0,4} ?$"
)
_CHARGED = phrase(r"^[^.;]{0,200}?(?:\b(?:charge[sd]?|fees?|billed|invoiced|rates?)\b|[$\u20ac\u00a3])")
_PRICED = phrase(r"(?:[$\u20ac\u00a3]|\b(?:USD|EUR|GBP|CHF|CAD|AUD)) ?\d[\d,.]{0,12}[^.;]{0,80}$")
_SUPPORT_AFTER = re.compile(r"\s{0,3}(?:of\s)?(?:telephone|phone|on-?site)?\s?support\b.{0,60}per\s")
_NO_USE = phrase(
    r"\b(?:audit\w*|overtime|delay\w*|late|default\w*|breach\w*|penalt\w+|insurance|arbitrat\w+|pleadings?|"
    r"appearances?|"
    r"photo|session|employees? (?:of|who)|severance|vacation)\b"
)
_AROUND_CHARS = 60
_WORDS = (
    "free",
    "includ",
    "allow",
    "no charge",
    "out charge",
    "al charge",
    "ra charge",
    "excess of",
    "over and above",
    "overage",
    "allot",
    "part of the",
    "covers",
    "telephone support",
    "inclusive of",
    "exceed",
    "no additional",
    "beyond",
)


def find_usage(reading: Reading) -> list[Candidate]:
    """The quantities that are included, free or allowed before more is charged."""
    found: list[Candidate] = []
    for sentence in _sentences(reading):
        if len(found) >= MOST:
            break
        for candidate in _allowances(sentence):
            if all(_key(candidate) != _key(other) for other in found):
                found.append(candidate)
    return found[:MOST]


def _sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences with a quantity and, near it, a word that may call it free or exceeded; each once."""
    text = reading.text
    for span in reading.paragraphs(*_WORDS):
        end = span.start
        for counted in _NEAR.finditer(text, max(0, span.start - 1), span.end):
            first, last = max(span.start, counted.start()), counted.end()
            around = text[max(end, first - _NEAR_CHARS) : min(span.end, last + _NEAR_CHARS)]
            if first >= end and _ROLE.search(around) and _states_one(around):
                sentence = reading.sentence_at(last - 1)
                end = max(last, sentence.span.end)
                yield sentence


def _states_one(words: str) -> bool:
    """Whether the words around may state an allowance; sentences are split only where they may."""
    return any(_is_allowed(words, match) for match in _quantities(words))


def _quantities(text: str) -> list[re.Match[str]]:
    return sorted((*_QUANTITY.finditer(text), *_COUNTED.finditer(text)), key=lambda one: one.start())


def _key(candidate: Candidate) -> tuple[str, ...]:
    """What makes two statements the same: the free hours are often named again where the charge is."""
    parts = candidate.value if isinstance(candidate.value, dict) else {}
    return str(parts["quantity"]), str(parts["unit"])


def _allowances(sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    taken = -1
    for match in _quantities(text):
        quantity = read_number(match[1])
        if quantity is None or match.start() <= taken or not _is_allowed(text, match):
            continue
        taken = match.end()
        per = period_of("", text[match.end() : match.end() + 110])
        value: FieldValue = {
            "quantity": as_text(quantity),
            "unit": squeeze(match[3]).lower(),
            "period": PERIODS.get(per or ""),
        }
        start, end = max(0, match.start() - 40), min(len(text), match.end() + _AROUND_CHARS)
        yield Candidate("usage_threshold", value, sentence.place(start, end), "usage_allowed")


def _is_allowed(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside a quantity call it free or included, or charge for what exceeds it."""
    if "." in match[1] and not text[: match.start()].strip():
        return False  # the number of a section
    before, after = text[max(0, match.start() - 110) : match.start()], text[match.end() : match.end() + 110]
    if _A_DAY.match(after) or _NO_USE.search(before):
        return False
    excess = _EXCESS.search(before)
    if excess is not None:
        return bool(_CHARGED.search(text[match.end() :]) or _PRICED.search(before))
    return bool(_AFTER.search(after) or _BEFORE.search(before) or _SUPPORT_AFTER.match(after))
