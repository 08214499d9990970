"""A review as Markdown, to read on a terminal, in a mail or on a git host; the contract's words never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.types import Approval, Deviation, Review
from service.reports.cards import Card, Cards, Extra, Fact
from service.reports.summary import (
    RISKY,
    is_not_covered,
    length_line,
    no_deviation_line,
    particulars,
    problem_lines,
    verdict,
)
from service.reports.tracked import TrackedRow, not_stated_line, stated_rows, tracked_rows
from service.reports.wording import one_line, ranges, shortened, visible

MEDIA_TYPE = "text/markdown"

QUOTE_CHARS = 170
"""As much of a fact's own words as one needs to find them."""

WORD_JOINER = "\u2060"
"""Takes no room and parts what a git host would make a link of whatever is escaped: ``@name``, ``#12``, ``:smile:``."""

MARKUP = re.compile(
    r"[\\`*_\[\]<|~#]"  # code, emphasis, links, HTML, tables, strikethrough, headings
    r"|&(?=#?\w+;)"  # entities
    r"|\$(?!\d)"  # formulas; a sum of money begins none
    r"|:(?=//)"  # addresses
    r"|(?<=[^\W_])\.(?=[^\W\d_]{2})"  # names of hosts
    r"|(?<=www)\.",
    re.IGNORECASE,
)
LINE_START = re.compile(r"[-+=:>]|\d{1,9}(?=[.)])")
"""What makes a list, a heading, a quotation or a table of the line that it begins."""

MENTION = re.compile(r"@(?=\w)|#(?=\d)|:(?=[a-z+-][\w+-]*:)")


def render_markdown(review: Review) -> str:
    """The report on ``review`` as Markdown."""
    cards = Cards(review)
    parts = (
        _head(review, cards),
        _approvals(review, cards),
        _deviations(review, cards),
        _missing(cards),
        _extra(review, cards),
        _tracked(review),
        _findings(review, cards),
        _facts(review, cards),
    )
    return "\n\n".join(paragraph for part in parts for paragraph in part if paragraph) + "\n"


def escaped(text: str) -> str:
    """``text`` as one line in which nothing is markup; for the beginning of a line there is ``block``."""
    marked = MARKUP.sub(lambda found: f"\\{found[0]}", one_line(text))
    return MENTION.sub(lambda found: f"{found[0]}{WORD_JOINER}", marked)


def block(text: str, before: str = "") -> str:
    """The paragraphs of ``text``, each on a line of its own that begins with ``before``."""
    lines = [line for line in visible(text.replace("\u2028", "\n")).split("\n") if line.strip()]
    return f"\n{before.rstrip()}\n".join(f"{before}{_begun(escaped(line))}" for line in lines)


def _begun(line: str) -> str:
    found = LINE_START.match(line)
    if found is None:
        return line
    return f"{found[0]}\\{line[found.end() :]}" if found[0].isdecimal() else f"\\{line}"


def _head(review: Review, cards: Cards) -> Iterator[str]:
    yield f"# Contract review: {escaped(review.document.name)}"
    yield f"**{escaped(verdict(review))}**"
    yield from (f"**{escaped(problem)}**" for problem in problem_lines(review))
    told = {"Length": length_line(review)} | particulars(review, cards.parties())
    yield "\n".join(f"- {label}: {escaped(value)}" for label, value in told.items())
    rows = [f"| {severity.capitalize():8} | {count:10} |" for severity, count in review.counts().items()]
    yield "\n".join(["| Severity | Deviations |", "| -------- | ---------: |", *rows])


def _approvals(review: Review, cards: Cards) -> Iterator[str]:
    if not review.approvals:
        return
    yield "## Approvals, in this order"
    yield "\n".join(
        f"{order}. **{escaped(approval.title)}** ({approval.severity}{_numbers(approval, cards)}): "
        f"{escaped(approval.reason)}"
        for order, approval in enumerate(review.approvals, start=1)
    )


def _numbers(approval: Approval, cards: Cards) -> str:
    """The deviations that need it; none where the values of the contract alone do."""
    numbers = ranges(cards.numbers[one] for one in approval.deviations)
    return f"; no. {numbers}" if numbers else ""


def _deviations(review: Review, cards: Cards) -> Iterator[str]:
    groups = cards.groups()
    yield f"## Deviations ({sum(len(group.cards) for group in groups)})"
    if not groups:
        yield no_deviation_line(review)
    for group in groups:
        yield f"### {group.title.capitalize()} ({len(group.cards)})"
        for card in group.cards:
            severity = f"{card.deviation.severity.capitalize()}: " if group.untracked else ""
            yield from _card(card, f"{severity}{card.kind}")


def _missing(cards: Cards) -> Iterator[str]:
    missing = cards.missing()
    if not missing:
        return
    yield f"## Missing clauses ({len(missing)})"
    for card in missing:
        yield from _card(card, card.deviation.severity.capitalize())


def _extra(review: Review, cards: Cards) -> Iterator[str]:
    if not review.extra:
        return
    yield f"## Clauses the library does not cover ({len(review.extra)})"
    if is_not_covered(review):
        yield "The library is not for documents of this kind; these are its clauses, the one that reads riskiest first."
    yield "\n".join(map(_extra_clause, cards.extra()))


def _extra_clause(clause: Extra) -> str:
    """A line; what reads risky with its reason and its words."""
    named = escaped(" · ".join(part for part in (clause.place, clause.about) if part))
    line = f"- {clause.severity.capitalize()}: {named}"
    if clause.severity not in RISKY:
        return line
    return f"{line}\n  {escaped(clause.reason)}\n  ({escaped(shortened(f'“{clause.quote}”', QUOTE_CHARS))})"


def _card(card: Card, about: str) -> Iterator[str]:
    """One deviation; ``about`` is what its part of the report does not say already."""
    deviation = card.deviation
    yield f"#### {card.number}. {escaped(card.subject)}"
    said = [about, escaped(card.place), card.direction, f"{deviation.confidence:.0%} sure"]
    said.append(f"approver: {escaped(card.approver)}" if card.approver else "")
    yield " · ".join(part for part in said if part)
    yield block(deviation.reason)
    yield from _words(deviation)
    yield block(card.who)
    if card.notes:
        yield "\n".join(f"- {escaped(note.told)}" for note in card.notes)
    yield from _quoted("Approved clause" if deviation.kind == "missing_clause" else "Answer with", deviation.answer)
    if deviation.guidance.strip():
        yield f"Guidance for the negotiator: {escaped(deviation.guidance)}"


def _words(deviation: Deviation) -> Iterator[str]:
    for change in deviation.changes:
        yield from _quoted("Ours", change.before)
        yield from _quoted("Theirs", change.after)
    if not deviation.changes:
        yield block(deviation.quote, "> ")


def _quoted(label: str, text: str) -> Iterator[str]:
    quotation = block(text, "> ")
    if quotation:
        yield f"**{label}:**"
        yield quotation


def _tracked(review: Review) -> Iterator[str]:
    rows = tracked_rows(review)
    if not rows:
        return
    yield f"## Tracked fields ({len(rows)})"
    yield "\n".join(map(_tracked_field, stated_rows(rows)))
    yield escaped(not_stated_line(rows))


def _tracked_field(row: TrackedRow) -> str:
    """A line; what departs, is several or unsure with a line that says so."""
    number = f", no. {row.deviation}" if row.deviation else ""
    approver = f"; approver: {escaped(row.approver)}" if row.severity and row.approver and not number else ""
    severity = f", {row.severity}" if row.severity else ""
    line = f"- **{escaped(row.label)}:** {escaped(row.shown)} ({row.status}{severity}{number}{approver})"
    return f"{line}\n  {escaped(row.note)}" if row.note else line


def _findings(review: Review, cards: Cards) -> Iterator[str]:
    if not review.findings:
        return
    yield f"## Inconsistencies ({len(review.findings)})"
    rows = []
    for finding in review.findings:
        places = cards.places(finding)
        rows.append(
            f"- {finding.severity.capitalize()}: {escaped(finding.message)}{f' ({escaped(places)})' if places else ''}"
        )
    yield "\n".join(rows)


def _facts(review: Review, cards: Cards) -> Iterator[str]:
    yield f"## Facts ({len(review.fields)})"
    if not review.fields:
        yield "The contract states none of the facts that we look for."
        return
    yield "\n".join(map(_fact, cards.facts()))


def _fact(fact: Fact) -> str:
    said = [
        escaped(shortened(f"“{fact.quote}”", QUOTE_CHARS)) if fact.quote else "",
        escaped(fact.place),
        f"computed from {escaped(fact.derived_from)}" if fact.derived_from else "",
        f"also stated: {escaped(fact.also)}" if fact.also else "",
        f"{fact.confidence} sure{': check' if fact.unsure else ''}",
    ]
    return f"- **{escaped(fact.name)}:** {escaped(fact.value)}\n  ({', '.join(part for part in said if part)})"
