"""The signature blocks: who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.legal_forms import LEGAL_FORM, has_legal_form, has_strong_form
from extractor.fields.party import ROLES, Party
from extractor.fields.party_names import is_name, name_at
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Reading
from extractor.types import Span

SIGNATURE_CHARS = 5_000
_NEXT_SIGNER_CHARS = 1_500
_LETTER_CHARS = 1_500
_LONGEST_NAME_CHARS = 90
_CLOSING = phrase(r"\b(?:very truly yours|yours (?:very )?truly|sincerely(?: yours)?|yours (?:faithfully|sincerely))\b")
_WITNESS = phrase(
    r"\b(?:in witness whereof|in witness of|executed as of the|duly executed|very truly yours|sincerely|"
    r"agreed and accepted|accepted and agreed|acknowledged and agreed|confirmed and agreed|signed by the parties|"
    r"signed for and on behalf|done and signed|signed at)\b"
)
_EXECUTION_WORDS = ("witness", "executed", "truly", "sincerely", "agreed", "accepted", "signed")
_SIGNER = re.compile(r"(?<!\S)(?:By|BY|Per)\s{0,20}:")
_NAME_BEFORE_SIGNER = re.compile(
    rf"((?:(?:[A-Z0-9(&][\w&'.,)-]{{0,60}}|-)\s{{1,20}}(?:of\s{{1,20}})?){{1,8}}?(?:{LEGAL_FORM}|INC|LTD|CORP|"
    rf"CORPORATION|"
    rf"LIMITED|COMPANY|BANK|TRUST)\b\.?)\s{{0,20}}$"
)
_ON_BEHALF = phrase(r"\bfor and \.?on behalf of ?:? ")
_CAPITALS = re.compile(
    r"[A-Z](?:[a-z]|\.\s[A-Z][a-z]).{0,100}?\s((?!By\b)[A-Z0-9À-Þ][A-Z0-9À-Þ&'.,()-]{1,40}(?:\s[A-Z0-9À-Þ&'.,()-]{1,40}){1,9})$"
)
_DESCRIBED_NAME = re.compile(r"^of\s|,\s{1,20}(?:an?|for|as)\s|\b(?:d/b/a|on behalf of)\b")
_AFTER_TITLE = re.compile(
    r"^.*\b(?:Signatory|President|Director|Officer|Secretary|Counsel|Treasurer|Chairman|Manager|Principal|CEO|CFO|COO|"
    r"EVP|SVP|Affairs|fact|(?:19|20)\d\d|Date|Operations|Development|Finance)[\s,.:]{1,20}(?=[A-Z]\S{0,60}\s{1,20}\S)"
)
_ROLE_LABEL = re.compile(
    rf"^(?:(?:{'|'.join(sorted(role.upper() for role in ROLES))})\s{{1,20}}(?=\S{{1,60}}\s)|"
    rf"(?:{'|'.join(sorted(role.title() for role in ROLES))})\s{{1,20}}(?=[A-Z]{{3}}))"
)
_INDIVIDUAL = re.compile(r"/s/[ \t]{0,60}((?:[A-Z][\w'.-]{0,60}[ \t]{1,60}){1,4}[A-Z][\w'-]{1,60})")
_PERSON_LABEL = re.compile(
    r"(?:^|\n|\t)[ \t]{0,20}((?i:employee|executive|consultant|recipient|director|individual|contractor))[ \t]{0,4}:"
    r"[ \t\n]{1,6}((?:[A-Z][\w'-]{1,30}|[A-Z]\.)(?:[ \t]{1,3}[A-Z][\w'.-]{0,30}){1,3})(?=[ \t]{0,4}(?:\n|$))"
)
_AFTER_NAME = re.compile(r"(?:[ \t]{1,60}(?:Print|Name|Title|Date|Dated|Witness(?:'s)?|Signature|By)){1,20}$")
_LABEL = re.compile(r"^(?:\s{0,20}(?:For|FOR|[Oo]n behalf of|By)\s{0,20}:?\s{1,20})|(?<![\s,:;])[\s,:;]+$")
_TITLES = re.compile(
    r"\b(?:president|officer|director|secretary|title|name|date|its|witness|attest|by|signature|member|manager|agreed|"
    r"accepted|acknowledged|yours|address|print|ceo|cfo|page|source|exhibit|date)\b|:",
    re.IGNORECASE,
)


def words_of_execution(reading: Reading) -> int | None:
    """Where the last "in witness whereof" or the like stands, past the opening; None where there is none."""
    return next(executions(reading), None)


def executions(reading: Reading) -> Iterator[int]:
    """Where words of execution stand, the last first: exhibits may have their own after those of the contract."""
    return found_late(reading, _WITNESS, *_EXECUTION_WORDS)


def found_late(reading: Reading, pattern: re.Pattern[str], *words: str) -> Iterator[int]:
    """Where ``pattern`` matches in paragraphs that hold one of ``words``, past the opening, the last first."""
    floor = len(reading.text) // 3
    for span in reversed(list(reading.paragraphs(*words))):
        starts = [match.start() for match in pattern.finditer(reading.text, max(floor, span.start), span.end)]
        yield from reversed(starts)


def signature_start(reading: Reading) -> int:
    """Where the signatures begin: the last words of execution; else the last stretch of the text."""
    start = words_of_execution(reading)
    return max(0, len(reading.text) - SIGNATURE_CHARS) if start is None else start


def signature_parties(reading: Reading) -> Iterator[Party]:
    """Names after "for and on behalf of" and above "By:" lines, and people who sign for themselves, in order."""
    original = reading.contract.document.text
    start = signature_start(reading)
    end = min(len(original), start + SIGNATURE_CHARS)
    companies = 0
    for party in _on_behalf(reading, start) or _above_signers(reading, _first_signature(reading.text, start)):
        companies += 1
        yield party
    if companies < 2:
        yield from _individuals(reading, start, end)


def _first_signature(text: str, start: int) -> int:
    """Where the first side signs: in a letter, whose last words of execution are the other side's, before these."""
    closing = [match.start() for match in _CLOSING.finditer(text, max(0, start - _LETTER_CHARS), start)]
    return closing[0] if closing else start


def _on_behalf(reading: Reading, start: int) -> list[Party]:
    """The names on the lines after "for and on behalf of"; empty unless there are several."""
    original = reading.contract.document.text
    found = []
    for label in _ON_BEHALF.finditer(reading.text, start):
        close = original.find("\n", label.end())
        close = len(original) if close < 0 else close
        name = name_at(reading.text, label.end(), min(close, label.end() + _LONGEST_NAME_CHARS))
        if name is not None:
            found.append(Party(squeeze(reading.text[name[0] : name[1]]), None, Span(*name)))
    return found if len(found) > 1 else []


def _above_signers(reading: Reading, start: int) -> Iterator[Party]:
    """The companies named before "By:", as long as one follows close upon the other."""
    original = reading.contract.document.text
    end = start + SIGNATURE_CHARS
    for match in _SIGNER.finditer(original, start):
        if match.start() > end:
            return
        line = _name_before(original, match.start(), start)
        if line is not None:
            span = _name_alone(reading.text, line)
            if has_legal_form(reading.text[span.start : span.end]):
                end = max(end, match.end() + _NEXT_SIGNER_CHARS)
                yield Party(squeeze(reading.text[span.start : span.end]), None, span)


def _name_alone(text: str, line: Span) -> Span:
    """The name without what runs into it: the title, date or label of the block before, and for whom it signs."""
    alone = name_at(text, line.start, line.end) if _DESCRIBED_NAME.search(text, line.start, line.end) else None
    line = Span(*alone) if alone and has_legal_form(text[alone[0] : alone[1]]) else line
    name = text[line.start : line.end]
    for lead in (_AFTER_TITLE.match(name), _ROLE_LABEL.match(name)):
        if lead is not None and has_legal_form(name[lead.end() :]):
            return Span(line.start + lead.end(), line.end)
    capitals = _CAPITALS.match(name)
    if capitals is not None and has_strong_form(capitals[1]):
        return Span(line.start + capitals.start(1), line.end)
    return line


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
    """The first person who signs in a role of their own ("EMPLOYEE: Jane Roe"), or on a line without "By:"."""
    original = reading.contract.document.text
    for match in _PERSON_LABEL.finditer(original, start, end):
        yield Party(squeeze(match[2]), match[1].title(), Span(*match.span(2)))
        return
    for match in _INDIVIDUAL.finditer(original, start, end):
        line_start = max(original.rfind("\n", 0, match.start()), original.rfind("\t", 0, match.start())) + 1
        if re.search(r"\b(?:by|per)\b\s{0,20}:?", original[line_start : match.start()], re.IGNORECASE):
            continue
        name = _AFTER_NAME.sub("", match[1])
        yield Party(squeeze(name), None, Span(match.start(1), match.start(1) + len(name)))
        return
