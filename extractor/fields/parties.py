"""The parties: who they are, what the contract calls them, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.fields.party import ROLES, Party
from extractor.fields.party_names import BRACKET_IN_NAME, DEGREE, has_legal_form, has_strong_form, is_name, name_at
from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.preamble import Preamble
from extractor.fields.reading import Candidate, Reading
from extractor.fields.signatures import signature_parties
from extractor.types import Span

MOST_PARTIES = 12
_FORM = r"(?:lp|llc|inc|incorporated|ltd|limited|l\.p|corp|corporation|l\.l\.c|plc|gmbh|ag|n\.a)"
_SEPARATOR = phrase(
    r";|,? ?\band\b(?: ?/ ?or)?(?: (?:between|among))?:?|,? ?(?P<ampersand>&) (?=(?-i:[A-Z]))|"
    r"(?<=\)) (?=(?-i:[A-Z][A-Za-z.&-]+[, ]))|"
    rf"(?P<comma>,)(?! ?(?:{_FORM}|{DEGREE}|l\.|co|jr|sr|n\.|s\.|b\.|the)\b) ?(?=(?-i:[A-Z0-9]))"
)
_COMPANY_AHEAD = phrase(
    rf"[^,(;]{{2,60}}(?:,? ?\b{_FORM}\b|,? an? [^,(]{{0,40}}(?:corporation|company|partnership|individual|trust))"
)
_QUOTED = re.compile(r"\"\s{0,20}([^\"]{1,60}?)[\s,.]*\"")
_ROLE_PHRASE = phrase(
    r"\b(?:as|hereinafter(?: referred to as| called)?|referred to as|"
    r"the)(?: the)? \"?((?-i:[A-Z][a-z]+))\"?(?= ?[),;.]| and\b|$)"
)
_GROUP_TERM = phrase(r"\b(?:collectively|individually|together|each|jointly|sometimes|parties|party)\b")
_DESCRIBED = phrase(
    r",? (?:an?|the) (?:[A-Za-z.]+ ){0,6}(?:corporation|company|partnership|limited|trust|individual|bank|association|"
    r"person|resident|institution|corp|entity|llc|organi[sz]ation|body|university|non-?profit)"
)
_NOT_A_PARTY = phrase(
    r"^ ?(?:its|their|his|her|each of|any|all|such|the (?:other|parties)|affiliates|subsidiar|successors|assigns|"
    r"having|"
    r"you and|with|collectively|individually|together|between|incorporated under|existing)"
)
_RELATED = phrase(
    r"\b(?:subsidiary|division|affiliate|parent|behalf|laws|series|services|administrator|registrar|"
    r"trustee) (?:of|for) ?$"
)


def find_parties(reading: Reading, preambles: list[Preamble]) -> list[Candidate]:
    """The parties of the best preamble; what it leaves open is filled from the signatures, then from definitions."""
    found = _best_list(reading.text, preambles)
    candidates = [Candidate("party", party.value, party.span, "party_preamble") for party in _distinct(found)]
    if len(candidates) < 2:
        candidates += _new(candidates, signature_parties(reading), "party_signature")
    if len(candidates) < 2:
        candidates += _new(candidates, _defined(reading.text), "party_definition")[: 2 - len(candidates)]
    return candidates[:MOST_PARTIES]


def _best_list(text: str, preambles: list[Preamble]) -> list[Party]:
    """The first paragraph that names two parties; else the first that names one and says that it is a party."""
    first: list[Party] = []
    for preamble in preambles:
        found = list(_listed(text, preamble.parties))
        if len(found) >= 2 and any(_is_plain(party) for party in found[:2]):
            return found
        if not first and found and _is_plain(found[0]):
            first = found
    return first


def _is_plain(party: Party) -> bool:
    """Whether something besides its place says that this is a party: a legal form, or a short name."""
    return party.defined_as is not None or has_legal_form(party.name)


def _listed(text: str, span: Span) -> Iterator[Party]:
    """The parties of a list such as "A, a Delaware corporation ("X"), and B ("Y")"."""
    parts = list(_parts(text, span))
    for start, end in parts:
        if _NOT_A_PARTY.match(text, start, end):
            continue
        name = name_at(text, start, end)
        if name is not None:
            yield _party(text, name, end)


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The stretches between separators that each hold one party. Separators in brackets do not count."""
    start = span.start
    for match in _separators(text, span):
        if _divides(text, start, match, span.end):
            yield start, match.start()
            start = match.end()
    yield start, span.end


def _divides(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a separator stands between two parties, and not inside a name or an address."""
    bracket = text.rfind("(", start, match.start())
    if bracket >= 0 and not match.group().strip() and BRACKET_IN_NAME.match(text, bracket, end):
        return False
    before = text[start : match.start()].rstrip(" ,")
    if match["comma"] and not before.endswith(")") and not _COMPANY_AHEAD.match(text, match.end(), end):
        return False
    if match["ampersand"] and not before.endswith(")") and not has_strong_form(before):
        return False
    return _completes(text, start, match.start()) and _begins(text, match.end(), end)


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
    if '"' in part or "(" in part or _DESCRIBED.search(part) or has_strong_form(part.rstrip(" ,")):
        return True
    name = name_at(text, start, end)
    return name is not None and 2 <= len(text[name[0] : name[1]].split()) <= 3


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a party's name begins at ``start``; the end of "Sears, Roebuck and Co." is none."""
    if re.match(r"\s{0,20}(?:Co|Company|Sons|Associates|Partners|Brothers|Bros)\b", text[start : start + 14]):
        return False
    return not _NOT_A_PARTY.match(text, start, end) and name_at(text, start, min(end, start + 300)) is not None


def _party(text: str, name: tuple[int, int], end: int) -> Party:
    printed = squeeze(text[name[0] : name[1]]).strip(" ,;")
    limit = min(end, name[1] + 700)
    return Party(printed, _defined_as(text, name[1], limit), Span(name[0], _phrase_end(text, name[1], limit)))


def _phrase_end(text: str, start: int, limit: int) -> int:
    """Up to the bracket that defines the party's short name; else the name alone."""
    close = text.find('")', start, min(limit, start + 300))
    return close + 2 if close >= 0 else start


def _defined_as(text: str, start: int, end: int) -> str | None:
    for match in _QUOTED.finditer(text, start, end):
        term = squeeze(match[1]).strip(" ,.")
        if (
            term
            and not _GROUP_TERM.search(term)
            and not _GROUP_TERM.search(text[max(start, match.start() - 24) : match.start()])
        ):
            return term
    role = _ROLE_PHRASE.search(text, start, end)
    return role[1] if role and role[1].lower() in ROLES else None


_DEFINITION = re.compile(
    r"\(\s{0,20}(?:the|hereinafter|herein|referred to as|hereinafter referred to as|,|\s){0,6}"
    r"\"\s{0,20}([^\"]{1,40}?)[\s,.]*\"",
    re.IGNORECASE,
)
_DEFINITION_CHARS = 6_000
_NAME_BEFORE = re.compile(
    r"((?:(?:[A-Z0-9][\w&'.,/-]{0,60}|of|and|the|&)\s{1,20}){0,9}[A-Z][\w&'./-]{0,60})\s{0,20},?\s{0,20}$"
)

_NO_PARTY = phrase(
    r"\b(?:plan|act|agreement|program|project|product|transaction|policy|board|common stock|services?|"
    r"information|exchange|commission)\b"
)


def _defined(text: str) -> Iterator[Party]:
    """Names that the opening defines as a role or with their legal form: ``Aduro Biotech, Inc. ("Aduro")``."""
    for match in _DEFINITION.finditer(text, 0, min(len(text), _DEFINITION_CHARS)):
        start = max(0, match.start() - 140)
        described = list(_DESCRIBED.finditer(text, start, match.start()))
        close = described[0].start() if described else match.start()
        before = _NAME_BEFORE.search(text[start:close])
        if before is None or _RELATED.search(text[max(0, start + before.start() - 30) : start + before.start() + 1]):
            continue
        name = squeeze(before[1]).strip(" ,")
        name = re.sub(r"^(?:(?:The|This|In|For|By|And|and|of|Between|That|As|To)\s{1,20})+(?=[A-Z])", "", name)
        if _NO_PARTY.search(name) or _NO_PARTY.search(match[1]) or not is_name(name):
            continue
        if has_strong_form(name) or match[1].strip().lower() in ROLES:
            yield Party(name, squeeze(match[1]), Span(start + before.start(1), min(len(text), match.end() + 1)))


def _distinct(parties: list[Party]) -> list[Party]:
    """Each party once; a short name that comes back as if it were a party is none."""
    seen: set[str] = set()
    kept = []
    for party in parties:
        key = _key(party.name)
        if key not in seen:
            seen |= {key, _key(party.defined_as or party.name)}
            kept.append(party)
    return kept


def _new(known: list[Candidate], found: Iterable[Party], method: str) -> list[Candidate]:
    """Those of ``found`` that are not known yet under a longer or shorter name."""
    taken = {_key(str(candidate.value["name"])) for candidate in known if isinstance(candidate.value, dict)}
    fresh = []
    for party in found:
        key = _key(party.name)
        if key and not any(key.startswith(other) or other.startswith(key) for other in taken):
            taken.add(key)
            fresh.append(Candidate("party", party.value, party.span, method))
    return fresh


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name.lower())
