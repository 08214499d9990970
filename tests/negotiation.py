"""Four rounds of the bundled software agreement: what we sent, their redline, our answer, and what they made of it.

Each round begins with the words in which the one before ended, as a word processor leaves them once the changes are
taken; what a round tracks is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from docs.samples.generate.agreement import PROVIDER, RUNNING, SENT, TITLE, agreement
from docs.samples.generate.approved import clause, prohibited, wording
from docs.samples.generate.docx_writer import write_docx
from docs.samples.generate.model import Block, accepted, paragraph
from docs.samples.generate.redline import LEGAL, PLANTED, PROCUREMENT, RETURNED
from docs.samples.generate.remarks import REMARKS
from docs.samples.generate.revising import Change, Delete, Edit, Insert, Move, Remark, revise

NAMES = ("1-sent.docx", "2-redline.docx", "3-our-answer.docx", "4-their-answer.docx")
OURS = "Dana Iyer (Larkspur Legal)"
ANSWERED = "2026-02-04T11:00:00Z"
LAST = "2026-02-13T16:20:00Z"

_COURTS = "state and federal courts located in New York County, New York have"
_HIGH_CAP = (
    "Each party’s total liability arising out of or related to the Agreement, whatever the legal ground, is limited to "
    "USD 8,000,000 a year, except for Excluded Claims."
)
_PAYMENT_EXCUSED = ", other than in paying fees,"


def _ours(key: str, before: str, after: str, behind: str = "") -> Edit:
    return Edit(key, before, after, OURS, ANSWERED, behind)


def _theirs(key: str, before: str, after: str, author: str = LEGAL, behind: str = "") -> Edit:
    return Edit(key, before, after, author, LAST, behind)


ANSWER: tuple[Change, ...] = (
    # Refused: the words of the first round stand again.
    _ours("customer_responsibilities", "may", "shall", behind="confidential. Customer "),
    Insert("customer_responsibilities", clause("suspension", "Suspension"), OURS, ANSWERED),
    Delete("most favored customer", OURS, ANSWERED),
    _ours("warranty_disclaimer", "warrants", "does not warrant", behind="Provider "),
    _ours("limitation_of_liability", prohibited("limitation_of_liability"), wording("limitation_of_liability")),
    _ours("governing_law", "Norway", "the State of New York"),
    _ours("venue", "Oslo District Court has", _COURTS),
    _ours("assignment", "Provider may not", "Neither party may"),
    _ours("assignment", "Customer’s", "the other party’s"),
    _ours("assignment", "Customer may", "Either party may"),
    _ours("force_majeure", "", _PAYMENT_EXCUSED, behind="delay in performance"),
    # Met half way.
    _ours("payment_term", "seventy-five (75)", "forty-five (45)"),
    _ours("uptime", "99.95%", "99.9%"),
    _ours("breach_notification", "twenty-four (24)", "forty-eight (48)"),
    _ours("subprocessors", "sixty (60)", "forty-five (45)"),
    # All else is accepted: quarterly invoices, five years of confidence, the account manager, the price cap, ...
)

THEIR_ANSWER: tuple[Change, ...] = (
    # What they had given up is back: a promise, a clause under another name, and words that went without tracking.
    _theirs("warranty_disclaimer", "does not warrant", "warrants"),
    Insert("late_payment", paragraph("best terms", "section", prohibited("fees"), "Best terms"), PROCUREMENT, LAST),
    Edit("force_majeure", _PAYMENT_EXCUSED, ""),
    # Still argued about.
    _theirs("payment_term", "forty-five (45)", "sixty (60)", PROCUREMENT),
    _theirs("limitation_of_liability", wording("limitation_of_liability"), _HIGH_CAP),
    # New, in a clause that nobody had touched for three rounds.
    _theirs("renewal", "sixty (60)", "fifteen (15)"),
    Move("feedback", "access_grant", PROCUREMENT, LAST, "move260213"),
)

LAST_REMARKS: tuple[Remark, ...] = (
    Remark(
        "cap",
        "limitation_of_liability",
        "USD 8,000,000 a year",
        LEGAL,
        "IS",
        LAST,
        "A fixed amount instead of no limit at all. Our insurers ask for eight million.",
    ),
)


def _rounds() -> tuple[tuple[Sequence[Block], Sequence[Remark], str, str], ...]:
    """Blocks, comments, author and date of each round."""
    sent = agreement()
    redline = revise(sent, [change for item in PLANTED for change in item.changes], REMARKS)
    answer = revise(accepted(redline), ANSWER, ())
    last = revise(accepted(answer), THEIR_ANSWER, LAST_REMARKS)
    return (
        (sent, (), f"{PROVIDER} Legal", SENT),
        (redline, REMARKS, LEGAL, RETURNED),
        (answer, (), OURS, ANSWERED),
        (last, LAST_REMARKS, LEGAL, LAST),
    )


@lru_cache(maxsize=1)
def round_files() -> dict[str, bytes]:
    """The four Word files by their names, in order."""
    return {
        name: write_docx(blocks, remarks, title=TITLE, running=RUNNING, author=author, date=date)
        for name, (blocks, remarks, author, date) in zip(NAMES, _rounds(), strict=True)
    }
