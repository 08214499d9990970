"""What an amount of money is: a fee, a minimum, a charge for excess use, a cap, or none of the price's terms."""

from __future__ import annotations

import math
import re
from typing import Literal

from extractor.fields.numbers import SPELLED
from extractor.fields.phrasing import phrase
from extractor.fields.pricing.amounts import Amount, Priced
from extractor.fields.pricing.minimums import heads_minimum, is_called_minimum, is_minimum
from extractor.fields.pricing.periods import period_of
from extractor.fields.pricing.price_words import AFTER_OTHER, NEVER, PRICE

Role = Literal["fee", "minimum", "overage", "cap", "none", "open"]
"""``open`` where the words beside an amount tell nothing either way."""

_OTHER = phrase(
    r"\b(?:damages|net worth|par value|option price|exercise price|conversion price|offering|underwrit\w+|principal "
    r"(?:amount|sum)|promissory|loans?|"
    r"line of credit|credit facility|indebtedness|borrow\w*|working capital|capital (?:contribution|expenditure)s?|"
    r"contributions? (?:to|of) capital|"
    r"equity|"
    r"invest(?:ment|ed|or)s?|fines?|civil penalt\w+|budget(?:ed)?|expenditures?|bond|letter of credit|escrow|"
    r"discrepanc\w+|understate\w*|"
    r"underpa\w+|audit(?:s|ed)?|deficienc\w+|market capitali[sz]ation|enterprise value|valued at|value of|value "
    r"exceeding|worth of|assets|"
    r"(?:gross |net |annual |aggregate |total |cumulative |achieve[sd]? )(?:sales|revenues?|receipts|profits?|"
    r"income)|revenues? (?:of|to|exceed|from|are|is)|"
    r"sales (?:of|exceed|are|volume)|income of|profits? of|(?<!non-)(?<!non)refund(?:ed|s)?|bankrupt\w*|completes|"
    r"judgments?|arbitrat\w+|litigation|"
    r"claims? (?:of|for|against|exceed\w*)|settle(?:ment|d)?|threshold|severance|limit(?:s|ed)? of|losses|"
    r"EBIT(?:DA)?|impact of|impact on|on terms which include|controversy|guarant(?:y|ees?) of|"
    r"by way of (?:illustration|example)|for example|illustration|completes payments|reimburse\w*|expenses)\b"
)
_LIMITS = phrase(
    r"\b(?:exceed(?:s|ing|ed)?|in excess of|less than|greater than|more than|up to|maximum(?: of)?|not to exceed|"
    r"cap(?:ped)? (?:of|at)|"
    r"below|over|above|approximately|around|roughly|estimated(?: at| to be)?)\b(?: a| an| the| total| amount| of| "
    r"sum| aggregate| at|"
    r" or equal to){0,5} ?"
    r"(?:(?!pays?\b|paid\b|charge|bill|costs?\b|is\b|are\b|shall\b|will\b)[a-z-]+ ){0,9}\(? ?$"
)
_FAILS = phrase(
    r"\b(?:fails?|failure|failed|delays?|delayed|late deliver\w+|liquidated|breach\w*|violat\w+|default\w*|"
    r"penalt\w+|shortfall)\b"
)
_EXCESS_AFTER = phrase(
    r"^[^.;$]{0,60}\b(?:per|each|every|for|/)\b[^.;$]{0,110}\b(?:in excess of|over and above|beyond|exceeding|that "
    r"exceeds?|over the|above the)\b"
)
_EXCESS_BEFORE = phrase(
    r"\b(?:overages?|excess(?:ive)? (?:usage|use|bandwidth|hours?|minutes?|storage|transactions?|units?|fees?|"
    r"charges?|traffic)|(?:above|beyond|over|after) (?:that|this|which|such (?:limit|allowance|amount|number)|"
    r"(?:the|an?) "
    r"[^.;$]{0,30}?(?:allowances?|quota|included [a-z]+))|"
    r"(?:beyond|over|above|exceeding) [^.;$]{0,50}\b(?:allotments?|allowances?|quota|included|threshold)|beyond \(?\d|"
    r"over-?usage|in excess of|over and above|exceeding|that exceed|beyond (?:the|such|this))\b[^;]{0,140}$"
)
_OVERAGE = phrase(r"\b(?:overages?|over-?usage)\b")
_CAP_BEFORE = phrase(
    r"\bmaximum (?:charge|fee|amount|price|payment|aggregate)\b[^.;]{0,40}$|\b(?:not exceed|not to exceed|up to a "
    r"maximum of|capped at)\b[^.;]{0,40}$"
)
_CAP_AFTER = phrase(r"^ ?(?:annual |monthly |total )?(?:maximum|cap|limit)\b")
_EXAMPLE = phrase(r"\b(?:by way of (?:illustration|example)|for example|for illustration|example:)")
_FEE_OF = phrase(r"\b(?:fees?|charges?|price|rate)\b[^.;]{0,70}$")
_DUE = phrase(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|initial|each|final|\d(?:st|nd|rd|"
    r"th)) (?:[a-z]+ ){0,2}(?:year|quarter|month|instal+ment|payment|"
    r"milestone|stage|phase|season)|(?:year|quarter|month|season|phase|stage|milestone|instal+ment) (?:\d|one|two|"
    r"three|four|five|[ivx]+\b)|upon|signing|execution|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)\b"
)
_DAMAGES = phrase(r"\b(?:liquidated damages|contractual penalt(?:y|ies)|contributions? to capital)\b[^.;]{0,160}$")
_DAMAGES_AFTER = phrase(r"^[^.;$]{0,100}\b(?:in|of) (?:such |the |any |each )?(?:violation|breach|default)\b")
_FIRST = phrase(r"\b(?:not be|without being|no) charged?(?: [a-z]+){0,3} the first ?\(?$")
_RESULTS = phrase(
    r"\b(?:revenues?|sales|turnover|income|profits?|earnings)\b[^.;$]{0,50}\b(?:rose|grew|fell|increased|decreased|"
    r"declined|"
    r"was|were)\b[^.;$]{0,40}$"
)
"""A report of business results."""
_WORTH = phrase(r"^\W{0,6}(?:worth|in value) of\b")
"""The amount tells how much is bought or held, which may be a minimum but is no price."""
_SUM = re.compile(r"[\d%)]\s{0,40}(?:[x*]\s{0,4}\d{1,6}\s{0,40})?=\s{0,40}\(?\s{0,4}$")
"""The result of a sum that is worked out as an example: "15% of $279,000 = $41,850"."""
_SUM_AFTER = re.compile(r"\s{0,40}=\s{0,40}\(?\s{0,4}[$\d]")
_THRESHOLD = phrase(
    r"\b(?:sales|revenues?|turnover|receipts|billings|profits?|income) (?:of|(?:[a-z]+ ){0,3}(?:exceed(?:s|ing)?|"
    r"reach(?:es|ing)?|equal(?:s|ling)?(?: to)?|over|above))(?: (?:at least|more than|over|the amount of))? ?\(?$"
)
"""What follows is how much was sold, no price, also in a list of prices: "upon annual net sales of $50 million"."""
_WOULD = phrase(r"\bwould (?:[a-z]+ ){0,2}(?:pay|remit|receive|be|owe|equal)\b[^.;]{0,120}$")
_PRICED = phrase(r"\b(?:billed|charged|priced|invoiced|costs?)\b")
_WRITTEN = phrase(
    rf"\b{SPELLED}(?: and (?:no|\d\d|xx)/100)? (?:(?:u\.?s\.?|united states|canadian) )?(?:dollars|euros?|pounds"
    r"(?: sterling)?|cents) ?\( ?$"
)
_ADDITIONAL = phrase(r"\b(?:additional|extra|further|each other) [a-z]+(?: [a-z]+){0,6} ?$")
_ALLOWED = phrase(
    r"\b(?:free of charge|without charge|at no (?:additional )?(?:charge|cost)|include[ds]?|inclusive of|covers|"
    r"allowance|exceeds? \(?\d)\b"
)
_ALTERNATIVE = phrase(r"\b(?:or|and|plus|and/or),? ?(?:\(?[ivx\d]{1,3}\) ?)?(?:an? )?$")
_LEAST_DUE = 2
_LIST_GAP_CHARS = 110


def role_of(amount: Amount, *, listed: bool = False, lead: str = "") -> Role:
    """What the words around ``amount`` make of it.

    ``listed`` where headings or the form of the line say that prices stand here; ``lead`` are the words before the
    table or list, which may say that it lists minimums.
    """
    near, before, after = _unwritten(amount.near), _unwritten(amount.before), amount.after
    if _CAP_BEFORE.search(near) or _CAP_AFTER.search(after):
        return "cap"
    if _SUM.search(before) or _SUM_AFTER.match(after) or _THRESHOLD.search(near) or _WOULD.search(before):
        return "none"
    if any(heads_minimum(head) for head in amount.heads):
        return "minimum" if heads_minimum(amount.heading) else "none"
    if is_called_minimum(near, before, after):
        return "minimum"
    if _is_foreign(near, before, after, listed=listed):
        return "none"
    if is_minimum(amount, lead):
        return "minimum"
    return _price_role(amount, near, before, listed=listed)


def _is_foreign(near: str, before: str, after: str, *, listed: bool) -> bool:
    """Whether the amount is one of insurance, shares, revenue and the like."""
    if AFTER_OTHER.search(after) or NEVER.search(before) or _DAMAGES.search(before) or _FIRST.search(near):
        return True
    if _RESULTS.search(before):
        return True
    if _DAMAGES_AFTER.search(after) and not listed:
        return True
    alternative = _ALTERNATIVE.search(near) and period_of("", after)
    return not listed and _is_other(near or before) and not alternative


def _price_role(amount: Amount, near: str, before: str, *, listed: bool) -> Role:
    """What an amount is that is no minimum: a fee, a charge for excess use, or none."""
    after = amount.after
    limit = _LIMITS.search(near)
    limited = limit is not None and not _PRICED.search(limit.group())
    excess = _EXCESS_AFTER.search(amount.own) or (not limited and _EXCESS_BEFORE.search(near))
    if excess and (listed or _OVERAGE.search(near) or PRICE.search(f"{before} {after[:90]}") or period_of("", after)):
        return "overage"
    fails = _FAILS.search(f"{before[-160:]} {after[:120]}") and not _FEE_OF.search(near)
    if limited or fails or _WORTH.search(after):
        return "none"
    if listed or PRICE.search(before) or PRICE.search(amount.heading):
        return "fee"
    recurring = period_of("", after, amount.heading)
    return "fee" if PRICE.search(after[:70]) or recurring or period_of(near, "") not in (None, "one_time") else "open"


def roles_of(paragraph: Priced, *, listed: bool, lead: str, priced: bool, in_lines: bool) -> tuple[Role, ...]:
    """The roles of all amounts of a paragraph, in order.

    An amount whose own words tell nothing goes on with the list it stands in: it is what the amount before it is, or a
    fee where it stands in a schedule of dates or stages, in one of several short lines with amounts (``in_lines``), or
    where the words before the paragraph speak of prices (``priced``).
    """
    found: list[Role] = []
    schedule = _is_schedule(paragraph)
    allowed, example = (_first_end(pattern, paragraph.text) for pattern in (_ALLOWED, _EXAMPLE))
    for amount in paragraph.amounts:
        before = amount.span.start - paragraph.span.start
        role = role_of(amount, listed=listed, lead=lead)
        if role in ("fee", "open") and _ADDITIONAL.search(amount.near) and allowed <= before:
            role = "overage"
        if role == "open":
            last = found[-1] if found else "none"
            goes_on = len(amount.near) < _LIST_GAP_CHARS
            if goes_on and last in ("fee", "minimum"):
                role = last
            else:
                several = len(paragraph.amounts) > 1
                role = "fee" if schedule or in_lines or (priced and goes_on and several) else "none"
        if role == "fee" and example <= before:
            role = "none"
        found.append(role)
    return tuple(found)


def _first_end(pattern: re.Pattern[str], text: str) -> float:
    """Where the first match ends; infinity where there is none."""
    match = pattern.search(text)
    return match.end() if match else math.inf


def _is_schedule(paragraph: Priced) -> bool:
    """Whether at least two amounts stand beside the dates, years or stages at which they are due."""
    dated = [amount for amount in paragraph.amounts if _DUE.search(amount.near[-_LIST_GAP_CHARS:])]
    return len(dated) >= _LEAST_DUE and not _OTHER.search(paragraph.text) and not NEVER.search(paragraph.text)


def _is_other(before: str) -> bool:
    """Whether the nearest word that tells what an amount is speaks of something else than a price."""
    other = _last(_OTHER, before)
    return other >= 0 and other > _last(PRICE, before)


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.end()
    return place


def _unwritten(before: str) -> str:
    """``before`` without the amount in words that figures in parentheses follow: "a fee of five dollars ($5)"."""
    return _WRITTEN.sub("", before)
