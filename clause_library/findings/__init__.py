"""Findings: inconsistencies inside one contract, told only where a lawyer would agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clause_library.findings.attachments import find_missing_attachments
from clause_library.findings.conflicts import find_conflicts
from clause_library.findings.dates import find_impossible_dates
from clause_library.findings.figures import find_mismatched_figures
from clause_library.findings.leftovers import find_leftovers
from clause_library.findings.numbering import find_faulty_numbering
from clause_library.findings.paper import Paper
from clause_library.findings.references import find_faulty_references
from clause_library.findings.signing import find_faulty_names
from clause_library.findings.stated_totals import find_faulty_contract_totals
from clause_library.findings.sums import find_faulty_sums
from clause_library.findings.terms import find_faulty_terms
from clause_library.findings.tiers import find_faulty_tiers
from clause_library.places import Places
from clause_library.types import Finding
from extractor.types import Contract, Field

__all__ = ["find_findings"]

_CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    find_mismatched_figures,
    find_leftovers,
    find_faulty_terms,
    find_faulty_references,
    find_missing_attachments,
    find_faulty_numbering,
    find_faulty_tiers,
    find_faulty_sums,
    find_faulty_contract_totals,
    find_impossible_dates,
    find_conflicts,
    find_faulty_names,
)


def find_findings(contract: Contract, fields: Sequence[Field], places: Places) -> tuple[Finding, ...]:
    """All findings, in order of the first place that takes part."""
    paper = Paper(contract, fields, places)
    found = [finding for check in _CHECKS for finding in check(paper)]
    return tuple(sorted(found, key=lambda finding: (finding.evidence[0].start, finding.kind)))
