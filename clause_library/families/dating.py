"""From which day a document has effect, told apart from the dates of the documents that it names."""

from __future__ import annotations

from clause_library.families.roles import OPENING_CHARS
from clause_library.families.sources import Source
from extractor.fields.dates import find_dates
from extractor.fields.phrasing import phrase
from extractor.types import Span

_OWN = phrase(
    r"\b(?:is|are|shall be|becomes?)(?: hereby)?(?: dated,?| made| entered into| effective| executed| signed)"
    r"(?:,? and(?: is)?(?: made| entered into| effective| executed)?)?(?: by and| as of| on| of| this| from| the){0,4}"
    r" ?$"
    r"|\bdated and effective as of ?$|\btakes? effect (?:on|as of|from) ?$"
    r"|\b(?:effective|start|commencement|order|amendment|signature|effect)(?: form)? date ?[:\"-]{0,2} ?$"
)
_MADE = phrase(
    r"\b(?:made|entered into|effective)(?: and (?:entered into|effective))?(?: as of| on| this| as| from){0,2}"
    r"(?: the)? ?$"
)
_NAMES_ITSELF = phrase(r"^,? ?\(? ?(?:this |the )?\"?(?:\w+ ){0,2}(?:amendment|effective date|amendment date)")
_OTHERS = phrase(
    r"(?:agreement|contract|order form|work|sow|msa|lease|terms|addendum|amendment(?: no\.? ?\w{1,3})?)\"?\)?"
    r",?(?: ?\([^()]{0,60}\))?,?(?: which| that)?(?: is| was)?(?: made| dated| entered into| effective)?"
    r"(?: and effective)?(?: as of| on| as)? ?$"
)
_SOMEBODY_ELSES = phrase(
    r"\b(?:between|among|by and)\b[^.;]{0,200}\b(?:dated|effective|entered into)(?: as)?(?: of| on)? ?$"
)
_RECITAL = phrase(
    r"\b(?:whereas|previously entered|have entered|had entered|are (?:the )?parties to|entered into (?:that|the|an?)) "
)
_BEHIND_LABEL = phrase(r"\bdated? ?: ?$")
_END_CHARS = 1_500
_BESIDE_NAME = phrase(r"\b(?:date|dated|on) ?:? ?$")
_HEAD_CHARS = 600
"""A date that stands alone so near to the beginning is that of the document."""
_AROUND_CHARS, _AFTER_CHARS = 160, 60


def date_of(source: Source, *, amends: bool) -> tuple[str, Span] | None:
    """The day, or month, from which the document has effect, with its words; None where it states none.

    :param amends: the document names another one's date as well, which must not be taken for its own.
    """
    scored = [(score, -start, value, span) for value, start, span, score in _candidates(source, amends=amends)]
    best = max(scored, key=lambda one: one[:2], default=None)
    if best is not None and best[0] > 0:
        return best[2], best[3]
    signed = _signed(source)
    if signed is not None:
        return signed
    return (best[2], best[3]) if best is not None and best[0] == 0 else None


def _candidates(source: Source, *, amends: bool) -> list[tuple[str, int, Span, int]]:
    """Dates of the opening, each with how plainly it is the document's own."""
    found = []
    for date in find_dates(source.plain, 0, OPENING_CHARS):
        score = _score(source.plain, date.span, amends=amends)
        found.append((date.value, date.span.start, date.span, score))
    for name in ("effective_date", "agreement_date"):
        for field in source.fields(name):
            inside = [one for one in found if field.span.covers(one[2])]
            if field.derived_from or not isinstance(field.value, str) or any(one[3] < 0 for one in inside):
                continue
            found.append((field.value, field.start, field.span, 2 if name == "effective_date" else 1))
    return found


def _score(text: str, span: Span, *, amends: bool) -> int:
    before = text[max(0, span.start - _AROUND_CHARS) : span.start].replace("\n", " ")
    after = text[span.end : span.end + _AFTER_CHARS]
    sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1 :]
    if _NAMES_ITSELF.search(after.replace("\n", " ")):
        return 5
    if _RECITAL.search(sentence):
        return -3
    if _OWN.search(before[-60:]):
        return 4
    if _OTHERS.search(before[-70:]) and amends:
        return -3
    if amends and _SOMEBODY_ELSES.search(sentence):
        return -3
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start] + after.partition("\n")[0]
    alone = span.start < _HEAD_CHARS and line.strip(" .,:").lower() in ("", "date", "dated")
    return 3 if _MADE.search(before[-60:]) else 1 if alone else 0


def _signed(source: Source) -> tuple[str, Span] | None:
    """The last date beside a signature; where no signatures were told apart, one behind ``Date:`` near the end."""
    roots = [clause for clause in source.clauses if clause.part == "signature"]
    start = roots[0].extent.start if roots else max(len(source.text) // 2, len(source.text) - _END_CHARS)
    beside = _BESIDE_NAME if roots else _BEHIND_LABEL
    dates = [
        found
        for found in find_dates(source.plain, start)
        if beside.search(source.plain[max(0, found.span.start - 30) : found.span.start])
    ]
    latest = max(dates, key=lambda found: (found.value, -found.span.start), default=None)
    return (latest.value, latest.span) if latest else None
