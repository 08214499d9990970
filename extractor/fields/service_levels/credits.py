"""Service credits: what is given back where a service level is missed, and the cap on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.fields.money import find_money
from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.percents import FoundPercent, find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue, Span

MOST = 40
_CREDIT = phrase(
    r"\b(?:service (?:level )?credits?|credits?|credited|rebates?|refunds?|penalt(?:y|ies)|liquidated damages|fee "
    r"reductions?|\"late fee\"|late fee|deduct\w*|abate\w*|discount)\b"
)
_LEVEL = phrase(
    r"\b(?:service (?:level )?credits?|service levels?|SLAs?|up-?time|availab\w+|down-?time|outages?|unavailab\w+|"
    r"performance (?:failure|commitment|standard|level)s?|response times?|service failures?|"
    r"interruptions?|(?:site|system|service|server|network) is (?:down|unavailable|inaccessible)|(?:past|after) the "
    r"deadline)\b"
)
_GIVES = phrase(
    r"\b(?:service level credits?|service credits?|credits?|credited|rebates?|penalt(?:y|ies)|late fee|refunds?|"
    r"liquidated "
    r"damages|reduced|reduction)\b[^.;%$]{0,110}$"
)
_CAP = phrase(
    r"\b(?:shall not exceed|will not exceed|not exceed|not to exceed|no more than|up to(?: a)? (?:total )?maximum|"
    r"maximum|capped at|limited to|exceed)\b[^.;%$]{0,60}$"
)
_OF = phrase(
    r"^[^.;%$]{0,8}?\bof (?:the |such |its |that |all |each )?((?:[\w'-]+ ){0,8}?(?:invoices?|fees?|charges?|"
    r"amounts?|price|payment|rent)(?: (?:for|paid|payable|due)[^.;,]{0,60})?)"
)
_BELOW = phrase(r"\b(?:below|less than|lower than|under|falls? to)(?: [a-z]+){0,2} ?$|<\s{0,3}=? ?$")
_AT_MOST = phrase(r"^ ?\)? ?or (?:less|lower|below)")
_MULTIPLE = phrase(rf"\b(?:penalty|credit)\b[^.;]{{0,60}}\b({NUMBER}) times (?:the )?([^.;,]{{3,80}})")
_KIND = phrase(
    r"\b(?:receives?|give[ns]?|issues?|grants?|entitled to|provides?|apply|applies|shall|will|is|"
    r"are)\b[^.;]{0,80}\b(?:credit(?:ed)?|"
    r"rebate|refund|reduction|reduced|abate\w*|waive\w*|pro-?rat\w*)\b"
)
_MISSED = phrase(
    r"\b(?:down-?time|outages?|unavailab\w+|service interruptions?|interruptions? (?:of|in) (?:the )?services?|"
    r"service levels?|SLAs?|uptime|performance failures?)\b"
)
_TIMES = phrase(rf"\b((?:{NUMBER})(?: or more)? times? in any [^.;]{{3,50}}?(?:period|month|quarter|year))")
_TABLE_HEAD = phrase(r"\b(?:credit|rebate|reduction|refund|penalty)\b")
_NOT_SERVICE = phrase(
    r"\b(?:tax credit|credit card|letter of credit|line of credit|royalt\w+|foreign tax|creditworth\w+|credit limit|"
    r"credit memo|credit note|R&D|tax(?:es)?|late payments?|unpaid|nominations?|crude|delay[^.;]{0,60}payment)\b"
)
_TABLE_WINDOW = 900
_LEAST_ROWS = 2


def find_credits(reading: Reading) -> list[Candidate]:
    """Service credits and their caps, from tables and from sentences."""
    tables = _tables(reading)
    places = [candidate.span for candidate in tables]
    found = list(tables)
    for sentence in reading.find(
        _CREDIT, "credit", "rebate", "penalt", "liquidated", "deduct", "late fee", "reduc", "refund", "abate"
    ):
        if len(found) >= MOST:
            break
        if not _NOT_SERVICE.search(sentence.text):
            found += _from_sentence(reading, sentence, places)
    return found[:MOST]


def _from_sentence(reading: Reading, sentence: Sentence, places: Sequence[Span]) -> Iterator[Candidate]:
    text = sentence.text
    about = _is_about_levels(reading, sentence)
    percents, capped = list(find_percents(text)), 0
    for place, percent in enumerate(percents):
        span = sentence.place(percent.span.start, percent.span.end)
        if any(other.covers(span) for other in places):
            continue
        before = text[max(0, percent.span.start - 200) : percent.span.start]
        after = text[percent.span.end : percent.span.end + 120]
        gives = _GIVES.search(before)
        if gives and _CAP.search(before):
            capped += 1
            if about:
                yield _cap(sentence, percent, after)
        elif gives and about and not (_AT_MOST.search(after) or _BELOW.search(before[-40:])):
            yield _credit(sentence, percent, percents[:place], after)
    if about and len(percents) == capped:
        given = [*_multiples(sentence), *_amounts(sentence)]
        yield from given or _in_kind(sentence)


def _is_about_levels(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence, its heading or the words before it speak of service levels."""
    start = sentence.span.start
    around = reading.text[max(0, start - 500) : start]
    return any(_LEVEL.search(text) for text in (sentence.text, reading.heading(start), around[-320:]))


def _credit(sentence: Sentence, percent: FoundPercent, before: Sequence[FoundPercent], after: str) -> Candidate:
    of = _OF.search(after)
    value: FieldValue = {
        "condition": _condition(sentence.text, before),
        "credit": {"percent": percent.percent, "of": squeeze(of[1]) if of else None},
    }
    return Candidate("service_credit", value, sentence.span, "credit_percent")


def _condition(text: str, before: Sequence[FoundPercent]) -> dict[str, str]:
    condition: dict[str, str] = {}
    for percent in before[-2:]:
        ahead, behind = (
            text[max(0, percent.span.start - 40) : percent.span.start],
            text[percent.span.end : percent.span.end + 20],
        )
        if _BELOW.search(ahead):
            condition["below_percent"] = percent.percent
        elif _AT_MOST.search(behind):
            condition["at_most_percent"] = percent.percent
    times = _TIMES.search(text)
    if times:
        condition["occurrences"] = squeeze(times[1])
    return condition


def _cap(sentence: Sentence, percent: FoundPercent, after: str) -> Candidate:
    of = _OF.search(after)
    text = sentence.text.lower()
    period = (
        "P1Y"
        if re.search(r"\b(?:calendar|contract|any|per|each)\s{1,9}year", text)
        else "P1M"
        if "month" in text
        else None
    )
    value: FieldValue = {"percent": percent.percent, "of": squeeze(of[1]) if of else None, "period": period}
    return Candidate("credit_cap", value, sentence.span, "credit_cap")


def _multiples(sentence: Sentence) -> Iterator[Candidate]:
    match = _MULTIPLE.search(sentence.text)
    number = read_number(match[1]) if match else None
    if match and number is not None:
        value: FieldValue = {"condition": {}, "credit": {"multiple": as_text(number), "of": squeeze(match[2])}}
        yield Candidate("service_credit", value, sentence.span, "credit_multiple")


def _in_kind(sentence: Sentence) -> Iterator[Candidate]:
    """A credit that is stated in words alone: a day's fees for an hour of outage, a reduction in proportion."""
    if _KIND.search(sentence.text) and _MISSED.search(sentence.text):
        value: FieldValue = {"condition": {}, "credit": {"text": squeeze(sentence.text)}}
        yield Candidate("service_credit", value, sentence.span, "credit_in_kind")


def _amounts(sentence: Sentence) -> Iterator[Candidate]:
    for money in find_money(sentence.text):
        before = sentence.text[max(0, money.span.start - 200) : money.span.start]
        if not _CREDIT.search(before):
            continue
        credit = {"amount": money.amount, "currency": money.currency}
        if _CAP.search(before[-90:]):
            yield Candidate(
                "credit_cap", {**credit, "percent": None, "of": None, "period": None}, sentence.span, "credit_cap"
            )
        elif _GIVES.search(before):
            yield Candidate("service_credit", {"condition": {}, "credit": credit}, sentence.span, "credit_amount")


def _tables(reading: Reading) -> list[Candidate]:
    """Credits by level: pairs of percentages row by row, or the levels in one row and the credits in the next."""
    found: list[Candidate] = []
    end = 0
    for paragraph in reading.paragraphs("credit", "rebate", "reduction", "refund"):
        head = _TABLE_HEAD.search(reading.text, paragraph.start, paragraph.end)
        if head is None or paragraph.start < end:
            continue
        floor = max(0, head.start() - 120)
        window = reading.text[floor : head.start() + _TABLE_WINDOW]
        if not _LEVEL.search(window[:400]):
            continue
        rows = _table(reading.text, floor, min(len(reading.text), head.start() + _TABLE_WINDOW))
        if rows:
            found += rows
            end = rows[-1].span.end
    return found


def _table(text: str, start: int, end: int) -> list[Candidate]:
    percents = _dense(text, list(find_percents(text, start, end)))
    values = [float(p.percent) for p in percents]
    half = len(percents) // 2
    if (
        len(percents) >= 2 * _LEAST_ROWS + 2
        and len(percents) % 2 == 0
        and _falls(values[:half])
        and values[half:] == sorted(values[half:])
    ):
        return [
            _pair(text, level, credit)
            for level, credit in zip(percents[:half], percents[half:], strict=True)
            if float(credit.percent) > 0
        ]
    return _row_pairs(text, percents)


def _falls(values: Sequence[float]) -> bool:
    return list(values) == sorted(values, reverse=True) and len(set(values)) == len(values)


def _dense(text: str, percents: Sequence[FoundPercent]) -> list[FoundPercent]:
    """The first run of percentages that stand close together, as in a table."""
    run: list[FoundPercent] = []
    for percent in percents:
        between = squeeze(text[run[-1].span.end : percent.span.start]) if run else ""
        if run and (len(between) > 60 or re.search(r"[.;]\s[A-Z]", between)):
            if len(run) >= 2 * _LEAST_ROWS:
                break
            run = []
        run.append(percent)
    return run if len(run) >= 2 * _LEAST_ROWS else []


def _row_pairs(text: str, percents: Sequence[FoundPercent]) -> list[Candidate]:
    """Rows of one or two levels and a credit: the levels are high, the credits low."""
    found: list[Candidate] = []
    levels: list[FoundPercent] = []
    for percent in percents:
        value = float(percent.percent)
        is_level = value >= 80 and (not levels or len(levels) < 2)
        if is_level and not (levels and value > float(levels[-1].percent) and len(levels) == 2):
            levels.append(percent)
        elif levels:
            if value > 0:
                found.append(
                    _pair(
                        text, levels[-1] if len(levels) == 1 else min(levels, key=lambda p: float(p.percent)), percent
                    )
                )
            levels = []
    return found if len(found) >= _LEAST_ROWS else []


def _pair(text: str, level: FoundPercent, credit: FoundPercent) -> Candidate:
    before = text[max(0, level.span.start - 16) : level.span.start]
    condition = {"below_percent" if _BELOW.search(before) else "achieved_percent": level.percent}
    value: FieldValue = {"condition": condition, "credit": {"percent": credit.percent, "of": None}}
    return Candidate("service_credit", value, Span(level.span.start, credit.span.end), "credit_table")
