"""The software agreement as we sent it: front, articles and signatures. The exhibits stand in ``exhibits``."""

from __future__ import annotations

from collections.abc import Iterator

from docs.samples.generate.approved import clause, listed, wording
from docs.samples.generate.exhibits import exhibits
from docs.samples.generate.model import Block, Paragraph, paragraph, table

PROVIDER = "Larkspur Software, Inc."
CUSTOMER = "Halden Freight Group plc"
TITLE = "Master Subscription Agreement"
SENT = "2026-01-12T09:00:00Z"
RUNNING = f"{TITLE} – {PROVIDER} / {CUSTOMER}"


def agreement() -> tuple[Block, ...]:
    """The whole agreement, in reading order."""
    return (*_front(), *_subject(), *_money(), *_rights(), *_risk(), *_general(), *_signatures(), *exhibits())


def _article(heading: str) -> Paragraph:
    return paragraph(f"article {heading}", "article", heading)


def _defined(name: str, text: str) -> Paragraph:
    return paragraph(f"definition {name}", "definition", f"“{name}” {text}")


def _front() -> Iterator[Block]:
    yield paragraph("title", "title", TITLE)
    yield paragraph("subtitle", "subtitle", f"between {PROVIDER} and {CUSTOMER}")
    yield paragraph(
        "parties",
        "body",
        f"This {TITLE} is made on February 2, 2026 (the “Effective Date”) between {PROVIDER}, a Delaware corporation "
        "with its principal office at 410 Juniper Street, Suite 900, Albany, New York 12207 (“Provider”), and "
        f"{CUSTOMER}, a public limited company with its head office at Havnelageret 3, 1771 Halden, Norway "
        "(“Customer”).",
    )
    yield paragraph(
        "recital",
        "body",
        "Provider offers software for planning and tracking freight as a hosted service. Customer wishes to use it in "
        "its business. The parties therefore agree as follows.",
    )
    yield _article("Definitions")
    yield paragraph(
        "definitions",
        "section",
        "Capitalized words have the meaning given to them in this Article or where they first appear in quotation "
        "marks.",
        "Defined terms",
    )
    yield _defined(
        "Affiliate",
        "means an entity that controls, is controlled by or is under common control with a party, where control means "
        "ownership of more than fifty percent (50%) of the voting interests.",
    )
    yield _defined(
        "Agreement",
        "means these terms, each Order Form, and the Exhibits, including any amendment of them.",
    )
    yield _defined("Authorized Users", "means the employees and contractors whom Customer permits to use the Services.")
    yield _defined("Customer Data", "means data that Customer or its Authorized Users enter into the Services.")
    yield _defined(
        "Documentation", "means the user guides and technical descriptions of the Services that Provider publishes."
    )
    yield _defined(
        "Order Form", "means Exhibit A and every later order that refers to these terms and that both parties sign."
    )
    yield paragraph("definitions_services", "definition", wording("definitions_services"))
    yield _defined(
        "Subscription Term", "means the period for which Customer has ordered the Services, including renewal terms."
    )


def _subject() -> Iterator[Block]:
    yield _article("Services and Use")
    yield clause("access_grant", "Right to use the Services")
    yield from listed("use_restrictions", "Restrictions")
    yield clause("acceptable_use", "Acceptable use")
    yield clause("customer_responsibilities", "Customer responsibilities")
    yield clause("suspension", "Suspension")
    yield clause("subcontractors", "Subcontractors")
    yield clause("audit", "Verification of use")


def _money() -> Iterator[Block]:
    yield _article("Fees and Payment")
    yield clause("fees", "Fees")
    yield clause("payment_term", "Payment terms")
    yield clause("late_payment", "Late payment")
    yield clause("taxes", "Taxes")
    yield clause("usage_overage", "Use above the limits")
    yield clause("price_increase", "Price changes at renewal")
    yield _article("Term and Termination")
    yield clause("initial_term", "Term", filled={"initial term": "thirty-six (36) months"})
    yield clause("renewal", "Renewal")
    yield clause("termination_for_convenience", "No termination for convenience")
    yield from listed("termination_for_cause", "Termination for cause")
    yield clause("effect_of_termination", "Effect of termination")
    yield clause("survival", "Survival")


def _rights() -> Iterator[Block]:
    yield _article("Intellectual Property")
    yield clause("intellectual_property", "Ownership of the Services")
    yield clause("customer_data_ownership", "Customer Data")
    yield clause("feedback", "Feedback")
    yield clause("publicity", "Publicity")
    yield _article("Confidentiality")
    yield clause("confidential_information_definition", "Definition")
    yield clause("confidentiality", "Duty of confidence")
    yield from listed("confidentiality_exclusions", "Exclusions")
    yield clause("compelled_disclosure", "Required disclosure")
    yield clause("confidentiality_term", "Duration")
    yield clause("equitable_relief", "Injunctive relief")
    yield _article("Data Protection")
    yield clause("data_protection", "Personal data")
    yield paragraph(
        "exhibit reference",
        "section",
        "The data processing addendum is Exhibit C, and the service levels are those of Exhibit B.",
        "Exhibits",
    )


def _risk() -> Iterator[Block]:
    yield _article("Warranties")
    yield clause("warranty", "Performance warranty")
    yield clause("warranty_remedies", "Remedies")
    yield clause("warranty_disclaimer", "Disclaimer")
    yield _article("Indemnification")
    yield clause("indemnification_by_provider", "By Provider")
    yield clause("indemnification_exclusions", "Exclusions and mitigation")
    yield clause("indemnification_by_customer", "By Customer")
    yield clause("indemnification_procedure", "Procedure")
    yield _article("Limitation of Liability")
    yield clause("exclusion_of_damages", "Exclusion of indirect damages")
    yield clause("limitation_of_liability", "Limit of liability")
    yield from listed("liability_carve_outs", "Excluded Claims")


def _general() -> Iterator[Block]:
    yield _article("Insurance and Compliance")
    yield clause("insurance", "Insurance")
    yield clause("export_compliance", "Export control and sanctions")
    yield clause("anti_corruption", "Anti-corruption")
    yield _article("Governing Law and Disputes")
    yield clause("governing_law", "Governing law")
    yield clause("venue", "Jurisdiction")
    yield clause("dispute_resolution", "Dispute resolution")
    yield _article("General")
    yield clause("assignment", "Assignment")
    yield clause("force_majeure", "Force majeure")
    yield clause("notices", "Notices")
    yield clause("independent_contractors", "Independent contractors")
    yield clause("non_solicitation", "Non-solicitation")
    yield clause("third_party_beneficiaries", "No third-party rights")
    yield clause("order_of_precedence", "Order of precedence")
    yield clause("entire_agreement", "Entire agreement")
    yield clause("amendment", "Amendment")
    yield clause("waiver", "Waiver")
    yield clause("severability", "Severability")
    yield clause("counterparts", "Counterparts")


def _signatures() -> Iterator[Block]:
    yield paragraph(
        "in witness",
        "body",
        "The parties have signed the Agreement through their authorized representatives, with effect from the "
        "Effective Date.",
    )
    line = "_" * 28
    yield table(
        "signatures",
        (235, 235),
        (PROVIDER, CUSTOMER),
        (f"By: {line}", f"By: {line}"),
        ("Name: Rosalind Okafor", "Name: Henrik Solberg-Haug"),
        ("Title: Chief Executive Officer", "Title: Group Chief Information Officer"),
        (f"Date: {line}", f"Date: {line}"),
        ruled=False,
    )
