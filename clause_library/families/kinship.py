"""The documents of a family: who each is, how it is named, and in which order amendments come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clause_library.agreement import NOT_COVERED
from clause_library.families.dating import date_of
from clause_library.families.names import ordinal
from clause_library.families.roles import OTHER_NAMES, Nature, Reference, nature_of, references
from clause_library.families.sources import Source
from clause_library.families.types import ROLES, Member, Passage
from clause_library.types import Review
from extractor.fields.numbers import ORDINAL
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_LABELS = {
    "master_agreement": "Agreement",
    "other_agreement": "Document",
    "order_form": "Order form",
    "sla": "Service level agreement",
    "data_protection": "Data protection agreement",
    "nda": "Non-disclosure agreement",
    "exhibit": "Exhibit",
    "amendment": "Amendment",
}


AN_AMENDMENT = phrase(
    rf"\b(?:(?P<ordinal>{ORDINAL}) amendment|amendment ?(?:no\.?|number|#)? ?(?P<number>\w{{1,6}}))\b"
)
_TAKES_BACK = phrase(r"\b(?:rescind|revok|cancel|annul|withdraw)\w{0,5}(?: the)? ?$")
_IS_TAKEN_BACK = phrase(
    r" (?:(?:is|be|shall|are|hereby|null and) ){1,4}"
    r"(?:rescinded|revoked|cancell?ed|annulled|withdrawn|void|terminated|deleted)\b"
)
_PART_OF = phrase(r"\b(?:of|to|in|under|by|with)(?: the| this)? ?$")


@dataclass(frozen=True, slots=True)
class Known:
    """A document, what it is, and what it names."""

    source: Source
    nature: Nature
    date: tuple[str, Span] | None
    references: tuple[Reference, ...]

    @property
    def id(self) -> str:
        """Its id in the family."""
        return self.source.id

    @property
    def basis(self) -> Passage:
        """The words that say what it is."""
        return self.source.passage(self.nature.basis)

    @property
    def day(self) -> str | None:
        """Since when it has effect."""
        return self.date[0] if self.date else None


def get_to_know(reviews: Sequence[Review]) -> tuple[Known, ...]:
    """Each document once, in an order that does not depend on that of the files, with an id that says what it is."""
    read = [_known(Source("", review)) for review in _distinct(reviews)]
    mains = any(one.nature.main for one in read)
    read = [_placed(one) if mains else one for one in read]
    read.sort(key=_by_role)
    counts: Counter[str] = Counter()
    found = []
    for one in read:
        base = f"amendment-{one.nature.number}" if one.nature.number else one.nature.role.replace("_", "-")
        counts[base] += 1
        name = base if counts[base] == 1 else f"{base}.{counts[base]}"
        found.append(replace(one, source=Source(name, one.source.review)))
    return tuple(found)


def _distinct(reviews: Sequence[Review]) -> list[Review]:
    """Each text once; of equal ones that whose name comes first."""
    found: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda one: (one.document.name, one.document.sha256)):
        found.setdefault(review.document.text, review)
    return list(found.values())


def _known(source: Source) -> Known:
    nature = nature_of(source)
    return Known(
        source=source,
        nature=nature,
        date=date_of(source, amends=nature.role != "master_agreement"),
        references=tuple(references(source)),
    )


def _placed(one: Known) -> Known:
    """Where one agreement calls itself the master, the other agreements are not."""
    if one.nature.role != "master_agreement" or one.nature.main:
        return one
    return replace(one, nature=replace(one.nature, role="other_agreement"))


def _by_role(one: Known) -> tuple[int, str, int, str, str]:
    nature = one.nature
    return (
        ROLES.index(nature.role),
        one.day or "9999",
        nature.number or 99,
        nature.title,
        one.source.review.document.sha256,
    )


def in_order(amendments: Sequence[Known]) -> tuple[tuple[Known, ...], frozenset[str]]:
    """Amendments of one document from the first to the last, and the ids of those whose place cannot be told.

    The day of effect decides, then the number. One without a day stands behind those with lower numbers.
    """
    dated = sorted((one for one in amendments if one.day), key=lambda one: (one.day or "", one.nature.number or 0))
    unsure: list[str] = []
    for one in sorted((one for one in amendments if not one.day), key=lambda one: one.nature.number or 99):
        number = one.nature.number
        before = [place for place, other in enumerate(dated) if number and (other.nature.number or 99) < number]
        if number is None or any(other.nature.number is None for other in dated):
            unsure.append(one.id)
        place = len(dated) if number is None else max(before, default=-1) + 1
        dated.insert(place, one)
    keys = Counter((one.day, one.nature.number) for one in dated)
    unsure += [one.id for one in dated if keys[(one.day, one.nature.number)] > 1]
    return tuple(dated), frozenset(unsure if len(dated) > 1 else [])


def rescinded(amendments: Sequence[Known]) -> Iterator[tuple[str, str]]:
    """By each of the amendments of one document that a later one takes back as a whole that later one."""
    for place, one in enumerate(amendments):
        for found in AN_AMENDMENT.finditer(one.source.plain):
            before = one.source.plain[max(0, found.start() - 40) : found.start()]
            taken_back = _TAKES_BACK.search(before) or (
                _IS_TAKEN_BACK.match(one.source.plain, found.end()) and not _PART_OF.search(before)
            )
            number = number_of(found)
            named = [other.id for other in amendments[:place] if number and other.nature.number == number]
            if taken_back and len(named) == 1:
                yield named[0], one.id


def number_of(amendment: re.Match[str]) -> int | None:
    """The number of an amendment that is named; None where that is no number."""
    return ordinal(amendment["ordinal"] or amendment["number"] or "")


def members(
    family: Sequence[Known], amends: Mapping[str, str], belongs: Mapping[str, str], restated: Mapping[str, str]
) -> Iterator[Member]:
    """What is told of each document."""
    for one in family:
        document = one.source.review.document
        yield Member(
            id=one.id,
            label=label_of(one),
            name=document.name,
            sha256=document.sha256,
            role=one.nature.role,
            title=one.nature.title,
            number=one.nature.number,
            date=one.day,
            basis=one.basis,
            dated=one.source.passage(one.date[1]) if one.date else None,
            amends=amends.get(one.id),
            belongs_to=belongs.get(one.id),
            restated_by=restated.get(one.id),
            parties=tuple(parties_of(one.source)),
            problems=tuple(problem for problem in document.problems if problem.code != NOT_COVERED),
        )


def parties_of(source: Source) -> Iterator[str]:
    """The names of the parties that a document gives."""
    for field in source.fields("party"):
        if isinstance(field.value, dict) and field.value.get("name"):
            yield str(field.value["name"])


def label_of(one: Known) -> str:
    """How to name a document in a sentence: ``Amendment No. 2``, ``Order Form``, ``Exhibit B``."""
    nature = one.nature
    title = squeeze(nature.title).removeprefix("and ")
    if nature.role == "amendment":
        if nature.number or OTHER_NAMES.fullmatch(title) is None:
            return f"Amendment No. {nature.number}" if nature.number else "Amendment"
    elif not title:
        return nature.label or _LABELS[nature.role]
    shown = title.title() if title.isupper() and len(title) > 4 else title
    for word in (" To ", " And ", " Of ", " For ", " The "):
        shown = shown.replace(word, word.lower()) if title.isupper() else shown
    return shown if len(shown) <= 60 else f"{shown[:57].rstrip()}…"
