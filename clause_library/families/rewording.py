"""Reads words for other words: which ones an amendment strikes in a clause and which it puts in."""

from __future__ import annotations

from itertools import pairwise

from clause_library.families.changes import Instruction, Said
from clause_library.families.quoting import Quoted, new_text, quotes_in
from extractor.fields.phrasing import phrase
from extractor.types import Span

_FROM_TO = phrase(
    r"[^\".;\n]{0,20}? ?\bfrom \"?(?P<old>[^\";\n]{2,80}?)\"? to \"?(?P<new>[^\";\n]{2,80}?)\"?(?=[.;,](?: |$)|$|\n)"
)
_USED_TO_READ = phrase(r"\b(?:previously|currently|presently|formerly|originally) (?:reads?|stated?s?) ?:? ?$")
_WORDS = (
    r"(?: of)?(?: the)?(?: following)?(?: new| revised)?(?: words?| phrase| term| number| figure| references? to| text"
    r"| language| sentence| date| amount)?s? ?:? ?"
)
_GIVES_WAY = phrase(
    r"[^\"]{0,140}?\b(?:with|by|to|reads?|insert\w{0,3}|substitut\w{0,4}|is now)"
    r"(?: it| such \w{1,12}| referred to as)?(?: in (?:its|their) (?:place|stead)| in lieu thereof)?,?"
    rf"(?: with| by| read)?{_WORDS}"
)
_INSTEAD_OF = phrase(rf"[^\"]{{0,20}}?\b(?:for|in (?:lieu|place) of|instead of){_WORDS}")
_BESIDE = phrase(rf"[^\"]{{0,60}}?\b(?P<where>after|before|following|preceding){_WORDS}")
_BESIDE_THESE = phrase(rf"\b(?P<where>after|before|following){_WORDS}$")
_PUTS_IN = phrase(r"\b(?:add|insert)\w{0,4}\b")
_NOW_READS = phrase(r"[^\"]{0,60}?\b(?:now (?:reads?|states?)|shall (?:now )?read|is amended to read|to read) ?:? ?")


def from_to(said: Said) -> Instruction | None:
    """``the fee in Section 3 is increased from USD 100 to USD 120``, with or without quotation marks."""
    found = _FROM_TO.match(said.text, said.behind, said.end)
    if found is None:
        return None
    return said.made("reword", found.end(), old=Span(*found.span("old")), new=Span(*found.span("new")))


def rereading(said: Said) -> Instruction | None:
    """``so that what previously read: "X" now reads: "Y"``, over several paragraphs."""
    used = _USED_TO_READ.search(said.text[said.verb : said.end])
    if used is None or said.text[said.end - 1 : said.end] != ":":
        return None
    old = next(quotes_in(said.text, said.end, min(said.limit, said.end + 6)), None) or next(
        quotes_in(said.text, said.end, said.limit), None
    )
    now = None if old is None else _NOW_READS.match(said.text, old.end, min(said.limit, old.end + 160))
    new = None if now is None else new_text(said.text, now.end(), said.limit)
    if old is None or new is None or said.text[said.end : old.span.start].strip(' \n"'):
        return said.made("unread", said.end, why="the old and the new words could not be read")
    return said.made("reword", new.end, old=old.span, new=new.span)


def other_words(said: Said, behind: int = 0) -> Instruction | None:
    """Words for other words, or beside them, both in quotation marks; the first such change behind a place."""
    for one, other in pairwise(quoted for quoted in said.quotes if quoted.span.start > behind):
        between = said.text[one.end : other.span.start - 1]
        before = said.text[max(said.start, one.span.start - 40) : one.span.start - 1]
        beside = _BESIDE.fullmatch(between)
        if beside and _PUTS_IN.search(said.text, said.start, other.span.start):
            new, anchor = one, other
        elif (beside := _BESIDE_THESE.search(before)) and _PUTS_IN.search(said.text, one.end, said.end):
            new, anchor = other, one
        elif _INSTEAD_OF.fullmatch(between):
            return said.made("reword", other.end, old=other.span, new=one.span)
        elif _USED_TO_READ.search(before) or (_GIVES_WAY.fullmatch(between) and not beside):
            if said.text[other.end - 1 : other.end] == '"' and _is_definition(said, one):
                continue
            return said.made("reword", other.end, old=one.span, new=other.span)
        else:
            continue
        after = beside["where"].lower() in ("after", "following")
        return said.made("reword", other.end, new=new.span, anchor=anchor.span, behind=after)
    return None


def _is_definition(said: Said, one: Quoted) -> bool:
    """Whether a quotation is the term of a definition that is replaced as a whole."""
    return any(target.term and target.span.start < one.span.start < target.span.end + 2 for target in said.subject)
