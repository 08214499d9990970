"""What a reader of a family must know besides: documents that are missing, out of order, or of somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from clause_library.families.consolidating import Consolidated
from clause_library.families.facts import about_itself
from clause_library.families.kinship import Known, label_of
from clause_library.families.linking import Link, dates_of
from clause_library.families.names import company, same_company
from clause_library.families.types import Passage, Remark
from clause_library.families.values import comparable
from clause_library.types import Review
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_EXPLAINED = phrase(
    r"\b(?:successor|formerly|f/k/a|assign(?:ee|ed|or|ment|s)|affiliate|on behalf of|acting (?:for|through)"
    r"|novat\w{1,4}|merge[dr]?|renamed|now known|subsidiary)\b"
)
_DEAL = r"(?:agreement|contract|lease|msa|order form|statement of work|sow)"
_TERMINATES = phrase(
    rf"\b{_DEAL}\b(?:no\.|[^.;\"\n]){{0,60}}? (?:is|are|shall be) hereby (?:mutually )?(?:terminated|cancell?ed)\b"
    rf"|\bhereby (?:agree to |mutually )?(?:terminate|cancel) (?:the|this|that) [^.;\"\n]{{0,60}}?\b{_DEAL}\b"
)
_A_DOCUMENT = phrase(r"\b(?:agreement|addendum|amendment|order form|schedule|exhibit|annex)\b")
"""What a company is not called: the name of a document that was taken for a party."""
_AROUND_CHARS = 260

_OF_THE_OPENING = frozenset({"party_pair", "party_defined", "party_preamble"})
"""Methods of party fields that read a contract's opening."""


def same_documents(reviews: Sequence[Review], family: Sequence[Known]) -> Iterator[Remark]:
    """Files that hold the same words as another one."""
    kept = {one.source.review.document.text: one for one in family}
    for review in sorted(reviews, key=lambda one: one.document.name):
        one = kept[review.document.text]
        if review is one.source.review:
            continue
        message = f"{review.document.name} has the same words as {one.source.review.document.name} and is left out."
        yield Remark("same_document", "info", message, (one.id,), ())


def strangers(family: Mapping[str, Known], apart: frozenset[str]) -> Iterator[Remark]:
    """Documents that are of another deal."""
    for id in sorted(apart):
        message = (
            f"{family[id].source.review.document.name} names no party and no document of the others, nor do they "
            f"name it: it is taken for one of another deal, and its terms are left out."
        )
        yield Remark("stranger", "high", message, (id,), (family[id].basis,))


def terminated(family: Mapping[str, Known], out: frozenset[str]) -> Iterator[Remark]:
    """Documents by which an agreement ends."""
    for id, one in family.items():
        found = _TERMINATES.search(one.source.plain) if id not in out and not one.nature.restated else None
        if found is not None:
            message = f"{label_of(one)} says that a contract is terminated: what follows holds until then only."
            yield Remark(
                "terminated", "high", message, (id,), (one.source.passage(one.source.sentence(found.start())),)
            )


def nothing_read(family: Mapping[str, Known], amendments: Iterable[str], made: Consolidated) -> Iterator[Remark]:
    """Those of the amendments in which no change was found."""
    for id in sorted(amendments):
        if not made.instructed.get(id):
            message = f"No change of a clause could be read in {label_of(family[id])}: a person must read it."
            yield Remark("nothing_read", "high", message, (id,), (family[id].basis,))


def missing_documents(
    family: Mapping[str, Known], amends: Mapping[str, Link], order: Mapping[str, Sequence[Known]]
) -> Iterator[Remark]:
    """Amendments whose agreement is not there, and amendments that the numbers of the others tell of."""
    for one in family.values():
        if one.nature.role == "amendment" and one.id not in amends:
            named = next((said for said in one.references if said.amends), None)
            what = f"“{named.title}”" if named else "an agreement"
            message = f"{label_of(one)} amends {what}, which is not among the documents."
            words = one.source.passage(named.span if named else one.nature.basis)
            yield Remark("missing_base", "high", message, (one.id,), (words,))
    for base, amendments in order.items():
        numbers = Counter(one.nature.number for one in amendments if one.nature.number)
        for number in (number for number, count in numbers.items() if count > 1):
            them = [one for one in amendments if one.nature.number == number]
            message = (
                f"{len(them)} amendments of {label_of(family[base])} bear the number {number}: check that both hold."
            )
            said = tuple(one.basis for one in them)
            yield Remark("same_number", "medium", message, tuple(one.id for one in them), said)
        missing = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
        if missing and not (len(missing) == 1 and any(one.nature.number is None for one in amendments)):
            which = " and ".join(f"No. {number}" for number in missing)
            those = "is" if len(missing) == 1 else "are"
            message = f"Amendment {which} {those} not among the documents: the terms in force may be others."
            last = max(amendments, key=lambda one: one.nature.number or 0)
            yield Remark("missing_amendment", "high", message, (base, last.id), (last.basis,))


def dates_and_order(
    family: Mapping[str, Known],
    links: Mapping[str, Link],
    order: Mapping[str, Sequence[Known]],
    unsure: frozenset[str],
) -> Iterator[Remark]:
    """Documents that name another by a date that it does not bear, and amendments that stand out of order."""
    for id, link in links.items():
        one, base = family[id], family[link.to]
        if link.dated and base.day and link.dated not in dates_of(base):
            message = (
                f"{label_of(one)} names {label_of(base)} by the date {link.dated}; the one given is of {base.day}."
            )
            yield Remark("other_date", "medium", message, (id, base.id), (one.source.passage(link.said),))
    for base_id, amendments in order.items():
        numbers = [(one.nature.number, one) for one in amendments if one.nature.number]
        for (first, earlier), (second, later) in pairwise(numbers):
            if first is not None and second is not None and first > second and earlier.day and later.day:
                message = (
                    f"{label_of(earlier)} has effect from {earlier.day}, before {label_of(later)} ({later.day}): "
                    "the dates decide here, not the numbers."
                )
                them = (base_id, earlier.id, later.id)
                yield Remark("out_of_order", "medium", message, them, tuple(_dated(earlier, later)))
    for id in sorted(unsure):
        message = f"{label_of(family[id])} has no date or number that tells its place; it was taken in the order shown."
        yield Remark("unknown_order", "high", message, (id,), (family[id].basis,))


def _dated(*known: Known) -> Iterator[Passage]:
    for one in known:
        if one.date is not None:
            yield one.source.passage(one.date[1])


def restatements(family: Mapping[str, Known], restated: Mapping[str, str]) -> Iterator[Remark]:
    """Documents that a restated one took the place of."""
    for old, new in restated.items():
        does = "rescinds" if family[old].nature.role == "amendment" else "restates"
        message = f"{label_of(family[new])} {does} {label_of(family[old])}, which is not in force any more."
        yield Remark("restated", "info", message, (new, old), (family[new].basis,))


def other_parties(family: Mapping[str, Known], above: Mapping[str, str]) -> Iterator[Remark]:
    """Documents that name a company which is no party to the agreement that they belong to."""
    for id, base in above.items():
        one, agreement = family[id], family[base]
        known = [name for name, _ in _parties(agreement)]
        own = _parties(one)
        if len(known) < 2 or not own or not any(same_company(name, other) for name, _ in own for other in known):
            continue
        for name, span in own:
            if (
                _A_DOCUMENT.search(name)
                or any(_is_of(name, other) for other in known)
                or _is_explained(one, span, name)
            ):
                continue
            message = (
                f"{label_of(one)} is with “{name}”, which is no party to {label_of(agreement)} "
                f"({' and '.join(known[:3])})."
            )
            yield Remark("other_party", "high", message, (id, base), (one.source.passage(span),))


def _parties(one: Known) -> list[tuple[str, Span]]:
    return [
        (squeeze(str(field.value["name"])), field.span)
        for field in one.source.fields("party")
        if isinstance(field.value, dict) and field.value.get("name") and field.method in _OF_THE_OPENING
    ]


def _is_of(name: str, other: str) -> bool:
    """Whether two names may be of one company: one may be a short form of the other."""
    if name.startswith(other):
        return True  # with words behind it that were taken for a part of it
    one, two = (frozenset(word for word in company(each) if not word.isdigit()) for each in (name, other))
    return one == two or (one < two and len(one) > 1)


def _is_explained(one: Known, span: Span, name: str) -> bool:
    """Whether the words around say how the company comes to be there."""
    text = one.source.plain
    around = text[max(0, span.start - _AROUND_CHARS // 2) : span.end + _AROUND_CHARS]
    return _EXPLAINED.search(around) is not None or not name


def of_their_own(family: Mapping[str, Known], amends: Mapping[str, Link]) -> Iterator[Remark]:
    """Amendments under another law than what they amend, and those that hold for a time only."""
    for id, link in amends.items():
        one, base = family[id], family[link.to]
        for field in about_itself(one, ("governing_law", "expiration_date")):
            if field.name == "expiration_date":
                message = f"{label_of(one)} itself ends on {field.value}: what it changed holds until then only."
                yield Remark("for_a_time", "high", message, (id,), (one.source.passage(field.span),))
                continue
            theirs = next(iter(base.source.fields("governing_law")), None)
            if theirs is not None and comparable(field.name, field.value) != comparable(field.name, theirs.value):
                message = (
                    f"{label_of(one)} is under the law of {field.value}, {label_of(base)} under that of {theirs.value}."
                )
                passages = (one.source.passage(field.span), base.source.passage(theirs.span))
                yield Remark("other_law", "medium", message, (id, base.id), passages)
