"""Capitalised words that read like a defined term, but are defined nowhere or only come near to one that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clause_library.findings.paper import Paper
from clause_library.findings.variants import odd_plural, variant_of
from clause_library.findings.vocabulary import Key, Vocabulary
from clause_library.findings.wording import stems
from clause_library.types import Finding
from extractor.fields.places import find_place
from extractor.types import Span

_PHRASE = re.compile(
    r"(?<![\w'.-])(?P<phrase>[A-Z][a-z]{2,30}(?:-[A-Za-z]{2,20})?"
    r"(?:[ -][A-Z][a-z]{2,30}(?:-[a-z]{2,20})?){0,3})(?![\w'-]*\w|\.\w)"
)
"""Capitalised words in a row."""
_RUNS_ON = re.compile(r"\s{1,3}(?:(?:of|and|for|&)\s{1,3}(?:the\s{1,3})?)?[A-Z0-9(\"\[]")
_BEFORE_CHARS = 60
_LINKS = frozenset(
    "the each any such all every a an its their our your no of with under during to by for in"
    " from on than and or per as"
    " applicable relevant whose this these at upon other".split()
)
_EXPLAINS = re.compile(
    r"\b(?:means?|stands\s{1,3}for|abbreviation\s{1,3}of)\s{1,3}(?:the\s{1,3}|an?\s{1,3})?$", re.IGNORECASE
)
_COMMON = frozenset(
    {
        ("information", "technology"),
        ("work", "day"),
        ("best", "practice"),
        ("good", "practice"),
        ("administration", "order"),
    }
)
_CONTRASTING = frozenset("exclude excludes excluding excluded".split())
"""``"Services" means the hosting, but excludes Professional Services``: that says what the other is not."""
_JOINING = frozenset("and or of for to in with on by from the a an".split())
"""Words that headings join capitals with: ``Notice of Certain Events``."""
_HEADS = frozenset(
    """
    policy manager personnel technology authority data material property procedure specification standard clause
    requirement plan period event product deliverable software platform documentation equipment
    budget milestone territory trademark mark patent content user customer facility site project purpose
    rate price threshold amount limit target level guideline representative premise tool criteria criterion test
    practice right loss order certificate manual person point information service fee charge
    cost expense process notice hour area team lead day
    contact subcontractor competitor stock inventory good item part component sample prototype batch
    payment deposit bond cover claim dispute default incident failure defect fault outage restriction obligation
    approval consent term year quarter window programme
    """.split()
)
"""What the last word of a phrase may be, so that it reads like a defined term and not like a name."""
_SINGLE = frozenset(
    "affiliate deliverable loss specification territory subcontractor documentation representative milestone premise"
    " personnel equipment software trademark incident indemnitee sublicensee subprocessor sub-processor".split()
)
"""Words that, written with a capital, are terms by themselves."""
_NAMING = frozenset(
    """
    united states new york north south east west national international american european federal state county city
    world chief executive vice senior general managing president internal revenue social security intellectual
    securities common preferred human good public generally accepted board supreme district bankruptcy
    first second third fourth january february march april may june july august september october november december
    palestinian israeli chinese japanese canadian respective certain other such
    monday tuesday wednesday thursday friday saturday sunday internet english french german web microsoft oracle
    civil criminal trade net gross business real personal financial annual consumer health food drug medical
    """.split()
)
_ELSEWHERE_DEFINED = re.compile(
    r"(?:capitali[sz]ed|defined)\s{1,3}(?:terms"
    r"|words)[^.]{0,140}(?:\bnot\s{1,3}(?:otherwise\s{1,3})?defined|\botherwise\s{1,3}defined|"
    r"\bhave\s{1,3}the\s{1,3}(?:same\s{1,3})?(?:respective\s{1,3})?meanings?|\bas\s{1,3}defined\s{1,3}in)|"
    r"\bunless\s{1,3}(?:otherwise\s{1,3})?defined\s{1,3}herein|"
    r"\bterms\s{1,3}(?:used|defined)[^.]{0,80}\b(?:have|shall\s{1,3}have"
    r"|bear)\s{1,3}the\s{1,3}(?:same\s{1,3})?meanings?",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"\s{0,3}(?:(?:rights|versions)\b|\(|,?\s{0,3}(?:as|which\s{1,3}is|that\s{1,3}is|also"
    r"|further)\s{1,3}(?:further\s{1,3}|more\s{1,3}fully\s{1,3})?(?:defined|set|described|listed|"
    r"specified|provided|stated|shown|attached)\b|,?\s{0,3}(?:defined|described|listed"
    r"|set\s{1,3}(?:forth|out)|specified|attached|shown|"
    r"above|below|dated|on\s{1,3}Form|under\s{1,3}the|published|issued|promulgated|annexed"
    r"|of\s{1,3}(?:[$€£]|\d|\w{1,12}\s{0,2}\(\d))|,\s{0,3}(?:Inc|LLC|Ltd|L\.P|Corp))"
)
"""What comes after a phrase that is explained where it stands, or is the name of a paper."""
_NATIONAL = re.compile(r"[A-Z][a-z]{2,20}(?:ish|ian|ean|ese|ch|an)$")
_TITLED = frozenset(
    "act code regulation regulations directive law laws rules rule incoterms bank court courts"
    " convention treaty ministry street road lane"
    " county city inc corp llc ltd limited plc company corporation house park avenue square"
    " university state commonwealth republic dollars dollar pounds euros".split()
)
"""Words that make a name of a law, a place or a body."""
_PAPER_WORDS = frozenset(
    "agreement contract party parties section sections article clause exhibit schedule annex"
    " appendix attachment amendment order"
    " addendum deed company commission bylaws board officer director president secretary recital"
    " preamble table item part"
    " effective date guarantee licence license sla".split()
)
"""What contracts and their parts are called, and what capitals are put on by habit."""
_PAPERS = frozenset(
    "agreement contract amendment addendum exhibit schedule annex appendix board officer director".split()
)
_DETERMINERS = frozenset("the a an each any such every all no its their our your this these that".split())
_FEWEST_FOR_UNDEFINED = 3
_MOST_UNDEFINED = 2
"""More than that, and the contract simply writes with capitals, or its definitions stand elsewhere."""
_FEWEST_FOR_PLAIN = 4
_MOST_PLAIN = 2
"""With no more phrases than that a contract writes with capitals only what it defines: each of them is a slip."""


@dataclass(slots=True)
class _Phrase:
    """Words that stand capitalised amid sentences, and where. ``named``: a heading or a paragraph begins with them."""

    words: str
    spans: list[Span] = field(default_factory=list)
    named: bool = False
    explained: bool = False


def find_undefined(paper: Paper, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Near misses of defined terms, and terms without a definition where the contract defines what it capitalises."""
    every = _phrases(paper, vocabulary)
    phrases = [phrase for phrase in every.values() if not phrase.explained]
    unknown: list[_Phrase] = []
    meanings = sum(term.form != "bracket" and term.leads for term in vocabulary.strict.values())
    disciplined = len(every) <= _MOST_PLAIN and meanings >= _FEWEST_FOR_PLAIN
    for phrase in phrases:
        near = variant_of(phrase.words, len(phrase.spans), vocabulary, disciplined=disciplined)
        if near is not None:
            term, confidence = near
            message = (
                f"“{phrase.words}” in {paper.where(phrase.spans[0].start)} is not defined; “{term.name}”, defined in "
                f"{paper.where(term.span.start)}, may be meant."
            )
            yield paper.finding("term_variant", "medium", message, (phrase.spans[0], term.span), confidence)
        elif not vocabulary.is_defined(phrase.words):
            unknown.append(phrase)
    if paper.amends or _ELSEWHERE_DEFINED.search(paper.plain):
        return
    for phrase in _told(paper, vocabulary, unknown, disciplined=disciplined):
        message = (
            f"“{phrase.words}” is written like a defined term in {paper.where(phrase.spans[0].start)} but is defined "
            "nowhere."
        )
        yield paper.finding("undefined_term", "medium", message, phrase.spans[:3], 0.7)


def _told(paper: Paper, vocabulary: Vocabulary, unknown: Sequence[_Phrase], *, disciplined: bool) -> Sequence[_Phrase]:
    """Those that surely are terms: in a contract that capitalises freely only what looks like a term by its words."""
    if disciplined:
        return [phrase for phrase in unknown if _is_led(paper, phrase) and _is_a_thing(phrase, vocabulary)]
    strict = sum(term.form != "bracket" for term in vocabulary.strict.values())
    likely = [phrase for phrase in unknown if not phrase.named and _reads_like_a_term(paper, phrase, vocabulary)]
    return likely if strict >= _FEWEST_FOR_UNDEFINED and len(likely) <= _MOST_UNDEFINED else []


def _phrases(paper: Paper, vocabulary: Vocabulary) -> Mapping[Key, _Phrase]:
    """Capitalised phrases amid the sentences of the body that the contract does not define."""
    found: dict[Key, _Phrase] = {}
    named = _named(paper)
    for stretch in paper.paragraphs:
        clause = paper.clause(stretch.span.start)
        part = clause.part if clause is not None else "body"
        if stretch.row or part in ("signature", "exhibit") or (part == "front" and paper.has_body):
            continue
        body = clause.span.start if clause is not None and clause.heading else 0
        for match in _PHRASE.finditer(paper.plain, stretch.body, stretch.span.end):
            if match.start() < body <= stretch.span.end or not _is_amid_sentence(paper.plain, match, stretch.body):
                continue
            words = " ".join(match["phrase"].split())
            key = stems(words)
            if vocabulary.is_defined(words) and odd_plural(words, vocabulary) is None:
                continue
            if _is_name(paper, vocabulary, match, key):
                continue
            phrase = found.setdefault((*key, words[-1]) if vocabulary.is_defined(words) else key, _Phrase(words))
            phrase.spans.append(Span(*match.span("phrase")))
            phrase.named |= key in named
            after = min(stretch.span.end, match.end() + 60)
            phrase.explained |= _EXPLAINED.match(paper.plain, match.end(), after) is not None
    return {
        key: phrase
        for key, phrase in found.items()
        if len(key) > 1
        or len(phrase.spans) > 1
        or phrase.explained
        or variant_of(phrase.words, 1, vocabulary, disciplined=False)
    }


def _is_name(paper: Paper, vocabulary: Vocabulary, match: re.Match[str], key: Key) -> bool:
    """Whether it names a place, a people, a law, a body, or a party."""
    words = match["phrase"].split()
    if _PAPER_WORDS.issuperset(key) or (len(key) > 1 and key[-1] in _PAPERS):
        return True
    if not _TITLED.isdisjoint(key) or not _TITLED.isdisjoint(word.lower() for word in words):
        return True
    if not vocabulary.party_words.isdisjoint(key) and key not in vocabulary.defined and len(key) == 1:
        return True
    if find_place(paper.plain, match.start(), reach=0) is not None or any(map(_NATIONAL.match, words)):
        return True
    following = paper.plain[match.end() : match.end() + 14].split()
    if following and (following[0].strip(".,")[:1].isdigit() or following[0].lower().strip(".,;)") in _TITLED):
        return True
    return not _NAMING.isdisjoint(key) and len(key) == 1


def _is_a_thing(phrase: _Phrase, vocabulary: Vocabulary) -> bool:
    """Whether its last word is one that is written in small letters too, as those of names are not."""
    words = stems(phrase.words)
    common = words[-1] in _HEADS or words[-1] in _SINGLE
    return common or (len(words) > 1 and words[-1] in vocabulary.small_words and _NAMING.isdisjoint(words))


def _is_led(paper: Paper, phrase: _Phrase) -> bool:
    """Whether some place has it as a noun after an article or a preposition; a single word after an article."""
    links = _DETERMINERS if " " not in phrase.words else _LINKS
    return any(_leads(paper.plain, span, links) for span in phrase.spans)


def _is_amid_sentence(text: str, match: re.Match[str], start: int) -> bool:
    """Whether words in small letters lead to it, and it is not the beginning of a longer name."""
    before = text[max(start, match.start() - _BEFORE_CHARS) : match.start()].split()
    if not before or _RUNS_ON.match(text, match.end()) or before[-1].lower() in _CONTRASTING:
        return False
    link = before[-1].rstrip(",;")
    if not link.isalpha() or not link.islower():
        return False
    return link not in _JOINING or (len(before) > 1 and before[-2].strip("(,;)")[:1].islower())


def _reads_like_a_term(paper: Paper, phrase: _Phrase, vocabulary: Vocabulary) -> bool:
    """Whether it is used as terms are: led by an article or the like, and not like a name."""
    words = stems(phrase.words)
    if not any(_leads(paper.plain, span, _LINKS) for span in phrase.spans) or words in _COMMON:
        return False
    if len(words) == 1:
        return words[0] in _SINGLE and len(phrase.spans) > 1
    if words[-1] not in _HEADS or _NAMING.intersection(words):
        return False
    parts = (words[:length] for length in range(1, len(words)))
    ends = (words[-length:] for length in range(1, len(words)))
    begun = any(part in vocabulary.defined for part in (*parts, *ends))
    return not begun and vocabulary.single_words.isdisjoint(words)


def _leads(text: str, span: Span, links: frozenset[str]) -> bool:
    """Whether the word before it is one of ``links``, and does not explain an abbreviation."""
    before = text[max(0, span.start - _BEFORE_CHARS) : span.start]
    word = before.split()[-1].strip(",;") if before.split() else ""
    return word in links and _EXPLAINS.search(before) is None


def _named(paper: Paper) -> set[tuple[str, ...]]:
    """Headings, captions and the first words of paragraphs: what may be called by its name without a definition."""
    names = {stems(clause.heading) for clause in paper.contract.walk() if clause.heading}
    for stretch in paper.stretches:
        first = stems(paper.plain[stretch.body : min(stretch.span.end, stretch.body + 80)])
        names.update((first[:2], first[:3]))
    return names
