"""What the contract says of a party beside its name: legal form, where it is incorporated, its address, who signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractor.fields.party_signers import find_signers
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.places import NATIONS, find_place
from extractor.fields.reading import Candidate, Reading

_SAID_CHARS = 520
"""How far behind a name it is still described."""
_FORM_CHARS = 260
_LONGEST_ADDRESS = 200

_FORMS = (
    r"limited liability (?:limited )?partnership|limited liability company|limited liability (?:stock )?corporation|"
    r"public limited(?: liability)? company|private (?:limited )?(?:liability )?company(?: limited by shares)?|"
    r"proprietary limited company|limited company|joint[- ]stock (?:limited )?company|"
    r"public benefit corporation|professional (?:corporation|association)|non-?profit (?:public benefit )?corporation|"
    r"not[- ]for[- ]profit corporation|close corporation|general partnership|limited partnership|partnership|"
    r"statutory trust|"
    r"business trust|trust company|national banking association|national association|sole proprietor(?:ship)?|"
    r"natural person|corporation|individual|association|cooperative|foundation|university|company|trust|bank"
)
_SAID = phrase(
    rf"(?:^|[,(;:]|\b(?:is|being|as|are)\b) ?(?:an?|"
    rf"the) (?P<before>(?:[a-z.'&-]{{1,20}},? ){{0,7}}?)(?P<form>{_FORMS})\b"
    r"(?! (?:number|no|registration|name|law)\b)"
)
_UNDER_LAWS = phrase(
    r"\b(?:laws? of|(?:incorporated|organi[sz]ed|formed|registered|established|existing|domiciled|chartered)"
    r"(?: and (?:validly )?(?:existing|registered|incorporated|organi[sz]ed))?(?: under the laws of| in| under| of)?) "
    r"(?:the )?(?:(?:state|commonwealth|province|republic|kingdom|federal republic|people's republic|canton) of )?"
)
_OF_STATE = phrase(r"^,? ?(?:of|in) (?:the )?(?:(?:state|commonwealth|province) of )?")
_ADDRESS = phrase(
    r"\b(?:(?:located|residing|resident|domiciled|situated|offices?|headquartered|headquarters|address(?:es)?|"
    r"place of business|seat|domicile|residence|premises)"
    r"(?: and (?:principal )?(?:place of business|address|offices?))?"
    r"(?: (?:located|situated|is|are|being|currently|registered)){0,3}(?: at| is| of|:| located in|,)|"
    r"(?:with (?:an )?address|whose (?:[a-z]+ ){0,4}(?:address|office|place of business) is)(?: at)?) ?:? ?"
)
_ADDRESS_END = phrase(
    r" ?\((?! ?\d)|;|,? (?:hereinafter|hereafter|herein|a (?:corporation|company)|an? [A-Za-z]+ (?:corporation|"
    r"company|limited)|acting|represented|registered (?:in|with|under)|as\b|on behalf|which|who|its|their|and its|"
    r"organi[sz]ed|"
    r"incorporated|duly|legally|on the (?:one|other)|of the (?:one|other|first|second)|"
    r"telephone|fax|attention|e-?mail|company number|vat|tax id|whose|with|each|agree|whereas|"
    r"and (?=(?-i:[A-Z])[^,;()]{2,60},? an? ))|\. (?=(?-i:[A-Z][a-z]+ [a-z]))|\"|\brecitals?\b|\bwhereas\b"
)
_LEADING = re.compile(r"^(?:(?:the|of|at|in|located|situated)\s)+", re.IGNORECASE)
_STOP = phrase(
    r"\b(?:whereas|recitals?|witnesseth|background|now,? therefore|agree as follows|in consideration)\b|"
    r"(?<!\bSt)(?<!\bMt)(?<!\bAve)(?<!\bRd)(?<!\bBlvd)(?<!\bDr)(?<!\bLn)(?<!\bBldg)(?<!\bSte)(?<!\bFl)(?<!\bNo)(?<!\bBox)"
    r"\.(?: |$)(?=(?-i:[A-Z]))"
)
_SUFFIXES = tuple(
    (re.compile(rf"(?<![\w.])(?:{suffix})\.?$", re.IGNORECASE), form)
    for suffix, form in (
        (r"L\.?\s?L\.?\s?L\.?\s?P", "limited liability limited partnership"),
        (r"P?L\.?\s?L\.?\s?C", "limited liability company"),
        (r"L\.?\s?L\.?\s?P", "limited liability partnership"),
        (r"L\.?\s?P", "limited partnership"),
        (r"Inc|Incorporated|Corp|Corporation", "corporation"),
        (r"P\.?L\.?C|public limited company", "public limited company"),
        (r"Pty\.?,?\s(?:Ltd|Limited)", "proprietary limited company"),
        (r"Pte\.?,?\s(?:Ltd|Limited)", "private limited company"),
        (r"(?:Pvt|Private)\.?,?\s(?:Ltd|Limited)", "private limited company"),
        (r"Ltd|Limited", "limited company"),
        (r"N\.\s?A|National Association", "national association"),
        (r"G\.?m\.?b\.?H", "GmbH"),
        (r"GmbH\s&\sCo\.?\sKG", "GmbH & Co. KG"),
        (r"AG|A\.G", "AG"),
        (r"S\.?\s?A\.?\s?R\.?\s?L|S\.?\s?[aà]\s?r\.?\s?l", "S.à r.l."),
        (r"S\.p\.A|SpA", "S.p.A."),
        (r"S\.r\.l|SRL", "S.r.l."),
        (r"S\.A\.S|SAS", "S.A.S."),
        (r"S\.A", "S.A."),
        (r"N\.?V", "N.V."),
        (r"B\.?V", "B.V."),
        (r"A/S", "A/S"),
        (r"AB", "AB"),
        (r"A\.S", "A.S."),
        (r"KG", "KG"),
        (r"S\.?E", "SE"),
        (r"Sdn\.?\sBhd", "Sdn Bhd"),
        (r"Berhad|Bhd", "Berhad"),
        (r"ASA", "ASA"),
        (r"Oyj?", "Oy"),
        (r"K\.K", "K.K."),
    )
)
_GENERIC = frozenset({"company", "corporation", "limited company", "limited liability company"})
"""What a foreign form is often translated as; the form in the name says more."""
_PERSON = "natural person"
_PEOPLE = frozenset({"individual", "natural person", "sole proprietor"})


def with_details(reading: Reading, parties: Sequence[Candidate]) -> list[Candidate]:
    """The same parties in the same order, each with what is said of it; a part that is not stated is left out."""
    signers = find_signers(reading, parties)
    detailed = []
    for place, party in enumerate(parties):
        if not isinstance(party.value, dict):
            detailed.append(party)
            continue
        later = [other.span.start for other in parties if other.span.start > party.span.start]
        said = _said_of(reading.text, party, min(later, default=len(reading.text)))
        details: dict[str, Any] = dict(_details(str(party.value["name"]), said))
        if signers[place] is not None and details.get("legal_form", _PERSON) != _PERSON:  # people sign for themselves
            details["signatory"] = signers[place]
        detailed.append(replace(party, value={**party.value, **details}))
    return detailed


def _said_of(text: str, party: Candidate, limit: int) -> str:
    """The words behind the party's name, up to the next party, the end of the sentence, or the recitals."""
    value: Any = party.value
    name = re.compile(r"\s{1,20}".join(map(re.escape, str(value["name"]).split())))
    found = name.search(text, party.span.start, min(len(text), party.span.end + 200))
    if found is None or party.method == "party_signature":
        return ""
    end = min(limit, found.end() + _SAID_CHARS)
    stop = _STOP.search(text, found.end() + 3, end)
    return text[found.end() : stop.start() if stop else end]


def _details(name: str, said: str) -> dict[str, str]:
    form, jurisdiction = _form_and_place(name, said)
    found = {"legal_form": form, "jurisdiction": jurisdiction, "address": _address(said)}
    return {part: value for part, value in found.items() if value is not None}


def _form_and_place(name: str, said: str) -> tuple[str | None, str | None]:
    suffix = next((form for pattern, form in _SUFFIXES if pattern.search(name.strip(" ,"))), None)
    match = _SAID.search(said, 0, _FORM_CHARS)
    if match is None:
        return suffix, _under_laws(said, 0)
    stated = squeeze(match["form"]).lower()
    if stated in _PEOPLE:
        return _PERSON, None
    place = _named_place(match["before"]) or _place_after(said, match.end())
    foreign = suffix is not None and not suffix.islower()
    return (suffix if foreign and stated in _GENERIC else stated), place


def _named_place(words: str) -> str | None:
    """The place of "a Delaware corporation" or "a German company"."""
    place = find_place(words, 0, reach=len(words))
    nation = next((NATIONS[word] for word in words.lower().split() if word in NATIONS), None)
    return place or nation


def _place_after(said: str, start: int) -> str | None:
    """The place of "a corporation of the State of Ohio" or "organized under the laws of France"."""
    of = _OF_STATE.match(said[start : start + 60])
    direct = find_place(said, start + of.end(), reach=2) if of else None
    return direct or _under_laws(said, start)


def _under_laws(said: str, start: int) -> str | None:
    match = _UNDER_LAWS.search(said, start, start + 160)
    return find_place(said, match.end(), reach=25) if match else None


def _address(said: str) -> str | None:
    """The address beside the name, as it is printed; None where none with a number is."""
    match = _ADDRESS.search(said)
    if match is None:
        return None
    end = _ADDRESS_END.search(said, match.end() + 5)
    address = squeeze(said[match.end() : end.start() if end else len(said)]).strip(" ,.;:")
    address = _LEADING.sub("", re.sub(r"(?:,? and|,)$", "", address))
    fits = 10 <= len(address) <= _LONGEST_ADDRESS and any(map(str.isdigit, address)) and address[:1].isalnum()
    return address if fits and not re.search(r"_{3}|\*\*\*|\[", address) else None
