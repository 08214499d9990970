"""The agreement date and the effective date: when it was made, and from when it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.choosing import choose
from extractor.fields.date_phrases import EFFECTIVE_AFTER, OTHER_DATED, OTHER_PAPER
from extractor.fields.dates import FoundDate, find_dates
from extractor.fields.effective_dates import stated_effective
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.preamble import Preamble
from extractor.fields.reading import Candidate, Reading
from extractor.fields.signature_dates import signature_date
from extractor.fields.signatures import words_of_execution
from extractor.types import Span

_TAIL_CHARS = 160
_LETTER_CHARS = 1_500
_TITLE_CHARS = 300
_OPENING_LINES_CHARS = 3_000
_BLOCK_CHARS = 120
_SIGNED_ABOVE = re.compile(r"/s/|\bBy:|\b[Ss]ignature:|\bExecution Date:|\bAccepted (?:by|for)\b|\bSigned\b[^.]{0,60}:")
"""Signs of a signature block, whose dates are the signers'."""

_MADE = phrase(
    r"\b(?:made|entered(?: into)?|dated(?:[a-z ]{0,12})|executed|concluded|signed|given|agreement date(?:d)?|"
    r"date of agreement|"
    r"(?:made )?this|date ?:|(?:as )?of this|last updated ?:?)\b[^;]{0,70}$"
)
_MADE_PLAINLY = phrase(
    r"\b(?:made|entered(?: into)?|dated|executed|concluded|signed|given|agreement date|date of agreement)\b[^;]{0,70}$"
)
"""That it was made, and does not only hold, from that day."""
_EFFECTIVE_BEFORE = phrase(
    r"\b(?:effective(?: date)?|effectiveness|takes? effect|effect|commenc\w+|in force)\b"
    r"(?:[^;.]|\.(?! ?(?-i:[A-Z]))){0,60}$"
)
_AGREEMENT_DATE_AFTER = phrase(
    r"^[^;.]{0,10}\(? ?(?:the |hereinafter )?\"(?:Agreement|Execution|Signing|Signature) Date\"?"
)
_AS_MADE = phrase(
    r"\b(?:agreement|contract|amendment)\b[^.;\"]{0,60} (?:becomes?|is|be|takes?|comes?|come) (?:effective|effect|"
    r"into force)"
    r" (?:as of |on |from )?(?:the )?(?:date (?:hereof|of (?:this|the) agreement\b(?! set| in)|"
    r"(?:and year )?first (?:above )?(?:written|set forth|stated))|(?:day|date) and year first)|"
    r"\"effective date\" (?:means|shall mean|is) (?:the )?date (?:of this agreement|hereof|first (?:above )?written)"
)
"""That the contract is effective as of its own date."""
_AS_SIGNED = phrase(
    r"(?:\beffective (?:as of |on |upon )?(?:the )?(?:last|latest|later|final)\b[^.;]{0,30}\b(?:dates?|sign\w*|"
    r"execut\w*)|"
    r"\"effective date\"\)? (?:of this agreement )?(?:means|shall mean|shall be|is|will be) (?:the )?(?:last )?date "
    r"(?:of (?:the )?(?:last|latest|final) (?:signature|execution)|(?:on which )?(?:the )?last (?:of the )?(?:party|"
    r"parties|to sign)))"
)
"""That the contract is effective from the last signature."""
_NAMED_DAY = phrase(
    r"\"?effective date\"? ?(?:of this agreement )?(?::|means|shall mean|is|shall be|will be) ?(?:the )?[\w,]{1,12}"
    r"(?: [\w,]{1,12}){0,5}"
)
"""That a day, and nothing else, is the effective date."""
_ON_EFFECTIVE = phrase(
    r"\b(?:made|entered into|executed|dated)\b[^.;]{0,40} (?:as of|on) (?:the |this )?(?:\"?effective date\b)"
)
_LINE_BEFORE = re.compile(r"(?:^|\n|\t|\s{3})\s{0,10}(?:[Dd]ated?:?(?:\s(?:as\s)?of)?:?\s{1,10})?$", re.IGNORECASE)
_TITLE_BEFORE = re.compile(r"\b(?:AGREEMENT|CONTRACT|AMENDMENT|LETTER|ADDENDUM)\s{1,20}$")
"""A title that runs into the date below it."""
_LINE_AFTER = re.compile(r"[.,:;]?(?:\s{0,2}\n|\t|\s{3}|\s{0,3}$)")
_OF_EFFECT = phrase(
    r"\b(?:effective|commencement|start|quote|proposal|offer|bid) date ?:?|\b(?:effective|takes? effect) (?:as|from|on)"
)
_END_OF_TERM = phrase(r"\b(?:terminat|expir|end|conclud|until|through|scheduled|no later)\w*\b[^.;]{0,25}$")
"""Words before a day on which something ends or takes place."""


def find_signing_dates(reading: Reading, preamble: Preamble | None) -> list[Candidate]:
    """At most one agreement date and one effective date."""
    opening = _from_preamble(reading, preamble) if preamble else {}
    lines = _from_opening_lines(reading)
    of_effect = lines is not None and _OF_EFFECT.search(reading.text, max(0, lines.span.start - 40), lines.span.end)
    signed = signature_date(reading) if lines is None or of_effect else None
    agreement = opening.get("agreement_date") or signed or opening.get("as_of_effect") or lines
    effective = _effective(reading, opening.get("effective_date") or _own_day(reading, agreement))
    if effective is None and agreement is not None:
        is_signed = agreement.method == "date_signature"
        effective = Candidate(
            "effective_date",
            agreement.value,
            agreement.span,
            "effective_as_signed" if is_signed else "effective_as_made",
            derived_from=(
                f"{'last signed' if is_signed else 'made'} on {agreement.value}; no other effective date is stated",
            ),
        )
    if agreement is None and effective is not None and _is_of_effective_date(reading, preamble, effective):
        agreement = Candidate("agreement_date", effective.value, effective.span, "date_effective_as_of")
    return [candidate for candidate in (agreement, effective) if candidate is not None]


def _effective(reading: Reading, opening: Candidate | None) -> Candidate | None:
    """The effective date, plainest in the opening; a provision that gives "Effective Date" another day disagrees."""
    stated = stated_effective(reading)
    if opening is None or stated is None:
        return opening or stated
    named = _NAMED_DAY.fullmatch(reading.text, stated.span.start, stated.span.end)
    return choose(reading, [opening, replace(stated, weight=opening.weight - 0.1)]) if named else opening


def _own_day(reading: Reading, agreement: Candidate | None) -> Candidate | None:
    """The day of the agreement or of its last signature, where the contract says that it is effective from then on."""
    for span in reading.paragraphs("effective"):
        made = _AS_MADE.search(reading.text, span.start, span.end)
        if made is not None and agreement is not None and agreement.method != "date_signature":
            words = squeeze(made.group())
            place = Span(*made.span())
            return Candidate(
                "effective_date",
                agreement.value,
                place,
                "effective_as_stated",
                derived_from=(f"{words}: {agreement.value}",),
            )
        signed = _AS_SIGNED.search(reading.text, span.start, span.end)
        last = signature_date(reading) if signed is not None else None
        if last is not None:
            reason = (f"last signed on {last.value}",)
            return Candidate("effective_date", last.value, last.span, "effective_as_signed", derived_from=reason)
    return None


def _is_of_effective_date(reading: Reading, preamble: Preamble | None, effective: Candidate) -> bool:
    """Whether the contract is dated as of its effective date."""
    if effective.method == "effective_preamble":
        return True
    return preamble is not None and bool(_ON_EFFECTIVE.search(reading.text, preamble.span.start, preamble.span.end))


def _from_preamble(reading: Reading, preamble: Preamble) -> dict[str, Candidate]:
    """Agreement and effective date of the paragraph that names the parties, each the first that fits."""
    found: dict[str, Candidate] = {}
    before_parties: Candidate | None = None
    text = reading.text
    end = min(words_of_execution(reading) or len(text), preamble.span.end + _TAIL_CHARS)
    previous = preamble.span.start
    for date in find_dates(text, preamble.span.start, end):
        before = text[max(previous, date.span.start - 150) : date.span.start]
        after = text[date.span.end : date.span.end + 80]
        is_other = OTHER_PAPER.search(before) is not None
        previous = date.span.end
        quote = _phrase(text, date.span)
        if EFFECTIVE_AFTER.search(after) or (_EFFECTIVE_BEFORE.search(before) and not is_other):
            found.setdefault("effective_date", Candidate("effective_date", date.value, quote, "effective_preamble"))
            if _MADE.search(before):
                made = "agreement_date" if _MADE_PLAINLY.search(before) else "as_of_effect"
                found.setdefault(made, Candidate("agreement_date", date.value, quote, "date_preamble"))
        elif _AGREEMENT_DATE_AFTER.search(after) or (
            _MADE.search(before) and not is_other and not _END_OF_TERM.search(before)
        ):
            found.setdefault("agreement_date", Candidate("agreement_date", date.value, quote, "date_preamble"))
        elif not is_other and date.span.start < preamble.parties.start and before_parties is None:
            before_parties = Candidate("agreement_date", date.value, quote, "date_before_parties")
    if before_parties is not None:
        found.setdefault("agreement_date", before_parties)
    return found


def _from_opening_lines(reading: Reading) -> Candidate | None:
    """A date that stands alone on a line at the top, or after "dated as of" or "Date:" there."""
    text = reading.text
    signatures = words_of_execution(reading)
    for date in find_dates(text, 0, min(len(text) if signatures is None else signatures, _OPENING_LINES_CHARS)):
        if date.day is None:
            continue
        alone = date.span.start < _LETTER_CHARS and _stands_alone(reading, date)
        line = reading.contract.document.text.rfind("\n", 0, date.span.start) + 1
        before = text[max(line, date.span.start - 60) : date.span.start]
        labelled = re.search(
            r"(?:\bdated?|\bas\s{1,20}of|\bmade|\binto|\bthis|\b(?:made|into|signed|executed|concluded|given|"
            r"sent)\b[^.;]{0,30}"
            r"\s(?:on|in))\b[\s:]*(?:as\s{1,20}of|this|the|on)?[\s:]*$",
            before,
            re.IGNORECASE,
        )
        titled = date.span.start < _TITLE_CHARS and _TITLE_BEFORE.search(before)
        if _SIGNED_ABOVE.search(text, max(0, date.span.start - _BLOCK_CHARS), date.span.start):
            continue
        said = text[max(line, date.span.start - 150) : date.span.start]
        if OTHER_PAPER.search(before) or OTHER_DATED.search(said) or _END_OF_TERM.search(before):
            continue
        if alone or labelled or titled:
            return Candidate(
                "agreement_date", date.value, _phrase(text, date.span), "date_alone" if alone else "date_opening"
            )
    return None


def _stands_alone(reading: Reading, date: FoundDate) -> bool:
    """Whether the date is all that its line holds; a wide gap ends a line too."""
    original = reading.contract.document.text
    before, after = (
        original[max(0, date.span.start - 40) : date.span.start],
        original[date.span.end : date.span.end + 4],
    )
    return _LINE_BEFORE.search(before) is not None and _LINE_AFTER.match(after) is not None


def _phrase(text: str, date: Span) -> Span:
    """The date with the few words before it that say what it is."""
    start = max(0, date.start - 60)
    lead = re.search(
        r"(?:made|entered|dated|executed|effective|signed|as\s{1,20}of|this)\b[^.;\"]{0,55}$",
        text[start : date.start],
        re.IGNORECASE,
    )
    return Span(start + lead.start(), date.end) if lead else date
