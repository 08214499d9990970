"""What the plain fees come to over the initial term, where they can simply be multiplied; else nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from extractor.fields.phrasing import phrase, plain
from extractor.types import Document, Field

NAME = "total_fees"
_PERIOD_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_TERM = re.compile(r"P(\d{1,3})([YM])")
_LONGEST_MONTHS = 120
"""Fees do not stay the same for longer than that."""
_LEAST_TERM_CONFIDENCE = 0.7
_UNKNOWN = frozenset(
    {"price_tier", "overage", "usage_threshold", "minimum_commitment", "royalty_or_commission", "discount"}
)
"""What makes the sum depend on things that the contract does not say."""
_SENTENCE_CHARS = 400
_COUNTED = phrase(
    r"(?:\b(?:per|each|every|multiplied by|times|for (?:all|any|each))\b|/) ?"
    r"(?!(?:calendar |contract |full |consecutive )?(?:months?|years?|annum|quarters?|term|party|of)\b)[a-z]"
    r"|\b(?:users?|seats?|devices?|employees?|endpoints?|agents?|locations?|sites?|units?|licen[cs]es?|participants?|"
    r"subscribers?|policy|policies)\b"
)
"""What makes a fee depend on how many of something there are."""
_VARIES = phrase(
    r"\b(?:greater of|lesser of|up to|at least|minimum(?! (?:period|term))|maximum|approximately|estimated?|increas\w+|"
    r"escalat\w+|interest|royalt\w+|rent|lease|first|second|third|if|unless|in the event|optional|option|would|renewal|"
    r"thereafter|additional|late|penalt\w+|credit|example|pro ?rata|initial annual|then-current|loan|principal|deposit|"
    r"insurance|salary|average|until|after|calendar year|less than|more than|exceed\w*|waive[sd]?|discount\w*)\b"
)
"""What makes it another amount in some months, or no fee of the contract."""
_TOTAL = phrase(r"\btotal (?:[a-z]{1,12} ){0,2}(?:fees?|value|price|amount|charges?|cost|sum)\b")
_AT_RENEWAL = phrase(r"\brenew\w*")


def with_total(fields: Sequence[Field], document: Document) -> tuple[Field, ...]:
    """``fields``, and at their end ``total_fees`` where it follows from them and nothing speaks against.

    One plain recurring fee, with fees that are paid once, a known initial term that is a whole number of its periods,
    one currency; no fee by the hour or unit, no tier, minimum, share or overage, and no increase before a renewal. It
    quotes the words about the recurring fee, shows the sum in ``derived_from``, and is as sure as its least sure part.
    """
    term = next((field for field in fields if field.name == "initial_term"), None)
    months = _months(term)
    fees = [field for field in fields if field.name == "fee" and not _TOTAL.search(_sentence(document, field))]
    if term is None or months is None or not fees or _is_open(fields, document):
        return tuple(fields)
    recurring = _once([fee for fee in fees if _per(fee) in _PERIOD_MONTHS])
    single = [fee for fee in fees if _per(fee) == "one_time"]
    if len(recurring) != 1 or len(recurring) + len(single) < len(_once(fees)):
        return tuple(fields)
    if len({_part(fee, "currency") for fee in fees}) != 1 or not all(_is_plain(document, fee) for fee in fees):
        return tuple(fields)
    total = _total(recurring[0], single, term, months)
    return tuple(fields) if total is None else (*fields, total)


def _total(fee: Field, single: Sequence[Field], term: Field, months: int) -> Field | None:
    count, rest = divmod(months, _PERIOD_MONTHS[str(_per(fee))])
    amounts = [_amount(one) for one in (fee, *single)]
    if rest or any(amount is None for amount in amounts):
        return None
    first, *others = (amount for amount in amounts if amount is not None)
    total, currency = first * count + sum(others, Decimal(0)), str(_part(fee, "currency"))
    unit = str(_per(fee))
    sums = f"{currency} {first:,f} per {unit} x {count} {unit}{'' if count == 1 else 's'} ({term.value})"
    sums += "".join(f" + {currency} {other:,f} once" for other in others)
    return replace(
        fee,
        name=NAME,
        value={"amount": f"{total:f}", "currency": currency, "over": term.value},
        confidence=min(one.confidence for one in (fee, *single, term)),
        method="fees_over_term",
        derived_from=(f"{sums} = {currency} {total:,f}",),
        alternatives=(),
    )


def _months(term: Field | None) -> int | None:
    """How many months the initial term has; None where it is not known well enough."""
    if term is None or term.alternatives or term.confidence < _LEAST_TERM_CONFIDENCE:
        return None
    found = _TERM.fullmatch(str(term.value))
    months = int(found[1]) * (12 if found[2] == "Y" else 1) if found else 0
    return months if 0 < months <= _LONGEST_MONTHS else None


def _is_open(fields: Sequence[Field], document: Document) -> bool:
    """Whether something else than plain fees is paid, or the fees change before the first renewal."""
    if any(field.name in _UNKNOWN for field in fields):
        return True
    increases = (field for field in fields if field.name == "price_increase_cap")
    return any(not _AT_RENEWAL.search(_sentence(document, one)) for one in increases)


def _is_plain(document: Document, fee: Field) -> bool:
    words = _sentence(document, fee)
    return not _COUNTED.search(words) and not _VARIES.search(words) and _amount(fee) is not None


def _once(fees: Sequence[Field]) -> list[Field]:
    """The fees without those that another one states for a longer or shorter period: 1,200 a year is 100 a month."""
    kept: list[Field] = []
    for fee in fees:
        if not any(_a_year(fee) is not None and _a_year(fee) == _a_year(one) for one in kept):
            kept.append(fee)
    return kept


def _a_year(fee: Field) -> Decimal | None:
    amount, months = _amount(fee), _PERIOD_MONTHS.get(str(_per(fee)))
    return None if amount is None or months is None else amount * 12 / months


def _per(fee: Field) -> object:
    return _part(fee, "per")


def _part(fee: Field, part: str) -> object:
    return fee.value.get(part) if isinstance(fee.value, dict) else None


def _amount(fee: Field) -> Decimal | None:
    try:
        return Decimal(str(_part(fee, "amount")))
    except InvalidOperation:
        return None


def _sentence(document: Document, field: Field) -> str:
    """The words of a field with those before and after it in its sentence, or line."""
    raw = document.text[max(0, field.start - _SENTENCE_CHARS) : field.end + _SENTENCE_CHARS]
    text = plain(raw)
    at = min(field.start, _SENTENCE_CHARS)
    start = max(text.rfind(". ", 0, at), text.rfind("; ", 0, at), raw.rfind("\n", 0, at)) + 1
    ends = [end for end in (text.find(". ", at + len(field.quote)), raw.find("\n", at + len(field.quote))) if end >= 0]
    return text[start : min(ends, default=len(text))]
