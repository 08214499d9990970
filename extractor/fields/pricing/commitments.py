"""What must be bought at least, and what each unit beyond what is included costs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.amounts import Amount, Priced
from extractor.fields.pricing.fees import Judged, is_taken, quote_span
from extractor.fields.pricing.minimums import is_conditional
from extractor.fields.pricing.periods import PERIODS, period_of, unit_after
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue, Span

MOST = 30
_IN_TERM = phrase(r"\b(?:during|over|for|in) the (?:initial |first )?term\b")
_MINIMUM_LEAD = phrase(
    r"\bminimum (?:annual |quarterly |monthly )?(?:commitments?|guarantees?|payments?|royalt(?:y|ies)|purchase)\b"
)
_SCHEDULED = phrase(r"\b(?:a )?(?:total|sum|amount) of [^.;$]{0,80}$")

_UNITS = (
    r"(?:units?|users?|licen[cs]es?|seats?|copies|cases|bottles|kits?|pieces|tons?|tonnes|pounds|kilograms?|kgs?|kg|"
    r"grams?|liters?|"
    r"litres|gallons|barrels|cars?|vehicles?|minutes?|subscribers?|customers|transactions?|subscriptions|impressions|"
    r"page views|visitors|products?|systems?|devices?|processors?|ports?|stores?|restaurants?|doses|vials|batches|"
    r"packages|pallets|containers|sets?|gb|gigabytes?|mb|tb|megabytes?|sheets|square feet|MMBtu|dth|acres|"
    r"advertis[a-z]+|spots?|tickets|rooms?|items?|cartons|boxes|drums|bags|rolls|"
    r"truckloads|loads|trips|flights|nights|events|appearances|sessions|leads|clicks|orders|accounts|hits|participants|"
    r"members|attendees|students|patients|sites|locations|terminals)"
)
_QUANTITY = phrase(
    rf"({NUMBER}) (?:(?:additional|such|new|of the|full|of|licensed|paid|the) )?((?:[a-z-]{{2,20}} ){{0,2}}?{_UNITS})\b"
)
_BUYS = phrase(
    r"\b(?:purchases?|purchased|orders?|buy|buys|sell|take|acquire|licen[cs]e|commits?|committed|guarantees?|"
    r"subscribe|take[- ]or[- ]pay|volume|minimum (?:annual|monthly|quarterly|order|purchase|quantity))\b"
)
_TAKEN_OR_PAID = r"(?:take[- ]or[- ]pay|take (?:and pay for,? )?or pay|pay for,? (?:if|whether or) not taken)"
_AT_LEAST = phrase(
    r"\b(?:minimum(?: \(?[a-z]+\)?){0,9}|(?:purchase|volume|order|quantity) (?:commitment|requirement|obligation)|at "
    r"least|not less than|no less than|never less than|no fewer than|not fewer than)(?: (?:of|is|are|be|shall|will|"
    r"equal|to|a|total|the following)){0,5} ?[:(]? ?$"
)
_MINIMUM_CUE = phrase(
    r"\b(?:minimum|at least|not less than|no less than|never less than|no fewer than|not fewer than|(?:purchase|volume|"
    r"order|quantity) (?:commitment|requirement|obligation))\b[^.;]{0,90}?(?:\d|thousand|hundred)|"
    rf"\b{_TAKEN_OR_PAID}\b[^.;]{{0,90}}?\d|\d[^.;]{{0,120}}\b{_TAKEN_OR_PAID}\b"
)
_TAKE_OR_PAY = phrase(rf"\b{_TAKEN_OR_PAID}\b")
_PAYS_FOR = phrase(r"\b(?:pay for|(?:if|whether or) not taken,?) ?\(? ?$")
_LIST_OF_MINIMUMS = phrase(
    r"\bminimum (?:annual |quarterly |monthly |yearly )?(?:purchases?|orders?|volumes?|quantit(?:y|ies)|sales|units?)"
    r"(?: (?:requirements?|commitments?|obligations?|quantit(?:y|ies)|volumes?|targets?))?\b|"
    r"\b(?:must|shall|agrees? to|commits? to) (?:order|purchase|buy|sell) (?:at least |a minimum of |not less than "
    r")?the "
    r"following\b|\b(?:annual|purchase|volume) (?:minimums|commitments?)\b"
)
_PERIOD_ROW = re.compile(
    r"\b(?:(?:contract|calendar|fiscal|licen[cs]e|sales)\s{1,5})?(?P<period>year|quarter|month|period|phase)\s{1,5}"
    r"(?:\d{1,2}|19\d\d|20\d\d|one|two|three|four|five|six|[ivx]{1,4})\b[\s:.=()-]{1,60}"
    rf"(?P<quantity>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{2,7}})(?![\d,.%/]|\s?%)(?:\s{{1,20}}(?P<unit>{_UNITS})\b)?",
    re.IGNORECASE,
)
_ROWS_CHARS = 900
_FIRST_ROW_CHARS = 240
_LEAST_LISTED = 2
_GOES_ON = re.compile(r"\s{0,3}(?:,|\band\b|,\s?and\b)\s{0,3}")
"""Between the quantities of a list: "8,000 units, 10,000 units and 12,000 units"."""
_NOT_BOUGHT = phrase(r"\b(?:shares|stock|warrants|days|notice|insurance|votes?|directors?|hours of|employees|years)\b")


def find_amount_terms(reading: Reading, judged: Sequence[Judged], taken: Sequence[Span]) -> list[Candidate]:
    """Minimum commitments and charges for excess use that are stated as amounts; ``taken`` belong to other fields.

    The instalments of a scheduled minimum are given back without a name: they are no fees of their own.
    """
    busy = sorted((span.start, span.end) for span in taken)
    found: list[Candidate] = []
    for one in judged:
        scheduled = _is_schedule(one.paragraph)
        for amount, role in zip(one.paragraph.amounts, one.roles, strict=True):
            if is_taken(busy, amount.span):
                continue
            if role == "minimum" or (scheduled and role == "fee" and _SCHEDULED.search(amount.near)):
                minimum = _minimum(reading, amount, one.lead)
                if all(minimum.value != other.value for other in found):
                    found.append(minimum)
            elif role == "overage":
                found.append(_overage(reading, amount))
            elif scheduled and role == "fee":
                found.append(Candidate("", None, amount.span, ""))
    return found


def _is_schedule(paragraph: Priced) -> bool:
    """Whether the paragraph opens as a schedule of minimum commitments, whose instalments are no fees of their own."""
    first = paragraph.amounts[0].span.start - paragraph.span.start
    return len(paragraph.amounts) > 1 and _MINIMUM_LEAD.search(paragraph.text[: min(first, 260)]) is not None


def _minimum(reading: Reading, amount: Amount, lead: str) -> Candidate:
    per = period_of(amount.near, amount.after, amount.heading)
    if per in (None, "one_time"):
        per = period_of(lead[-160:], "") or per
    period = PERIODS.get(per or "")
    if period is None and _IN_TERM.search(f"{amount.near} {amount.after}"):
        period = "initial_term"
    value: FieldValue = {
        "amount": amount.money.amount,
        "currency": amount.money.currency,
        "quantity": None,
        "unit": unit_after(amount.after) if per == "unit" else None,
        "period": period,
    }
    return Candidate("minimum_commitment", value, quote_span(reading, amount), "minimum_amount")


def _overage(reading: Reading, amount: Amount) -> Candidate:
    per = period_of("", amount.after)
    value: FieldValue = {
        "amount": amount.money.amount,
        "currency": amount.money.currency,
        "unit": unit_after(amount.after) or (per if per not in (None, "unit") else None),
        "period": None,
    }
    return Candidate("overage", value, quote_span(reading, amount), "overage_amount")


def find_quantities(reading: Reading) -> list[Candidate]:
    """Minimum quantities that must be bought, sold or paid for."""
    found: list[Candidate] = []
    found += _listed_quantities(reading)
    for sentence in reading.find(
        _MINIMUM_CUE,
        "minimum",
        "at least",
        "less than",
        "fewer than",
        "commitment",
        "requirement",
        "or pay",
        "or-pay",
        "not taken",
    ):
        found += _minimum_quantities(sentence)
    return found[:MOST]


def _minimum_quantities(sentence: Sentence) -> list[Candidate]:
    text = sentence.text
    if not _BUYS.search(text):
        return []
    found: list[Candidate] = []
    last = -1
    for match in _QUANTITY.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        quantity = read_number(match[1])
        goes_on = last >= 0 and _GOES_ON.fullmatch(text, last, match.start())
        stated = goes_on or _AT_LEAST.search(before) or (_PAYS_FOR.search(before) and _TAKE_OR_PAY.search(text))
        if is_conditional(text[max(0, match.start() - 200) : match.start()]):
            continue
        if quantity is None or quantity <= 1 or not stated or _NOT_BOUGHT.search(match.group()):
            continue
        per = period_of(before, text[match.end() : match.end() + 80])
        value: FieldValue = {
            "amount": None,
            "currency": None,
            "quantity": as_text(quantity),
            "unit": squeeze(match[2]).lower(),
            "period": PERIODS.get(per or ""),
        }
        found.append(Candidate("minimum_commitment", value, sentence.span, "minimum_quantity"))
        last = match.end()
    return found


def _listed_quantities(reading: Reading) -> list[Candidate]:
    """The rows of a list of periods and quantities, under words that call them minimums."""
    found: list[Candidate] = []
    text = reading.text
    for paragraph in reading.paragraphs("minimum", "following", "commitment"):
        head = _LIST_OF_MINIMUMS.search(text, paragraph.start, paragraph.end)
        if head is None or (found and found[-1].span.end > head.end()):
            continue
        rows = list(_PERIOD_ROW.finditer(text, head.end(), head.end() + _ROWS_CHARS))
        if len(rows) >= _LEAST_LISTED and rows[0].start() - head.end() < _FIRST_ROW_CHARS:
            found += [_row(match) for match in rows]
    return found


def _row(match: re.Match[str]) -> Candidate:
    quantity = read_number(match["quantity"])
    value: FieldValue = {
        "amount": None,
        "currency": None,
        "quantity": as_text(quantity) if quantity is not None else None,
        "unit": match["unit"].lower() if match["unit"] else None,
        "period": PERIODS.get(match["period"].lower()),
    }
    return Candidate("minimum_commitment", value, Span(*match.span()), "minimum_quantity")
