"""An option to renew: who may take it up, and how long before the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.fields.durations import FoundDuration, find_durations
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.renewal_phrases import NOT_RENEWAL
from extractor.fields.whose import acting_party, names_of
from extractor.types import FieldValue

_OPTION = phrase(
    r"\b(?:may|options?|right|entitled|elects?|election|can|wish(?:es)?|desires?)\b[^;]{0,200}?"
    r"\b(?:renew(?:al)?|extend|extension|prolong)\b|"
    r"\b(?:renew|extend)[^;]{0,160}\bby (?:giving|providing|delivering|sending|notifying|written notice)\b|"
    r"\bexercis\w+ (?:of )?(?:its|such|this|the|any|said|your|their|each|an) (?:[a-z]+ ){0,2}"
    r"(?:option|right|renewal|extension)"
)
_TAKES_UP = phrase(r"\b(?:renew(?:al|ed|s)?|extend(?:ed|s|ing)?|extensions?|options?|prolong\w*)\b")
_REFUSES = phrase(
    r"\bnot (?:to )?(?:be )?(?:further )?(?:renew|extend|continue)|\bnon-?renew|\bterminat(?:e|ed|ion|ing)\b(?! date)|"
    r"\bcancel|\bautomatic|\bunless\b|"
    r"\bboth parties\b|\bmutual|\bfails? to\b|\bpurchase (?:the|all)\b|\bfirst refusal\b|"
    r"\bdeliver\w* (?:schedule|dates?)\b"
)
_NOTICE = phrase(r"\b(?:notice|notif\w+|in writing|advis\w+|inform\w*|elect\w*)\b")
_BEFORE_THE_END = phrase(
    r"^'?s?'? ?\)?,? ?(?:n?or (?:not )?more than [^.;]{1,40}? (?:days|months|years) ?)?"
    r"(?:written |advance |notice |in advance |to [^.;]{1,40})?"
    r"(?:prior to|before|preceding|in advance of|previous to) (?:the )?(?:date (?:of|on which) )?"
    r"(?:scheduled |natural |original |actual )?"
    r"(?:(?:end|expiration|expiry|termination|conclusion|completion|lapse)\b|"
    r"(?:this|the) (?:agreement|term|lease|contract|initial term) (?:expires|ends|terminates)|"
    r"(?:such|that|the) (?:term|period) (?:expires|ends)|"
    r"(?:initial |then[- ]current |current )(?:term|period)\b(?! of))"
)
_NOT_LATEST = phrase(r"\b(?:not|nor?) (?:more|earlier|sooner) than (?:[a-z]+ ){0,2}\(?$|\bmost ?\(?$")
_ANOTHER_PAPER = phrase(
    r"\b(?:addendum|statement of work|order|lease|schedule|services?) may be (?:extended|renewed)\b"
)
_LONGEST_DAYS = 1_100


def find_renewal_option(reading: Reading, parties: Iterable[Candidate]) -> list[Candidate]:
    """The first statement of how long before the end an option to renew must be taken up; empty where none is made."""
    names = names_of(parties)
    for sentence in reading.find(_OPTION, "renew", "exten", "option", "prolong"):
        found = _option(sentence, names)
        if found is not None:
            return [found]
    return []


def _option(sentence: Sentence, names: frozenset[str]) -> Candidate | None:
    text = sentence.text
    if not _NOTICE.search(text) or not _TAKES_UP.search(text) or _REFUSES.search(text) or NOT_RENEWAL.search(text):
        return None
    if _ANOTHER_PAPER.search(text):
        return None
    lengths = [item for item in find_durations(text) if _is_latest(text, item)]
    if not lengths:
        return None
    length = min(lengths, key=lambda item: item.duration.days).duration
    value: FieldValue = {"party": acting_party(text, names), "notice": length.iso} | (
        {"business": True} if length.business else {}
    )
    return Candidate("renewal_option", value, sentence.span, "renewal_option")


def _is_latest(text: str, item: FoundDuration) -> bool:
    """Whether that long before the end is the last time to take it up."""
    short = item.duration.unit in ("day", "week", "month", "year") and item.duration.days <= _LONGEST_DAYS
    before = text[max(0, item.span.start - 40) : item.span.start]
    return bool(short and _BEFORE_THE_END.search(text[item.span.end : item.span.end + 110])) and not _NOT_LATEST.search(
        re.sub(r"\s{2,20}", " ", before)
    )
