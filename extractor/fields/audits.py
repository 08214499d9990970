"""Who may audit whom, on which notice, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.fields.durations import Duration, find_durations
from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.whose import party_after, party_before
from extractor.types import Span

_OTHER_VERB = phrase(
    r"\b(?:dispute|contest|be|terminate|reject|return|refuse|withhold|charge|pay|disclose"
    r"|retain (?!an?\b)|exempt|participate|"
    r"object|provide|deliver|invoice|suspend|modify|change|reports?|results?|redact|limit|deny"
    r"|postpone|reschedule|defer|"
    r"assume|sign|attend|monies|receive|discuss|dispose|destroy|publish|elect|terminat\w+)\b"
)
_HAS_DONE = phrase(
    r"\b(?:conduct|perform|request|make|undertake|carry out|have (?:an?|the|its|such)|cause"
    r"|commission|order|access|entry|appoint|engage|employ|require|"
    r"retain|initiate|arrange|do)\b"
)
_OF_AN_AUDIT = phrase(r"\bverify the [^.;]{0,25}$")
_ARTICLE = phrase(r"\b(?:an?|the|such|any|each|its|of|for|this|that) $")
_REFUSED = phrase(r"\b(?:not|never)\b[^.;]{0,12}$")
_LET_IN = phrase(r"\b(?:to|access|right|rights|entry|visit|inspect|examine|audit|opportunity)\b")
_TOLD = phrase(
    r"\b(?:with [^.;]{0,30}cop(?:y|ies)|a copy|results?|reports?|lists?|statements?|notice of"
    r"|assistance|details|summar\w+|information on)\b"
)
MOST_RIGHTS = 6
_NEXT_SENTENCES = 4
_LOOKING = r"(?:audit|inspect|examin)(?:e|ing|ion|ions|ation|ations|s)?"
_CUE = phrase(rf"\b(?:{_LOOKING}|audited|inspected|examined)\b")
_LOOK = phrase(rf"\b{_LOOKING}\b")
_WORDS = ("audit", "inspect", "examin")
_OBJECT = phrase(
    r"\b(?:books?|records?|accounts?|documentation|documents|facilit(?:y|ies)|premises|sites?"
    r"|systems|ledgers?|processes|"
    r"procedures|compliance|operations|plants?|files|data|controls|offices?|computers?|use of the|royalt\w+|invoices|"
    r"manufactur\w+|statements?|reports?|locations?|warehouses?|usage|reporting|payments?|fees|costs|factory)\b"
)
_MAY = phrase(
    r"\b(?:may(?! not)|(?:shall|will) be (?:entitled|permitted|allowed)|(?:shall|will|shall also"
    r"|will also) have(?:,[^,.;]{1,80},)?"
    r" (?:the|a|full)? ?(?:sole )?(?:rights?|option|opportunity|power|access)|"
    r"(?:has|have|retains?|reserves?|is granted|are granted)"
    r" (?:the|a|full)? ?(?:reasonable )?(?:right|option|access|power)|(?:is|are) (?:entitled|permitted|allowed))\b"
    rf"(?=[^.;]{{0,260}}?\b{_LOOKING}\b)"
)
_PERMITS = phrase(
    r"\b(?:permits?|allows?|affords?|grants?(?: to)?|gives?|provides?|authori[sz]es?|enables?) "
    rf"(?=[^.;]{{0,260}}?\b{_LOOKING}\b)"
)
_AVAILABLE_TO = phrase(
    r"\b(?:available|accessible|access|open) (?:to|by) "
    rf"(?=(?:(?!\bother than\b|\bengaged\b)[^.;()]){{0,220}}?\b(?:for|to) (?:[a-z]+ ){{0,4}}?{_LOOKING}\b)"
)
_OPEN_TO = phrase(
    rf"\b(?:open|access|available|accessible|subject|made available|produced|submitted?"
    rf"|furnished?)\b[^.;]{{0,120}}?\b{_LOOKING}\b"
    r"(?:(?:,? (?:and|or|and ?/ ?or|copying|audit|inspection|examination|review|reproduction"
    r"|verification|at|during|all|"
    r"any|reasonable|times?|normal|regular|usual|business|hours|upon|prior|written|advance|notice|from|to|time|by|"
    r"duplication|photocopying)\b){0,14}),? by "
)
_DONE_BY = phrase(
    r"\b(?:to be|may be|shall be|can be|will be) (?:[a-z]+ (?:and|or|and/or) )?(?:audited|inspected|examined)"
    r"(?: (?:and|or|and/or) [a-z]+)?(?: (?:at|during|upon) [^.;,]{1,60}?)? by "
)
_NO_RIGHT = phrase(
    r"\b(?:financial statements (?:of|audited)|audited financial|registered public accounting"
    r"|stock(?:holder|ist)s? list|"
    r"fda|food and drug|governmental|government agenc\w+|regulatory authorit\w+|home inspection"
    r"|title to|board of directors|"
    r"prospectus|due diligence|registration statement|incoming|upon (?:receipt|delivery|arrival)|latent defects?|"
    r"finished goods|prior to (?:the )?ship\w+|inspect the [a-z ]{0,30}reports?|right to reject|acceptance (?:test|"
    r"inspection)|examination of the prospect)\b"
)
_NOTICE_AFTER = phrase(
    r"^'?s?'?\)? ?,? ?(?:(?:advance|prior|written|calendar|in|business|days?|working|reasonable) ?){0,6}"
    r"(?:notice|notification|notif\w+|written notice|prior notice|in advance|advance|prior written)"
)
_NOTICE_BEFORE = phrase(r"\b(?:notice|notif\w+|request|advance|prior)\b[^.;]{0,50}$")
_NO_NOTICE = phrase(
    r"\b(?:within|after receipt|cure|remed\w+|terminat\w+|pay\w*|maintain|retain|keep|preserve"
    r"|kept|following)\b[^.;]{0,40}$"
)
_COUNT = (
    r"(?P<times>once|twice|one \(1\) time|two \(2\) times|"
    rf"(?:{NUMBER})(?: \(\d\))? (?:times?|audits?|inspections?|such audits?|such))"
)
_FREQUENCY = phrase(
    rf"\b(?P<more>(?:not |no )?(?:more (?:often |frequently )?than|exceed|exceeding|in excess of"
    rf"|up to|limited to|maximum of|only)? ?){_COUNT}"
    r" ?(?:per|in|during|each|every|a|within|for|annually|for any|in respect of)? ?(?:any|each"
    r"|every|a|one|the|given|single|same)?"
    r" ?(?:(?:calendar|contract|fiscal|rolling|consecutive|license|agreement|royalty)[ -])?"
    rf"(?:(?P<number>{NUMBER})(?: \(\d{{1,2}}\))?[ -](?:consecutive |calendar )?)?(?P<unit>months?"
    rf"|years?|quarters?|year|annum|half-year|semester|annually)"
)
_ANNUALLY = phrase(
    r"\b(?:(?:not|no) more (?:frequently|often) than|at most|limited to once) (?P<unit>annually|quarterly|monthly)\b|"
    r"\b(?P<adjective>annual|quarterly) (?:audits?|inspections?)\b"
)
_PERIODS = {
    "month": 1,
    "quarter": 3,
    "year": 12,
    "annum": 12,
    "annually": 12,
    "quarterly": 3,
    "monthly": 1,
    "annual": 12,
    "half-year": 6,
    "semester": 6,
}
"""How many months each unit of ``_FREQUENCY`` and ``_ANNUALLY`` has."""
_TIMES = {"once": "1", "twice": "2"}


def find_audit_rights(reading: Reading) -> list[Candidate]:
    """The right of each party to audit the other, each once, with the notice and the frequency that go with it."""
    rights: dict[str, Candidate] = {}
    for sentence in reading.find(_CUE, *_WORDS):
        if not _OBJECT.search(sentence.text) or _NO_RIGHT.search(sentence.text):
            continue
        party = _holder(sentence.text)
        if party is None:
            continue
        right = _right(reading, sentence, party)
        known = rights.get(party.casefold())
        if known is None or _parts(right) > _parts(known):
            rights[party.casefold()] = right
    return list(rights.values())[:MOST_RIGHTS]


def _parts(right: Candidate) -> int:
    value: Any = right.value
    return sum(part is not None for part in value.values())


def _holder(text: str) -> str | None:
    """Who may audit, by the sentence that says so; None where it says nothing, or not who."""
    for match in _MAY.finditer(text):
        party = party_before(text, match.start())
        if party is not None and _goes_on_to_look(text, match.end() - len("access")):
            return party
    for pattern in (_PERMITS, _AVAILABLE_TO, _OPEN_TO, _DONE_BY):
        for match in pattern.finditer(text):
            party = party_after(text, match.end())
            refused = _REFUSED.search(text, max(0, match.start() - 20), match.start()) is not None
            if party is not None and not refused and (pattern is not _PERMITS or _is_let_in(text, match.end())):
                return party
    return None


def _goes_on_to_look(text: str, start: int) -> bool:
    """Whether what one may do is to audit, or to have it done; not to do something else about an audit."""
    found = _LOOK.search(text, start)
    if found is None:
        return False
    between = text[start : found.start()]  # the verb of the right itself, such as access, counts too
    does = found.group().lower() in ("audit", "inspect", "examine") and not _ARTICLE.search(between)
    return (
        not _OTHER_VERB.search(between)
        and not _OF_AN_AUDIT.search(between)
        and (does or bool(_HAS_DONE.search(between)))
    )


def _is_let_in(text: str, start: int) -> bool:
    """Whether what one is permitted is to look, and not to be told of an audit or its results."""
    found = _LOOK.search(text, start)
    between = text[start : found.start()] if found else ""
    return bool(_LET_IN.search(between)) and not _TOLD.search(between) and not _OTHER_VERB.search(between)


def _right(reading: Reading, sentence: Sentence, party: str) -> Candidate:
    notice, frequency, end = None, None, sentence.span.end
    for one in _said_of_it(reading, sentence):
        found_notice, found_frequency = _notice(one.text), _frequency(one.text)
        if (notice is None and found_notice) or (frequency is None and found_frequency):
            end = one.span.end
        notice, frequency = notice or found_notice, frequency or found_frequency
    value: dict[str, Any] = {"party": party, "notice": notice.iso if notice else None, "frequency": frequency}
    if notice is not None and notice.business:
        value["business"] = True
    return Candidate("audit_right", value, Span(sentence.span.start, end), "audit_right")


def _said_of_it(reading: Reading, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, and those next to it in its paragraph that go on about the audit."""
    yield sentence
    following = reading.after(sentence)
    for _ in range(_NEXT_SENTENCES):
        if following is None:
            return
        if _CUE.search(following.text):
            yield following
        following = reading.after(following)


def _notice(text: str) -> Duration | None:
    for found in find_durations(text):
        before, after = (
            text[max(0, found.span.start - 60) : found.span.start],
            text[found.span.end : found.span.end + 70],
        )
        is_notice = _NOTICE_AFTER.match(after) or _NOTICE_BEFORE.search(before)
        if found.duration.unit in ("day", "week", "month", "hour") and is_notice and not _NO_NOTICE.search(before):
            return found.duration
    return None


def _frequency(text: str) -> dict[str, str] | None:
    match = _FREQUENCY.search(text)
    if match is None:
        yearly = _ANNUALLY.search(text)
        if yearly is None:
            return None
        return {"times": "1", "period": _period(1, yearly["unit"] or yearly["adjective"])}
    times = _TIMES.get(match["times"].lower().split()[0]) or _count(match["times"])
    number = read_number(match["number"]) if match["number"] else 1
    if times is None or number is None:
        return None
    return {"times": times, "period": _period(int(number), match["unit"])}


def _count(words: str) -> str | None:
    number = read_number(re.sub(r"\s(?:times?|audits?|inspections?|such.*)$", "", words.lower()))
    return as_text(number) if number is not None else None


def _period(count: int, unit: str) -> str:
    months = count * _PERIODS[unit.lower().removesuffix("s")]
    return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
