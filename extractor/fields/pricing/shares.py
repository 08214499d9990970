"""Prices in percent: royalties and commissions on revenue, and fees that are a share of another price."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.fields.percents import FoundPercent, find_percents
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.pricing.fees import is_taken
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue, Span

MOST = 30
_CUE = phrase(r"%|\bper ?cent(?:um)?\b")
_SHARED = (
    r"(?:royalt(?:y|ies)|commissions?|referral (?:fees?|payments?)|(?:revenue|profit)[- ]shar(?:e|ing)(?: "
    r"percentage| fee)?|overrid\w+|"
    r"continuing fee|advertising (?:fee|contribution|fund)|contribut(?:e|es|ed|ions?)|management fee|percentage "
    r"(?:fee|rent)|finder's fee|residuals?|"
    r"success fee|distribution fee|mark-?up|introduction fee|participation|agency fee)"
)
_SHARE = phrase(rf"\b{_SHARED}\b")
_PAYS = phrase(
    r"\b(?:pays?|paid|payable|entitled|receives?|received|share[sd]?|remits?|earns?|earned|retains?|keeps?|"
    r"credited?|equal to|at the rate of|shall be|is|are|"
    r"will be|means|equals?|compensat\w+|split|against|guarantee[sd]?|divided?|allocated?|distributed?|owe[sd]?|"
    r"charge[sd]?|deduct[s]?)\b"
)
_REVENUE_NOUN = (
    r"(?:sales?|revenues?|receipts|proceeds|profits?|income|billings|collections|turnover|purchases|transactions?|"
    r"gross amounts?|net amounts?|amounts? (?:actually |so )?(?:earned|received|collected|paid|invoiced|billed)|"
    r"fees (?:actually )?(?:received|collected|earned|paid|charged|invoiced|billed)|(?:gross |net )?compensation|"
    r"margins?|earnings|costs?|consideration|sublicens\w+ [a-z]+|compensation received|"
    r"selling price|sales? price|premiums?|commissions?|royalt(?:y|ies)|market value|contract value|monies|moneys|"
    r"subscriptions|donations|winnings|(?:media|advertising|ad|net|gross) spend)"
)
_REVENUE = phrase(
    r"^[^.;%$]{0,44}?\b(?:of|on) (?:the |its |all |such |any |each |your |our |their |that |said |total |actual |"
    r"every |\"|an? )*"
    rf"((?:[\w'&/\",-]+ ){{0,8}}?{_REVENUE_NOUN}\b(?: (?:of|from) [\w' -]{{3,40}})?)"
)
_REVENUE_DIRECT = phrase(
    r"^ ?(?:net |gross |adjusted |annual )?(?:royalt(?:y|ies)|commissions?|referral fees?|revenue share|mark-?up|"
    r"profit share)\b(?: (?:of|on) ([\w' ,\"-]{3,60}))?"
)
_PRICE_BASE = phrase(
    r"^[^.;%$]{0,14}?\bof (?:the |its |all |such |any |each |that |then[- ]current |applicable |our |your "
    r")*((?:[\w'&()-]+ ){0,7}?(?:prices?|fees?|charges?|value|invoices?|"
    r"amounts?|rates?|costs?|orders?|subscriptions?|premium|list(?! price))\b)"
)
_FEE_BEFORE = phrase(
    r"\b((?:[a-z-]{2,20} ){0,3}?(?:fees?|charges?|deposits?|rates?|prices?|payments?|support|"
    r"maintenance))\b[^.;%$]{0,70}?\b(?:of|equal to|is|are|be|at|calculated (?:at|as)|equals?|:)"
    r"(?: an amount equal to| up to)? ?\(?$"
)
_COST_PLUS = phrase(r"\b(?:costs?|invoice|expenses),? plus (?:a |an )?(?:[a-z/ ]{0,30} ?(?:of )?)?$")
_SPLIT_AFTER = phrase(r"^ ?(?:\)|of [a-z ]{0,20})? ?(?:(?:to|for|by) (?:the )?[A-Z][\w&.]+|[/,-] ?\d)", exact_case=True)
_SPLIT_BEFORE = phrase(r"\b(?:share[sd]?|split|divided|allocated|distributed)\b[^.;]{0,120}$")
_OPENS_ITEM = re.compile(
    r"(?:^|[:;\u2022\u00b7])[^\w]{0,12}(?:\(?\w{1,3}[.)])?[^\w]{0,12}(?:[a-z-]{3,9}[\s-]percent\s\()?$", re.IGNORECASE
)
"""A percentage that opens an item of a list: "Registered referral: 25% of net revenue"."""
_RATE = phrase(
    rf"\b(?:{_SHARED}|percentage|fee|share of [^.;%]{{3,50}}?)(?: (?:rate|fee|percentage|payable|thereon|due|"
    rf"payments?)){{0,2}} ?(?:is|are|of|at|shall be|will be|equals?|equal to|:|-|=|\()"
    r"(?: (?:a|the|an|rate|of|equal|to)){0,4} ?\(?$"
)
_JUST_BEFORE = phrase(
    r"\b(?:exceed(?:s|ing|ed)?|more than|in excess of|at least|less than|greater than|(?:increase|reduce|decrease|"
    r"raise|lower)[sd]? (?:the )?(?:[a-z]+ ){0,3}by|"
    r"variance of|discrepancy of|underpayment of|not less than|interest (?:at|of)|a discount of|discount of|owns?|"
    r"owned|holding|tax(?:es)? of)"
    r"(?: (?:a|an|the|additional|or equal to|up|to|by|rate|of)){0,4} ?\(?$"
)
_NOT_SHARE = phrase(
    r"\b(?:audit(?:ed|s)?|discrepanc\w+|underpa\w+|understate\w*|shares of|shareholders?|stock|voting|ownership|"
    r"owned|interest on|per annum|tax(?:es)?|withh\w+|"
    r"working interest|securities|beneficial|equity|discount|late|overdue|reduction|liabilit\w+|capacity|members|"
    r"employees|votes|uptime|availab\w+|"
    r"penalt\w+|damages|insurance|membership)\b"
)
_NOT_AFTER = phrase(
    r"^[^.;]{0,50}\b(?:outstanding|voting|shares|stock|uptime|time per month|per month of the (?:overdue|unpaid)|"
    r"per annum|owned|interest rate|discount|"
    r"of the (?:parties|members|units|votes|combined|issued|total number))\b"
)
_INSTALMENT = phrase(
    r"^[^.;%$]{0,60}\b(?:upon|at (?:the )?time of|due (?:in|on|upon|within|at)|on delivery|on signing|of the "
    r"balance|down|in advance|to be paid|deposit)\b"
)
_ROW_LEAD = phrase(
    r"\b(?:royalty rates?|royalt(?:y|ies)|commission(?: rate| percentage)?s?|revenue shar\w+|profit shar\w+|"
    r"percentage of (?:net|gross) (?:sales|revenues?)|license fees?)\b"
)
_ARTICLES = frozenset(("the", "a", "an", "of", "and", "such"))
_LEAD_CHARS = 420
_SHORT_ROW_CHARS = 140
_LIST_GAP_CHARS = 100
_SHORT_LINE_CHARS = 70


def find_shares(reading: Reading, taken: Sequence[Span]) -> list[Candidate]:
    """Royalties, commissions and fees in percent; ``taken`` are the places that other fields state."""
    busy = sorted((span.start, span.end) for span in taken)
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "%", "percent", "per cent", "per centum"):
        if len(found) >= MOST:
            break
        found += [c for c in _shares(reading, sentence, busy) if all(c.value != other.value for other in found)]
    return found[:MOST]


def _shares(reading: Reading, sentence: Sentence, busy: Sequence[tuple[int, int]]) -> list[Candidate]:
    """The shares of a sentence; in a list of percentages, one that is told as a share tells the others."""
    text, last = sentence.text, 0
    found: list[Candidate] = []
    untold: list[FoundPercent] = []
    for percent in find_percents(text):
        near = text[last : percent.span.start]
        last = percent.span.end
        if is_taken(busy, sentence.place(percent.span.start, percent.span.end)):
            continue
        candidate = _share(reading, sentence, percent, len(text[: percent.span.start]) - len(near))
        if candidate is not None:
            found.append(candidate)
        elif len(near) < _LIST_GAP_CHARS and not _is_out(text, percent, near):
            untold.append(percent)
    told = any(candidate.name == "royalty_or_commission" for candidate in found)
    if told or (not found and len(untold) > 1 and _SHARE.search(text, 0, untold[0].span.start)):
        found += [_royalty(percent, None, _around(sentence, percent)) for percent in untold]
    return sorted(found, key=lambda candidate: candidate.span.start)


def _is_out(text: str, percent: FoundPercent, near: str) -> bool:
    after = text[percent.span.end : percent.span.end + 170]
    return bool(_JUST_BEFORE.search(near) or _NOT_AFTER.search(after) or _is_refused(near) or _INSTALMENT.search(after))


def _around(sentence: Sentence, percent: FoundPercent) -> Span:
    return sentence.place(max(0, percent.span.start - 80), min(len(sentence.text), percent.span.end + 100))


def _share(reading: Reading, sentence: Sentence, percent: FoundPercent, last: int) -> Candidate | None:
    text = sentence.text
    before = text[max(0, percent.span.start - 400) : percent.span.start]
    near = text[max(last, percent.span.start - 160) : percent.span.start]
    after = text[percent.span.end : percent.span.end + 170]
    if _JUST_BEFORE.search(near) or _NOT_AFTER.search(after) or _is_refused(near):
        return None
    span = _around(sentence, percent)
    if _COST_PLUS.search(near):
        return _royalty(percent, "cost", span, markup=True)
    direct = _REVENUE_DIRECT.search(after)
    if direct:
        return _royalty(percent, squeeze(direct[1]) if direct[1] else None, span)
    fee, base, revenue = _FEE_BEFORE.search(near), _PRICE_BASE.search(after), _REVENUE.search(after)
    shared, instalment = _SHARE.search(before), _INSTALMENT.search(after)
    of_revenue = revenue is not None and _is_revenue(revenue[1])
    if instalment and not of_revenue:
        return None
    paid = shared or _PAYS.search(before) or len(text) < _SHORT_LINE_CHARS or _OPENS_ITEM.search(before)
    if revenue and paid and (of_revenue or shared or not (fee and base)):
        return _royalty(percent, squeeze(revenue[1]), span)
    if fee and base and not shared:
        words = [word for word in squeeze(fee[1]).lower().split() if word not in _ARTICLES]
        return _fee(percent, " ".join(words), squeeze(base[1]), span)
    if _RATE.search(near) or (shared and base) or (_SPLIT_BEFORE.search(before) and _SPLIT_AFTER.search(after)):
        return _royalty(percent, squeeze(base[1]) if base else None, span)
    return _royalty(percent, None, span) if _is_row_of_rates(reading, sentence, percent) else None


def _is_refused(near: str) -> bool:
    """Whether the last word that tells what a percentage is speaks of something else than a share of money."""
    refused = [match.end() for match in _NOT_SHARE.finditer(near)]
    if not refused:
        return False
    shared = [match.end() for match in _SHARE.finditer(near)]
    return max(refused) > max(shared, default=-1)


def _is_row_of_rates(reading: Reading, sentence: Sentence, percent: FoundPercent) -> bool:
    """Whether a short line of a label and a percentage stands under a heading that speaks of royalties."""
    line = sentence.text
    start = sentence.span.start
    short = len(line) < _SHORT_ROW_CHARS and not re.search(r"\b(?:shall|will|may|if)\b", line)
    lead = f"{reading.heading(start)} {reading.text[max(0, start - _LEAD_CHARS) : start]}"
    return short and _ROW_LEAD.search(lead) is not None and not _NOT_SHARE.search(line)


def _is_revenue(base: str) -> bool:
    return _REVENUE_WORDS.search(base) is not None


_REVENUE_WORDS = phrase(
    r"\b(?:sales?|revenues?|receipts|proceeds|profits?|income|billings|turnover|collections|earned|received|"
    r"collected|margins?|transactions?|purchases)\b"
)


def _fee(percent: FoundPercent, unit: str, of: str, span: Span) -> Candidate:
    value: FieldValue = {
        "amount": None,
        "currency": None,
        "per": None,
        "unit": unit,
        "percent": percent.percent,
        "of": of,
    }
    return Candidate("fee", value, span, "fee_percent")


def _royalty(percent: FoundPercent, base: str | None, span: Span, *, markup: bool = False) -> Candidate:
    value: FieldValue = {"percent": percent.percent, "base": base}
    if markup:
        value = {"percent": percent.percent, "base": base, "markup": True}
    return Candidate("royalty_or_commission", value, span, "royalty_percent")
