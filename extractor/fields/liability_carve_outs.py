"""What a cap on liability does not apply to: the exceptions in its own sentence and in those around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.fields.liability_kinds import kinds_in
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Reading, Sentence
from extractor.segmentation import clauses_at
from extractor.types import Span

REACH_CHARS = 3_500
"""How far from the cap its exceptions may stand, within the same article."""
BESIDE_CHARS = 800
"""As near as this they count whatever the tree of clauses says."""
_LONGEST_TEXT = 120
_LIST_CHARS = 1_400

_EXCEPT = phrase(
    r"\b(?:except(?:ing)?|excluding|other than|with the exception of|save|apart from|exclusive of)\b"
    r"(?:,? (?:as|for|with respect to|with regard to|in respect of|in the (?:case|event) of|in connection with|to the "
    r"extent(?: of| that)?|under|that|where|if|only)){0,2}"
)
_AFTER_EXCEPT = phrase(
    r"\b(?:in no (?:event|case|circumstances?)|neither party|under no|(?:the|each|either|a|any|no"
    r"|both)(?: [a-z']+){0,4} "
    r"(?:total|aggregate|maximum|cumulative|entire|overall|liab\w+)|shall not|will not)\b"
)
_CAPPED_TOO = phrase(r"\b(?:shall|will|is|are)\b[^.;]{0,40}?\b(?:not exceed|limited to|capped at)\b")
"""Behind "except that": what is capped at another amount is not carved out."""
_LAST_COMMA = phrase(r", (?=[^,]{1,100}\bliab\w+)")
_NOT_APPLY = phrase(
    r"\b(?:limit(?:ation|s)?|exclusions?|caps?|restrictions?|foregoing|preceding sentences?"
    r"|this (?:section|clause|article|"
    r"paragraph)|(?:section|clause|article|paragraph)s? [\d.()a-z]{1,12})[^.;]{0,120}?\b"
    r"(?:(?:shall|will|do|does|is|are|may|should) not(?: be)?|in no event shall"
    r"|shall never) (?:apply|applicable|extend)\b|"
    r"\bin no event shall (?:this|the|these|such|any)\b[^.;]{0,60}?\b(?:limit\w*|caps?"
    r"|exclusions?)\b[^.;]{0,40}? apply\b"
)
_NOT_LIMIT = phrase(
    r"\b(?:nothing (?:in|contained|herein|under|shall|will)\b[^.;]{0,140}?|(?:shall|will|does|do|is|are) not(?: be)?"
    r"(?: (?:intended|deemed|construed) to(?: or shall)?)?) ?(?:operates? to )?(?:in any way )?"
    r"(?P<verb>limits?|excludes?|restricts?)\b(?=[^.;]{0,90}?\b(?:liab\w+|damages|indemnif\w+))"
)
_UNLIMITED = phrase(
    r"\b(?:no|without) (?:limit(?:ation)?s?|cap)\b[^.;]{0,40}\bliab\w+[^.;]{0,30}? (?:for"
    r"|in respect of|with respect to|where)\b|"
    r"\bliab\w+ (?:is|are|shall be|will be|remains?) (?:unlimited|uncapped) (?:for|in respect of"
    r"|with respect to|where|in)\b"
)
_EXCLUDED = phrase(
    r"\b(?:is|are|shall be|will be) (?:expressly )?(?:excluded from|not subject to|exempt from"
    r"|not limited by|outside(?: of)?)"
    r"(?: (?:these|this|the|any|all|such|foregoing|above|said))*(?: [a-z]+){0,2} (?:limit\w*|caps?|exclusions?)\b|"
    r"\b(?:is|are|shall be|will be) (?:unlimited|uncapped)\b"
)
_OF_STATES = phrase(r"\b(?:states?|jurisdictions?|countries) (?:do|does|may|that)\b")
_CONSEQUENTIAL = phrase(r"\b(?:consequential|incidental|indirect|punitive|exemplary)\b")
_OF_ALL = phrase(r"\bnothing\b|\blimitations\b|\bthis (?:section|article|clause|agreement)\b")
"""Before the cap, words about "the foregoing" limit are about something else."""
_ITEM = re.compile(r"(?<![\w)])\(\s{0,3}(?:[a-z]|[ivx]{1,4}|\d{1,2})\s{0,3}\)|;", re.IGNORECASE)
_TERM = phrase(
    r"\b(?:excluded|unlimited|uncapped|non-?excludable) (?:claims?|liabilit(?:y|ies)|matters|damages|losses|items)\b"
)
_MEANS = r"[\s,]{1,3}(?:shall\s|will\s)?(?:means?|refers?\sto|includes?|are|is)\b"
_LIST_OPENS = re.compile(r"(?::|\(\s{0,3}(?:a|i|1|A)\s{0,3}\))\s{0,20}$")
_LIST_ENDS = re.compile(r"\.\s{1,20}(?=[A-Z0-9(\"])")
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}(?:\([a-z0-9]{1,4}\)){0,3}"
_REFERENCE = phrase(
    rf"\b(?:sections?|articles?|clauses?|paragraphs?) ({_NUMBER}(?:(?:,? (?:and|or|or in)"
    rf"|,) {_NUMBER}){{0,6}})"
)
_ONE_NUMBER = re.compile(_NUMBER)
_LAST_PART = re.compile(r"(?:\.\d+|\([a-z0-9]+\))$")
_VAGUE = phrase(
    r"^(?:(?:as|those|the foregoing|otherwise|provided|set forth|set out|stated|specified|below|expressly|above|"
    r"herein\w*)\b[^\d]{0,120}|"
    r"(?:with respect to|in respect of|claims? based (?:up)?on|any claims?|in the case of|in the event of)?)$"
)
_LEAD = re.compile(
    r"^(?:and|or|to|for|a|any|the|in|of|as|provided|otherwise|set forth)\s{1,20}|\s{1,20}(?:and|or)$",
    re.IGNORECASE,
)
_POINTS = " ,:;.)(-"


@dataclass(frozen=True, slots=True)
class CarveOuts:
    """The names of what is carved out, each once and in the order of the text, and the words beyond the cap's own."""

    names: tuple[str, ...]
    elsewhere: tuple[Span, ...]


def find_carve_outs(reading: Reading, cap: Sentence, limit: int) -> CarveOuts:
    """What the cap of this sentence, whose limit stands at ``limit`` in it, leaves out."""
    said = [(cap, _leading(cap.text, limit), True), (cap, _trailing(cap.text, limit), False)]
    names: list[str] = []
    elsewhere: list[Span] = []
    for sentence, words, own_words in (*said, *_around(reading, cap.span)):
        defined = _definition(reading, words)
        found = list(_names(reading, defined[0] if defined else words, own_words=own_words))
        names += found
        if found and sentence is not cap:
            elsewhere.append(sentence.span)
        if found and defined:
            elsewhere.append(defined[1])
    return CarveOuts(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(elsewhere)))


def _definition(reading: Reading, words: str) -> tuple[str, Span] | None:
    """What a term such as "Excluded Claims" means, and where that stands; None where ``words`` hold no such term."""
    term = _TERM.search(words)
    if term is None:
        return None
    name = r"\s{1,20}".join(map(re.escape, term.group().split()))
    means = re.compile(rf"\"\s{{0,3}}{name}\s{{0,3}}\"{_MEANS}", re.IGNORECASE)
    first = term.group().split()[0].lower()
    for span in reading.paragraphs(first):
        found = means.search(reading.text, span.start, span.end)
        if found is not None:
            limit = min(len(reading.text), found.end() + _LIST_CHARS)
            end = _LIST_ENDS.search(reading.text, found.end(), limit)
            close = end.start() if end else limit
            return reading.text[found.end() : close], Span(found.start(), close)
    return None


def _leading(text: str, limit: int) -> str:
    """The words between "except for" and the statement of the cap; empty without."""
    found = _EXCEPT.search(text, 0, limit)
    if found is None:
        return ""
    stops = (pattern.search(text, found.end(), limit) for pattern in (_AFTER_EXCEPT, _LAST_COMMA))
    return text[found.end() : min((stop.start() for stop in stops if stop), default=limit)]


def _trailing(text: str, limit: int) -> str:
    """The words behind the cap that say what it does not apply to; empty without."""
    found = _NOT_APPLY.search(text, limit) or _EXCEPT.search(text, limit)
    return text[found.end() :] if found and not _CAPPED_TOO.search(text, found.end()) else ""


def _around(reading: Reading, cap: Span) -> Iterator[tuple[Sentence, str, bool]]:
    """The other sentences about what is not limited, with that, and whether an item's own words may name it."""
    chain = clauses_at(reading.contract.clauses, cap.start)
    room = chain[0].extent if chain else cap
    start = max(min(room.start, cap.start - BESIDE_CHARS), cap.start - REACH_CHARS)
    end = min(max(room.end, cap.end + 2 * BESIDE_CHARS), cap.end + REACH_CHARS)
    for span in reading.paragraphs("limit", "exclu", "cap", "nothing", "not apply"):
        if span.start < end and span.end > start:
            for pattern in (_NOT_APPLY, _NOT_LIMIT, _UNLIMITED, _EXCLUDED):
                for match in pattern.finditer(reading.text, max(start, span.start), min(end, span.end)):
                    sentence = reading.sentence_at(match.start())
                    if not sentence.span.overlaps(cap) and _speaks_of_the_cap(sentence, match.end(), cap):
                        yield sentence, _stated(reading, sentence, pattern), pattern is _NOT_APPLY


def _speaks_of_the_cap(sentence: Sentence, end: int, cap: Span) -> bool:
    """Whether a sentence is about the cap too, not about excluded kinds of damages alone or what some laws forbid."""
    if _OF_STATES.search(sentence.text) or _CONSEQUENTIAL.search(sentence.text, 0, max(0, end - sentence.span.start)):
        return False
    return sentence.span.start > cap.start or _OF_ALL.search(sentence.text) is not None


def _stated(reading: Reading, sentence: Sentence, pattern: re.Pattern[str]) -> str:
    """What the sentence takes out of the limits, with the items of a list that it opens; empty where nothing."""
    text = sentence.text
    found = pattern.search(text)
    if found is None:
        return ""
    if pattern is _EXCLUDED:
        return text[: found.start()]
    begin = found.end("verb") if pattern is _NOT_LIMIT else found.end()
    if not _LIST_OPENS.search(text):
        return text[begin:]
    start, limit = sentence.span.end, min(len(reading.text), sentence.span.end + _LIST_CHARS)
    end = _LIST_ENDS.search(reading.text, start, limit)
    return text[begin:] + reading.text[start : end.start() if end else limit]


def _names(reading: Reading, words: str, *, own_words: bool) -> Iterator[str]:
    """The names of the items in ``words``; with ``own_words`` those without a name by their words, where short."""
    for item in _ITEM.split(words):
        kinds = dict.fromkeys((*kinds_in(item), *kinds_in(" ; ".join(_headings(reading, item)))))
        yield from kinds
        own = squeeze(item).strip(_POINTS)
        while (shorter := _LEAD.sub("", own).strip(_POINTS)) != own:
            own = shorter
        if (
            own_words
            and not kinds
            and len(own) <= _LONGEST_TEXT
            and (own.count(" ") > 1 or _REFERENCE.match(own))
            and not _VAGUE.search(own)
        ):
            yield own


def _headings(reading: Reading, words: str) -> Iterator[str]:
    """The headings of the clauses that ``words`` refer to by number, or of what holds them."""
    numbers = [number for match in _REFERENCE.finditer(words) for number in _ONE_NUMBER.findall(match[1])]
    if not numbers:
        return
    headings = {clause.number: clause.heading for clause in reading.contract.walk() if clause.number and clause.heading}
    for number in numbers:
        while number not in headings and _LAST_PART.search(number):
            number = _LAST_PART.sub("", number)
        yield headings.get(number, "")
