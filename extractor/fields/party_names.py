"""A party's name at a place in the text: "Acme, Inc.", "Sears, Roebuck and Co.", "Dr. Jane Q. Public, Jr."."""

from __future__ import annotations

import re

from extractor.fields.legal_forms import (
    ends_within,
    has_legal_form,
    is_form,
    is_registered,
    starts_form,
    starts_more_names,
)
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.places import is_address

_BARE_FORM = re.compile(r"(?:Inc|Corp|Co|Ltd|LLC|LLP|LP|PLC|GmbH|Limited|Incorporated)\.?", re.IGNORECASE)
BRACKET_IN_NAME = re.compile(
    r"\s?\((?!the\b)[A-Z][\w.&'-]{0,20}(?:\s[A-Z][\w.&'-]{0,20}){0,2}\)(?=\s{1,20}(?:\([A-Z]\w{0,20}\)\s{1,20})?"
    r"(?:[A-Z][\w&'-]{0,20}\s{1,20}){0,4}(?:Co\b\.?,?\s{0,20})?(?:Incorporated|Inc|Corporation|Corp|Limited|LIMITED|"
    r"Ltd|LTD|Company|LLC|LLP|PLC|plc|GmbH|Bhd|Berhad)\b)|"
    r"\s?\((?:publ|haftungsbeschränkt|A\.A\.L\.|gGmbH)\)|"
    r"(?<=[A-Z]{3})\s?\((?:MRS|MR|MS|DR)\.?\)(?=\s[A-Z]{2})|(?<=[a-z]{2})\s?\((?:Mrs|Mr|Ms|Dr)\.?\)(?=\s[A-Z][a-z])"
)
"""A country or kind of company inside a name, before the legal form: "Acme (Pty) Limited"."""

DESCRIPTION = (
    r"(?:,? (?:an?(?!\.)|the|both|each|all|having|with|whose|located|residing|domiciled|organi[sz]ed|incorporated|duly|"
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
    r"(?<![A-Z])(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bCo)(?<!\bJr)(?<!\bSr)(?<!Corp)(?<!Inc)(?<!Ltd)"
    r"(?<!Pte)(?<!Pty)(?<!Pvt)(?<!Sdn)(?<!\bSp)(?<!Prof)(?<!Mrs)(?<!Messrs)\.\s{1,20}(?=[A-Z][a-z])|"
    r"(?:Inc|Corp|Ltd|Co)\.\s{1,20}(?=(?:The|This|A|An)\s)|:\s|\s-\s|\s(?=_{2,})|"
    r"(?<!Trust)(?<!TRUST)\s\d{3,}\b(?!\s(?:Inc|INC|LLC|Ltd|LTD|Limited|LIMITED|LP|L\.P|Corp|CORP|Trust|TRUST)\b)|"
    r"\s(?=(?:CVR|[Rr]eg\.?|[Rr]egistration|[Oo]rg\.?|VAT)\s(?:[Nn]o|[Nn]r|[Nn]umber)\b)|\s(?=(?:Suite|Room|"
    r"Floor)\s\d)".replace(" ", r"\s{1,20}")
)
_LOWER_IN_NAME = frozenset(
    "of and the for de la du der van von den da di & y e et in at und zu del z do dos das des du le les".split()
)
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
    r"(?:warrant|collateral|escrow|rights|transfer|paying|administrative|sales|placement|remarketing) agent|"
    r"indenture|(?:attachment|schedule|annex|appendix)(?: [a-z0-9]{1,3})?|(?:support|maintenance|software|"
    r"consulting|professional)(?: (?:support|maintenance|services?))?|"
    r"(?:financial|entertainment|operating|holding|international|technology|services|management|securities|insurance|"
    r"investment|delaware|california|florida|nevada|texas|new york|ontario|utah|maryland|new jersey|virginia) "
    r"(?:corporation|company|corp|inc|llc|limited liability company|group|holdings)|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d[\w, ]{0,12}|"
    r"borrower|lender|investors?|stockholders?|agents?|for|except|(?:vat|tax|registration|company|contract) (?:number|"
    r"no|id)|exchange commission|whereas|(?:the )?(?:initial|other|foregoing) parties|party[ -][a-e0-9]|"
    r"made|dated|signed|entity|now)\.?$"
)
_LEAD = re.compile(
    r"^(?:[\s,;:.\"'*_•-]+|(?-i:PREAMBLE|PARTIES|RECITALS|BACKGROUND)\s{1,20}|\d{4,6}\s{1,20}and\s{1,20}|"
    r"\(?(?:[ivx]{1,4}|\d{1,2}|[a-zA-Z])\)\s{1,20}|"
    r"\d{1,2}\.\s{1,20}|\(\d\)\s{0,20}|(?:and|between|among|"
    r"by|with)\b\s{0,20}:?\s{1,20}|"
    r"(?:(?:on|of)\s{1,20}the\s{1,20}(?:one|other|first|second)\s{1,20}(?:hand|part|side)),?\s{0,20}|"
    r"the\s{1,20}(?:following|undersigned)\b[\s,:]*|"
    r"(?-i:are|is|appoint(?:s|ing)?|engag(?:es|ing)|namely)\s{1,20}(?=(?-i:(?:The\s{1,20})?[A-Z]))|"
    r"its\s{1,20}(?:wholly[ -]owned\s{1,20})?(?:subsidiary|"
    r"affiliate),?\s{1,20}(?=(?-i:[A-Z]))|"
    r"(?-i:the)\s{1,20}(?=(?-i:[A-Z]))|(?:Prof|Mr|Mrs|Ms|M/s|Messrs)\.?\s{1,20}(?:Dr\.\s{1,20})?(?=[A-Z])|"
    r"(?:a|the)\s{1,20}(?-i:company|firm)\s{1,20}(?=(?-i:[A-Z]))|(?-i:[A-Z]{4,20}\s{1,20}){0,5}(?-i:AGREEMENT|CONTRACT|DEED|LEASE|"
    r"AMENDMENT|ADDENDUM)\s{1,20}(?=(?-i:[A-Z][a-z]))|(?:party\s{1,20}[A-E1-5]|"
    r"first\s{1,20}party|second\s{1,20}party)\s{0,20}:\s{0,20}|"
    r"(?:licensor|licensee|company|client|customer|supplier|seller|buyer|vendor|provider|consultant|contractor|"
    r"distributor|employee|employer|executive|reseller|manufacturer)(?:\s{1,20}name)?\s{0,20}(?::|"
    r",(?=\s{0,20}[A-Z][a-z]+\s{1,20}[A-Z]))\s{0,20})",
    re.IGNORECASE,
)
_TWO_SHORT_NAMES = re.compile(r"[A-Z]\w{1,40} and [A-Z]\w{1,40}")
_SENTENCE = re.compile(
    r"^(?:IN THE|FOR THE|FOR AND|PROVIDES|WITNESS\w*|THIS|SECTION|ARTICLE|TABLE|PAGE|EXHIBIT|AGREES?|USING|"
    r"UNDERSTANDS)\b|\b(?:YOU ARE|AGREES? TO|BY IT)\b|"
    r"[A-Za-z]{4,40}\.\s(?=[A-Z])|\b\d{1,2}\.\s(?=[A-Z])|"
    r"\b(?:Street|Avenue|Boulevard|Road|Drive|AGREEMENT|Agreement|CONTRACT|Contract)\b(?!.*\b(?:Inc|LLC|Corp|Ltd|"
    r"Trust|Bank))"
)
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
        comma = match.start() if match.group().strip() == "," else None
        if comma is not None and (starts_form(text, comma, end) or starts_more_names(text, start, comma, end)):
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
    close = ends_within(text, start, close)
    while close > start and (text[close - 1] in " ,;:'\"" or text[start:close].endswith("..")):
        close -= 1
    return (start, close) if is_name(text[start:close]) else None


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
    return word.lower() in _LOWER_IN_NAME or is_form(word.strip(".,"))


def _odd_case(words: list[str]) -> bool:
    """Names such as "eBay Inc." and "deltathree.com, Inc."."""
    return (
        any(letter.isupper() for letter in words[0])
        or (len(words) > 1 and has_legal_form(words[-1]))
        or (len(words) > 1 and _HYPHENED.fullmatch(words[0]) is not None)
    )


def _skip_lead(text: str, start: int, end: int) -> int:
    for _ in range(7):
        lead = _LEAD.match(text[start : min(end, start + 80)])
        if lead is None or not lead.end():
            break
        start += lead.end()
    return start


def _is_inside_name(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether "of", "for", ... belongs to the name ("Bank of America, N.A.") and does not describe it."""
    said = text[start : match.start()]
    if match.group().startswith(",") or is_registered(said) or _is_person_in_capitals(said, text[match.end() : end]):
        return False
    return re.match(r"\s{1,20}(?:the\s{1,20})?[A-Z]", text[match.end() : min(end, match.end() + 8)]) is not None


def _is_person_in_capitals(said: str, after: str) -> bool:
    """Whether a name in capitals ends before an "of" whose words are not: "JANE ANNE ROE of The Mill, Hants"."""
    return (
        said.isupper()
        and not has_legal_form(said)
        and re.match(r"\s{1,20}(?:The\s{1,20})?[A-Z][a-z]", after) is not None
    )
