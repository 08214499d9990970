"""How long a warranty of goods, software or services lasts."""

from __future__ import annotations

from extractor.fields.choosing import choose
from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence

_WORD = r"\b(?:warrant(?:s|ed|y|ies|ing)?|guarant(?:ees?|eed|y|ies)|defects?(?: liability period)?)\b"
_UNIT = r"\b(?:days?|weeks?|months?|years?)\b"
_CUE = phrase(rf"{_WORD}[^.;]{{0,600}}{_UNIT}|{_UNIT}[^.;]{{0,300}}{_WORD}")
_NAMED_BEFORE = phrase(
    r"\b(?:warrant(?:y|ies)|guarant(?:ee|y)|defects? liability) (?:period|term|duration|coverage period)s?\b"
    r"(?: ?|[^.;]{0,200}?)(?:\b(?:is|be|means?|equals?|of|for|to|"
    r"lasts?|runs?|amounts? to|"
    r"ends?|expires?|period|beginning|ending|commenc\w+|continu\w+|later than|less than)|[:=(|,-]"
    r"|\"\)?|(?<=period)|(?<=duration)|(?<=term))"
    r"(?: (?:a|the|an|period|of|is|be|shall|will|term|that|at|least|equal|to|for|initial|first|not|less|than|"
    r"minimum|date)){0,8} ?\(?$"
)
_WARRANTS = phrase(r"\b(?:warrant(?:s|ed|y|ies|ing)?|guarantee[sd]?)\b")
_GUARANTEES = phrase(r"\bguarantee[sd]?\b[^.;]{0,300}\b(?:defects?|defective|workmanship)\b")
_STANDS = phrase(
    r"\b(?:warrant(?:y|ies)|guarantee)\b(?:[^.;]{0,80}?\b(?:is|are|be|remains?|lasts?|runs?|extends?|continues?|"
    r"applies|apply)\b"
    r"(?: (?:valid|effective|in|effect|force|only|good)){0,3}|(?: [a-z]+){0,5}?)"
    r"(?: (?:for|of|to|during|a|the|period|full|term)){1,6} ?\(?$"
)
_MADE_GOOD = phrase(
    r"\b(?:if|should|any|all|where)\b[^;]{0,200}?\bdefect\w*[^;]{0,300}?\b(?:repair|remed|correct|replace|make good|"
    r"made good|rectif|re-?perform)|"
    r"\b(?:repair|remedy|correct|replace|make good|rectify|re-?perform)\b[^;]{0,160}?\bdefect\w*"
)
_CLAIMED = phrase(r"\b(?:return\w*|reject\w*|inspect\w*|notif\w*|notice|refus\w*|complain\w*)\b")
_WITHIN = phrase(r"\b(?:within|for|during|at any time within)(?: (?:a|the|period|of|first)){0,4} ?\(?$")
_LASTS = phrase(
    r"(?:\b(?:for|during|within|throughout|of|until|continu\w+|valid|extends?)|[:(,-]|^)"
    r"(?: (?:a|an|the|period|of|at|least|warranty|minimum|first|initial|term|not|less|than|no|is"
    r"|to|up|for|longer|greater|"
    r"\(a\)|\(i\))){0,8} ?\(?$"
)
_ADJECTIVE = phrase(
    r"^'?s?'?-? ?(?:\)? )?(?:(?:limited|product|standard|full|parts?|labou?r|and|on-site"
    r"|manufacturer'?s?|end|user|express|"
    r"software|hardware|material|performance|workmanship|replacement|repair|return|original|exclusive|free) ){0,5}"
    r"warrant(?:y|ies)\b"
)
_FROM = phrase(
    r"^'?s?'?\)? ?,? ?(?:\([^()]{1,60}\) ?,? ?)?(?:period )?(?:\([^()]{1,60}\) ?,? ?)?"
    r"(?:after|from|following|of|as of|commencing|beginning|starting|since|upon|"
    r"post|subsequent to)\b[^.;]{0,60}?\b(?:deliver|ship|accept|install|complet|perform|purchase|sale|sold|receipt|"
    r"receiv|commission|hand-?over|manufactur|invoice|effective|substantial|date|"
    r"go-live|supply|activation|start|provision|use|warranty|render)"
)
_QUALITY = phrase(
    r"\b(?:defects?|defective|conform\w*|perform\w*|workmanlike|workmanship|materials?|limited warranty|documentation|"
    r"specifications?|function\w*|operat\w*|good (?:quality|working)|merchantab\w+|free (?:from"
    r"|of)|fit for|error|bug|virus\w*|"
    r"replace\w*|repair\w*)\b"
)
_NOT_ITS_LENGTH = phrase(
    r"\b(?:past|last|preceding|prior|previous|shelf[- ]life|dating|surviv\w+|"
    r"within|in (?:no|any) event|not later than|no later than|cure|notice|notif\w+|return\w*)\b[^.;]{0,40}$"
)
_OTHER_DUTY = phrase(
    r"\b(?:surviv\w+|good standing|litigation|shelf[- ]life|maintain(?:s|ed)? (?:records|insurance))\b"
)
_AFTER_IT = phrase(
    r"\b(?:expir\w+|end|after|during|terminat\w+|within|following|outside|beyond)(?: of)?(?: the"
    r"| such| any| its)? ?\"?$"
)
"""Before "warranty period": what follows is about another time than it."""
_EXTENDED = phrase(r"\b(?:extended|additional|optional|extend)\b[^.;]{0,40}$")
_SECOND = phrase(r"\b(?:repaired|replaced|re-?performed|replacement)\b[^.;]{0,80}$")
_REPORTED = phrase(
    r"\b(?:warrant\w+|defect\w*|non-?conform\w+)\b[^;]{0,300}\b(?:report\w*|notif\w+|notice"
    r"|claim\w*|made|asserted|brought)\b"
    r"[^.;]{0,80}\bwithin(?: (?:a|period|of|the)){0,3} ?\(?$|"
    r"\b(?:report\w*|notif\w+|claims?|submit\w*)\b[^.;]{0,60}\b(?:breach|defect|non-?conform)[^.;]{0,60}"
    r"\bwithin(?: (?:a|period|of|the)){0,3} ?\(?$"
)
_REPORT_FROM = phrase(
    r"^'?s?'?\)? ?(?:after|from|following|of)\b[^.;]{0,40}?\b(?:deliver|ship|accept|install|complet|perform|render)"
)


def find_warranty_period(reading: Reading) -> list[Candidate]:
    """The length of the warranty of goods or services that is stated most plainly; the first of equals."""
    found = [
        one
        for sentence in reading.find(_CUE, "warrant", "guarant", "defect")
        if (one := _period(reading, sentence)) is not None
    ]
    best = choose(reading, found)
    return [best] if best else []


def _period(reading: Reading, sentence: Sentence) -> Candidate | None:
    text = sentence.text
    if _OTHER_DUTY.search(text):
        return None
    for found in find_durations(text):
        read = _read(text, found) if found.duration.unit not in ("hour", "minute") else None
        if read is not None:
            method, weight = read
            weight += 0.5 if "warrant" in reading.heading(sentence.span.start) else 0.0
            return Candidate("warranty_period", found.duration.iso, sentence.span, method, weight)
    return None


def _read(text: str, found: FoundDuration) -> tuple[str, float] | None:
    """How a duration is said to be a warranty's length, and how plainly; None where it is another's."""
    before, after = text[max(0, found.span.start - 420) : found.span.start], text[found.span.end : found.span.end + 160]
    if "warrant" in text.lower() and _REPORTED.search(before) and _REPORT_FROM.match(after):
        return "warranty_report", 1.0
    claimed = _CLAIMED.search(before[-150:])
    if not claimed and _WITHIN.search(before) and _REPORT_FROM.match(after) and _MADE_GOOD.search(text):
        return "warranty_defects", 1.0
    if _EXTENDED.search(before[-60:]) or _SECOND.search(before[-120:]) or _NOT_ITS_LENGTH.search(before[-50:]):
        return None
    named = _NAMED_BEFORE.search(before)
    if named and not _AFTER_IT.search(before[: named.start()]):
        return "warranty_named", 3.0
    if _ADJECTIVE.match(after):
        return "warranty_adjective", 1.5
    starts = bool(_FROM.match(after))
    if (_STANDS.search(before) and starts) or (
        _is_of_quality(text) and _LASTS.search(before[-80:]) and _told(before, after)
    ):
        return "warranty_length", 2.0 if starts else 1.0
    return None


def _is_of_quality(text: str) -> bool:
    """Whether the sentence warrants how a thing is or works; a mere guarantee may be of payment."""
    return bool(_QUALITY.search(text)) and ("warrant" in text.lower() or bool(_GUARANTEES.search(text)))


def _told(before: str, after: str) -> bool:
    """Whether "warrants" or "warranty" leads up to the duration, or follows it as its verb."""
    return bool(_WARRANTS.search(before)) or bool(_WARRANTS.search(after[:120]))
