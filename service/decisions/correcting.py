"""Makes a correction of what a person proposes: the machine's part comes from the review, never from the caller."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from datetime import datetime

from clause_library.types import Review
from extractor.types import Field, FieldValue, Span
from service.decisions.types import Correction, Proposal
from service.decisions.values import SHAPES, check_value
from service.errors import InvalidCorrection
from service.reports.wording import one_line, visible

PERSON_CHARS = 200
REASON_CHARS = 2_000
QUOTE_CHARS = 10_000
PASSAGE_CHARS = 1_000
"""Of the paragraph, on each side of the quote; some texts are one paragraph."""

_SUBJECTS = uuid.UUID("2f0d7c52-6f0e-4b67-9d0c-51a3c8f6a1de")
"""Any constant of our own: with it, the names of fields become ids."""


def subject_of(sha256: str, field: Field) -> uuid.UUID:
    """The id of a field that the machine read: equal in all reviews that read the same there of the same document."""
    value = json.dumps(field.value, sort_keys=True)
    return uuid.uuid5(_SUBJECTS, json.dumps([sha256, field.name, field.start, field.end, value]))


def correct(
    review: Review,
    proposal: Proposal,
    earlier: Sequence[Correction],
    *,
    review_id: uuid.UUID,
    engine: str,
    correction_id: uuid.UUID,
    time: datetime,
) -> Correction:
    """The correction that ``proposal`` comes to.

    :param earlier: what was said about the document before, oldest first.
    :param engine: what the review was made with.
    :raises InvalidCorrection: naming the part of the proposal that cannot be taken.
    """
    _check_parts(proposal)
    person = _said("person", one_line(proposal.person), PERSON_CHARS, needed=True)
    reason = _said(
        "reason", visible(proposal.reason).strip(), REASON_CHARS, needed=proposal.action in ("corrected", "rejected")
    )
    machine = None if proposal.index is None else _machine_field(review, proposal, proposal.index)
    addition = None if proposal.addition is None else _addition(earlier, proposal, proposal.addition)
    text = review.document.text
    place = _place(text, proposal, machine, addition)
    return Correction(
        id=correction_id,
        subject=_subject(review, machine, addition, correction_id),
        review_id=review_id,
        sha256=review.document.sha256,
        engine=engine,
        field=proposal.field,
        action=proposal.action,
        machine=machine,
        value=_value(proposal, machine, addition),
        quote=text[place.start : place.end],
        start=place.start,
        end=place.end,
        passage=text[_begin(text, place) : _finish(text, place)],
        passage_start=_begin(text, place),
        person=person,
        reason=reason,
        time=time,
    )


def _check_parts(proposal: Proposal) -> None:
    """Refuse parts that the action does not have, and miss those that it needs."""
    targets = [name for name in ("index", "addition") if getattr(proposal, name) is not None]
    if proposal.action == "added":
        _check_added(proposal, targets)
    elif len(targets) != 1:
        said = "say which field it is about: its index in review.fields, or the addition of a person; one of them"
        raise InvalidCorrection("index", said)
    if proposal.action in ("added", "corrected"):
        if proposal.value is None:
            raise InvalidCorrection("value", "the right value is needed")
        if proposal.quote is None and (proposal.start is not None or proposal.end is not None):
            raise InvalidCorrection("quote", "the words at that place are needed")
        return
    for part in ("value", "quote", "start", "end"):
        if getattr(proposal, part) is not None:
            raise InvalidCorrection(part, f"a field that is {proposal.action} keeps what it has; leave it out")


def _check_added(proposal: Proposal, targets: Sequence[str]) -> None:
    if targets:
        raise InvalidCorrection(targets[0], "a field that is added is none that is there already; leave it out")
    if proposal.field not in SHAPES:
        raise InvalidCorrection("field", "no field is called so; docs/fields.md lists the names")
    if proposal.quote is None:
        raise InvalidCorrection("quote", "the words of the contract that state the field are needed")


def _said(part: str, words: str, most: int, *, needed: bool) -> str:
    if needed and not words:
        raise InvalidCorrection(part, "is needed")
    if len(words) > most:
        raise InvalidCorrection(part, f"is longer than {most:,} characters")
    return words


def _machine_field(review: Review, proposal: Proposal, index: int) -> Field:
    if not 0 <= index < len(review.fields):
        there = f"the review has the fields 0 to {len(review.fields) - 1}" if review.fields else "the review has none"
        raise InvalidCorrection("index", there)
    field = review.fields[index]
    if field.name != proposal.field:
        raise InvalidCorrection("field", f"the field {index} of the review is {visible(field.name)}")
    return field


def _addition(earlier: Sequence[Correction], proposal: Proposal, subject: uuid.UUID) -> Correction:
    """The last word on a field that a person added."""
    found = [one for one in earlier if one.subject == subject and one.machine is None]
    if not found:
        raise InvalidCorrection("addition", "nobody has added a field with this id to the document")
    if found[-1].field != proposal.field:
        raise InvalidCorrection("field", f"that addition is {found[-1].field}")
    return found[-1]


def _subject(review: Review, machine: Field | None, addition: Correction | None, correction_id: uuid.UUID) -> uuid.UUID:
    if machine is not None:
        return subject_of(review.document.sha256, machine)
    return correction_id if addition is None else addition.subject


def _value(proposal: Proposal, machine: Field | None, addition: Correction | None) -> FieldValue:
    if proposal.action == "rejected":
        return None
    before = machine.value if machine is not None else addition.value if addition is not None else None
    if proposal.action == "confirmed":
        if before is None:
            raise InvalidCorrection("action", "it has no value to confirm; correct it, or add the field")
        return before
    value = check_value(proposal.field, proposal.value)
    if proposal.action == "corrected" and value == before:
        raise InvalidCorrection("value", "it has this value; confirm it instead")
    return value


def _place(text: str, proposal: Proposal, machine: Field | None, addition: Correction | None) -> Span:
    """Where the words stand: as the person says, else those of the field that it is about."""
    if proposal.quote is not None:
        return _found(text, proposal.quote, proposal)
    if machine is not None:
        return machine.span
    assert addition is not None, "what is added has a quote"
    if text[addition.start : addition.end] == addition.quote:
        return Span(addition.start, addition.end)
    return _found(text, addition.quote, proposal)


def _found(text: str, quote: str, proposal: Proposal) -> Span:
    """The place of the quote in the text of the contract."""
    if not quote.strip() or len(quote) > QUOTE_CHARS:
        raise InvalidCorrection("quote", f"expected 1 to {QUOTE_CHARS:,} characters of the contract")
    start = proposal.start
    if start is None:
        start = text.find(quote)
        if start >= 0 and text.find(quote, start + 1) >= 0:
            raise InvalidCorrection("start", "these words stand at several places; say where the right ones begin")
    if start < 0 or not text.startswith(quote, start):
        where = "there" if proposal.start is not None else "in the contract, letter by letter"
        raise InvalidCorrection("quote", f"these words do not stand {where}")
    if proposal.end not in (None, start + len(quote)):
        raise InvalidCorrection("end", "the quote does not end there; leave it out")
    return Span(start, start + len(quote))


def _begin(text: str, place: Span) -> int:
    """Where the paragraph of the place begins."""
    least = max(0, place.start - PASSAGE_CHARS)
    return max(least, text.rfind("\n", least, place.start) + 1)


def _finish(text: str, place: Span) -> int:
    """Where the paragraph of the place ends."""
    most = min(len(text), place.end + PASSAGE_CHARS)
    found = text.find("\n", place.end, most)
    return most if found < 0 else found
