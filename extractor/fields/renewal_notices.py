"""The notice that keeps a contract from renewing: of that sentence, the next one, or another provision."""

from __future__ import annotations

import re

from extractor.fields.durations import Duration, find_durations
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.renewal_notice_phrases import (
    ABOUT_THE_END,
    BEFORE_THE_END,
    CAUSE,
    LABELLED_NOTICE,
    NON_RENEWAL,
    NOTICE_AFTER,
    NOTICE_LABEL,
    REFUSES,
    SUCH_NOTICE,
    TO_RENEW,
)
from extractor.types import FieldValue


def notice_in(text: str, *, plainly: bool = False) -> FieldValue:
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


def next_notice(reading: Reading, sentence: Sentence, weight: float) -> Candidate | None:
    """The notice of the sentence that follows, where that is about not renewing."""
    following = reading.after(sentence)
    if following is None and not sentence.text.rstrip().endswith((".", ";", ":", '"', ")")):
        following = reading.sentence_at(min(sentence.span.end + 1, len(reading.text) - 1))  # broken by a page number
    if following is None or not ABOUT_THE_END.search(following.text):
        return None
    notice = notice_in(following.text, plainly=SUCH_NOTICE.search(following.text) is not None)
    if notice is None:
        return None
    return Candidate("renewal_notice_period", notice, following.span, "renewal_notice_next", weight)


def labelled_notice(reading: Reading) -> Candidate | None:
    """The notice that stands under a name of its own: "Non-renewal notice: 60 days"."""
    for sentence in reading.find(LABELLED_NOTICE, "renewal"):
        notice = notice_in(sentence.text, plainly=True)
        if notice is not None:
            return Candidate("renewal_notice_period", notice, sentence.span, "renewal_notice_elsewhere")
    return None


def notice_elsewhere(reading: Reading, kind: object) -> Candidate | None:
    """The notice by which another provision lets a side end the contract at the end of its term."""
    cue = {"automatic": BEFORE_THE_END, "option": REFUSES}.get(str(kind))
    for sentence in reading.find(cue, "expir", " end") if cue else ():
        asked = "notice" in sentence.text.lower() and not CAUSE.search(sentence.text)
        if asked and not TO_RENEW.search(sentence.text):
            notice = notice_in(sentence.text)
            if notice is not None:
                return Candidate("renewal_notice_period", notice, sentence.span, "renewal_notice_elsewhere")
    return None
