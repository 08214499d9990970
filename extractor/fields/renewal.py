"""Renewal: for how long, of its own accord or by choice, how often, and by when one must say no."""

from __future__ import annotations

import re

from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.numbers import NUMBER, as_text, read_number
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence

_CUE = phrase(
    r"\b(?:renew(?:al|ed|s|able|ing)?\b|extend(?:ed|s)? (?:automatically|for|the (?:initial )?term|"
    r"this agreement|by|upon)|"
    r"extension (?:term|period|option)s?|option to extend|(?:successive|additional|"
    r"consecutive) (?:\w+ ){0,4}(?:\(\d+\) )?(?:[\w-]+ )?(?:term|period|year|month)s?\b|"
    r"year[ -]to[ -]year|month[ -]to[ -]month|evergreen|non-?renewal)"
)
_SUBJECT = phrase(
    r"\b(?:this|the|such|initial|current|original) (?:\w+ ){0,4}?(?:agreement|contract|term|lease|licen[sc]e|"
    r"period|franchise|venture|appointment|order|arrangement|subscription|jsma|amendment|mou)\b|"
    r"\bautomatic\w*\b|\b(?:renewal|extension|extended|successive) (?:term|period)s?\b|\bthereafter\b"
)
_NOT_RENEWAL = phrase(
    r"\b(?:domain name|insurance|policy|policies|letter of credit|patent|trademark registration|renewals? (?:and|"
    r"or) replacement|renewable energy|"
    r"debt|indebtedness|warranty|support renewal|permits?|confidential)\b"
)
_NOT_THE_CONTRACT = phrase(
    r"\b(?:books and records|retain|audit|royalt(?:y|ies)|month period in which|force majeure|board meetings|delivered|"
    r"clickthroughs|profiling term|year of the term|regulatory)\b"
)
_LENGTH_BEFORE = phrase(
    r"(?:\b(?:for|of|by|each|up to|successive|additional|further|consecutive|subsequent|renewal|extension|"
    r"extended|automatic\w*|another|period|term|one|\(1\)|two|\(2\)|three|\(3\)|\d|"
    r"on an?|a|an|equal|to|year|basis|more|not|least|rolling|optional|new|,) ?){1,3}[\"(]?$|\b(?:five|four|six|"
    r"ten)(?: \(\d+\))? $"
)
_LENGTH_AFTER = phrase(
    r"^'?s?\)? ?(?:each|term|period|renewal|extension|additional|successive|duration|increment|interval|basis|"
    r"option|unless|on the|upon|at|\(|\.|,|;|and|until|from|thereafter|subject|if|provided|with|following|by|or|"
    r"$|\[|in|in length|after)"
)
_NOTICE_AFTER = phrase(
    r"^'?s?'? ?(?:\)? )?(?:\(?(?:or more|written|advance|prior|in advance|before|notice|preceding|previous to|"
    r"but (?:not|no) more|or earlier)\b|(?:calendar )?(?:'|days)?'? (?:prior|written|notice|advance|before))"
)
_NON_RENEWAL = phrase(
    r"\b(?:not (?:to )?(?:be )?(?:further )?(?:renew|extend|continue)|non-?(?:renew|extension|continu)|"
    r"(?:intent(?:ion)?|desires?|wish(?:es)?|elects?|election|decision|desiring) (?:not|(?:to|of) (?:terminat|"
    r"cancel|discontinu|end))|"
    r"unless (?:it is |this agreement is |the agreement is |otherwise |sooner |earlier |"
    r"previously )*(?:terminated|cancell?ed|either|one|any|a party|such|notice|written|prior|"
    r"notified|(?-i:[A-Z])\w+ (?:gives|provides|notifies|elects|delivers|terminates|shall))|terminat\w+|"
    r"cancel\w*|contrary|object\w*|declin\w+|opt(?:s|ing)? out|does not)"
)
_OPTION = phrase(
    r"\b(?:option|right|elect(?:ion|s)?|may|entitled) (?:[\w,]+ ){0,8}?(?:renew|extend|renewal|extension)\b|"
    r"\boption(?:al)?\b|\brenew(?:al|ed)? at the (?:sole )?(?:option|election|discretion)"
)
_AUTOMATIC = phrase(
    r"\bautomatic\w*\b|\bshall (?:be )?(?:renew|extend)\w*\b|\bwill (?:be )?(?:renew|extend)\w*\b|\brenews\b|"
    r"\bevergreen\b|\bshall continue (?:thereafter|from year)|\bunless (?:either|one|a) party"
)
_AGREED = phrase(
    r"\b(?:mutual(?:ly)?|both parties|by (?:written )?agreement|agreed? (?:in writing|upon|by)|consent of)\b"
)
_NONE = phrase(
    r"\b(?:shall|will|may) not (?:be )?(?:automatically )?(?:renew|extend)(?:ed)?\b|\bno (?:right|option) (?:of|"
    r"to) renew"
)
_YEARLY = phrase(
    r"\b(?:year[ -]to[ -]year|annual(?:ly)? (?:renew\w*|basis|extension)|renew\w* annually|automatic annual|"
    r"yearly (?:renew\w*|basis)|annual renewals?|extended annually|"
    r"each year thereafter|successive (?:annual|yearly)|additional year\b|successive years|another year|"
    r"additional one-year)"
)
_MONTHLY = phrase(r"\bmonth[ -]to[ -]month|monthly basis|successive months")
_LIMIT = phrase(
    rf"\b(?:up to |for |maximum of )?(?:an? )?(?:additional |maximum of |total of )?({NUMBER}) (?:additional |"
    rf"successive |consecutive |further |optional |automatic ){{1,4}}(?:renewal |"
    rf"extension )?(?:\(?{NUMBER}\)?[ -])?(?:\w{{1,30}}[ -]){{0,3}}?(?:term|period|extension|renewal)s?"
)
_ABOUT_THE_END = phrase(
    r"\brenew|\bextend|\bextension|\b(?:prior to|before|preceding) (?:the )?(?:end|expiration|expiry) of (?:the|"
    r"any|such|its)"
)


def find_renewal(reading: Reading) -> list[Candidate]:
    """Renewal term, type, limit and notice period of the contract, from the sentence that speaks most plainly."""
    scored = [
        (weight, sentence)
        for sentence in reading.find(
            _CUE,
            "renew",
            "exten",
            "successive",
            "additional",
            "consecutive",
            "-to-",
            "year to",
            "month to",
            "evergreen",
        )
        if (weight := _weight(reading, sentence)) >= 2
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].span.start))
    found: dict[str, Candidate] = {}
    for weight, sentence in scored[:4]:
        for candidate in _read(sentence, weight):
            found.setdefault(candidate.name, candidate)
        if "renewal_notice_period" not in found:
            notice = _next_notice(reading, sentence, weight)
            if notice is not None:
                found["renewal_notice_period"] = notice
    return list(found.values())


def _weight(reading: Reading, sentence: Sentence) -> float:
    text, heading = sentence.text, reading.heading(sentence.span.start)
    weight = 1.5 if _SUBJECT.search(text) else 0.0
    weight += 1.0 if re.search(r"\bterm\b|renew|duration|extension", heading) else 0.0
    weight += 1.0 if _AUTOMATIC.search(text) else 0.0
    weight += 0.8 if any(_renewal_lengths(text)) or _YEARLY.search(text) else 0.0
    weight += 0.7 if re.search(r"\brenew", text, re.IGNORECASE) else 0.0
    weight -= 1.0 if _NOT_THE_CONTRACT.search(text) else 0.0
    weight -= 2.5 if _NOT_RENEWAL.search(text) else 0.0
    return weight - 0.3 * sentence.span.start / max(1, len(reading.text))


def _read(sentence: Sentence, weight: float) -> list[Candidate]:
    text, span = sentence.text, sentence.span
    if _NONE.search(text):
        return [Candidate("renewal_type", "none", span, "renewal_none", weight)]
    found = []
    length = _term_length(text)
    if length is not None:
        found.append(Candidate("renewal_term", length, span, "renewal_length", weight))
    kind = _kind(text)
    if kind is not None:
        found.append(Candidate("renewal_type", kind, span, f"renewal_{kind}", weight))
    limit = _LIMIT.search(text)
    if limit is not None:
        count = read_number(limit[1])
        if count is not None and count < 50:
            found.append(Candidate("renewal_limit", as_text(count), span, "renewal_count", weight))
    notice = _notice(text)
    if notice is not None:
        found.append(Candidate("renewal_notice_period", notice, span, "renewal_notice", weight))
    return found


def _term_length(text: str) -> str | None:
    lengths = _renewal_lengths(text)
    if lengths:
        return lengths[0].duration.iso
    if _YEARLY.search(text):
        return "P1Y"
    return "P1M" if _MONTHLY.search(text) else None


def _renewal_lengths(text: str) -> list[FoundDuration]:
    """Durations that say how long a renewal lasts: after the first word of renewal, and no notice."""
    word = re.search(r"\b(?:renew|exten[ds]|successive|additional|consecutive|thereafter)", text, re.IGNORECASE)
    if word is None:
        return []
    found = []
    for item in find_durations(text):
        after, before = text[item.span.end : item.span.end + 40], text[max(0, item.span.start - 70) : item.span.start]
        if item.span.end < word.start() or _NOTICE_AFTER.search(after) or item.duration.unit in ("hour", "minute"):
            continue
        if re.search(
            r"\b(?:at least|less than|later than|within|notice of|initial (?:term|period) of)\s{1,20}$",
            before,
            re.IGNORECASE,
        ):
            continue
        if (_LENGTH_BEFORE.search(before) or before.rstrip().endswith(("(", ","))) and _LENGTH_AFTER.search(after):
            found.append(item)
    return found


def _kind(text: str) -> str | None:
    if re.search(r"\bautomatic", text, re.IGNORECASE):
        return "automatic"
    if _AGREED.search(text):
        return "by_agreement"
    if _OPTION.search(text):
        return "option"
    return "automatic" if _AUTOMATIC.search(text) else None


def _notice(text: str) -> str | None:
    """The notice that keeps the contract from renewing, or that renews it."""
    if not _NON_RENEWAL.search(text):
        return None
    for item in find_durations(text):
        after, before = text[item.span.end : item.span.end + 60], text[max(0, item.span.start - 80) : item.span.start]
        if _NOTICE_AFTER.search(after) or (
            re.search(r"\bnotice\b", before, re.IGNORECASE)
            and re.match(r"'?\s{0,20}(?:prior|before|in\s{1,20}advance)", after, re.IGNORECASE)
        ):
            return item.duration.iso
    return None


def _next_notice(reading: Reading, sentence: Sentence, weight: float) -> Candidate | None:
    """The notice of the sentence that follows, where that is about not renewing."""
    following = reading.after(sentence)
    if following is None or not _ABOUT_THE_END.search(following.text):
        return None
    notice = _notice(following.text)
    if notice is None:
        return None
    return Candidate("renewal_notice_period", notice, following.span, "renewal_notice_next", weight)
