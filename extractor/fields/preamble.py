"""Where a contract names its parties: the paragraph of "by and between", or the list under "PARTIES"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Reading
from extractor.types import Span

OPENING_CHARS = 14_000
"""A table of contents before the preamble rarely takes more."""
_LEAD_CHARS = 420
_LONGEST_CHARS = 3_200

_BETWEEN = phrase(
    r"\b(?:by and between|by and among(?:st)?|between and among|between|among(?:st)?|parties to this agreement)\b"
    r"(?: each of)?(?: the following(?: parties)?)?(?: the)?(?: undersigned)? ?[:,]?"
)
_PARTIES_LABEL = phrase(r"\bparties(?: to this agreement)? ?:")
_INSTRUMENT = phrase(
    r"\b(?:agreement|contract|amendment|addendum|lease|licen[sc]e|deed|order form|statement of work|mou|memorandum|"
    r"terms and conditions|power of attorney|undertaking|covenant|joint venture|letter)\b"
)
_FORMULA = phrase(
    r"\b(?:made|entered|dated|effective|executed|concluded|as of|this|is by|is between|agreed|contract between|shall)\b"
)
_DEFINER = phrase(r"\( ?(?:the |each,? |collectively,? |hereinafter |\"|'' ?|referred)")
_CONTENTS = re.compile(r"\.{4,}|\btable of contents\b", re.IGNORECASE)
_OTHER_INSTRUMENT = phrase(
    r"\b(?:relationship|differences?|conflict|inconsistency|distinction|allocated|time|dispute|transactions?|competition|"
    r"communications?|correspondence|discussions?|negotiations?|ranging|rate of|agreement (?:dated )?[^.]{0,60}previously) ?$"
)
_STOP = phrase(
    r"\b(?:w ?i ?t ?n ?e ?s ?s ?e ?t ?h|whereas|r ?e ?c ?i ?t ?a ?l ?s|background|preamble|now,? therefore|"
    r"in consideration of|for good and valuable|introduction|statement of|preliminary statements?|"
    r"(?:the )?parties (?:hereby |hereto )*(?:agree|have agreed)|is made with (?:respect|reference)|"
    r"with reference to the following|who agree|agree as follows|definitions|table of contents|witness that|"
    r"(?:section|article) (?:1|i)\b|to allow employee|and is entered into|in order to|for the purpose of)\b"
    r"|(?<=[.:;]) (?:1\.|A\.|\(A\)|I\.) (?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Preamble:
    """``span`` is the whole paragraph with the words that lead up to it, ``parties`` what follows "between"."""

    span: Span
    parties: Span


def find_preamble(reading: Reading) -> Preamble | None:
    """The best-looking paragraph that names parties near the start; None where no words announce any."""
    text = reading.text
    limit = min(len(text), OPENING_CHARS)
    best: tuple[float, Preamble] | None = None
    for match in _BETWEEN.finditer(text, 0, limit):
        score = _score(text, match)
        if score > 2 and (best is None or score > best[0]):
            best = score, _at(text, match)
    if best is None or best[0] < 4:
        label = _PARTIES_LABEL.search(text, 0, limit)
        if label is not None:
            return _at(text, label)
    return best[1] if best else None


def _score(text: str, match: re.Match[str]) -> float:
    """How much the words around "between" look like a preamble; earlier is a little better."""
    before = text[max(0, match.start() - _LEAD_CHARS) : match.start()]
    after = text[match.end() : match.end() + 700]
    if _OTHER_INSTRUMENT.search(before[-60:]) or _CONTENTS.search(before[-120:]):
        return 0.0
    instruments = list(_INSTRUMENT.finditer(before))
    score = 2.0 if instruments and len(before) - instruments[-1].start() < 260 else 0.0
    score += 1.0 if _FORMULA.search(before[-200:]) else 0.0
    score += 2.0 if " and " in match.group() or ":" in match.group() else 0.0
    score += min(2, len(_DEFINER.findall(after)))
    score += 1.0 if " and " in after.lower() else -2.0
    first = after.lstrip(" :\"'(")[:1]
    score += 1.0 if first.isupper() or first.isdigit() or first in "[_" else -1.5
    return score - 2.5 * match.start() / OPENING_CHARS


def _at(text: str, match: re.Match[str]) -> Preamble:
    stop = _STOP.search(text, match.end() + 20, min(len(text), match.end() + _LONGEST_CHARS))
    end = stop.start() if stop else min(len(text), match.end() + _LONGEST_CHARS)
    return Preamble(Span(max(0, match.start() - _LEAD_CHARS), end), Span(match.end(), end))
