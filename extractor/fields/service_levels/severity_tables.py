"""Tables of response and resolution times by severity, also where their columns were lost on the way to plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.fields.service_levels.severity_tokens import Token, read_tokens
from extractor.fields.service_levels.verbs import RESOLVES, RESPONDS
from extractor.types import FieldValue, Span

MOST = 32
_RESPONSE = phrase(rf"\b(?:{RESPONDS}|IRT|first (?:contact|reply|answer|action))\b")
_HEADS = re.compile(r"respon[sd]|reaction|acknowledg|IRT|first contact", re.IGNORECASE)
"""Beginnings of words that may head a column; a plain search."""
_COLUMNS = (
    ("response_time", _RESPONSE),
    (
        "resolution_time",
        phrase(rf"\b(?:{RESOLVES}|closure|PRT)\b"),
    ),
    ("other", phrase(r"\b(?:escalat\w+|updates?|status|notification|follow[- ]up|diagnos\w+)\b")),
)
_BUSINESS_ROW = phrase(r"\bduring (?:normal )?(?:working|business|office) hours\b|\bbusiness hours only\b")
_BUSINESS_TABLE = phrase(r"\bduring (?:normal )?business hours\b")
_AFTER_HOURS = phrase(r"\b(?:after|outside)(?: of)? (?:normal )?(?:business|working) hours\b")
_LABEL = re.compile(
    r"\b(?:severity|sev|priority|prio|level|grade|(?:class|tier|category|type)[\s-]{1,3}(?:level\s|code\s)?"
    r"(?:[\dA-E(\"]|I{1,3}\b|one\b|two\b|three\b|high|low)|critical|emergency|urgent|high|medium|moderate|low|major|"
    r"minor|severe|serious|(?:non-?)?blocking|"
    r"[SP]-?[1-5])\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?:hours?|hrs|minutes?|mins|days?)\b", re.IGNORECASE)
_LEAST_ROWS = 2
_WINDOW = 2_400
_HEADER = 420
_PROSE_GAP = 260
_COMPACT_GAP = 60
_LABEL_GAP = 110
_SENTENCE_END = re.compile(r"[.;] [A-Z]")
_OFFICE_HOURS = phrase(r"\bpriority (?P<which>[\d, and]{1,20}):? [^.;]{0,60}\bduring office hours\b")
_CREDIT = phrase(r"\b(?:credits?|penalt\w+|uptime)\b")


def find_severity_tables(reading: Reading) -> list[Candidate]:
    """The response and resolution times that tables and lists state by severity, in order."""
    found: list[Candidate] = []
    end = 0
    words = (
        "response",
        "respond",
        "reaction",
        "acknowledg",
        "severity",
        "priority",
        "critical",
        "urgent",
        "emergency",
        "fault",
    )
    for paragraph in reading.paragraphs(*words):
        if paragraph.start < end or len(found) >= MOST:
            continue
        if not _may_hold_rows(reading.text, Span(paragraph.start, min(len(reading.text), paragraph.end + _WINDOW))):
            continue
        for start in _starts(reading.text, paragraph):
            rows = _table(reading, start) if start >= end else []
            if rows:
                found += rows
                end = max(row.span.end for row in rows)
    return found[:MOST]


def _starts(text: str, paragraph: Span) -> Iterator[int]:
    """Where a table may begin: at the paragraph, and in a long one at each word that may head it."""
    yield paragraph.start
    last = paragraph.start
    if len(paragraph) > _HEADER:
        for match in _HEADS.finditer(text, paragraph.start, paragraph.end):
            if match.start() - last > _HEADER // 2:
                last = max(paragraph.start, match.start() - 60)
                yield last


def _table(reading: Reading, start: int) -> list[Candidate]:
    text = reading.text
    window = Span(start, min(len(text), start + _WINDOW))
    if not _may_hold_rows(text, window):
        return []
    tokens = read_tokens(text, window)
    first = next((token.span.start for token in tokens if token.kind == "severity"), None)
    if first is None or first - start > _HEADER * 2 or sum(token.kind == "time" for token in tokens) < _LEAST_ROWS:
        return []
    lead = text[max(0, start - 160) : first]
    return _transposed(text, tokens) or _rows(text, tokens, _columns(lead), lead)


def _may_hold_rows(text: str, window: Span) -> bool:
    """Whether words for severities and for times stand here at all; far cheaper than reading them."""
    labels = sum(1 for _ in zip(range(_LEAST_ROWS), _LABEL.finditer(text, window.start, window.end), strict=False))
    return labels == _LEAST_ROWS and _UNIT.search(text, window.start, window.end) is not None


def _columns(lead: str) -> tuple[str, ...]:
    """The names of the time columns, in order, that the heading gives; empty where it gives none."""
    header = lead[-_HEADER:]
    found = [(match.start(), name) for name, pattern in _COLUMNS for match in list(pattern.finditer(header))[-1:]]
    names = tuple(name for _, name in sorted(found))
    return names if "response_time" in names else ()


def _transposed(text: str, tokens: Sequence[Token]) -> list[Candidate]:
    """Severities in one row and the times of each column in rows below."""
    start = next((place for place, token in enumerate(tokens) if token.kind == "severity"), 0)
    labels: list[Token] = []
    for token in tokens[start:]:
        if token.kind != "severity":
            break
        labels.append(token)
    count = len(labels)
    if count < _LEAST_ROWS + 1:
        return []
    rest, found = tokens[start + count :], []
    place = 0
    office = _OFFICE_HOURS.search(text, tokens[start].span.start, min(len(text), tokens[-1].span.end + 300))
    while place + count <= len(rest) and all(token.kind == "time" for token in rest[place : place + count]):
        floor = rest[place - 1].span.end if place else labels[-1].span.end
        name = _named(text[floor : rest[place].span.start])
        if name is None:
            break
        for label, time in zip(labels, rest[place : place + count], strict=True):
            if name != "other":
                business = time.business or (office is not None and label.value in office["which"])
                found.append(_candidate(name, label, time, business=business))
        place += count
    return found


def _rows(text: str, tokens: Sequence[Token], columns: Sequence[str], lead: str) -> list[Candidate]:
    found: list[Candidate] = []
    labels: set[str] = set()
    widest = 0
    for place, token in enumerate(tokens):
        if token.kind != "severity":
            continue
        cells = _cells(tokens, place)
        if not cells or not (token.explicit or _is_beside(text, token, cells[0])):
            continue
        names = _names(text, token, cells, columns)
        row = text[token.span.start : cells[-1].span.end]
        table = f"{lead[-200:]}{text[tokens[0].span.start : token.span.start]}"[-300:]
        in_hours = _BUSINESS_TABLE.search(table) is not None and not _AFTER_HOURS.search(table[-240:])
        gaps = [b.span.start - a.span.end for a, b in zip([token, *cells], cells, strict=False)]
        widest = max(widest, *gaps)
        labels.add(token.value)
        for name, cell in zip(names, cells, strict=True):
            if cell.kind == "time" and name not in (None, "other"):
                business = cell.business or in_hours or _BUSINESS_ROW.search(row) is not None
                found.append(_candidate(str(name), token, cell, business=business))
    if len(labels) < _LEAST_ROWS or _CREDIT.search(lead[-120:]):
        return []
    return found


def _is_beside(text: str, label: Token, cell: Token) -> bool:
    """Whether a mere adjective such as "high" labels the row of ``cell``: few words between, no end of a sentence."""
    between = squeeze(text[label.span.end : cell.span.start])
    return len(between) <= _LABEL_GAP and not _SENTENCE_END.search(between)


def _cells(tokens: Sequence[Token], place: int) -> list[Token]:
    """The times that follow a severity, up to the next one."""
    cells: list[Token] = []
    last = tokens[place].span.end
    for cell in tokens[place + 1 :]:
        if cell.kind == "severity" or cell.span.start - last > _PROSE_GAP or len(cells) == 4:
            break
        cells.append(cell)
        last = cell.span.end
    return cells


def _names(text: str, label: Token, cells: Sequence[Token], columns: Sequence[str]) -> list[str | None]:
    """What each time of a row is: by a word beside it, by the heading of its column, or by order in a bare table."""
    names: list[str | None] = []
    floor = label.span.end
    for place, cell in enumerate(cells):
        beyond = bool(columns) and place >= len(columns) and _SENTENCE_END.search(text, floor, cell.span.start)
        inline = None if beyond else _named(text[floor : cell.span.start])
        headed = columns[place] if place < len(columns) else None
        compact = cell.span.start - floor < _COMPACT_GAP
        names.append(inline or (headed if compact or place == 0 else None))
        floor = cell.span.end
    return names


def _named(words: str) -> str | None:
    """The column that the last of its words in ``words`` names."""
    found = [(match.end(), name) for name, pattern in _COLUMNS for match in pattern.finditer(words)]
    return max(found)[1] if found else None


def _candidate(name: str, label: Token, time: Token, *, business: bool) -> Candidate:
    value: FieldValue = {"severity": label.value, "duration": time.value, "business": business}
    span = Span(min(label.span.start, time.span.start), max(label.span.end, time.span.end))
    return Candidate(name, value, span, f"{name}_table")
