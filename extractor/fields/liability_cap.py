"""The cap on liability: an amount, a multiple of fees, or the fees of so many months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractor.fields.choosing import choose_each
from extractor.fields.durations import find_durations
from extractor.fields.liability_carve_outs import find_carve_outs
from extractor.fields.liability_kinds import kinds_in
from extractor.fields.money import find_money
from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence

_CUE = phrase(
    r"\b(?:liabilit(?:y|ies)|liable)\b[^.;]{0,420}\b(?:exceed|limited(?:,[^,.;]{0,60},)? to|"
    r"not be (?:greater|more) than|capped|in excess of|greater than|more than)"
)
_LIMIT = phrase(r"\b(?:exceed(?:s|ing)?|limited(?:,[^,.;]{0,60},)? to|(?:greater|more) than|capped at|in excess of)\b")
_FEES = phrase(
    r"\b(?:fees?|amounts?|sums?|charges?|payments?|consideration|price|compensation|royalt(?:y|ies)|monies|"
    r"moneys|commissions?)\b[^.;]{0,160}"
)
_PERIOD_BEFORE = phrase(
    r"\b(?:during|in|over|for|within|preceding|prior|previous|last|first|the|immediately|past)(?: (?:the|any|"
    r"immediately|preceding|prior|previous|last|period|of|most|recent|a|first|past)){0,12} ?\(?$"
)
_MULTIPLE = phrase(
    rf"\b(?:({NUMBER})(?:[ -]?(?:x|times)\b|%| per ?cent)|(twice|two times|double|three times|"
    rf"triple)) (?:\(\d{{1,3}} ?x?\) )?(?:of )?(?:the )?((?:[a-z-]+ ){{0,4}}?(?:fees?|amounts?|charges?|price|value|"
    rf"sums?|payments?|caps?|"
    rf"limit|limitation))"
)
_TIMES = {"twice": "2", "two times": "2", "double": "2", "three times": "3", "triple": "3"}
_PAID = phrase(r"\b(?:paid|payable|received|due|owed|owing|invoiced|billed|accrued)\b")
_PAID_OR = phrase(
    r"\b(?:paid|payable|due|owed|invoiced|billed)(?: (?:and|or|and ?/ ?or) (?:paid|payable|due|owed|invoiced|billed))+"
)
_ALTERNATIVE = phrase(r"\b(?:or|and)\b|;")
_INSURANCE = phrase(r"\b(?:insurance|policy|coverage|deductible|basket)\b")
_NO_FEES = phrase(r"\b(?:proceeds|insurance (?:coverage|polic(?:y|ies)|proceeds)|recover(?:ed|y|ies))\b")
"""What is paid, but not for the services."""
_CHOICE_CHARS = 420
_OF_SEVERAL = phrase(r"\b(?:the )?(greater|higher|larger|lesser|lower|smaller|lessor) of\b ?:?")
_OR = phrase(
    r"(?:[,;]|\b(?:or|and)\b) ?(?:\(?(?:b|c|ii|iii|2|3|x|y)\)|(?=[$\u20ac\u00a3]\d)|(?=(?:us|usd|eur|gbp) ?[$\d])|"
    r"(?=(?:the|an?|all) (?:[a-z]+ ){0,3}(?:fees?|amounts?|sums?|charges|price|payments?)\b)|"
    r"(?=(?:one|two|three|five|ten|twice)\b))"
)
_ABOUT = phrase(
    r"\bliab\w+(?: of [^,.;]{1,40}?)?(?: to [^,.;]{1,40}?)? (?:for|under|arising (?:out of|from|under)|resulting from|"
    r"with respect to|in respect of|relating to|related to|in connection with) "
    r"((?:(?:its|their|any|all|a|the|breach(?:es)?|claims?|losses|damages|of|for|under"
    r"|section [\d.]+(?:\([a-z]\))? ?[,(]?|"
    r"obligations?|each|party's|provider's|supplier's|arising|from|out) ?){0,9}[^,.;]{0,60})"
)
"""What liability is spoken of: no more than the words next to it, since lists of all theories name everything."""
_FOR_BREACH = phrase(
    r"^[\W\d]{0,12}(?:for|in respect of|with respect to|in case of|in the event of) (?:any |"
    r"a )?(?:breach(?:es)? of |claims? under |"
    r"losses under |indemnit\w+ under )?([^.;]{0,80}?),? (?:[a-z']+ ){0,4}liab"
)
"""A sentence that begins with the claim that it is about: "For breach of Section 7 (Data Protection) liability ..."."""
_EXCEPT_THAT = phrase(
    r"\b(?:except(?: that)?|provided,?(?: however,?)?(?: that)?|but|however,?|while|"
    r"whereas)(?: that)? (?=[^.;]{0,80}?\bliab\w+\b[^.;]{0,200}?\b(?:exceed|limited to|capped))"
)
_EXCEPTED = phrase(r"\b(?:except|other than|excluding|save)\b")
SCOPES = (
    "data_protection",
    "confidentiality",
    "intellectual_property",
    "indemnification",
    "property_damage",
    "breach_of_law",
)
"""The kinds of claims that have caps of their own."""


def find_liability_cap(reading: Reading) -> list[Candidate]:
    """The cap that counts, as ``choose`` has it, with what it does not apply to, and one cap for each kind of claim.

    Empty where none is stated.
    """
    stated = [
        cap
        for sentence in reading.find(_CUE, "liab")
        for cap in (_cap(reading, sentence), _other_cap(reading, sentence))
    ]
    found = [cap for cap in stated if cap is not None]
    special = [one for one in found if one.name != "liability_cap"]
    if special and len(special) == len(found):  # a cap for one kind alone is the contract's cap
        found, special = [_as_the_cap(one) for one in found], []
    caps = choose_each(reading, [one for one in found if one.name == "liability_cap"])
    return [*(_with_carve_outs(reading, cap) for cap in caps), *_once(special)]


def _as_the_cap(special: Candidate) -> Candidate:
    parts = special.value if isinstance(special.value, dict) else {}
    value = {part: said for part, said in parts.items() if part != "scope"}
    return replace(special, name="liability_cap", value=value, method=special.method.removeprefix("special_"))


def _other_cap(reading: Reading, sentence: Sentence) -> Candidate | None:
    """What the sentence says of one kind of claim behind "except that": a cap of its own."""
    limit = _LIMIT.search(sentence.text)
    other = _EXCEPT_THAT.search(sentence.text, limit.end()) if limit else None
    if other is None:
        return None
    cap = _cap(reading, Sentence(sentence.text[other.end() :], sentence.place(other.end(), len(sentence.text))))
    return cap if cap is not None and cap.name != "liability_cap" else None


def _cap(reading: Reading, sentence: Sentence) -> Candidate | None:
    text = sentence.text
    limit = _LIMIT.search(text)
    if limit is None:
        return None
    tail = text[limit.start() :]
    read = _value(tail)
    if read is None:
        return None
    value, method = read
    if method == "cap_all_fees" and _NO_FEES.search(tail):
        return None
    headed = re.search(r"liabil|limitation|damages", reading.heading(sentence.span.start)) is not None
    insured = _INSURANCE.search(text) is not None
    if insured and not headed:
        return None
    weight = (1.0 if headed else 0.0) - (1.0 if insured else 0.0)
    scope = _scope(text, limit.start())
    if scope is not None:
        return Candidate("special_liability_cap", {**value, "scope": scope}, sentence.span, f"special_{method}", weight)
    return Candidate("liability_cap", value, sentence.span, method, weight)


def _scope(text: str, limit: int) -> str | None:
    """The one kind of claim that a cap is for; None where it is for all, or for several."""
    about = _FOR_BREACH.search(text) or _ABOUT.search(text, 0, limit)
    if about is None or _EXCEPTED.search(text, 0, about.start()):
        return None
    kinds = [kind for kind in kinds_in(about[1]) if kind in SCOPES]
    return kinds[0] if len(kinds) == 1 else None


def _once(special: Sequence[Candidate]) -> list[Candidate]:
    """The first cap for each kind of claim."""
    scopes: dict[str, Candidate] = {}
    for one in special:
        if isinstance(one.value, dict):
            scopes.setdefault(str(one.value["scope"]), one)
    return list(scopes.values())


def _with_carve_outs(reading: Reading, cap: Candidate) -> Candidate:
    """The cap with what it does not apply to; words that stand outside of its own sentence are in ``derived_from``."""
    if not isinstance(cap.value, dict):
        return cap
    sentence = Sentence(reading.text[cap.span.start : cap.span.end], cap.span)
    limit = _LIMIT.search(sentence.text)
    found = find_carve_outs(reading, sentence, limit.start() if limit else 0)
    if not found.names:
        return cap
    said = tuple(f"carve-outs: {reading.contract.document.quote(span)}" for span in found.elsewhere)
    return replace(cap, value={**cap.value, "carve_outs": list(found.names)}, derived_from=(*cap.derived_from, *said))


def _value(tail: str) -> tuple[dict[str, Any], str] | None:
    """What the words from the limit on say; of the greater or lesser of several the plainest, with all of them."""
    read = _one_value(tail)
    several = _OF_SEVERAL.search(tail, 0, min(len(tail), _CHOICE_CHARS))
    if read is None or several is None:
        return read
    pieces = _OR.split(tail[several.end() : several.end() + _CHOICE_CHARS])
    values = [one[0] for piece in pieces if (one := _one_value(piece)) is not None]
    different = [value for place, value in enumerate(values) if value not in values[:place]]
    if len(different) < 2:
        return read
    part = "greater_of" if several[1].lower() in ("greater", "higher", "larger") else "lesser_of"
    return {**read[0], part: different}, read[1]


def _one_value(tail: str) -> tuple[dict[str, Any], str] | None:
    return _times_fees_of_period(tail) or _period_of_fees(tail) or _multiple(tail) or _amount(tail) or _all_fees(tail)


def _times_fees_of_period(tail: str) -> tuple[dict[str, Any], str] | None:
    """Twice the fees of so many months: both parts in one value; None where it is not one sum."""
    period, multiple = _period_of_fees(tail), _MULTIPLE.search(tail)
    first = next(find_durations(tail, multiple.end()), None) if multiple else None
    if period is None or multiple is None or first is None or first.duration.iso != period[0]["fees_paid_in"]:
        return None
    between = _PAID_OR.sub(" ", tail[multiple.end() : first.span.start])
    times = _multiple(tail)
    if times is None or times[0]["multiple"] == "1" or _ALTERNATIVE.search(between):
        return None
    return {**period[0], "multiple": times[0]["multiple"]}, period[1]


def _period_of_fees(tail: str) -> tuple[dict[str, Any], str] | None:
    fees = _FEES.search(tail)
    if fees is None:
        return None
    for found in find_durations(tail, fees.start()):
        before = tail[max(0, found.span.start - 60) : found.span.start]
        after = tail[found.span.end : found.span.end + 30]
        if found.duration.unit in ("month", "year", "quarter", "day") and (
            _PERIOD_BEFORE.search(before)
            or re.match(r"'?\s{0,20}(?:period|prior|preceding|immediately|before)", after, re.IGNORECASE)
        ):
            return {"fees_paid_in": found.duration.iso}, "cap_fees_of_period"
    return None


def _multiple(tail: str) -> tuple[dict[str, Any], str] | None:
    match = _MULTIPLE.search(tail)
    if match is None:
        return None
    if match[2]:
        count = _TIMES[" ".join(match[2].lower().split())]
    else:
        number = read_number(match[1])
        if number is None:
            return None
        is_percent = "%" in match.group() or "cent" in match.group().lower()
        count = as_text(number / 100 if is_percent else number)
    return {"multiple": count, "of": " ".join(match[3].lower().split())}, "cap_multiple"


def _amount(tail: str) -> tuple[dict[str, Any], str] | None:
    money = next(find_money(tail, 0, min(len(tail), 260)), None)
    return ({"amount": money.amount, "currency": money.currency}, "cap_amount") if money else None


def _all_fees(tail: str) -> tuple[dict[str, Any], str] | None:
    fees = _FEES.search(tail, 0, min(len(tail), 160))
    if fees is None or not _PAID.search(fees.group()):
        return None
    return {"multiple": "1", "of": "fees paid under the agreement"}, "cap_all_fees"
