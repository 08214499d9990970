"""Puts a provision that no entry covers into words: what it is about, how risky it reads, and by which words."""

from __future__ import annotations

from collections.abc import Mapping

from clause_library.deviations.case import Case
from clause_library.deviations.extra.reading import SURE_TYPE, Read, Risk
from clause_library.deviations.reasons import excerpt
from clause_library.deviations.whom import Side
from clause_library.types import Direction, ExtraClause
from extractor.types import Span

_SURE, _UNSURE = 0.8, 0.6
"""How sure a reading is where it is known whom the words bind, and where it is not."""
_AROUND_CHARS = 50
_MORE = 2
"""So many risks beside the worst are named."""
_DIRECTIONS: Mapping[Side | None, Direction] = {
    "us": "adverse",
    "them": "favourable",
    "both": "neutral",
    None: "neutral",
}
_FOR: Mapping[Side | None, str] = {
    "us": "For us it means {}",
    "both": "For both sides it means {}",
    "them": "For the other side alone it means {}",
    None: "It means {}, for whom is unclear",
}
_HARMLESS: Mapping[Side | None, str] = {
    "us": "It lays duties on us; none of its words is one that usually costs much.",
    "both": "It binds both sides; none of its words is one that usually costs much.",
    "them": "It binds the other side alone.",
    None: "None of its words is one that usually costs much.",
}


def told_as(case: Case, read: Read) -> ExtraClause:
    """The provision as a review shows it."""
    evidence = case.places.evidence(read.span)
    sure = _SURE if read.side else _UNSURE
    by_type = bool(read.risks) and read.risks[0].by_type
    return ExtraClause(
        quote=evidence.quote,
        start=evidence.start,
        end=evidence.end,
        page=evidence.page,
        paragraph=evidence.paragraph,
        clause=evidence.clause,
        clause_type=read.clause_type,
        title=_title(read),
        severity=read.severity,
        direction=_DIRECTIONS[read.side],
        reason=_reason(case, read),
        confidence=round(sure * read.probability if by_type else sure, 4),
    )


def _title(read: Read) -> str:
    """What it surely is about, else what the contract calls it."""
    if read.clause_type and (read.probability >= SURE_TYPE or not read.unit.heading):
        return read.clause_type.replace("_", " ").capitalize()
    return excerpt(read.unit.heading)


def _reason(case: Case, read: Read) -> str:
    """One sentence with the words that make it risky; what more there is, in a few words behind."""
    if not read.risks:
        return _HARMLESS[read.side]
    top = _telling(read)
    also = dict.fromkeys(
        risk.says for risk in read.risks if not risk.by_type and risk.side == top.side and risk.says != top.says
    )
    more = f"; also {' and '.join(list(also)[:_MORE])}" if also else ""
    what = f"a clause on {top.says}" if top.by_type else top.says
    words = _sentence(case, top.words) if top.by_type else _around(case, top.words)
    return f"{_FOR[top.side].format(what)}: “{words}”{more}."


def _telling(read: Read) -> Risk:
    """The worst risk; words say more than the type that they show."""
    worst = read.risks[0]
    words = (risk for risk in read.risks if not risk.by_type and risk.severity == worst.severity)
    return next(words, worst)


def _sentence(case: Case, words: Span) -> str:
    return excerpt(case.contract.document.quote(case.places.sentence(words.start))).rstrip(".")


def _around(case: Case, words: Span) -> str:
    """The words with a few before and behind, as far as their sentence goes."""
    sentence, text = case.places.sentence(words.start), case.contract.document.text
    start, end = max(sentence.start, words.start - _AROUND_CHARS), min(sentence.end, words.end + _AROUND_CHARS)
    end = max(end, words.end)
    before, after = text[start : words.start], text[words.end : end]
    if start > sentence.start:
        before = f"… {before.partition(' ')[2]}"
    if end < sentence.end:
        after = f"{after.rpartition(' ')[0]} …"
    return " ".join(f"{before}{text[words.start : words.end]}{after}".split()).rstrip(".")
