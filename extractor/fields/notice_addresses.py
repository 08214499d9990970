"""Where notices to each party go: address, e-mail and whose attention, from the clause on notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.fields.legal_forms import LEGAL_FORM
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

MOST_ADDRESSES = 20
_BLOCK_CHARS = 520
_LEAD_CHARS = 900
_NOTICE_CHARS = 3_500
_LONGEST_ADDRESS = 220
_SHORTEST_ADDRESS = 10
_MOST_LINES = 6

_WHO = r"(?P<who>[A-Z\u201c\"][^\n:;\t]{0,70}?)"
_IF_TO = re.compile(
    r"\b(?:[Ii]f|IF)\s{1,3}(?:(?:is|are|a|any|notices?|given|sent|delivered|directed|addressed|intended|"
    r"made)\s{1,3}){0,4}"
    rf"(?:to|TO|for|upon)\s{{1,3}}(?:(?:the|The|THE)\s{{1,3}})?{_WHO}\s{{0,4}}"
    r"(?:,?\s{0,3}\b(?:to|at|TO|then to|addressed to|addressed as follows|shall be sent to)\b(?:\sit\sat)?\s{0,3}:?|"
    r":|\n|\t|,\s)"
)
_TO = re.compile(
    r"^[ \t]{0,20}(?:\(?[A-Za-z0-9]{1,2}[.)][ \t]{1,4})?(?:To|TO|For|FOR|Notices? to|NOTICES? TO|"
    r"Address(?:es)? (?:for|of)(?: "
    rf"[Nn]otices? to)?|As to)[ \t]{{1,3}}(?:(?:the|The)[ \t]{{1,3}})?{_WHO}[ \t]{{0,4}}(?::|\t)",
    re.MULTILINE,
)
_PROSE = re.compile(
    r"\b(?:[Nn]otices?|NOTICES?)\s(?:to|for)\s(?:the\s)?(?P<who>[A-Z][\w&.' -]{0,40}?)\s(?:shall|must|will|should|"
    r"are\sto)\sbe\s"
    r"[^.:\n]{0,60}?\b(?:to|at)\b:?"
)
_IF_WORDS = tuple(
    f"if {word}" for word in "to is are a any notice given sent deliver direct address intend made for upon".split()
)
_OPENS = phrase(r" ?(?:\(?[a-z0-9]{1,2}[.)] ?)?(?:to|for|as to|notices? to|address(?:es)? (?:for|of))\b")
_END = re.compile(
    r"\b(?:[Ww]ith\s(?:a\s|an\s)?(?:additional\s|required\s|courtesy\s)?cop(?:y|ies)|WITH\sA?\s?COP(?:Y|IES)|"
    r"[Cc]opy\sto|cc:|"
    r"(?:or|and)\s{1,3}(?:to\s{1,3}|at\s{1,3})?(?:such|any)\s{1,3}other|[Ii]f\s(?:notices?\s)?to\s|[Oo]r\sto\ssuch|"
    r"[Aa]ny\s(?:such\s)?(?:notice|party|Party)|A\s[Nn]otice|"
    r"Notices?\s(?:shall|will|may|given|sent|are)|All\s(?:such\s)?notices|[Ee]ither\s(?:party|Party)|"
    r"[Ee]ach\s(?:party|Party)|"
    r"Such\s(?:notice|address)|[Tt]he\sparties|IN\sWITNESS|or\sat\sany|shall\sbe\s(?:deemed|effective)|"
    r"(?:ARTICLE|SECTION|Section|Article)\s\d)|\n\s{0,6}\d{1,2}\.(?:\d{1,2}\.?)?[ \t]{1,4}[A-Z][A-Za-z ]{3,40}[.:\n]"
)
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}")
_ATTENTION = re.compile(
    r"(?:Attention|ATTENTION|Attn|ATTN|Att'n|Attn:)\b\.?(?:\s(?:to|"
    r"of))?\s{0,3}[:.]?\s{0,4}(?P<name>[A-Z(][^\n\t:;\d@]{1,80})"
)
_LABELS = re.compile(
    r"(?:Tele(?:phone|copier|copy|fax|x)?|Tel|Phone|PHONE|Fax|FAX|Facsimile|FACSIMILE|Mobile|Cell|[Ee]-?mail(?:s|"
    r"\saddress)?|"
    r"E-?Mail|EMAIL|Attention|ATTENTION|Attn|ATTN|Att'n|Voice|Email|Website|Contact)\b"
)
_CHANNEL = re.compile(
    r"(?:(?:Tele(?:phone|copier|copy|fax|x)?|Tel|Phone|PHONE|Fax|FAX|Facsimile|FACSIMILE|Mobile|Cell|Voice)\b\.?"
    r"(?:\s(?:No|Number|Num|Nos|#))?\.?\s{0,3}:?\s{0,3}(?:[+(]?[\d*_\[][\d\s().+/*\[\]_x-]{4,26}(?:ext\.?\s?\d{1,6})?)?)|"
    r"\b[Ee]-?[Mm]ail(?:\s[Aa]ddress(?:es)?)?\s{0,2}:?|EMAIL\s{0,2}:?|\bAddress(?:ed)?\s{0,2}:"
)
_ADDRESSED = phrase(
    r"\b(?:notices?|communications?)\b[^.;]{0,300}\baddress(?:es|ed)?\b|\baddress(?:es)? for notices?\b"
)
_BLANK = re.compile(r"_{3,}|\[\s{0,2}[*\u2022o]|\*\*\*|\bTBD\b|\[\s{0,3}\]")
_FORM_END = re.compile(rf"\b{LEGAL_FORM}\b\.?,?(?=\s)", re.IGNORECASE)
_FORM_ALONE = re.compile(rf"^\D{{2,80}}\b{LEGAL_FORM}\b\.?$", re.IGNORECASE)
_NO_ADDRESS = re.compile(
    r"\b(?:specified|above|below|herein|shall|delivered|telegraphed|first written|this Agreement|Source)\b"
)
_JUNK = re.compile(
    r"^(?:\d{1,3}|\(?[a-z0-9]{1,3}[).]|and(?:[ ,].{0,8})?|[Ww]ith\b.*|number\b.*|No\.\s?[\d-]{7,20}|NUMBER.*|to\b.*|"
    r"[+(]\s?\d.*|"
    r"e-?mail\b.*|[\d().\s-]{9,20}|Messenger|Mail|Courier|.*\b(?:President|Officer|Counsel|Director|Secretary|Manager|"
    r"Attorney|Department|Dept|Chairman|Controller|Treasurer|Partner)\b.*)$"
)
_LEAD = re.compile(r"^(?:to|at|of|and)\s{1,3}(?=[A-Z\d])")
_WHO_END = re.compile(r"\s(?:shall|with|for|or|will|at|is|and (?:a|one) cop)\b")
_STREET = re.compile(
    r"\b(?:P\.?\s?O\.?\s?Box|Post Office Box|c/o|\d|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\s[A-Z])"
)
_NOT_WHO = re.compile(
    r"^(?:such|other|any|this|that|it|him|her|them|fax|mail|e-?mail|addressee|whom|cause|a)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Block:
    """The words about where notices to one party go."""

    who: str
    span: Span
    start: int
    """Where the label ends and the address begins."""


def find_notice_addresses(reading: Reading, parties: Sequence[Candidate] = ()) -> list[Candidate]:
    """Where notices go, one field a party, the first of each; copies to lawyers are none.

    The short names of ``parties`` are labels too ("Provider: 12 Canal Street").
    """
    found: dict[str, Candidate] = {}
    for block in _blocks(reading, _named(parties)):
        value = _value(reading.contract.document.text, block)
        if value is not None:
            candidate = Candidate("notice_address", value, block.span, "notice_address")
            found.setdefault(block.who.casefold(), candidate)
    return list(found.values())[:MOST_ADDRESSES]


def _named(parties: Sequence[Candidate]) -> re.Pattern[str] | None:
    """A label that is a party's short name; None where no party has one."""
    values = [party.value for party in parties if isinstance(party.value, dict)]
    names = [str(value["defined_as"]) for value in values if value.get("defined_as")]
    if not names:
        return None
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"^[ \t]{{0,20}}(?:[Tt]he )?(?P<who>{either})[ \t]{{0,3}}(?::|\t)", re.MULTILINE)


def _blocks(reading: Reading, named: re.Pattern[str] | None) -> Iterator[_Block]:
    text = reading.contract.document.text
    labels = sorted(_labels(reading, named), key=re.Match.start)
    for place, label in enumerate(labels):
        if place and label.start() < labels[place - 1].end():
            continue
        limit = min(len(text), label.end() + _BLOCK_CHARS)
        if place + 1 < len(labels):
            limit = min(limit, max(label.end(), labels[place + 1].start()))
        end = _END.search(text, label.end(), limit)
        close = end.start() if end else limit
        while close > label.end() and text[close - 1] in " \t\n;,(":
            close -= 1
        who = _WHO_END.split(squeeze(label["who"]))[0].strip(" ,\"\u201c\u201d'")
        if who and len(who.split()) <= 8 and not _NOT_WHO.match(who):
            yield _Block(who, Span(label.start(), close), label.end())


def _labels(reading: Reading, named: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
    """The labels that stand close behind words about notices."""
    text = reading.contract.document.text
    for pattern, words in ((_IF_TO, _IF_WORDS), (_PROSE, ("notices to", "notice to", "notices for", "notice for"))):
        for span in reading.paragraphs(*words):
            yield from _near_notices(reading, pattern.finditer(text, span.start, span.end))
    for span in reading.paragraphs("to ", "to:", "for "):
        if _OPENS.match(reading.text, span.start, min(span.end, span.start + 60)):
            yield from _near_notices(reading, _TO.finditer(text, span.start, span.end))
    if named is not None:
        for span in reading.paragraphs("notice"):
            for match in named.finditer(text, span.end, min(len(text), span.end + _NOTICE_CHARS)):
                if _ADDRESSED.search(reading.text, max(0, match.start() - _LEAD_CHARS), match.start()):
                    yield match


def _near_notices(reading: Reading, labels: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    yield from (label for label in labels if _is_about_notices(reading, label.start()))


def _is_about_notices(reading: Reading, at: int) -> bool:
    before = reading.text[max(0, at - _NOTICE_CHARS) : at].lower()
    return "notice" in before or "communication" in before


def _value(text: str, block: _Block) -> dict[str, str | None] | None:
    """What the block says; None where it has neither an address nor an e-mail."""
    words = text[block.start : block.span.end]
    emails = _EMAIL.findall(words)
    attention = _ATTENTION.search(words)
    named = _until_label(attention["name"]) if attention else ""
    rest = (
        words[: attention.start()] + "\n" + words[attention.start() :].replace(named, "\n", 1) if attention else words
    )
    address = _address(rest.replace(named, "\n") if named else rest)
    if address is None and not emails:
        return None
    return {
        "party": block.who,
        "address": address,
        "email": emails[0] if emails else None,
        "attention": named or None,
    }


def _until_label(words: str) -> str:
    label = _LABELS.search(words)
    return squeeze(words[: label.start()] if label else words).strip(" ,.;()")


def _address(words: str) -> str | None:
    """The postal address, without the lines for names, telephones and the like; None where there is none."""
    words = _EMAIL.sub("\n", words)
    words = _CHANNEL.sub("\n", re.sub(r"(?:Attention|ATTENTION|Attn|ATTN|Att'n)\b[.:]?(?:\sto)?:?", "\n", words))
    lines = [squeeze(line).strip(" ,;:") for line in re.split(r"[\n\t]", words)]
    lines = [line for line in lines if any(map(str.isalnum, line))]
    first = next((place for place, line in enumerate(lines) if _STREET.search(line)), None)
    if first is None:
        return None
    following = [line for line in lines[first + 1 :] if not _JUNK.match(line) and not _FORM_ALONE.match(line)]
    address = _LEAD.sub("", squeeze(", ".join([_without_name(lines[first]), *following[:_MOST_LINES]])).strip(" ,.;("))
    known = len(address) >= _SHORTEST_ADDRESS and any(map(str.isdigit, address))
    wrong = _BLANK.search(address) or _NO_ADDRESS.search(address) or len(address) > _LONGEST_ADDRESS
    return address if known and not wrong else None


def _without_name(line: str) -> str:
    """A line from the street on, where a company's name stands before it."""
    street = _STREET.search(line)
    forms = [match.end() for match in _FORM_END.finditer(line, 0, street.start() if street else len(line))]
    return line[forms[-1] :].strip(" ,") if forms else line
