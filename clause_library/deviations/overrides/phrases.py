"""How a sentence says that a clause elsewhere shall not count: the grammar, on a sentence whose references are masked.

In a masked sentence each reference to a clause that protects us is a run of :data:`CITED`, each to the clause that the
sentence stands in a run of :data:`OWN`; every offset stays what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CITED = "¤"
OWN = "º"
OTHER = "¬"
"""What a reference to a clause that protects nobody of us is masked with."""

Form = Literal["set_aside", "disapplied", "exempted", "waived", "outranked", "blanket", "excepted"]
"""``notwithstanding X``; ``X shall not apply to``; ``is not subject to X``; ``waives X``; ``prevails over X``;
``notwithstanding anything to the contrary``, which names no clause; and ``except as set out in X``, which lets X take
away what the sentence itself gives."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says: ``cited`` is where the masked reference stands, ``start`` and ``end`` all of the phrase.

    ``whole``: it takes the clause away for all that there is, not for something.
    """

    form: Form
    start: int
    end: int
    cited: tuple[int, int]
    whole: bool = False


TRIGGER = re.compile(
    r"\b(?:notwithstanding|despite|in spite of|regardless of|irrespective of|without regard to|contrary to"
    r"|derogation (?:of|from)|exception to|without (?:limitation|being limited) by|not (?:\w{1,12} )?apply"
    r"|(?:not|no longer) applicable|inapplicable|cease to (?:apply|have)|no longer appl(?:y|ies)"
    r"|no (?:application|(?:further )?(?:force|effect))|disregarded|disapplied|overridden|set aside|superseded?s?"
    r"|(?:is|are|be) (?:hereby )?(?:excluded|deleted|waived|suspended|void|removed)|nothing (?:\w{1,10} ){0,4}in"
    r"|not (?:be )?(?:subject to|limited by|capped|restricted by|bound by|count)|(?:exempt(?:ed)?|excluded) from"
    r"|not limit|waives?|rely (?:up)?on|relying on|invoke|prevails?|precedence|controls?|overrides?|unlimited|uncapped"
    r"|without (?:any )?limit|not (?:be )?limited|no limit|do(?:es)? not (?:limit|restrict|exclude)"
    r"|(?:except|save|other than|unless)(?: \w{1,12}){1,6} (?:sections?|clauses?|articles?|paragraphs?|§))\b",
    re.IGNORECASE,
)
"""What every such sentence has; most have none and are not looked at."""

_CITED = rf"{CITED}{{1,300}}(?:[ ,]{{1,3}}(?:(?:and/or|and|or|through|to)[ ]{{1,3}})?{CITED}{{1,300}}){{0,9}}"
_OWN = (
    r"this (?:section|clause|article|paragraph|exhibit|schedule|annex|addendum|appendix|order form)?[ ]?"
    rf"{OWN}{{0,99}}"
)
_LEAD_WORDS = (
    "the any all each every such other anything else to contrary contained set forth out stated provided specified "
    "described terms term provisions provision limitations limitation limits limit restrictions restriction "
    "exclusions exclusion caps cap disclaimers disclaimer requirements requirement prohibitions prohibition "
    "conditions condition protections protection waiver rights right remedies obligations obligation of on in under "
    "at by with and or liability damages use amounts amount aggregate overall general maximum monetary financial "
    "above foregoing preceding our its including application benefit operation effect"
).split()
_LEAD = rf"(?:(?:{'|'.join(_LEAD_WORDS)})\b[ ,]{{1,3}}){{0,14}}"
_AFTER = (
    r"(?: ?\([^()]{1,60}\))?,?(?: (?:set out|set forth|contained|stated|provided(?: for)?))?"
    r"(?: (?:(?:of|in|under) (?:this agreement|these terms)|hereof|herein|hereunder|above|below)\b)?,?"
)
_ADVERBS = (
    r"(?:(?:hereby|also|further|expressly|thereby|therefore|then|accordingly|in any event|however|in any way)[ ,]{1,3})"
    r"{0,3}"
)
_CONTRA = (
    r"\b(?:notwithstanding|despite|in spite of|regardless of|irrespective of|without regard to|contrary to"
    r"|in derogation (?:of|from)|by way of (?:exception|derogation) (?:to|from)|as an exception to"
    r"|without (?:limitation|being limited) by)"
)
_IF = re.compile(
    r"\b(?:(?:if|to the extent(?: that)?|should|where|insofar as|in case|in the event(?: that)?) "
    rf"{_LEAD}|may (?:\w{{1,12}} ){{0,4}}agree\b[^.;]{{0,60}})$"
)
"""What makes it a case that may come, not a rule."""
_LIMITING = r"(?:limit|restrict|exclude|reduce|affect|prevent|preclude|prejudice|impair|cap|bar|prohibit)"
_DISAPPLIED = (
    rf"(?:(?:shall|will|do|does|may|must|should) {_ADVERBS}not {_ADVERBS}(?:apply|extend)\b"
    rf"|(?:shall |will )?{_ADVERBS}(?:ceases? to (?:apply|have effect)|no longer appl(?:y|ies))\b"
    rf"|(?:is|are|shall be|will be) {_ADVERBS}(?:(?:not|no longer) {_ADVERBS}applicable|inapplicable)\b"
    r"|(?:has|have|shall have|will have) no (?:further )?(?:application|effect|force|bearing)\b"
    rf"|(?:is|are|shall be|will be) {_ADVERBS}(?:of no|without) (?:further )?(?:force|effect|application)\b"
    rf"|(?:is|are|shall be|will be) {_ADVERBS}(?:disregarded|ignored|excluded|deleted|disapplied|waived|suspended|void"
    r"|superseded|overridden|removed|set aside|inoperative|null and void|stricken|struck out|lifted|dropped)\b"
    rf"|(?:shall|will|do|does|may|must|should) {_ADVERBS}not {_ADVERBS}{_LIMITING}\b)"
)
_WHOLE = re.compile(r"\b(?:deleted|no (?:further )?(?:force|effect)|stricken|struck out|removed|null and void)\b")
_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("set_aside", re.compile(rf"{_CONTRA} {_LEAD}(?P<cited>{_CITED})")),
    ("set_aside", re.compile(rf"(?P<cited>{_CITED}){_AFTER} notwithstanding\b")),
    ("disapplied", re.compile(rf"(?P<cited>{_CITED}){_AFTER} {_DISAPPLIED}")),
    (
        "disapplied",
        re.compile(
            rf"\bnothing {_LEAD}(?P<cited>{_CITED}){_AFTER} (?:(?:shall|will|may|is intended to|be construed (?:as|to)"
            rf"|be deemed to) ){{0,2}}{_ADVERBS}{_LIMITING}(?:s|ing)?\b"
        ),
    ),
    (
        "exempted",
        re.compile(
            r"(?:\bnot (?:be )?(?:subject to|limited by|capped by|restricted by|bound by|affected by"
            r"|(?:count|counted) (?:towards?|against))|\bexempt(?:ed)? from|\bexcluded from"
            r"|\b(?:falls?|is|are|be|remains?) outside(?: of)?) "
            rf"{_LEAD}(?P<cited>{_CITED})"
        ),
    ),
    ("waived", re.compile(rf"\bwaives? {_LEAD}(?P<cited>{_CITED})")),
    (
        "waived",
        re.compile(
            rf"\bnot (?:to )?(?:be )?(?:(?:entitled|permitted|able|allowed) to )?(?:rely (?:up)?on|invoke) {_LEAD}"
            rf"(?P<cited>{_CITED})"
        ),
    ),
    (
        "outranked",
        re.compile(
            r"\bthis (?P<own>[^.;¤]{1,60}?)(?:prevails?|takes? precedence|overrides?|supersedes?|controls?)(?: over)? "
            rf"{_LEAD}(?P<cited>{_CITED})"
        ),
    ),
    (
        "outranked",
        re.compile(
            rf"\b(?:conflict|inconsistency|discrepancy|contradiction)\b[^.;¤]{{0,60}}(?P<cited>{_CITED})"
            rf"[^.;¤]{{0,30}}\b{_OWN} (?:shall |will )?(?:prevails?|takes? precedence|governs?|controls?)"
        ),
    ),
)
_BLANKET = re.compile(
    rf"{_CONTRA} (?:anything|any)\b(?: (?:other|else|provisions?|terms?|to the|contrary|contained|set forth|set"
    r" out|stated|provided|elsewhere|of|in|and|or|conditions?|clauses?|herein|hereof|to|this agreement|the agreement"
    r"|the contract|these terms)){0,12}"
)
_EXCEPTED = re.compile(
    r"\b(?:except|save|other than|unless)\b(?: (?:as|for|to the extent|otherwise|expressly|set out|set forth|provided"
    r"|stated|specified|described|permitted|agreed|in|under|by|pursuant to|liability|claims|the|any)\b){1,7} "
    rf"(?P<cited>[{OTHER}{CITED}]{{1,300}})"
)
_NAMES_A_CLAUSE = re.compile(
    r" ?(?:this |the )?(?:sections?|clauses?|articles?|paragraphs?|exhibits?|schedules?|annex|sentence|§)\b"
)
_MEANS_ALL = re.compile(r"\b(?:anything|provisions?|terms?|else|contrary)\b")


def read_phrase(masked: str) -> Said | None:
    """What the masked sentence, in small letters, says about the clauses it cites; None where it takes nothing away."""
    for form, pattern in _PATTERNS:
        found = pattern.search(masked)
        if found is not None and not (form == "disapplied" and _IF.search(masked, 0, found.start())):
            whole = form == "disapplied" and _WHOLE.search(masked, *found.span()) is not None
            return Said(form, found.start(), found.end(), found.span("cited"), whole)
    return None


def read_blanket(masked: str) -> Said | None:
    """The same for ``notwithstanding anything to the contrary``; None where only the same clause is meant."""
    found = _BLANKET.search(masked)
    if found is None or _MEANS_ALL.search(found[0]) is None or _NAMES_A_CLAUSE.match(masked, found.end()):
        return None
    return Said("blanket", found.start(), found.end(), (found.end(), found.end()))


def read_exception(masked: str) -> Said | None:
    """The same for ``except as set out in X``."""
    found = _EXCEPTED.search(masked)
    return None if found is None else Said("excepted", found.start(), found.end(), found.span("cited"))
