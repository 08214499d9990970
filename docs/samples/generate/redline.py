"""What the customer's people did to the agreement, change by change, with what our playbook says of each.

The expected severities are argued from the standard library's rules, not copied from what a program printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from clause_library.types import DeviationKind, Severity
from docs.samples.generate.approved import prohibited, wording
from docs.samples.generate.model import paragraph
from docs.samples.generate.revising import Change, Delete, Edit, Insert, Move

LEGAL = "Ingrid Solheim (Halden Legal)"
PROCUREMENT = "Marcus Oyelaran (Halden Procurement)"
RETURNED = "2026-01-26T15:40:00Z"


@dataclass(frozen=True, slots=True)
class Planted:
    """One change that a review has to find. ``author`` is None where it was not tracked.

    ``place`` is the key of the paragraph where it stands now, or stood, where it is gone.
    """

    id: str
    kind: DeviationKind
    clause_type: str | None
    severity: Severity
    approver: str | None
    author: str | None
    place: str
    before: str
    after: str
    why: str
    changes: tuple[Change, ...]


_MOST_FAVORED = prohibited("fees")
_UNLIMITED = prohibited("limitation_of_liability")
_KEY_PEOPLE = (
    "Provider shall name an account manager and a technical lead for Customer, shall introduce them to Customer "
    "before the start date, and shall not replace either of them without Customer’s agreement unless the person "
    "leaves Provider or is ill."
)
_POLICIES = ", and shall follow Customer’s information security policies as Customer updates them from time to time"


def at(day: int, clock: str) -> str:
    """A day and time in January 2026, as a word processor writes it."""
    return f"2026-01-{day:02d}T{clock}:00Z"


PLANTED: tuple[Planted, ...] = (
    Planted(
        "affiliate-control",
        "percentage_changed",
        None,
        "medium",
        None,
        LEGAL,
        "definition Affiliate",
        "more than fifty percent (50%)",
        "at least twenty-five percent (25%)",
        "No entry covers this definition, so the library's severity for a changed percentage applies.",
        (
            Edit(
                "definition Affiliate",
                "more than fifty percent (50%)",
                "at least twenty-five percent (25%)",
                LEGAL,
                at(21, "09:04"),
            ),
        ),
    ),
    Planted(
        "notice-of-misuse",
        "obligation_changed",
        "customer_responsibilities",
        "medium",
        "legal",
        LEGAL,
        "customer_responsibilities",
        "Customer shall notify",
        "Customer may notify",
        "A duty of Customer became a choice, which is against us; the entry's severity applies.",
        (Edit("customer_responsibilities", "shall", "may", LEGAL, at(21, "09:11"), behind="confidential. Customer "),),
    ),
    Planted(
        "no-suspension",
        "clause_removed",
        "suspension",
        "medium",
        "legal",
        LEGAL,
        "suspension",
        wording("suspension"),
        "",
        "A struck clause weighs as much as a missing one: the entry's severity for its absence.",
        (Delete("suspension", LEGAL, at(21, "09:15")),),
    ),
    Planted(
        "key-people",
        "clause_added",
        None,
        "medium",
        None,
        LEGAL,
        "key people",
        "",
        _KEY_PEOPLE,
        "A new clause that no entry covers; the library's severity for added clauses is medium.",
        (
            Insert(
                "subcontractors", paragraph("key people", "section", _KEY_PEOPLE, "Key people"), LEGAL, at(21, "10:45")
            ),
        ),
    ),
    Planted(
        "quarterly-invoices",
        "fallback_position",
        "fees",
        "medium",
        "finance",
        PROCUREMENT,
        "fees",
        "annually in advance",
        "quarterly in advance",
        "Quarterly invoices are the first fallback for fees, which needs Finance at medium severity.",
        (Edit("fees", "annually", "quarterly", PROCUREMENT, at(23, "13:20")),),
    ),
    Planted(
        "payment-75-days",
        "tolerance_exceeded",
        "payment_term",
        "high",
        "finance",
        PROCUREMENT,
        "payment_term",
        "thirty (30) days",
        "seventy-five (75) days",
        "P75D is beyond the tolerance of at most P45D, which is high.",
        (Edit("payment_term", "thirty (30)", "seventy-five (75)", PROCUREMENT, at(23, "13:22")),),
    ),
    Planted(
        "most-favored-customer",
        "prohibited_position",
        "fees",
        "critical",
        "executive",
        PROCUREMENT,
        "most favored customer",
        "",
        _MOST_FAVORED,
        "An inserted clause that reads like the first prohibited wording for fees.",
        (
            Insert(
                "taxes",
                paragraph("most favored customer", "section", _MOST_FAVORED, "Most favored customer"),
                PROCUREMENT,
                at(23, "13:31"),
            ),
        ),
    ),
    Planted(
        "price-cap-4-percent",
        "percentage_changed",
        "price_increase",
        "low",
        "finance",
        PROCUREMENT,
        "price_increase",
        "seven percent (7%)",
        "four percent (4%)",
        "Against us but inside the tolerance of at least 3 percent, so no more than low.",
        (Edit("price_increase", "seven percent (7%)", "four percent (4%)", PROCUREMENT, at(23, "13:36")),),
    ),
    Planted(
        "confidence-five-years",
        "fallback_position",
        "confidentiality_term",
        "low",
        None,
        LEGAL,
        "confidentiality_term",
        "three (3) years",
        "five (5) years",
        "Five years is the first fallback, of low severity, and inside the tolerance of at most P5Y.",
        (Edit("confidentiality_term", "three (3)", "five (5)", LEGAL, at(21, "09:40")),),
    ),
    Planted(
        "warranty-qualifier",
        "scope_changed",
        "warranty",
        "medium",
        "legal",
        LEGAL,
        "warranty",
        "perform materially as described",
        "perform as described",
        "The qualifier is gone; the library's severity for a changed scope and the entry's own are both medium.",
        (Edit("warranty", "materially ", "", LEGAL, at(21, "09:52"), behind="will perform "),),
    ),
    Planted(
        "uninterrupted-service",
        "negation_changed",
        "warranty_disclaimer",
        "critical",
        "legal",
        LEGAL,
        "warranty_disclaimer",
        "Provider does not warrant",
        "Provider warrants",
        "The disclaimer was turned into the promise that it excludes; the entry makes a changed negation critical.",
        (Edit("warranty_disclaimer", "does not warrant", "warrants", LEGAL, at(21, "09:55")),),
    ),
    Planted(
        "unlimited-liability",
        "prohibited_position",
        "limitation_of_liability",
        "critical",
        "executive",
        LEGAL,
        "limitation_of_liability",
        wording("limitation_of_liability"),
        _UNLIMITED,
        "The cap was replaced by the first prohibited wording.",
        (Edit("limitation_of_liability", wording("limitation_of_liability"), _UNLIMITED, LEGAL, at(21, "10:12")),),
    ),
    Planted(
        "norwegian-law",
        "tolerance_exceeded",
        "governing_law",
        "high",
        "legal",
        LEGAL,
        "governing_law",
        "the State of New York",
        "Norway",
        "Norway is none of the laws that the tolerance names, which is high.",
        (Edit("governing_law", "the State of New York", "Norway", LEGAL, at(21, "10:20")),),
    ),
    Planted(
        "oslo-courts",
        "law_or_venue_changed",
        "venue",
        "high",
        "legal",
        LEGAL,
        "venue",
        "state and federal courts located in New York County, New York have",
        "Oslo District Court has",
        "The entry's severity for changed courts is high.",
        (
            Edit(
                "venue",
                "state and federal courts located in New York County, New York have",
                "Oslo District Court has",
                LEGAL,
                at(21, "10:22"),
            ),
        ),
    ),
    Planted(
        "one-sided-assignment",
        "party_changed",
        "assignment",
        "high",
        "legal",
        LEGAL,
        "assignment",
        "Neither party may assign the Agreement without the other party’s",
        "Provider may not assign the Agreement without Customer’s",
        "A mutual clause became one-sided; the entry's severity for changed parties is high.",
        (
            Edit("assignment", "Neither party may", "Provider may not", LEGAL, at(21, "10:31")),
            Edit("assignment", "the other party’s", "Customer’s", LEGAL, at(21, "10:31")),
            Edit("assignment", "Either party may", "Customer may", LEGAL, at(21, "10:32")),
        ),
    ),
    Planted(
        "payment-excused",
        "scope_changed",
        "force_majeure",
        "high",
        "legal",
        None,
        "force_majeure",
        ", other than in paying fees,",
        "",
        "Taken out without tracking; the entry's severity for a changed scope is high, because payment is never "
        "excused.",
        (Edit("force_majeure", ", other than in paying fees,", ""),),
    ),
    Planted(
        "publicity-moved",
        "clause_moved",
        "publicity",
        "info",
        None,
        PROCUREMENT,
        "publicity",
        "",
        "",
        "A move changes no words; the library's severity for moves is info.",
        (Move("publicity", "notices", PROCUREMENT, at(23, "13:41"), "move260123"),),
    ),
    Planted(
        "dispatch-price",
        "amount_changed",
        None,
        "medium",
        None,
        PROCUREMENT,
        "prices",
        "USD 540.00",
        "USD 486.00",
        "Prices of the deal are in no entry, so the library's severity for a changed amount applies.",
        (
            Edit("prices.1.3", "540.00", "486.00", PROCUREMENT, at(23, "14:02")),
            Edit("prices.1.4", "135,000.00", "121,500.00", PROCUREMENT, at(23, "14:02")),
            Edit("prices.6.4", "255,000.00", "241,500.00", PROCUREMENT, at(23, "14:03")),
        ),
    ),
    Planted(
        "uptime-raised",
        "tolerance_exceeded",
        "uptime",
        "high",
        "customer_success",
        PROCUREMENT,
        "uptime",
        "99.5%",
        "99.95%",
        "99.95 is above the tolerance of at most 99.9 percent, which is high.",
        (Edit("uptime", "99.5%", "99.95%", PROCUREMENT, at(23, "14:10")),),
    ),
    Planted(
        "higher-credit",
        "percentage_changed",
        None,
        "medium",
        None,
        PROCUREMENT,
        "credits",
        "10%",
        "15%",
        "The table's figures are in no entry, so the library's severity for a changed percentage applies.",
        (Edit("credits.3.1", "10%", "15%", PROCUREMENT, at(23, "14:13")),),
    ),
    Planted(
        "subprocessor-notice",
        "duration_changed",
        "subprocessors",
        "high",
        "privacy",
        LEGAL,
        "subprocessors",
        "thirty (30) days",
        "sixty (60) days",
        "The fallback shows that a longer notice costs us; beyond it no tolerance speaks, so the entry's severity.",
        (Edit("subprocessors", "thirty (30)", "sixty (60)", LEGAL, at(21, "11:02")),),
    ),
    Planted(
        "customer-policies",
        "text_added",
        "security_measures",
        "medium",
        "security",
        LEGAL,
        "security_measures",
        "",
        _POLICIES.removeprefix(", "),
        "A further duty of ours in a clause that protects Customer; the entry's severity applies.",
        (Edit("security_measures", "", _POLICIES, LEGAL, at(21, "11:06"), behind="at least once a year"),),
    ),
    Planted(
        "breach-notice-24-hours",
        "tolerance_exceeded",
        "breach_notification",
        "high",
        "security",
        LEGAL,
        "breach_notification",
        "seventy-two (72) hours",
        "twenty-four (24) hours",
        "PT24H is below the tolerance of at least PT48H, which is high.",
        (Edit("breach_notification", "seventy-two (72)", "twenty-four (24)", LEGAL, at(21, "11:12")),),
    ),
)
