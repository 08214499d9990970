"""Renewal: for how long, of its own accord or by choice, how often, and by when one must say no."""

from __future__ import annotations

import re

from extractor.fields.choosing import choose_each
from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.numbers import as_text, read_number
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.renewal_labels import find_labelled_renewals
from extractor.fields.renewal_notice_phrases import NOTICE_AFTER
from extractor.fields.renewal_notices import labelled_notice, next_notice, notice_elsewhere, notice_in
from extractor.fields.renewal_phrases import (
    AGREED,
    AT_MOST,
    AUTOMATIC,
    CUE,
    ENDS_BY_ITSELF,
    GOES_ON,
    HALF_YEARLY,
    LEAST_DAYS,
    LENGTH_BEFORE,
    LIMIT,
    MONTHLY,
    NAMED_RENEWALS,
    NO_LENGTH_AFTER,
    NONE,
    NOT_RENEWAL,
    NOT_THE_CONTRACT,
    OF_RENEWALS,
    OPTION,
    RENEWAL_WORD,
    RENEWING,
    RUNS_ON,
    SAME_LENGTH,
    SAYS_EXTENDED,
    SUBJECT,
    YEARLY,
)
from extractor.fields.term import initial_term_of
from extractor.fields.term_cues import CUE as TERM_CUE
from extractor.fields.term_phrases import DEFINED_YEAR, STATES_TERM

_ABOUT_IT, _NEAR_ENOUGH = 1.5, -0.3
_LONGEST_BESIDE = 600
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
            "monthly basis",
            "thereafter",
            "automatically",
            "prolong",
            "roll",
        )
        if (weight := _weight(reading, sentence)) >= 2 or (weight >= 1.2 and _says_enough(sentence.text))
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].span.start))
    read: list[Candidate] = []
    for weight, sentence in scored[:4]:
        read += _read(sentence, weight)
        names = {candidate.name for candidate in read}
        if "renewal_term" not in names and SAME_LENGTH.search(sentence.text):
            read += _as_long_as_the_first(reading, sentence, weight)
        if "renewal_notice_period" not in names:
            notice = next_notice(reading, sentence, weight)
            read += [notice] if notice is not None else []
    read += find_labelled_renewals(reading)
    found = {candidate.name: candidate for candidate in choose_each(reading, read)}
    kind = found.get("renewal_type")
    if "renewal_notice_period" not in found:
        notice = labelled_notice(reading) or notice_elsewhere(reading, kind.value if kind else None)
        if notice is not None:
            found["renewal_notice_period"] = notice
    return list(found.values())


def _says_enough(text: str) -> bool:
    """Whether the words say of themselves how it renews and for how long, that it does not, or that all must agree."""
    if len(text) > _LONGEST_BESIDE:
        return False
    if NONE.search(text) is not None:
        return True
    kind = _kind(text)
    return kind is not None and (
        _term_length(text) is not None or (kind == "by_agreement" and SAYS_EXTENDED.search(text) is not None)
    )


def _weight(reading: Reading, sentence: Sentence) -> float:
    text, heading = sentence.text, reading.heading(sentence.span.start)
    weight = _ABOUT_IT if SUBJECT.search(text) else 0.0
    weight += 1.0 if re.search(r"\bterm\b|renew|duration|extension", heading) else 0.0
    weight += 1.0 if AUTOMATIC.search(text) else 0.0
    weight += 0.8 if any(_renewal_lengths(text)) or YEARLY.search(text) else 0.0
    weight += 0.7 if re.search(r"\brenew", text, re.IGNORECASE) else 0.0
    weight += 1.5 if GOES_ON.search(text) else 0.0
    weight -= 1.0 if NOT_THE_CONTRACT.search(text) else 0.0
    weight -= 3.5 if NOT_RENEWAL.search(text) or DEFINED_YEAR.search(text) else 0.0
    if weight < _ABOUT_IT and weight >= _NEAR_ENOUGH and _is_by_the_term(reading, sentence):
        weight += _ABOUT_IT
    return weight - 0.3 * sentence.span.start / max(1, len(reading.text))


def _is_by_the_term(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence, or the one before it, says how long the contract runs, and this one how it goes on."""
    text = sentence.text
    if len(text) > _LONGEST_BESIDE or (_kind(text) is None and NONE.search(text) is None):
        return False
    if not (_term_length(text) or NONE.search(text) or SAME_LENGTH.search(text)):
        return False
    start = max(0, sentence.span.start - 2)
    before = reading.sentence_at(start).text if start else ""
    return any(STATES_TERM.search(words) and TERM_CUE.search(words) for words in (text, before))


def _read(sentence: Sentence, weight: float) -> list[Candidate]:
    text, span = sentence.text, sentence.span
    rest = NONE.sub("", text)
    if (
        NONE.search(text)
        and "automatic" not in rest.lower()
        and (_kind(rest) is None or RENEWAL_WORD.search(rest) is None)
    ):
        return [Candidate("renewal_type", "none", span, "renewal_none", weight)]
    found, kind = list[Candidate](), _kind(rest)
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
    notice = None if kind == "by_agreement" else notice_in(text)
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
    named = _before_renewals(text)
    if named is not None:
        return [named]
    word = RENEWING.search(text)
    if word is None:
        return []
    found = []
    for item in find_durations(text):
        after, before = text[item.span.end : item.span.end + 40], text[max(0, item.span.start - 70) : item.span.start]
        if item.span.end < word.start() or NOTICE_AFTER.search(after) or item.duration.days < LEAST_DAYS:
            continue
        if re.search(
            r"\b(?:at least|less than|later than|within|notice of|anticipation of|initial (?:term|period) of)\s{1,20}$",
            before,
            re.IGNORECASE,
        ):
            continue
        if (LENGTH_BEFORE.search(before) or before.rstrip().endswith(("(", ","))) and not NO_LENGTH_AFTER.search(after):
            found.append(item)
    return found


def _before_renewals(text: str) -> FoundDuration | None:
    """The length in "with automatic six-month renewals" and "two one-year extension options"."""
    if NAMED_RENEWALS.search(text) is None:
        return None
    return next((item for item in find_durations(text) if OF_RENEWALS.match(text[item.span.end :])), None)


def _kind(text: str) -> str | None:
    if re.search(r"\bauto(?:matic|-?renew)", ENDS_BY_ITSELF.sub("", text), re.IGNORECASE):
        return "automatic"
    if AGREED.search(text):
        return "by_agreement"
    if OPTION.search(text):
        return "option"
    text = ENDS_BY_ITSELF.sub("", text)
    return "automatic" if AUTOMATIC.search(text) or RUNS_ON.search(text) else None
