"""Says in plain words what a tracked field comes to, how much that weighs and who has to agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clause_library.approval_rules import SAID, quantity_in_words, type_in_words
from clause_library.deviations.severity import milder
from clause_library.types import AgreementType, FieldCondition, FieldProfile, TrackedField

MOST_NAMED = 4
"""Of several values; the fields and the library have all."""


def reason_of(
    tracked: TrackedField, profile: FieldProfile, agreement_type: AgreementType | None, notes: tuple[str, ...]
) -> TrackedField:
    """The same with its reason and ``notes``; where it departs, with severity and approver of the profile, and why.

    What could not be compared may be harmless, so it weighs no more than ``medium``.
    """
    why = (f"{profile.reason.rstrip('.')}.",) if tracked.departs and profile.reason else ()
    severity, approver = (profile.severity, profile.approver) if tracked.departs else ("info", None)
    if tracked.value is None and tracked.status != "missing":
        severity = milder(severity, "medium")
    return replace(
        tracked,
        reason=_what(tracked, profile, agreement_type),
        notes=(*why, *notes),
        severity=severity,
        approver=approver,
    )


def several_in_words(said: Sequence[str], *, departs: bool) -> str:
    """That the contract states several values, or one at several places; "" for one at one."""
    distinct = list(dict.fromkeys(said))
    if len(distinct) > 1:
        values = "" if any(words.startswith("“") for words in distinct) else f": {_named(distinct)}"
        which = "; the one that departs most counts" if departs else ""
        return f"The contract states {len(distinct)} values{values}{which}."
    return f"It stands at {len(said)} places." if len(said) > 1 else ""


def elsewhere_in_words(said: Sequence[str]) -> str:
    """What the contract says in places that do not count; "" for nothing."""
    return f"Elsewhere it says {_named(said)}; that does not count." if said else ""


def way_in_words(way: Sequence[FieldCondition]) -> str:
    """Conditions that must all hold: ``at least 12 months and at most 24 months``; a single value as it is."""
    return " and ".join(_condition_in_words(condition) for condition in way)


def _condition_in_words(condition: FieldCondition) -> str:
    values = (condition.value,) if isinstance(condition.value, str) else condition.value
    words = [quantity_in_words(condition, value, "").replace("_", " ") for value in values]
    if condition.operator == "one_of":
        return " or ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
    return f"{SAID[condition.operator]} {', '.join(words)}"


def _named(words: Sequence[str]) -> str:
    more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return ", ".join(words[:MOST_NAMED]) + more


def _what(tracked: TrackedField, profile: FieldProfile, agreement_type: AgreementType | None) -> str:
    if tracked.status == "missing":
        return f"The contract does not state it, which {type_in_words(agreement_type)} must."
    if tracked.status == "not_stated":
        return "The contract does not state it."
    said = tracked.in_words or "What it says"
    if tracked.value is None and not profile.standard and not profile.choices:
        return f"{said}." if tracked.in_words else "The contract states it."
    if tracked.value is None:
        said = f"{said} is not in a form that can be compared"
    standard = f"our standard is {tracked.standard}" if tracked.standard else "we have no standard for it"
    if tracked.status == "standard":
        return f"{said}: {standard}."
    if tracked.status == "not_allowed":
        allowed = [choice.label for choice in profile.choices]
        return f"{said}; we allow only {_named(allowed)}" + (f", and {standard}." if tracked.standard else ".")
    return f"{said}; {standard}."
