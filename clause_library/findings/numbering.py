"""Numbers of clauses that are left out, or that two clauses bear."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from clause_library.findings.list_items import left_out
from clause_library.findings.numbers import Numbers, Path
from clause_library.findings.paper import Paper
from clause_library.types import Finding
from extractor.segmentation.printed import Printed
from extractor.types import Clause, Span

_WIDEST_GAP = 2
_FEWEST_SIBLINGS = 3
_MOST_FAULTS = 3
"""More gaps or doubles than that mean that the numbers of this document were not read well."""
_TELLING_CHARS = 15
_HEADING_WORDS = 4
_SHOWN_CHARS = 50
_LETTERED = re.compile(r"(?P<letter>[A-Z])[.-]?(?P<number>\d{1,2})\.?\s")
_FEWEST_LETTERED = 8
_ITEM = re.compile(r"\(?(?P<label>[a-z]|\d{1,2})\)\s{1,9}(?=\S)")
_CONTINUED = ("continued", "cont'd", "(cont")


def find_faulty_numbering(paper: Paper) -> Iterator[Finding]:
    """Gaps and doubles in the numbers of the body."""
    if paper.amends:
        return
    gaps, doubles = list(_gaps(paper)), list(_doubles(paper))
    for finding in (*_lettered(paper), *_equal_items(paper)):
        (gaps if finding.kind == "numbering_gap" else doubles).append(finding)
    gaps += [gap for gap in _left_out(paper) if not any(_meet(gap, other) for other in gaps)]
    if len(gaps) <= _MOST_FAULTS:
        yield from gaps
    if len(doubles) <= _MOST_FAULTS:
        yield from doubles


def _left_out(paper: Paper) -> Iterator[Finding]:
    """Items that are missing in lists of any kind."""
    for label, before, after in left_out(paper):
        spans = (_shown(paper, after.start), _shown(paper, before.start))
        message = f"Item {label} is missing: {paper.said(spans[0])} follows {paper.said(spans[1])}."
        yield paper.finding("numbering_gap", "low", message, spans, 0.75)


def _meet(one: Finding, other: Finding) -> bool:
    """Whether the items after the gap overlap."""
    first, second = one.evidence[0], other.evidence[0]
    return first.start < second.end and second.start < first.end


def _lettered(paper: Paper) -> Iterator[Finding]:
    """Gaps and doubles among ``A.1``, ``A.2``, ``B.1``, where the clauses of the body are numbered so."""
    found = [
        (match["letter"], int(match["number"]), stretch.span.start)
        for stretch in paper.paragraphs
        if paper.attachment(stretch.span.start) is None
        and (match := _LETTERED.match(paper.plain, stretch.span.start, stretch.span.end))
    ]
    for (letter, number, start), (after, following, second) in itertools.pairwise(found):
        step = following - number
        if len(found) < _FEWEST_LETTERED or letter != after or step not in (0, _WIDEST_GAP):
            continue
        spans = (_shown(paper, second), _shown(paper, start))
        if step:
            message = f"Number {letter}.{number + 1} is missing: {paper.said(spans[0])} follows {paper.said(spans[1])}."
            yield paper.finding("numbering_gap", "low", message, spans, 0.8)
        else:
            message = f"Two clauses bear the same number: {paper.said(spans[1])} and {paper.said(spans[0])}."
            yield paper.finding("numbering_duplicate", "low", message, spans, 0.8)


def _equal_items(paper: Paper) -> Iterator[Finding]:
    """``(a)``, ``(b)``, ``(b)``: items that follow each other under one label, in a list that counts."""
    labels: list[tuple[int, Span]] = []
    for stretch in paper.paragraphs:
        root = paper.root(stretch.span.start)
        match = _ITEM.match(paper.plain, stretch.span.start, stretch.span.end)
        if match is None or root is None or root.part != "body":
            labels = []
            continue
        label = match["label"]
        labels.append((int(label) if label.isdigit() else ord(label) - ord("a") + 1, stretch.span))
        values = [value for value, _ in labels[-3:]]
        same = {_kind(paper, span) for _, span in labels[-3:]}
        if len(values) == 3 and len(same) == 1 and values[1] == values[2] == values[0] + 1:
            first, second = labels[-2][1], labels[-1][1]
            spans = (_shown(paper, second.start), _shown(paper, first.start))
            if paper.plain[first.start : first.end] != paper.plain[second.start : second.end]:
                message = f"Two items bear the same label: {paper.said(spans[1])} and {paper.said(spans[0])}."
                yield paper.finding("numbering_duplicate", "low", message, spans, 0.75)


def _kind(paper: Paper, span: Span) -> str:
    """How a label is written: ``(1)``, ``(a)`` or ``a)``."""
    sign = paper.plain[span.start : span.start + 2]
    return ("(" if sign[0] == "(" else "") + ("1" if sign[-1 if sign[0] == "(" else 0].isdigit() else "a")


def _gaps(paper: Paper) -> Iterator[Finding]:
    numbers = Numbers(paper)
    for before, after in _successors(paper):
        width = after.path[-1] - before.path[-1] - 1
        missing = [(*before.path[:-1], before.path[-1] + step) for step in range(1, width + 1)]
        if not 1 <= width <= _WIDEST_GAP or any(_stands(numbers, number) for number in missing):
            continue
        named = " and ".join(_written(paper, before, number) for number in missing)
        spans = (_shown(paper, after.span.start), _shown(paper, before.span.start))
        message = (
            f"{named} {'are' if width > 1 else 'is'} missing: {paper.said(spans[0])} follows {paper.said(spans[1])}."
        )
        yield paper.finding("numbering_gap", "low", message, spans, 0.8)
    yield from _letter_gaps(paper)


def _successors(paper: Paper) -> Iterator[tuple[Printed, Printed]]:
    """Numbered paragraphs that follow each other on one level of one list, which begins with one."""
    open_steps: list[tuple[Printed, bool]] = []  # the last one on each level, and whether its list began with one
    for stretch in paper.paragraphs:
        if not _counts(paper, stretch):
            continue
        while open_steps and len(open_steps[-1][0].path) > len(stretch.path):
            open_steps.pop()
        before, begun = open_steps.pop() if _is_beside(open_steps, stretch) else (None, False)
        if before is not None and before.path[:-1] == stretch.path[:-1] and begun:
            yield before, stretch
        open_steps.append((stretch, begun or stretch.path[-1] <= 1))


def _is_beside(open_steps: Sequence[tuple[Printed, bool]], stretch: Printed) -> bool:
    return bool(open_steps) and len(open_steps[-1][0].path) == len(stretch.path)


def _letter_gaps(paper: Paper) -> Iterator[Finding]:
    """``(a)``, ``(b)``, ``(d)``: an item that is left out of a list of at least three."""
    for clause in paper.contract.walk():
        if clause.part != "body" or len(clause.children) < _FEWEST_SIBLINGS:
            continue
        letters = [_letter(child) for child in clause.children]
        whole = paper.plain[clause.extent.start : clause.extent.end]
        for place, (one, two) in enumerate(itertools.pairwise(letters)):
            if letters[0] != 1 or one is None or two is None or two - one != 2:
                continue
            missing = f"({chr(ord('a') + one)})"
            before, after = clause.children[place], clause.children[place + 1]
            if missing in whole or None in letters:
                continue
            spans = (_shown(paper, after.extent.start), _shown(paper, before.extent.start))
            message = f"Item {missing} is missing: {paper.said(spans[0])} follows {paper.said(spans[1])}."
            yield paper.finding("numbering_gap", "low", message, spans, 0.75)


def _letter(clause: Clause) -> int | None:
    """The place in the alphabet of an item ``(c)``."""
    number = clause.number or ""
    if len(number) < 3 or number[-1] != ")" or number[-3] != "(" or not number[-2].islower():
        return None
    return ord(number[-2]) - ord("a") + 1


def _stands(numbers: Numbers, path: Path) -> bool:
    return path in numbers.known or numbers.stands(path)


def _written(paper: Paper, like: Printed, path: Path) -> str:
    """A number in the way in which the clauses beside it are numbered."""
    number = paper.plain[like.span.start : like.body]
    last = number.strip(" .:)").rpartition(".")[2]
    width = len(last) if last.isdigit() and last.startswith("0") else 0
    keyword = number.split()[0].title() if number[:1].isalpha() else "number"
    return f"{keyword} {'.'.join([*(str(part) for part in path[:-1]), str(path[-1]).zfill(width)])}"


def _doubles(paper: Paper) -> Iterator[Finding]:
    told: set[Path] = set()
    for first, second in _equal_neighbours(paper):
        if first.path in told:
            continue
        told.add(first.path)
        spans = (_shown(paper, second.span.start), _shown(paper, first.span.start))
        message = f"Two clauses bear the same number: {paper.said(spans[1])} and {paper.said(spans[0])}."
        yield paper.finding("numbering_duplicate", "low", message, spans, 0.8)


def _equal_neighbours(paper: Paper) -> Iterator[tuple[Printed, Printed]]:
    """Numbered paragraphs of the body that bear the number of the one before on their level."""
    open_steps: list[Printed] = []  # the last one on each level, as long as none above it follows
    steps = [stretch for stretch in paper.paragraphs if _counts(paper, stretch)]
    for place, stretch in enumerate(steps):
        while open_steps and len(open_steps[-1].path) > len(stretch.path):
            open_steps.pop()
        before = open_steps.pop() if open_steps and len(open_steps[-1].path) == len(stretch.path) else None
        open_steps.append(stretch)
        follows = steps[place + 1] if place + 1 < len(steps) else None
        if before is None or before.path != stretch.path or not _goes_on(stretch, follows):
            continue
        if stretch.path == (1,) or (
            len(stretch.path) < 2 and not (_is_section(paper, before) and _is_section(paper, stretch))
        ):
            continue
        if _says_something(paper, before) and _says_something(paper, stretch) and _differ(paper, before, stretch):
            yield before, stretch


def _is_section(paper: Paper, stretch: Printed) -> bool:
    """Whether it opens a section at the top level of the body."""
    return any(clause.extent.start == stretch.span.start for clause in paper.contract.clauses if clause.part == "body")


def _says_something(paper: Paper, stretch: Printed) -> bool:
    """Whether it is more than a heading, a line of an index or an item written onto the number (``3.4(A)``)."""
    words = paper.plain[stretch.body : stretch.span.end].split()
    enough = len(words) > _HEADING_WORDS or (len(stretch.path) < 2 and bool(words))
    return (
        enough
        and words[0][0] != "("
        and not words[0][0].isdigit()
        and "(" not in paper.plain[stretch.span.start : stretch.body]
    )


def _differ(paper: Paper, before: Printed, stretch: Printed) -> bool:
    first, second = _opening(paper, before), _opening(paper, stretch)
    return first[:_TELLING_CHARS] != second[:_TELLING_CHARS] and not any(word in second for word in _CONTINUED)


def _counts(paper: Paper, stretch: Printed) -> bool:
    """Whether it is a numbered paragraph of the body, as one sees it."""
    if not stretch.path or stretch.row or stretch.weak or not stretch.whole:
        return False
    root = paper.root(stretch.span.start)
    return root is not None and root.part in ("body", "front")


def _goes_on(stretch: Printed, follows: Printed | None) -> bool:
    """Whether the numbers go on after it, so that it is no paragraph of another list."""
    if follows is None or len(follows.path) != len(stretch.path) or follows.path[:-1] != stretch.path[:-1]:
        return follows is None or follows.path[:-1] != stretch.path[:-1]
    return follows.path[-1] in (stretch.path[-1] + 1, stretch.path[-1] + 2)


def _opening(paper: Paper, stretch: Printed) -> str:
    return " ".join(paper.plain[stretch.body : stretch.body + 120].lower().split())


def _shown(paper: Paper, start: int) -> Span:
    """The first words of a clause, with its number."""
    line = paper.text.find("\n", start)
    end = min(start + _SHOWN_CHARS, len(paper.text) if line < 0 else line)
    space = paper.text.rfind(" ", start + 12, end)
    return Span(start, space if space > 0 and end == start + _SHOWN_CHARS else end)
