"""Which party a right or a duty belongs to, as the words beside its verb name it."""

from __future__ import annotations

import re

from extractor.fields.party import ROLES
from extractor.fields.phrasing import phrase, squeeze

EITHER = "either"
"""Both sides alike."""
_REACH_CHARS = 260
_MOST_PHRASES = 4
_PREPOSITION = re.compile(
    r"(?:\b(?:source:|to|by|with|from|for|against|at|on|than|upon|in)"
    r"|(?<!any )(?<!each )\bof)\s{1,20}(?:the\s{1,20}|such\s{1,20})?$",
    re.IGNORECASE,
)

_BOTH = (
    r"(?:(?:either|neither|each|any|no|both|a|one|the other|other|such|that|the)(?: of the"
    r"| of)? (?:\w+ )?part(?:y|ies)|"
    r"the (?:auditing|requesting|receiving|inspecting|paying|assigning|non-?assigning|disclosing) party|"
    r"(?:either|neither|each|any|both) of them)"
)
_WORD = r"(?:[A-Z][\w&.'/-]{0,40}|[A-Z]{2,40})"
_FORM = r"(?:,? (?:Inc|LLC|Ltd|L\.L\.C|Corp|GmbH|LLP|INC|LTD)\b\.?)?"
_NAME = rf"(?:[Tt]he |THE )?{_WORD}(?: (?:(?:and|&|of|AND) )?(?:{_WORD}|\d{{1,3}}\b)){{0,4}}{_FORM}"
_ROLE = rf"(?:the (?:{'|'.join(sorted(ROLES))})|we|you)"
_AND_ITS = (
    r"(?:'s?)?(?:,? (?:and|or|and ?/ ?or|through|including|together with|by)(?: any of)? "
    r"(?:its|their|his|her|our|your|an?|any|independent|duly|authorized|the|such)\b[^.;]{1,110}?)?"
    r"(?:,? \([^()]{1,60}\))?(?: hereto| hereunder| to this agreement)?(?:,[^.;,]{1,90},)?(?:,? (?:or|and) its \w+)?"
)
_BEFORE = phrase(
    rf"(?:(?i:\b(?P<both>{_BOTH}))|(?<![\w'&])(?P<name>{_NAME})|(?i:\b(?P<role>{_ROLE}))){_AND_ITS} ?$",
    exact_case=True,
)
_AFTER = phrase(
    rf" ?(?:(?:any|each|either|such) (?:of the )?)?(?:(?i:(?P<both>{_BOTH}))|(?P<name>{_NAME})|"
    rf"(?i:(?P<role>{_ROLE})\b))",
    exact_case=True,
)
_NO_PARTY = phrase(
    r"^(?:the )?(?:s-1|form|payment|taxes|agreement|section|article|term|this|that|such|any|all|no|in|if|upon"
    r"|during|for|each|other|books?|records?|"
    r"exhibit|schedule|attachment|annex|appendix|products?|services?|effective date|territory|notwithstanding|except|"
    r"provided|further|however|"
    r"at(?!&)|of|by|to|and|or|it|its|assignment|audits?|inspections?|rights?|an?|party|parties|from|with|subject|"
    r"unless|"
    r"confidential|contract|licen[sc]e|law|laws|affiliates?|third part(?:y|ies)|successors?|assigns?|neither|nothing|"
    r"business|calendar year|year|representatives?|auditors?|accountants?|not|there|which|who|when|where|once|period)\b"
)
_LEAD = re.compile(r"^(?:the|THE|The|[A-Z]\.(?=\s+(?:We|You|Our)\b))\s{1,20}|'s?$")
_CUT = re.compile(
    r"^(?:In|If|Upon|During|For|At|And|Further|However|Notwithstanding|Accordingly|Thereafter"
    r"|Furthermore)\s+"
)


def party_before(text: str, end: int) -> str | None:
    """The party named right before ``end``: ``either``, a name without article, or None where no party is named.

    Phrases between commas are passed over: "Acme, upon notice to Buyer, may" is about Acme.
    """
    words = text[max(0, end - _REACH_CHARS) : end].rstrip(" ,")
    for _ in range(_MOST_PHRASES):
        party = _at_end(words)
        comma = words.rfind(",")
        if party is not None or comma < 0:
            return party
        words = words[:comma]
    return None


def _at_end(words: str) -> str | None:
    """The party that ``words`` end with, apart from what belongs to it; the first of those that could be meant."""
    match = _BEFORE.search(words)
    while match is not None:
        party = None if _PREPOSITION.search(words, 0, match.start()) else _read(match)
        if party is not None:
            return party
        match = _BEFORE.search(words, match.start() + 1)
    return None


def party_after(text: str, start: int) -> str | None:
    """The party named right after ``start``, in the same way."""
    return _read(_AFTER.match(text[start : start + _REACH_CHARS]))


def _read(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    if match["both"]:
        return EITHER
    name = _LEAD.sub("", _CUT.sub("", squeeze(match["name"] or match["role"])))
    name = _LEAD.sub("", name).rstrip(".,")
    return None if not name or _NO_PARTY.search(name) else name
