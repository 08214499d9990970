"""The signature blocks: who signs, and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.dates import find_dates
from extractor.fields.party import Party
from extractor.fields.party_names import LEGAL_FORM, has_legal_form, is_name
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

SIGNATURE_CHARS = 5_000
_LONGEST_NAME_CHARS = 90
_WITNESS = phrase(
    r"\b(?:in witness whereof|in witness of|executed as of the|duly executed|very truly yours|sincerely|"
    r"agreed and accepted|accepted and agreed|acknowledged and agreed|confirmed and agreed|signed by the parties|"
    r"signed for and on behalf)\b"
)
_EXECUTION_WORDS = ("witness", "executed", "truly", "sincerely", "agreed", "accepted", "signed")
_SIGNER = re.compile(r"(?<!\S)(?:By|BY|Per)\s{0,20}:")
_NAME_BEFORE_SIGNER = re.compile(
    rf"((?:[A-Z0-9][\w&'.,-]{{0,60}}\s{{1,20}}){{1,8}}?(?:{LEGAL_FORM}|INC|LTD|CORP|CORPORATION|"
    rf"LIMITED|COMPANY|BANK|TRUST)\b\.?)\s{{0,20}}$"
)
_INDIVIDUAL = re.compile(r"/s/[ \t]{0,60}((?:[A-Z][\w'.-]{0,60}[ \t]{1,60}){1,4}[A-Z][\w'-]{1,60})")
_AFTER_NAME = re.compile(r"(?:[ \t]{1,60}(?:Print|Name|Title|Date|Dated|Witness(?:'s)?|Signature)){1,20}$")
_DATE_LABEL = phrase(
    r"\b(?:date|dated)(?: signed| of signature)? ?: ?|"
    r"\b(?:executed|accepted|agreed|signed|dated)\b[^.;:]{0,50}?\b(?:as of|on|this)(?: the)? ?"
)
_LABEL = re.compile(r"^(?:\s{0,20}(?:For|FOR|on behalf of|By)\s{0,20}:?\s{1,20})|(?<![\s,:;])[\s,:;]+$")
_TITLES = re.compile(
    r"\b(?:president|officer|director|secretary|title|name|date|its|witness|attest|by|signature|member|manager|agreed|"
    r"accepted|acknowledged|yours|address|print|ceo|cfo|page|source|exhibit|date)\b|:",
    re.IGNORECASE,
)


def words_of_execution(reading: Reading) -> int | None:
    """Where the last "in witness whereof" or the like stands, past the opening; None where there is none."""
    floor = len(reading.text) // 3
    for span in reversed(list(reading.paragraphs(*_EXECUTION_WORDS))):
        starts = [match.start() for match in _WITNESS.finditer(reading.text, max(floor, span.start), span.end)]
        if starts:
            return starts[-1]
    return None


def signature_start(reading: Reading) -> int:
    """Where the signatures begin: the last words of execution; else the last stretch of the text."""
    start = words_of_execution(reading)
    return max(0, len(reading.text) - SIGNATURE_CHARS) if start is None else start


def signature_parties(reading: Reading) -> Iterator[Party]:
    """Names above "By:" lines, and people who sign for themselves, in order."""
    original = reading.contract.document.text
    start = signature_start(reading)
    end = min(len(original), start + SIGNATURE_CHARS)
    companies = 0
    for match in _SIGNER.finditer(original, start, end):
        line = _name_before(original, match.start(), start)
        if line is not None and has_legal_form(reading.text[line.start : line.end]):
            companies += 1
            yield Party(squeeze(reading.text[line.start : line.end]), None, line)
    if companies < 2:
        yield from _individuals(reading, start, end)


def signature_date(reading: Reading) -> Candidate | None:
    """The latest date beside a signature: when the last side signed."""
    start = signature_start(reading)
    found: list[tuple[str, Span]] = []
    for label in _DATE_LABEL.finditer(reading.text, start, min(len(reading.text), start + SIGNATURE_CHARS)):
        first = next(find_dates(reading.text, label.end(), min(len(reading.text), label.end() + 30)), None)
        if first is not None and first.day is not None:
            found.append((first.value, Span(label.start(), first.span.end)))
    if not found:
        return None
    value, span = max(found, key=lambda pair: pair[0])
    return Candidate("agreement_date", value, span, "date_signature")


def _name_before(text: str, offset: int, floor: int) -> Span | None:
    """The name on the line of "By:", where paragraphs run together, else on a line above."""
    line = text.rfind("\n", floor, offset) + 1 or floor
    if text[line:offset].strip():
        found = _NAME_BEFORE_SIGNER.search(text, max(line, offset - _LONGEST_NAME_CHARS), offset)
        return Span(*found.span(1)) if found else None
    return _line_above(text, offset, floor)


def _line_above(text: str, offset: int, floor: int) -> Span | None:
    """The nearest line above ``offset`` that can be a name."""
    for _ in range(3):
        start = max(text.rfind("\n", floor, offset), text.rfind("\t", floor, offset), floor - 1) + 1
        line = text[start:offset]
        name = _LABEL.sub("", line.strip())
        if name and not _TITLES.search(name) and is_name(name):
            at = start + line.find(name)
            return Span(at, at + len(name))
        tail = _NAME_BEFORE_SIGNER.search(text, max(start, offset - _LONGEST_NAME_CHARS), offset)
        if tail is not None:
            return Span(*tail.span(1))
        if start <= floor:
            return None
        offset = start - 1
    return None


def _individuals(reading: Reading, start: int, end: int) -> Iterator[Party]:
    """The first person whose signature stands on a line without "By:" before it."""
    original = reading.contract.document.text
    for match in _INDIVIDUAL.finditer(original, start, end):
        line_start = original.rfind("\n", 0, match.start()) + 1
        if re.search(r"\b(?:by|per)\b\s{0,20}:?", original[line_start : match.start()], re.IGNORECASE):
            continue
        name = _AFTER_NAME.sub("", match[1])
        yield Party(squeeze(name), None, Span(match.start(1), match.start(1) + len(name)))
        return
