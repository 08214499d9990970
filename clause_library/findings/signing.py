"""Who signs: strangers among them, and parties who are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clause_library.findings.bodies import signing_bodies
from clause_library.findings.companies import GENERIC, Company, alike, base_of, companies_in
from clause_library.findings.paper import Paper
from clause_library.findings.parties import Party, parties_of
from clause_library.findings.party_names import SIGNED_FOR, find_misnamed
from clause_library.findings.wording import nearly_equal
from clause_library.types import Finding
from extractor.types import Span

_INDIVIDUAL = re.compile(r"\bindividual|\bresiding\b|\bresident\b", re.IGNORECASE)
_SIGN_LINE = re.compile(
    r"(?:^|[\t\n ])(?:By|BY|Per|PER|Signature|SIGNATURE|Signed|Director|DIRECTOR|Witness)\s{0,4}:"
    r"|_{8,}|\.{12,}|/s/|(?:^|\n)\s{0,6}(?:Name|NAME|Title|TITLE)\s{0,3}:",
    re.MULTILINE,
)
_CHAIN = re.compile(r"\b(?:by|its|manager|member|partner|parent)\s{0,3}:\s{0,9}$", re.IGNORECASE)
_ACKNOWLEDGED = re.compile(
    r"\b(?:acknowledge|consent|guarant|joinder|limited\s{1,3}purpose|solely|notar|attest"
    r"|approved\s{1,3}as\s{1,3}to)",
    re.IGNORECASE,
)
_LINE_ABOVE = re.compile(r"_{8}|\.{12}|-{12}")
_BY_ANOTHER = re.compile(
    r"\bits\s{1,3}(?:sole\s{1,3}|managing\s{1,3}|general\s{1,3})?(?:manager|member|partner|agent)\b", re.IGNORECASE
)
"""A block in which one company signs for another tells little of who is a party."""
_BLOCK = re.compile(
    r"(?:^|[\t\n ])(?:By|BY|Per|PER|Signature|SIGNATURE)\s{0,4}:|(?<!:)(?<!: )(?:^|\n)[ \t]{0,6}(?:_{8,}|\.{12,})"
)
"""What each signature has once: the line to sign on."""
_MOST_PARTIES = 6
_CELL_END = re.compile(r"\n|\t|\||[ \u00a0]{3,}")
_CELL_AFTER = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,60}\))?[ ,.;)]{0,4}(?:$|\n|\t|\||\s{3}"
    r"|\s?(?:By|BY|Per|PER|Signature)\b\s{0,3}:|_{3}|\.{4}|/s/)"
)
_LABEL = re.compile(r"[A-Z][A-Za-z .-]{2,30}[:,]\s{0,9}$|\(?[a-z0-9]{1,3}[.)]\s{1,9}$|\W{0,6}$")
_LONGEST_REGION_CHARS = 3_000
_LEAD_CHARS = 300
_NEAR_CHARS = 220
_MOST_LINES_ABOVE = 3
_LONGEST_LINE_CHARS = 110
_LONGEST_NAME_CHARS = 60
_SHORTEST_LETTERS = 5


def find_faulty_names(paper: Paper) -> Iterator[Finding]:
    """Parties under another name, strangers among those who sign, parties who do not."""
    names = list(companies_in(paper.plain))
    parties = parties_of(paper)
    region = _region(paper)
    told: set[int] = set()
    if 1 <= len(parties) <= _MOST_PARTIES:
        for finding in find_misnamed(paper, parties, names, region):
            told.update(evidence.start for evidence in finding.evidence[:1])
            yield finding
    if region is not None and len(parties) <= _MOST_PARTIES:
        yield from _signatures(paper, parties, region, [name for name in names if name.span.start not in told])


def _signatures(paper: Paper, parties: Sequence[Party], region: Span, names: Sequence[Company]) -> Iterator[Finding]:
    """Strangers and missing parties; nothing where too little of the signatures was read."""
    inside = {name.base: name for name in names if region.covers(name.span) and _is_signer(paper, name, region)}
    read = {name.span.start for name in names}
    bodies = [body for body in signing_bodies(paper, region) if body.span.start not in read]
    others = [body for body in bodies if _is_unheard_of(paper, body, parties, region)]
    strangers = [*_strangers(paper, list(inside.values()), names, region), *others]
    text = paper.plain[region.start : region.end]
    words = " ".join(base_of(text))
    there = [party for party in parties if _signs(party, words, text)]
    missing = [party for party in parties if party not in there]
    if len(strangers) > 1 or not (there or len(inside) > len(strangers)):
        return
    for name in strangers:
        message = f"{paper.said(name.span)} signs in {paper.where(name.span.start)} but is no party to this contract."
        yield paper.finding("signature_mismatch", "high", message, (name.span,), 0.75)
    if len(missing) == 1 and there:
        yield from _missing(paper, missing[0], there, len(_BLOCK.findall(text)) - len(there) - len(strangers), words)


def _missing(paper: Paper, party: Party, there: Sequence[Party], others: int, words: str) -> Iterator[Finding]:
    """The party without a block of its own; ``others`` is how many blocks are left whose names were not read."""
    if others <= 0 and _is_certain(paper, party) and not _is_misspelt(party, words):
        signer = " and ".join(other.name for other in there)
        message = f"{paper.said(party.span)} is a party but has no signature block; {signer} has one."
        yield paper.finding("signature_mismatch", "high", message, (party.span,), 0.7)


def _is_unheard_of(paper: Paper, body: Company, parties: Sequence[Party], region: Span) -> bool:
    """Whether the word that its name begins with stands nowhere outside the signatures, nor in the name of a party."""
    outside = set(base_of(paper.plain[: region.start] + paper.plain[region.end :]))
    outside.update(word for party in parties for word in party.base)
    return body.base[0] not in outside


def _strangers(paper: Paper, signers: Sequence[Company], names: Sequence[Company], region: Span) -> list[Company]:
    """Those who sign and stand nowhere else, under no name that comes near theirs."""
    outside = "".join(base_of(paper.plain[: region.start] + paper.plain[region.end :]))
    others = [name for name in names if not region.covers(name.span)]
    return [
        name
        for name in signers
        if len(name.letters) >= _SHORTEST_LETTERS
        and name.letters not in outside
        and not GENERIC.issuperset(name.base)
        and not any(_is_same(name, other) for other in others)
    ]


def _is_same(name: Company, other: Company) -> bool:
    """Whether two names may be one: all words of one in the other, or nearly the same letters."""
    one, two = set(name.base) - GENERIC, set(other.base) - GENERIC
    return one <= two or (bool(two) and two <= one) or alike(name.letters, other.letters)


def _is_certain(paper: Paper, party: Party) -> bool:
    """Whether it was surely read as a party: by its legal form, or as an individual."""
    after = paper.plain[party.span.end : party.span.end + 60]
    return bool(party.form) or _INDIVIDUAL.search(after) is not None


def _is_misspelt(party: Party, words: str) -> bool:
    """Whether some word of its name stands among the signatures, perhaps misspelt."""
    found = set(words.split())
    own = [word for word in party.base if len(word) > 3 and word not in GENERIC]
    return any(word in found or any(nearly_equal(word, other) for other in found) for word in own)


def _region(paper: Paper) -> Span | None:
    """Where the contract is signed: what segmentation says, else where most lines to sign on stand together."""
    roots = [clause for clause in paper.contract.clauses if clause.part == "signature"]
    if roots:
        start, end = roots[0].extent.start, roots[-1].extent.end
        following = [clause.extent.start for clause in paper.contract.clauses if clause.extent.start >= end]
        end = min([*following, len(paper.text)])
        if _SIGN_LINE.search(paper.text, start, end):
            return Span(_names_above(paper.text, start), end)
    lines = [match.span() for match in _SIGN_LINE.finditer(paper.text, len(paper.text) // 3)]
    groups: list[list[tuple[int, int]]] = []
    for line in lines:
        if groups and line[0] - groups[-1][-1][1] < 2 * _LEAD_CHARS:
            groups[-1].append(line)
        else:
            groups.append([line])
    best = max(groups, key=len, default=[])
    if not best or best[-1][1] - best[0][0] > _LONGEST_REGION_CHARS:
        return None
    return Span(max(0, best[0][0] - _LEAD_CHARS), min(len(paper.text), best[-1][1] + _LEAD_CHARS))


def _names_above(text: str, start: int) -> int:
    """Where the short lines above the signatures begin, such as the names of those who sign first."""
    for _ in range(_MOST_LINES_ABOVE):
        line = text.rfind("\n", 0, max(0, start - 1)) + 1
        words = text[line:start].strip()
        longest = _LONGEST_LINE_CHARS if "\t" in words or "   " in words else _LONGEST_NAME_CHARS
        if line >= start or not words or len(words) > longest or words[-1] in ":;" or words[0].isdigit():
            break
        start = line
    return start


def _signs(party: Party, words: str, text: str) -> bool:
    """Whether its name stands among the signatures, or what the contract calls it, as the label of a block."""
    if " ".join(party.base) in words:
        return True
    label = (
        r"(?:^|[\n\t]|\s{3}|\bfor\s|\bof\s|[\"'(/])\s{0,9}(?:the\s)?"
        + re.escape(party.term)
        + r"(?=\s{0,3}(?:[:\n\"')/,.]|$|\s{3}))"
    )
    return bool(party.term) and re.search(label, text, re.IGNORECASE) is not None


def _is_signer(paper: Paper, name: Company, region: Span) -> bool:
    """Whether a signature is asked of it: its name stands alone over or under a line to sign on."""
    text = paper.lined
    lead = _CELL_END.split(text[max(region.start, name.span.start - _NEAR_CHARS) : name.span.start])[-1]
    signed_for = SIGNED_FOR.search(paper.plain, max(region.start, name.span.start - 140), name.span.start) is not None
    if not signed_for and not (_LABEL.fullmatch(lead) and _CELL_AFTER.match(text, name.span.end)):
        return False
    if _CHAIN.search(paper.plain, max(region.start, name.span.start - 60), name.span.start):
        return False
    after = paper.plain[name.span.end : name.span.end + _NEAR_CHARS]
    context = paper.plain[max(region.start, name.span.start - 160) : name.span.start]
    if _BY_ANOTHER.search(after) or _is_beside(paper, context, region):
        return False
    lined = _SIGN_LINE.search(after) or _LINE_ABOVE.search(
        paper.plain, max(region.start, name.span.start - 100), name.span.start
    )
    return signed_for or lined is not None


def _is_beside(paper: Paper, context: str, region: Span) -> bool:
    """Whether it is asked to sign beside the parties, as one who consents, witnesses or guarantees."""
    for match in _ACKNOWLEDGED.finditer(context):
        if not match.group().lower().startswith("guarant") or "guarant" in paper.plain[: region.start].lower():
            return True
    return False
