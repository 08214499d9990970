"""The words that tell a price from other amounts of money."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

PRICE = phrase(
    r"\b(?:fees?|charge[ds]?|charges|price[sd]?|pricing|rates?|cost of|costs|subscription|rent(?:als?)?|retainer|"
    r"compensation|"
    r"salary|royalt(?:y|ies)|payable|pays?|paid|payments?|instal+ments?|deposits?|consideration|commissions?|tuition|"
    r"tariff|premium|toll|bill(?:ed|able)|invoiced?|lump sum|buy-?out|remit|compensate[ds]?|sum of|at a rate|"
    r"stipend|advance|"
    r"honorarium|bonus|purchase price|licen[cs]ed? for|sold (?:at|for)|available (?:at|for))\b"
)
"""Words that call an amount near them a price."""
NEVER = phrase(
    r"\b(?:insur(?:ance|ed|er)|coverage|per occurrence|each occurrence|aggregate (?:limit|amount of liab\w+)|"
    r"indemnif\w+|liabilit\w+|liable|deductible|"
    r"par value|shares|stock|warrants|exercise price|net worth|by way of illustration)\b"
)
"""Words whose amounts are never a price: insurance, liability, shares."""
AFTER_OTHER = phrase(
    r"^\W{0,6}(?:in )?(?:shares?|the aggregate|of insurance|per occurrence|each (?:occurrence|accident|claim)|"
    r"aggregate|"
    r"combined single|general aggregate|policy|of (?:capital|equity|common|preferred|gross|net|products? "
    r"sold|damages)|principal|in equity|"
    r"par value|per (?:common )?share\b|in (?:annual|gross|net|aggregate|cash and cash) (?:sales|revenues?|"
    r"equivalents)|"
    r"of (?:annual )?(?:sales|revenues?|coverage)|or (?:more|greater) in|per accident|traded\b|"
    r"(?:million|thousand) (?:shares|in)|term loan|or more\b|or less\b)"
)
"""What follows an amount that is none of the price's terms."""
