"""A party's name at a place in the text: "Acme, Inc.", "Sears, Roebuck and Co.", "Dr. Jane Q. Public, Jr."."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.places import is_address

LEGAL_FORM = (
    r"(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|L ?L ?C|L\. ?L\. ?C|L\.? ?L\.? ?P|L ?P|L\. ?P|PLC|"
    r"P\.L\.C|plc|GmbH|G\.m\.b\.H|AG|A\.G|SA|S\.A|S\.A\.S|S\.A\.R\.L|SARL|S\.? ?[aà] ?r\.?l|NV|N\.V|BV|B\.V|AB|"
    r"A/S|ASA|AS|"
    r"Oy|Oyj|SE|KG|K\.K|KK|Pte|Pty|Pvt|Private|S\.p\.A|SpA|SRL|S\.r\.l|N\.A|N\. A|Bank|Trust|Foundation|University|"
    r"Partnership|Partners|Association|Group|Holdings|Fund|Funds|P\.C|PC|PLLC|P\.A|Bhd|Sdn|Berhad|S\. de R\.L|C\.V)"
)
"""What marks a name as that of an organisation."""

DEGREE = (
    r"(?:M\.\s?D|Ph\.?\s?D|D\.\s?O|D\.\s?D\.\s?S|D\.\s?V\.\s?M|Pharm\.?\s?D|R\.\s?N|J\.\s?D|M\.\s?B\.\s?A|"
    r"C\.?\s?P\.?\s?A|"
    r"Esq(?:uire)?)"
)
"""What stands behind a person's name after a comma and belongs to it; two bare letters could be a state."""

_COMMA_FORM = re.compile(
    r",\s{0,20}(?=(?:Incorporated|Inc|Corporation|Corp|Co|Limited|Ltd|L\.?\s?L\.?\s?C|L\.?\s?L\.?\s?P|L\.?\s?P|"
    r"P\.?\s?L\.?\s?C|"
    r"plc|National\s{1,20}Association|GmbH|AG|S\.\s?A|SA|SAS|S\.A\.S|N\.\s?V|B\.\s?V|NV|BV|N\.\s?A|NA|Pte|Pty|PLLC|"
    r"P\.\s?C|P\.\s?A|S\.p\.A|S\.r\.l|"
    rf"Jr|Sr|II|III|IV|LLC|{DEGREE})\b)",
    re.IGNORECASE,
)
_COMMA_LIST = re.compile(
    r",\s{1,20}(?=[A-Z][\w&'.-]+(?:\s{1,20}[A-Z][\w&'.-]+)?,?\s{1,20}(?:and|&)\s{1,20}(?:Co|Company|Sons|Associates)\b)"
)
_FORM_WORD = re.compile(rf"\b{LEGAL_FORM}\b", re.IGNORECASE)
_STRONG_FORM = re.compile(
    r"\b(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|LLC|L\.L\.C|LLP|L\.P|LP|PLC|plc|GmbH|AG|S\.A|"
    r"N\.V|B\.V"
    r"|N\.A|PLLC|S\.p\.A|Pte|Pty|SARL|A/S|ASA|Trust|Bank|University)\b\.?"
)
_BARE_FORM = re.compile(r"(?:Inc|Corp|Co|Ltd|LLC|LLP|LP|PLC|GmbH|Limited|Incorporated)\.?", re.IGNORECASE)
BRACKET_IN_NAME = re.compile(
    r"\s?\((?!the\b)[A-Z][\w.&'-]{0,20}(?:\s[A-Z][\w.&'-]{0,20}){0,2}\)(?=\s{1,20}(?:\([A-Z]\w{0,20}\)\s{1,20})?"
    r"(?:[A-Z][\w&'-]{0,20}\s{1,20}){0,4}(?:Co\b\.?,?\s{0,20})?(?:Incorporated|Inc|Corporation|Corp|Limited|LIMITED|"
    r"Ltd|LTD|Company|LLC|LLP|PLC|plc|GmbH|Bhd|Berhad)\b)"
)
"""A country or kind of company inside a name, before the legal form: "Acme (Pty) Limited"."""

DESCRIPTION = (
    r"(?:,? (?:an?|the|both|each|all|having|with|whose|located|residing|domiciled|organi[sz]ed|incorporated|duly|"
    r"existing|"
    r"acting|represented|registered|formerly|doing business|on behalf|together with|its|their|"
    r"for itself|as|by|hereinafter|herein|hereafter|individually|collectively|referred|under the|of|"
    r"in its capacity|solely|including|also known|through|at|which|who|whereby|is|are|agree|set forth|effective|"
    r"dated|made|entered|registration|company number|from|in|regarding|for|relating|located|"
    r"pursuant|governing|to|via|principal|being|sometimes|jointly|collectively|and|or|whereas|corporation|company|"
    r"limited|"
    r"if|that|shall|will|has|have|have|do|does|where|was|were|but)\b)"
)
"""Words in lower case that end a name and begin what is said about it."""
_NAME_END = re.compile(
    rf"\s?[(;\[\"]|,?\s?\b(?:d/b/a|dba|D/B/A|DBA|f/k/a|F/K/A|a/k/a|c/o)\b|{DESCRIPTION}|,\s?(?=\S)|"
    r"(?<![A-Z])(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bCo)(?<!\bJr)(?<!\bSr)(?<!Corp)(?<!Inc)(?<!Ltd)\.\s{1,20}(?=[A-Z][a-z])|"
    r"(?:Inc|Corp|Ltd|Co)\.\s{1,20}(?=(?:The|This|A|An)\s)|:\s|\s-\s|\s(?=_{2,})|"
    r"(?<!Trust)(?<!TRUST)\s\d{3,}\b(?!\s(?:Inc|INC|LLC|Ltd|LTD|Limited|LIMITED|LP|L\.P|Corp|CORP|Trust|TRUST)\b)|"
    r"\s(?=(?:Suite|Room|"
    r"Floor)\s\d)".replace(" ", r"\s{1,20}")
)
_LOWER_IN_NAME = frozenset("of and the for de la du der van von den da di & y e et in at und zu del".split())
_NOT_NAMES = phrase(
    r"^(?:the )?(?:parties|party|undersigned|you|your|company|employer|employee|executive|customer|client|"
    r"licensor|licensee|"
    r"supplier|buyer|seller|vendor|provider|contractor|consultant|distributor|agreement|effective date|above|following|"
    r"companies|members?|shareholders?|date|exhibit|section|article|name|affiliates?|subsidiar(?:y|ies)|franchisee|"
    r"recipient|disclosing party|receiving party|participants?|manufacturer|reseller|sponsor|owner|agent|state|"
    r"city|county|"
    r"individual(?:ly)?|collectively|united states|each|both|such|any|all|this|that|its|his|her|their|one|"
    r"each of|them|us|we|"
    r"joint venturers?|co-?venturers?|hereinafter|address|principal|term|purpose|background|between|among|and|"
    r"services?|corporation|bank|partnership|trust|fund|advis[eo]r|franchisor|shipper|transporter|carrier|publisher|"
    r"borrower|lender|investors?|stockholders?|agents?|for|except|(?:vat|tax|registration|company|contract) (?:number|"
    r"no|id)|exchange commission|whereas|(?:the )?(?:initial|other|foregoing) parties|party[ -][a-e0-9])\.?$"
)
_LEAD = re.compile(
    r"^(?:[\s,;:.\"'*_•-]+|\d{4,6}\s{1,20}and\s{1,20}|\(?(?:[ivx]{1,4}|\d{1,2}|[a-zA-Z])\)\s{1,20}|"
    r"\d{1,2}\.\s{1,20}|\(\d\)\s{0,20}|(?:and|between|among|"
    r"by|with)\b\s{0,20}:?\s{1,20}|"
    r"(?:on\s{1,20}the\s{1,20}(?:one|other|first|second)\s{1,20}(?:hand|part|side)),?\s{0,20}|"
    r"the\s{1,20}(?:following|undersigned)\b[\s,:]*|its\s{1,20}(?:wholly[ -]owned\s{1,20})?(?:subsidiary|"
    r"affiliate),?\s{1,20}(?=(?-i:[A-Z]))|"
    r"(?-i:the)\s{1,20}(?=(?-i:[A-Z]))|(?:Mr|Mrs|Ms|M/s)\.?\s{1,20}(?=[A-Z])|(?:party\s{1,20}[A-E1-5]|"
    r"first\s{1,20}party|second\s{1,20}party)\s{0,20}:\s{0,20}|"
    r"(?:licensor|licensee|company|client|customer|supplier|seller|buyer|vendor|provider|consultant|contractor|"
    r"distributor|employee|employer|executive|reseller|manufacturer)(?:\s{1,20}name)?\s{0,20}(?::|"
    r",(?=\s{0,20}[A-Z][a-z]+\s{1,20}[A-Z]))\s{0,20})",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"\b(?:Inc|Incorporated|Corp|Corporation|LLC|L\.L\.C|Ltd|Limited|LLP|LP|L\.P|PLC|plc|GmbH|AG|N\.A|A/S|AB|SA|"
    r"S\.A|NV|N\.V|BV|B\.V|KG|Oy|ASA|SpA|S\.p\.A|S\.r\.l|SARL|Pty|Bhd)\b\.?\s{0,20}$"
)
_TWO_SHORT_NAMES = re.compile(r"[A-Z]\w{1,40} and [A-Z]\w{1,40}")
_SENTENCE = re.compile(
    r"^(?:IN THE|FOR THE|FOR AND|PROVIDES|WITNESS\w*|THIS|SECTION|ARTICLE|TABLE|PAGE|EXHIBIT|AGREES?|USING|"
    r"UNDERSTANDS)\b|\b(?:YOU ARE|AGREES? TO|BY IT)\b|"
    r"[A-Za-z]{4,40}\.\s(?=[A-Z])|\b\d{1,2}\.\s(?=[A-Z])|"
    r"\b(?:Street|Avenue|Boulevard|Road|Drive|AGREEMENT|Agreement|CONTRACT|Contract)\b(?!.*\b(?:Inc|LLC|Corp|Ltd|"
    r"Trust|Bank))"
)
_FORM_THEN_WORD = re.compile(
    r"\S\s{1,20}\S{0,30}?((?<![\w.])(?:Inc|INC|inc|Incorporated|LLC|L\.\s?L\.\s?C|Ltd|LTD|GmbH|PLC|plc|LLP|"
    r"N\.\s?A)\b\.?)"
    r"(?=,?\s{1,20}(?!(?:Co|CO|Company|Ltd|LLC|Inc|Limited|LIMITED|Liability|Partnership|and|And|AND|of|OF)\b)[A-Za-z])"
)
"""A registered form with a word behind it that is no part of the name: a label, a street, the next line."""
_THING = phrase(
    r"\b(?:information|plan|act|schedule|project|transactions?|technology|date|policy|common stock|place|by)$"
)
_OFFICER = re.compile(
    r"(?:(?:Chief|Vice|Managing|Senior|Executive|General|Assistant)\s{1,20}\w{1,20}|President|Director|Chairman|"
    r"Secretary|"
    r"Treasurer)\b(?!.{0,100}\b(?:Inc|LLC|Corp|Corporation|Company|Ltd|Limited)\b)",
    re.IGNORECASE,
)
_JUNK = re.compile(r"[\[\]*<>@()\"]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\.{3,}|\b(?:and|or|the|of)$")
_ARTICLE = re.compile(r"\s{1,20}the(?=\s)")
"""In "Ministry of the Interior"."""
_FORM_THEN_GAP = re.compile(
    r"\S\s{1,20}\S{0,30}?(?<![\w.])((?:AG|SA|NV|BV|KG|Inc|INC|LLC|Ltd|LTD|Corp|CORP|Corporation|CORPORATION|Company|COMPANY|Limited|"
    r"LIMITED)"
    r"\b\.?)(?=\s{3})"
)
"""A form that can stand inside a name ends it where a wide gap follows, as before a column of addresses."""
_HYPHENED = re.compile(r"[a-z]{1,2}-[a-z]{2,20}")
"""First words such as "e-centives"; more words of such a name may be in lower case."""
_LONGEST_WORDS = 14


def name_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the party's name that begins at ``start`` (after list marks and titles); None where there is none."""
    start = _skip_lead(text, start, end)
    close = start
    while close < end:
        match = _NAME_END.search(text, close, end)
        if match is None:
            close = end
            break
        inside = BRACKET_IN_NAME.match(text, match.start(), end) if match.group().strip() == "(" else None
        if inside is not None:
            close = inside.end()
            continue
        if match.group().strip() == "," and _goes_on_after_comma(text, match.start(), end):
            close = match.end()
            continue
        if match.group().lstrip(", ").startswith(("of", "for", "in ", "in", "and")) and _is_inside_name(
            text, start, match, end
        ):
            article = _ARTICLE.match(text, match.end(), end) if match.group().strip() == "of" else None
            close = article.end() if article and text[start].isupper() else match.end()
            continue
        close = match.start()
        break
    extra = _FORM_THEN_WORD.search(text, start, close) or _FORM_THEN_GAP.search(text, start, close)
    close = extra.end(1) if extra else close
    while close > start and text[close - 1] in " ,;:'\"":
        close -= 1
    return (start, close) if is_name(text[start:close]) else None


def has_legal_form(name: str) -> bool:
    """Whether the name says that it is an organisation's: "Inc.", "GmbH", "Bank"."""
    return _FORM_WORD.search(name) is not None


def has_strong_form(name: str) -> bool:
    """Whether the name ends with a registered legal form."""
    return _STRONG_FORM.search(name[-16:]) is not None


def is_name(name: str) -> bool:
    """Whether these words can be a party's name."""
    words = squeeze(name).split()
    if (
        not words
        or len(words) > _LONGEST_WORDS
        or len(name) < 3
        or _JUNK.search(BRACKET_IN_NAME.sub(" ", name))
        or _NOT_NAMES.search(" ".join(words))
        or (len(words) == 1 and _BARE_FORM.fullmatch(words[0]))
    ):
        return False
    if not any(letter.isalpha() for letter in name) or not (
        words[0][0].isupper() or words[0][0].isdigit() or _odd_case(words)
    ):
        return False
    name = " ".join(words)
    if (
        _SENTENCE.search(name)
        or _OFFICER.match(name)
        or _THING.search(name)
        or is_address(name)
        or _TWO_SHORT_NAMES.fullmatch(name)
    ):
        return False
    lower = sum(1 for word in words[1:] if word[0].islower() and not _is_small_word(word))
    return lower <= len(words) // 4 + (1 if _HYPHENED.fullmatch(words[0]) else 0)


def _is_small_word(word: str) -> bool:
    return word.lower() in _LOWER_IN_NAME or _FORM_WORD.fullmatch(word.strip(".,")) is not None


def _odd_case(words: list[str]) -> bool:
    """Names such as "eBay Inc." and "deltathree.com, Inc."."""
    return (
        any(letter.isupper() for letter in words[0])
        or (len(words) > 1 and has_legal_form(words[-1]))
        or (len(words) > 1 and _HYPHENED.fullmatch(words[0]) is not None)
    )


def _skip_lead(text: str, start: int, end: int) -> int:
    for _ in range(6):
        lead = _LEAD.match(text[start : min(end, start + 80)])
        if lead is None or not lead.end():
            break
        start += lead.end()
    return start


def _goes_on_after_comma(text: str, comma: int, end: int) -> bool:
    return _COMMA_FORM.match(text, comma, end) is not None or _COMMA_LIST.match(text, comma, end) is not None


def _is_inside_name(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether "of", "for", ... belongs to the name ("Bank of America, N.A.") and does not describe it."""
    if match.group().startswith(",") or _REGISTERED.search(text[start : match.start()]):
        return False
    return re.match(r"\s{1,20}(?:the\s{1,20})?[A-Z]", text[match.end() : min(end, match.end() + 8)]) is not None
