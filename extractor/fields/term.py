"""The initial term and the expiration date: for how long the contract runs, and when it ends unless renewed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from extractor.fields.dates import FoundDate, find_dates, later
from extractor.fields.durations import Duration, FoundDuration, find_durations
from extractor.fields.numbers import NUMBER, ORDINAL, read_number, read_ordinal
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.types import Span

PERPETUAL = "perpetual"
"""The expiration date of a contract that runs until somebody ends it."""

LEAST_WEIGHT = 1.3
_TIME_WORDS = (
    "year",
    "month",
    "until",
    "through",
    "expir",
    "terminat",
    "perpet",
    "indefinit",
    "anniversary",
    "unlimited",
    "days",
)
_AGREEMENT = (
    r"(?:this|the|said) (?:\w+[ -]){0,4}?(?:agreement|contract|lease|licen[sc]e|amendment|addendum|joint venture|"
    r"arrangement|"
    r"jsma|appointment|mou|undertaking|covenant|letter|engagement|order|sow|plan)\b"
)
_CUE = phrase(
    r"\b(?:initial|original|primary|fixed|base|contract|stated|first) (?:\w+ )?(?:term|period)\b|"
    r"\bterm of (?:this|the)\b|\b(?:agreement|contract)'?s? term\b|"
    r"\"(?:initial |service |contract |subscription |services |agreement )?(?:term|period)\"|\bthe term (?:is|"
    r"shall|will|hereof|commences|begins|expires)|"
    r"\b(?:agreement|contract|lease|letter|amendment|joint venture|addendum|undertaking|jsma|appointment|"
    r"licen[sc]e|arrangement|obligations)\b[^.;]{0,130}\b"
    r"(?:continue|remain|expire|terminate|be (?:effective|in (?:full )?(?:force|effect)|binding|valid|for)|"
    r"in effect|commence|run|extend|"
    r"become effective|is effective|last|cease|end|has a term|is (?:valid|for|entered into for)|"
    r"will be (?:effective|valid))|"
    r"\bterm ?: |\b(?:expiration|expiry|termination|end) date ?\"?:|\bterm of [a-z]+ from\b|\bfor (?:an|"
    r"a) (?:initial |minimum |fixed )?(?:term|period) of\b"
)
_NOT_THE_TERM = phrase(
    r"\bsurviv|\bcure\b|\bremed(?:y|ied)|\binsurance\b|\bwarrant|\bnon-?solicit|\bnon-?compet|"
    r"\bafter (?:the )?(?:expiration|termination)\b|"
    r"\bfollowing (?:the )?(?:expiration|termination)\b|\bthereafter solicit|\bpayment terms?\b|\brecords\b|"
    r"\baudit|\binvoice|"
    r"\bdays' (?:prior )?(?:written )?notice\b|\bprior (?:written )?notice\b|\bbreach|\bdefault|\bemploy(?:ed|"
    r"ment)\b|\bhire\b|"
    r"\bforce majeure\b|\bpatent\b|\btrial\b|\bsell-off\b|\bwind-?down\b|\btransition (?:period|term)\b|"
    r"\bescrow\b|\bduring the term of this agreement and\b|\bsolicit|\b409A\b|"
    r"\bdiscretion to execute\b|\bseparation from service\b|\bfor the term of this agreement and\b|\bexclusiv"
)
_SAYS_TERM = phrase(
    rf"\b(?:the |an? )?(?:initial |original |primary |fixed |base )?(?:term|duration|period) (?:of|for) {_AGREEMENT}|"
    rf"\b{_AGREEMENT}[^.;]{{0,130}}\b(?:continue|remain|be effective|be in (?:full )?(?:force|effect)|be valid|"
    rf"be for|in (?:full force and )?effect|run|commences?|expires?|"
    r"has a term|is valid|is effective|becomes? effective|deemed effective|terminates? on|extend for|"
    r"(?:shall|will)(?: [a-z]+)? (?:terminate|expire))|\b(?:obligations?|restrictions|covenants|undertakings|"
    r"duty)[^.;]{0,90} (?:hereunder|herein|hereof|"
    r"under this agreement|confidential information)[^.;]{0,60} (?:terminates?|expires?)|"
    r"\"(?:[a-z]+ )?(?:term|period)\"|\binitial term\b|\b(?:expiration|expiry|end) date ?:|\bterm (?:shall mean|"
    r"means)\b|\bfixed term\b|\bthe term (?:shall|"
    r"will|is|hereof|commences)"
)
_UNTIL = phrase(
    r"\b(?:until|till|through(?: and including)?|to|and (?:shall |will )?(?:end|ends|ending|terminat\w+|expir\w+|"
    r"conclud\w+)|(?:shall |will |that |automatically ){0,4}(?:expires?|terminates?|end|ends|ending|expiring|"
    r"terminating|conclude)|"
    r"expir(?:y|ation)(?: date)?|end date|up to)(?: (?:and including|on|at|by|as of|upon|with|midnight(?: on)?|"
    r"the close of business on|11:59 p\.?m\.?(?: on)?|date of|is|the|automatically|its terms)){0,3} ?[:,(\"]{0,2} ?$"
)
_TERM_SPAN = phrase(
    r"(?:\b(?:term|period|duration)s? (?:of|for|is|shall be|will be|equal to)(?: (?:for|a|an|the|term|period|of|"
    r"initial|this|approximately|minimum|fixed|is|agreement|shall|will|be|at least|successive)){0,8} ?|"
    r"\b(?:for|of|runs?|lasts?|be|remain[^.;]{0,40} for)(?: (?:a|an|the|term|period|of|initial|further|minimum|"
    r"fixed|at least|total|entire|first|full|least)){0,6} ?|"
    r"\b(?:until|through|upon|on|after|in|expires?|terminates?)(?: (?:the|date|that|which|is|later|of|expiration|"
    r"end|a|an|day|last|falls|completion|automatically|period|passage|earlier|[(]?[ai][)])){0,8} ?|"
    r"\b(?:terminates?|expires?|force|effect|terminated)(?: automatically)?,? ?|\bterm ?[:-] ?|\b(?:initial|"
    r"contract) (?:term|period)\"? ?(?:\(?\"?[a-z ]{0,20}\"?\)? ?)?(?::|of|is|shall be|will be|means)? ?(?:a )?)$"
)
_AFTER_SPAN = phrase(
    r"^\"?\)?(?: (?:initial|fixed|contract))?,? ?(?:term|period|duration|from|after|following|commencing|"
    r"beginning|starting|of the|unless|\(|\.|,|;|and|with|subject|anniversary|provided|hereof|in length|$)"
)
_ANNIVERSARY = phrase(
    rf"({ORDINAL}|{NUMBER}-year)(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?:annual )?(?:anniversary|year anniversary)"
)
_PERPETUAL = phrase(
    r"\b(?:(?:in|for) perpetuity|perpetual(?:ly)?(?! licen[sc]e)|indefinite(?:ly)?|"
    r"unlimited (?:period|term|duration|time)|evergreen|not be terminable|"
    r"(?:until|unless and until|end when|ends? upon)(?: (?:it|this agreement|the agreement|such time as|is|are|"
    r"earlier|either|"
    r"duly|otherwise|the|unless|and|otherwise))* ?(?:terminat(?:ed|ion)|cancell?ed)(?! of the| date)|"
    r"until (?:such time as )?(?:either|one|any|both) (?:party|parties|of the parties)[^.;]{0,60}(?:terminat|"
    r"notice|notif|inform|cancel))"
)
_RENEWAL = phrase(
    r"\b(?:renew(?:al|ed|s|able)?|extend(?:ed|s)?(?! for an initial)|extension|successive|additional|thereafter|"
    r"further (?:term|period))\b[^.;]{0,50}$"
)
_START_EFFECTIVE = phrase(
    r"\b(?:effective date|date (?:hereof|of (?:this|the) (?:agreement|contract|letter)|"
    r"first (?:above )?(?:written|set forth)|(?:first )?(?:written|set forth|set out|listed|stated) above|"
    r"of (?:its |the )?(?:execution|signature|signing)|of (?:last|final) signature|on which this agreement)|"
    r"execution|commencement date|hereof|signing|start date|agreement date|execution date|contract date)\b"
)
_START_OTHER = phrase(
    r"\b(?:from|after|following|upon|commenc\w+ (?:on|with|upon)|begin\w* (?:on|with|upon)|starting (?:on|with)|"
    r"of the|since) (?:the |its |such |any )?(?:date (?:of|on which|that|when) )?(?:the )?"
    r"(?:first (?!above|written|set)|completion|opening|launch|delivery|deliver|commercial|closing|acceptance|"
    r"installation|approval|receipt|final|last|initial (?!term)|project|in-service|regulatory|[a-z]+ first|"
    r"[a-z]+ (?:delivers|receives|completes|commences)|company delivers|expiration|termination|each|grant|"
    r"disclosure|rig)"
)
_EITHER_END = phrase(r"\b(?:longer|later|latest|shorter) (?:of|to occur)\b|\bwhichever\b")
_NAMED_START = phrase(
    r"\b((?:[A-Z][a-z]+ ){0,3}(?:Effective|Commencement|Start|Launch|Closing|Execution|Agreement|Signing|"
    r"Beginning) Date)\b",
    exact_case=True,
)


def find_term(reading: Reading, effective: Candidate | None, agreement: Candidate | None) -> list[Candidate]:
    """The initial term and the expiration date, each from the sentence that speaks most plainly about it."""
    best: dict[str, Candidate] = {}
    for sentence in reading.find(_CUE, *_TIME_WORDS):
        for candidate in _read(reading, sentence, effective or agreement):
            known = best.get(candidate.name)
            if candidate.weight >= LEAST_WEIGHT and (known is None or candidate.weight > known.weight):
                best[candidate.name] = candidate
    length, end = best.get("initial_term"), best.get("expiration_date")
    if length is not None and end is not None and end.value == PERPETUAL and end.weight <= length.weight:
        del best["expiration_date"]
    return list(best.values())


def _weight(reading: Reading, sentence: Sentence, end: int) -> float:
    """How plainly a sentence, as far as its value at ``end``, is about the term of the contract."""
    text = sentence.text[: end + 30]
    heading = reading.heading(sentence.span.start)
    weight = 2.0 if _SAYS_TERM.search(text) else 0.0
    weight += 1.5 if re.search(r"\bterm\b|\bduration\b|effective|expiration|\bperiod\b", heading) else 0.0
    weight += 0.8 if re.search(r"\binitial\b|\bcommenc|\bbegin", text, re.IGNORECASE) else 0.0
    weight += 0.5 if re.search(r"\"(?:initial )?term\"", sentence.text, re.IGNORECASE) else 0.0
    weight -= 2.0 if _NOT_THE_TERM.search(text[-400:]) else 0.0
    return weight - 0.2 * sentence.span.start / max(1, len(reading.text))


def _read(reading: Reading, sentence: Sentence, start: Candidate | None) -> list[Candidate]:
    """What one sentence says: an end date, a length, or that there is no end."""
    text, span = sentence.text, sentence.span
    found = []
    length = _length(text)
    if length is not None:
        weight = _weight(reading, sentence, length.span.end)
        found.append(Candidate("initial_term", length.duration.iso, span, "term_length", weight))
    end = _end_date(text)
    if end is not None:
        weight = _weight(reading, sentence, end.span.end) + 0.5
        found.append(Candidate("expiration_date", end.value, span, "expiration_stated", weight))
    elif length is not None:
        found += _computed(reading, sentence, length, weight, start)
    elif (endless := _PERPETUAL.search(text)) is not None:
        weight = _weight(reading, sentence, endless.end()) - 0.5
        found.append(Candidate("expiration_date", PERPETUAL, span, "expiration_none", weight))
    return found


def _end_date(text: str) -> FoundDate | None:
    """A date after "until", "expires on" and the like."""
    for found in find_dates(text):
        before = text[max(0, found.span.start - 90) : found.span.start]
        if _UNTIL.search(before) and not _RENEWAL.search(before):
            return found
    return None


def _length(text: str) -> FoundDuration | None:
    """The duration of the term itself: not that of a renewal, a notice or a time limit."""
    for match in _ANNIVERSARY.finditer(text):
        count = read_ordinal(match[1]) or read_number(match[1])
        if count and not _RENEWAL.search(text[max(0, match.start() - 70) : match.start()]):
            return FoundDuration(Duration(Decimal(count), "year"), Span(*match.span()))
    for found in find_durations(text):
        before, after = (
            text[max(0, found.span.start - 110) : found.span.start],
            text[found.span.end : found.span.end + 40],
        )
        if _RENEWAL.search(before[-60:]) or re.match(
            r"'?\)?\s{0,20}(?:prior|advance|written|notice|before|'s?\s{1,20}notice)", after, re.IGNORECASE
        ):
            continue
        if re.match(
            r"'?\s{0,20}(?:after|following|from)\b[^.;,]{0,60}\b(?:terminat|expir|ends?\b|ended|disclos|receipt|notice)",
            text[found.span.end : found.span.end + 90],
            re.IGNORECASE,
        ):
            continue
        if found.duration.unit in ("minute", "hour") or (found.duration.unit == "day" and found.duration.count < 28):
            continue
        if _TERM_SPAN.search(before) and _AFTER_SPAN.search(after):
            return found
    return None


def _computed(
    reading: Reading, sentence: Sentence, length: FoundDuration, weight: float, start: Candidate | None
) -> list[Candidate]:
    """The end date as start plus length, where the contract says when the term starts."""
    begin, words = _start(reading, sentence, length, start)
    if begin is None:
        return []
    end = later(begin, length.duration)
    if end is None:
        return []
    reason = f"{words} {begin.isoformat()} + initial term {length.duration.iso} = {end.isoformat()}"
    return [Candidate("expiration_date", end.isoformat(), sentence.span, "expiration_computed", weight, (reason,))]


def _start(
    reading: Reading, sentence: Sentence, length: FoundDuration, start: Candidate | None
) -> tuple[date | None, str]:
    """The first day of the term: a date in the sentence, a defined date, or the effective date."""
    text, tail = sentence.text, sentence.text[length.span.end : length.span.end + 130]
    if _EITHER_END.search(text[: length.span.start]) or (_START_OTHER.search(tail) and not _starts_now(tail)):
        return None, ""
    for found in find_dates(text):
        if found.day is not None:
            return found.day, "term starts"
    named = _NAMED_START.search(tail) or _NAMED_START.search(text)
    if named and named[1] not in ("Effective Date", "Agreement Date", "Execution Date"):
        day = _defined_date(reading, named[1])
        if day is not None or named[1] not in ("Commencement Date", "Start Date"):
            return day, named[1]
    if _START_OTHER.search(text) and not _START_EFFECTIVE.search(text):
        return None, ""
    if start is None or not isinstance(start.value, str) or len(start.value) != len("2026-03-31"):
        return None, ""
    return date.fromisoformat(start.value), start.name.replace("_", " ")


def _starts_now(tail: str) -> bool:
    """Whether the first thing that the words after the length count from is the contract itself."""
    other, own = _START_OTHER.search(tail), _START_EFFECTIVE.search(tail)
    return own is not None and (other is None or own.start() <= other.end() + 12)


def _defined_date(reading: Reading, name: str) -> date | None:
    """The date that the contract defines under ``name``."""
    pattern = re.escape(name).replace(r"\ ", r"\s{1,20}")
    for match in re.finditer(rf"\"{pattern}\"", reading.text):
        before = list(find_dates(reading.text, max(0, match.start() - 60), match.start()))
        if before and before[-1].day:
            return before[-1].day
        after = next(find_dates(reading.text, match.end(), min(len(reading.text), match.end() + 60)), None)
        if after and after.day:
            return after.day
    return None
