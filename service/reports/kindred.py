"""What a family comes to for a business reader; the terminal and the page of ``family`` use the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from clause_library.families import (
    AmendedClause,
    Basis,
    Contradiction,
    Family,
    Member,
    Passage,
    Ranking,
    Role,
    Statement,
    Step,
    Superseded,
    TermInForce,
    Unresolved,
)
from clause_library.types import SEVERITIES, Severity
from service.reports.wording import counted, joined, moment, one_line, shortened, spoken, value_in_words

QUOTE_CHARS = 160
_ROLES: dict[Role, str] = {
    "master_agreement": "Master agreement",
    "other_agreement": "Agreement",
    "order_form": "Order form",
    "sla": "Service level agreement",
    "data_protection": "Data protection",
    "nda": "Non-disclosure",
    "exhibit": "Attachment",
    "amendment": "Amendment",
}
_BASES: dict[Basis, str] = {
    "stated": "by the order of precedence",
    "deferred": "the words themselves leave it to that document",
    "overridden": "its words set the other aside",
    "disputed": "clauses say both",
    "silent": "no clause says which prevails",
}
_IN_THE_WORDS = ("trigger", "trigger_text", "measurement_period", "mode")
_STEPS = {"replaced": "replaced", "deleted": "deleted", "reworded": "reworded", "added": "added to"}
_WHY = {"amended": "amended by", "deleted": "taken out by", "outranked": "gives way to", "restated": "restated by"}


def verdict(family: Family) -> str:
    """What the family comes to, in one sentence."""
    changed, clauses = changed_terms(family), amended(family)
    parts = [
        *([_contradicting(family)] if family.contradictions else []),
        *([f"{counted(len(changed), 'term')} changed since signing"] if changed else []),
        *([f"{counted(len(clauses), 'clause')} amended"] if clauses else []),
        *([f"{counted(len(family.unresolved), 'change')} to be read by a person"] if family.unresolved else []),
    ]
    said = of_one_deal(family)
    return f"{said}: {'; '.join(parts)}." if parts else f"{said}: nothing in them contradicts, nothing was amended."


def of_one_deal(family: Family) -> str:
    """How many documents there are, without those of another deal."""
    return f"{counted(len(family.members) - len(strangers(family)), 'document')} of one deal"


def strangers(family: Family) -> frozenset[str]:
    """The documents of another deal."""
    return frozenset(id for one in family.remarks if one.kind == "stranger" for id in one.members)


def _contradicting(family: Family) -> str:
    number = len(family.contradictions)
    undecided = sum(one.prevails is None for one in family.contradictions)
    if undecided == number:
        decided = "undecided" if number == 1 else "none of them decided"
    else:
        decided = f"{undecided} of them undecided" if undecided else "decided" if number == 1 else "all decided"
    return f"{counted(number, 'contradiction')}, {decided}"


def amended(family: Family) -> list[AmendedClause]:
    """The amended clauses of what was agreed, without those of amendments themselves."""
    units = {one.id for one in family.members if one.role != "amendment"}
    return [one for one in family.clauses if one.document in units]


def severity(family: Family) -> Severity:
    """How serious the worst is that a person must look at."""
    found: list[Severity] = [one.severity for one in family.contradictions]
    found += [one.severity for one in family.remarks]
    found += ["medium"] if family.unresolved else []
    return max(found, key=SEVERITIES.index, default="info")


def changed_terms(family: Family) -> list[TermInForce]:
    """The terms that an amendment changed, took out or brought."""
    changes = ("amended", "deleted", "restated")
    return [
        term for term in family.terms if is_new(family, term) or any(past.why in changes for past in term.superseded)
    ]


def is_new(family: Family, one: TermInForce) -> bool:
    """Whether an amendment alone states a term, and nothing did before."""
    return bool(one.stated) and not one.superseded and family.member(one.stated[0].member).role == "amendment"


def as_signed(family: Family) -> list[TermInForce]:
    """The terms that nothing touched."""
    return [
        term
        for term in family.terms
        if term.status == "in_force" and not term.superseded and not term.unresolved and not is_new(family, term)
    ]


def telling_first(family: Family) -> list[TermInForce]:
    """The terms: what is undecided first, then what is not as it was signed, then the rest."""
    order = {"undecided": 0, "removed": 1, "in_force": 2}
    still = {id(term) for term in as_signed(family)}
    return sorted(family.terms, key=lambda term: (order[term.status], id(term) in still))


def role(member: Member) -> str:
    """What a document is, in words."""
    return _ROLES[member.role]


def relation(family: Family, member: Member) -> str:
    """What a document has to do with the others."""
    if member.id in strangers(family):
        return "of another deal, left out"
    if member.restated_by:
        did = "rescinded" if member.role == "amendment" else "restated"
        return f"{did} by {label(family, member.restated_by)}, not in force"
    if member.amends:
        also = [one.document for one in family.clauses if any(done.by == member.id for done in one.steps)]
        return f"amends {joined([label(family, id) for id in dict.fromkeys((member.amends, *also))])}"
    if member.role == "amendment":
        return "amends a document that is not here"
    former = [label(family, one.id) for one in family.members if one.restated_by == member.id]
    if former:
        return f"restates {joined(former)}"
    return f"under {label(family, member.belongs_to)}" if member.belongs_to else ""


def label(family: Family, id: str) -> str:
    """How to name a document; two of one name are told apart by their date or file."""
    member = family.member(id)
    same = [one for one in family.members if one.label == member.label]
    if len(same) < 2:
        return one_line(member.label)
    dates = Counter(one.date for one in same)
    mark = moment(member.date) if member.date and dates[member.date] == 1 else one_line(member.name)
    return one_line(f"{member.label} ({mark})")


def place(family: Family, passage: Passage) -> str:
    """Where words stand: ``Order Form, section 3``."""
    return ", ".join(part for part in (label(family, passage.member), one_line(passage.where)) if part)


def places(family: Family, passages: Sequence[Passage]) -> str:
    """Where the words of one statement stand, each place once."""
    return joined(list(dict.fromkeys(place(family, one) for one in passages)))


def term(family: Family, one: TermInForce) -> str:
    """The name of a term, with its scope, and its document where several have such a term."""
    units = {other.unit for other in family.terms if (other.name, other.scope) == (one.name, one.scope)}
    apart = len(units) > 1 or family.member(one.unit).role in ("nda", "other_agreement")
    return _named(one.name, one.scope) + (f" ({label(family, one.unit)})" if apart else "")


def fact(one: Contradiction) -> str:
    """What two documents contradict each other about."""
    return _named(one.name, one.scope)


def _named(name: str, scope: str) -> str:
    return spoken(name) + (f", {one_line(scope)}" if scope and name != "fee" else "")  # a fee says its unit itself


def value(statement: Statement) -> str:
    """A value as a person reads it, without what its words tell as well."""
    told = statement.value
    if isinstance(told, dict):
        told = {part: said for part, said in told.items() if part not in _IN_THE_WORDS}
    return one_line(value_in_words(told))


def values(one: TermInForce) -> str:
    """What is in force, all that is undecided, or that there is nothing."""
    if one.status == "removed":
        return "none any more"
    if one.status == "undecided":
        return " or ".join(dict.fromkeys(value(statement) for statement in one.stated))
    return value(one.stated[0])


def derived(one: TermInForce) -> str:
    """From what a value was computed; ``""`` where it was read."""
    return one_line("; ".join(one.stated[0].derived_from)) if one.status == "in_force" else ""


def before(family: Family, one: TermInForce) -> list[str]:
    """What was in force before a term and why it is not any more; of one that an amendment brought, that it is new."""
    if is_new(family, one):
        return [f"nothing found before {label(family, one.stated[0].member)}"]
    return [past(family, before) for before in one.superseded]


def in_doubt(family: Family, one: TermInForce) -> str:
    """Whose change of the clause of a term could not be carried out, so that it may be another; ``""`` where none."""
    by = list(dict.fromkeys(label(family, change.by) for change in one.unresolved))
    return f"a change by {joined(by)} is to be read" if by else ""


def past(family: Family, one: Superseded) -> str:
    """What was in force before and why it is not any more."""
    by = label(family, one.by) if one.by else "an amendment"
    return f"{value(one.statement)} ({label(family, one.statement.member)}), {_WHY[one.why]} {by}"


def outcome(family: Family, one: Contradiction) -> str:
    """Which document prevails and why."""
    if one.prevails is None:
        return f"Undecided: {_BASES[one.basis]}"
    return f"{label(family, one.prevails)} prevails: {_BASES[one.basis]}"


def ranking(family: Family, one: Ranking) -> str:
    """That one document prevails over another, and for what."""
    scope = f" as to {joined([_scope(part) for part in one.scope])}" if one.scope else ""
    how = "" if one.basis == "stated" else ", as the later amendment"
    return f"{label(family, one.higher)} over {label(family, one.lower)}{scope}{how}"


def _scope(part: str) -> str:
    return spoken(part).lower() if part.replace("_", "").isalpha() and part.islower() else f"“{one_line(part)}”"


def level(family: Family, ids: Iterable[str]) -> str:
    """The documents of one level of precedence."""
    return " · ".join(label(family, id) for id in ids)


def groups(rankings: Sequence[Ranking]) -> list[tuple[list[Ranking], tuple[Passage, ...], str]]:
    """The rankings that rest on the same words, with these and the condition."""
    found: dict[tuple[object, ...], list[Ranking]] = {}
    for one in rankings:
        key = (one.basis, tuple((p.member, p.start) for p in one.passages), one.condition)
        found.setdefault(key, []).append(one)
    return [(group, group[0].passages, one_line(group[0].condition)) for group in found.values()]


def quote(passages: Sequence[Passage], chars: int = QUOTE_CHARS) -> str:
    """The words of some passages, shortened."""
    return shortened(" ".join(one.quote for one in passages), chars)


def clause(family: Family, one: AmendedClause) -> str:
    """The name of an amended clause, with its document where several were amended."""
    number = f"Section {one.number}" if one.number[:1].isdigit() else one.number
    where = one.original.where if one.original else ""
    name = " ".join(part for part in (one_line(number), one_line(one.heading)) if part)
    name = name or f"{where[:1].upper()}{where[1:]}" or "A clause"
    several = len({other.document for other in family.clauses}) > 1
    return f"{name}, {label(family, one.document)}" if several else name


def pieces(one: AmendedClause) -> list[tuple[str, Passage]]:
    """The words of an amended clause, each stretch with what stands before it and where it comes from."""
    found, at = [], 0
    for passage in one.passages:
        start = max(one.text.find(passage.quote, at), at)
        found.append((one.text[at:start], passage))
        at = start + len(passage.quote)
    return found


def sources(family: Family, one: AmendedClause) -> list[tuple[str, str]]:
    """The documents and places that the words of a clause come from, each once."""
    return list(dict.fromkeys((passage.member, place(family, passage)) for passage in one.passages))


def course(family: Family, one: AmendedClause) -> str:
    """What was done to a clause, amendment by amendment."""
    return "; ".join(step(family, done) for done in one.steps)


def step(family: Family, one: Step) -> str:
    """One step: what, by which amendment, from when."""
    done = "added" if one.kind == "added" and not one.before else _STEPS[one.kind]
    since = f" from {moment(one.from_day)}" if one.from_day else ""
    return f"{done} by {label(family, one.by)}{since}"


def unresolved(family: Family, one: Unresolved) -> str:
    """Why a change was not carried out."""
    return one_line(f"{one.reason[:1].upper()}{one.reason[1:]}")
