"""Numbers written twice, in words and in figures, that do not say the same: ``fifteen (20) days``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.types import Finding
from extractor.fields.numbers import DIGITS, ORDINAL, SPELLED, SPELLED_WORD, read_number, read_ordinal
from extractor.types import Span

_UNITS = (
    r"(?:percent|per\s{1,3}cent|dollars|euros|pounds|(?:united\s{1,3}states|u\.s\.|us|canadian)\s{1,3}dollars|"
    r"(?:business|calendar|working|consecutive)\s{1,3})"
)
_CARDINAL = re.compile(
    rf"(?<![\w-])(?P<words>{SPELLED})(?:\s{{1,3}}{_UNITS}){{0,2}}\s{{0,3}}"
    rf"\(\s{{0,3}}(?:(?:us|c|a|cdn)?[$€£]|usd|eur|gbp)?\s{{0,2}}(?P<figures>{DIGITS})\s{{0,3}}"
    r"(?P<scale>thousand|million|billion)?\s{0,3}(?P<after>%|percent|per\s{1,3}cent|"
    r"(?:business\s{1,3}|calendar\s{1,3}|working\s{1,3})?(?:days?|months?|years?|hours?|weeks?)|dollars)?\s{0,3}\)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(?<![\w-])(?P<words>(?!\d){ORDINAL})\s{{0,3}}\(\s{{0,3}}(?P<figures>\d{{1,3}})\s?(?:st|nd|rd|th)\s{{0,3}}\)",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    rf"(?<![\w.,/$-])(?P<figures>\d{{1,4}})\s{{1,3}}\(\s{{0,3}}(?P<words>{SPELLED})\s{{0,3}}\)", re.IGNORECASE
)
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PART_OF_NUMBER = re.compile(
    rf"(?:\b(?:{SPELLED_WORD}|and|point|half|quarter|third|quarters|thirds|tenths|fifths|section|sections|"
    rf"article|clause|paragraph|exhibit|schedule|item|phase|step|no\.|number)|\d|-|/|\))[\s,]{{0,60}}$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s{0,2}[A-Za-z%]{1,14}")
_SCALE_AFTER = re.compile(r"\s{0,9}(?:hundred|thousand|million|billion)\b", re.IGNORECASE)
_BEFORE_CHARS = 80
_LONGEST_LIST_NUMBER = 9
"""``two (1) ...``: a number in brackets that small may count the items of a list, where no unit follows it."""
_UNIT_AFTER = re.compile(
    r"\s{0,3}(?:-|full\s|business\s|calendar\s|working\s|consecutive\s|additional\s|successive\s)?\s{0,3}"
    r"(?:days?|months?|years?|hours?|weeks?|minutes?|percent|per\s?cent|%|quarters?|times|units?|copies|shares|dollars|"
    r"business|calendar|working|instal|installments?|members?|persons?|employees?|engineers?)",
    re.IGNORECASE,
)


def find_mismatched_figures(paper: Paper) -> Iterator[Finding]:
    """Numbers whose words and figures differ."""
    for pattern in (_CARDINAL, _REVERSED, _ORDINAL):
        for match in pattern.finditer(paper.plain):
            words, figures = _values(match, ordinal=pattern is _ORDINAL)
            if words is None or figures is None or words == figures or not _is_whole(paper.plain, match, figures):
                continue
            yield _finding(paper, match, f"{words:f}", f"{figures:f}")


def _values(match: re.Match[str], *, ordinal: bool) -> tuple[Decimal | None, Decimal | None]:
    figures = Decimal(match["figures"].replace(",", ""))
    if ordinal:
        counted = read_ordinal(match["words"])
        return (None if counted is None else Decimal(counted)), figures
    scale = match.groupdict().get("scale")
    return read_number(match["words"]), figures * _SCALES[scale.lower()] if scale else figures


def _is_whole(text: str, match: re.Match[str], figures: Decimal) -> bool:
    """Whether the words are all of a number, and the brackets hold no item of a list."""
    if _PART_OF_NUMBER.search(text[max(0, match.start() - _BEFORE_CHARS) : match.start()]):
        return False
    if figures != figures.to_integral():
        return False  # "three (3.5)": half of it may stand in words that no rule here reads
    if _SCALE_AFTER.match(text, match.end()):
        return False
    said_in_brackets = match.groupdict().get("after") or match.groupdict().get("scale")
    if said_in_brackets or _UNIT_AFTER.match(text, match.end()):
        return True
    return figures > _LONGEST_LIST_NUMBER and not 1900 <= figures < 2100  # "Year One (1998)"


def _finding(paper: Paper, match: re.Match[str], words: str, figures: str) -> Finding:
    end = match.end()
    unit = _NEXT_WORD.match(paper.text, end)
    span = Span(match.start(), unit.end() if unit else end)
    return paper.finding(
        "words_figures_mismatch",
        "high",
        f"{paper.where(match.start())} writes {paper.said(span)}: the words say {words}, the figures {figures}.",
        (span,),
        0.95,
    )
