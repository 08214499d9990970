"""What a sentence takes away: the protection that it overrides, how sure that is, and whether it is wholly gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clause_library.deviations.in_wording import OUR_PAPER
from clause_library.deviations.overrides.harm import harmed
from clause_library.deviations.overrides.phrases import Said, read_blanket, read_exception, read_phrase
from clause_library.deviations.overrides.protections import Protection, Protections
from clause_library.deviations.overrides.sentences import Sentence
from clause_library.deviations.whom import burdens
from clause_library.matching.told import Told
from clause_library.types import SEVERITIES, Entry, Library
from clause_library.wording.equivalents import base_of
from extractor.types import Clause

_SURE, _LIKELY, _UNSURE = 0.85, 0.75, 0.65
_LEAST_TYPE = 0.6
"""So likely a sentence must be about a clause to override it without naming it."""
_UNLIMITED = re.compile(
    r"\b(?:unlimited|uncapped|without (?:any )?limit\b|not be (?:limited|capped)\b(?! to\b)|no (?:monetary )?limit\b)"
)
_MUTUAL = frozenset("either neither both parties".split())
_STEM_CHARS = 4
"""``liab`` is the beginning of liable and of liability."""
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[,;]| (?:and|or) |\([a-z0-9ivx]{1,4}\)")
_SAME_SUBJECT = 2
"""Entries that share so many words of their names are about the same: ``limit`` and ``liability``."""
_SAYS_NOTHING = frozenset(
    base_of(word)
    for word in "the a an any all each either such other party parties of for to in by from under or and its their "
    "which that this be is are shall will with respect regard case extent claims claim arising out liability "
    "liabilities resulting caused damages losses loss cannot can may not exclude limit restrict waive applicable "
    "mandatory".split()
)


@dataclass(frozen=True, slots=True)
class Override:
    """A sentence that takes a protection away; ``clause`` is the one that it cites, None where it names none."""

    sentence: Sentence
    protection: Protection
    candidates: tuple[Protection, ...]
    clause: Clause | None
    said: Said | None
    confidence: float


def read_override(sentence: Sentence, protections: Protections, told: Told, library: Library) -> Override | None:
    """The override that a sentence states against us; None where it states none."""
    said = read_phrase(sentence.masked)
    if said is not None:
        return _of_cited(sentence, said, library)
    return (
        _of_exception(sentence, protections)
        or _of_blanket(sentence, protections, told)
        or _of_unlimited(sentence, protections)
    )


def _of_cited(sentence: Sentence, said: Said, library: Library) -> Override | None:
    start, end = said.cited
    cited = [one for (first, _), one in sentence.cited if start <= first < end and not one.own]
    side = harmed(sentence.words, said)
    if side == "them" or not cited:
        return None
    found = _elsewhere(sentence, (one for reference in cited for one in reference.protections))
    found = [one for one in found if side == "us" or (one.match.entry.protects == "us" and _is_ours(one))]
    if said.form in ("set_aside", "outranked") and (side == "both" or (side is None and _is_mutual(sentence))):
        return None
    found = [one for one in found if not _is_usual(sentence, said, one.match.entry, library)]
    if not found:
        return None
    clause = next((one.clause for one in cited if found[0] in one.protections), None)
    return Override(sentence, found[0], tuple(found), clause, said, _SURE if side == "us" else _UNSURE)


def _of_exception(sentence: Sentence, protections: Protections) -> Override | None:
    """``Except as set out in Section 16.2`` overrides its own clause where that section burdens us."""
    said = read_exception(sentence.masked)
    own = next((one for one in protections.all if one.match is sentence.match), None)
    if said is None or own is None:
        return None
    start, end = said.cited
    clause = next((one.clause for (first, _), one in sentence.cited if start <= first < end), None)
    if clause is None or clause.extent.covers(sentence.span) or not protections.burdens_us(clause):
        return None
    return Override(sentence, own, (own,), clause, said, _LIKELY)


def _is_mutual(sentence: Sentence) -> bool:
    """Whether it speaks of both sides alike."""
    said = [token.reads for token in sentence.words.tokens]
    return not _MUTUAL.isdisjoint(said) or ("each", "party") in pairwise(said)


def _is_ours(protection: Protection) -> bool:
    """Whether the clause is in our words, so that whoever takes it away takes it from us."""
    return max(protection.match.similarity, protection.match.was_similar) >= OUR_PAPER


def _of_blanket(sentence: Sentence, protections: Protections, told: Told) -> Override | None:
    """``Notwithstanding anything to the contrary`` overrides the clause that is about the same."""
    said = read_blanket(sentence.masked)
    if said is None or harmed(sentence.words, said, relieved=False) != "us":
        return None
    types = {kind for kind, sure in told.within([sentence.span]).items() if sure >= _LEAST_TYPE}
    if sentence.match is not None:
        types.add(sentence.match.entry.clause_type)
    same = (one for one in protections.all if one.match.entry.clause_type in types)
    found = [one for one in _elsewhere(sentence, same) if one.match.entry.protects == "us"]
    if not found:
        return _of_unlimited(sentence, protections)
    return Override(sentence, found[0], tuple(found), None, said, _LIKELY)


def _of_unlimited(sentence: Sentence, protections: Protections) -> Override | None:
    """Unlimited liability of ours overrides what limits it, though the sentence does not say so."""
    if not _UNLIMITED.search(sentence.masked):
        return None
    if not any(burden.side == "us" and burden.kind == "duty" for burden in burdens(sentence.words)):
        return None
    stems = _stems(sentence.masked)
    found = [one for one in _elsewhere(sentence, protections.all) if _limits(one.match.entry, stems)]
    return Override(sentence, found[0], tuple(found), None, None, _LIKELY) if found else None


def _elsewhere(sentence: Sentence, protections: Iterable[Protection]) -> list[Protection]:
    """Those in other provisions, each once: what the sentence speaks of first, then the most serious."""
    stems = _stems(sentence.masked)
    found = [one for one in dict.fromkeys(protections) if one.match.unit is not sentence.unit]
    return sorted(
        found,
        key=lambda one: (-len(_stems(one.match.entry.title) & stems), -SEVERITIES.index(one.match.entry.severity)),
    )


def _limits(entry: Entry, stems: frozenset[str]) -> bool:
    """Whether a clause of the entry limits what the words speak of."""
    title = _stems(entry.title)
    limiting = {stem for stem in title if stem.startswith(("limit", "cap"))}
    things = {stem[:_STEM_CHARS] for stem in title - limiting - _SAYS_NOTHING_OF_LIMITS}
    return entry.protects == "us" and bool(limiting) and bool(things & {stem[:_STEM_CHARS] for stem in stems})


_SAYS_NOTHING_OF_LIMITS = frozenset(base_of(word) for word in ("of", "the", "on", "our", "to"))


def _stems(text: str) -> frozenset[str]:
    return frozenset(base_of(word) for word in _WORD.findall(text.casefold()))


def _is_usual(sentence: Sentence, said: Said, entry: Entry, library: Library) -> bool:
    """Whether all that is taken out is what our own exceptions from such a clause take out: fraud, what no law lets."""
    if said.form not in ("disapplied", "exempted"):
        return False
    approved = frozenset(stem for text in _exceptions(entry, library) for stem in _stems(text))
    if not approved:
        return False
    thing = sentence.masked[said.end :] if said.form == "disapplied" else sentence.masked[: said.start]
    parts = [part for part in (_stems(piece) - _SAYS_NOTHING for piece in _PART.split(thing)) if part]
    return bool(parts) and all(part <= approved for part in parts)


def _exceptions(entry: Entry, library: Library) -> Iterator[str]:
    """The standards of what protects the other side from the entry: the library's exceptions from a limit."""
    names = _name_stems(entry)
    for other in library.entries:
        if other.protects == "them" and len(names & _name_stems(other)) >= _SAME_SUBJECT:
            yield other.standard.text


def _name_stems(entry: Entry) -> frozenset[str]:
    names: Sequence[str] = (entry.title, *entry.aliases)
    return frozenset(stem[:5] for name in names for stem in _stems(name) - _SAYS_NOTHING_OF_LIMITS)
