"""Renewal: for how long, of its own accord or by choice, how often, and by when one must say no."""

from __future__ import annotations

import re

from extractor.fields.choosing import choose_each
from extractor.fields.durations import Duration, FoundDuration, find_durations
from extractor.fields.numbers import as_text, read_number
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.renewal_phrases import (
    ABOUT_THE_END,
    AGREED,
    AT_MOST,
    AUTOMATIC,
    BEFORE_THE_END,
    CAUSE,
    CUE,
    GOES_ON,
    HALF_YEARLY,
    LABELLED_NOTICE,
    LEAST_DAYS,
    LENGTH_BEFORE,
    LIMIT,
    MONTHLY,
    NO_LENGTH_AFTER,
    NON_RENEWAL,
    NONE,
    NOT_RENEWAL,
    NOT_THE_CONTRACT,
    NOTICE_AFTER,
    NOTICE_LABEL,
    OPTION,
    REFUSES,
    RENEWING,
    RUNS_ON,
    SAME_LENGTH,
    SUBJECT,
    SUCH_NOTICE,
    TO_RENEW,
    YEARLY,
)
from extractor.fields.term import initial_term_of
from extractor.fields.term_phrases import DEFINED_YEAR
from extractor.types import FieldValue

_MOST_RENEWALS = 50
"""More is a number of something else."""


def find_renewal(reading: Reading) -> list[Candidate]:
    """Renewal term, type, limit and notice period of the contract, from the sentence that speaks most plainly."""
    scored = [
        (weight, sentence)
        for sentence in reading.find(
            CUE,
            "renew",
            "exten",
            "successive",
            "additional",
            "consecutive",
            "-to-",
            "year to",
            "month to",
            "evergreen",
            "thereafter",
            "automatically",
            "prolong",
            "roll",
        )
        if (weight := _weight(reading, sentence)) >= 2 or (weight >= 1.2 and _says_both(sentence.text))
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].span.start))
    read: list[Candidate] = []
    for weight, sentence in scored[:4]:
        read += _read(sentence, weight)
        names = {candidate.name for candidate in read}
        if "renewal_term" not in names and SAME_LENGTH.search(sentence.text):
            read += _as_long_as_the_first(reading, sentence, weight)
        if "renewal_notice_period" not in names:
            notice = _next_notice(reading, sentence, weight)
            read += [notice] if notice is not None else []
    found = {candidate.name: candidate for candidate in choose_each(reading, read)}
    kind = found.get("renewal_type")
    if "renewal_notice_period" not in found:
        notice = _labelled_notice(reading) or _notice_elsewhere(reading, kind.value if kind else None)
        if notice is not None:
            found["renewal_notice_period"] = notice
    return list(found.values())


def _says_both(text: str) -> bool:
    """Whether the words say of themselves how it renews and for how long."""
    return _kind(text) is not None and _term_length(text) is not None


def _weight(reading: Reading, sentence: Sentence) -> float:
    text, heading = sentence.text, reading.heading(sentence.span.start)
    weight = 1.5 if SUBJECT.search(text) else 0.0
    weight += 1.0 if re.search(r"\bterm\b|renew|duration|extension", heading) else 0.0
    weight += 1.0 if AUTOMATIC.search(text) else 0.0
    weight += 0.8 if any(_renewal_lengths(text)) or YEARLY.search(text) else 0.0
    weight += 0.7 if re.search(r"\brenew", text, re.IGNORECASE) else 0.0
    weight += 1.5 if GOES_ON.search(text) else 0.0
    weight -= 1.0 if NOT_THE_CONTRACT.search(text) else 0.0
    weight -= 2.5 if NOT_RENEWAL.search(text) or DEFINED_YEAR.search(text) else 0.0
    return weight - 0.3 * sentence.span.start / max(1, len(reading.text))


def _read(sentence: Sentence, weight: float) -> list[Candidate]:
    text, span = sentence.text, sentence.span
    if NONE.search(text) and "automatic" not in NONE.sub("", text).lower():
        return [Candidate("renewal_type", "none", span, "renewal_none", weight)]
    found, kind = list[Candidate](), _kind(text)
    length = _term_length(text)
    if length is not None:
        method = "renewal_length" if kind == "automatic" else f"renewal_length_{kind or 'unclear'}"
        found.append(Candidate("renewal_term", length, span, method, weight))
    if kind is not None:
        found.append(Candidate("renewal_type", kind, span, f"renewal_{kind}", weight))
    limit = LIMIT.search(text)
    if limit is not None:
        count = read_number(limit[1])
        if count is not None and count == count.to_integral() and count < _MOST_RENEWALS:
            found.append(Candidate("renewal_limit", as_text(count), span, "renewal_count", weight))
    notice = None if kind == "by_agreement" else _notice(text)
    if notice is not None:
        found.append(Candidate("renewal_notice_period", notice, span, "renewal_notice", weight))
    return found


def _as_long_as_the_first(reading: Reading, sentence: Sentence, weight: float) -> list[Candidate]:
    """A renewal "for the same duration": as long as the initial term; empty where that is not stated."""
    first = initial_term_of(reading)
    if first is None:
        return []
    reason = (f"as long as the initial term, {first.value}",)
    return [Candidate("renewal_term", first.value, sentence.span, "renewal_same_length", weight, reason)]


def _term_length(text: str) -> str | None:
    lengths, yearly = _renewal_lengths(text), YEARLY.search(text)
    if lengths and not (yearly and AT_MOST.search(text[: lengths[0].span.start])):
        return lengths[0].duration.iso
    if yearly:
        return "P1Y"
    if HALF_YEARLY.search(text):
        return "P6M"
    return "P1M" if MONTHLY.search(text) else None


def _renewal_lengths(text: str) -> list[FoundDuration]:
    """Durations that say how long a renewal lasts: after the first word of renewal, and no notice."""
    word = RENEWING.search(text)
    if word is None:
        return []
    found = []
    for item in find_durations(text):
        after, before = text[item.span.end : item.span.end + 40], text[max(0, item.span.start - 70) : item.span.start]
        if item.span.end < word.start() or NOTICE_AFTER.search(after) or item.duration.days < LEAST_DAYS:
            continue
        if re.search(
            r"\b(?:at least|less than|later than|within|notice of|initial (?:term|period) of)\s{1,20}$",
            before,
            re.IGNORECASE,
        ):
            continue
        if (LENGTH_BEFORE.search(before) or before.rstrip().endswith(("(", ","))) and not NO_LENGTH_AFTER.search(after):
            found.append(item)
    return found


def _kind(text: str) -> str | None:
    if re.search(r"\bautomatic", text, re.IGNORECASE):
        return "automatic"
    if AGREED.search(text):
        return "by_agreement"
    if OPTION.search(text):
        return "option"
    return "automatic" if AUTOMATIC.search(text) or RUNS_ON.search(text) else None


def _notice(text: str, *, plainly: bool = False) -> FieldValue:
    """The notice that keeps the contract from renewing, or renews it; ``plainly`` where the words before say so."""
    if not plainly and not NON_RENEWAL.search(text):
        return None
    for item in find_durations(text):
        after, before = text[item.span.end : item.span.end + 60], text[max(0, item.span.start - 80) : item.span.start]
        if (
            NOTICE_AFTER.search(after)
            or (
                re.search(r"\bnotice\b", before, re.IGNORECASE)
                and re.match(
                    r"'?\s{0,20}(?:prior|before|in\s{1,20}advance|period\s{1,20}(?:prior|before))", after, re.IGNORECASE
                )
            )
            or NOTICE_LABEL.search(before)
        ):
            return _in_business_days(item.duration) if item.duration.business else item.duration.iso
    return None


def _in_business_days(length: Duration) -> FieldValue:
    return {"value": length.iso, "business": True}


def _next_notice(reading: Reading, sentence: Sentence, weight: float) -> Candidate | None:
    """The notice of the sentence that follows, where that is about not renewing."""
    following = reading.after(sentence)
    if following is None and not sentence.text.rstrip().endswith((".", ";", ":", '"', ")")):
        following = reading.sentence_at(min(sentence.span.end + 1, len(reading.text) - 1))  # broken by a page number
    if following is None or not ABOUT_THE_END.search(following.text):
        return None
    notice = _notice(following.text, plainly=SUCH_NOTICE.search(following.text) is not None)
    if notice is None:
        return None
    return Candidate("renewal_notice_period", notice, following.span, "renewal_notice_next", weight)


def _labelled_notice(reading: Reading) -> Candidate | None:
    """The notice that stands under a name of its own: "Non-renewal notice: 60 days"."""
    for sentence in reading.find(LABELLED_NOTICE, "renewal"):
        notice = _notice(sentence.text, plainly=True)
        if notice is not None:
            return Candidate("renewal_notice_period", notice, sentence.span, "renewal_notice_elsewhere")
    return None


def _notice_elsewhere(reading: Reading, kind: object) -> Candidate | None:
    """The notice by which another provision lets a side end the contract at the end of its term."""
    cue = {"automatic": BEFORE_THE_END, "option": REFUSES}.get(str(kind))
    for sentence in reading.find(cue, "expir", " end") if cue else ():
        asked = "notice" in sentence.text.lower() and not CAUSE.search(sentence.text)
        if asked and not TO_RENEW.search(sentence.text):
            notice = _notice(sentence.text)
            if notice is not None:
                return Candidate("renewal_notice_period", notice, sentence.span, "renewal_notice_elsewhere")
    return None
