"""Who has to agree before we sign, with the deviations that each of them has to look at."""

from __future__ import annotations

from collections.abc import Sequence

from clause_library.types import SEVERITIES, Approval, Deviation, Library


def route(deviations: Sequence[Deviation], library: Library) -> tuple[Approval, ...]:
    """One approval a role, in the library's order of seniority; empty where nobody need agree.

    A deviation needs its own approver and, from the severities that the library escalates, the escalation's role too.
    What helps us and what is only for information needs nobody.
    """
    needed: dict[str, list[Deviation]] = {}
    for deviation in deviations:
        for role in _roles_for(deviation, library):
            needed.setdefault(role, []).append(deviation)
    approvals = [_approval(role, found, library) for role, found in needed.items()]
    return tuple(sorted(approvals, key=lambda approval: (approval.order, approval.role)))


def _roles_for(deviation: Deviation, library: Library) -> tuple[str, ...]:
    if not deviation.needs_attention:
        return ()
    rank = SEVERITIES.index(deviation.severity)
    escalated = [role for severity, role in library.escalations.items() if SEVERITIES.index(severity) <= rank]
    return tuple(dict.fromkeys([*([deviation.approver] if deviation.approver else []), *escalated]))


def _approval(role: str, deviations: Sequence[Deviation], library: Library) -> Approval:
    known = {approver.role: approver for approver in library.approvers}
    title = known[role].title if role in known else role.replace("_", " ")
    order = known[role].order if role in known else max((a.order for a in library.approvers), default=0) + 1
    worst = max((deviation.severity for deviation in deviations), key=SEVERITIES.index)
    first = deviations[0].title
    more = f" and {len(deviations) - 1} more" if len(deviations) > 1 else ""
    return Approval(
        role=role,
        title=title,
        order=order,
        severity=worst,
        reason=f"{first}{more}; the most serious is {worst}.",
        deviations=tuple(deviation.id for deviation in deviations),
    )
