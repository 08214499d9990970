"""How long confidence lasts, and how fast a breach must be reported."""

from __future__ import annotations

import re

from extractor.fields.choosing import choose_each
from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import FieldValue

_CONFIDENCE_CUE = phrase(
    r"\b(?:confiden\w+|non-?disclos\w+|secre(?:t|cy))\b[^.;]{0,300}\b(?:years?|months?)\b|\b(?:years?|"
    r"months?)\b[^.;]{0,200}\b(?:confiden\w+|non-?disclos\w+|secre(?:t|cy))\b"
)
_KEEPS = phrase(
    r"\b(?:obligations?|duty|duties|keep|kept|maintain|hold|held|remain|surviv\w+|disclose|protect|shall not|"
    r"agrees? not|continue|confidential(?:ity)? (?:period|term))\b"
)
_LASTS_BEFORE = phrase(
    r"\b(?:for|of|until|through|least|within|expire\w*|terminate\w*|surviv\w+|continu\w+|"
    r"remain[^.;]{0,40})(?: (?:a|the|period|term|of|at|least|an|additional|further|date|that|is|which|next|and|"
    r"later|\(?i\)?|in|effect|full|force))* ?\(?$"
)
_LASTS_AFTER = phrase(
    r"^'?\)?,? ?(?:period |term )?(?:after|from|following|thereafter|beyond|subsequent|commencing|beginning|\.|,|"
    r";|as of|post|and|with respect|term|period)"
)
_NOT_CONFIDENCE = phrase(r"\b(?:solicit\w*|compet\w*|hire|records|standstill|audit|employ any|shares|securities)\b")
_BREACH_CUE = phrase(
    r"\b(?:notif\w+|inform|report|notice|alert|advise)\b[^.;]{0,260}\b(?:breach|incident|unauthori[sz]ed|"
    r"compromise|security event)\b|"
    r"\b(?:breach|incident|unauthori[sz]ed|compromise|security event)\b[^.;]{0,260}\b(?:notif\w+|inform|report|alert)\b"
)
_SECURITY = phrase(
    r"\b(?:security|data|personal|unauthori[sz]ed (?:access|use|disclosure)|information|privacy|cyber)\b"
)
_WITHIN = phrase(
    r"\b(?:within|later than|exceed(?:ing)?|less than|in)(?: (?:a|the|period|of|no|not|more|than|event))* ?\(?$"
)
_NO_CURE = phrase(r"\b(?:cure|remedy|terminat\w+|invoice|indemnif\w+|default|infring\w+|patents?|misappropriat\w+)\b")


def find_duties(reading: Reading) -> list[Candidate]:
    """The confidentiality term and the time to report a breach, each the plainest statement."""
    kept = [
        c
        for s in reading.find(_CONFIDENCE_CUE, "confiden", "disclos", "secre")
        if (c := _confidence_term(reading, s)) is not None
    ]
    told = [
        c
        for s in reading.find(_BREACH_CUE, "breach", "incident", "unauthori", "compromise", "security event")
        if (c := _breach(s)) is not None
    ]
    return choose_each(reading, (*kept, *told))


def _confidence_term(reading: Reading, sentence: Sentence) -> Candidate | None:
    text, heading = sentence.text, reading.heading(sentence.span.start)
    if not _KEEPS.search(text):
        return None
    weight = 1.0 if re.search(r"confiden|disclos|secre", heading) else 0.0
    weight += 0.5 if re.search(r"surviv|obligation|after|following", text, re.IGNORECASE) else 0.0
    weight -= 2.0 if _NOT_CONFIDENCE.search(text) else 0.0
    found = next((item for item in find_durations(text) if _lasts(text, item)), None)
    if found is None or weight < 0:
        return None
    return Candidate("confidentiality_term", found.duration.iso, sentence.span, "confidentiality_length", weight)


def _lasts(text: str, item: FoundDuration) -> bool:
    before, after = text[max(0, item.span.start - 80) : item.span.start], text[item.span.end : item.span.end + 40]
    return item.duration.unit in ("month", "year") and bool(_LASTS_BEFORE.search(before) and _LASTS_AFTER.search(after))


def _breach(sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if not _SECURITY.search(text) or _NO_CURE.search(text):
        return None
    for item in find_durations(text):
        if item.duration.unit in ("hour", "day") and _WITHIN.search(
            text[max(0, item.span.start - 50) : item.span.start]
        ):
            value: FieldValue = {"duration": item.duration.iso}
            if item.duration.business:
                value = {"duration": item.duration.iso, "business": True}
            return Candidate("breach_notification", value, sentence.span, "breach_notice_within")
    return None
