"""Words that come near to a defined term without being it: ``Licenced Marks`` for ``Licensed Marks``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clause_library.findings.vocabulary import Key, Vocabulary
from clause_library.findings.wording import inflected, misspelt, nearly_equal, stem, stems
from extractor.fields.defined_terms import DefinedTerm

_ALIKE = (
    frozenset("authorised authorized approved permitted".split()),
    frozenset("customer client".split()),
    frozenset("supplier provider vendor".split()),
    frozenset("period term".split()),
    frozenset("commencement start".split()),
    frozenset("fee charge price".split()),
    frozenset("data information".split()),
    frozenset("service work".split()),
    frozenset("product good".split()),
    frozenset("territory area region".split()),
    frozenset("material work".split()),
    frozenset("personnel staff employee".split()),
    frozenset("confidential proprietary".split()),
    frozenset("expiry expiration end termination".split()),
    frozenset("year period".split()),
    frozenset("mark trademark".split()),
    frozenset("agreement contract".split()),
    frozenset("initial first".split()),
    frozenset("site premise location".split()),
)
"""Words that drafters put for one another."""
_ONE_THING = frozenset("territory field premise purpose software".split())
"""Of these a contract has one, so that a word before it that no definition knows means the same."""
_OTHERS = frozenset(
    "initial additional exclusive new expanded other respective applicable entire third non nonexclusive open source"
    " renewal extended extension licensed covered sole single limited original current existing international".split()
)
_PAPERS = frozenset(
    "agreement contract party company customer client supplier licensee licensor sponsor product".split()
)
"""Terms to which any word may be put to name something else."""
_MASS = frozenset("data information equipment software personnel documentation know-how technology".split())
_SINGULAR = frozenset("service software system platform territory".split())
_THE_ONLY = re.compile(r"[\"'\s]{0,4}(?:shall\s{1,3})?means?\s{1,3}the\s")
"""How the meaning of a thing begins that there is once."""
_TAILS = frozenset("item good material thing product work document area amount sum matter".split())
"""Words that are put behind a term without saying more than it does."""
_FEWEST_USES = 3
_MOST_USES = 2
"""What is written more often than that is meant as it stands."""


def variant_of(
    phrase: str, count: int, vocabulary: Vocabulary, *, disciplined: bool
) -> tuple[DefinedTerm, float] | None:
    """The defined term that ``phrase``, written ``count`` times, stands for by mistake; and how sure that is.

    ``disciplined``: the contract capitalises hardly anything but its terms, so that one word more, less or other
    than a term's is a slip.
    """
    if count > _MOST_USES:
        return None
    words = tuple(stem(word) for word in phrase.split())
    odd = odd_plural(phrase, vocabulary)
    if odd is not None:
        return odd, 0.7
    if len(words) == 1:
        return _misspelt(words[0], vocabulary) or (_shortened(words[0], vocabulary) if disciplined else None)
    found = _with_tail(words, vocabulary)
    best = (found, 0.7) if found is not None else None
    for key in {key: None for word in words for key in vocabulary.by_word.get(word, ())}:
        term = vocabulary.strict[key]
        if phrase.casefold() in (term.name.casefold(), term.name.casefold() + "es"):
            continue
        added = len(words) > len(key) and words[0] in vocabulary.party_words
        confidence = 0.0 if added else max(_slip(words, key, count, vocabulary), _likeness(words, key))
        if disciplined and not confidence and not added and key[-1] not in _PAPERS:
            confidence = _one_word_off(words, key)
        if confidence and len(vocabulary.uses.get(key, ())) >= (_FEWEST_USES if confidence < 0.8 else 2):
            best = (term, confidence) if best is None or confidence > best[1] else best
    return best


def _slip(words: Key, key: Key, count: int, vocabulary: Vocabulary) -> float:
    """One word of the term misspelt, or in another form; the other spelling stands nowhere else in the contract."""
    differing = [(one, two) for one, two in zip(words, key, strict=False) if one != two]
    if len(words) != len(key) or len(differing) != 1:
        return 0.0
    one, two = differing[0]
    if "is" in (one[-2:], two[-2:]):
        return 0.0  # "analysis", "analyses"
    if vocabulary.counts.get(one, 0) <= count and misspelt(one, two):
        return 0.85
    alone = vocabulary.counts.get(one, 0) <= count + 1 and (one,) not in vocabulary.defined
    return 0.75 if alone and inflected(one, two) and one not in vocabulary.party_words else 0.0


def _with_tail(words: Key, vocabulary: Vocabulary) -> DefinedTerm | None:
    """The term of one word to which a word was added that says nothing: ``Deliverable Items`` for ``Deliverables``."""
    if len(words) != 2 or words[1] not in _TAILS:
        return None
    term = vocabulary.strict.get(words[:1])
    frequent = len(vocabulary.uses.get(words[:1], ())) > _FEWEST_USES
    if term is None or not frequent or words[0] in _PAPERS or words[0] in vocabulary.party_words:
        return None
    return term if term.name[-1] == "s" else None


def _misspelt(word: str, vocabulary: Vocabulary) -> tuple[DefinedTerm, float] | None:
    """The one-word term of which ``word`` is a misspelling, not another form (``License``, ``Licensee``)."""
    if word in vocabulary.small_words or vocabulary.text.lower().count(word) > _MOST_USES:
        return None
    for key in vocabulary.near(word):
        frequent = len(vocabulary.uses.get(key, ())) >= _FEWEST_USES
        if frequent and nearly_equal(word, key[0]) and word[-2:] == key[0][-2:] and len(word) > 6:
            return vocabulary.strict[key], 0.8
    return None


def _shortened(word: str, vocabulary: Vocabulary) -> tuple[DefinedTerm, float] | None:
    """The one term of two words that ends in ``word``: ``Marks`` for ``Licensed Marks``."""
    keys = [key for key in vocabulary.by_word.get(word, ()) if len(key) == 2 and key[-1] == word]
    frequent = len(keys) == 1 and len(vocabulary.uses.get(keys[0], ())) >= _FEWEST_USES
    return (vocabulary.strict[keys[0]], 0.65) if frequent else None


def _one_word_off(words: Key, key: Key) -> float:
    """A word put before a term (``Sales Territory``), or one of two words exchanged."""
    if len(words) == len(key) + 1:
        return 0.65 if words[1:] == key and words[0] not in _OTHERS and words[0][-2:] != "ed" else 0.0
    if len(words) + 1 == len(key) > 2:
        return 0.65 if key[1:] == words else 0.0
    if len(words) == len(key) == 2:
        return 0.6 if words[0] == key[0] else 0.0
    return 0.0


def odd_plural(phrase: str, vocabulary: Vocabulary) -> DefinedTerm | None:
    """The term of which ``phrase`` is a plural that nobody writes (``Informations``), or of what there is once."""
    words = phrase.split()
    key = stems(phrase)
    term = vocabulary.strict.get(key)
    if term is None or len(words) < 2:
        return None
    if _plural_inside(words, term.name.split()):
        return term
    if words[-1] != term.name.split()[-1] + "s":
        return None
    if key[-1] in _MASS:
        return term
    others = sum(1 for other in vocabulary.defined[key] if other.name.endswith("s"))
    the_only = _THE_ONLY.match(vocabulary.text, term.span.end) is not None and key[-1] in _SINGULAR
    one = the_only and others == 0 and len(vocabulary.uses.get(key, ())) > 2 * _FEWEST_USES
    return term if one else None


def _plural_inside(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a word other than the last is in the plural in one and not in the other: ``Works Product``."""
    if len(words) != len(name):
        return False
    pairs = zip(words[:-1], name[:-1], strict=True)
    return any(one.rstrip("s") == two.rstrip("s") and one[-1:].lower() != two[-1:].lower() for one, two in pairs)


def _likeness(words: Key, key: Key) -> float:
    if len(words) == len(key) > 1:
        differing = [(one, two) for one, two in zip(words, key, strict=True) if one != two]
        if len(differing) == 1:
            one, two = differing[0]
            if nearly_equal(one, two) and (one + "n" != two and two + "n" != one):
                return 0.85
            if any(one in alike and two in alike for alike in _ALIKE):
                return 0.7
    if len(words) == 2 and len(key) == 1:
        if words[1] == key[0] and key[0] in _ONE_THING and words[0] not in _OTHERS:
            return 0.7
        parts = key[0].split("-")
        if len(parts) == 2 and words[1] == parts[1] and words[0].split("-")[0] == parts[0]:
            return 0.75
    return 0.0
