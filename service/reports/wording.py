"""Numbers, dates, values and names as a person reads them, and text as a terminal or a page may show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.types import FieldValue

MONTHS = tuple("January February March April May June July August September October November December".split())

DURATION_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
TIME_UNITS = {"H": "hour", "M": "minute", "S": "second"}
DURATION = re.compile(r"P((?:\d{1,6}(?:\.\d{1,3})?[YMWD]){0,4})(?:T((?:\d{1,6}(?:\.\d{1,3})?[HMS]){1,3}))?")
DURATION_PART = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([YMWDHS])")
DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
NAME = re.compile(r"[a-z]{1,40}(?:_[a-z]{1,40}){1,6}")
"""One of our own words for a value: ``by_agreement``."""
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})")

UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, which a terminal obeys, direction marks, which make words read as what they are not, and what is
no character at all, which no file may hold: a file's name can bring half a surrogate pair."""


_PER = {"one_time": "once", "aggregate": "in the aggregate"}


def visible(text: str) -> str:
    """``text`` without what steers a terminal, turns words round or is no character; tabs and newlines stay."""
    return UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """``text`` as one visible line."""
    return " ".join(visible(text.replace("\x0b", " ").replace("\u2028", " ")).split())


def shortened(text: str, chars: int) -> str:
    """``text`` as one line of at most ``chars`` characters, cut in the middle, where a change shows least."""
    line = one_line(text)
    if len(line) <= chars:
        return line
    head = (chars - 3) * 2 // 3
    return f"{line[:head].rstrip()} … {line[len(line) - (chars - 3 - head) :].lstrip()}"


def joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(part for part in (", ".join(words[:-1]), "".join(words[-1:])) if part)


def ranges(numbers: Iterable[int]) -> str:
    """``1–3, 7``: three or more consecutive numbers as one range."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """``1 clause``, ``3 clauses``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


_SAYS_ALL = ("text", "condition")
"""Parts of a value that need no name before them."""
_ABBREVIATED = frozenset({"rto", "rpo", "sla", "nda"})


def spoken(name: str) -> str:
    """The name of a field, kind or role as a person says it: ``renewal_notice_period`` is ``Renewal notice period``."""
    words = name.replace("_", " ").strip().capitalize()
    return " ".join(word.upper() if word.casefold() in _ABBREVIATED else word for word in words.split(" "))


def moment(iso: str | None) -> str:
    """``2026-03-02T09:41:00Z`` as ``2 March 2026, 09:41``; what is no such moment as it stands."""
    found = MOMENT.match(iso or "")
    return f"{_date(found[1])}, {found[2]}" if found else one_line(_date(iso or ""))


def value_in_words(value: FieldValue) -> str:
    """A field's value as a person reads it: ``P30D`` is ``30 days``."""
    if isinstance(value, dict):
        return _object(value)
    if isinstance(value, list):
        return "; ".join(value_in_words(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else _plain(str(value))


def _plain(text: str) -> str:
    if NAME.fullmatch(text):
        return text.replace("_", " ")
    duration = DURATION.fullmatch(text)
    if duration and len(text) > 2:
        return " ".join((*_units(duration[1], DURATION_UNITS), *_units(duration[2] or "", TIME_UNITS)))
    return _date(text)


def _units(parts: str, names: dict[str, str]) -> Iterable[str]:
    for number, unit in DURATION_PART.findall(parts):
        yield f"{number} {names[unit]}{'' if number == '1' else 's'}"


def _date(text: str) -> str:
    found = DATE.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{MONTHS[int(found[2]) - 1]} {found[1]}"


def _object(value: dict[str, Any]) -> str:
    """The parts of an object in one line, each said in its own way."""
    rest = {key: part for key, part in value.items() if part not in (None, "", [], {})}
    if {"event", "timing", "duration"} <= rest.keys():
        return _event_notice(rest)
    if {"date", "until", "term"} <= rest.keys():
        return _renewal(rest)
    said = []
    if "name" in rest:
        said.append(_party(rest.pop("name"), rest.pop("role", None), rest.pop("defined_as", None)))
        said += _party_details(rest)
    if "amount" in rest:
        said.append(
            _money(str(rest.pop("amount")), rest.pop("currency", None), rest.pop("per", ""), rest.pop("unit", ""))
        )
    if "percent" in rest:
        said.append(f"{rest.pop('percent')}%")
    said += [value_in_words(rest.pop(part)) for part in ("value", "duration") if part in rest]
    said += [value_in_words(rest.pop(part)) for part in _SAYS_ALL if part in rest]
    if rest.pop("business", False):
        said.append("business time")
    said += [f"{spoken(key).lower()} {value_in_words(part)}" for key, part in rest.items()]
    return ", ".join(part for part in said if part)


def _party_details(parts: dict[str, Any]) -> Iterable[str]:
    """Takes out of a party's ``parts`` what kind of person it is, of which place, at which address, and who signs."""
    yield str(parts.pop("legal_form", ""))
    yield f"of {parts.pop('jurisdiction')}" if "jurisdiction" in parts else ""
    yield str(parts.pop("address", ""))
    signatory = parts.pop("signatory", {})
    names = ", ".join(str(signatory[part]) for part in ("name", "title") if signatory.get(part))
    yield f"signed by {names}" if names else ""


def _event_notice(parts: dict[str, Any]) -> str:
    """``price change: 60 days before, by Provider``."""
    length = value_in_words(parts["duration"])
    length = length.replace(" ", " business ", 1) if parts.get("business") else length
    by = f", by {parts['party']}" if "party" in parts else ""
    return f"{value_in_words(parts['event'])}: {length} {parts['timing']}{by}"


def _renewal(parts: dict[str, Any]) -> str:
    """``1 March 2027 until 1 March 2028 (1 year), unless refused by 11 February 2027``."""
    said = {part: value_in_words(value) for part, value in parts.items()}
    refused = f", unless refused by {said['notice_by']}" if "notice_by" in said else ""
    after = f"; the one after by {said['then_notice_by']}" if "then_notice_by" in said else ""
    return f"{said['date']} until {said['until']} ({said['term']}){refused}{after}"


def _money(amount: str, currency: str, period: str, unit: str) -> str:
    """``USD 540 per year (support)``; what is paid per unit says the unit so, what is paid once says so."""
    whole, point, cents = amount.partition(".")
    grouped = f"{int(whole):,}{point}{cents}" if whole.isascii() and whole.isdecimal() else amount
    if period == "unit":
        per, unit = f"per {unit or 'unit'}", ""
    else:
        per = _PER.get(period) or (f"per {spoken(period).lower()}" if period else "")
    return " ".join(part for part in (currency, grouped, per, f"({unit})" if unit else "") if part)


def _party(name: object, role: object, defined_as: object) -> str:
    notes = ", ".join(part for part in (str(role or ""), f"“{defined_as}”" if defined_as else "") if part)
    return f"{name} ({notes})" if notes else str(name)
