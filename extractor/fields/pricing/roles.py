"""What an amount of money is: a fee, a minimum, a charge for excess use, a cap, or none of the price's terms."""

from __future__ import annotations

import re
from typing import Literal

from extractor.fields.phrasing import phrase
from extractor.fields.pricing.amounts import Amount, Priced
from extractor.fields.pricing.periods import period_of

Role = Literal["fee", "minimum", "overage", "cap", "none", "open"]
"""``open`` where the words beside an amount tell nothing either way."""

_PRICE = phrase(
    r"\b(?:fees?|charge[ds]?|charges|price[sd]?|pricing|rates?|cost of|costs|subscription|rent(?:als?)?|retainer|"
    r"compensation|"
    r"salary|royalt(?:y|ies)|payable|pays?|paid|payments?|instal+ments?|deposits?|consideration|commissions?|tuition|"
    r"tariff|premium|toll|bill(?:ed|able)|invoiced?|lump sum|buy-?out|remit|compensate[ds]?|sum of|at a rate|"
    r"stipend|advance|"
    r"honorarium|bonus|purchase price|licen[cs]ed? for|sold (?:at|for)|available (?:at|for))\b"
)
_OTHER = phrase(
    r"\b(?:damages|net worth|par value|option price|exercise price|conversion price|offering|underwrit\w+|principal "
    r"amount|promissory|loans?|"
    r"line of credit|credit facility|indebtedness|borrow\w*|working capital|capital (?:contribution|expenditure)s?|"
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
_NEVER = phrase(
    r"\b(?:insur(?:ance|ed|er)|coverage|per occurrence|each occurrence|aggregate (?:limit|amount of liab\w+)|"
    r"indemnif\w+|liabilit\w+|liable|deductible|"
    r"par value|shares|stock|warrants|exercise price|net worth|by way of illustration)\b"
)
_LIMITS = phrase(
    r"\b(?:exceed(?:s|ing|ed)?|in excess of|less than|greater than|more than|up to|maximum(?: of)?|not to exceed|"
    r"cap(?:ped)? (?:of|at)|"
    r"below|over|above|approximately|estimated(?: at| to be)?)(?: a| an| the| total| amount| of| sum| aggregate| at|"
    r" or equal to){0,5} ?"
    r"(?:[a-z-]+ ){0,9}\(? ?$"
)
_FAILS = phrase(
    r"\b(?:fails?|failure|failed|delays?|delayed|late deliver\w+|liquidated|breach\w*|violat\w+|default\w*|"
    r"penalt\w+|shortfall)\b"
)
_AFTER_OTHER = phrase(
    r"^\W{0,6}(?:in )?(?:shares?|the aggregate|of insurance|per occurrence|each (?:occurrence|accident|claim)|"
    r"aggregate|"
    r"combined single|general aggregate|policy|worth of|of (?:capital|equity|common|preferred|gross|net|products? "
    r"sold|damages)|principal|"
    r"par value|per (?:common )?share|in (?:annual|gross|net|aggregate|cash and cash) (?:sales|revenues?|equivalents)|"
    r"of (?:annual )?(?:sales|revenues?|coverage)|or (?:more|greater) in|per (?:kilogram|pound|accident)|traded\b|"
    r"(?:million|thousand) (?:shares|in)|term loan|or more\b|or less\b)"
)
_MINIMUM = phrase(
    r"\b(?:minimums?|guaranteed?|take[- ]or[- ]pay|commits? to|committed to|commitments?)\b[^.;]{0,130}$|"
    r"\b(?:at least|not (?:be )?less than|no less than|not? fewer than)\b[^.;]{0,70}$"
)
_MINIMUM_OF = phrase(
    r"\b(?:fees?|royalt(?:y|ies)|purchas\w+|orders?|payments?|charges?|commitments?|guarantee[ds]?|spend\w*|"
    r"expend\w*|volume|pay|pays|paid|"
    r"billings?|advertis\w+|usage|annual(?:ly)?|monthly|quarterly|amounts?|compensation|sum|fund|sales)\b"
)
_NAMED_MINIMUM = phrase(
    r"^[^.;$]{0,170}\( ?(?:collectively, |each, |the |as applicable, |an? )*\"[^\"]{0,40}\b(?:minimum|guarantee|"
    r"commitment)[^\"]{0,40}\""
)
_MINIMUM_HEAD = phrase(
    r"\b(?:minimum|guaranteed?)s? (?:[a-z]+ ){0,3}?(?:payments?|royalt(?:y|ies)|fees?|purchases?|guarantees?|"
    r"commitments?|amounts?|sales|orders?|spend|"
    r"volumes?|requirements?|advance)\b|\b(?:payment|purchase|volume|spend(?:ing)?|annual) commitments?\b|\bminimum "
    r"of the following\b"
)
_LISTED = phrase(
    r"^\W{0,12}(?:(?:and|or|\(?[ivxa-f\d]{1,4}\)|year|contract|calendar|fiscal|the|in|for|during|first|second|third|"
    r"fourth|fifth|sixth|thereafter|of|from|us|"
    r"respect|licensee's|beginning|through|to|each|subsequent|quarter|month|period|a|total|sum|amount|dollars|"
    r"million|hundred|thousand|term|years?|renewal|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|ending|commencing|"
    r"products?|purchased?|minimum|\d{1,4})\W{1,6}){0,16}\(?$"
)
_INSTALMENT = phrase(r"\binstal+ments?\b")
_EXCESS_AFTER = phrase(
    r"^[^.;$]{0,60}\b(?:per|each|every|for|/)\b[^.;$]{0,110}\b(?:in excess of|over and above|beyond|exceeding|that "
    r"exceeds?|over the|above the)\b"
)
_EXCESS_BEFORE = phrase(
    r"\b(?:overages?|excess(?:ive)? (?:usage|use|bandwidth|hours?|minutes?|storage|transactions?|units?|fees?|"
    r"charges?|traffic)|"
    r"over-?usage|in excess of|over and above|exceeding|that exceed|beyond (?:the|such|this))\b[^;]{0,140}$"
)
_CAP_BEFORE = phrase(
    r"\bmaximum (?:charge|fee|amount|price|payment|aggregate)\b[^.;]{0,40}$|\b(?:not exceed|not to exceed|up to a "
    r"maximum of|capped at)\b[^.;]{0,40}$"
)
_EXAMPLE = phrase(r"\b(?:by way of (?:illustration|example)|for example|for illustration|example:)")
_FEE_OF = phrase(r"\b(?:fees?|charges?|price|rate)\b[^.;]{0,70}$")
_DUE = phrase(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|initial|each|final|\d(?:st|nd|rd|"
    r"th)) (?:[a-z]+ ){0,2}(?:year|quarter|month|instal+ment|payment|"
    r"milestone|stage|phase|season)|(?:year|quarter|month|season|phase|stage|milestone|instal+ment) (?:\d|one|two|"
    r"three|four|five|[ivx]+\b)|upon|signing|execution|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)\b"
)
_LEAST_DUE = 2
_LIST_GAP_CHARS = 110
_LEAD_CHARS = 420


def role_of(amount: Amount, *, listed: bool = False, lead: str = "") -> Role:
    """What the words around ``amount`` make of it.

    ``listed`` where headings or the form of the line say that prices stand here; ``lead`` are the words before the
    table or list, which may say that it lists minimums.
    """
    near, before, after = amount.near, amount.before, amount.after
    if _CAP_BEFORE.search(near):
        return "cap"
    if _AFTER_OTHER.search(after) or _NEVER.search(before) or (not listed and _is_other(near or before)):
        return "none"
    if _is_minimum(amount, lead):
        return "minimum"
    limited = _LIMITS.search(near) is not None
    excess = _EXCESS_AFTER.search(after) or (not limited and _EXCESS_BEFORE.search(near))
    if excess and _PRICE.search(f"{before} {after[:90]}"):
        return "overage"
    if limited:
        return "none"
    if _FAILS.search(f"{before[-160:]} {after[:120]}") and not _FEE_OF.search(near):
        return "none"
    if listed or _PRICE.search(before) or _PRICE.search(amount.heading):
        return "fee"
    recurring = period_of("", after, amount.heading)
    return "fee" if _PRICE.search(after[:70]) or recurring or period_of(near, "") not in (None, "one_time") else "open"


def roles_of(paragraph: Priced, *, listed: bool, lead: str, priced: bool, in_lines: bool) -> tuple[Role, ...]:
    """The roles of all amounts of a paragraph, in order.

    An amount whose own words tell nothing goes on with the list it stands in: it is what the amount before it is, or a
    fee where it stands in a schedule of dates or stages, in one of several short lines with amounts (``in_lines``), or
    where the words before the paragraph speak of prices (``priced``).
    """
    found: list[Role] = []
    schedule = _is_schedule(paragraph)
    for amount in paragraph.amounts:
        role = role_of(amount, listed=listed, lead=lead)
        if role == "open":
            last = found[-1] if found else "none"
            goes_on = len(amount.near) < _LIST_GAP_CHARS
            if goes_on and last in ("fee", "minimum"):
                role = last
            else:
                several = len(paragraph.amounts) > 1
                role = "fee" if schedule or in_lines or (priced and goes_on and several) else "none"
        if role == "fee" and _EXAMPLE.search(paragraph.text, 0, max(0, amount.span.start - paragraph.span.start)):
            role = "none"
        found.append(role)
    return tuple(found)


def _is_schedule(paragraph: Priced) -> bool:
    """Whether at least two amounts stand beside the dates, years or stages at which they are due."""
    dated = [amount for amount in paragraph.amounts if _DUE.search(amount.near[-_LIST_GAP_CHARS:])]
    return len(dated) >= _LEAST_DUE and not _OTHER.search(paragraph.text) and not _NEVER.search(paragraph.text)


def _is_other(before: str) -> bool:
    """Whether the nearest word that tells what an amount is speaks of something else than a price."""
    other = _last(_OTHER, before)
    return other >= 0 and other > _last(_PRICE, before)


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.end()
    return place


def _is_minimum(amount: Amount, lead: str) -> bool:
    """Whether the amount is the least that must be paid or bought: by its words, its name, or its list's heading."""
    near, before = amount.near, amount.before
    if _NAMED_MINIMUM.search(amount.after):
        return True
    if _MINIMUM_HEAD.search(amount.heading):
        return True
    match = _MINIMUM.search(near)
    if (
        match
        and not _INSTALMENT.search(near[match.start() :])
        and (_MINIMUM_OF.search(near) or _MINIMUM_OF.search(before[-140:]))
    ):
        return True
    if _LISTED.search(near) is None:
        return False
    return _MINIMUM_HEAD.search(before) is not None or _MINIMUM_HEAD.search(lead[-_LEAD_CHARS:]) is not None
