"""Capitalised words that read like a defined term, but are defined nowhere or only come near to one that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clause_library.findings.nouns import (
    BODIES,
    COMMON,
    HEADS,
    NAMING,
    PAPER_WORDS,
    PAPERS,
    RULES,
    SINGLE,
    SOFT_NAMING,
    THINGS,
    TITLED,
)
from clause_library.findings.paper import Paper
from clause_library.findings.variants import odd_plural, variant_of
from clause_library.findings.vocabulary import Key, Vocabulary
from clause_library.findings.wording import stems
from clause_library.types import Finding
from extractor.fields.party import ROLES
from extractor.fields.places import find_place
from extractor.types import Span

_PHRASE = re.compile(
    r"(?<![\w'.-])(?!(?:The|An|Each|Any|Every|No|Such|This|That|All|Its|Their|Our|Your|If|When|Where|Upon|On)\s)"
    r"(?P<phrase>(?:[A-Z]{2,6} (?=[A-Z][a-z]))?[A-Z][a-z]{2,30}(?:-[A-Za-z]{2,20})?"
    r"(?:[ -][A-Z][a-z]{2,30}(?:-(?!by\b|for\b|to\b|of\b)[a-z]{2,20})?){0,3})(?![\w'-]*\w|\.\w)"
)
"""Capitalised words in a row."""
_RUNS_ON = re.compile(r"\s{1,3}(?:of\s{1,3}the\s{1,3}|(?:of|and|for|&)\s{1,3})?[A-Z0-9(\"\[]")
_BEFORE_CHARS = 60
_LINKS = frozenset(
    "the each any such all every a an its their our your no of with under during to by for in"
    " from on than and or per as"
    " applicable relevant whose this these at upon other outside before after until without against".split()
)
_OPENERS = frozenset(
    "the a an each any such all every no both either neither this that these those its their our your his her if when"
    " where while as in on at upon after before during until unless except subject for to from by with without under"
    " notwithstanding provided however otherwise only other others further furthermore also and or but nor not".split()
)
_ARTICLES = frozenset("a an the".split())
_OPENING = frozenset("A An The Each Any Every No Such This That All".split())
_VERB_AFTER = re.compile(r"\s{1,3}(?!and\b|or\b|of\b|for\b|to\b)[a-z]")
_EXPLAINS = re.compile(
    r"\b(?:means?|stands\s{1,3}for|abbreviation\s{1,3}of)\s{1,3}(?:the\s{1,3}|an?\s{1,3})?$", re.IGNORECASE
)
_CONTRASTING = frozenset("exclude excludes excluding excluded".split())
"""``"Services" means the hosting, but excludes Professional Services``: that says what the other is not."""
_JOINING = frozenset("and or of for to in with on by from the a an".split())
"""Words that headings join capitals with: ``Notice of Certain Events``."""
_ELSEWHERE_DEFINED = re.compile(
    r"(?:capitali[sz]ed|defined)\s{1,3}(?:terms|words)[^.]{0,140}(?:\bnot\s{1,3}(?:otherwise\s{1,3})?defined|"
    r"\botherwise\s{1,3}defined|\bas\s{1,3}defined\s{1,3}in|\bhave\s{1,3}the\s{1,3}(?:same\s{1,3})?(?:respective\s{1,3})?"
    r"meanings?\b(?!\s{1,3}(?:\w{1,9}\s{1,3}){1,3}in\s{1,3}this))|\bunless\s{1,3}(?:otherwise\s{1,3})?defined\s{1,3}herein|"
    r"\bterms\s{1,3}(?:used|defined)[^.]{0,80}\b(?:have|shall\s{1,3}have|bear)\s{1,3}the\s{1,3}(?:same\s{1,3})?meanings?",
    re.IGNORECASE,
)
_MEANT_ELSEWHERE = re.compile(
    r"\bterms\b[^.]{0,200}\bused\b[^.]{0,60}\bmeanings?\s{1,3}(?:given|set|ascribed|assigned)\b(?![^.]{0,20}\bthis\b)",
    re.IGNORECASE,
)
"""A sentence that names the terms which another paper defines."""
_EXPLAINED = re.compile(
    r"\s{0,3}(?:(?:rights|versions)\b|\(|,?\s{0,3}as\s{1,3}(?:such|that)\s{1,3}term\b|,?"
    r"\s{0,3}(?:as|which\s{1,3}is|that\s{1,3}is|also"
    r"|further)\s{1,3}(?:further\s{1,3}|more\s{1,3}fully\s{1,3})?(?:defined|set|described|listed|"
    r"specified|provided|stated|shown|attached)\b|,?\s{0,3}(?:defined|described|listed"
    r"|set\s{1,3}(?:forth|out)|specified|attached|shown|"
    r"above|below|dated|on\s{1,3}Form|under\s{1,3}the|published|issued|executed|signed|promulgated|annexed"
    r"|of\s{1,3}(?:[$€£]|\d|\w{1,12}\s{0,2}\(\d))|,\s{0,3}(?:Inc|LLC|Ltd|L\.P|Corp))"
)
"""What comes after a phrase that is explained where it stands, or is the name of a paper."""
_NATIONAL = re.compile(
    r"[A-Z][a-z]{2,20}(?:ish|ian|ese)$|(?:Europ|Kor|Chil|Caribb)ean$|(?:Germ|Rom|Afric|Amer\w{1,2}|Mexic|Moroc\w{1,2})an$"
    r"|(?:French|Dutch|Czech|Greek|Swiss)$"
)
_DETERMINERS = frozenset("the a an each any such every all no its their our your this these that".split())
_PART_OF = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?|terms|schedule|exhibit)(?:\s{1,3}[\d.()a-z]{1,12})?\s{1,3}(?:of|to|in)"
    r"\s{1,3}(?:the|that|each)\s{1,3}$",
    re.IGNORECASE,
)
"""``clause 4.2 of the Lease``: what has clauses is another paper."""
_INDEFINITE = frozenset("a an each any every no such".split())
_POSSESSIVE = frozenset("its their your our his her whose".split())
_FEWEST_MEANINGS = 3
_FEWEST_FOR_UNDEFINED = 5
_MOST_UNDEFINED = 3
"""More than that, and the contract simply writes with capitals, or its definitions stand elsewhere."""
_PARTICULAR = frozenset("fee charge period date rate amount price cap threshold plan policy event payment".split())
"""Things that are told from each other by a word before them: a ``Fee`` that is defined is no ``Setup Fee``."""
_PERSONS = frozenset("manager representative contact person team lead observer agent expert trainer".split())
_FEWEST_FOR_PLAIN = 4
_MOST_PLAIN = 2
"""With no more phrases than that a contract writes with capitals only what it defines: each of them is a slip."""


@dataclass(slots=True)
class _Phrase:
    """Words that stand capitalised in sentences, and where; ``amid`` how many do not begin one.

    ``named``: a heading or a paragraph begins with them.
    """

    words: str
    spans: list[Span] = field(default_factory=list)
    amid: int = 0
    named: bool = False
    explained: bool = False


def find_undefined(paper: Paper, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Near misses of defined terms, and terms without a definition where the contract defines what it capitalises."""
    every = _phrases(paper, vocabulary)
    elsewhere = " ".join(match.group() for match in _MEANT_ELSEWHERE.finditer(paper.plain))
    phrases = [phrase for phrase in every.values() if not phrase.explained and phrase.words not in elsewhere]
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
    """Those that surely are terms: in a contract that capitalises freely only what is used or looks like a term."""
    likely = [
        phrase
        for phrase in unknown
        if not phrase.named and _reads_like_a_term(paper, phrase, vocabulary) and not _is_introduced(paper, phrase)
    ]
    if disciplined:
        slips = [phrase for phrase in unknown if _is_led(paper, phrase) and _is_a_thing(phrase, vocabulary)]
        return list({phrase.words: phrase for phrase in (*slips, *likely)}.values())
    repeated = [phrase for phrase in likely if len(phrase.spans) > 1]
    if len(vocabulary.strict) < _FEWEST_FOR_UNDEFINED or len(likely) > _MOST_UNDEFINED:
        likely = [phrase for phrase in repeated if " " in phrase.words and _names_a_thing(phrase)]
    return likely if len(likely) <= _MOST_UNDEFINED else []


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
            if match.start() < body <= stretch.span.end:
                continue
            amid = _is_amid_sentence(paper.plain, match, stretch.body)
            if not amid and not _begins_sentence(paper.plain, match, stretch.body):
                continue
            words = " ".join(match["phrase"].split())
            key = stems(words)
            if vocabulary.is_defined(words) and odd_plural(words, vocabulary) is None:
                continue
            if _is_name(paper, vocabulary, match, key):
                continue
            phrase = found.setdefault((*key, words[-1]) if vocabulary.is_defined(words) else key, _Phrase(words))
            phrase.spans.append(Span(*match.span("phrase")))
            phrase.amid += amid
            phrase.named |= key in named
            after = min(stretch.span.end, match.end() + 60)
            phrase.explained |= _EXPLAINED.match(paper.plain, match.end(), after) is not None
            phrase.explained |= _PART_OF.search(paper.plain[max(0, match.start() - 40) : match.start()]) is not None
    return {
        key: phrase
        for key, phrase in found.items()
        if len(key) > 1
        or phrase.amid > 1
        or phrase.explained
        or variant_of(phrase.words, 1, vocabulary, disciplined=False)
    }


def _is_name(paper: Paper, vocabulary: Vocabulary, match: re.Match[str], key: Key) -> bool:
    """Whether it names a place, a people, a law, a body, or a party."""
    words = match["phrase"].split()
    if PAPER_WORDS.issuperset(key) or (len(key) > 1 and key[-1] in PAPERS):
        return True
    if not TITLED.isdisjoint(key) or not TITLED.isdisjoint(word.lower() for word in words):
        return True
    if not vocabulary.party_words.isdisjoint(key) and key not in vocabulary.defined and len(key) == 1:
        return True
    if find_place(paper.plain, match.start(), reach=0) is not None or any(map(_NATIONAL.match, words)):
        return True
    following = paper.plain[match.end() : match.end() + 14].split()
    if following and (following[0].strip(".,")[:1].isdigit() or following[0].lower().strip(".,;)") in TITLED):
        return True
    return not NAMING.isdisjoint(key) and len(key) == 1


def _is_a_thing(phrase: _Phrase, vocabulary: Vocabulary) -> bool:
    """Whether its last word is one that is written in small letters too, as those of names are not."""
    words = stems(phrase.words)
    common = words[-1] in HEADS or words[-1] in SINGLE
    return common or (len(words) > 1 and words[-1] in vocabulary.small_words and NAMING.isdisjoint(words))


def _names_a_thing(phrase: _Phrase) -> bool:
    """Whether its last word is that of a thing, and of no person."""
    return stems(phrase.words)[-1] in (HEADS | THINGS) - _PERSONS


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
    if link in _OPENING and _opens(before):
        return True
    if not link.isalpha() or not link.islower():
        return False
    if link not in _JOINING:
        return True
    return len(before) > 1 and (before[-2].strip("(,;)")[:1].islower() or (link in _ARTICLES and _opens(before[:-1])))


def _opens(words: Sequence[str]) -> bool:
    """Whether the last of ``words`` is the first of a sentence."""
    return len(words) == 1 or words[-2][-1] in ".;:)"


def _begins_sentence(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a sentence begins with several capitalised words and goes on in small letters; no heading does."""
    before = text[max(start, match.start() - _BEFORE_CHARS) : match.start()].rstrip()
    words = match["phrase"].split()
    if len(words) < 2 or words[0].lower() in _OPENERS or (before and before[-1] not in ".;"):
        return False
    return _VERB_AFTER.match(text, match.end()) is not None


def _reads_like_a_term(paper: Paper, phrase: _Phrase, vocabulary: Vocabulary) -> bool:
    """Whether it is used as terms are: led by an article or the like, and not like a name."""
    words = stems(phrase.words)
    if words in COMMON or not any(_leads(paper.plain, span, _LINKS) for span in phrase.spans):
        return False
    once = len(phrase.spans) == 1
    if once and _leads(paper.plain, phrase.spans[0], _POSSESSIVE):
        return False  # "its Contracts Manager"
    if len(words) == 1:
        return _is_single_term(paper, phrase, words[0], vocabulary)
    naming = NAMING - SOFT_NAMING if len(phrase.spans) > 1 else NAMING
    if naming.intersection(words) or not (words[-1] in HEADS or _is_repeated(paper, phrase, words, vocabulary)):
        return False
    ends = (words[-length:] for length in range(1, len(words)))
    which = any(end in vocabulary.defined for end in ends) or words[-1] in vocabulary.single_words
    if which and (once or words[-1] not in _PARTICULAR):
        return False  # a defined term with a word before it that says which
    begun = any(words[:length] in vocabulary.defined for length in range(1, len(words)))
    if not begun:
        return vocabulary.single_words.isdisjoint(words)
    return (
        vocabulary.party_words.isdisjoint(words)
        and words[0] not in ROLES
        and _is_repeated(paper, phrase, words, vocabulary)
    )


def _is_introduced(paper: Paper, phrase: _Phrase) -> bool:
    """Whether it stands in quotes somewhere, or heads a provision that was run into its paragraph."""
    words = r"\s{1,20}".join(map(re.escape, phrase.words.removesuffix("s").split()))
    pattern = re.compile(
        rf"\"{words}(?:e?s)?(?:\s[\w-]{{1,9}})?[,.]?\"|[.:;)]\s{{1,9}}(?:\d[\d.]{{0,9}}\s{{1,4}})?{words}(?:e?s)?\s?[.:]\s"
        rf"|(?<![\w-]){words}(?:e?s)?\s{{1,9}}(?:(?:shall|will)\s{{1,9}})?(?:means?\b|(?:have|has)\s{{1,9}}the\s{{1,9}}meaning"
        r"|(?:shall|will)\s{1,9}be\s{1,9}the\b|is\s{1,9}defined)"
    )
    return pattern.search(paper.plain) is not None


def _is_single_term(paper: Paper, phrase: _Phrase, word: str, vocabulary: Vocabulary) -> bool:
    """Whether one word alone reads like a term: it names a thing, stands more than once and never in small letters."""
    defines = sum(term.form != "bracket" for term in vocabulary.strict.values()) >= _FEWEST_MEANINGS
    if not defines or phrase.amid < 2 or word in vocabulary.by_word:
        return False
    return word in SINGLE or (word in HEADS | THINGS and word not in vocabulary.small_words)


def _is_repeated(paper: Paper, phrase: _Phrase, words: Key, vocabulary: Vocabulary) -> bool:
    """Whether it is used more than once, as a thing of which there may be several, and names no body or rules."""
    if len(phrase.spans) < 2 or words[-1] in BODIES or (phrase.words.split()[0].isupper() and words[-1] in RULES):
        return False
    several = any(_leads(paper.plain, span, _INDEFINITE) for span in phrase.spans)
    return several or words[-1] in vocabulary.small_words or words[-1] in THINGS


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
