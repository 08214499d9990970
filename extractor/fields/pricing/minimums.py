"""Which amounts are the least that must be paid, bought, sold or spent."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase
from extractor.fields.pricing.amounts import Amount
from extractor.fields.pricing.price_words import AFTER_OTHER, NEVER, PRICE

_NOT_LESS = (
    r"(?:at least|no less than|(?:not|never) (?:be )?less than|not? fewer than|(?:not|never) (?:fall|drop|be|sink|"
    r"go) (?:short of|"
    r"below|under))"
)
_MINIMUM = phrase(
    r"\b(?:minimums?|guaranteed?|take[- ]or[- ]pay|commits? to|committed to|commitments?)\b[^.;]{0,130}$|"
    rf"\b{_NOT_LESS}\b[^.;]{{0,70}}$"
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
_DIRECT_MINIMUM = phrase(
    r"\b(?:minimums?|guaranteed?)(?: (?!shares?|bid|coverage|insurance|balance|net|capital|"
    r"liquidity)[a-z-]+){0,5}(?: (?:of|is|equal to|be|"
    r"are))?(?: an?)? ?\(?[:=]? ?$"
)
"""Words that call the very amount a minimum, whatever else the sentence speaks of."""
_LEAST = phrase(rf"\b{_NOT_LESS}(?: (?:of|a|an|the|total))* ?\(?$")
_DUTY = phrase(
    r"\b(?:shall|will|must|agrees? to|undertakes? to|commits? to|required to|obligated to|guarantees?)\b[^.;]{0,60}"
    r"\b(?:achieve|generate|attain|reach|spend|expend|purchase|buy|order|pay|contribute|maintain|total|make|sell|have|"
    r"guarantees?)\b"
)
_CONDITION = phrase(r"\b(?:if|unless|in the event|provided that|once|where|when|until|upon|whether|should)\b")
_CONDITIONAL = phrase(
    r"\b(?:if|provided(?: that)?|in the event(?: that)?|once|unless|whether|the date (?!of\b|hereof\b))"
    r"(?: (?!shall\b|must\b|will\b|agrees\b)[^,;: ]{1,40}){1,8} "
    r"(?:purchases|purchased|orders|buys|sells|commits|pays|generates|achieves|reaches|spends|takes)\b[^,;:]{0,60}$"
)
"""Somebody may buy so much or not: "if Buyer orders a minimum of"."""
_SHORT_OF = phrase(
    r"\b(?:shortfalls?|(?<!not\s)(?<!never\s)falls? short|(?:fail\w* to|(?:do(?:es)?|did|shall|will|has|have|is|"
    r"are) not) (?:meet|met|"
    r"satisf(?:y|ied)|purchased?|"
    r"reach(?:ed)?|achieved?)|deficiency)\b"
)
_COUNTED = phrase(
    r"\b(?:minimums?(?: [a-z]+){0,2}|at least|less than|fewer than) \(?\d[\d,]*\)? (?!percent|per cent|million|"
    r"billion|thousand)[a-z]"
)
"""A minimum of so many things; the amount after it is their price."""
_LISTED = phrase(
    r"^\W{0,60}(?:(?:and|or|\(?[ivxa-f\d]{1,4}\)|year|contract|calendar|fiscal|the|in|for|during|first|second|third|"
    r"fourth|fifth|sixth|thereafter|of|from|us|"
    r"respect|licensee's|beginning|through|to|each|subsequent|quarter|month|period|a|total|sum|amount|dollars|"
    r"million|hundred|thousand|term|years?|renewal|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|ending|commencing|"
    r"products?|purchased?|minimum|\d{1,4})\W{1,60}){0,16}\(?$"
)
_NOT_PAID = phrase(
    r"\b(?:net worth|working capital|capital expenditures?|liquidity|cash balance|equity|loans?|indebtedness|offering|"
    r"underwrit\w+|bond|letter of credit|escrow|assets|committed capital)\b"
)
_INSTALMENT = phrase(r"\binstal+ments?\b")
_LEAD_CHARS = 420
_LABEL_CHARS = 80
_FILLING = re.compile(r"[\W_]{2,200}")
_HEAD_CHARS = 260


def is_called_minimum(near: str, before: str, after: str) -> bool:
    """Whether the words right before the amount make it a minimum that must be paid, bought, sold or spent."""
    if NEVER.search(before) or AFTER_OTHER.search(after) or _NOT_PAID.search(before) or _SHORT_OF.search(before):
        return False
    if is_conditional(before):
        return False
    if _DIRECT_MINIMUM.search(near):
        return any(_MINIMUM_OF.search(words) for words in (near, before[-140:], after[:40]))
    duty = _LEAST.search(near) and _DUTY.search(before)
    return bool(duty) and _CONDITION.search(before) is None


def is_conditional(before: str) -> bool:
    """Whether the words before an amount or quantity make it what somebody may buy, with consequences, and no duty."""
    return _CONDITIONAL.search(before) is not None


def is_minimum(amount: Amount, lead: str) -> bool:
    """Whether the amount is the least that must be paid or bought: by its words, its name, or its list's heading."""
    near, before = amount.near, amount.before
    if _NAMED_MINIMUM.search(amount.after):
        return True
    if heads_minimum(amount.heading):
        return True
    match = _MINIMUM.search(near)
    if match and (is_conditional(before) or _SHORT_OF.search(before) or _COUNTED.search(near[match.start() :])):
        return False
    if (
        match
        and not _INSTALMENT.search(near[match.start() :])
        and (_MINIMUM_OF.search(near) or _MINIMUM_OF.search(before[-140:]))
    ):
        return True
    if _LISTED.search(near) is None:
        return len(_FILLING.sub(" ", near)) < _LABEL_CHARS and not PRICE.search(near) and _heads_minimums(lead)
    return _MINIMUM_HEAD.search(before) is not None or _MINIMUM_HEAD.search(lead[-_LEAD_CHARS:]) is not None


def heads_minimum(heading: str) -> bool:
    """Whether the heading of a column says that its amounts are minimums."""
    return _MINIMUM_HEAD.search(heading) is not None


def _heads_minimums(lead: str) -> bool:
    """Whether the last heading above a list is one of minimums: no word for a price comes after it."""
    heads = list(_MINIMUM_HEAD.finditer(lead[-_HEAD_CHARS:]))
    return bool(heads) and PRICE.search(lead[-_HEAD_CHARS:][heads[-1].end() :]) is None
