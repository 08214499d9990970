"""Names compared by what they say: numbers of clauses, titles of documents, companies, small numbers in words."""

from __future__ import annotations

import re

from extractor.fields.numbers import read_number, read_ordinal
from extractor.segmentation.numerals import roman_value

NumberKey = tuple[str, ...]

SECTION_NUMBER = (
    r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[A-Za-z]?(?![\w%])|(?-i:[IVXL]{1,6})(?![\w.]))"
    r"(?:\s?\((?-i:[a-z]{1,5}|[A-Z]{1,4}|\d{1,2})\)){0,4}(?:\.(?:[a-z]|\d)\b){0,2}"
)
"""``5.2``, ``3a``, ``IV``, ``2(a)(viii)``."""
OWN_NUMBER = re.compile(
    rf"[\s\"(]{{0,4}}(?:(?:section|clause|article)\s{{1,3}})?(?P<number>{SECTION_NUMBER})[.:)]{{0,2}}\s{{1,20}}",
    re.IGNORECASE,
)
"""The number that a clause begins with."""
ATTACHMENT = r"(?:exhibit|schedule|annex|appendix|attachment)"
_TOKEN = re.compile(r"[a-z]{1,12}|\d{1,4}", re.IGNORECASE)
_SECTION_WORD = frozenset(
    "section sections clause clauses article articles paragraph paragraphs subsection sub item".split()
)
_ATTACHMENT = re.compile(rf"{ATTACHMENT}\s{{1,3}}(?P<mark>[\w.-]{{1,10}})", re.IGNORECASE)
_FILED_AS = re.compile(r"exhibit\s{1,3}\d{1,3}\.\d{1,3}[\s,]{0,3}", re.IGNORECASE)
"""What a filing is called, which is no attachment of the contract."""
_ROMAN = re.compile(r"[IVXL]{1,6}")
_SMALL = frozenset("the a an of and to for by between with this that certain as amended restated".split())
_WORD = re.compile(r"[^\W_]{1,40}")
_FORMS = frozenset(
    "inc incorporated llc ltd limited corp corporation co company lp llp plc gmbh ag na sa bv nv sarl sas srl spa oy ab"
    " as kg pte pty the and".split()
)


def number_key(number: str) -> NumberKey:
    """The parts of a clause's number as one compares them: ``5.02(b)`` is ``5``, ``2``, ``b``; empty for none.

    An attachment leads its clauses: ``Exhibit A, 2.1`` is ``exhibit a``, ``2``, ``1``.
    """
    filed = _FILED_AS.match(number)
    if filed:
        return number_key(number[filed.end() :])
    attachment = _ATTACHMENT.match(number)
    if attachment:
        label = " ".join(attachment.group().lower().split()).rstrip(".,")
        return (label, *number_key(number[attachment.end() :]))
    if "Section" in number:  # of an article: the section's own number says all
        number = number[number.index("Section") :]
    return _parts(number)


def _parts(number: str) -> NumberKey:
    found: list[str] = []
    for match in _TOKEN.finditer(number):
        word = match.group()
        if word.lower() in _SECTION_WORD:
            continue
        roman = roman_value(word) if not found and _ROMAN.fullmatch(word) else None
        found.append(str(roman) if roman else word.lower().lstrip("0") or "0")
    return tuple(found[:-1]) if len(found) > 1 and found[-1] == "0" else tuple(found)


def ordinal(words: str) -> int | None:
    """The value of ``2``, ``two``, ``second``, ``II``; None where it is no small number."""
    text = words.strip(" .#()")
    if _ROMAN.fullmatch(text):
        return roman_value(text)
    number = read_ordinal(text) if not text.isdigit() else int(text)
    if number is None:
        read = read_number(text)
        number = None if read is None else int(read)
    return number if number is not None and 0 < number < 100 else None


def title_words(title: str) -> frozenset[str]:
    """The words of a document's title that tell it from others, without plural endings."""
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in (found.group().lower() for found in _WORD.finditer(title))
        if word not in _SMALL
    )


def company(name: str) -> frozenset[str]:
    """The words of a company's name without its legal form."""
    words = _WORD.findall(name.lower().replace("'", "").replace("’", "").replace(".", ""))
    return frozenset(word for word in words if word not in _FORMS) or frozenset(words)


def same_company(one: str, other: str) -> bool:
    """Whether two names are of one company, however they are written."""
    return company(one) == company(other)
