"""Attachments that the contract refers to and that are not attached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from clause_library.findings.paper import Paper
from clause_library.types import Finding
from extractor.types import Span

_LABEL = (
    r"(?:[A-Z]{1,2}(?:[-.]?\d{1,2}){0,2}|\d{1,2}(?:[-.]\d{1,2}){0,2}(?:\([a-z]{1,3}\))?[A-Z]?"
    r"|[IVX]{1,5})(?![\w'-]|\.\w)"
)
_KINDS = r"(?:Exhibit|EXHIBIT|Schedule|SCHEDULE|Annex|ANNEX|Appendix|APPENDIX|Attachment|ATTACHMENT)"
_MENTION = re.compile(
    rf"(?<![\w-])(?P<kind>{_KINDS})(?:[sS]|es|ES)?\s{{1,3}}(?:No\.\s{{0,3}})?\"?(?P<labels>{_LABEL}\"?"
    rf"(?:(?:\s?,\s{{0,3}}(?:and\s{{1,3}})?|\s{{1,3}}(?:and|or"
    rf"|&)\s{{1,3}})(?:{_KINDS}\s{{1,3}})?\"?{_LABEL}\"?){{0,8}})"
)
_EACH = re.compile(_LABEL)
_NAMED_AFTER = re.compile(r"\s{0,3}\([^()]{2,80}\)")
_ELSEWHERE = re.compile(
    r"(?:\([a-z0-9]{1,4}\)){0,3}[\s,]{0,3}(?:\([^()]{1,80}\)[\s,]{0,3})?(?:(?:attached\s{1,3})?(?:of|in|to|under|from"
    r"|on)\s{1,3}(?!(?:this|our|the\s{1,3}present)\b)"
    r"(?:the\b|that\b|such\b|its\b|any\b|each\b|an?\b|said\b|[A-Z])|thereto\b|thereof\b|filed\b"
    r"|incorporated\b|hereto\s{1,3}filed)",
)
_OWNED_BEFORE = re.compile(r"\b(?:its|whose|their)\s{1,3}(?:own\s{1,3})?$")
"""``The letter of intent with its Exhibit A``."""
_NOT_OURS_NEAR = re.compile(
    r"\b(?:SEC|Commission|Form\s{1,3}(?:10|8|S)-|Registration\s{1,3}Statement|Regulation|Act|Code|filed\s{1,3}as|"
    r"intentionally\s{1,3}(?:omitted|deleted|left)|not\s{1,3}(?:used|applicable)|reserved|deleted|replaced?s?|amended)\b",
    re.IGNORECASE,
)
_LINE_MENTION = re.compile(
    rf"(?m)^[\W_]{{0,6}}(?P<kind>{_KINDS})\s{{1,4}}(?:No\.\s{{0,3}})?[\"'#]{{0,2}}(?P<label>{_LABEL})"
)
_FORM_NUMBER = re.compile(r"\d{1,2}[A-Z]$|10\.\d|^(?:99|21|23|28|31|32)\b|^(?!AA|BB|CC|DD|[IVX]+$)[A-Z]{2}$")
"""Forms and exhibits of the filing, not of the contract."""
_HEADS = re.compile(r"\"?\s{0,2}(?:[-–—:]|\t|\s{4})")
_LEADING = frozenset("in on to as of see and or by with under from per the attached at hereto for into".split())
_FILING_CHARS = 300
"""At the head of a filing, ``Exhibit 10.1`` is what the whole contract was filed as."""
_MOST_SINGLE = 2

Label = tuple[str, str]


def find_missing_attachments(paper: Paper) -> Iterator[Finding]:
    """Attachments that are referred to as the contract's own, and are not in the document."""
    if paper.amends:
        return
    attached = _attached(paper)
    missing = {label: spans for label, spans in _mentions(paper).items() if not _is_there(label, attached)}
    kinds = {kind for kind, _ in attached}
    beside = {label: spans for label, spans in missing.items() if label[0] in kinds}
    if len(beside) <= _MOST_SINGLE:
        for (kind, name), spans in beside.items():
            others = sorted(other for other_kind, other in attached if other_kind == kind)
            message = (
                f"{kind.title()} {name} is referred to in {paper.where(spans[0].start)} but is not attached; "
                f"attached {'are' if len(others) > 1 else 'is'} {kind.title()} {', '.join(others[:6])}."
            )
            yield paper.finding("missing_attachment", "high", message, spans[:2], 0.8)
        missing = {label: spans for label, spans in missing.items() if label not in beside}
    if missing:
        yield _together(paper, missing)


def _together(paper: Paper, missing: Mapping[Label, Sequence[Span]]) -> Finding:
    """One finding for attachments that were perhaps all filed apart."""
    names = ", ".join(f"{kind.title()} {name}" for kind, name in list(missing)[:6])
    more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
    first = next(iter(missing.values()))[0]
    plural = "are" if len(missing) > 1 else "is"
    message = f"{names}{more} {plural} referred to, first in {paper.where(first.start)}, but not in this document."
    return paper.finding("missing_attachment", "low", message, [spans[0] for spans in missing.values()], 0.6)


def _attached(paper: Paper) -> frozenset[Label]:
    """What is attached: captions, and whatever stands at the start of a line, as in a list of attachments."""
    found = {_label(*caption.split(" ", 1)) for stretch in paper.stretches if (caption := stretch.caption)}
    for clause in paper.contract.clauses:
        if clause.part == "exhibit" and clause.number and " " in clause.number:
            found.add(_label(*clause.number.split(" ", 1)))
    found.update(_label(match["kind"], match["label"]) for match in _LINE_MENTION.finditer(paper.plain))
    for match in _MENTION.finditer(paper.plain):
        if not _is_referred_to(paper.plain, match):
            found.update(_label(match["kind"], label.group()) for label in _labels(paper.plain, match))
    filed = {_label(match["kind"], match["label"]) for match in _LINE_MENTION.finditer(paper.plain, 0, _FILING_CHARS)}
    filed = {(kind, name) for kind, name in filed if kind == "exhibit" and name[:1].isdigit()}
    return frozenset((kind, name) for kind, name in found - filed if not _FORM_NUMBER.search(name))


def _is_referred_to(text: str, match: re.Match[str]) -> bool:
    """Whether the words before and after make it a reference, and no caption or line of a list that was run in."""
    before = text[max(0, match.start() - 30) : match.start()].split()
    if not before or _HEADS.match(text, match.end()):
        return False
    word = before[-1].strip("(\"'[,")
    return word.lower() in _LEADING or (word.islower() and word not in ("this", "exhibits", "schedules"))


def _labels(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    return _EACH.finditer(text, match.start("labels"), match.end("labels"))


def _mentions(paper: Paper) -> Mapping[Label, Sequence[Span]]:
    """Where each attachment is referred to as the contract's own."""
    found: dict[Label, list[Span]] = defaultdict(list)
    for match in _MENTION.finditer(paper.plain):
        if not _is_own(paper.plain, match) or not _is_referred_to(paper.plain, match):
            continue
        named = _NAMED_AFTER.match(paper.plain, match.end())
        lettered = paper.plain[match.start("labels")].isalpha()
        for label in _labels(paper.plain, match):
            if label.group()[0].isalpha() != lettered:
                break  # "Schedule C, 3(d)": what follows is a part of it
            if _FORM_NUMBER.search(label.group()) or paper.attachment(match.start()) is not None:
                continue
            first = label.start() <= match.start("labels") + 1
            end = named.end() if named and label.end() >= match.end() - 1 else label.end()
            found[_label(match["kind"], label.group())].append(Span(match.start() if first else label.start(), end))
    return found


def _is_own(text: str, match: re.Match[str]) -> bool:
    if _ELSEWHERE.match(text, match.end(), min(len(text), match.end() + 160)):
        return False
    line = text.rfind("\n", 0, match.start()) + 1
    if _OWNED_BEFORE.search(text, max(line, match.start() - 12), match.start()):
        return False
    around = text[max(line, match.start() - 60) : match.end() + 60].partition("\n")[0]
    return _NOT_OURS_NEAR.search(around) is None


def _is_there(label: Label, attached: frozenset[Label]) -> bool:
    """Whether it, or the attachment that it is a part of (``A-1``), is attached; under any of the usual names."""
    kind, name = label
    whole = re.split(r"[-.(]", name)[0]
    return any(other in (name, whole) or other.startswith((name + "-", name + "(")) for _, other in attached) and (
        any((other_kind == kind and other in (name, whole)) or other.startswith(name) for other_kind, other in attached)
    )


def _label(kind: str, name: str) -> Label:
    return kind.lower().rstrip("s").replace("annexure", "annex"), name.strip(" \"'").upper()
