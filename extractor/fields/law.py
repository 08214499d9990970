"""Governing law and venue, as plain names of jurisdictions."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase
from extractor.fields.places import NATIONS, find_place, last_place
from extractor.fields.reading import Candidate, Reading, Sentence

_CUE = phrase(
    r"\b(?:govern(?:ed|s|ing)?|controlled by|constru(?:ed|ction)|interpret(?:ed|ation)|enforced|subject to|"
    r"in accordance with|under|"
    r"applicable law (?:is|shall be|of this))\b[^.;]{0,200}\b(?:laws?|jurisdiction)\b|"
    r"\blaws? (?:of|in) [^.;]{1,120}\b(?:governs?|controls?|(?:shall|will|must) (?:exclusively |solely |also )?apply|"
    r"appl(?:y|ies) (?:exclusively |solely )?to (?:this|the|our|all|any) [^.;]{0,40}\b(?:agreement|contract|terms|"
    r"order|policy|dispute))|\blaws? of(?: (?!that\b|which\b)[\w',-]{1,30}){1,8} (?:appl(?:y|ies)|(?:is|are|"
    r"shall be) applicable)\b|"
    r"\b(?-i:[A-Z])\w+ law (?:(?:shall|will) )?(?:appl(?:y|ies)|governs?)\b|\b(?:governing|applicable) law ?: "
)
_LABEL = phrase(r"\b(?:governing|applicable) law ?: ")
_APPLIES = phrase(
    r"\blaws? of(?: (?!that\b|which\b)[\w',-]{1,30}){1,8} (?:appl(?:y|ies)|(?:is|are|"
    r"shall be) applicable)\b(?! laws?\b)|"
    r"\b(?-i:[A-Z])\w+ law (?:(?:shall|will) )?(?:appl(?:y|ies)|governs?)\b|"
    r"\bdetermined (?:in accordance with|under|by)\b"
)
_LAW = phrase(
    r"\b(?:(?:internal|substantive|domestic|local|applicable|prevailing|procedural) ){0,4}"
    r"(?:laws?|statutes|legislation|regulations)"
    r"(?: and (?:decisions|regulations|judicial decisions|practices?|rules|statutes))?(?: \([^)]{0,60}\))?"
    r"(?:,? (?:but not|without|excluding|other than|and not)[^,]{0,80},)?"
    r" (?:of|in|in force in|in effect in|applicable in|prevailing in|applicable to contracts[^.;]{0,60} in) "
)
_NAMED_LAW = phrase(
    r"\b([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?: [Ss]tate)? (?:substantive |internal |contract )?[Ll]aws?\b",
    exact_case=True,
)
_LAW_THEREOF = phrase(
    r"\blaws? (?:thereof|of (?:that|such|said|the same) (?:state|commonwealth|province|jurisdiction|country))\b"
)
_LEAST_WEIGHT = 0.5
"""A law that is mentioned neither as governing nor in a clause about it governs something else."""
_STATE_BESIDE = phrase(r"\b(?:state|commonwealth|province) of ")
_STRONG = phrase(r"\bgovern(?:ed|ing|s)?\b|\bconstrued\b|\binterpreted\b|\bapplicable law\b")
_SUBJECT = phrase(
    r"\b(?:this|the) (?:\w+ ){0,4}(?:agreement|contract|lease|amendment|addendum|guarant[ye]+|deed|terms|letter|"
    r"order|venture|covenants?|undertaking|policy|sla)\b|\bhereof\b|\bhereunder\b"
)
_ORGANISED = phrase(r"\b(?:organi[sz]ed|incorporated|existing|duly formed|good standing|qualified) [^.;]{0,40}$")
_EXCEPTION = phrase(
    r"\b(?:arbitration act|conflicts? of|except|patent|export|securities|tax|bankruptcy|"
    r"employment standards)\b[^.;]{0,30}$"
)
_VENUE = phrase(
    r"\b(?:courts?|venue|jurisdiction|tribunals?|arbitration)\b[^.;]{0,90}?\b(?:in|of|within|sitting in|"
    r"located in|for)(?: the| any)?"
    r"(?: (?:state|county|city|province|commonwealth) (?:and|or) (?:county|state|city|federal))? "
)
_VENUE_CUE = phrase(
    r"\b(?:exclusive|non-?exclusive|personal|sole) (?:[a-z]+ ){0,3}jurisdiction\b|\bvenue\b|"
    r"\bjurisdiction of (?:the|any) (?:[a-z]+ ){0,4}courts?\b"
)


def find_law(reading: Reading) -> list[Candidate]:
    """The law that governs the contract; the clause about it wins over a law mentioned in passing."""
    best: Candidate | None = None
    for sentence in reading.find(_CUE, "law"):
        candidate = _law_of(reading, sentence)
        if candidate is not None and candidate.weight > (best.weight if best else _LEAST_WEIGHT):
            best = candidate
    return [best] if best else []


def find_venue(reading: Reading) -> list[Candidate]:
    """Where the courts sit that the parties agree on."""
    for sentence in reading.find(_VENUE_CUE, "jurisdiction", "venue"):
        for match in _VENUE.finditer(sentence.text):
            place = find_place(sentence.text, match.end(), reach=80)
            if place is not None:
                return [Candidate("venue", place, sentence.span, "venue_clause")]
    return []


def _law_of(reading: Reading, sentence: Sentence) -> Candidate | None:
    for match in _LAW.finditer(sentence.text):
        before = sentence.text[: match.start()]
        if _ORGANISED.search(before) or _EXCEPTION.search(before):
            continue
        place = _law_place(sentence.text, match.end())
        if place is not None:
            weight = _weight(reading, sentence) - (1.0 if place == "United States" else 0.0)
            return Candidate("governing_law", place, sentence.span, "law_clause", weight)
    label = _LABEL.search(sentence.text)
    place = find_place(sentence.text, label.end(), reach=20) if label else None
    if place is not None:
        return Candidate("governing_law", place, sentence.span, "law_named", _weight(reading, sentence) + 1.0)
    thereof = _LAW_THEREOF.search(sentence.text)
    if thereof is not None:
        place = last_place(sentence.text, thereof.start())
        if place is not None:
            return Candidate("governing_law", place, sentence.span, "law_clause", _weight(reading, sentence))
    for match in _NAMED_LAW.finditer(sentence.text):
        place = NATIONS.get(match[1].split()[-1].lower()) or find_place(sentence.text, match.start(1), reach=3)
        if place is not None and (_STRONG.search(sentence.text) or _APPLIES.search(sentence.text)):
            return Candidate("governing_law", place, sentence.span, "law_named", _weight(reading, sentence) - 0.5)
    return None


def _law_place(text: str, start: int) -> str | None:
    """The jurisdiction named after "laws of"; a state named beside the United States is the law that is meant."""
    place = find_place(text, start, reach=60)
    if place == "United States":
        beside = _STATE_BESIDE.search(text, start, start + 140)
        return (find_place(text, beside.end(), reach=3) if beside else None) or place
    return place


def _weight(reading: Reading, sentence: Sentence) -> float:
    heading = reading.heading(sentence.span.start)
    weight = 2.0 if re.search(r"governing|applicable law|choice of law|\blaw\b", heading) else 0.0
    weight += 1.5 if _STRONG.search(sentence.text) else 0.0
    weight += 1.0 if _SUBJECT.search(sentence.text) else 0.0
    weight += 1.1 if _APPLIES.search(sentence.text) else 0.0
    return weight - 0.1 * sentence.span.start / max(1, len(reading.text))
