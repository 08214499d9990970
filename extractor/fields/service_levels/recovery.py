"""Recovery objectives: how fast a service is back, and how much data may be lost."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.times import find_times

_CUE = phrase(
    r"\brecovery (?:time|point)|\bRTO\b|\bRPO\b|\btime to (?:full )?(?:restoration|recover\w*)|\b(?:maximum )?data "
    r"loss\b|\b(?:restor\w+|resum\w+) (?:the |its |all )?[a-z]+|\bback in (?:operation|service|use)\b"
)
_TIME = phrase(
    r"\b(?<!unable\sto\s)(?<!fails\sto\s)(?<!not\s)(?:restor\w+|resum\w+|recover\w*|back up|back in (?:operation|"
    r"service|use)|up again|running again)\b[^.;]{0,80}\b(?:within|in|"
    r"under|no (?:more|later) than)|\brecovery time|\bRTO\b|\btime to (?:full )?(?:restoration|recover\w*)"
)
_POINT = phrase(
    r"\brecovery point|\bRPO\b|\bdata loss\b|\bloss (?:of )?(?:data )?(?:of )?(?:no|not) (?:more|greater) than|"
    r"\blos(?:e|es|s of) (?:no |not )?(?:more|at most|up to)"
)
_LOST_AFTER = phrase(r"^ ?(?:of |worth of )?data (?:[a-z]+ ){0,3}lost\b")
_DISASTER = phrase(
    r"\b(?:disasters?|recovery (?:time|point)|RTO|RPO|data loss|business continuity)\b|\btime to (?:full )?(?:rest|rec)"
)
_CODE_AFTER = re.compile(r"[^.;,()\d]{0,40}\(\s?(?:the\s)?\"?(RTO|RPO)\b")


def find_recovery(reading: Reading) -> list[Candidate]:
    """The recovery time and the recovery point objective, each value once."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "recovery", "rto", "rpo", "restor", "data loss", "disaster"):
        for candidate in _objectives(sentence):
            if all((candidate.name, candidate.value) != (other.name, other.value) for other in found):
                found.append(candidate)
    return found[:8]


def _objectives(sentence: Sentence) -> list[Candidate]:
    text, last, found = sentence.text, 0, []
    if not _DISASTER.search(text):
        return []
    for time in find_times(text):
        before = text[max(last, time.span.start - 120) : time.span.start]
        named = [
            (match.end(), name)
            for name, pattern in (("rto", _TIME), ("rpo", _POINT))
            for match in pattern.finditer(before)
        ]
        follows = None if named else _CODE_AFTER.match(text, time.span.end)
        if follows:
            named = [(0, follows[1].lower())]
        if _LOST_AFTER.match(text[time.span.end :]):
            named = [(0, "rpo")]
        last = follows.end() if follows else time.span.end
        if named and time.unit in ("second", "minute", "hour", "day"):
            found.append(Candidate(max(named)[1], {"duration": time.iso}, sentence.span, "recovery_objective"))
    return found
