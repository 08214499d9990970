"""What values are made of: each shape takes what a person sent and gives the value, or says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from extractor.types import FieldValue
from service.errors import InvalidCorrection
from service.reports.wording import UNSEEN

Shape = Callable[[object, str], FieldValue]
"""Takes the value and what to call it in a message; raises ``InvalidCorrection``."""

TEXT_CHARS = 1_000
"""Of one text in a value; the longest that the rules read are one sentence."""
MOST_PARTS = 50
DEEPEST = 5

CURRENCIES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL "
    "HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW "
    "ATS BEF DEM ESP FIM FRF GRD IEP ITL LUF NLG PTE".split()  # before the euro; old contracts have them
)
"""ISO 4217."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_NUMBER = r"\d{1,6}(?:\.\d{1,3})?"
_DURATION = re.compile(
    rf"P(?=[\dT])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?",
    re.ASCII,
)
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?", re.ASCII)
_COUNT = re.compile(r"\d{1,4}", re.ASCII)


def text(value: object, part: str) -> FieldValue:
    """A text of some visible characters, without white space around it."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidCorrection(part, "expected a text")
    if len(value) > TEXT_CHARS:
        raise InvalidCorrection(part, f"is longer than {TEXT_CHARS:,} characters")
    if UNSEEN.search(value):
        raise InvalidCorrection(part, "holds a character that cannot be seen; leave it out")
    return value.strip()


def day(value: object, part: str) -> FieldValue:
    """A date that the calendar has, or its year and month, or its year alone."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return found[0]
    except ValueError:
        raise InvalidCorrection(part, "the calendar has no such date") from None
    raise InvalidCorrection(part, "expected a date such as 2026-03-31, or 2026-03 or 2026 where no more is stated")


def duration(value: object, part: str) -> FieldValue:
    """A length of time in ISO 8601."""
    if isinstance(value, str) and _DURATION.fullmatch(value):
        return value
    raise InvalidCorrection(part, "expected an ISO 8601 duration such as P30D, P12M, P2Y or PT4H")


def decimal(value: object, part: str) -> FieldValue:
    """A number as text, with a point and nothing else."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return value
    raise InvalidCorrection(part, 'expected a decimal number as text such as "1200.50", without sign and separators')


def count(value: object, part: str) -> FieldValue:
    """How often, as text of digits."""
    if isinstance(value, str) and _COUNT.fullmatch(value):
        return value
    raise InvalidCorrection(part, 'expected a whole number as text such as "2"')


def currency(value: object, part: str) -> FieldValue:
    """A code of ISO 4217."""
    if isinstance(value, str) and value in CURRENCIES:
        return value
    raise InvalidCorrection(part, "expected an ISO 4217 code such as USD or EUR")


def flag(value: object, part: str) -> FieldValue:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raise InvalidCorrection(part, "expected true or false")


def choice(*words: str) -> Shape:
    """One of these words."""

    def chosen(value: object, part: str) -> FieldValue:
        if isinstance(value, str) and value in words:
            return value
        raise InvalidCorrection(part, f"expected one of {', '.join(words)}")

    return chosen


def either(first: Shape, word: str) -> Shape:
    """What ``first`` takes, or this word."""

    def shaped(value: object, part: str) -> FieldValue:
        try:
            return word if value == word else first(value, part)
        except InvalidCorrection as error:
            raise InvalidCorrection(part, f"{error.reason}; or {word}") from None

    return shaped


def one_of(first: Shape, second: Shape) -> Shape:
    """What ``first`` takes, or an object that ``second`` takes."""

    def shaped(value: object, part: str) -> FieldValue:
        return second(value, part) if isinstance(value, dict) else first(value, part)

    return shaped


def list_of(shape: Shape) -> Shape:
    """A list of what ``shape`` takes; of a few things at most."""

    def shaped(value: object, part: str) -> FieldValue:
        if not isinstance(value, list) or len(value) > MOST_PARTS:
            raise InvalidCorrection(part, f"expected a list of at most {MOST_PARTS} things")
        return [shape(one, f"{part}.{place}") for place, one in enumerate(value)]

    return shaped


def record(parts: Mapping[str, Shape], *needed: tuple[str, ...]) -> Shape:
    """An object of these parts, each of which may be null or left out; one of the groups ``needed`` must be whole."""

    def shaped(value: object, part: str) -> FieldValue:
        if not isinstance(value, dict):
            raise InvalidCorrection(part, f"expected an object with {', '.join(parts)}")
        unknown = sorted(str(name) for name in value if name not in parts)
        if unknown:
            raise InvalidCorrection(part, f"has unknown parts; known are {', '.join(parts)}")
        stated = {name for name, one in value.items() if one is not None}
        if needed and not any(stated.issuperset(group) for group in needed):
            raise InvalidCorrection(part, f"needs {' or '.join(' and '.join(group) for group in needed)}")
        return {name: None if one is None else parts[name](one, f"{part}.{name}") for name, one in value.items()}

    return shaped


def anything(value: object, part: str) -> FieldValue:
    """A value of a field for which no shape is known: texts, whole numbers, and small objects of these."""
    return _bounded(value, part, DEEPEST)


def _bounded(value: object, part: str, depth: int) -> FieldValue:
    if isinstance(value, str):
        return text(value, part)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) < 10**15:
        return value
    if depth == 0 or not isinstance(value, dict | list) or len(value) > MOST_PARTS:
        raise InvalidCorrection(part, "expected a text, a whole number, true, false, or a small object of these")
    if isinstance(value, list):
        return [_bounded(one, part, depth - 1) for one in value]
    return {str(text(name, part)): _bounded(one, part, depth - 1) for name, one in value.items()}
