"""The parts of a contract: table of contents, where the provisions begin, exhibits, signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.segmentation.contents import FEWEST_ENTRIES, contents_of
from extractor.segmentation.headings import clean, has_verb, is_all_caps, is_heading_like
from extractor.segmentation.numbering import ARTICLE, PART, SECTION, TOP_STYLES
from extractor.segmentation.units import Unit

_FEWEST_REPEATS = 3
_LONGEST_HEADER_CHARS = 120

_AGREED = re.compile(
    r"\b(?:agree|agrees|agreed|covenant|stipulate)\b[^.]{0,60}\bas\s{1,3}follows|NOW,?\s{1,3}THEREFORE|AGREED\s{1,3}TERMS"
    r"|IT\s{1,3}IS\s{1,3}(?:HEREBY\s{1,3})?AGREED|agree\s{0,3}:\s{0,3}$",
    re.IGNORECASE,
)
_THEREFORE = re.compile(r"NOW,?\s{1,3}THEREFORE|AGREED\s{1,3}TERMS", re.IGNORECASE)  # after numbered recitals
_AGREED_WITHIN_UNITS = 80
_AGREED_WITHIN_WORDS = 2_500
_FRONT_HEADING = re.compile(
    r"\W{0,3}(?:RECITALS?|BACKGROUND|PREAMBLE|PREMISES|WITNESSETH|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H|PARTIES|"
    r"BETWEEN|WHEREAS)\b\W{0,5}(?:OF\s{1,3}THE\s{1,3}PARTIES)?\W{0,3}$",
    re.IGNORECASE,
)

_CAPTION = re.compile(
    r"[\W_]{0,3}(?P<kind>EXHIBIT|SCHEDULE|ANNEX|ANNEXURE|APPENDIX|ATTACHMENT|ADDENDUM|Exhibit|Schedule|Annex|Annexure"
    r"|Appendix|Attachment|Addendum)\s{1,4}(?:No\.?\s{1,2}|Number\s{1,2}|#\s?)?[\"“'‘]?"
    r"(?P<name>\d{1,2}(?:\.\d{1,2}){0,2}(?:\([a-z]{1,3}\)){0,2}|[A-Z]{1,2}(?:[-.]?\d{1,2}){0,2}(?:\([a-z]{1,3}\))?|[IVX]{1,5})"
    r"[\"”'’]?(?![\w(])(?P<tail>[\s:.\-–—]{0,6})"
)
_OWN_TITLE = re.compile(
    r"\W{0,3}(?:(?:DATA\s{1,3}(?:PROCESSING|PROTECTION)|SERVICE\s{1,3}LEVEL|BUSINESS\s{1,3}ASSOCIATE|SUPPORT)\s{1,3}"
    r"(?:ADDENDUM|AGREEMENT|EXHIBIT|SCHEDULE|TERMS|POLICY)|ORDER\s{1,3}FORM|STATEMENT\s{1,3}OF\s{1,3}WORK)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s{0,4}(?:[\[“\"]|\((?:[^a-z]|cont))")  # "(Form of Note)"; "(records)" says what is meant
_SAYS_WHOSE = re.compile(r"(?:to|TO)\s{1,3}(?:the|this|that|THE|THIS|THAT|[A-Z])[^.;]{0,160}$")
_LONGEST_CAPTION_WORDS = 16
_LONGEST_CAPTION_CHARS = 200

_SIGNATURE = re.compile(
    r"\W{0,3}(?:IN\s{1,3}WITNESS\s{1,3}(?:WHEREOF|OF|HEREOF|THEREOF)|\[?\s?SIGNATURE\s{1,3}PAGES?\b|\[?Signature\s{1,3}page"
    r"|IN\s{1,3}CONSIDERATION\s{1,3}WHEREOF\b|THUS\s{1,3}DONE\s{1,3}AND\s{1,3}SIGNED\b"
    r"|(?:ACCEPTED|AGREED|APPROVED|ACKNOWLEDGED|CONFIRMED)(?:\s{1,3}TO)?,?\s{1,3}(?:AND|&)\s{1,3}"
    r"(?:ACCEPTED|AGREED|APPROVED|ACKNOWLEDGED|CONFIRMED)\b|By:\s{0,4}(?:_|/s/|\t|$)|/s/"
    r"|(?:The\s{1,3})?Parties(?:\s{1,3}hereto)?\s{1,3}have\s{1,3}(?:caused|executed|signed|duly)"
    r"|EXECUTED\s{1,3}(?:as|by|on|in)\b|(?:Signed|SIGNED)\s{1,3}(?:by|for|on|BY|FOR|ON)\b|SIGNATURES?\s{0,3}:?$"
    r"|AS\s{1,3}WITNESS\s{1,3})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """The first line of an exhibit: ``Exhibit A`` and what it is called; ``body`` is where its text begins.

    ``sure`` says that its number is an automatic one, or stands in a heading style: nobody mistook a mention for it.
    """

    number: str | None
    heading: str
    body: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Per unit: is it in a table of contents, what caption is it, does its line come again and again.

    ``agreed`` is the unit that closes the front, if one does.
    """

    contents: tuple[bool, ...]
    captions: tuple[Caption | None, ...]
    repeated: tuple[bool, ...]
    agreed: int | None


def lay_out(text: str, units: Sequence[Unit]) -> Layout:
    """The parts that the units show by themselves."""
    contents = contents_of(text, units)
    captions = [None if inside else read_caption(text, unit) for unit, inside in zip(units, contents, strict=True)]
    return Layout(
        tuple(contents), tuple(_without_lists(captions)), _repeated(text, units), _agreed(text, units, contents)
    )


def is_signature(text: str, unit: Unit) -> bool:
    """Whether the signature block begins here."""
    return unit.marker is None and _SIGNATURE.match(text, unit.start, unit.end) is not None


def is_front_heading(text: str) -> bool:
    """Whether it announces parties or recitals."""
    return _FRONT_HEADING.match(text) is not None


def read_caption(text: str, unit: Unit) -> Caption | None:
    """The exhibit that begins with this unit; None where it is an ordinary one."""
    if unit.block.kind == "table_row" or unit.origin != "block":
        return None
    words = text[unit.start : min(unit.end, unit.start + _LONGEST_CAPTION_CHARS)]
    label = _CAPTION.fullmatch(unit.block.label.strip()) if unit.block.label else None
    if label is not None:
        titled = is_heading_like(words)
        number = f"{label['kind'].title()} {label['name']}"
        return Caption(number, clean(words) if titled else "", unit.end if titled else unit.start, sure=True)
    match = _CAPTION.match(words)
    if words.rstrip().endswith((",", ";", " and", " or")):
        return None
    if len(words.split()) > _LONGEST_CAPTION_WORDS:
        pasted = match is not None and match["kind"].isupper() and match["tail"].startswith("   ")
        return (
            Caption(f"{match['kind'].title()} {match['name']}", "", unit.start + match.end())
            if match and pasted
            else None
        )
    if match is not None:
        rest = words[match.end() :]
        number, sure = f"{match['kind'].title()} {match['name']}", unit.block.kind == "heading"
        if _SAYS_WHOSE.match(rest) is not None and not _amid_sentence(text, unit) and not has_verb(rest):
            return Caption(number, "", unit.end, sure)
        named = not rest.strip() or is_heading_like(rest) or _NAMED.match(rest) is not None
        if not named:
            return None
        return Caption(number, clean(rest), unit.end, sure)
    own = _OWN_TITLE.match(words) is not None and (unit.block.kind == "heading" or is_all_caps(words))
    return Caption(None, clean(words), unit.end) if own and is_heading_like(words) else None


def _amid_sentence(text: str, unit: Unit) -> bool:
    """Whether the line before runs on into this one."""
    before = text[max(0, unit.start - 4) : unit.start].rstrip()
    return bool(before) and (before[-1].islower() or before[-1] in ",(")


def _without_lists(captions: Sequence[Caption | None]) -> list[Caption | None]:
    """Captions that follow each other at once are a list of exhibits; its last one may be the first exhibit itself."""
    last = {caption.number: index for index, caption in enumerate(captions) if caption is not None}
    kept: list[Caption | None] = list(captions)
    start = 0
    while start < len(kept):
        end = start
        while end < len(kept) and captions[end] is not None:
            end += 1
        if end - start >= FEWEST_ENTRIES:
            final = captions[end - 1]
            listed = end if final is not None and last[final.number] >= end else end - 1
            kept[start:listed] = [None] * (listed - start)
        start = end + 1
    return kept


def _repeated(text: str, units: Sequence[Unit]) -> tuple[bool, ...]:
    """Short lines that stand there on page after page, as running headers do."""
    lines = [text[unit.start : unit.end] if unit.end - unit.start <= _LONGEST_HEADER_CHARS else "" for unit in units]
    counts = Counter(lines)
    return tuple(bool(line) and counts[line] >= _FEWEST_REPEATS for line in lines)


def _agreed(text: str, units: Sequence[Unit], contents: Sequence[bool]) -> int | None:
    """The unit that says that the parties agree as follows, near the start; the one before where it is numbered."""
    words = numbered = 0
    for index, unit in enumerate(units[: _AGREED_WITHIN_UNITS + sum(contents)]):
        if contents[index]:
            continue
        if unit.marker is not None and unit.marker.style in TOP_STYLES - {"A."}:
            numbered += 1
            if unit.marker.style in (ARTICLE, PART, SECTION):
                return None
        elif (_AGREED if numbered < FEWEST_ENTRIES else _THEREFORE).search(text, unit.start, unit.end):
            following = units[index + 1 : index + 3]
            if not any(is_front_heading(text[after.start : after.end]) for after in following):
                return index if unit.marker is None else index - 1
        words += text.count(" ", unit.start, unit.end)
        if words > _AGREED_WITHIN_WORDS:
            return None
    return None
