"""The margin comments with which the agreement came back."""

from __future__ import annotations

from docs.samples.generate.redline import LEGAL, PROCUREMENT, at
from docs.samples.generate.revising import Remark

REMARKS: tuple[Remark, ...] = (
    Remark(
        "payment",
        "payment_term",
        "seventy-five (75) days",
        PROCUREMENT,
        "MO",
        at(23, "13:23"),
        "Group payment policy is 75 days from the invoice date. We have no mandate to go below it.",
    ),
    Remark(
        "liability",
        "limitation_of_liability",
        "Nothing in the Agreement limits or excludes Provider’s liability",
        LEGAL,
        "IS",
        at(21, "10:14"),
        "An outage of dispatch stops our depots. We cannot accept a cap at one year of fees. Marcus, please confirm.",
    ),
    Remark(
        "liability answer",
        "limitation_of_liability",
        "Nothing in the Agreement limits or excludes Provider’s liability",
        PROCUREMENT,
        "MO",
        at(23, "13:50"),
        "Confirmed. We could look at a high fixed amount if that is their last point.",
        parent="liability",
    ),
    Remark(
        "law",
        "governing_law",
        "Norway",
        LEGAL,
        "IS",
        at(21, "10:21"),
        "Our standard position for group-wide systems.",
    ),
    Remark(
        "price",
        "prices.1.3",
        "486.00",
        PROCUREMENT,
        "MO",
        at(23, "14:04"),
        "Ten percent off, as discussed by telephone on January 20.",
    ),
    Remark(
        "uptime",
        "uptime",
        "99.95%",
        PROCUREMENT,
        "MO",
        at(23, "14:11"),
        "This is what the incumbent gives us.",
    ),
)
