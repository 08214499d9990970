"""Fields: the normalised facts that a contract states, each with the words that state it.

A fact that the contract does not state is absent. What each field means and how it is found: docs/fields.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.fields.assignment import find_assignment
from extractor.fields.audits import find_audit_rights
from extractor.fields.confidence import confidence_of
from extractor.fields.duties import find_duties
from extractor.fields.event_notices import find_event_notices
from extractor.fields.fee_caps import find_fee_caps
from extractor.fields.insurance import find_insurance
from extractor.fields.law import find_law, find_venue
from extractor.fields.liability_cap import find_liability_cap
from extractor.fields.notice_addresses import find_notice_addresses
from extractor.fields.notices import find_counted_to, find_receipts
from extractor.fields.parties import find_parties
from extractor.fields.party_details import with_details
from extractor.fields.preamble import find_preambles
from extractor.fields.pricing import find_pricing
from extractor.fields.reading import Candidate, Reading
from extractor.fields.renewal import find_renewal
from extractor.fields.renewal_option import find_renewal_option
from extractor.fields.service_levels import find_service_levels
from extractor.fields.signing import find_signing_dates
from extractor.fields.taxes import find_taxes
from extractor.fields.term import find_term
from extractor.fields.termination import find_termination
from extractor.fields.titles import find_title
from extractor.fields.totals import with_total
from extractor.fields.warranty import find_warranty_period
from extractor.segmentation import evidence_at
from extractor.types import Contract, Field, FieldAlternative
from models.interfaces import SentenceSplitter

__all__ = ["extract_fields"]


def extract_fields(contract: Contract, sentences: SentenceSplitter) -> tuple[Field, ...]:
    """The facts that ``contract`` states, grouped by subject: names, dates, terms, law, money, promises.

    One field a name, except ``party``, ``payment_term``, notices and the terms of price and service, which are stated
    for each thing on its own; empty for a contract without any such fact.
    """
    reading = Reading(contract, sentences)
    return with_total([_field(contract, candidate) for candidate in _candidates(reading)], contract.document)


def _candidates(reading: Reading) -> Iterable[Candidate]:
    if not reading.text.strip():
        return
    yield from find_title(reading)
    preambles = find_preambles(reading)
    parties = with_details(reading, find_parties(reading, preambles))
    yield from parties
    dates = {
        candidate.name: candidate for candidate in find_signing_dates(reading, preambles[0] if preambles else None)
    }
    yield from dates.values()
    yield from find_term(reading, dates.get("effective_date"), dates.get("agreement_date"))
    renewal = find_renewal(reading)
    yield from renewal
    yield from find_counted_to(reading, renewal)
    yield from find_renewal_option(reading, parties)
    yield from find_receipts(reading)
    yield from find_termination(reading)
    yield from find_law(reading)
    yield from find_venue(reading)
    levels = find_service_levels(reading)
    yield from find_pricing(reading, [level.span for level in levels if level.name in ("service_credit", "credit_cap")])
    yield from levels
    yield from find_liability_cap(reading)
    yield from find_duties(reading)
    yield from find_warranty_period(reading)
    yield from find_insurance(reading)
    audits = list(find_audit_rights(reading))
    yield from audits
    yield from find_event_notices(reading, parties, audits)
    yield from find_assignment(reading)
    yield from find_notice_addresses(reading, parties)
    yield from find_fee_caps(reading)
    yield from find_taxes(reading)


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
        alternatives=tuple(_alternative(contract, other) for other in candidate.others),
    )


def _alternative(contract: Contract, candidate: Candidate) -> FieldAlternative:
    evidence = evidence_at(contract, candidate.span)
    return FieldAlternative(
        value=candidate.value,
        confidence=confidence_of(candidate.method),
        method=candidate.method,
        lost=candidate.lost or "less_plain",
        derived_from=candidate.derived_from,
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        page=evidence.page,
        paragraph=evidence.paragraph,
        clause=evidence.clause,
    )
