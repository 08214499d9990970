"""Fields: the normalised facts that a contract states, each with the words that state it.

A fact that the contract does not state is absent. What each field means and how it is found: docs/fields.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.fields.confidence import confidence_of
from extractor.fields.duties import find_duties
from extractor.fields.law import find_law, find_venue
from extractor.fields.liability_cap import find_liability_cap
from extractor.fields.parties import find_parties
from extractor.fields.preamble import find_preambles
from extractor.fields.pricing import find_pricing
from extractor.fields.reading import Candidate, Reading
from extractor.fields.renewal import find_renewal
from extractor.fields.service_levels import find_service_levels
from extractor.fields.signing import find_signing_dates
from extractor.fields.term import find_term
from extractor.fields.termination import find_termination
from extractor.fields.titles import find_title
from extractor.segmentation import evidence_at
from extractor.types import Contract, Field
from models.interfaces import SentenceSplitter

__all__ = ["extract_fields"]


def extract_fields(contract: Contract, sentences: SentenceSplitter) -> tuple[Field, ...]:
    """The facts that ``contract`` states, grouped by subject: names, dates, terms, law, money, promises.

    One field a name, except ``party``, ``payment_term`` and the terms of price and service, which are stated for each
    thing on its own; empty for a contract without any such fact.
    """
    reading = Reading(contract, sentences)
    return tuple(_field(contract, candidate) for candidate in _candidates(reading))


def _candidates(reading: Reading) -> Iterable[Candidate]:
    if not reading.text.strip():
        return
    yield from find_title(reading)
    preambles = find_preambles(reading)
    yield from find_parties(reading, preambles)
    dates = {
        candidate.name: candidate for candidate in find_signing_dates(reading, preambles[0] if preambles else None)
    }
    yield from dates.values()
    yield from find_term(reading, dates.get("effective_date"), dates.get("agreement_date"))
    yield from find_renewal(reading)
    yield from find_termination(reading)
    yield from find_law(reading)
    yield from find_venue(reading)
    levels = find_service_levels(reading)
    yield from find_pricing(reading, [level.span for level in levels if level.name in ("service_credit", "credit_cap")])
    yield from levels
    yield from find_liability_cap(reading)
    yield from find_duties(reading)


def _field(contract: Contract, candidate: Candidate) -> Field:
    evidence = evidence_at(contract, candidate.span)
    return Field(
        name=candidate.name,
        value=candidate.value,
        confidence=confidence_of(candidate.method),
        method=candidate.method,
        derived_from=candidate.derived_from,
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        page=evidence.page,
        paragraph=evidence.paragraph,
        clause=evidence.clause,
    )
