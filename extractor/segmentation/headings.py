"""Headings: what looks like one, and where a run-in heading ends (``Cap on liability. In no event ...``)."""

from __future__ import annotations

import re

LONGEST_HEADING_WORDS = 14
LONGEST_HEADING_CHARS = 120
_LONGEST_SENTENCE_CASE_WORDS = 8  # "Cap on the liability of the supplier." and not a short sentence
_MINOR = frozenset(
    "a an and as at be between by for from if in into not of off on or other out over per the to under upon via with"
    " within without its their such any all no".split()
)
_VERBS = frozenset(
    "shall will is are was were may must has have had means mean agrees agree can cannot should would does do"
    " includes include warrants represents acknowledges hereby".split()
)
_LONGEST_TITLE_OF_THIS = 5  # "Term of this Agreement", not "The Schedules form part of this Agreement"
_OPENING = re.compile(r"(?:In|For|As|Under)\s(?:this|these|the\spurposes?)\b|For\spurposes\b")
_SHOUTED = frozenset("SHALL MUST SEE HEREBY WHICH ARE HAS HAVE INTENTIONALLY".split())
_WORD = re.compile(r"[^\W_]+(?:['’&./-][^\W_]+){0,6}")
_RUN_IN_END = re.compile(r"\.[”\"]?\s?[-–—]{1,2}\s?|[.:][”\"]?(?=\s)|\s[-–—]{1,2}\s|[–—]|[ \u00a0]{3,}|[\t\n]")
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Co|Corp|Ltd|No|Nos|vs|St|Mr|Mrs|Ms|Dr|U\.S|e\.g|i\.e|L\.P|[ap]\.m|[A-Z]))$")
_CAPITAL_RUN = re.compile(r"(?:(?:[A-Z][A-Z0-9'’&,/()-]{1,30}|[&A])[ \t]{1,2}){1,12}(?=[A-Z“\"][a-z]|[A-Z] )")
_TRIM = " \t\n\u00a0.:;,-–—_"
_BLANKS = re.compile(r"[ \t\u00a0]{2,}")


def clean(heading: str) -> str:
    """A heading without the punctuation that parts it from its text."""
    return heading.strip(_TRIM)


def bare(heading: str) -> str:
    """The letters of a heading, to tell whether two say the same."""
    return "".join(filter(str.isalnum, heading.lower()))


def is_all_caps(text: str) -> bool:
    """Whether every letter is a capital, and there is more than one."""
    return text.isupper() and sum(map(str.isalpha, text[:12])) > 1


def is_heading_like(text: str) -> bool:
    """Whether a whole paragraph reads as a heading: short, capitalised, no sentence."""
    text = text.strip()
    if not 2 < len(text) <= LONGEST_HEADING_CHARS or text[-1] in ";,-&" or not (text[0].isupper() or text[0] in '“"[('):
        return False
    words = _WORD.findall(text)
    if not 0 < len(words) <= LONGEST_HEADING_WORDS or not any(map(str.isalpha, text)):
        return False
    if is_all_caps(text):
        return True
    return words[-1] not in ("and", "or") and not _has_verb(words) and _capitalised(words)


def is_plain_title(text: str) -> bool:
    """Whether a paragraph that is styled as a heading is no sentence: Word's heading styles number sentences too."""
    words = text.split()
    if not 0 < len(words) <= LONGEST_HEADING_WORDS or words[0][0].islower():
        return False
    return text.rstrip()[-1] not in ".;,:" and not _has_verb(words)


def is_sentence(text: str) -> bool:
    """Whether a paragraph is text, whatever its style says: an item of a list, or a sentence with its full stop."""
    text = text.strip()
    words = text.split()
    if not words:
        return False
    if text[0].islower() or text[-1] in ",;" or words[-1] in ("and", "or"):
        return True
    return text[-1] == "." and (len(words) > LONGEST_HEADING_WORDS or _has_verb(words))


def has_verb(text: str) -> bool:
    """Whether it says something of something, as no heading and no caption does."""
    return _has_verb(_WORD.findall(text))


def is_shouted(text: str) -> bool:
    """Whether words in capitals are a sentence and no heading: ``SEE THE TERM SHEET ATTACHED``."""
    return text.isupper() and not _SHOUTED.isdisjoint(_WORD.findall(text))


def split_run_in(text: str) -> tuple[str, int]:
    """The heading that ``text`` starts with, and where its wording begins; ``("", 0)`` where there is none.

    A text that is a heading as a whole gives its own length.
    """
    if is_heading_like(text) and not text.rstrip().endswith(","):
        return clean(text), len(text)
    for match in _RUN_IN_END.finditer(text, 0, LONGEST_HEADING_CHARS + 4):
        candidate = text[: match.start()]
        if match[0][0] == "." and _ABBREVIATED.search(candidate):
            continue
        rest = text[match.end() : match.end() + 3].lstrip()
        follows = rest[:1].isupper() or rest[:1] in "“\"‘'([$" or rest[:1].isdigit() or match[0].isspace()
        if follows and _is_run_in(candidate, sentence_case=match[0][0] in ".:"):
            end = match.end()
            return clean(candidate), end + (len(text[end:]) - len(text[end:].lstrip()))
        if match[0][0] == ".":
            break
    return _leading_capitals(text)


def _leading_capitals(text: str) -> tuple[str, int]:
    """``GOVERNING LAW This Agreement ...``: capitals that stop where a sentence begins."""
    match = _CAPITAL_RUN.match(text)
    if match is None or len(clean(match[0])) < 4:
        return "", 0
    return clean(match[0]), match.end()


def _is_run_in(text: str, *, sentence_case: bool) -> bool:
    text = text.strip()
    words = _WORD.findall(text)
    if not 0 < len(words) <= LONGEST_HEADING_WORDS or not text[0].isupper() or text[-1] in ",;":
        return False
    if (_has_verb(words) and not text.isupper()) or _OPENING.match(text) is not None:
        return False
    if text.endswith("this Agreement") and len(words) > _LONGEST_TITLE_OF_THIS:
        return False
    return _capitalised(words) or (sentence_case and len(words) <= _LONGEST_SENTENCE_CASE_WORDS and "," not in text)


def _has_verb(words: list[str]) -> bool:
    return any(word in _VERBS for word in words)


def _capitalised(words: list[str]) -> bool:
    """Whether the words that count are written with capitals."""
    significant = [word for word in words if word.lower() not in _MINOR]
    capitals = sum(1 for word in significant if word[0].isupper() or word[0].isdigit())
    return bool(significant) and capitals >= 0.75 * len(significant) and any(word[0].isupper() for word in words)
