"""What a review comes to for a business reader; the terminal and all reports use the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

from clause_library.agreement import NOT_COVERED, kind_not_covered
from clause_library.profiles.judging import LOW_CONFIDENCE as LOW_CONFIDENCE
from clause_library.types import SEVERITIES, AgreementType, Deviation, ExtraClause, Review, Severity
from extractor.types import Clause, Comment, Revision
from service.reports.wording import counted, joined, moment, one_line, shortened

AGREEMENTS: dict[AgreementType, str] = {
    "master_agreement": "Master agreement",
    "order_form": "Order form",
    "sla": "Service level agreement",
    "data_protection": "Data protection agreement",
    "nda": "Non-disclosure agreement",
}

DIRECTIONS = {"adverse": "against us", "favourable": "in our favour", "neutral": "neutral"}

INTERNAL = "Internal: shows our limits and approvers"
"""What stands on each page of a list that is mailed on."""

RISKY: tuple[Severity, ...] = ("critical", "high", "medium")
"""Severities of clauses that the library does not cover which a report names first."""

_RISKIEST_NAMED = 3
_NAME_CHARS = 40
_MUCH_LESS = 0.05
_FORM_AUTHORS = 3


def subject(deviation: Deviation) -> str:
    """What the deviation is about, in one line; its title where nothing has a name."""
    return one_line(deviation.subject or deviation.title)


def agreement_line(review: Review) -> str:
    """As which agreement the contract was reviewed, and what it calls itself where the library has no such one."""
    name = AGREEMENTS[review.agreement_type]
    if is_not_covered(review):
        return f"{name} (assumed)"
    other = kind_not_covered(review.fields)
    if other is None:
        return name
    article = "an" if name[0] in "AEIOU" else "a"
    return f"Reviewed as {article} {name[0].lower()}{name[1:]} (the library has no {shortened(other, 60)})"


def recognition_line(review: Review) -> str:
    """Which pages were read from their pictures and how surely; "" where none was."""
    pages = review.document.recognised
    if not pages:
        return ""
    sure = sum(page.confidence for page in pages) / len(pages)
    least = min(pages, key=lambda page: page.confidence)
    worst = f", page {least.page} {least.confidence:.0%}" if least.confidence < sure - _MUCH_LESS else ""
    which = "Page" if len(pages) == 1 else "Pages"
    return f"{which} {page_ranges([page.page for page in pages])} read by OCR ({sure:.0%} sure{worst})"


def changes_line(review: Review) -> str:
    """How many tracked changes and comments there are, those of form only with their authors; "" where there are none.

    Changes of form touch no word, so nothing else in a review tells of them.
    """
    document = review.document
    form = sum(changes.count for changes in document.form_changes)
    by = joined([one_line(changes.author or "unknown") for changes in document.form_changes[:_FORM_AUTHORS]])
    others = ", …" if len(document.form_changes) > _FORM_AUTHORS else ""
    parts = (
        (len(document.revisions), counted(len(document.revisions), "tracked change")),
        (form, f"{counted(form, 'change')} of form only (by {by}{others})"),
        (len(document.comments), counted(len(document.comments), "comment")),
    )
    return ", ".join(words for count, words in parts if count)


def length_line(review: Review) -> str:
    """How long the document is: ``12 pages, 3,482 words``."""
    document = review.document
    pages = [counted(document.pages, "page")] if document.pages else []
    return ", ".join([*pages, counted(document.words, "word")])


def particulars(review: Review, parties: str) -> dict[str, str]:
    """What was reviewed, when and against what, by its label; only what there is."""
    told = {
        "Agreement": agreement_line(review),
        "Parties": parties,
        "Read by OCR": recognition_line(review),
        "Changes": changes_line(review),
        "Compared with": baseline_line(review),
        "Reviewed": moment(review.today),
        "Library": f"{review.library}, version {review.library_version[:12]}",
        "Made by": f"clausecheck {version('clausecheck')}; an aid to a lawyer’s review, not legal advice",
    }
    return {label: one_line(value) for label, value in told.items() if value}


def problem_lines(review: Review) -> list[str]:
    """What could not be read, a sentence each."""
    return [
        one_line(f"This review is incomplete: {problem.message}{f' (page {problem.page})' if problem.page else ''}")
        for problem in review.document.problems
    ]


def no_deviation_line(review: Review) -> str:
    """What to say where there is no deviation."""
    if is_not_covered(review):
        return "No deviation was found."
    return "No clause differs from our approved language."


def extra_line(review: Review) -> str:
    """How many clauses the library does not cover and which read riskiest; "" where there are none to speak of.

    Of a document that the library is not for at all, that goes without saying.
    """
    if not review.extra or is_not_covered(review):
        return ""
    risky = [clause for clause in review.extra if clause.severity in RISKY]
    names = [f"{extra_name(review, clause)} ({clause.severity})" for clause in risky[:_RISKIEST_NAMED]]
    calm = "none of them reads risky" if len(review.extra) > 1 else "it does not read risky"
    told = f"the riskiest: {', '.join(names)}" if names else calm
    return f"{counted(len(review.extra), 'clause')} that the library does not cover; {told}"


def extra_name(review: Review, clause: ExtraClause) -> str:
    """Number and title of a clause that the library does not cover, in a few words."""
    number = numbers_by_id(review).get(clause.clause or "", "")
    named = one_line(" ".join(part for part in (number, clause.title) if part))
    return shortened(named or clause.quote, _NAME_CHARS)


def baseline_line(review: Review) -> str:
    """The version that we sent with which it was compared, by name and hash; "" where there was none."""
    baseline = review.document.baseline
    return "" if baseline is None else f"{one_line(baseline.name)}, SHA-256 {baseline.sha256[:12]}"


def page_ranges(pages: Sequence[int]) -> str:
    """Page numbers in rising order as a reader would write them: ``1–3, 7``."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and page == parts[-1][-1] + 1:
            parts[-1][1:] = [page]
        else:
            parts.append([page])
    return ", ".join("–".join(str(edge) for edge in part) for part in parts)


def is_not_covered(review: Review) -> bool:
    """Whether nothing shows that the document is a contract that the library covers."""
    return any(problem.code == NOT_COVERED for problem in review.document.problems)


def verdict(review: Review) -> str:
    """What to do about the contract, in one sentence."""
    parts = _parts(review)
    if not parts and is_not_covered(review):
        return "Look at it yourself: this does not look like a contract that the library covers."
    roles = joined([one_line(approval.title) for approval in review.approvals])
    if not parts:
        calm = "Nothing in it differs from our approved language in a way that matters"
        return f"{calm}, but {roles} must approve what it says." if roles else f"{calm}; no approval is needed."
    if not roles:
        return f"No approval is needed; {', and '.join(parts)} to note."
    return f"Not ready to sign: {', and '.join(parts)}; {roles} must approve."


def _parts(review: Review) -> list[str]:
    """What may harm us, counted by severity; what is missing comes first where the worst of all is missing."""
    serious = [deviation for deviation in review.deviations if deviation.needs_attention]
    found = Counter(deviation.severity for deviation in serious if deviation.kind != "missing_clause")
    missing = Counter(deviation.severity for deviation in serious if deviation.kind == "missing_clause")
    parts = []
    if found:
        named = _by_severity(found)
        parts.append(f"{joined(named)} {'deviation' if named[-1].startswith('1 ') else 'deviations'}")
    if missing:
        parts.append(f"{counted(missing.total(), 'required clause')} missing ({', '.join(_by_severity(missing))})")
    return parts if _worst(found) >= _worst(missing) else parts[::-1]


def _by_severity(tally: Counter[Severity]) -> list[str]:
    return [f"{tally[severity]} {severity}" for severity in reversed(SEVERITIES) if tally[severity]]


def _worst(tally: Counter[Severity]) -> int:
    return max((SEVERITIES.index(severity) for severity in tally), default=-1)


def clauses_by_id(review: Review) -> dict[str, Clause]:
    """Every clause of the contract by its id."""
    return {clause.id: clause for root in review.clauses for clause in root.walk()}


def numbers_by_id(review: Review) -> dict[str, str]:
    """By a clause's id its number, or that of the nearest clause above that has one; without entry where none has."""
    found: dict[str, str] = {}
    above: list[tuple[Clause, str]] = [(root, "") for root in review.clauses]
    while above:
        clause, outer = above.pop()
        number = clause.number or outer
        if number:
            found[clause.id] = number
        above += [(child, number) for child in clause.children]
    return found


def revisers(review: Review) -> list[str]:
    """The authors of tracked changes and comments, in the order in which they first appear in the text."""
    signed: list[Revision | Comment] = sorted(
        (*review.document.revisions, *review.document.comments), key=lambda item: item.span.start
    )
    return list(dict.fromkeys(item.author for item in signed if item.author))
