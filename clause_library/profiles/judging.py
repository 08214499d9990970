"""Holds the fields of a contract against the library's profile: which choice each is, and whether it is standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clause_library.approval_rules import holds, quantity_in_words
from clause_library.deviations.reasons import excerpt
from clause_library.deviations.tolerances import is_listed, part_of
from clause_library.profiles.telling import elsewhere_in_words, reason_of, several_in_words
from clause_library.profiles.trackable import OTHER, OTHER_FORMS, kind_of
from clause_library.types import AgreementType, FieldCondition, FieldProfile, TrackedField, TrackedStatus
from clause_library.wording.values import parse_value
from extractor.types import Field

LOW_CONFIDENCE = 0.7
"""Below it a field is marked: look it up before you rely on it."""

_WORST_FIRST: Mapping[TrackedStatus, int] = {"not_allowed": 0, "outside": 1, "stated": 2, "standard": 3}


@dataclass(frozen=True, slots=True)
class Statement:
    """What one field of the contract is by its profile; ``gap`` is how far from the standard, in the value's own size.

    ``value`` None: it is not in a form that can be compared. ``caveat`` says why a person must look, empty where that
    is not so; ``elsewhere`` the other values that the contract states for it and that do not count.
    """

    index: int
    status: TrackedStatus
    choice: str | None
    value: str | None
    in_words: str
    gap: Decimal = Decimal(0)
    caveat: str = ""
    elsewhere: tuple[str, ...] = ()


def track(
    fields: Sequence[Field], profile: Sequence[FieldProfile], agreement_type: AgreementType | None
) -> tuple[TrackedField, ...]:
    """One for each field of the profile that this type of agreement is asked for, in the profile's order.

    ``agreement_type`` None: nobody can tell; then all are asked and none is called missing. Deviations are not looked
    at; :func:`clause_library.profiles.joining.joined` does.
    """
    asked = (one for one in profile if not one.agreement_types or agreement_type in (None, *one.agreement_types))
    return tuple(_tracked(one, fields, agreement_type) for one in asked)


def _tracked(profile: FieldProfile, fields: Sequence[Field], agreement_type: AgreementType | None) -> TrackedField:
    found = tuple(_statements(profile, fields))
    ordered = sorted(found, key=lambda one: (_WORST_FIRST[one.status], -one.gap, one.index))
    worst = ordered[0] if ordered else None
    absent: TrackedStatus = "missing" if profile.required and agreement_type is not None else "not_stated"
    made = TrackedField(
        name=profile.name,
        label=profile.label,
        status=worst.status if worst else absent,
        severity="info",
        reason="",
        choice=worst.choice if worst else None,
        value=worst.value if worst else None,
        in_words=worst.in_words if worst else "",
        standard=profile.standard_in_words,
        index=worst.index if worst else None,
        others=tuple(sorted(one.index for one in ordered[1:])),
        check=worst is not None and worst.caveat != "",
    )
    return reason_of(made, profile, agreement_type, _notes(ordered, made))


def _notes(ordered: Sequence[Statement], made: TrackedField) -> tuple[str, ...]:
    """What else to know of the statement that leads: other values, there and elsewhere, and why to look at it."""
    if not ordered:
        return ()
    said = [one.in_words for one in sorted(ordered, key=lambda one: one.index)]
    notes = (several_in_words(said, departs=made.departs), elsewhere_in_words(ordered[0].elsewhere), ordered[0].caveat)
    return tuple(note for note in notes if note)


def _statements(profile: FieldProfile, fields: Sequence[Field]) -> Iterator[Statement]:
    """The fields of the contract that the profile is about, as far as they state its part."""
    for index, field in enumerate(fields):
        if field.name == profile.field and all(holds(condition, field.value) for condition in profile.where):
            made = _statement(profile, index, field)
            if made is not None:
                yield made


def _statement(profile: FieldProfile, index: int, field: Field) -> Statement | None:
    kind = kind_of(profile.field, profile.part)
    if kind is None:
        return Statement(index, "stated", None, None, _quoted(field), caveat=_caveat(field))
    probe = FieldCondition(profile.field, "one_of", (), profile.part, _currency_of(profile))
    found = part_of(probe, field.value)
    if found is None:
        return _in_another_form(profile, index, field)
    listed = (condition for choice in profile.choices for condition in choice.when)
    if kind != "text" and parse_value(found) is None and not any(is_listed(found, one) for one in listed):
        return _incomparable(profile, index, field)
    choice = next((one.label for one in profile.choices if all(holds(c, field.value) for c in one.when)), None)
    return Statement(
        index=index,
        status=_status(profile, choice, field),
        choice=choice or (OTHER if profile.choices else None),
        value=found,
        in_words=_in_words(probe, found, field),
        gap=_gap(profile, found),
        caveat=_caveat(field),
        elsewhere=_elsewhere(probe, found, field),
    )


def _status(profile: FieldProfile, choice: str | None, field: Field) -> TrackedStatus:
    if profile.choices and choice is None and not profile.other_allowed:
        return "not_allowed"
    if not profile.standard:
        return "stated"
    kept = any(all(holds(condition, field.value) for condition in way) for way in profile.standard)
    return "standard" if kept else "outside"


def _in_another_form(profile: FieldProfile, index: int, field: Field) -> Statement | None:
    """A statement of the fact by another part: that is no value that we could compare, but the fact is stated."""
    forms = OTHER_FORMS.get(profile.field, ())
    value = field.value if isinstance(field.value, dict) else {}
    stated = profile.part in forms and any(value.get(part) is not None for part in forms)
    return _incomparable(profile, index, field) if stated else None


def _incomparable(profile: FieldProfile, index: int, field: Field) -> Statement:
    status: TrackedStatus = "outside" if profile.standard else "stated"
    if profile.choices and not profile.other_allowed:
        status = "not_allowed"
    choice = OTHER if profile.choices else None
    return Statement(index, status, choice, None, _quoted(field), caveat=_caveat(field) or "Please check what it says.")


def _caveat(field: Field) -> str:
    """Why the value alone is not to be relied on: it was read with little confidence, or is one limit of several."""
    if field.confidence < LOW_CONFIDENCE:
        return f"We are only {field.confidence:.0%} sure of this value: please check."
    value = field.value if isinstance(field.value, dict) else {}
    several = next((form for form in ("greater_of", "lesser_of") if value.get(form)), None)
    return "" if several is None else f"The contract says the {several.split('_')[0]} of several: please check."


def _elsewhere(probe: FieldCondition, found: str, field: Field) -> tuple[str, ...]:
    parts = (part_of(probe, other.value) for other in field.alternatives)
    words = [quantity_in_words(probe, part, "") for part in parts if part is not None]
    return tuple(dict.fromkeys(word for word in words if word != quantity_in_words(probe, found, "")))


def _gap(profile: FieldProfile, found: str) -> Decimal:
    """How far a quantity is from the nearest limit of the standard that it breaks; 0 where that cannot be said."""
    value = parse_value(found)
    if value is None:
        return Decimal(0)
    conditions = (condition for way in profile.standard for condition in way)
    limits = (parse_value(one.value) for one in conditions if isinstance(one.value, str))
    sizes = [abs(value.size - limit.size) for limit in limits if limit is not None and limit.kind == value.kind]
    return min(sizes, default=Decimal(0))


def _in_words(probe: FieldCondition, found: str, field: Field) -> str:
    business = isinstance(field.value, dict) and field.value.get("business") is True
    words = found.replace("_", " ") if found.islower() and found.isidentifier() else quantity_in_words(probe, found, "")
    return words + (", business time" if business else "")


def _currency_of(profile: FieldProfile) -> str | None:
    """The one currency in which amounts are compared."""
    listed = next((one.value for one in profile.where if one.part == "currency"), ())
    return listed[0] if profile.part == "amount" and len(listed) == 1 and not isinstance(listed, str) else None


def _quoted(field: Field) -> str:
    return f"“{excerpt(field.quote)}”" if field.quote.strip() else ""
