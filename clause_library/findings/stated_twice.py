"""Fields of which the contract states another value elsewhere: both places, which one the review uses, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from clause_library.deviations.reasons import plain
from clause_library.findings.paper import Paper
from clause_library.findings.topics import cue
from clause_library.types import Finding, Severity
from extractor.types import Evidence, Field, FieldAlternative, FieldValue, Lost, Span

_SINGLE_VALUED: dict[str, tuple[str, Severity]] = {
    "governing_law": ("The governing law", "high"),
    "expiration_date": ("The expiration date", "medium"),
    "initial_term": ("The initial term", "medium"),
    "renewal_term": ("The renewal term", "medium"),
    "effective_date": ("The effective date", "medium"),
    "renewal_notice_period": ("The notice to prevent renewal", "medium"),
    "confidentiality_term": ("The confidentiality term", "medium"),
    "termination_for_cause": ("The time to cure a breach", "medium"),
    "termination_for_convenience": ("The notice to end the contract without cause", "high"),
    "breach_notification": ("The time to report a breach", "high"),
    "liability_cap": ("The limit of liability", "high"),
}
"""Fields that a contract should state once, or the same each time; the others have a value for each thing."""
_LEAST_CONFIDENCE = 0.5
_REASONS: Mapping[Lost, str] = MappingProxyType(
    {
        "less_plain": "whose words say it more plainly",
        "stated_later": "which comes first",
        "lower_precedence": "which prevails by the contract's own order",
        "less_specific": "which is more specific",
    }
)
_OWN_CASE = cue(
    r"\bnotwithstanding|\bexcept,? (?:that|for)|\bprovided,? (?:however|that)|\bin lieu|\bother than"
    r"|\bexcept,? (?:as|where|when|if) (?!(?:otherwise |expressly ){0,2}(?:provided|set forth|stated|permitted) "
    r"(?:herein|in this))"
    r"|\bin (?:the )?(?:case|event) (?:of (?!(?:an?|any) (?:material )?(?:breach|default))|that)|\bwith respect to"
    r"|\bas amended|\bfor example|\bpreviously"
    r"|\bthis (?:schedule|exhibit|attachment|annex|appendix|licen[cs]e|guarant[ye]+|section|paragraph)\b"
    r"|\bstandstill\b|\"[\w ]{0,30}period\"|\bprocedural law\b|\barbitration (?:act|proceedings?|itself)\b"
    r"|\bgrace period|\bpilot\b|\btrial\b|\bproduct-specific|\bform of\b"
)
"""What makes a sentence about a case of its own, or about a paper of its own."""
_LASTING = frozenset({"initial_term", "renewal_term", "expiration_date", "renewal_notice_period"})
_OTHER_LASTING = cue(r"\b(?:confiden|secre|disclos|warrant|records|surviv|non-?compet|escrow|insurance|support)")
"""What else lasts for a while, in a sentence that was taken for one about the term."""
_SAID = ("value", "duration", "notice", "cure_period")


def fields_stated_twice(paper: Paper) -> Iterator[Finding]:
    """A conflict for each field and the likeliest of its other values, where neither sentence has its own case."""
    for field in paper.fields:
        if (
            field.name in _SINGLE_VALUED
            and field.confidence >= _LEAST_CONFIDENCE
            and _is_plain(paper, field.name, field)
        ):
            other = next((one for one in field.alternatives if _conflicts(paper, field, one)), None)
            if other is not None:
                yield _finding(paper, field, other)


def _conflicts(paper: Paper, field: Field, other: FieldAlternative) -> bool:
    """Whether the other value is of the same thing: no more exact, not computed, of no case or section of its own."""
    if (
        other.lost == "less_specific"
        or other.derived_from
        or field.derived_from
        or other.confidence < _LEAST_CONFIDENCE
    ):
        return False
    if paper.section(field.start) == paper.section(other.start):
        return False  # one section tells cases apart
    return _is_plain(paper, field.name, other) and _party(field.value) == _party(other.value)


def _is_plain(paper: Paper, name: str, words: Evidence) -> bool:
    """Whether a sentence is about the whole contract and the fact itself."""
    if paper.is_another_paper(words.start) or _OWN_CASE.search(paper.plain, words.start, words.end):
        return False
    return name not in _LASTING or _OTHER_LASTING.search(paper.plain, words.start, words.end) is None


def _party(value: FieldValue) -> FieldValue:
    return value.get("party") if isinstance(value, dict) else None


def _finding(paper: Paper, field: Field, other: FieldAlternative) -> Finding:
    said, severity = _SINGLE_VALUED[field.name]
    settled = other.lost == "lower_precedence"
    places = [(shown(one.value), paper.where(one.start)) for one in (field, other)]
    message = (
        f"{said} is stated differently: {places[0][0]} in {places[0][1]}, {places[1][0]} in {places[1][1]}. "
        f"The review uses that of {places[0][1]}, {_REASONS[other.lost]}; "
        f"{'bring the other in line' if settled else 'settle which one counts and bring the other in line'}."
    )
    return Finding(
        kind="conflicting_values",
        severity="low" if settled else severity,
        message=message,
        evidence=(paper.evidence(field.span), paper.evidence(other.span)),
        confidence=round(min(field.confidence, other.confidence), 4),
    )


def advice(paper: Paper, one: Span, two: Span) -> str:
    """What to do about two values, with the one that a field of the review has, where it has one of them."""
    uses = [
        place
        for place, other in ((one, two), (two, one))
        if any(_SINGLE_VALUED.get(field.name) and _is_of(field, place, other) for field in paper.fields)
    ]
    if len(uses) != 1:
        return "Settle which one counts and bring the other in line."
    return f"The review uses that of {paper.where(uses[0].start)}; settle which one counts and bring the other in line."


def _is_of(field: Field, place: Span, other: Span) -> bool:
    return field.span.overlaps(place) and not field.span.overlaps(other)


def shown(value: FieldValue) -> str:
    """A value as one would say it: ``30 days``, ``8 business hours``, ``USD 100000``, ``New York``."""
    if isinstance(value, dict):
        if "amount" in value:
            return f"{value.get('currency') or ''} {value['amount']}".strip()
        if "multiple" in value:
            return f"{value['multiple']} × {value.get('of') or 'the fees'}"
        if "fees_paid_in" in value:
            return f"the fees of {shown(value['fees_paid_in'])}"
        said = [shown(part) for name, part in value.items() if name in _SAID and part]
        business = " business " if value.get("business") else " "
        return ", ".join(words.replace(" ", business, 1) for words in said)
    return plain(str(value))
