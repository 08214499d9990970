"""Reads which document prevails, as the clauses of a family say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from clause_library.families.kinship import Known
from clause_library.families.mentions import Mention, Mentions
from clause_library.families.sources import sentence_at
from extractor.fields.phrasing import phrase, squeeze
from extractor.types import Span

_CONFLICT = phrase(
    r"\b(?:conflict(?:s|ing)?(?! of laws?\b)|inconsisten\w{1,5}|contradict\w{1,6}|discrepanc\w{1,3}|ambiguit\w{1,3}"
    r"|differences? between|order of (?:precedence|priority)|descending order|ascending order|precedence over)\b"
)
_PREVAILS = phrase(
    r"\b(?:(?:shall|will|must|does|do|to) )?(?:prevails?|controls?|governs?|supersedes?|overrides?"
    r"|(?:take|takes|have|has) (?:precedence|priority)|be (?:the )?controlling|be followed|apply first)\b"
)
_LISTS = phrase(
    r"\b(?:order of (?:precedence|priority)|following order|(?:de|a)scending order"
    r"|order (?:listed|set (?:out|forth)))\b"
)
_RISING = phrase(r"\b(?:ascending|reverse) order\b|\b(?:last|latter)(?: \w{1,12}){0,3} (?:prevail|control)")
_LATTER = phrase(r"\bthe (?P<which>latter|former)\b")
_OVER = phrase(r"[^.;]{0,80}?\b(?:over|to|any|conflicting)\b")
_UNLESS = phrase(
    r"\b(?:unless|except (?:where|to the extent|if|that|as|when|for)|provided,? (?:however,? )?that"
    r"|save (?:where|to)|other than)\b"
)
_ONLY_AS_TO = phrase(
    r"\b(?:with (?:respect|regard) to|as to|regarding|in relation to|for matters of|concerning)(?: the)?"
    r" (?P<what>[^.;:,]{3,90}?)(?=[.;,]|$|\b(?:the|this) (?-i:[A-Z])|\b(?:shall|will|prevail|control|govern))"
)
_WHOLE = phrase(
    r"\bsubject(?: |-)matter\b|\b(?:conflict|inconsisten|provision)|^(?:the |any |such |these )?terms?\b"
    r"|\b(?:agreement|order form|amendment|addendum|dpa)\b"
)
_SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\b(?:pric\w{1,4}|fees?|charges|commercial)\b", ("fee", "price_tier", "price_increase_cap")),
    (r"\b(?:payment|invoic\w{1,4}|commercial)\b", ("payment_term", "late_interest")),
    (r"\b(?:personal data|data (?:protection|processing)|privacy|security)\b", ("breach_notification",)),
    (r"\bliabilit", ("liability_cap",)),
    (r"\b(?:service levels?|uptime|availability|support)\b", ("uptime_commitment", "response_time")),
    (r"\b(?:term|duration|renewal)\b", ("initial_term", "expiration_date", "renewal_term", "renewal_notice_period")),
    (r"\bconfidential", ("confidentiality_term",)),
)
_SUBJECT_PATTERNS = tuple((phrase(pattern), fields) for pattern, fields in _SUBJECTS)
_BEGINS_LIST = phrase(r":|\(?\b(?:a|i|1)\)|\b(?:following|descending|ascending) order\b|\bfirst\b|\bthen\b")
_ITEM_ONLY_AS_TO = phrase(
    r"[,(\s]{0,4}(?:but )?(?:(?:only|solely) (?:as to|with (?:respect|regard) to|in respect of|for)"
    r"|as to|with (?:respect|regard) to|in respect of)(?: the)? (?P<what>[^.;:,()\n]{3,60})"
)
_BETWEEN = phrase(r"\bbetween\b")
_HEADING_CHARS = 40
_MOST_CUES = 500
_LIST_CHARS = 1_500


@dataclass(frozen=True, slots=True)
class Stated:
    """That some documents prevail over others, by the words at ``span``; the rest is as in a Ranking."""

    higher: tuple[str, ...]
    lower: tuple[str, ...]
    span: Span
    scope: tuple[str, ...] = ()
    condition: str = ""


def stated_in(text: str, speaker: Known, mentions: Mentions, clauses: Sequence[Span]) -> Iterator[Stated]:
    """What a plain text, which ``speaker`` says, says about the order of documents.

    :param clauses: the places of its clauses: a list of documents does not run over the end of the one it is in.
    """
    done = -1
    for cue in islice(_CONFLICT.finditer(text), _MOST_CUES):
        if cue.start() < done:
            continue
        sentence = sentence_at(text, cue.start())
        done = sentence.end
        if len(sentence) < _HEADING_CHARS and text[sentence.end - 1] == ".":
            continue  # a heading
        if _LISTS.search(text, sentence.start, sentence.end):
            listed = list(_listed(text, sentence, speaker, mentions, clauses))
            yield from listed
            if listed:
                done = listed[0].span.end
                continue
        yield from _paired(text, sentence, cue.start(), speaker, mentions)


def _listed(text: str, sentence: Span, speaker: Known, mentions: Mentions, clauses: Sequence[Span]) -> Iterator[Stated]:
    """``in the following order: (a) the Order Form; (b) this Agreement``: each over those behind it."""
    cue = _LISTS.search(text, sentence.start, sentence.end)
    if cue is None:
        return
    if not _BEGINS_LIST.search(text, cue.start(), min(sentence.end, cue.end() + 200)):
        return
    holding = [clause.end for clause in clauses if clause.start <= sentence.start and sentence.end <= clause.end]
    stop = min(holding, default=sentence.end)
    span = Span(sentence.start, max(sentence.end, min(stop, sentence.start + _LIST_CHARS)))
    order: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for mention in _items(text, cue.end(), span.end, speaker, mentions):
        new = tuple(id for id in mention.members if all(id not in one for one, _ in order))
        only = _ITEM_ONLY_AS_TO.match(text, mention.span.end, span.end)
        if new:
            order.append((new, _fields_of(only["what"]) if only else ()))
    if _RISING.search(text, span.start, span.end):
        order.reverse()
    words = Span(span.start, span.start + len(text[span.start : span.end].rstrip()))
    for place, (higher, scope) in enumerate(order):
        for lower, _ in order[place + 1 :]:
            yield Stated(higher, lower, words, scope)


def _items(text: str, start: int, end: int, speaker: Known, mentions: Mentions) -> Iterator[Mention]:
    """The first document that each item of a list names."""
    last = start
    for mention in mentions.find(text, start, end, speaker):
        between = text[last : mention.span.start]
        if last == start or any(mark in between for mark in (";", ",", "\n", ".", ")", ">")) or " then " in between:
            yield mention
        last = mention.span.end


def _paired(text: str, sentence: Span, cue: int, speaker: Known, mentions: Mentions) -> Iterator[Stated]:
    """``In the event of a conflict between A and B, A prevails``, with its exceptions."""
    main, rest = _without_exception(text, sentence)
    verb = _PREVAILS.search(text, max(cue, main.start), main.end) or _PREVAILS.search(text, main.start, main.end)
    if verb is None:
        return
    condition = squeeze(text[rest.start : rest.end]) if rest is not None else ""
    exception = None
    if rest is not None and _PREVAILS.search(text, rest.start, rest.end):
        exception = _pair(text, rest, speaker, mentions, sentence, "")
        condition = "" if exception is not None and exception.scope else condition
    found = _pair(text, main, speaker, mentions, sentence, condition)
    if found is not None:
        yield found
        if exception is not None and exception.scope:
            lower = exception.lower or found.higher
            yield Stated(exception.higher, lower, exception.span, exception.scope)


def _without_exception(text: str, sentence: Span) -> tuple[Span, Span | None]:
    """The sentence without what it excepts, and that."""
    found = _UNLESS.search(text, sentence.start, sentence.end)
    if found is None:
        return sentence, None
    if found.start() - sentence.start < 30:
        comma = text.find(",", found.end(), sentence.end)
        return (Span(comma + 1, sentence.end), Span(found.start(), comma)) if comma >= 0 else (sentence, None)
    return Span(sentence.start, found.start()), Span(found.start(), sentence.end)


def _pair(text: str, part: Span, speaker: Known, mentions: Mentions, sentence: Span, condition: str) -> Stated | None:
    verb = _PREVAILS.search(text, part.start, part.end)
    cue = _CONFLICT.search(text, part.start, part.end)
    if cue is not None and verb is not None and verb.end() <= cue.start():
        later = _PREVAILS.search(text, cue.end(), part.end)
        verb = verb if _OVER.match(text, verb.end(), part.end) else later or verb
    elif cue is not None:
        verb = _PREVAILS.search(text, cue.end(), part.end) or verb
    if verb is None:
        return None
    before = list(mentions.find(text, part.start, verb.start(), speaker))
    higher = _winner(text, before, cue.start() if cue else part.start, verb.start())
    if higher is None or not higher.members:
        return None
    behind = [
        one
        for one in mentions.find(text, verb.end(), part.end, speaker)
        if _OVER.match(text, verb.end(), one.span.start)
    ]
    others = behind or [one for one in before if one.members != higher.members]
    if not others and _BETWEEN.search(text, part.start, verb.start()):
        return None  # between it and something that is no document of the family
    lower = tuple(dict.fromkeys(id for one in others for id in one.members if id not in higher.members))
    if not lower and not any(one.members == () for one in others):
        lower = mentions.others(speaker, higher.members)
    if not lower:
        return None
    return Stated(higher.members, lower, sentence, _scope(text, part), condition)


def _winner(text: str, before: Sequence[Mention], cue: int, verb: int) -> Mention | None:
    """The document that the verb is about: the last one before it, if no other words stand between."""
    if not before:
        return None
    which = _LATTER.search(text, before[-1].span.end, verb)
    conflicting = [one for one in before if one.span.start > cue]
    if which is not None and len(conflicting) >= 2:
        return conflicting[-1] if which["which"].lower() == "latter" else conflicting[0]
    last = before[-1]
    comma = text.find(",", cue, verb)
    between = text[last.span.end : verb]
    if cue < last.span.start < comma and "," in between and len(between.rpartition(",")[2].split()) > 1:
        return None  # in the phrase on what conflicts; something else prevails
    return last


def _scope(text: str, part: Span) -> tuple[str, ...]:
    """For which fields a ranking holds; empty where for all."""
    found = _ONLY_AS_TO.search(text, part.start, part.end)
    return _fields_of(found["what"]) if found else ()


def _fields_of(what: str) -> tuple[str, ...]:
    """The fields that words name, else the words; empty where they name all."""
    if _WHOLE.search(what):
        return ()
    fields = [field for pattern, names in _SUBJECT_PATTERNS if pattern.search(what) for field in names]
    return tuple(dict.fromkeys(fields)) or (squeeze(what),)
