"""Facts that a contract states once: the values of each, told by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.findings.statements import length_of
from clause_library.findings.topics import NEVER_ANY, TOPICS, Topic, cue
from clause_library.types import Severity
from extractor.fields.durations import find_durations
from extractor.fields.party import ROLES
from extractor.fields.places import find_place
from extractor.types import Span


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and the words that state it; ``whose`` is the party that the sentence is about, where it says so."""

    value: str
    shown: str
    span: Span
    whose: str = ""


_INSURANCE = cue(
    r"(?P<kind>product|products|public|general|commercial general|professional|employer'?s?|cyber"
    r"|umbrella|workers'?) (?P<what>liability|indemnity)(?: insurance| cover)?\b"
    r"[^.;$€£]{0,80}?(?:at least|not less than|no less than|minimum of|of"
    r"|for)[^.;$€£\d]{0,20}(?P<amount>[$€£]\s?\d[\d,]{0,15}(?:\.\d{1,2})?(?: million)?)"
)
_RATE = cue(
    r"\b(?P<kind>royalty|commission|discount|deposit|retainer|mark-?up)\b[^.;%$€£]{0,60}?\b(?:of"
    r"|at|equal to|is)\b[^.;%$€£\d]{0,30}(?P<percent>\d{1,2}(?:\.\d{1,3})?)\s?(?:%|percent"
    r"|per cent)\)?"
)
_UPTIME = cue(
    r"(?P<before>\b(?:availab\w{0,6}|uptime)\b[^.;%]{0,90}?)(?<![\d.])(?P<percent>\d{2}(?:\.\d{1,4})?)\s?%|"
    r"(?P<level>\b(?:required|minimum|committed|target|guaranteed|promised|agreed)) (?:level"
    r"|availability|uptime)(?: of)? (?P<other>\d{2}(?:\.\d{1,4})?)\s?%"
)
_UPTIME_PROMISE = cue(
    r"\b(?:shall|will|must|maintain|keep|least|commit\w{0,6}|guarantee\w{0,2}|required|minimum|target|promise\w{0,2})\b"
)
_NOT_UPTIME = cue(r"\b(?:below|less than|under|between|lower|falls|fall|credit|above|higher|than|if|cap|exceed)\b|<|>")
_INTEREST = cue(
    r"\binterest\b[^.;%]{0,90}?(?<![\d.])(?P<percent>\d{1,2}(?:\.\d{1,3})?)\s?(?:%|percent"
    r"|per cent)\)?(?P<base> (?:above|over|per cent above)\b)?\s{0,20}(?:a|an|per) (?P<per>month"
    r"|year|annum)"
)
_CAP = cue(
    r"\b(?:total|aggregate|maximum|entire|cumulative|overall)(?: aggregate| cumulative"
    r"| total)? liability\b[^.;$€£]{0,160}?(?:exceed|limited to|greater than|more than"
    r"|capped at)[^.;$€£\d]{0,40}?"
    r"(?P<amount>(?:[$€£]|(?-i:[A-Z]{3}))\s?\d[\d,]{0,15}(?:\.\d{1,2})?(?: million)?)"
)
_NOT_CAP = cue(
    r"\bnotwithstanding|\bexcept (?:as|that|for)|\bprovided,? (?:however|that)|\bin the case of|\bother than"
    r"|\bas amended"
    r"|\bwith respect to|\bunless|\bif "
)
_LAW = cue(
    r"\b(?:governed by|construed (?:in accordance with|under)|interpreted (?:in accordance with"
    r"|under))[^.;]{0,60}?\b(?:laws?) of (?:the )?(?:state of |commonwealth of |province of "
    r"|republic of )?"
)
_LAW_OF = cue(
    r"\b(?P<nation>Dutch|German|French|English|Swiss|Austrian|Belgian|Italian|Spanish|Portuguese|Danish|Swedish|Norwegian"
    r"|Finnish|Polish|Czech|Irish|Scottish|Japanese|Chinese|Indian|Israeli|[A-Z][a-z]{3,12}) (?:substantive )?law"
    r"(?= (?:applies|governs|shall (?:apply|govern)|only|alone)|(?: only)?[.,;]?\s{0,3}$)"
    r"|\b(?:subject to )?(?:the )?laws? of (?:the )?(?:state of |commonwealth of |republic of )?(?P<place>)"
)
_NATIONS = {
    "dutch": "Netherlands", "german": "Germany", "french": "France", "english": "England", "swiss": "Switzerland",
    "austrian": "Austria", "belgian": "Belgium", "italian": "Italy", "spanish": "Spain", "portuguese": "Portugal",
    "danish": "Denmark", "swedish": "Sweden", "norwegian": "Norway", "finnish": "Finland", "polish": "Poland",
    "czech": "Czech Republic", "irish": "Ireland", "scottish": "Scotland", "japanese": "Japan", "chinese": "China",
    "indian": "India", "israeli": "Israel",
}  # fmt: skip
_RULES = cue(r"\b(?:governed|govern|governs|applies|apply|subject to|construed|interpreted)\b")
_NOT_LAW = cue(
    r"\b(?:patents?|trademarks?|copyright|intellectual property|real property|except"
    r"|internal affairs|arbitrat|formation|corporate law|"
    r"without regard to the|provided,? however|guarant|lease|mortgage|note|validity|bylaws"
    r"|securities|employment|charter|country in which)\b"
)
_OWNED = re.compile(
    r"\b(?P<who>[A-Z][A-Za-z&-]{1,30}(?:\s[A-Z][A-Za-z&-]{1,30}){0,2})(?:\s[a-z]{1,14}){0,2}"
    r"\s(?:shall|will|must|agrees\sto|may|warrants)\s"
)
_OTHERS_PAPER = cue(
    r"\bnotwithstanding|\bexcept (?:as|that|for)|\bsubject to|\bprovided,? (?:however|that)"
    r"|\bin lieu|\bother than|\bin the case of|\bwith respect to|\bas amended|\bfor example"
    r"|\bpreviously"
)
_SUBJECT_TO_LAW = cue(r"\bsubject to the laws? of\b")
_LONGEST_SENTENCE_CHARS = 2_000
"""No sentence is that long; what is was run together from lines of a table."""
_LONGEST_LAW_CHARS = 260
_AROUND_CHARS = 260
_AFTER_CHARS = 60


def stated_facts(paper: Paper) -> Iterator[tuple[str, Severity, list[Stated]]]:
    """What the contract says on each fact, in reading order; attachments that are contracts of their own left out."""
    collected: dict[str, list[Stated]] = {topic.name: [] for topic in TOPICS}
    uptime: list[Stated] = []
    interest: list[Stated] = []
    caps: list[Stated] = []
    laws: list[Stated] = []
    kinds: dict[str, list[Stated]] = {}
    for stretch in paper.paragraphs:
        if stretch.contents:
            continue
        for sentence in paper.sentences(stretch):
            words = paper.plain[sentence.start : sentence.end]
            if len(words) > _LONGEST_SENTENCE_CHARS or paper.is_another_paper(sentence.start):
                continue
            caps += _caps(paper, sentence)
            if _OTHERS_PAPER.search(_SUBJECT_TO_LAW.sub("", words)):
                continue
            for topic in TOPICS:
                collected[topic.name] += _durations(paper, topic, sentence, words)
            uptime += _uptime(sentence, words)
            interest += _interest(sentence, words)
            laws += _laws(paper, sentence, words)
            for name, stated in _by_kind(sentence, words):
                kinds.setdefault(name, []).append(stated)
    for name, severity in {topic.name: topic.severity for topic in TOPICS}.items():
        yield name, severity, collected[name]
    yield "The availability that is promised", "high", uptime
    yield "The interest on late payments", "medium", interest
    yield "The limit of liability", "high", caps
    yield "The governing law", "high", laws
    for name, found in kinds.items():
        yield name, "medium", found


def _durations(paper: Paper, topic: Topic, sentence: Span, words: str) -> Iterator[Stated]:
    if not topic.sentence.search(words) or topic.never.search(words) or NEVER_ANY.search(words):
        return
    for found in find_durations(paper.plain, sentence.start, sentence.end):
        before = paper.plain[max(sentence.start, found.span.start - _AROUND_CHARS) : found.span.start]
        lead = topic.before.search(before)
        near = before + paper.plain[found.span.end : min(sentence.end, found.span.end + _AFTER_CHARS)]
        if topic.subject is not None and not topic.subject.search(near):
            continue
        tail = topic.after.match(paper.plain, found.span.end, sentence.end)
        if lead is not None and tail is not None:
            start = found.span.start - len(before) + max(lead.start(), len(before) - 60)
            span = Span(_word_start(paper.plain, start, sentence.start), max(found.span.end, tail.end()))
            owner = _OWNED.search(words[: found.span.start - sentence.start])
            yield Stated(length_of(found.duration), found.duration.iso, span, _party(owner["who"]) if owner else "")


def _party(words: str) -> str:
    """The party that ``words`` name by its role; empty where they name a thing."""
    last = words.split()[-1].lower()
    return last if last in ROLES else ""


def _caps(paper: Paper, sentence: Span) -> Iterator[Stated]:
    """Limits of liability; one may well be subject to what is said elsewhere."""
    words = paper.figured[sentence.start : sentence.end]
    if not _NOT_CAP.search(words):
        for match in _CAP.finditer(words):
            yield Stated(_figures(match["amount"]), match["amount"], _at(sentence, match))


def _uptime(sentence: Span, words: str) -> Iterator[Stated]:
    for match in _UPTIME.finditer(words):
        percent = Decimal(match["percent"] or match["other"])
        said = match["before"] or match["level"] or ""
        if (
            percent >= 90
            and _UPTIME_PROMISE.search(words[: match.end()])
            and not _NOT_UPTIME.search(said.replace("less than 100", ""))
        ):
            yield Stated(f"{percent.normalize():f}", f"{percent}%", _at(sentence, match))


def _interest(sentence: Span, words: str) -> Iterator[Stated]:
    for match in _INTEREST.finditer(words):
        yearly = Decimal(match["percent"]) * (12 if match["per"].lower() == "month" else 1)
        value = f"{yearly.normalize():f} a year{' over base' if match['base'] else ''}"
        yield Stated(value, value, _at(sentence, match))


def _by_kind(sentence: Span, words: str) -> Iterator[tuple[str, Stated]]:
    """Sums insured and rates, by what they are for; nothing where a sentence has several rates."""
    for match in _INSURANCE.finditer(words):
        name = f"The {match['kind'].lower()} {match['what'].lower()} cover"
        yield name, Stated(_figures(match["amount"]), match["amount"], _at(sentence, match))
    rates = list(_RATE.finditer(words))
    if len(rates) == 1 and words.count("%") == 1:
        percent = f"{Decimal(rates[0]['percent']).normalize():f}"
        yield f"The {rates[0]['kind'].lower()}", Stated(percent, percent, _at(sentence, rates[0]))


def _laws(paper: Paper, sentence: Span, words: str) -> Iterator[Stated]:
    if _NOT_LAW.search(words):
        return
    for match in _LAW.finditer(words):
        place = find_place(paper.plain, sentence.start + match.end(), reach=4)
        if place is not None:
            yield Stated(
                _law_of(place),
                place,
                Span(sentence.start + match.start(), min(sentence.end, sentence.start + match.end() + len(place))),
            )
            return
    if _RULES.search(words) and len(words) <= _LONGEST_LAW_CHARS:
        yield from _other_laws(paper, sentence, words)


def _other_laws(paper: Paper, sentence: Span, words: str) -> Iterator[Stated]:
    """``German law applies``, ``this annex is subject to the law of Austria``."""
    for match in _LAW_OF.finditer(words):
        if match["nation"] is not None:
            place = _NATIONS.get(match["nation"].lower()) or find_place(match["nation"], 0, reach=0)
            length = 0
        else:
            place = find_place(paper.plain, sentence.start + match.end(), reach=4)
            length = len(place or "")
        if place is not None:
            yield Stated(
                _law_of(place), place, Span(sentence.start + match.start(), sentence.start + match.end() + length)
            )
            return


def _law_of(place: str) -> str:
    """One name for the law of a place, with or without ``and Wales``."""
    return place.partition(" and ")[0].removeprefix("the ").removeprefix("The ")


def _figures(amount: str) -> str:
    return "".join(amount.lower().split()).replace(",", "")


def _at(sentence: Span, match: re.Match[str]) -> Span:
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _word_start(text: str, start: int, floor: int) -> int:
    while start > floor and not text[start - 1].isspace():
        start -= 1
    return start
