"""``GET /v1/library/fields``: the fields that the clause library tracks, for a CLM to build its picklists from."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from clause_library.profiles.telling import way_in_words
from clause_library.profiles.trackable import kind_of
from clause_library.types import AgreementType, FieldProfile, Library, Severity
from service.api.guards import refuse_unknown


class ChoiceResource(BaseModel):
    """A line of a picklist: its label, and which values are called so."""

    label: str
    means: str = Field(description="The values in words, such as `more than 30 days and at most 45 days`.")


class FieldResource(BaseModel):
    """A tracked field: its picklist and its standard. In a review it is the one of `tracked_fields` with its label."""

    name: str = Field(description="The field, with its part after a point where one part of it is tracked.")
    label: str
    compared: Literal["duration", "number", "date", "text"] | None = Field(
        description="What its values are; null where only whether it is stated is told."
    )
    agreement_types: tuple[AgreementType, ...] = Field(description="Which agreements are asked; empty: all.")
    where: dict[str, tuple[str, ...]] = Field(description="Other parts that a statement must have to count.")
    required: bool = Field(description="Whether these agreements must state it.")
    choices: tuple[ChoiceResource, ...] = Field(description="The picklist, in its order; empty where there is none.")
    other_allowed: bool = Field(description="Whether a value may stand that is none of the choices (`other`).")
    standard: str = Field(description="Our standard in words; empty where there is none.")
    severity: Severity = Field(description="How much it weighs where a contract departs.")
    approver: str | None = Field(description="The role that must agree then; null where nobody need.")
    reason: str


class LibraryFields(BaseModel):
    """The tracked fields of the clause library that the service reviews with."""

    library: str
    library_version: str
    fields: tuple[FieldResource, ...]


def library_router(library: Library) -> APIRouter:
    """The route of the library's tracked fields."""
    router = APIRouter(prefix="/v1", tags=["library"], dependencies=[Depends(refuse_unknown)])

    @router.get("/library/fields", summary="The tracked fields, with their picklists and standards")
    def get_fields() -> LibraryFields:
        fields = tuple(map(_resource, library.profile))
        return LibraryFields(library=library.name, library_version=library.version, fields=fields)

    return router


def _resource(one: FieldProfile) -> FieldResource:
    return FieldResource(
        name=one.name,
        label=one.label,
        compared=kind_of(one.field, one.part),
        agreement_types=one.agreement_types,
        where={condition.part or "": tuple(condition.value) for condition in one.where},
        required=one.required,
        choices=tuple(ChoiceResource(label=choice.label, means=way_in_words(choice.when)) for choice in one.choices),
        other_allowed=one.other_allowed,
        standard=one.standard_in_words,
        severity=one.severity,
        approver=one.approver,
        reason=one.reason,
    )
