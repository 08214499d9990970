"""How provisions begin: the numbers, letters, bullets and structural words at the start of a line."""

from __future__ import annotations

import re
from typing import Final

_LABELS: Final = (
    r"(?:\d{1,3}\.\s?){1,5}\d{0,3}\.?",  # 1.  8.2  8.2.1.  8. 2.
    r"\(?\d{1,3}\)",  # (1)  1)
    r"\(?[A-Za-z]{1,2}\)",  # (b)  b)  (aa)
    r"\([ivxlcIVXLC]{1,6}\)|[ivxIVX]{1,5}\)",  # (iv)  iv)
    r"[A-Za-z]\.",  # a.
    r"[A-Z]\.\d{1,3}(?:\.\d{1,3}){0,3}\.?",  # B.1  A.2.1, in exhibits
    r"[IVXLC]{1,6}\.|[ivx]{1,5}\.",  # IV.
    r"§{1,2}\s?\d{1,3}(?:\.\d{1,3}){0,4}\.?",
)
_BULLET: Final = r"[•●○▪■◦‣·➢❖►o*–—-]"
_WORDS: Final = (
    r"article|section|clause|schedule|exhibit|annex|annexure|appendix|attachment|part|addendum"
    r"|amendment|supplement|order|order\sform|statement\sof\swork|sow|recital"
)
_ORDINAL: Final = r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6}|[A-Z](?:-\d{1,2})?)"

_LABEL_ONLY = re.compile(rf"(?:{'|'.join(_LABELS)}|{_BULLET}|\d{{1,3}})\Z")
_LABELLED = re.compile(rf"(?:{'|'.join(_LABELS)})(?=\s|\Z)")
_BULLETED = re.compile(rf"{_BULLET}\s+(?=\S)")
_STRUCTURAL = re.compile(rf"(?:{_WORDS})\s+(?:no\.?\s?|number\s)?{_ORDINAL}\b[.:)]?(?!\s+[a-z(,])", re.IGNORECASE)
_GLUED = re.compile(
    r"\A((?:\d{1,3}\.){1,5}\d{0,3}\.?(?=[A-Z\"“][A-Za-z])|\((?:[a-z]|[ivx]{2,5})\)(?=[\"“]?[A-Za-z]{2}))"
)
_LONGEST_LABEL: Final = 14
_LABEL_STARTS: Final = frozenset("0123456789(")
_NUMBER_AND_UNIT = re.compile(r"\d{1,3}\.\d{1,3}\s+[a-z%]")


def with_spaced_label(text: str) -> str:
    """The line with a space after its number, where the page has only a gap too small for one: ``2.1General``."""
    return _GLUED.sub(r"\1 ", text, count=1) if text[:1] in _LABEL_STARTS else text


def is_label(text: str, following: str) -> bool:
    """Whether a fragment is nothing but a number or bullet that the words after the gap belong to."""
    if len(text) > _LONGEST_LABEL or not _LABEL_ONLY.match(text):
        return False
    return not text.isdigit() or following[:1].isalpha()


def starts_provision(text: str) -> bool:
    """Whether a line begins as a numbered provision, list item or structural heading does."""
    first = text[:1]
    if first.isdigit() or first in "(§" or (first.isalpha() and text[1:6].strip(" abcdefghijklmnopqrstuvwxyz") != ""):
        match = _LABELLED.match(text)
        if match and not _NUMBER_AND_UNIT.match(text):
            return True
    if _BULLETED.match(text):
        return first != "-" or text[2:3].isalpha()
    return bool(_STRUCTURAL.match(text)) and (first.isupper())


def is_structural(text: str) -> bool:
    """Whether a line begins with a structural word and its ordinal, as ``Schedule 3`` or ``ARTICLE IV``."""
    return _STRUCTURAL.match(text) is not None
