"""Legal forms: what says that a name is an organisation's, and where such a name ends."""

from __future__ import annotations

import re

FOREIGN_FORM = (
    r"(?-i:W\.?L\.?L|S\.A\.U|S\.\s?L\.\s?U|S\.L|SLU|SL|Zrt|Nyrt|Kft|e?hf|[IKP]/S|ApS|S\.?P\.?R\.?L|BVBA|CVBA|SCRL|"
    r"V\.?O\.?F|P\.?B\.?C|Sp\.\s?z\s?o\.\s?o|s\.\s?r\.\s?o|d\.\s?o\.\s?o|a\.\s?s|Ltda|LTDA|Lda|S/A|"
    r"S\.A\.E|Ltée|LTÉE|A\.A\.L|OÜ|UAB|SIA|EOOD|OOO|[ZOP]AO|[POC]?JSC|FZE|FZCO|FZ-LLC|DMCC|"
    r"[KBQ]\.S\.C|S\.A\.L|S\.A\.O\.[CG]|e\.\s?V|e\.?G|UG|KGaA|OHG|GbR|AöR|Ges\.?m\.?b\.?H|SNC|SASU|EURL|"
    r"LLLP|L\.L\.L\.P|L\.C|FSB|F\.S\.B|Tbk|S\.\s?de\s?R\.\s?L\.\s?de\s?C\.\s?V|"
    r"S\.A\.(?:\s?B\.)?\sde\sC\.V)"
)
"""Forms that mean nothing else where they are written like this."""

LEGAL_FORM = (
    r"(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|L ?L ?C|L\. ?L\. ?C|L\.? ?L\.? ?P|L ?P|L\. ?P|PLC|"
    r"P\.L\.C|plc|GmbH|G\.m\.b\.H|AG|A\.G|SA|S\.A|S\.A\.S|S\.A\.R\.L|SARL|S\.? ?[aà] ?r\.?l|NV|N\.V|BV|B\.V|AB|"
    r"A/S|ASA|AS|"
    r"Oy|Oyj|SE|KG|K\.K|KK|Pte|Pty|Pvt|Private|S\.p\.A|SpA|SRL|S\.r\.l|N\.A|N\. A|Bank|Trust|Foundation|University|"
    r"Partnership|Partners|Association|Group|Holdings|Fund|Funds|P\.C|PC|PLLC|P\.A|Bhd|Sdn|Berhad|S\. de R\.L|C\.V|"
    + FOREIGN_FORM
    + r")"
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
    r"P\.\s?C|P\.\s?A|S\.p\.A|S\.r\.l|P\.\s?L\.\s?L\.\s?C|"
    rf"{FOREIGN_FORM}|"
    rf"Jr|Sr|II|III|IV|LLC|{DEGREE})\b)",
    re.IGNORECASE,
)
_COMMA_LIST = re.compile(
    r",\s{1,20}(?=[A-Z][\w&'.-]+(?:\s{1,20}[A-Z][\w&'.-]+)?,?\s{1,20}(?:and|&)\s{1,20}(?:Co|Company|Sons|Associates)\b)"
)
_SURNAMES = re.compile(
    r",\s{1,20}(?=(?:[A-Z][\w'-]{1,30},\s{1,20}){0,4}(?:[A-Z][\w'-]{1,30},?\s{1,20})?(?:and|&)\s{1,20}"
    r"(?:[A-Z][\w'-]{1,30}\s{1,20}){0,3}?[A-Z][\w'-]{1,30},?\s{1,20}"
    r"(?:P\.\s?C|P\.?L\.?L\.?C|LLP|L\.L\.P|LTD|Ltd|Inc|INC|P\.A|PC|PLC|COMPANY|Company|Limited)\b|"
    r"[A-Z][\w'-]{1,30},?\s{1,20}(?:AND|and|&)\s{1,20}(?:CO|COMPANY|SONS|ASSOCIATES)\b)"
)
"""The rest of a firm that is called by surnames: "Mertens, Dahl and Okoro, P.C."."""

_FORM_WORD = re.compile(rf"\b{LEGAL_FORM}\b", re.IGNORECASE)
_STRONG_FORM = re.compile(
    r"\b(?:Incorporated|Inc|Corporation|Corp|Company|Co|Limited|Ltd|LLC|L\.L\.C|LLP|L\.P|LP|PLC|plc|GmbH|AG|S\.A|"
    r"N\.V|B\.V"
    r"|N\.A|PLLC|S\.p\.A|Pte|Pty|SARL|A/S|ASA|Trust|Bank|University|INCORPORATED|INC|CORPORATION|CORP|COMPANY|"
    r"LIMITED|LTD|TRUST|BANK|UNIVERSITY|L\.L\.P|P\.L\.L\.C|SA|NV|BV|KG|"
    r"AB|SE|Oyj?|Bhd|Berhad|Cooperative|Society|"
    rf"{FOREIGN_FORM})\b\.?"
)
_REGISTERED = re.compile(
    r"\b(?:Inc|Incorporated|Corp|Corporation|LLC|L\.L\.C|Ltd|Limited|LLP|LP|L\.P|PLC|plc|GmbH|AG|N\.A|A/S|AB|SA|"
    r"S\.A|NV|N\.V|BV|B\.V|KG|Oy|ASA|SpA|S\.p\.A|S\.r\.l|SARL|Pty|Bhd|"
    rf"{FOREIGN_FORM})\b\.?\s{{0,20}}$"
)
_FORM_THEN_WORD = re.compile(
    r"\S\s{1,20}\S{0,30}?((?<![\w.])(?:Inc|INC|inc|Incorporated|LLC|L\.\s?L\.\s?C|Ltd|LTD|GmbH|PLC|plc|LLP|"
    rf"N\.\s?A|S\.\s?A|{FOREIGN_FORM})\b\.?(?:\s\((?:haftungsbeschränkt|publ)\))?)"
    r"(?=,?\s{1,20}(?!(?:Co|CO|Company|Ltd|LLC|Inc|Limited|LIMITED|Liability|Partnership|and|And|AND|of|OF|de|De|"
    r"DE)\b)[A-Za-z])"
)
"""A registered form with a word behind it that is no part of the name: a label, a street, the next line."""
_FORM_THEN_GAP = re.compile(
    r"\S\s{1,20}\S{0,30}?(?<![\w.])((?:AG|SA|NV|BV|KG|Inc|INC|LLC|Ltd|LTD|Corp|CORP|Corporation|CORPORATION|Company|"
    r"COMPANY|Limited|"
    r"LIMITED)"
    r"\b\.?)(?=\s{3})"
)
"""A form that can stand inside a name ends it where a wide gap follows, as before a column of addresses."""


def has_legal_form(name: str) -> bool:
    """Whether the name says that it is an organisation's: "Inc.", "GmbH", "Bank"."""
    return _FORM_WORD.search(name) is not None


def has_strong_form(name: str) -> bool:
    """Whether the name ends with a registered legal form."""
    return _STRONG_FORM.search(name[-16:]) is not None


def is_form(word: str) -> bool:
    """Whether a word, without the marks around it, is a legal form."""
    return _FORM_WORD.fullmatch(word) is not None


def starts_form(text: str, comma: int, end: int) -> bool:
    """Whether a legal form or degree follows the comma at ``comma``: "Acme, Inc."."""
    return _COMMA_FORM.match(text, comma, end) is not None


def starts_more_names(text: str, start: int, comma: int, end: int) -> bool:
    """Whether a firm called by names goes on behind ``comma``: "Sears, Roebuck and Co.", "Roe, Doe & Poe LLP"."""
    if _COMMA_LIST.match(text, comma, end):
        return True
    alone = all(len(words.split()) == 1 for words in text[start:comma].split(","))
    return alone and _SURNAMES.match(text, comma, end) is not None


def is_registered(words: str) -> bool:
    """Whether the words end with the form of a registered company."""
    return _REGISTERED.search(words) is not None


def ends_within(text: str, start: int, close: int) -> int:
    """Where the name ends by its form, before a label, street or next line that runs into it; else ``close``."""
    extra = _FORM_THEN_WORD.search(text, start, close) or _FORM_THEN_GAP.search(text, start, close)
    return extra.end(1) if extra else close
