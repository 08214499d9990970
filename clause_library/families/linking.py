"""Which document another one names: what an amendment amends, under which agreement the rest was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.families.kinship import Known, parties_of
from clause_library.families.names import company, title_words
from clause_library.families.roles import Reference
from clause_library.families.sources import Source
from extractor.fields.dates import find_dates
from extractor.fields.phrasing import phrase
from extractor.types import Span

_ENOUGH = 0.6
"""From this likeness on, a title that a document names is that of another document of the family."""
_SAME_DATE = 1.0
_OTHER_DATE = -0.3
_BEFORE_CHARS, _BEHIND_CHARS = 60, 220
_OF_ANOTHER_AMENDMENT = phrase(
    r"\b(?:the|that|certain) (?:\w{1,12} )?amendment(?: no\.? ?\w{1,3})? to(?: the| that| certain){0,3} ?$"
)


@dataclass(frozen=True, slots=True)
class Link:
    """That one document amends, or was made under, another; ``dated`` is the date by which it names that, if any."""

    to: str
    said: Span
    dated: str | None


def strangers(family: Sequence[Known]) -> frozenset[str]:
    """The documents that have nothing to do with the others: no party, no name of a document, either way.

    None where that leaves fewer than two, and none of those that name no party.
    """
    words = {one.id: company(one.source.plain) for one in family}
    named = {one.id: [company(name) for name in parties_of(one.source)] for one in family}

    def tied(one: Known, other: Known) -> bool:
        return (
            any(name <= words[other.id] for name in named[one.id]) or _first(one, one.references, [other]) is not None
        )

    found = [
        one.id
        for one in family
        if named[one.id] and not any(tied(one, other) or tied(other, one) for other in family if other is not one)
    ]
    return frozenset(found) if len(family) - len(found) > 1 else frozenset()


def base_of(one: Known, family: Sequence[Known]) -> Link | None:
    """What an amendment amends; None where that is not among the documents, or cannot be told."""
    others = [other for other in family if other is not one]
    named = [reference for reference in one.references if reference.amends or one.nature.basis.covers(reference.span)]
    named.sort(key=lambda said: not one.nature.basis.covers(said.span))
    link = _first(one, [said for said in named if said.number is None or said.number != one.nature.number], others)
    if link is not None:
        return link
    told = [reference for reference in named if len(title_words(reference.title)) > 1]
    agreements = [other for other in others if other.nature.role in ("master_agreement", "other_agreement")]
    if len(agreements) == 1 and not told:
        said = named[0].span if named else one.nature.basis
        return Link(agreements[0].id, said, None)
    return None


def parent_of(one: Known, family: Sequence[Known]) -> Link | None:
    """The agreement under which an order form, an SLA or the like was made; None where none can be told."""
    above = [
        other for other in family if other is not one and other.nature.role in ("master_agreement", "other_agreement")
    ]
    link = _first(one, one.references, above)
    if link is not None:
        return link
    masters = [other for other in above if other.nature.role == "master_agreement"]
    if len(masters) == 1 and one.nature.role not in ("master_agreement", "other_agreement", "nda"):
        return Link(masters[0].id, one.nature.basis, None)
    return None


def _first(one: Known, named: Sequence[Reference], others: Sequence[Known]) -> Link | None:
    """The document that the first telling reference means, where that is called by its date if it is anywhere."""
    links = [link for reference in named if (link := _best(one, reference, others)) is not None]
    if not links:
        return None
    return next((link for link in links if link.dated and link.to == links[0].to), links[0])


def _best(one: Known, reference: Reference, others: Sequence[Known]) -> Link | None:
    """The document that a reference means; None where none is like it, or two are equally."""
    dated = _date_behind(one.source, reference.span)
    others_date = any(other.day == dated for other in (one, *others) if other.nature.role == "amendment")
    before = one.source.plain[max(0, reference.span.start - _BEFORE_CHARS) : reference.span.start]
    if others_date or _OF_ANOTHER_AMENDMENT.search(before):
        dated = None  # the date of an amendment to that document
    scored = [(_likeness(reference, dated, other), other) for other in others]
    best = max((score for score, _ in scored), default=0.0)
    if best < _ENOUGH:
        return None
    found = _latest(one, [other for score, other in scored if score == best])
    return None if found is None else Link(found.id, reference.span, dated)


def _latest(one: Known, alike: Sequence[Known]) -> Known | None:
    """The one that is meant of documents under one title: the last one that was made before; None where unclear."""
    if len(alike) < 2:
        return alike[0] if alike else None
    before = [other for other in alike if other.day and one.day and other.day <= one.day]
    restated = any(other.nature.restated for other in alike)
    return max(before, key=lambda other: other.day or "") if restated and before else None


def _likeness(reference: Reference, dated: str | None, other: Known) -> float:
    if (reference.number is not None) != (other.nature.role == "amendment"):
        return 0.0
    if reference.number is not None:
        return 1.0 if reference.number == other.nature.number else 0.0
    named, title = title_words(reference.title), title_words(other.nature.title or other.nature.label)
    shared = len(named & title) / max(1, len(named | title))
    initials = _by_initials(reference.title, other.nature.title)
    if initials or (named <= title and len(named) > 1):
        shared = max(shared, 0.9)
    if not shared or (len(named) == 1 and not initials):
        return 0.0
    known = dates_of(other)
    agreed = 0.0 if dated is None or not known else _SAME_DATE if dated in known else _OTHER_DATE
    return shared + agreed


def _by_initials(named: str, title: str) -> bool:
    """Whether ``MSA`` stands for ``Master Services Agreement``."""
    letters = "".join(word[0] for word in title.split() if word[0].isalpha())
    return named.isupper() and len(named) == 3 and letters.upper().startswith(named)


def dates_of(other: Known) -> frozenset[str]:
    """All dates that a document may be called by."""
    fields = (*other.source.fields("effective_date"), *other.source.fields("agreement_date"))
    return frozenset([*(str(field.value) for field in fields), *([other.day] if other.day else [])])


def _date_behind(source: Source, span: Span) -> str | None:
    """The date by which a document is named: ``the Agreement dated as of 5 May 2024``."""
    rest = source.plain[span.end : span.end + _BEHIND_CHARS]
    stop = min((place for place in (rest.find(". "), rest.find(";"), rest.find("\n")) if place >= 0), default=len(rest))
    for date in find_dates(rest[:stop]):
        before = rest[max(0, date.span.start - 40) : date.span.start].lower()
        if "amendment" in rest[: date.span.start].lower() or " is " in rest[: date.span.start].lower():
            return None
        if before.rstrip().endswith(("dated", "dated as of", "as of", "effective", "effective as of", "on", "of", ",")):
            return date.value
    return None
