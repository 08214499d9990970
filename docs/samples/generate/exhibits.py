"""The exhibits of the software agreement: order form with prices, service levels, data processing."""

from __future__ import annotations

from collections.abc import Iterator

from docs.samples.generate.approved import clause, listed
from docs.samples.generate.model import Block, paragraph, table


def exhibits() -> Iterator[Block]:
    """Exhibits A, B and C, each on a new page."""
    yield from _order_form()
    yield from _service_levels()
    yield from _data_processing()


def _order_form() -> Iterator[Block]:
    yield paragraph("exhibit a", "exhibit", "Order Form", page_break=True)
    yield paragraph(
        "order term",
        "exhibit_section",
        "The start date of this Order Form is March 1, 2026. Its initial term is thirty-six (36) months.",
        "Start and initial term",
    )
    yield paragraph(
        "order services",
        "exhibit_section",
        "Customer orders the following Services. Fees are in United States dollars and exclude taxes.",
        "Services and fees",
    )
    yield table(
        "prices",
        (136, 92, 52, 94, 112),
        ("Module", "Unit", "Quantity", "Unit price per year", "Annual fee"),
        ("Larkspur Dispatch", "Authorized User", "250", "USD 540.00", "USD 135,000.00"),
        ("Larkspur Carrier Portal", "Connected carrier", "120", "USD 310.00", "USD 37,200.00"),
        ("Larkspur Yard", "Site", "14", "USD 2,400.00", "USD 33,600.00"),
        ("Larkspur Insight analytics", "Authorized User", "40", "USD 780.00", "USD 31,200.00"),
        ("Premier support", "Flat", "1", "USD 18,000.00", "USD 18,000.00"),
        ("Total annual fees", "", "", "", "USD 255,000.00"),
        numeric=(2, 3, 4),
    )
    yield clause("minimum_commitment", "Commitment", "exhibit_section")
    yield paragraph(
        "order overage",
        "exhibit_section",
        "The overage rate is USD 4.50 for each one hundred (100) shipments above 600,000 shipments in a contract year.",
        "Usage limit and overage rate",
    )
    yield paragraph(
        "order addresses",
        "exhibit_section",
        "To Provider: Legal Department, 410 Juniper Street, Suite 900, Albany, New York 12207, "
        "notices@larkspur.example. To Customer: Group Legal, Havnelageret 3, 1771 Halden, Norway, "
        "legal@haldenfreight.example.",
        "Addresses for notices",
    )


def _service_levels() -> Iterator[Block]:
    yield paragraph("exhibit b", "exhibit", "Service Levels", page_break=True)
    yield clause("uptime", "Uptime", "exhibit_section")
    yield from listed("uptime_exclusions", "Exclusions", "exhibit_section", "exhibit_item")
    yield clause("maintenance", "Maintenance", "exhibit_section")
    yield clause("service_credits", "Service credits", "exhibit_section")
    yield paragraph("credits caption", "caption", "Table of credits")
    yield table(
        "credits",
        (270, 200),
        ("Uptime in the calendar month", "Credit, in percent of the monthly fee"),
        ("99.5% or more", "none"),
        ("at least 99.0% but less than 99.5%", "5%"),
        ("at least 98.0% but less than 99.0%", "10%"),
        ("less than 98.0%", "20%"),
    )
    yield clause("support", "Support", "exhibit_section")
    yield clause("response_times", "Response times", "exhibit_section")
    yield paragraph("responses caption", "caption", "Table of response times")
    yield table(
        "responses",
        (205, 120, 145),
        ("Priority", "Response time", "Target resolution time"),
        ("Priority 1: production use is not possible", "1 hour, at any time", "8 hours"),
        ("Priority 2: an important function fails", "4 business hours", "2 business days"),
        ("Priority 3: limited effect on use", "1 business day", "10 business days"),
        ("Priority 4: questions and requests", "2 business days", "next suitable release"),
    )
    yield clause("disaster_recovery", "Disaster recovery", "exhibit_section")
    yield clause("sla_termination_right", "Repeated failure", "exhibit_section")


def _data_processing() -> Iterator[Block]:
    yield paragraph("exhibit c", "exhibit", "Data Processing Addendum", page_break=True)
    yield paragraph(
        "processing details",
        "exhibit_section",
        "Provider processes names, contact details, vehicle positions and delivery records of Customer’s drivers, "
        "employees and consignees, in order to provide the Services, for the Subscription Term.",
        "Details of the processing",
    )
    yield clause("data_processing_instructions", "Instructions", "exhibit_section")
    yield clause(
        "subprocessors",
        "Sub-processors",
        "exhibit_section",
        {"address of the list": "https://larkspur.example/subprocessors"},
    )
    yield clause("security_measures", "Security measures", "exhibit_section")
    yield clause("breach_notification", "Personal data breaches", "exhibit_section")
    yield clause("data_subject_requests", "Requests of data subjects", "exhibit_section")
    yield clause("international_transfers", "International transfers", "exhibit_section")
    yield clause("data_protection_audit", "Audits", "exhibit_section")
    yield clause("data_return_and_deletion", "Return and deletion", "exhibit_section")
