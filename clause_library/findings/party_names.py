"""Parties under another name: another legal form, a word or letter changed, the words in another order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from clause_library.findings.companies import GENERIC, Company
from clause_library.findings.paper import Paper
from clause_library.findings.parties import Party
from clause_library.findings.wording import nearly_equal, stem
from clause_library.types import Finding
from extractor.types import Span

_ANOTHER = re.compile(
    r"\s{0,3},?\s{0,3}(?:\(|an?\s{1,3}(?:[\w.-]{1,20}\s{1,3}){0,5}(?:corporation|company"
    r"|partnership|subsidiary|affiliate|division|trust|organi[sz]ation)|"
    r"formerly|f/k/a|its\s|the\s{1,3}(?:parent|general)|as\s{1,3}(?:guarantor|agent|successor"
    r"|assignee|trustee)|d/b/a|whose\b|incorporated\b|organized\b|,?\s{0,2}together\b)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\b(?:subsidiar|affiliate|parent|formerly|f/k/a|predecessor|successor|member\s{1,3}of"
    r"|division|merger|acqui|assign|"
    r"owned|shareholder|stockholder|between|among|agreement\s{1,3}with|guarant|source|d/b/a|a/k/a"
    r"|dba\b|known\s{1,3}as|renamed|general\s{1,3}partner|"
    r"copy|copies|including|shall\s{1,3}mean|means|changed\s{1,3}its\s{1,3}name|(?-i:Exhibit\s10))",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"[,\s]{0,4}\b(?:subsidiar|affiliate|parent|formerly|f/k/a|predecessor|successor|member\s{1,3}of|division|merger"
    r"|acqui|owned|shareholder|stockholder|between|among|agreement\s{1,3}with|guarant|source|d/b/a|a/k/a|dba\b|mean"
    r"|known\s{1,3}as|renamed|general\s{1,3}partner|its\s{1,3}(?:agent|bank|insurer|counsel)|on\s{1,3}behalf)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:'s?)?\s{1,3}(?:\w{1,15}\s)?(?:trade|service\s)?marks?\b", re.IGNORECASE)
_QUOTED_WORD = re.compile(r"[\"'][A-Z][\w-]{1,28}[ \t]{1,2}$")
SIGNED_FOR = re.compile(
    r"(?i:\b(?:(?:signed|executed|sealed|delivered|accepted|agreed)\b[^\n]{0,90}?\b(?:by|for"
    r"|on\s{1,3}behalf\s{1,3}of)"
    r"|^\s{0,3}for(?:\s{1,3}and\s{1,3}on\s{1,3}behalf\s{1,3}of)?))\s{0,3}:?\s{1,3}$",
    re.MULTILINE,
)
"""Words that lead to the name of who signs."""
_AROUND_CHARS = 90
_ADDRESSED = re.compile(
    r"\b(?:notices?|addresse?d?|if\s{1,3}to|sent|delivered|shipped|invoices?|attention|mailed)\b[^.\n]{0,80}$"
    r"|;\s{1,3}(?:and\s{1,3})?to\s{1,3}$",
    re.IGNORECASE,
)
_ACTED_BY = re.compile(r"\b(?:by|of|upon|with|to|for|that)\s{1,3}(?:the\s{1,3})?$")
_ACTS = re.compile(r"\s{1,3}(?:may|shall|will|must|agrees|warrants|undertakes)\b")
"""What is said of a party: that a contract must not be assigned by it, or that it shall do something."""
_LEAST_ALIKE = 0.7


def find_misnamed(
    paper: Paper, parties: Sequence[Party], names: Sequence[Company], signatures: Span | None
) -> Iterator[Finding]:
    """The names that come near a party's, each way of writing once; in ``signatures`` brackets define nobody."""
    told: set[tuple[tuple[str, ...], str]] = set()
    known = {(party.base, party.form) for party in parties}
    for name in names:
        key = (name.base, name.form)
        if key in told or key in known:
            continue
        block = _leads_block(paper, name, parties)
        party = next((party for party in parties if _is_meant(party, name, in_block=block)), None)
        apart = party is None
        if apart and sum(other.base == name.base for other in names) == 1:
            party = _meant_here(paper, parties, name)
        signs = signatures is not None and signatures.covers(name.span)
        if party is not None and name.letters != party.letters and name.letters.endswith(party.letters):
            continue  # a word that stands before the name: "To Acme: Acme Limited"
        if party is None or _is_another(paper, name, signs=signs, apart=apart):
            continue
        told.add(key)
        message = (
            f"{paper.said(name.span)} in {paper.where(name.span.start)} is not the name of the party: it is "
            f"{paper.said(party.span)} in {paper.where(party.span.start)}."
        )
        yield paper.finding("party_name_mismatch", "medium", message, (name.span, party.span), 0.8)


def _is_meant(party: Party, name: Company, *, in_block: bool) -> bool:
    """Whether the name is the party's but for its legal form, a letter, the order of its words, or one of them.

    ``in_block``: it signs, or is an address for notices, so that a word more or less is no other company of the group.
    """
    if not party.form or not name.form or (party.base[0] in GENERIC and len(party.base) < 3):
        return False
    if name.letters == party.letters:
        return name.form != party.form
    if len(name.base) > 1 and sorted(name.base) == sorted(party.base):
        return True
    if name.form != party.form:
        return False
    if abs(len(name.base) - len(party.base)) == 1:
        longer, shorter = sorted((name.base, party.base), key=len, reverse=True)
        dropped = any(longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer)))
        return dropped and len(shorter) > 1 and in_block
    return len(name.base) == len(party.base) and _differs_in_one(name.base, party.base)


def _meant_here(paper: Paper, parties: Sequence[Party], name: Company) -> Party | None:
    """The one party that a name, written once, stands for where a party is spoken to or of.

    It begins as the party's name does; in an address for notices one word in common and nearly its letters are enough.
    """
    close = [(party, _same_words(name.base, party.base)) for party in parties if party.base and party.base != name.base]
    close = [(party, shared) for party, shared in close if shared or _is_alike(name.letters, party.letters)]
    if len(close) != 1 or not name.form:
        return None
    party, shared = close[0]
    if " and " in name.name.lower() and " and " not in party.name.lower():
        return None  # two companies
    line = paper.plain.rfind("\n", 0, name.span.start) + 1
    before = paper.plain[max(line, name.span.start - 2 * _AROUND_CHARS) : name.span.start]
    addressed = _ADDRESSED.search(before) is not None
    spoken_of = _ACTED_BY.search(before) is not None or _ACTS.match(paper.plain, name.span.end) is not None
    if re.search(r"\bcop(?:y|ies)\s{1,3}to\s{1,3}$", before):
        return None  # a lawyer, or another company of the group
    if addressed and (shared > 1 or _is_alike(name.letters, party.letters)):
        return party
    return party if spoken_of and shared > 1 and name.base[0] not in GENERIC else None


def _same_words(name: Sequence[str], party: Sequence[str]) -> int:
    """With how many of the same words two names begin; a letter may differ."""
    count = 0
    for one, two in zip(name, party, strict=False):
        if one != two and not nearly_equal(one, two) and stem(one) != stem(two):
            break
        count += 1
    return count


def _is_alike(one: str, other: str) -> bool:
    """Whether two names begin alike and share most of their letters."""
    shared = sum((Counter(one) & Counter(other)).values())
    return one[:4] == other[:4] and shared >= _LEAST_ALIKE * max(len(one), len(other))


def _differs_in_one(name: Sequence[str], party: Sequence[str]) -> bool:
    """Whether one word is another, and all else the same but for a letter; the first one surely is."""
    differing = [(one, two) for one, two in zip(name, party, strict=True) if one != two]
    other = [(one, two) for one, two in differing if not nearly_equal(one, two)]
    if not other:
        return bool(differing)
    return len(other) == 1 and len(name) > 1 and (name[0], party[0]) not in other and party[0] not in GENERIC


def _leads_block(paper: Paper, name: Company, parties: Sequence[Party]) -> bool:
    """Whether the words before say whose name it is: ``signed for``, ``Supplier:``, ``to the Supplier at``."""
    before = paper.plain[max(0, name.span.start - _AROUND_CHARS) : name.span.start]
    terms = "|".join(re.escape(party.term) for party in parties if party.term)
    if SIGNED_FOR.search(before):
        return True
    return (
        bool(terms)
        and re.search(rf"\b(?:{terms})\b\s{{0,3}}(?::|,|at|to)?\s{{0,4}}$", before, re.IGNORECASE) is not None
    )


def _is_another(paper: Paper, name: Company, *, signs: bool, apart: bool) -> bool:
    """Whether the words around say that this is somebody else, or an old name.

    ``apart``: the words around asked for the party, so that only those that say who this is matter.
    """
    if _QUOTED_WORD.search(paper.plain[max(0, name.span.start - 32) : name.span.start]):
        return True  # the tail of a longer name
    if name.form == "co" and "," in paper.plain[name.span.start : name.span.end]:
        return True  # "Reed's, Company shall": the party called Company
    if _MARKS.match(paper.plain, name.span.end):
        return True
    bracket = signs and paper.plain[name.span.end : name.span.end + 3].lstrip().startswith("(")
    if not bracket and _ANOTHER.match(paper.plain, name.span.end, min(len(paper.plain), name.span.end + 120)):
        return True
    line = paper.plain.rfind("\n", 0, name.span.start) + 1
    before = paper.plain[max(line, name.span.start - _AROUND_CHARS) : name.span.start]
    after = paper.plain[name.span.end : name.span.end + 50].partition("\n")[0]
    if apart:
        return _SOMEBODY.search(before) is not None or _SOMEBODY.match(after) is not None
    return _RELATED.search(before) is not None or _RELATED.search(after) is not None
