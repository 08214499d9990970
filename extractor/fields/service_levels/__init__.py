"""Service levels: availability, credits, times to answer and resolve, recovery, hours, maintenance, the right to go."""

from __future__ import annotations

from extractor.fields.reading import Candidate, Reading
from extractor.fields.service_levels.credits import find_credits
from extractor.fields.service_levels.failure import find_failure_rights
from extractor.fields.service_levels.hours import find_support_hours
from extractor.fields.service_levels.maintenance import find_maintenance
from extractor.fields.service_levels.recovery import find_recovery
from extractor.fields.service_levels.response import find_response_times
from extractor.fields.service_levels.severity_tables import find_severity_tables
from extractor.fields.service_levels.uptime import find_uptime

__all__ = ["find_service_levels"]


def find_service_levels(reading: Reading) -> list[Candidate]:
    """All promises about how the service is given."""
    tables = find_severity_tables(reading)
    recovery = find_recovery(reading)
    taken = [*tables, *recovery]
    prose = [c for c in find_response_times(reading) if not any(c.span.overlaps(other.span) for other in taken)]
    credits = find_credits(reading)
    return [
        *find_uptime(reading, [credit.span for credit in credits if credit.method == "credit_table"]),
        *credits,
        *sorted([*tables, *prose], key=lambda candidate: candidate.span.start),
        *recovery,
        *(c for c in find_support_hours(reading) if not _is_cell(c, tables)),
        *find_maintenance(reading),
        *find_failure_rights(reading),
    ]


def _is_cell(hours: Candidate, tables: list[Candidate]) -> bool:
    """Whether what looks like hours are the cells of a table of times: "24 hours   7 days"."""
    words = hours.value["text"] if isinstance(hours.value, dict) else ""
    return "week" not in words and any(hours.span.overlaps(table.span) for table in tables)
