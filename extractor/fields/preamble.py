"""Where a contract names its parties: the paragraph of "by and between", or the list under "PARTIES"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.fields.legal_forms import has_legal_form
from extractor.fields.party_names import name_at
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Reading
from extractor.types import Span

OPENING_CHARS = 14_000
"""A table of contents before the preamble rarely takes more."""
LABEL_SCORE = 3.9
"""A heading "PARTIES:" counts a little less than a good "by and between"."""
LEAST_SCORE = 2.0
MOST_CANDIDATES = 4
_LEAD_CHARS = 420
_LONGEST_CHARS = 3_200
_AGREE_CHARS = 5_000
_TERM_CHARS = 250
_LINES_CHARS = 1_500
_LEAD_IN_CHARS = 60

_BETWEEN = phrase(
    r"\b(?:by and between|by and among(?:st)?|between and among|between|among(?:st)?|parties to this agreement|"
    r"b e t w e e n|"
    r"(?:the )?(?:parties|members|shareholders|partners)(?: to this agreement| hereto)? are(?: as follows)?|"
    r"(?:made|entered into|executed|dated|granted|given|delivered|"
    r"agreed to)\b[^.;\"()]{0,60}? (?P<by>by)(?! and (?:between|among)))\b"
    r"(?: each of)?(?: the following(?: parties)?)? ?[:,]?"
)
_AGREE = phrase(
    r"\b(?:mutually |do |both |each )?(?:hereby )?(?:mutually )?(?:agree|enter into|have agreed|have entered into)\b"
)
_TERM_GIVEN = phrase(r"\( ?(?:[a-z, ]{0,40})?\"[^\"]{1,40}\"(?: or \"[^\"]{1,40}\")? ?\)")
_SALUTATION = re.compile(r"\b(?:Dear|Gentlemen|Ladies)\b")
_RECITAL = re.compile(r"\bwhereas\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?<![ .][A-Z])[.:]\s{1,20}(?=[A-Z])|\s{3}(?=\S)")
_PARTIES_LABEL = phrase(r"\bparties(?: to this agreement)? ?(?::|(?=\( ?(?:1|a|i)\) )|(?= 1[.)] ))")
_INSTRUMENT = phrase(
    r"\b(?:agreement|contract|amendment|addendum|lease|licen[sc]e|deed|order form|statement of work|mou|memorandum|"
    r"terms and conditions|power of attorney|undertaking|covenant|joint venture|letter)\b"
)
_FORMULA = phrase(
    r"\b(?:made|entered|dated|effective|executed|concluded|as of|this|is by|is between|agreed|contract between|shall)\b"
)
_DEFINER = phrase(r"\( ?(?:the |each,? |collectively,? |hereinafter |\"|'' ?|referred)")
_CONTENTS = re.compile(r"\.{4,}|\btable of contents\b", re.IGNORECASE)
_IS_MADE = phrase(r"\b(?:agreement|deed|contract)\b[^.;]{0,40}\b(?:is )?(?:made|dated|entered)\b")
_OTHER_INSTRUMENT = phrase(
    r"\b(?:relationship|differences?|conflict|inconsistency|distinction|allocated|time|dispute|transactions?|"
    r"competition|"
    r"communications?|correspondence|discussions?|negotiations?|ranging|rate of|"
    r"agreement (?:dated )?[^.]{0,60}previously) ?$"
)
_STOP = phrase(
    r"\b(?:w ?i ?t ?n ?e ?s ?s ?e ?t ?h|whereas|r ?e ?c ?i ?t ?a ?l ?s|background|preamble|now,? therefore|"
    r"in consideration of|for good and valuable|introduction|statement of|preliminary statements?|"
    r"(?:the )?parties (?:hereby |hereto )*(?:agree|have agreed)|is made with (?:respect|reference)|"
    r"with reference to the following|who agree|agree as follows|definitions|table of contents|witness that|"
    r"(?:section|article) (?:1|i)\b|to allow employee|and is entered into|in order to|for the purpose of)\b"
    r"|(?<=[.:;]) (?:1\.|A\.|\(A\)|I\.) (?=[A-Z])"
)
_FULL_STOP = re.compile(r"(?:\)|\"|[a-z]{4}|\d{5})(?P<stop>\.)\s{1,20}(?=[A-Z])")
_LISTED = re.compile(r"\band\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preamble:
    """``span`` is the whole paragraph with the words that lead up to it, ``parties`` what follows "between"."""

    span: Span
    parties: Span


def find_preambles(reading: Reading) -> list[Preamble]:
    """The paragraphs near the start that look as if they name parties, the best-looking first."""
    text = reading.text
    limit = min(len(text), OPENING_CHARS)
    scored = [(_score(text, match), match) for match in _BETWEEN.finditer(text, 0, limit)]
    scored += [(LABEL_SCORE, match) for match in _PARTIES_LABEL.finditer(text, 0, limit)]
    likely = sorted((pair for pair in scored if pair[0] > LEAST_SCORE), key=lambda pair: (-pair[0], pair[1].start()))
    named = [_at(text, match) for _, match in likely[:MOST_CANDIDATES]]
    return [*named, *_who_agree(reading)]


def _who_agree(reading: Reading) -> list[Preamble]:
    """The first sentence in which two who are given short names agree: ``A Inc. ("A") and B Ltd. ("B") agree``."""
    text = reading.text
    for paragraph in reading.paragraphs("agree", "enter"):
        if paragraph.start > _AGREE_CHARS:
            break
        for verb in _AGREE.finditer(text, paragraph.start, min(paragraph.end, paragraph.start + _LONGEST_CHARS)):
            start = _sentence_with_two_terms(text, paragraph.start, verb.start())
            if start is None and verb.start() - paragraph.start < _LEAD_IN_CHARS:
                start = _lines_with_two_terms(reading, verb.start())
            if start is not None and not _RECITAL.search(text, start, verb.start()):
                return [Preamble(Span(start, verb.end()), Span(start, verb.start()))]
    return []


def _sentence_with_two_terms(text: str, floor: int, end: int) -> int | None:
    """Where the sentence begins that gives two short names before ``end``, the first soon after a company's name."""
    terms = list(_TERM_GIVEN.finditer(text, floor, end))
    if len(terms) < 2:
        return None
    starts = [floor, *(match.end() for match in _SENTENCE_START.finditer(text, floor, terms[0].start()))]
    near = [at for at in reversed(starts) if at > terms[0].start() - _TERM_CHARS]
    return next((at for at in near if name_at(text, at, min(len(text), at + 200))), None)


def _lines_with_two_terms(reading: Reading, end: int) -> int | None:
    """The same where each party has lines of its own before "hereby agree"; the line on which the first begins."""
    floor = max(0, end - _LINES_CHARS)
    terms = list(_TERM_GIVEN.finditer(reading.text, floor, end))
    if len(terms) < 2 or _SALUTATION.search(reading.text, floor, end):
        return None
    first = terms[0].start()
    starts = [block.span.start for block in reading.contract.document.blocks if floor <= block.span.start < first]
    near = (at for at in reversed(starts) if at > first - _TERM_CHARS)
    return next((at for at in near if _company_at(reading.text, at)), None)


def _score(text: str, match: re.Match[str]) -> float:
    """How much the words around "between" look like a preamble; earlier is a little better."""
    before = text[max(0, match.start() - _LEAD_CHARS) : match.start()]
    after = text[match.end() : match.end() + 700]
    if match["by"] and not _company_at(text, match.end()):
        return 0.0
    contents = _CONTENTS.search(before[-120:])
    if _OTHER_INSTRUMENT.search(before[-60:]) or (contents and not _IS_MADE.search(before[-120:], contents.end())):
        return 0.0
    instruments = list(_INSTRUMENT.finditer(before))
    score = 2.0 if instruments and len(before) - instruments[-1].start() < 260 else 0.0
    score += 1.0 if _FORMULA.search(before[-200:]) else 0.0
    score += 2.0 if " and " in match.group() or ":" in match.group() else 0.0
    score += min(2, len(_DEFINER.findall(after)))
    score += 1.0 if " and " in after.lower() else -2.0
    first = after.lstrip(" :\"'(")[:1]
    score += 1.0 if first.isupper() or first.isdigit() or first in "[_" else -1.5
    score -= 1.0 if _RECITAL.search(before) else 0.0
    return score - 2.5 * match.start() / OPENING_CHARS


def _company_at(text: str, start: int) -> bool:
    name = name_at(text, start, min(len(text), start + 200))
    return name is not None and has_legal_form(text[name[0] : name[1]])


def _at(text: str, match: re.Match[str]) -> Preamble:
    limit = min(len(text), match.end() + _LONGEST_CHARS)
    stop = _STOP.search(text, match.end() + 20, limit)
    end = stop.start() if stop else limit
    full_stop = _FULL_STOP.search(text, match.end() + 60, end)
    if full_stop is not None and _LISTED.search(text, match.end(), full_stop.start()):
        end = full_stop.start("stop")
    return Preamble(Span(max(0, match.start() - _LEAD_CHARS), end), Span(match.end(), end))
