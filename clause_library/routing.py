"""Who has to agree before we sign, with the deviations that each of them has to look at."""

from __future__ import annotations

from collections.abc import Sequence

from clause_library.approval_rules import HeldRule, rules_that_hold
from clause_library.types import SEVERITIES, AgreementType, Approval, Deviation, Library, TrackedField
from extractor.types import Field


def route(
    deviations: Sequence[Deviation],
    library: Library,
    fields: Sequence[Field] = (),
    agreement_type: AgreementType | None = None,
    tracked: Sequence[TrackedField] = (),
) -> tuple[Approval, ...]:
    """One approval a role, in the library's order of seniority; empty where nobody need agree.

    A deviation needs its own approver and, from the severities that the library escalates, the escalation's role too.
    What helps us and what is only for information needs nobody. On top come the roles of the library's approval rules,
    which look at the fields, the deviations and the type of agreement (None: nobody can tell) together; and those of
    ``tracked`` fields that depart, in the same way as deviations do, unless a deviation tells of the same value.
    """
    needed: dict[str, list[Deviation]] = {}
    for deviation in deviations:
        for role in _roles_for(deviation, library):
            needed.setdefault(role, []).append(deviation)
    departing: dict[str, list[TrackedField]] = {}
    for field in tracked:
        for role in _roles_for(field, library) if field.deviation is None else ():
            departing.setdefault(role, []).append(field)
    held: dict[str, list[HeldRule]] = {}
    for rule in rules_that_hold(library, fields, deviations, agreement_type):
        held.setdefault(rule.rule.role, []).append(rule)
    roles = dict.fromkeys([*needed, *departing, *held])
    approvals = [
        _approval(role, needed.get(role, []), departing.get(role, []), held.get(role, []), deviations, library)
        for role in roles
    ]
    return tuple(sorted(approvals, key=lambda approval: (approval.order, approval.role)))


def _roles_for(departure: Deviation | TrackedField, library: Library) -> tuple[str, ...]:
    if not departure.needs_attention:
        return ()
    rank = SEVERITIES.index(departure.severity)
    escalated = [role for severity, role in library.escalations.items() if SEVERITIES.index(severity) <= rank]
    return tuple(dict.fromkeys([*([departure.approver] if departure.approver else []), *escalated]))


def _approval(
    role: str,
    needed: Sequence[Deviation],
    departing: Sequence[TrackedField],
    held: Sequence[HeldRule],
    deviations: Sequence[Deviation],
    library: Library,
) -> Approval:
    known = {approver.role: approver for approver in library.approvers}
    title = known[role].title if role in known else role.replace("_", " ")
    order = known[role].order if role in known else max((a.order for a in library.approvers), default=0) + 1
    named = {deviation.id for deviation in (*needed, *(d for rule in held for d in rule.deviations))}
    severities = [*(deviation.severity for deviation in needed), *(rule.rule.severity for rule in held)]
    severities += [field.severity for field in departing]
    fields = (" ".join([f"{field.label}: {field.reason}", *field.notes]) for field in departing)
    return Approval(
        role=role,
        title=title,
        order=order,
        severity=max(severities, key=SEVERITIES.index),
        reason=" ".join([*_of_deviations(needed), *fields, *(rule.sentence for rule in held)]),
        deviations=tuple(deviation.id for deviation in deviations if deviation.id in named),
    )


def _of_deviations(deviations: Sequence[Deviation]) -> list[str]:
    if not deviations:
        return []
    worst = max((deviation.severity for deviation in deviations), key=SEVERITIES.index)
    more = f" and {len(deviations) - 1} more" if len(deviations) > 1 else ""
    return [f"{deviations[0].title}{more}; the most serious is {worst}."]
