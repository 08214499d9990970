"""Whether a party may assign the contract: freely, with consent, or not at all, and what is excepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading, Sentence
from extractor.fields.whose import EITHER, party_after, party_before

MOST_RULES = 6
_NEXT_SENTENCES = 3
_LIST_CHARS = 800
_LIST_ENDS = re.compile(r"\.\s{1,20}(?=[A-Z0-9])")

_VERB = r"(?:assign|transfer|cede|delegate|convey|novate)"
_DONE = r"(?:assigned|transferred|ceded|delegated|assignable|transferable|novated)"
_CUE = phrase(rf"\b(?:{_VERB}|{_DONE}|(?:non-?|un)?assignable|assignment)\b")
_THIS = (
    r"(?:this|the|such|said|the present|any|its|their|his|her|our|your|all|either|or|any of its|any of the|"
    r"the whole or any part of)(?: \w+){0,3}? (?:agreement|contract|licen[sc]es?|lease|rights?|"
    r"obligations?|interests?|duties|benefits?|franchise|appointment|order|terms|privileges)|hereunder|hereof|hereto"
)
_NOT_MAY = phrase(
    rf"\b(?P<modal>(?:may|shall|will|must|can|agrees?|does) not|may neither|"
    rf"(?:shall|will)(?= (?:[a-z]+ly )?{_VERB})|(?:may|can)(?= (?!not\b)(?:[a-z]+,? ){{0,4}}?{_VERB})|"
    r"(?:shall|will|does|do) not have (?:the|any) (?:right|power|authority) to|shall have no right to|has no right to|"
    r"(?:is|are|shall be|will be) not (?:entitled|permitted|allowed) to|shall not be (?:entitled|permitted|allowed) to|"
    r"(?:shall be|is|are) prohibited from|(?:shall|will|shall be) (?:be )?(?:entitled|permitted|allowed|free) to|"
    r"(?:has|have|shall have|reserves) the (?:unrestricted |absolute |full )?right to)"
    rf"(?: [a-z]+ly,?| to| or otherwise| attempt to| purport to| directly or indirectly|,[^.;,]{{1,160}},){{0,3}}"
    rf" (?:[a-z]+,? (?:or )?(?:otherwise )?){{0,6}}?{_VERB}(?:ing)?\b(?=[^.;]{{0,200}}?(?:{_THIS})\b)"
)
_BE_DONE = phrase(
    rf"\b(?:{_THIS})\b[^.;]{{0,200}}?\b(?P<modal>(?:may|shall|will|can|is|are|must) (?:not|also|freely)?(?: be)?|"
    rf"not be|be) ?(?:[a-z]+,? (?:or )?(?:otherwise )?){{0,5}}?(?P<done>(?:freely |non-?)?{_DONE}|personal)\b"
)
_NEITHER = phrase(r"\b(?:neither|no|nor|none)\b")
_NO_ASSIGNMENT = phrase(r"\bno (?:such )?(?:assignment|transfer|delegation)\b[^.;]{0,160}?\b(?:without|unless)\b")
_CONSENT = phrase(
    r"\b(?:without|unless|except (?:with|upon)|only (?:with|upon|after)|subject to|absent|requires?|"
    r"prior to obtaining|with)\b"
    r"[^.;]{0,130}?\b(?:consent(?:s|ed)?|approv(?:al|ed|es)|agreement in writing|(?:agreed|signed|"
    r"executed) (?:written|and written|document|writing|instrument)|permission|authori[sz]ation|"
    r"agrees in writing)\b"
)
_NO_CONSENT = phrase(
    r"\b(?:without (?:the |any |such |obtaining |requiring |first obtaining )*(?:need for |requirement of |"
    r"necessity of )?(?:the )?"
    r"(?:prior |written |express |other party's |[a-z']+'s |\w+ party's ){0,4}(?:consent|approval)|"
    r"without (?:a |any |the )?(?:requirement|need|necessity|obligation) (?:to|of|for)\b[^.;,]{0,60}?consent|"
    r"no (?:such |prior )?consent (?:shall be |is |will be )?(?:required|needed|necessary)|"
    r"(?:such )?consent (?:shall|will|is) not (?:be )?(?:required|needed|necessary))\b"
)
_BUT = phrase(
    r"\b(?:except(?:ing)?|provided,? (?:however,? )?(?:that)?|other than|however|but|notwithstanding|save|unless to|"
    r"unless such|"
    r"nothing (?:herein|in this)|shall not apply|will not apply|does not apply|may nonetheless|may nevertheless)\b"
)
_EXCEPTIONS = {
    "affiliates": r"affiliates?|affiliated|subsidiar(?:y|ies)|parent(?: company| corporation)?|holding compan|"
    r"(?:under )?common control|controlled by|group compan",
    "change_of_control": r"merger|consolidation|amalgamation|reorgani[sz]ation|change (?:of|in) control|acquir\w+|"
    r"acquisition|"
    r"purchas\w+|all or substantially all|substantially all|sale of (?:all|its|the|substantially)|sale (?:or other )?"
    r"(?:disposition )?of|business combination",
    "successor": r"success\w+",
    "lenders": r"lenders?|financing|secured part(?:y|ies)|collateral|security interest|pledge",
    "receivables": r"(?:right|rights) to (?:receive )?(?:payments?|monies|money|amounts?)|receivables?|monies due|"
    r"amounts? due",
}
RULES = ("consent_required", "free", "prohibited")
EXCEPTIONS = tuple(_EXCEPTIONS)
"""What may be excepted, a closed list."""

_KINDS = tuple((name, phrase(rf"\b(?:{words})")) for name, words in _EXCEPTIONS.items())
_MAY_ASSIGN = phrase(
    rf"\b(?:may|shall be entitled to|shall have the right to|has the right to|can|will be entitled to|"
    rf"shall be free to)\b"
    rf"(?:,[^.;]{{1,140}}?,)?(?: (?!not\b)[a-z]+,?){{0,6}}? {_VERB}\b"
)
_NEGATIVE = phrase(r"\b(?:not|no|neither|prohibited)\b")
_ALLOWS = phrase(r"(?:may|can|is|are)\b")
_OTHER_THING = phrase(
    r"\b(?:hereby (?:irrevocably )?(?:assigns?|transfers?)|agrees to assign|copyrights?|inventions?|"
    r"works? made for hire|title to|"
    r"shares|stock|options?|data|personnel|employees?|technology transfer|intellectual property|patents?|"
    r"confidential information|domain name|moral rights|risk of loss|funds|vehicle|securities)\b"
)
_CONTRACT = phrase(r"\b(?:agreement|contract|hereunder|hereof|lease|licen[sc]es?|franchise|order)\b")
_BY = phrase(r"\bby ")
_BY_CHARS = 170
_OTHERS_CONSENT = phrase(r"\b(?:other|others|both|each|all|parties|either|non-?assigning)\b")
_APPLIES_NOT = phrase(
    r"\b(?:restrict\w+|prohibition|foregoing|consent|section|assignment)\b[^.;]{0,80}?"
    r"\b(?:shall|will|does|do|is|be) not(?: be)? (?:apply|required|necessary|needed|deemed)\b"
)
_DEEMED = phrase(r"\bshall be deemed (?:to be )?an? (?:assignment|transfer)\b|\bdeemed an assignment\b")
_HEADED = re.compile(r"assign|transfer|successor")
_OWN = phrase(
    rf"\b{_VERB}\b[^.;]{{0,90}}?\b(?:this|the) (?:agreement|contract|lease|license)|"
    rf"\b(?:agreement|contract|rights|obligations)\b[^.;]{{0,120}}?\b{_DONE}\b|\bhereunder\b"
)


def find_assignment(reading: Reading) -> list[Candidate]:
    """The rule for each party, each once; clauses headed so win over what is said in passing."""
    rules = [rule for sentence in reading.find(_CUE, "assign", "transferable") for rule in _rules(reading, sentence)]
    headed = [rule for rule in rules if rule.weight >= 1.0]
    by_party: dict[str, Candidate] = {}
    for rule in headed or rules:
        value: Any = rule.value
        key = str(value["party"]).casefold()
        by_party[key] = _merged(by_party[key], rule) if key in by_party else rule
    return list(by_party.values())[:MOST_RULES]


def _rules(reading: Reading, sentence: Sentence) -> Iterator[Candidate]:
    text = sentence.text
    weight = 1.0 if _HEADED.search(reading.heading(sentence.span.start)) else 0.0
    if _OTHER_THING.search(text) and not _OWN.search(text):
        return
    read = _rule(text)
    if read is None:
        return
    party, rule, end = read
    limits = _kinds(text[end:]) if rule == "free" else []
    exceptions = {party: limits} if limits else _exceptions(reading, sentence, end, party)
    if limits:  # free for some cases only is an exception to a consent that is needed otherwise
        rule = "consent_required"
    for name, kinds in exceptions.items():
        value = {"party": name, "rule": rule, "exceptions": kinds}
        yield Candidate("assignment", value, sentence.span, f"assignment_{rule}", weight)


def _merged(first: Candidate, second: Candidate) -> Candidate:
    """The first statement, with the exceptions of a second one that has the same rule."""
    one: Any = first.value
    two: Any = second.value
    if one["rule"] != two["rule"] and (one["rule"], two["rule"]) != ("prohibited", "consent_required"):
        return first
    exceptions = list(dict.fromkeys((*one["exceptions"], *two["exceptions"])))
    return replace(first, value={**one, "rule": two["rule"], "exceptions": exceptions}, method=second.method)


def _rule(text: str) -> tuple[str, str, int] | None:
    """Who, under which rule, and where the words about it end; None where the sentence gives no rule."""
    said = [*_NOT_MAY.finditer(text), *_BE_DONE.finditer(text)]
    first: int | None = None
    for match in sorted(said, key=re.Match.start):
        but = _BUT.search(text, first, match.start()) if first is not None else None
        first = match.start() if first is None else first
        read = None if but else (_of_done if "done" in match.groupdict() else _of_doing)(text, match)
        if read is not None:
            return read[0], read[1], match.end()
    none = _NO_ASSIGNMENT.search(text)
    if none is not None and _CONSENT.search(text, none.start()):
        return EITHER, "consent_required", none.end()
    return None


def _of_doing(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Of "X may not assign": X and the rule."""
    party = party_before(text, match.start())
    neither = _NEITHER.search(text, max(0, match.start() - 60), match.start()) is not None
    forbidden = neither or _NEGATIVE.search(match["modal"]) is not None
    duty = match["modal"].lower() in ("shall", "will", "must") or "delegat" in match.group().lower()
    if party is None or (not forbidden and duty):  # who shall assign, or may delegate, has no right to assign by that
        return None
    return party, _rule_of(text, match.end(), forbidden)


def _of_done(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Of "this Agreement may not be assigned by X": X and the rule; both parties where no side is named."""
    modal, done = match["modal"].lower(), match["done"].lower()
    neither = _NEITHER.search(text, max(0, match.start() - 40), match.start() + 10) is not None
    forbidden = neither or _NEGATIVE.search(modal) is not None or done.startswith("non") or done == "personal"
    by = _by_whom(text, match.end())
    party = by or _whose_consent(text, match.end())
    allowed = (by is not None or "freely" in match.group().lower()) and _ALLOWS.match(modal) is not None
    is_contract = _CONTRACT.search(text, match.start(), match.start("modal")) is not None
    if (
        party is None
        or not is_contract
        or not (forbidden or allowed)
        or (done == "personal" and not _CONSENT.search(text))
    ):
        return None
    return party, _rule_of(text, match.end(), forbidden)


def _by_whom(text: str, start: int) -> str | None:
    """Who is said not to assign, behind "assigned ... by"; whose consent is needed is another one."""
    consent = _CONSENT.search(text, start)
    limit = min(len(text), start + _BY_CHARS, consent.start() if consent else len(text))
    found = (party_after(text, match.end()) for match in _BY.finditer(text, start, limit))
    return next((party for party in found if party is not None), None)


def _whose_consent(text: str, start: int) -> str | None:
    """Both, where the consent of "the other party" is needed, or where nobody is named at all."""
    consent = _CONSENT.search(text, start)
    return EITHER if consent is None or _OTHERS_CONSENT.search(text, consent.start(), consent.end() + 60) else None


def _rule_of(text: str, start: int, forbidden: bool) -> str:
    but = _BUT.search(text, start)
    stop = but.start() if but else len(text)
    if forbidden:
        return "consent_required" if _CONSENT.search(text) else "prohibited"
    if _NO_CONSENT.search(text, start, stop):
        return "free"
    return "consent_required" if _CONSENT.search(text, start, stop) else "free"


def _exceptions(reading: Reading, sentence: Sentence, end: int, party: str) -> dict[str, list[str]]:
    """What is excepted, by party: for the party itself first, then for others that are named in the exception."""
    found: dict[str, list[str]] = {party: []}
    names = {party.casefold(): party, EITHER: party}
    for words in _excepting(reading, sentence, end):
        starts = [0, *(match.start() for match in _MAY_ASSIGN.finditer(words))]
        for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
            piece = words[start:stop]
            if _CONSENT.search(piece) and not _NO_CONSENT.search(piece) and _MAY_ASSIGN.match(piece):
                continue
            whose = party_before(words, start) or party  # before the first "may assign" it is the party's own exception
            name = names.setdefault(whose.casefold(), whose)
            found.setdefault(name, []).extend(_kinds(piece))
    return {name: list(dict.fromkeys(kinds)) for name, kinds in found.items() if kinds or name == party}


def _list_behind(reading: Reading, sentence: Sentence) -> str:
    """The items of a list that the sentence opens with its colon; empty without."""
    if not sentence.text.rstrip().endswith(":"):
        return ""
    start, limit = sentence.span.end, min(len(reading.text), sentence.span.end + _LIST_CHARS)
    end = _LIST_ENDS.search(reading.text, start, limit)
    return reading.text[start : end.start() if end else limit]


def _kinds(words: str) -> list[str]:
    return [name for name, pattern in _KINDS if pattern.search(words)]


def _excepting(reading: Reading, sentence: Sentence, end: int) -> Iterator[str]:
    """The words that say what is excepted: from "except" on, or a sentence of their own that follows."""
    but = _BUT.search(sentence.text, end)
    if but is not None:
        yield sentence.text[but.start() :] + _list_behind(reading, sentence)
    following = reading.after(sentence)
    for _ in range(_NEXT_SENTENCES):
        if following is None:
            return
        text = following.text
        may = _MAY_ASSIGN.search(text)
        allowed = may is not None and _rule_of(text, may.end(), False) == "free"
        if (allowed or _APPLIES_NOT.search(text)) and not _DEEMED.search(text):
            yield text
        following = reading.after(following)
