"""Which party a right or a duty belongs to: as the words beside its verb name it, or by the names of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.fields.party import ROLES
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate

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
_WORD = r"[A-Z][\w&.'/-]{0,40}"
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
_BOTH_NAMED = re.compile(r"\b(?:neither|either|each|both) part(?:y|ies)$", re.IGNORECASE)
_AUTHORITY = phrase(
    r"^(?:the )?(?:(?:united states|u\.s\.|us) )?(?:internal revenue|irs\b|state of\b|commonwealth of\b|"
    r"department of\b|treasury\b|securities and exchange|food and drug|fda\b|(?:tax|taxing|public) authorit)"
)
"""What taxes and inspects by law, and by no contract."""
_MUTUAL = phrase(
    r"\b(?:either|each|any|both|every|neither)(?: of the| such)? part(?:y|ies)\b|"
    r"\bthe part(?:y|ies) (?:shall|will|may|agree)|\bby either\b|\bone party\b|\ba party\b|\beach other\b"
)
_ACTS = (
    r"(?:shall|will|must|may|can|agrees?|undertakes?|covenants?|reserves?|has|have|is (?:entitled|obligated|required)|"
    r"gives|provides|notifies|delivers|wishes|desires|elects)"
)
_WHO = phrase(
    rf"\b((?:[Tt]he )?[A-Z][\w&.'-]{{0,40}}(?: (?:and|of|&)(?= [A-Z])| [A-Z][\w&.'-]{{0,40}}){{0,4}}),? "
    rf"(?:[a-z]+ ){{0,2}}?{_ACTS}\b(?! (?:also |each )?(?:receive|be (?!entitled|permitted|obligated|required)))",
    exact_case=True,
)
_YOU_OR_WE = phrase(r"\b([Yy]ou|[Ww]e) (?:[a-z]+ ){0,2}?(?:shall|will|must|may|can|agree)\b", exact_case=True)
_NUMBER_AND_THE = re.compile(r"^(?:\w{1,2}\.\s{1,20})?(?:[Tt]he\s{1,20})?")
"""A number before a paragraph, and the article."""
_ENTITIES = frozenset("inc inc. llc ltd ltd. corp corp. corporation company gmbh co co. plc lp llp s.a. ag the".split())


def party_before(text: str, end: int) -> str | None:
    """The party named right before ``end``: ``either``, a name without article, or None where no party is named.

    Phrases between commas are passed over: "Acme, upon notice to Buyer, may" is about Acme.
    """
    words = text[max(0, end - _REACH_CHARS) : end].rstrip(" ,")
    for _ in range(_MOST_PHRASES):
        party = _at_end(words)
        comma = words.rfind(",")
        if party is not None or comma < 0:
            return _unless_public(party)
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
    return _unless_public(_read(_AFTER.match(text[start : start + _REACH_CHARS])))


def _unless_public(party: str | None) -> str | None:
    return None if party is not None and _AUTHORITY.search(party) else party


def _read(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    if match["both"]:
        return EITHER
    name = _LEAD.sub("", _CUT.sub("", squeeze(match["name"] or match["role"])))
    name = _LEAD.sub("", name).rstrip(".,")
    if _BOTH_NAMED.search(name):
        return EITHER
    return None if not name or _NO_PARTY.search(name) else name


def names_of(parties: Iterable[Candidate]) -> frozenset[str]:
    """What a contract calls its parties, in lower case: name, role, defined name, and the name's first word."""
    found: set[str] = set()
    for party in parties:
        if party.name == "party" and isinstance(party.value, dict):
            said = [party.value.get(part) for part in ("name", "role", "defined_as")]
            found |= {_plainly(name) for name in said if isinstance(name, str)}
            found |= {_plainly(str(party.value.get("name"))).split(" ")[0].strip(",.")} - _ENTITIES
    return frozenset(found)


def acting_party(text: str, names: frozenset[str]) -> str | None:
    """``Customer`` of "Customer may extend", ``either`` where both sides may; None where no party of ``names`` acts."""
    found: list[tuple[int, str]] = []
    both = _MUTUAL.search(text)
    if both:
        found.append((both.start(), EITHER))
    you = _YOU_OR_WE.search(text)
    if you:
        found.append((you.start(), you[1].capitalize()))
    who = next((match for match in _WHO.finditer(text) if _plainly(match[1]) in names), None)
    if who:
        found.append((who.start(), " ".join(_NUMBER_AND_THE.sub("", who[1]).split())))
    return min(found)[1] if found else None


def _plainly(name: str) -> str:
    return " ".join(_NUMBER_AND_THE.sub("", name).casefold().split())
