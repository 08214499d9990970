"""What each document of a family is, by its title and opening, and what it says that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clause_library.families.names import ordinal
from clause_library.families.sources import Source
from clause_library.families.types import Role
from extractor.fields.numbers import ORDINAL
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

OPENING_CHARS = 4_000
"""So far into a document it says what it is."""
_TITLE_CHARS, _TITLE_LINE_CHARS = 240, 100
_NO = r"(?:(?:no|number|nr)\b\.?|#)"
_COUNT = r"(?:\d{1,2}\b|(?-i:[IVX]{1,5})\b|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b)"
_CHANGE = r"(?:amendment|addendum|supplement|modification|change order|variation)"
_THIS = phrase(
    rf"\bthis (?P<lead>(?:[\w&',.-]{{1,30}} ){{0,9}}?)(?P<noun>{_CHANGE})(?! (?:shall be construed|of law))"
    rf"(?: ?{_NO} ?(?P<no>{_COUNT})| (?P<figure>{_COUNT}))?"
)
_HEADED = phrase(
    rf"(?P<ordinal>{ORDINAL} )?(?P<noun>(?-i:Amendment|AMENDMENT))(?: ?{_NO} ?(?P<no>{_COUNT})| (?P<figure>{_COUNT}))?"
    r" (?:to|of)(?: the| that certain)? (?P<base>[^\n.;:(]{4,120}?"
    r"(?-i:Agreement|AGREEMENT|Contract|CONTRACT|Order Form|ORDER FORM|Work|WORK|Terms|TERMS|Lease|LEASE"
    r"|Addendum|ADDENDUM))"
)
_ENUMERATES = phrase(r",|\b(?:any|all|or|including|may|by)\b")
"""Words between "this" and "amendment" that speak of amendments in general."""
_LEADING_ORDINAL = re.compile(rf"\b(?P<ordinal>{ORDINAL})\b", re.IGNORECASE)
_NUMBERED = phrase(rf"\b{_CHANGE} ?(?:{_NO} ?(?P<no>{_COUNT})|(?P<figure>{_COUNT}))")
_NUMBERED_VARIATION = phrase(
    r"\b(?:variation|amendment|amending|extension) (?:agreement|deed|letter)"
    rf" ?(?:{_NO} ?(?P<no>{_COUNT})|(?P<figure>{_COUNT}))"
)
_AN_AMENDMENT = phrase(r"\bamendment\b")
OTHER_NAMES = phrase(
    r"(?:deed|letter|agreement) of (?:variation|amendment|extension)|letter"
    r"|(?:variation|amendment|amending|extension) (?:agreement|deed|letter)|change order"
)
"""What an amendment may be called that bears no number."""
_VARIES = phrase(
    rf"^(?:{OTHER_NAMES.pattern})\b"
    r"|^(?:\w{1,12} )?(?:extension|variation|amendment) of (?:(?:the|that|our) )?(?-i:[A-Z])"
)
"""The title of a document that changes another one, though it is not called an amendment."""
_LETTER = re.compile(r"^[ \t]{0,20}Dear [^\n]{1,80}$", re.MULTILINE)
_LETTER_CHANGES = phrase(
    r"\b(?:letter(?: agreement)?|hereby|(?:is|are|be)(?: hereby| further| also){0,2}|shall|will|agreed? to)"
    r" (?:amends?|amended|var(?:y|ies|ied)|extend(?:s|ed)?|modif(?:y|ies|ied)|replaced?)\b"
)
_RESTATED = phrase(r"\bamended (?:and|&) restated\b|\brestated and amended\b")
_DATA = phrase(r"\bdata (?:processing|protection|privacy|security)\b|\bDPA\b")
_KINDS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (
        phrase(
            r"\border form\b|\bstatements? of work\b|\bSOW\b|\bordering document\b|\bquot(?:e|ation)\b"
            r"|\border document\b|\b(?:purchase|sales|work|task|service|subscription) order\b"
        ),
        "order_form",
    ),
    (_DATA, "data_protection"),
    (phrase(r"\bservice(?: |-)levels?\b|\bSLA\b"), "sla"),
    (
        phrase(r"\bnon-? ?disclosure\b|\bNDA\b|\bconfidentiality (?:agreement|undertaking)\b|\bsecrecy agreement\b"),
        "nda",
    ),
    (phrase(r"\b(?:agreement|contract|lease|terms|deed)\b"), "master_agreement"),
)
_UNDER = phrase(r"(?:subject to|to|under|pursuant to) ")
_TO_AGREEMENT = phrase(r"\bto (?:the|that|this) ")
_MAIN = phrase(r"\b(?:master|framework|main|principal|umbrella)\b")
_ATTACHED = re.compile(
    r"\W{0,3}(?P<label>(?:exhibit|schedule|annex|appendix|attachment)\s{1,3}(?:[A-Z]{1,2}|\d{1,2}|[A-Z]-?\d{1,2})\b)(?![.\d])",
    re.IGNORECASE,
)
_NOUN = (
    r"(?-i:Agreement|AGREEMENT|Contract|CONTRACT|Order Form|ORDER FORM|Statement of Work|STATEMENT OF WORK|SOW"
    r"|Lease|LEASE|Terms of Service|TERMS OF SERVICE|Terms and Conditions|Terms|TERMS|Addendum|ADDENDUM|MSA|DPA|SLA"
    r"|Amendment|AMENDMENT)"
)
_REFERENCE = phrase(
    r"\b(?P<lead>to|under|of|by|amends|certain|with|into|in|the|that|existing)"
    r"(?: the| that| certain| this| an?| existing){0,3} "
    rf"(?P<title>(?:(?:(?-i:[A-Z][\w&'/-]{{0,30}})|of|and|for|&|to the|to),? ){{0,8}}?{_NOUN}"
    rf"(?: ?{_NO} ?{_COUNT}| {_COUNT})?)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that the opening names; ``number`` where it is an amendment, ``span`` the words."""

    title: str
    number: int | None
    span: Span
    amends: bool


@dataclass(frozen=True, slots=True)
class Nature:
    """What a document is. ``basis`` are the words that say so; ``label`` is that of an attachment (``Exhibit B``)."""

    role: Role
    title: str
    number: int | None
    label: str
    restated: bool
    main: bool
    basis: Span


def nature_of(source: Source) -> Nature:
    """What the document is, by its title and opening, else by what its clauses were reviewed as."""
    opening = source.plain[:OPENING_CHARS]
    title, at = _title(source)
    attached = _ATTACHED.match(opening)
    again = _RESTATED.search(title)
    restated = again is not None and re.search(_CHANGE, title[: again.start()], re.IGNORECASE) is None
    change = None if restated else _change(source, opening, title, at)
    if change is not None:
        return change
    named = title or (_TO_AGREEMENT.split(opening[:_TITLE_CHARS])[0] if attached else "")
    role = _role(named, source, attached=attached is not None)
    return Nature(
        role=role,
        title=title or (attached["label"] if attached else ""),
        number=None,
        label=squeeze(attached["label"]).title() if attached else "",
        restated=restated,
        main=_MAIN.search(title) is not None,
        basis=at if len(at) or not attached else Span(*attached.span("label")),
    )


def references(source: Source) -> Iterator[Reference]:
    """The documents that the opening names, in order; what it calls itself is not among them."""
    for found in _REFERENCE.finditer(source.plain, 0, OPENING_CHARS):
        title = squeeze(found["title"])
        if source.plain[max(0, found.start("title") - 6) : found.start("title")].lower().endswith("this "):
            continue
        yield Reference(
            title=title,
            number=_number(title) if _AN_AMENDMENT.search(title) else None,
            span=Span(*found.span("title")),
            amends=found["lead"].lower() in ("to", "amends", "of"),
        )


def _title(source: Source) -> tuple[str, Span]:
    """The title that was found, else the first line if that is one."""
    for field in source.fields("title"):
        if _UNDER.match(str(field.value)) is None:
            return squeeze(str(field.value)), field.span
    start = len(source.plain) - len(source.plain.lstrip())
    end = source.plain.find("\n", start)
    line = source.plain[start:end].strip() if end >= 0 else ""
    titled = len(line) < _TITLE_LINE_CHARS and line[-1:] not in ".,:;" and not _ATTACHED.match(line)
    if titled and (line.isupper() or line.istitle()) and any(pattern.search(line) for pattern, _ in _KINDS):
        return squeeze(line), Span(start, start + len(line))
    return "", Span(0, 0)


def _change(source: Source, opening: str, title: str, at: Span) -> Nature | None:
    """What an amendment is, by its title or by what it calls itself; None where it is none."""
    this = next((one for one in _THIS.finditer(opening) if _is_change(one["lead"], one["noun"], opening, one)), None)
    kind = next((str(field.value) for field in source.fields("agreement_type")), "")
    titled = kind == "amendment" and at.start < OPENING_CHARS and not _DATA.search(title)
    headed = _HEADED.search(opening)
    varies = _VARIES.search(title)
    letter = _LETTER.search(opening)
    if letter is not None and _LETTER_CHANGES.search(source.plain, letter.end(), letter.end() + OPENING_CHARS) is None:
        letter = None
    if this is None and not titled and not varies and not letter and not (headed and headed.start() < _TITLE_CHARS):
        return None
    if letter is not None and not (titled or headed or this):
        words, span = "Letter", Span(*letter.span())
    else:
        words, span = (title, at) if titled or varies else _words_of(opening, headed, this)
    return Nature(
        role="amendment",
        title=words,
        number=_number(words) or (_number(squeeze(this.group())) if this else None),
        label="",
        restated=False,
        main=False,
        basis=span,
    )


def _is_change(lead: str, noun: str, opening: str, found: re.Match[str]) -> bool:
    """Whether "this ... Amendment" is one: a data processing addendum changes nothing."""
    after = opening[found.end() : found.end() + 200].lower()
    if _DATA.search(lead) or _ENUMERATES.search(lead):
        return False
    return noun.lower() not in ("addendum", "supplement") or "amend" in after


def _words_of(opening: str, headed: re.Match[str] | None, this: re.Match[str] | None) -> tuple[str, Span]:
    if headed is not None:
        return squeeze(headed.group()), Span(*headed.span())
    if this is None:
        return "", Span(0, 0)
    start = this.start("lead") if this["lead"] else this.start("noun")
    return squeeze(opening[start : this.end()]), Span(start, this.end())


def _number(words: str) -> int | None:
    """The number of an amendment by its name: ``Amendment No. 2``, ``Second Amendment``."""
    numbered = _NUMBERED.search(words) or _NUMBERED_VARIATION.search(words)
    if numbered:
        return ordinal(numbered["no"] or numbered["figure"])
    noun = re.search(_CHANGE.replace(" ", r"\s"), words, re.IGNORECASE)
    before = words[: noun.start()] if noun else ""
    leading = _LEADING_ORDINAL.search(before[-30:])
    return ordinal(leading["ordinal"]) if leading else None


def _role(title: str, source: Source, *, attached: bool) -> Role:
    for pattern, role in _KINDS:
        if pattern.search(title):
            return role
    if attached:
        return "exhibit"
    if title or any(problem.code == "not_covered" for problem in source.review.document.problems):
        return "other_agreement"
    return source.review.agreement_type
