"""The effective date that a provision or a label states."""

from __future__ import annotations

import re

from extractor.fields.date_phrases import EFFECTIVE_AFTER, OTHER_PAPER
from extractor.fields.dates import find_dates
from extractor.fields.phrasing import phrase
from extractor.fields.preamble import OPENING_CHARS
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

_EFFECTIVE_CUE = phrase(
    r"\"effective date\" (?:means|shall mean|is|shall be|will be|of this agreement|as used)|"
    r"\beffective date\"? ?(?::|of this agreement (?:is|shall be)|is|shall be) |"
    r"\b(?:agreement|contract|amendment|addendum|joint venture)\b[^.;]{0,40}\b(?:is|shall be|shall become|"
    r"becomes?|will be|will become|shall take|takes|being|made) (?:effective|effect|in effect)\b|"
    r"\beffective (?:as of|as from|from|on|date:?) |\bcommencement date\b|\bcomes? into (?:force|effect)\b|"
    r"\b(?:agreement|contract|venture|term|appointment|employment|engagement)\b[^.;]{0,60}\b(?:shall|will)? ?"
    r"(?:commences?|begins?|starts?) (?:on|upon|as of|from|effective)\b|\b(?:contract|agreement) start(?:s|"
    r" date)? ?:|\bstart date ?:|"
    r"\b(?:with effect|retroactive(?:ly)?(?: effective)?|take|takes|has|have|having|becomes?|in force) "
    r"(?:effect |effective )?(?:retroactively )?(?:as )?(?:from|of|to|on)\b"
)
_EFFECTIVE_LABEL = re.compile(
    r"(?:^|[\n\t|;.]|\s{2}|\s[–—-]\s|[a-z]\s)(?:Commencement|Start|START|Effective|EFFECTIVE|COMMENCEMENT|[Rr]ental|"
    r"[Bb]egin(?:s|ning)?|[Vv]alid|[Hh]ire|In [Ff]orce|Go-?[Ll]ive)(?:\s(?:[Dd]ate|DATE|from|of [a-z ,]{3,40}))?"
    r"\s{0,4}(?::|\||\.{3,80}|\s[–—-](?=\s)|(?<=from))\s{0,4}(?=\w)"
)
"""A label right before the day from which the contract holds: "Commencement Date | 1 March 2017"."""
_EFFECTIVE_NAME = phrase(r"\( ?(?:the )?\"(?:[a-z]+ )?(?:effective|commencement|start) date\" ?\)")
_NAMES_EFFECTIVE = re.compile(r"effective")


def stated_effective(reading: Reading) -> Candidate | None:
    """An effective date that a provision states."""
    spans = reading.paragraphs("effect", "commence", "begin", "start", "come into", "comes into", "in force")
    for match in (match for span in spans for match in _EFFECTIVE_CUE.finditer(reading.text, span.start, span.end)):
        date = next(find_dates(reading.text, match.end(), min(len(reading.text), match.end() + 90)), None)
        if date is None or date.day is None:
            continue
        between = reading.text[match.end() : date.span.start]
        before = reading.text[max(0, match.start() - 60) : match.start()]
        if re.search(r"(?<![ap]\.m)[.;]\s|\b(?:until|through|and ending|period|expir)", between) or OTHER_PAPER.search(
            before + match.group() + between
        ):
            continue
        words = match.group().lower()
        if (
            "date" in words
            or ("effective" in words and match.start() < OPENING_CHARS)
            or EFFECTIVE_AFTER.search(reading.text[date.span.end : date.span.end + 80])
            or not _NAMES_EFFECTIVE.search(words)
        ):
            return Candidate("effective_date", date.value, Span(match.start(), date.span.end), "effective_stated")
    return _labelled_effective(reading)


def _labelled_effective(reading: Reading) -> Candidate | None:
    """The day behind "Start:" and the like, or before "(the "Commencement Date")", in the opening."""
    text = reading.contract.document.text
    for label in _EFFECTIVE_LABEL.finditer(text, 0, OPENING_CHARS):
        date = next(find_dates(reading.text, label.end(), min(len(text), label.end() + 40)), None)
        if date is not None and date.day is not None and date.span.start - label.end() < 3:
            return Candidate("effective_date", date.value, Span(label.end(), date.span.end), "effective_stated")
    for name in _EFFECTIVE_NAME.finditer(reading.text, 0, OPENING_CHARS):
        dates = list(find_dates(reading.text, max(0, name.start() - 30), name.start()))
        if dates and dates[-1].day is not None and name.start() - dates[-1].span.end < 3:
            return Candidate(
                "effective_date", dates[-1].value, Span(dates[-1].span.start, name.end()), "effective_stated"
            )
    return None
