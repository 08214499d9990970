"""The parties of a list in prose: ``A, a Delaware corporation ("X"), and B, Inc. ("Y")``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.legal_forms import DEGREE, has_legal_form, has_strong_form
from extractor.fields.party import ROLES, Party
from extractor.fields.party_names import BRACKET_IN_NAME, name_at
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_FORM = (
    r"(?:lp|llc|llp|inc|incorporated|ltd|limited|l\. ?p|corp|corporation|l\. ?l\. ?c|l\. ?l\. ?p|plc|gmbh|ag|n\. ?a|sa|"
    r"s\. ?a|sas|nv|n\. ?v|bv|b\. ?v|pte|pty|pllc|p\. ?c|p\. ?a)"
)
_SEPARATOR = phrase(
    r";|,? ?\band\b(?: ?/ ?or)?(?: (?:between|among))?:?|,? ?(?P<ampersand>&) (?=(?-i:[A-Z]))|"
    r"(?<=\)) (?=(?-i:[A-Z][A-Za-z.&-]+[, ]))|(?<=[).;]) (?=\((?:[2-9]|[b-h]|i{2,3}|iv)\) (?-i:[A-Z]))|"
    rf"(?P<comma>,)(?! ?(?:{_FORM}|{DEGREE}|co|jr|sr|the)\b) ?(?=(?-i:[A-Z0-9]))"
)
_COMPANY_AHEAD = phrase(
    rf"[^,(;]{{2,60}}(?:,? ?\b{_FORM}\b|,? an? [^,(]{{0,40}}(?:corporation|company|partnership|individual|trust))"
)
_QUOTED = re.compile(r"\"\s{0,20}([^\"]{1,60}?)[\s,.]*\"")
_ROLE_PHRASE = phrase(
    r"\b(?:as|hereinafter(?: referred to as| called)?|referred to as|"
    r"the)(?: the)? \"?((?-i:[A-Z][a-z]+))\"?(?= ?[),;.]| and\b|$)|"
    r"\((?:the )?((?-i:[A-Z][a-z]+))\)"
)
_LETTERED = phrase(r"\b(?:as|called|,|\() ?(?:the )?\"?(party [A-E])\b")
_GROUP_TERM = phrase(r"\b(?:collectively|individually|together|each|jointly|sometimes|parties|party)\b(?! [A-E]\b)")
DESCRIBED = phrase(
    r",? (?:an?|the) (?:[A-Za-z.]+ ){0,6}(?:corporation|company|partnership|limited|trust|individual|bank|association|"
    r"person|resident|institution|corp|entity|llc|organi[sz]ation|body|university|non-?profit)"
)
"""What a company is said to be: ", a Delaware limited liability company"."""
_NOT_A_PARTY = phrase(
    r"^ ?(?:an? (?:[a-z-]+ ){0,2}(?:subsidiary|affiliate|division|branch) of|"
    r"its(?! (?:wholly[-]owned )?(?:subsidiary|affiliate),? (?-i:[A-Z]))|their|his|her|each of|any|all|such|"
    r"the (?:other|parties)|affiliates|subsidiar|successors|assigns|"
    r"having|"
    r"you and|with|collectively|individually|together|between|incorporated under|existing)"
)
_IN_ADDRESS = phrase(r"\b(?:at|located|offices?|address|box|street|floor|suite|avenue|road)\b|\d{3}")
_FOR_WHOM = phrase(r"\b(?:services of|f/s/o|agent (?:for|of)|on behalf of(?: the)?) ")
_AND = re.compile(r"\band\b", re.IGNORECASE)
_TOWN_NEXT = re.compile(r"\s{0,20}(?i:[^\W\d_]{3,20})(?:,|;|\s{1,20}and\b|$)")
_TOWN = re.compile(r",?\s{1,20}[A-Z]{2}\.?,?\s{1,20}\d{5}\b")
_PERSON = re.compile(r"(?:Dr\.\s)?[A-Z][a-z]+(?:\s[A-Z]\.?|\s[A-Z][a-z]+)?\s[A-Z][a-z'-]+")
_DEFINED_NEXT = phrase(r" ?,? ?\( ?(?:the |hereinafter [a-z ]{0,30}|hereafter |\"|'')")


def listed_parties(text: str, span: Span) -> Iterator[Party]:
    """The parties of the list in ``text[span]``, in order."""
    for start, end in _joined(text, list(_parts(text, span))):
        if _NOT_A_PARTY.match(text, start, end):
            continue
        name = name_at(text, start, end)
        if name is not None and not _TOWN.match(text, name[1], end):
            yield _party(text, name, end)
            yield from _for_whom(text, name[1], end)


def _for_whom(text: str, start: int, end: int) -> Iterator[Party]:
    """Whose services a party lends, or for whom it acts, where the list gives them a short name of their own."""
    for match in _FOR_WHOM.finditer(text, start, end):
        name = name_at(text, match.end(), end)
        own = name is not None and '"' in text[start : match.start()] and _DEFINED_NEXT.match(text, name[1], end)
        if name is not None and own:
            yield _party(text, name, end)


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The stretches between separators that each hold one party. Separators in brackets do not count."""
    start = span.start
    for match in _separators(text, span):
        if _divides(text, start, match, span.end):
            yield start, match.start()
            start = match.end()
    yield start, span.end


def _joined(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts, with a name that holds an "and" ("LOUISVILLE GAS AND ELECTRIC COMPANY") in one piece again.

    Only where a third part shows that the two need not be the two sides, and where the second half alone is defined.
    """
    if len(parts) < 3:
        return parts
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        name = name_at(text, start, end)
        if joined and name is not None and _is_half(text, *joined[-1], start) and _is_said_more(text, *name, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_said_more(text: str, start: int, close: int, end: int) -> bool:
    """Whether a name is followed by its short name or description, or is a company's in capitals."""
    name = text[start:close]
    return bool(
        _DEFINED_NEXT.match(text, close, end)
        or DESCRIBED.match(text, close, end)
        or (name.isupper() and has_legal_form(name))
    )


def _is_half(text: str, start: int, end: int, following: int) -> bool:
    """Whether a part is bare words, no company's or person's whole name, before a mere "and"."""
    words = squeeze(text[start:end]).strip(" ,:")
    bare = words.replace(" ", "").replace("-", "").replace(".", "").isalnum()
    between = text[end:following].strip().lower()
    return between == "and" and bare and not has_legal_form(words) and not _PERSON.fullmatch(words)


def _divides(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a separator stands between two parties, and not inside a name or an address."""
    bracket = text.rfind("(", start, match.start())
    if bracket >= 0 and not match.group().strip() and BRACKET_IN_NAME.match(text, bracket, end):
        return False
    before = text[start : match.start()].rstrip(" ,")
    if match["comma"] and not before.endswith(")"):
        ahead = _COMPANY_AHEAD.match(text, match.end(), end)
        if ahead is None or (_AND.search(ahead.group()) and _IN_ADDRESS.search(before)):
            return False
    if match["comma"] and before.endswith(")") and _TOWN_NEXT.match(text, match.end(), end):
        return False
    if match["ampersand"] and not before.endswith(")") and not has_strong_form(before):
        return False
    if not (_completes(text, start, match.start()) and _begins(text, match.end(), end)):
        return False
    return ")" in before or '"' in before or not _IN_ADDRESS.search(before) or _is_company_at(text, match.end(), end)


def _is_company_at(text: str, start: int, end: int) -> bool:
    """Whether a company's name begins here: after an address, anything else may be its last word."""
    name = name_at(text, start, end)
    return name is not None and (has_legal_form(text[name[0] : name[1]]) or bool(DESCRIBED.match(text, name[1], end)))


def _separators(text: str, span: Span) -> Iterator[re.Match[str]]:
    depth, last = 0, span.start
    for match in _SEPARATOR.finditer(text, span.start, span.end):
        depth = max(0, depth + text.count("(", last, match.start()) - text.count(")", last, match.start()))
        last = match.start()
        if depth == 0:
            yield match


def _completes(text: str, start: int, end: int) -> bool:
    """Whether the words up to ``end`` hold a whole party, so that "and" ends it."""
    part = text[start:end]
    if '"' in part or "(" in part or DESCRIBED.search(part) or has_strong_form(part.rstrip(" ,")):
        return True
    name = name_at(text, start, end)
    if name is None:
        return False
    printed = text[name[0] : name[1]]
    return 2 <= len(printed.split()) <= 3 or (has_strong_form(printed) and text[name[1] : name[1] + 1] == ",")


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a party's name begins at ``start``; the end of "Sears, Roebuck and Co." is none."""
    if re.match(r"\s{0,20}(?:Co|Company|Sons|Associates|Partners|Brothers|Bros)\b", text[start : start + 14]):
        return False
    return not _NOT_A_PARTY.match(text, start, end) and name_at(text, start, min(end, start + 300)) is not None


def _party(text: str, name: tuple[int, int], end: int) -> Party:
    printed = squeeze(text[name[0] : name[1]]).strip(" ,;")
    limit = min(end, name[1] + 700)
    return Party(printed, defined_as(text, name[1], limit), Span(name[0], _phrase_end(text, name[1], limit)))


def _phrase_end(text: str, start: int, limit: int) -> int:
    """Up to the bracket that defines the party's short name; else the name alone."""
    close = text.find('")', start, min(limit, start + 300))
    return close + 2 if close >= 0 else start


def defined_as(text: str, start: int, end: int) -> str | None:
    """The short name that ``text[start:end]`` gives the party named before it; None where it gives none."""
    for match in _QUOTED.finditer(text, start, end):
        term = squeeze(match[1]).strip(" ,.")
        if (
            term
            and not _GROUP_TERM.search(term)
            and not _GROUP_TERM.search(text[max(start, match.start() - 24) : match.start()])
        ):
            return term
    lettered = _LETTERED.search(text, start, end)
    if lettered:
        return squeeze(lettered[1])
    role = _ROLE_PHRASE.search(text, start, end)
    name = role[1] or role[2] if role else None
    return name if name and name.lower() in ROLES else None
