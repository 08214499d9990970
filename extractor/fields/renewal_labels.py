"""Renewal by label: ``Further Terms: 2 x 5 years``, ``Renewal: none``, ``To stop renewal ... 1 month ahead``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.durations import FoundDuration, find_durations, find_short_durations
from extractor.fields.labels import Labelled, find_labelled
from extractor.fields.numbers import as_text, read_number
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading
from extractor.fields.renewal_phrases import LEAST_DAYS, MONTHLY, SAME_LENGTH, YEARLY
from extractor.fields.term import initial_term_of
from extractor.types import FieldValue

_RENEWAL_LABEL = phrase(
    r"(?:(?!domain|insurance|policy|support|certificate|warranty|permit|notice|last|to|"
    r"stop\w{0,9}|prevent\w{0,9}|cancel\w{0,9}|avoid\w{0,9}|non)[\w'-]{1,20} ){0,2}"
    r"(?:renewals?|renews|renewable|auto-?renew(?:al|s)?|extensions?|ext\.?|prolongation"
    r"|roll-?over|further terms?|renewal [a-z]{1,20} term|"
    r"options?|extension|optional)(?: (?:terms?|periods?|options?|type|years?|rights?))?(?: ?\([^()]{1,30}\))?|"
    r"after (?:that|the (?:initial |first )?term)|thereafter|then|at (?:the )?end of (?:the )?term|what happens next"
)
_NOTICE_LABEL = phrase(
    r"(?:to |how to )?(?:cancel|stop|opt[ -]?out|avoid|prevent|decline|refuse)\w{0,9}(?: (?:by|of|the|your|"
    r"auto\w{0,9}|renewal|renewing|notice|deadline|period|before|window|roll-?over)){0,4}|"
    r"(?:notice (?:of |period (?:of|for) )?)?non-?(?:renewal|extension)(?: notice)?(?: period| deadline)?|"
    r"(?:renewal )?opt[ -]?out(?: notice| deadline| period)?|(?:auto-?)?renewal (?:notice|cancellation)(?: period)?|"
    r"(?:cancellation|notice)(?: notice| deadline| period| window)? (?:of|to|for|before|against) (?:non-?renewal|"
    r"(?:the )?end of (?:the )?term|not renew|(?:end|stop|prevent|avoid|cancel) (?:the )?(?:auto-?)?renewal|expiry|"
    r"renewal|not renewing)|notice(?: period| required)?"
)
_LABEL = re.compile(f"(?P<renewal>{_RENEWAL_LABEL.pattern})|(?P<notice>{_NOTICE_LABEL.pattern})", re.IGNORECASE)
_LABEL_WORDS = (
    "renew",
    "exten",
    "ext",
    "prolong",
    "roll",
    "further",
    "option",
    "after",
    "then",
    "end of",
    "cancel",
    "stop",
    "opt",
    "avoid",
    "prevent",
    "decline",
    "refuse",
    "notice",
    "next",
)
_PLAIN_NOTICE = phrase(r"notice(?: period| required)?")
_BEFORE_END = phrase(r"\b(?:before|prior to|ahead of|of) (?:the )?(?:end|expiry|expiration|renewal|term|anniversary)\b")
_NOTICE = phrase(
    r"(?:^'?s?'?\)? ?(?:prior|advance|written|notice|before|ahead|in advance|beforehand|'s? notice|or more before))"
)
_NONE = phrase(r"\W{0,3}(?:none|no|nil|n/a|not (?:applicable|renewable|available|permitted)|does not|without|never)\b")
_AUTOMATIC = phrase(
    r"\b(?:auto\w*|auto-\w+|evergreen|rolling|rolls?|renews|tacit\w*|unless|month[ -](?:to|by)[ -]month|"
    r"year[ -](?:to|by)[ -]year|yes|continues)\b"
)
_AGREED = phrase(
    r"\b(?:mutual\w*|negotiat\w+|agree\w*|amendment|consent|jointly|both (?:parties|sides)|signed)\b(?! to\b)"
)
_OPTION = phrase(r"\b(?:options?|optional|may|can|election|discretion|right|request)\b")
_TIMES = phrase(r"^(?:up to )?(?P<count>\d{1,2}|\w+ \(\d{1,2}\)|one|two|three|four|five) ?(?:x|×|times) ")
_WEIGHT = 3.4
_LEAD_CHARS = 60


def find_labelled_renewals(reading: Reading) -> Iterator[Candidate]:
    """What stands beside labels of renewal.

    A length under a bare "Notice" is that of non-renewal only where it counts back from the end of the term.
    """
    for found in find_labelled(reading, _LABEL, *_LABEL_WORDS):
        if _RENEWAL_LABEL.fullmatch(found.label):
            same = SAME_LENGTH.search(found.value) is not None
            first = initial_term_of(reading) if same else None
            yield from _renewal(found, _weight(reading, found), str(first.value) if first else None)
        elif not _PLAIN_NOTICE.fullmatch(found.label) or _BEFORE_END.search(found.value):
            lengths = _lengths(found.value)
            if lengths and lengths[0].span.start < 40:
                weight = _weight(reading, found)
                yield Candidate(
                    "renewal_notice_period", _value(lengths[0]), found.sentence.span, "renewal_notice", weight
                )


def _weight(reading: Reading, found: Labelled) -> float:
    return _WEIGHT - 0.3 * found.sentence.span.start / max(1, len(reading.text))


def _renewal(found: Labelled, weight: float, first: str | None) -> Iterator[Candidate]:
    value, span = found.value, found.sentence.span
    kind = _kind(found)
    lengths = _lengths(value)
    long = [item for item in lengths if not _is_notice(value, item) and item.duration.days >= LEAST_DAYS]
    counted = bool(long) and long[0].span.start < _LEAD_CHARS
    length = long[0].duration.iso if counted else _said_length(value, first)
    if kind is None and not (length and _says_renewal(found.label)):
        return
    if kind is not None:
        yield Candidate("renewal_type", kind, span, f"renewal_{kind}", weight)
    if kind == "none":
        return
    if length is not None:
        method = "renewal_length" if kind == "automatic" else f"renewal_length_{kind or 'unclear'}"
        reason = (f"as long as the initial term, {first}",) if first is not None and not counted else ()
        yield Candidate("renewal_term", length, span, method, weight, reason)
    times = _TIMES.search(value)
    count = read_number(times["count"]) if times is not None else None
    if count is not None:
        yield Candidate("renewal_limit", as_text(count), span, "renewal_count", weight)
    notice = next((item for item in lengths if _is_notice(value, item)), None)
    if notice is not None and kind == "automatic":
        yield Candidate("renewal_notice_period", _value(notice), span, "renewal_notice", weight)


def _says_renewal(label: str) -> bool:
    return re.search(r"renew|exten|prolong|further", label) is not None


def _kind(found: Labelled) -> str | None:
    value, label = found.value, found.label
    asks_length = bool(_lengths(value)) or _said_length(value, "P1Y") is not None
    if _says_renewal(label) and _NONE.match(value):
        return "none"
    if _AGREED.search(value) and not re.search(r"\bauto", value, re.IGNORECASE):
        return "by_agreement" if asks_length or _says_renewal(label) else None
    if _AUTOMATIC.search(value):
        return "automatic" if _says_renewal(label) or asks_length else None
    if _says_renewal(label) and "auto" in label:
        return "automatic"
    if asks_length and (_OPTION.search(value) or re.search(r"option|further", label)):
        says = _says_renewal(label) or re.search(r"\b(?:renew|exten|add|further|additional|term)", value, re.IGNORECASE)
        return "option" if says else None
    return None


def _said_length(value: str, first: str | None) -> str | None:
    """The length of a renewal that is said without a number."""
    if SAME_LENGTH.search(value):
        return first
    if YEARLY.search(value) or re.search(r"\b(?:annual(?:ly)?|yearly)\b", value, re.IGNORECASE):
        return "P1Y"
    return "P1M" if MONTHLY.search(value) else None


def _lengths(value: str) -> list[FoundDuration]:
    return sorted([*find_durations(value), *find_short_durations(value)], key=lambda item: item.span.start)


def _is_notice(value: str, item: FoundDuration) -> bool:
    before = value[max(0, item.span.start - 30) : item.span.start]
    return _NOTICE.search(value[item.span.end : item.span.end + 40].lstrip()) is not None or (
        re.search(r"\bnotice(?: of| period)?:?\s{0,3}$", before, re.IGNORECASE) is not None
    )


def _value(item: FoundDuration) -> FieldValue:
    length = item.duration
    return {"value": length.iso, "business": True} if length.business else length.iso
