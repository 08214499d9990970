"""Tables of response and resolution times by severity, also where their columns were lost on the way to plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading
from extractor.fields.service_levels.times import find_severities, find_times
from extractor.fields.service_levels.verbs import BEGINS
from extractor.types import FieldValue, Span

MOST = 32
_RESPONSE = phrase(
    rf"\b(?:{BEGINS}|(?:initial |targeted? |first )?(?:respon(?:ses?|d|ds|ded)|reaction|acknowledg\w+)|IRT|time to "
    r"respond)\b"
)
_COLUMNS = (
    ("response_time", _RESPONSE),
    (
        "resolution_time",
        phrase(
            r"\b(?:resol(?:ution|ve|ved)|closure|fix|repair|correct(?:ion|ed)?|work-?around|restor(?:e|ation)|PRT|"
            r"time to resolve|solution|patch)\b"
        ),
    ),
    ("other", phrase(r"\b(?:escalat\w+|updates?|status|notification|follow[- ]up|diagnos\w+)\b")),
)
_HOURS = phrase(r"\bin (?:business )?hours\b|\(hours\)|\bhrs\)")
_BUSINESS_ROW = phrase(r"\bduring (?:normal )?(?:working|business|office) hours\b|\bbusiness hours only\b")
_BUSINESS_TABLE = phrase(r"\bduring (?:normal )?business hours\b")
_AFTER_HOURS = phrase(r"\b(?:after|outside)(?: of)? (?:normal )?(?:business|working) hours\b")
_AVAILABILITY = phrase(
    r"\b(?:24|twenty-?four)[^.;]{0,16}hours?,? (?:a|per)? ?(?:day,? )?(?:and )?\(?(?:7|seven)\)?[^.;]{0,10}days? "
    r"(?:a|per) week|\b24 ?[x/] ?7\b"
)
_NO_TIME = re.compile(
    r"\bN/?A\b|\bnot applicable\b|\bbest efforts?\b|\bnext (?:update|release|version)\b|\bscheduled\b", re.IGNORECASE
)
_NOT_LABEL = r"\s{0,3}(?:business|working|support|hours?|hrs|minutes?|mins|days?|weeks?|calendar|half)"
_BARE_DIGIT = re.compile(rf"(?<![\w$.,:/-])([1-5])(?![\w.,:/%-]|{_NOT_LABEL})")
_BARE_NUMBER = re.compile(r"(?<![\w$.,:/-])(\d{1,3})(?![\w.,:/%-])")
_LETTER = re.compile(r"(?<![\w$.])([A-D])(?![\w.'&])")
_LABEL = re.compile(
    r"\b(?:severity|sev|priority|class|level|tier|category|critical|emergency|urgent|high|medium|moderate|low|major|"
    r"minor|"
    r"severe|serious|[SP]-?[1-5])\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?:hours?|hrs|minutes?|mins|days?)\b", re.IGNORECASE)
_LEAST_ROWS = 2
_WINDOW = 2_400
_HEADER = 420
_PROSE_GAP = 260
_COMPACT_GAP = 60
_JOINED = 4
_OFFICE_HOURS = phrase(r"\bpriority (?P<which>[\d, and]{1,20}):? [^.;]{0,60}\bduring office hours\b")
_CREDIT = phrase(r"\b(?:credits?|penalt\w+|uptime)\b")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """``severity``, ``time``, or ``none`` (a cell without a time)."""
    value: str
    span: Span
    business: bool = False
    explicit: bool = False


def find_severity_tables(reading: Reading) -> list[Candidate]:
    """The response and resolution times that tables and lists state by severity, in order."""
    found: list[Candidate] = []
    end = 0
    words = ("response", "respond", "reaction", "acknowledg", "severity", "priority", "critical", "urgent", "emergency")
    for paragraph in reading.paragraphs(*words):
        if paragraph.start < end or len(found) >= MOST:
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
        for match in _RESPONSE.finditer(text, paragraph.start, paragraph.end):
            if match.start() - last > _HEADER // 2:
                last = max(paragraph.start, match.start() - 60)
                yield last


def _table(reading: Reading, start: int) -> list[Candidate]:
    text = reading.text
    window = Span(start, min(len(text), start + _WINDOW))
    if not _may_hold_rows(text, window):
        return []
    tokens = _tokens(text, window)
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


def _tokens(text: str, window: Span) -> list[_Token]:
    masked = _AVAILABILITY.sub(lambda match: " " * len(match.group()), text[window.start : window.end])
    shift = window.start
    tokens = [
        _Token("time", time.iso, Span(time.span.start + shift, time.span.end + shift), time.business)
        for time in find_times(masked)
        if time.unit != "month"
    ]
    taken = [(token.span.start, token.span.end) for token in tokens]
    last = -99
    for severity in find_severities(masked):
        place = Span(severity.span.start + shift, severity.span.end + shift)
        named_again = place.start - last < _JOINED and not severity.explicit
        last = place.end
        if not named_again and not _inside(place.start, taken):
            tokens.append(_Token("severity", severity.level, place, explicit=severity.explicit))
    tokens += [_Token("none", "", Span(m.start() + shift, m.end() + shift)) for m in _NO_TIME.finditer(masked)]
    tokens.sort(key=lambda token: token.span.start)
    labels = {token.value for token in tokens if token.kind == "severity"} - {"normal", "general", "standard"}
    if len(labels) < _LEAST_ROWS:
        return _with_bare_labels(masked, shift, tokens)
    return _with_bare_numbers(masked, shift, tokens) if _HOURS.search(masked[:_HEADER]) else tokens


def _with_bare_labels(masked: str, shift: int, tokens: list[_Token]) -> list[_Token]:
    """Rows whose severity is a digit or a letter alone: they count up, and may begin again in a second table."""
    taken = [(token.span.start, token.span.end) for token in tokens]
    first = next((token.span.start for token in tokens if token.kind == "time"), shift)
    for pattern, order in ((_BARE_DIGIT, "12345"), (_LETTER, "ABCD")):
        labels: list[_Token] = []
        due = order[0]
        for match in pattern.finditer(masked):
            place = Span(match.start() + shift, match.end() + shift)
            begins_again = match[1] == order[0] and len(labels) > 1
            early = not labels and place.start < first - 40
            if _inside(place.start, taken) or early or not (match[1] == due or begins_again):
                continue
            labels.append(_Token("severity", match[1], place, explicit=True))
            due = order[(order.index(match[1]) + 1) % len(order)]
        if len(labels) >= _LEAST_ROWS:
            kept = [token for token in tokens if token.kind != "severity"]
            return sorted([*kept, *labels], key=lambda token: token.span.start)
    return tokens


def _with_bare_numbers(masked: str, shift: int, tokens: list[_Token]) -> list[_Token]:
    """Cells that are figures alone, where the heading says that they count hours."""
    taken = [(token.span.start, token.span.end) for token in tokens]
    first = next((token.span.end for token in tokens if token.kind == "severity"), shift)
    numbers = [
        _Token("time", f"PT{match[1]}H", Span(match.start() + shift, match.end() + shift))
        for match in _BARE_NUMBER.finditer(masked)
        if match.start() + shift > first - 1 and not _inside(match.start() + shift, taken)
    ]
    return sorted([*tokens, *numbers], key=lambda token: token.span.start)


def _transposed(text: str, tokens: Sequence[_Token]) -> list[Candidate]:
    """Severities in one row and the times of each column in rows below."""
    start = next((place for place, token in enumerate(tokens) if token.kind == "severity"), 0)
    labels: list[_Token] = []
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


def _rows(text: str, tokens: Sequence[_Token], columns: Sequence[str], lead: str) -> list[Candidate]:
    found: list[Candidate] = []
    labels: set[str] = set()
    widest = 0
    for place, token in enumerate(tokens):
        if token.kind != "severity":
            continue
        cells = _cells(tokens, place)
        if not cells:
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


def _cells(tokens: Sequence[_Token], place: int) -> list[_Token]:
    """The times that follow a severity, up to the next one."""
    cells: list[_Token] = []
    last = tokens[place].span.end
    for cell in tokens[place + 1 :]:
        if cell.kind == "severity" or cell.span.start - last > _PROSE_GAP or len(cells) == 4:
            break
        cells.append(cell)
        last = cell.span.end
    return cells


def _names(text: str, label: _Token, cells: Sequence[_Token], columns: Sequence[str]) -> list[str | None]:
    """What each time of a row is: by a word beside it, by the heading of its column, or by order in a bare table."""
    names: list[str | None] = []
    floor = label.span.end
    for place, cell in enumerate(cells):
        inline = _named(text[floor : cell.span.start])
        headed = columns[place] if place < len(columns) else None
        compact = cell.span.start - floor < _COMPACT_GAP
        names.append(inline or (headed if compact or place == 0 else None))
        floor = cell.span.end
    return names


def _named(words: str) -> str | None:
    """The column that the last of its words in ``words`` names."""
    found = [(match.end(), name) for name, pattern in _COLUMNS for match in pattern.finditer(words)]
    return max(found)[1] if found else None


def _candidate(name: str, label: _Token, time: _Token, *, business: bool) -> Candidate:
    value: FieldValue = {"severity": label.value, "duration": time.value, "business": business}
    span = Span(min(label.span.start, time.span.start), max(label.span.end, time.span.end))
    return Candidate(name, value, span, f"{name}_table")


def _inside(offset: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in taken)
