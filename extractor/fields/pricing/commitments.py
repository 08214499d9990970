"""What must be bought at least, what is included, and what each unit beyond that costs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.amounts import Amount, Priced
from extractor.fields.pricing.fees import Judged, is_taken, quote_span
from extractor.fields.pricing.periods import period_of, unit_after
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue, Span

MOST = 30
_PERIODS = {"hour": "PT1H", "day": "P1D", "week": "P7D", "month": "P1M", "quarter": "P3M", "year": "P1Y"}
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
_AT_LEAST = phrase(
    r"\b(?:minimum(?: \(?[a-z]+\)?){0,9}|(?:purchase|volume|order|quantity) (?:commitment|requirement|obligation)|at "
    r"least|not less than|no less than|never less than|no fewer than|not fewer than)(?: (?:of|is|are|be|shall|will|"
    r"equal|to|a|total|the following)){0,5} ?[:(]? ?$"
)
_MINIMUM_CUE = phrase(
    r"\b(?:minimum|at least|not less than|no less than|never less than|no fewer than|not fewer than|(?:purchase|volume|"
    r"order|quantity) (?:commitment|requirement|obligation)|take[- ]or[- ]pay)\b[^.;]{0,90}?(?:\d|thousand|hundred)|"
    r"\d[^.;]{0,120}\btake[- ]or[- ]pay\b"
)
_TAKE_OR_PAY = phrase(r"\btake[- ]or[- ]pay\b")
_PAYS_FOR = phrase(r"\bpay for ?\(? ?$")
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
_NOT_BOUGHT = phrase(r"\b(?:shares|stock|warrants|days|notice|insurance|votes?|directors?|hours of|employees|years)\b")

_ALLOWANCE_CUE = phrase(
    r"\d\)? ?(?:[a-z-]{2,20} ){0,2}?(?:hours?|minutes?|users?|gb?|gigabytes?|mb|tb|megabytes|feet|miles|pages|"
    r"transactions|calls|seats|licen[cs]es|units?|copies|visits|accounts?|incidents|man[- ]days?|sms|messages|records|"
    r"documents|impressions)\b|\b(?:first|up to|initial) [^.;$]{0,60}\b(?:free|no (?:additional )?(?:charge|cost)|"
    r"without "
    r"(?:additional )?charge|included)\b"
)
_ALLOWED_AFTER = phrase(
    r"^[^.;$]{0,70}?\b(?:free(?! from)|will be allowed|shall be allowed|are allowed|is allowed|allowed for|"
    r"allowance|at no (?:additional |extra )?(?:charge|cost)|"
    r"without (?:additional |any )?charge|(?:are|is) included|no charge|complimentary)\b"
)
_ALLOWED_BEFORE = phrase(
    r"\b(?:includes?|including|included|free|complimentary|allowance of|entitled to)(?: (?:up|to|the|first|a|total|"
    r"of|maximum)){0,4} ?$"
)
_A_DAY = re.compile(r"\s{0,3}(?:a|per|each|/)\s{0,3}day\b", re.IGNORECASE)
"""Hours of a day are those in which a service is there, no allowance."""
_EXCESS_OF = phrase(r"\b(?:in excess of|over|beyond|exceeding|exceeds?|above)(?: (?:the|a|first|total|of)){0,3} ?$")
_CHARGED = phrase(r"\b(?:charges?|fees?|charged|billed|rate|\$|cost)\b|\$")
_FREE = phrase(
    rf"\b(?:first|up to|initial) ({NUMBER}) ((?!days?\b|months?|years?|weeks?|percent|hundred|thousand|million|hours?|"
    r"business|calendar|minutes?|users?|pages|copies|licen[cs]es|dollars|shares)[a-z-]{3,20})\b"
)
"""So many of anything, which the words after it must call free or included."""
_SERVED = phrase(
    rf"({NUMBER}) ?(?:(?:[a-z-]{{2,20}} ){{0,2}}?)(hours?|minutes?|users?|gb?|gigabytes?|mb|tb|megabytes|feet|miles|"
    r"pages|transactions|calls|"
    r"seats|licen[cs]es|units?|copies|visits|accounts?|incidents|man[- ]days?|sms|messages|records|documents|"
    r"impressions|days of [a-z]+)\b"
)


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
    period = _PERIODS.get(per or "") or (unit_after(amount.after) if per == "unit" else None)
    if period is None and _IN_TERM.search(f"{amount.near} {amount.after}"):
        period = "initial_term"
    value: FieldValue = {
        "amount": amount.money.amount,
        "currency": amount.money.currency,
        "quantity": None,
        "unit": None,
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
    """Minimum quantities that must be bought, and what is included before excess use is charged."""
    found: list[Candidate] = []
    found += _listed_quantities(reading)
    for sentence in reading.find(
        _MINIMUM_CUE, "minimum", "at least", "less than", "fewer than", "commitment", "requirement", "or pay", "or-pay"
    ):
        found += _minimum_quantities(sentence)
    for sentence in reading.find(
        _ALLOWANCE_CUE, "free", "includ", "allow", "no charge", "excess of", "overage", "telephone support"
    ):
        found += _allowances(sentence)
    return found[:MOST]


def _minimum_quantities(sentence: Sentence) -> list[Candidate]:
    text = sentence.text
    if not _BUYS.search(text):
        return []
    found = []
    for match in _QUANTITY.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()]
        quantity = read_number(match[1])
        stated = _AT_LEAST.search(before) or (_PAYS_FOR.search(before) and _TAKE_OR_PAY.search(text))
        if quantity is None or quantity <= 1 or not stated or _NOT_BOUGHT.search(match.group()):
            continue
        per = period_of(before, text[match.end() : match.end() + 80])
        value: FieldValue = {
            "amount": None,
            "currency": None,
            "quantity": as_text(quantity),
            "unit": squeeze(match[2]).lower(),
            "period": _PERIODS.get(per or ""),
        }
        found.append(Candidate("minimum_commitment", value, sentence.span, "minimum_quantity"))
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
        "period": _PERIODS.get(match["period"].lower()),
    }
    return Candidate("minimum_commitment", value, Span(*match.span()), "minimum_quantity")


def _allowances(sentence: Sentence) -> list[Candidate]:
    text = sentence.text
    found = []
    for match in (*_SERVED.finditer(text), *_FREE.finditer(text)):
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 110]
        quantity = read_number(match[1])
        charged = _EXCESS_OF.search(before) and _CHARGED.search(text[match.end() :])
        supported = re.match(r"\s{0,3}(?:of\s)?(?:telephone|phone|on-?site)?\s?support\b.{0,60}per\s", after)
        if (
            quantity is None
            or _A_DAY.match(after)
            or not (_ALLOWED_AFTER.search(after) or _ALLOWED_BEFORE.search(before) or charged or supported)
        ):
            continue
        per = period_of("", after)
        value: FieldValue = {
            "quantity": as_text(quantity),
            "unit": squeeze(match[2]).lower(),
            "period": _PERIODS.get(per or ""),
        }
        start, end = max(0, match.start() - 40), min(len(text), match.end() + 60)
        found.append(Candidate("usage_threshold", value, sentence.place(start, end), "usage_allowed"))
    return found
