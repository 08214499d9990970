"""Recovery objectives: how fast a service is back, and how much data may be lost."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.service_levels.times import find_times

_CUE = phrase(
    r"\brecovery (?:time|point)|\bRTO\b|\bRPO\b|\btime to (?:full )?(?:restoration|recover\w*)|\b(?:maximum )?data "
    r"loss\b|\brestored? (?:the )?(?:services?|operations?|systems?)"
)
_TIME = phrase(r"\brecovery time|\bRTO\b|\btime to (?:full )?(?:restoration|recover\w*)")
_POINT = phrase(r"\brecovery point|\bRPO\b|\bdata loss\b")
_CODE_AFTER = re.compile(r"[^.;,()\d]{0,40}\(\s?(?:the\s)?\"?(RTO|RPO)\b")


def find_recovery(reading: Reading) -> list[Candidate]:
    """The recovery time and the recovery point objective, each value once."""
    found: list[Candidate] = []
    for sentence in reading.find(_CUE, "recovery", "rto", "rpo", "restoration", "data loss"):
        for candidate in _objectives(sentence):
            if all((candidate.name, candidate.value) != (other.name, other.value) for other in found):
                found.append(candidate)
    return found[:8]


def _objectives(sentence: Sentence) -> list[Candidate]:
    text, last, found = sentence.text, 0, []
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
        last = follows.end() if follows else time.span.end
        if named and time.unit in ("second", "minute", "hour", "day"):
            found.append(Candidate(max(named)[1], {"duration": time.iso}, sentence.span, "recovery_objective"))
    return found
