"""The parties by name: called by another name somewhere, or not among those who sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clause_library.findings.paper import Paper
from clause_library.findings.wording import nearly_equal
from clause_library.types import Finding
from extractor.types import Span

_FORM = (
    r"(?:Incorporated|INCORPORATED|Inc|INC|Corporation|CORPORATION|Corp|CORP|Company|COMPANY|Co|CO"
    r"|Limited|LIMITED|Ltd|LTD|L\.?L\.?C|LLC|"
    r"L\.?L\.?P|L\.?P|PLC|plc|Plc|P\.?L\.?C|GmbH|GMBH|AG|A\.G|S\.?A|N\.?V|B\.?V|AB|A/S|ASA|AS|Oy"
    r"|OY|DAC|KK|K\.K|Pty\.?\s{1,3}L(?:TD|td|imited)|PTY\s{1,3}LTD|"
    r"Pte\.?\s{1,3}Ltd|P\.?C|PBC|ULC|S\.?r\.?l|S\.?p\.?A|SE|SAS|Cooperative|COOPERATIVE|Foundation"
    r"|FOUNDATION|Society|SOCIETY|Association|ASSOCIATION)"
)
_WORD = r"[A-Z0-9ÅÄÖÉÜ][\w&'.-]{0,30}"
_NAME = re.compile(
    rf"(?<![\w&'.-])(?P<base>{_WORD}(?:,?[ \t\u00a0]{{1,2}}(?:of[ \t\u00a0]|and[ \t\u00a0]"
    rf"|the[ \t\u00a0]|for[ \t\u00a0]"
    rf"|&[ \t\u00a0])?{_WORD}){{0,6}}?),?[ \t\u00a0]{{1,2}}(?P<form>{_FORM})(?![\w-])\.?"
)
_CANONICAL = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "ptylimited": "ptyltd",
    "ptyltd": "ptyltd",
}
_LISTED_PARTY = re.compile(
    rf"\s{{0,3}}(?:\(?(?:\d{{1,2}}|[A-Z]|[a-z])[.)]\s{{1,3}})?(?P<name>{_WORD}(?:,?\s{{1,2}}(?:of\s"
    rf"|and\s|the\s|for\s|&\s)?{_WORD}){{0,6}}?,?\s{{1,2}}{_FORM}\.?)(?=[\s,(])"
)
_DEFINES = re.compile(
    r"\((?:the\s{1,3}|hereinafter\s{1,3}"
    r"|each\s{1,3})?[\"']?(?P<term>[A-Z][\w-]{1,30}(?:\s[A-Z][\w-]{1,30}){0,2})[\"']?\)"
    r"\s{0,3}[;.,]?\s{0,3}(?:and)?\s{0,3}$"
)
_OPENING_CHARS = 6_000
_FROM_NAME_CHARS = 420
_RECITALS = re.compile(
    r"\b(?:RECITALS?|BACKGROUND|WHEREAS|WITNESSETH|AGREED\s{1,3}TERMS|DEFINITIONS?|Definitions"
    r"|Recitals|Background|Whereas|IT\s{1,3}IS\s{1,3}AGREED|NOW,?\s{1,3}THEREFORE)\b"
)
_TERM_IN_BRACKETS = re.compile(
    r"\((?:(?:the|hereinafter|hereafter|referred\s{1,3}to\s{1,3}as|called|each"
    r"|an?)[\s,]{1,3}){0,4}[\"']?(?P<term>[A-Z][\w&-]{1,30}(?:[ \t][A-Z][\w&-]{1,30}){0,2})"
    r"[\"']?\)"
)
_NO_PARTY_TERMS = frozenset(
    "agreement effective date|agreement|contract|deed|effective date|party|parties|sla|licence"
    "|license|order form|project".split("|")
)
_ANOTHER = re.compile(
    r"\s{0,3},?\s{0,3}(?:\(|an?\s{1,3}(?:[\w.-]{1,20}\s{1,3}){0,5}(?:corporation|company"
    r"|partnership|subsidiary|affiliate|division|trust|organi[sz]ation)|"
    r"formerly|f/k/a|its\s|the\s{1,3}(?:parent|general)|as\s{1,3}(?:guarantor|agent|successor"
    r"|assignee|trustee)|d/b/a|whose\b|incorporated\b|organized\b|,?\s{0,2}together\b)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\b(?:subsidiar|affiliate|parent|formerly|f/k/a|predecessor|successor|member\s{1,3}of"
    r"|division|trademarks?|marks?|merger|acqui|assign|"
    r"owned|shareholder|stockholder|between|among|agreement\s{1,3}with|guarant|source|d/b/a|a/k/a"
    r"|dba\b|known\s{1,3}as|renamed|general\s{1,3}partner|"
    r"copy|copies|including|shall\s{1,3}mean|means|changed\s{1,3}its\s{1,3}name|(?-i:Exhibit\s10))",
    re.IGNORECASE,
)
_OVER_SENTENCE = re.compile(r"(?<![\w'-])[\w'-]{4,40}\.(?=[ \t]|$)")
_QUOTED_WORD = re.compile(r"[\"'][A-Z][\w-]{1,28}[ \t]{1,2}$")
_CUT_OFF = re.compile(r"\b[A-Z]{2,30}\s{1,3}(?:AND|&)\s{1,3}$")
_INDIVIDUAL = re.compile(r"\bindividual|\bresiding\b|\bresident\b", re.IGNORECASE)
_AROUND_CHARS = 90
_GENERIC = frozenset(
    "the first american national united general global international bank new north south"
    " pacific atlantic royal university".split()
)

_SIGN_LINE = re.compile(
    r"(?:^|[\t\n ])(?:By|BY|Per|PER|Signature|SIGNATURE|Signed|Director|DIRECTOR|Witness)\s{0,4}:"
    r"|_{8,}|\.{12,}|/s/|(?:^|\n)\s{0,6}(?:Name|NAME|Title|TITLE)\s{0,3}:",
    re.MULTILINE,
)
_SIGNED_FOR = re.compile(
    r"(?i:\b(?:(?:signed|executed|sealed|delivered|accepted|agreed)\b[^\n]{0,90}?\b(?:by|for"
    r"|on\s{1,3}behalf\s{1,3}of)"
    r"|^\s{0,3}for(?:\s{1,3}and\s{1,3}on\s{1,3}behalf\s{1,3}of)?))\s{0,3}:?\s{1,3}$",
    re.MULTILINE,
)
_CHAIN = re.compile(
    r"(?i:\b(?:by|its|member|manager|partner|title|parent|attn|attention|c/o|copy|witness"
    r"|for\s{1,3}the\s{1,3}account)\b\s{0,3}[:,]?\s{0,4}$)"
)
_ACKNOWLEDGED = re.compile(
    r"\b(?:acknowledge|consent|guarant|joinder|limited\s{1,3}purpose|solely|witness|notar|attest"
    r"|approved\s{1,3}as\s{1,3}to)",
    re.IGNORECASE,
)
_BY_ANOTHER = re.compile(
    r"\bits\s{1,3}(?:sole\s{1,3}|managing\s{1,3}|general\s{1,3})?(?:manager|member|partner|agent)\b", re.IGNORECASE
)
"""A block in which one company signs for another tells little of who is a party."""
_BLOCK = re.compile(
    r"(?:^|[\t\n ])(?:By|BY|Per|PER|Signature|SIGNATURE)\s{0,4}:|(?<!:)(?<!: )(?:^|\n)[ \t]{0,6}(?:_{8,}|\.{12,})"
)
"""What each signature has once: the line to sign on."""
_MOST_PARTIES = 6
_LONGEST_REGION_CHARS = 3_000
_LEAD_CHARS = 300
_MOST_LINES_ABOVE = 3
_LONGEST_NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Party:
    """A party as the opening names it: the words before its legal form, the form, and what the contract calls it."""

    name: str
    base: tuple[str, ...]
    form: str
    term: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Name:
    base: tuple[str, ...]
    form: str
    span: Span


def find_faulty_names(paper: Paper) -> Iterator[Finding]:
    """Parties under another name, strangers among those who sign, parties who do not."""
    parties = _parties(paper)
    if not 2 <= len(parties) <= _MOST_PARTIES:
        return
    names = [_read(match) for match in _NAME.finditer(paper.plain) if not _OVER_SENTENCE.search(match["base"])]
    told: set[int] = set()
    for finding in _mismatches(paper, parties, names):
        told.update(evidence.start for evidence in finding.evidence[:1])
        yield finding
    yield from _signatures(paper, parties, names, told)


def _parties(paper: Paper) -> list[_Party]:
    """The parties that the opening names: as fields, in a list, or as a name with a term in brackets after it."""
    best: list[_Party] = []
    for read in (_from_fields, _from_list, _from_opening):
        found = _distinct(party for party in read(paper) if party.base)
        if len(found) > len(best) and (len(best) < 2 or read is not _from_opening):
            best = found
    return best


def _distinct(parties: Iterable[_Party]) -> list[_Party]:
    found: dict[tuple[str, ...], _Party] = {}
    for party in parties:
        found.setdefault(party.base, party)
    return list(found.values())


def _from_opening(paper: Paper) -> Iterator[_Party]:
    """``Acme Limited, a company ... (the "Supplier")``: in the opening, before anything is numbered."""
    text = paper.plain[:_OPENING_CHARS]
    stop = _RECITALS.search(text)
    end = stop.start() if stop else len(text)
    last = 0
    for bracket in _TERM_IN_BRACKETS.finditer(text, 0, end):
        names = list(_NAME.finditer(text, max(last, bracket.start() - _FROM_NAME_CHARS), bracket.start()))
        last = bracket.end()
        if names and bracket["term"].lower() not in _NO_PARTY_TERMS:
            read = _read(names[0])
            yield _Party(names[0].group(), read.base, read.form, bracket["term"], read.span)


def _from_fields(paper: Paper) -> Iterator[_Party]:
    for field in paper.fields:
        if field.name != "party" or field.method != "party_preamble" or not isinstance(field.value, dict):
            continue
        name = str(field.value["name"])
        start = paper.plain.find(name.split()[0], field.start, field.end)
        term = str(field.value.get("defined_as") or "")
        match = _NAME.match(name)
        at = Span(max(start, field.start), min(field.end, max(start, field.start) + len(name)))
        if _CUT_OFF.search(paper.plain[max(0, at.start - 40) : at.start]):
            continue
        if match is not None and match.end() >= len(name) - 1:
            yield _Party(name, _words(match["base"]), _form(match["form"]), term, at)
        else:
            yield _Party(name, _words(name), "", term, at)


def _from_list(paper: Paper) -> Iterator[_Party]:
    for stretch in paper.paragraphs:
        if stretch.span.start > _OPENING_CHARS:
            return
        match = _LISTED_PARTY.match(paper.plain, stretch.body, stretch.span.end)
        tail = _DEFINES.search(paper.plain[max(stretch.body, stretch.span.end - 60) : stretch.span.end])
        named = _NAME.match(paper.plain, match.start("name"), match.end("name")) if match else None
        if match is not None and named is not None and tail is not None:
            read = _read(named)
            yield _Party(match["name"], read.base, read.form, tail["term"], read.span)


def _read(match: re.Match[str]) -> _Name:
    return _Name(_words(match["base"]), _form(match["form"]), Span(*match.span()))


def _words(base: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[^\W_]+", base.lower().replace("'", "")) if word not in ("the", "and"))


def _form(form: str) -> str:
    plain = re.sub(r"[\s./]", "", form.lower())
    return _CANONICAL.get(plain, plain)


def _mismatches(paper: Paper, parties: Sequence[_Party], names: Sequence[_Name]) -> Iterator[Finding]:
    told: set[tuple[tuple[str, ...], str]] = set()
    known = {(party.base, party.form) for party in parties}
    for name in names:
        key = (name.base, name.form)
        block = _leads_block(paper, name, parties)
        party = next((party for party in parties if _is_meant(party, name, in_block=block)), None)
        if party is None or key in told or key in known or _is_another(paper, name):
            continue
        told.add(key)
        message = (
            f"{paper.said(name.span)} in {paper.where(name.span.start)} is not the name of the party: it is "
            f"{paper.said(party.span)} in {paper.where(party.span.start)}."
        )
        yield paper.finding("party_name_mismatch", "medium", message, (name.span, party.span), 0.8)


def _is_meant(party: _Party, name: _Name, *, in_block: bool) -> bool:
    """Whether the name is the party's but for its legal form, a letter, or one of its words.

    ``in_block``: it signs, or is an address for notices, so that a word more or less is no other company of the group.
    """
    if not party.form or not name.form or (party.base[0] in _GENERIC and len(party.base) < 3):
        return False
    if name.base == party.base:
        return name.form != party.form
    if name.form != party.form:
        return False
    if abs(len(name.base) - len(party.base)) == 1:
        longer, shorter = sorted((name.base, party.base), key=len, reverse=True)
        dropped = any(longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer)))
        return dropped and len(shorter) > 1 and in_block
    if len(name.base) != len(party.base):
        return False
    differing = [(one, two) for one, two in zip(name.base, party.base, strict=True) if one != two]
    if len(differing) != 1:
        return False
    one, two = differing[0]
    return nearly_equal(one, two) or (
        len(name.base) >= 2 and name.base[0] == party.base[0] and party.base[0] not in _GENERIC
    )


def _leads_block(paper: Paper, name: _Name, parties: Sequence[_Party]) -> bool:
    """Whether the words before say whose name it is: ``signed for``, ``Supplier:``, ``to the Supplier at``."""
    before = paper.plain[max(0, name.span.start - _AROUND_CHARS) : name.span.start]
    terms = "|".join(re.escape(party.term) for party in parties if party.term)
    if _SIGNED_FOR.search(before):
        return True
    return (
        bool(terms)
        and re.search(rf"\b(?:{terms})\b\s{{0,3}}(?::|,|at|to)?\s{{0,4}}$", before, re.IGNORECASE) is not None
    )


def _is_another(paper: Paper, name: _Name) -> bool:
    """Whether the words around say that this is somebody else, or an old name."""
    if _QUOTED_WORD.search(paper.plain[max(0, name.span.start - 32) : name.span.start]):
        return True  # the tail of a longer name
    if name.form == "co" and "," in paper.plain[name.span.start : name.span.end]:
        return True  # "Reed's, Company shall": the party called Company
    if _ANOTHER.match(paper.plain, name.span.end, min(len(paper.plain), name.span.end + 120)):
        return True
    line = paper.plain.rfind("\n", 0, name.span.start) + 1
    before = paper.plain[max(line, name.span.start - _AROUND_CHARS) : name.span.start]
    after = paper.plain[name.span.end : name.span.end + 50].partition("\n")[0]
    return _RELATED.search(before) is not None or _RELATED.search(after) is not None


def _signatures(paper: Paper, parties: Sequence[_Party], names: Sequence[_Name], told: set[int]) -> Iterator[Finding]:
    """Strangers and missing parties; nothing where the signatures show more blocks than names were read."""
    region = _region(paper)
    if region is None:
        return
    text = paper.plain[region.start : region.end]
    words = " ".join(_words(text))
    there = [party for party in parties if _signs(party, words, text)]
    missing = [party for party in parties if party not in there]
    inside = [name for name in names if region.covers(name.span) and _is_signer(paper, name, region)]
    before = " ".join(_words(paper.plain[: region.start]))
    strangers = {name.base: name for name in inside if not _belongs(name, parties) and name.span.start not in told}
    unknown = [name for base, name in strangers.items() if " ".join(base) not in before]
    if not there or len(missing) > 1 or len(unknown) > 1:
        return
    for name in unknown:
        message = f"{paper.said(name.span)} signs in {paper.where(name.span.start)} but is no party to this contract."
        yield paper.finding("signature_mismatch", "high", message, (name.span,), 0.75)
    blocks = len(_BLOCK.findall(text))
    for party in missing:
        if blocks <= len(there) + len(unknown) and _is_certain(paper, party) and not _is_misspelt(party, words):
            signer = " and ".join(other.name for other in there)
            message = f"{paper.said(party.span)} is a party but has no signature block; {signer} has one."
            yield paper.finding("signature_mismatch", "high", message, (party.span,), 0.7)


def _is_certain(paper: Paper, party: _Party) -> bool:
    """Whether it was surely read as a party: by its legal form, or as an individual."""
    after = paper.plain[party.span.end : party.span.end + 60]
    return bool(party.form) or _INDIVIDUAL.search(after) is not None


def _is_misspelt(party: _Party, words: str) -> bool:
    """Whether some word of its name stands among the signatures, perhaps misspelt."""
    found = set(words.split())
    own = [word for word in party.base if len(word) > 3 and word not in _GENERIC]
    return any(word in found or any(nearly_equal(word, other) for other in found) for word in own)


def _region(paper: Paper) -> Span | None:
    """Where the contract is signed: what segmentation says, else from the first to the last line to sign on."""
    roots = [clause for clause in paper.contract.clauses if clause.part == "signature"]
    if roots:
        start, end = roots[0].extent.start, roots[-1].extent.end
        following = [clause.extent.start for clause in paper.contract.clauses if clause.extent.start >= end]
        end = min([*following, len(paper.text)])
        if _SIGN_LINE.search(paper.text, start, end):
            return Span(_names_above(paper.text, start), end)
    lines = list(_BLOCK.finditer(paper.text, len(paper.text) // 3))
    if not lines or lines[-1].end() - lines[0].start() > _LONGEST_REGION_CHARS:
        return None
    start = max(0, lines[0].start() - _LEAD_CHARS)
    return Span(start, min(len(paper.text), lines[-1].end() + _LEAD_CHARS))


def _names_above(text: str, start: int) -> int:
    """Where the short lines above the signatures begin, such as the name of who signs first."""
    for _ in range(_MOST_LINES_ABOVE):
        line = text.rfind("\n", 0, max(0, start - 1)) + 1
        words = text[line:start].strip()
        if line >= start or not words or len(words) > _LONGEST_NAME_CHARS or words[-1] in ":;" or words[0].isdigit():
            break
        start = line
    return start


def _signs(party: _Party, words: str, text: str) -> bool:
    """Whether its name stands among the signatures, or what the contract calls it, as the label of a block."""
    if " ".join(party.base) in words:
        return True
    label = (
        r"(?:^|[\n\t]|\s{3}|\bfor\s|\bof\s|[\"'(/])\s{0,9}(?:the\s)?"
        + re.escape(party.term)
        + r"(?=\s{0,3}(?:[:\n\"')/,.]|$|\s{3}))"
    )
    return bool(party.term) and re.search(label, text, re.IGNORECASE) is not None


def _is_signer(paper: Paper, name: _Name, region: Span) -> bool:
    """Whether a signature is asked of it: its name leads a block, or stands after ``signed for``."""
    line = max(paper.text.rfind("\n", 0, name.span.start) + 1, region.start)
    before = paper.plain[line : name.span.start]
    if _SIGNED_FOR.search(before):
        return True
    if before.strip() or _CHAIN.search(before):
        return False
    after = paper.plain[name.span.end : name.span.end + 160]
    context = paper.plain[max(region.start, name.span.start - 160) : name.span.end + 160]
    ends = paper.plain.find("\n", name.span.end)
    alone = not paper.plain[name.span.end : ends if ends >= 0 else len(paper.plain)].strip(" ,.")
    by_another = _BY_ANOTHER.search(after) is not None
    return alone and not by_another and _SIGN_LINE.search(after) is not None and _ACKNOWLEDGED.search(context) is None


def _belongs(name: _Name, parties: Sequence[_Party]) -> bool:
    """Whether it is a party's name, however it is written."""
    letters = "".join(name.base)
    for party in parties:
        if (set(name.base) & set(party.base)) - _GENERIC or _alike(letters, "".join(party.base)):
            return True
    return False


def _alike(one: str, two: str) -> bool:
    """Whether two names are written with nearly the same letters."""
    shared = sum((Counter(one) & Counter(two)).values())
    return shared >= 0.85 * max(len(one), len(two))
