"""Who signs for each party, by the signature blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extractor.fields.legal_forms import has_legal_form
from extractor.fields.phrasing import squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.fields.signatures import signature_start
from extractor.types import Span

_BLOCK_CHARS = 420
_REGION_CHARS = 7_000
_LABEL_CHARS = 160
_LABEL = re.compile(r"\bBy\b|BY:|/s/|Name|Signature")
"""What stands under the name of a party who signs; between two names without it, they stand in columns that mix."""
_NAME = re.compile(
    r"(?:\bName(?:\s\([^)]{1,20}\))?|\bPrint(?:ed)?\s[Nn]ame|NAME)\s{0,3}:[ \t_]{0,40}(?P<name>[^\n\t:_]{3,60})"
)
_SIGNED = re.compile(r"/s/[ \t]{0,6}(?P<name>[A-Z][^\n\t:_/]{2,50})")
_TITLE = re.compile(r"(?:\bTitle|TITLE|\bIts|\bPosition|\bCapacity)\s{0,3}:[ \t_]{0,40}(?P<title>[^\n\t:_]{2,80})")
_LABEL_AFTER = re.compile(
    r"\s{2,}|\b(?:Name|Title|TITLE|NAME|Date|DATE|Dated|By|BY|Its|Print|PRINT|Signature|Email|Address|Witness|/s/)\b.*$"
)
_PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s)?[A-Z\u00c0-\u00de][\w.'\u00c0-\u00ff-]{0,30}"
    r"(?:,?\s[A-Z\u00c0-\u00de(\"][\w.'\u00c0-\u00ff)\"-]{0,30}|"
    r"\s(?:de|van|von|der|la|del|di)\b){1,4}"
)
_TITLE_WORDS = re.compile(
    r"\b(?:President|Officer|Director|Secretary|Counsel|Manager|Member|Partner|Chairman|Chair|Chairwoman|Treasurer|"
    r"CEO|CFO|COO|CTO|"
    r"EVP|SVP|VP|Vice|Principal|Owner|Head|Trustee|Controller|Founder|Signatory|Attorney|Representative|Managing|"
    r"Executive|"
    r"Administrator|Dean|Provost|Chancellor|Supervisor|Agent|Lead|Leader)\b",
    re.IGNORECASE,
)
_FORMS = re.compile(
    r",?\s{1,20}(?:Inc|Incorporated|Corp|Corporation|Co|Company|LLC|L\.L\.C|Ltd|Limited|LLP|L\.P|LP|PLC|plc|GmbH|AG|"
    r"N\.A)\b\.?$",
    re.IGNORECASE,
)

_CAPITALS_BEHIND = re.compile(r"\s[A-Z&]{5,20}(?:[\s,]{1,3}[A-Z&.]{2,20}){0,6}$")
"""The next block's name, where lines run together."""
_CUT = re.compile(r"\d|[\[\]|\u2502]|-{2}|(?<=[a-z]{3})(?=[A-Z])")
_RUN_TOGETHER = re.compile(r"[a-z]{4}[A-Z]|-{2}")
"""Two lines without a break between them."""

_TWO_NAMES = 4
_LONGEST_TITLE = 70

Signatory = dict[str, str | None]


def find_signers(reading: Reading, parties: Sequence[Candidate]) -> list[Signatory | None]:
    """For each party who signs for it, name and title; None where the blocks do not say, or stand in columns."""
    if not parties:
        return []
    text = reading.contract.document.text
    named = [party.span.end for party in parties if party.method != "party_signature"]
    start = max(signature_start(reading), *named, 0)
    end = min(len(text), start + _REGION_CHARS)
    places = [_block_start(text, party, start, end) for party in parties]
    return [_signatory(text, place, places, end) for place in places]


def _block_start(text: str, party: Candidate, start: int, end: int) -> Span | None:
    """Where the party's name stands above its signature; None where it is not there."""
    value: Any = party.value
    name = _FORMS.sub("", str(value["name"])).strip(" ,.")
    if len(name) < 3:
        return None
    pattern = re.compile(r"[\s,]{1,20}".join(map(re.escape, name.replace(",", " ").split())), re.IGNORECASE)
    found = [Span(*match.span()) for match in pattern.finditer(text, start, end)]
    signed = [at for at in found if _LABEL.search(text, at.end, at.end + _LABEL_CHARS)]
    return signed[0] if signed else None


def _signatory(text: str, place: Span | None, places: Sequence[Span | None], end: int) -> Signatory | None:
    if place is None:
        return None
    others = [other for other in places if other is not None and other != place]
    if places.count(place) > 1 or any(_are_in_columns(text, place, other) for other in others):
        return None
    stop = min([place.end + _BLOCK_CHARS, end, *(other.start for other in others if other.start > place.end)])
    block = text[place.end : stop]
    if len(_TITLE.findall(block)) > 1 and block.count("By:") > 1 and re.search(r"By:[^\n]{0,60}By:", block):
        return None
    name = _person(_NAME, block) or _person(_SIGNED, block)
    if name is None:
        return None
    return {"name": name, "title": _title(block, name)}


def _are_in_columns(text: str, *names: Span) -> bool:
    """Whether nothing is signed between two names; a name right behind "/s/" is itself a signature."""
    between = text[min(name.end for name in names) : max(name.start for name in names)]
    return _LABEL.search(between.rstrip().removesuffix("/s/")) is None


def _person(pattern: re.Pattern[str], block: str) -> str | None:
    for match in pattern.finditer(block):
        words = _LABEL_AFTER.sub("", match["name"]).strip(" ,.;")
        title = _TITLE_WORDS.search(words)
        words = words[: title.start()].strip(" ,.;") if title else words
        muddled = _is_said_twice(words) or _RUN_TOGETHER.search(words) or has_legal_form(words)
        if _PERSON.fullmatch(words) and not muddled:
            return squeeze(words)
    return None


def _is_said_twice(words: str) -> bool:
    """Whether the words come from two columns that hold the same, or the printed name behind the signature."""
    parts = words.split()
    return len(parts) >= _TWO_NAMES and parts[0] in parts[2:]


def _title(block: str, name: str) -> str | None:
    """The signer's title; None where none is printed, or something else stands in its place."""
    match = _TITLE.search(block)
    if match is None:
        return None
    words = squeeze(_LABEL_AFTER.sub("", match["title"])).removeprefix(name)
    words = words if words.isupper() else _CAPITALS_BEHIND.sub("", words)
    words = _CUT.split(words)[0].strip(" ,.;")
    fits = 2 <= len(words) <= _LONGEST_TITLE and any(map(str.isalpha, words)) and not _is_said_twice(words)
    return words if fits and name not in words else None
