"""Governing law and venue, as plain names of jurisdictions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.choosing import choose_each
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.places import NATIONS, find_place, last_place
from extractor.fields.reading import Candidate, Reading, Sentence

_ACTS = (
    r"(?:(?:exclusively|solely|alone) )?(?:(?:(?:shall|will|must|is|are) )?(?:exclusively |solely |also |alone |to )?"
    r"(?:govern|control|apply|be (?:applied|applicable|used))|governs|controls|applies|"
    r"(?:is|are) (?:applicable|controlling|decisive))\b"
)
_ASIDE = r"(?: ?\([^()]{0,80}\)|, [^.;,]{1,80},)?"
_APPLYING = (
    rf"\blaws? of (?:the )?(?:[A-Z]\. ?){{0,3}}(?: ?(?-i:[A-Z])[\w'-]{{1,30}}| of| the| and){{1,8}}{_ASIDE} {_ACTS}|"
    rf"\b(?-i:[A-Z])\w+ (?:substantive )?laws?{_ASIDE} {_ACTS}"
)
"""That a law applies: "the laws of Ohio, without its conflict rules, govern", "Swiss law applies"."""
_TITLE = (
    r"(?:\b(?:governing|applicable|jurisdiction and|choice of|proper) law|\blaw(?= (?:and|&) (?:courts?|venue|forum|"
    r"jurisdiction)))(?: (?:and|&) (?:jurisdiction|courts?|venue|forum))? ?(?::|\||\.{2,80}|-(?= )) ?|"
    r"\blaw (?:applicable to|of) (?:this|the) [^.;]{2,40}\b(?:is|shall be|will be) (?:that|those) of |"
    r"\b(?:governing|applicable|proper) law(?: of (?:this|the) [^.;]{2,40})? (?:is|shall be|will be) "
)
"""What names the law beside it."""
_ALONE = (
    r"(?:(?<=[.:;)]\s)|^\W{0,5})(?:the )?(?:laws?|legislation) of (?:the )?(?-i:[A-Z])[^.;:,]{1,50}(?:\.|$)|"
    r"\bcourts of [^.;:,]{3,40} and (?:the )?laws? of (?-i:[A-Z])[^.;:,]{1,40}(?:\.|$)|"
    r"(?:(?<=[.:;)]\s)|^\W{0,5})(?-i:[A-Z]\w{1,20}(?: [A-Z]\w{1,20})?) law(?:\.|$)"
)
"""A law that is named without a verb: "Laws of the Republic of Kenya."."""
_CUE = phrase(
    r"\b(?:govern(?:ed|s|ing)?|controlled by|constru(?:ed|ction)|interpret(?:ed|ation)|enforced|"
    r"subject(?: exclusively| solely)? to|submit(?:s|ted)? to|"
    r"in accordance with|under|(?:according|pursuant) to|choose|chosen|proper law|"
    r"applicable law (?:is|shall be|of this))\b[^.;]{0,200}\b(?:laws?|legislation|jurisdiction)\b|"
    r"\b(?:law|legislation) of (?:the )?(?:republic of )?(?-i:[A-Z])\w+ (?:shall|will) apply\b|"
    r"\blaws? (?:of|in) [^.;]{1,120}\b(?:governs?|controls?|(?:shall|will|must) (?:exclusively |solely |also )?apply|"
    r"appl(?:y|ies) (?:exclusively |solely )?to (?:this|the|our|all|any) [^.;]{0,40}\b(?:agreement|contract|terms|"
    r"order|policy|dispute))|\blaws? of(?: (?!that\b|which\b)[\w',-]{1,30}){1,8} (?:appl(?:y|ies)|(?:is|are|"
    r"shall be) applicable)\b"
)
_LAW_FIRST = phrase(
    r"\b(?:[Ll]aw|LAW|[Ll]egislation)[Ss]?(?:"
    rf"{_ASIDE} {_ACTS}|"
    rf" of (?:the )?(?:[A-Z]\. ?){{0,3}}(?: ?[A-Z][\w'-]{{1,30}}| of| the| and){{1,8}}{_ASIDE} {_ACTS}|"
    r" of (?:the )?[A-Z][^.;:,]{1,50}(?:\.|$)|\.|$|(?: (?:and|&|AND) (?:\w{5,12}))? ?(?::|\||\.{2,80}|-(?= ))|"
    r" (?:applicable to|of) (?:this|the) [^.;]{2,40}\b(?:is|shall be|will be) (?:that|those) of |"
    r" (?:is|shall be|will be) )",
    exact_case=True,
)
"""What may name the governing law, by the words behind "law": those before it are looked at later."""
_LABEL = phrase(rf"{_TITLE}|\blaw: (?:the laws? of )?")
_NAMED_ALONE = phrase(_ALONE)
_HEADING = re.compile(r"\b(?:governing|applicable|choice of|proper) law|\blaw and jurisdiction|jurisdiction and law")
_SHORT_CHARS = 80
"""A clause under such a heading that is no longer only names the law."""
_FEDERATIONS = ("Canada", "Australia", "United States")
_APPLIES = phrase(
    r"\blaws? of(?: (?!that\b|which\b)[\w',-]{1,30}){1,8} (?:appl(?:y|ies)|(?:is|are|"
    r"shall be) applicable)\b(?! laws?\b)|"
    rf"{_APPLYING}|"
    r"\b(?:proper law|(?:subject|submit|elect|select|agree on|falls under|enforced under)"
    r"(?: exclusively| solely)?(?: to)? (?-i:[A-Z])\w+ (?:(?-i:[A-Z])\w+ )?(?:substantive )?law|"
    r"choose the law|legislation of)\b|"
    r"\b(?:determined|settled|decided|resolved) (?:according to|in accordance with|under|by)\b"
)
_LAW = phrase(
    r"\b(?:(?:internal|substantive|domestic|local|applicable|prevailing|procedural) ){0,4}"
    r"(?:laws?|statutes|legislation|regulations)"
    r"(?: and (?:decisions|regulations|judicial decisions|practices?|rules|statutes))?(?: \([^)]{0,60}\))?"
    r"(?:,? (?:but not|without|excluding|other than|and not)[^,]{0,80},)?"
    r" (?:of|in|in force in|in effect in|applying in|applicable in|prevailing in|"
    r"applicable to contracts[^.;]{0,60} in) "
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
_STRONG = phrase(
    r"\bthe parties (?:choose|agree on)\b|\bgovern(?:ed|ing|s)?\b|\bconstrued\b|\binterpreted\b|\bapplicable law\b"
)
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
_SEAT_CHARS = 80
_CAPITAL = re.compile(r"\b[A-Z]")
_VENUE_CUE = phrase(
    r"\b(?:exclusive|non-?exclusive|personal|sole) (?:[a-z]+ ){0,3}jurisdiction\b|\bvenue\b|"
    r"\bjurisdiction of (?:the|any) (?:[a-z]+ ){0,4}courts?\b"
)


def find_law(reading: Reading) -> list[Candidate]:
    """The law that governs the contract; the clause about it wins over a law mentioned in passing."""
    cues = (_CUE, _LAW_FIRST)
    sentences = {one.span.start: one for cue in cues for one in reading.find(cue, "law", "legislation")}
    found = [_law_of(reading, sentence) for sentence in sentences.values()]
    named = [*(one for one in found if one is not None and one.weight > _LEAST_WEIGHT), *_named_alone(reading)]
    return choose_each(reading, named)


def _named_alone(reading: Reading) -> Iterator[Candidate]:
    """The law that a clause under "Governing Law" names and says no more."""
    for clause in reading.contract.walk():
        if _HEADING.search(clause.heading.lower()) and 0 < len(clause.text) <= _SHORT_CHARS:
            place = find_place(reading.text, clause.span.start, reach=20)
            if place is not None:
                yield Candidate("governing_law", place, clause.span, "law_named", 1.0)


def find_venue(reading: Reading) -> list[Candidate]:
    """Where the courts sit that the parties agree on."""
    found = (_venue_of(sentence) for sentence in reading.find(_VENUE_CUE, "jurisdiction", "venue"))
    return choose_each(reading, [one for one in found if one is not None])


def _venue_of(sentence: Sentence) -> Candidate | None:
    found = (_seat(sentence.text, match.end()) for match in _VENUE.finditer(sentence.text))
    place = next((place for place in found if place is not None), None)
    return Candidate("venue", place, sentence.span, "venue_clause") if place else None


def _seat(text: str, start: int) -> str | None:
    """The place named next; the one behind it where that is the United States, whose courts sit in every state."""
    nation = find_place(text, start, reach=_SEAT_CHARS)
    if nation != "United States":
        return nation
    words = _CAPITAL.finditer(text, start, start + 2 * _SEAT_CHARS)
    places = (find_place(text, word.start(), reach=0) for word in words)
    return next((place for place in places if place not in (None, nation)), nation)


def _law_of(reading: Reading, sentence: Sentence) -> Candidate | None:
    alone = _NAMED_ALONE.search(sentence.text)
    place = last_place(alone.group(), len(alone.group())) if alone else None
    if place is not None:
        return Candidate("governing_law", place, sentence.span, "law_named", _weight(reading, sentence) + 1.0)
    for match in _LAW.finditer(sentence.text):
        before = sentence.text[: match.start()]
        if _ORGANISED.search(before) or _EXCEPTION.search(before):
            continue
        place = _law_place(sentence.text, match.end())
        if place is not None:
            weight = _weight(reading, sentence) - (1.0 if place == "United States" else 0.0)
            return Candidate("governing_law", place, sentence.span, "law_clause", weight)
    label = _LABEL.search(sentence.text)
    place = _labelled_place(sentence.text, label.end()) if label else None
    if place is not None:
        return Candidate("governing_law", place, sentence.span, "law_named", _weight(reading, sentence) + 1.0)
    thereof = _LAW_THEREOF.search(sentence.text)
    if thereof is not None:
        place = last_place(sentence.text, thereof.start())
        if place is not None:
            return Candidate("governing_law", place, sentence.span, "law_clause", _weight(reading, sentence))
    for match in _NAMED_LAW.finditer(sentence.text):
        words = squeeze(match[1]).lower()
        place = (
            NATIONS.get(words) or NATIONS.get(words.split()[-1]) or find_place(sentence.text, match.start(1), reach=3)
        )
        if place is not None and (_STRONG.search(sentence.text) or _APPLIES.search(sentence.text)):
            return Candidate("governing_law", place, sentence.span, "law_named", _weight(reading, sentence) - 0.5)
    return None


def _labelled_place(text: str, start: int) -> str | None:
    """The place or nation ("Irish") named at ``start``."""
    first = re.match(r"[A-Za-z]{1,20}", text[start : start + 20])
    return find_place(text, start, reach=20) or (NATIONS.get(first.group().lower()) if first else None)


def _law_place(text: str, start: int) -> str | None:
    """The jurisdiction named after "laws of"; a state named beside the United States is the law that is meant."""
    place = find_place(text, start, reach=60)
    if place not in _FEDERATIONS:
        return place
    beside = _STATE_BESIDE.search(text, start, start + 140)
    named = _NAMED_LAW.search(text, 0, start)
    part = (find_place(text, beside.end(), reach=3) if beside else None) or (
        find_place(text, named.start(1), reach=3) if named else None
    )
    return part or place


def _weight(reading: Reading, sentence: Sentence) -> float:
    heading = reading.topic(sentence.span.start)
    weight = 2.0 if re.search(r"governing|applicable law|choice of law|\blaw\b", heading) else 0.0
    weight += 1.5 if _STRONG.search(sentence.text) else 0.0
    weight += 1.0 if _SUBJECT.search(sentence.text) else 0.0
    weight += 1.1 if _APPLIES.search(sentence.text) else 0.0
    return weight - 0.1 * sentence.span.start / max(1, len(reading.text))
