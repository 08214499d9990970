"""One fact with two values: payment in 30 days here and in 45 there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from clause_library.findings.paper import Paper
from clause_library.types import Finding, Severity
from extractor.fields.durations import Duration, find_durations
from extractor.fields.party import ROLES
from extractor.fields.places import find_place
from extractor.types import Field, Span


def _cue(pattern: str) -> re.Pattern[str]:
    """A pattern in which a blank stands for any white space."""
    return re.compile(pattern.replace(" ", r"\s{1,20}"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A fact that a contract states once: ``before`` and ``after`` are the words around its duration.

    ``sentence`` must, ``never`` must not match the sentence; ``subject`` must stand before the duration.
    """

    name: str
    severity: Severity
    sentence: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    never: re.Pattern[str]
    subject: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value and the words that state it; ``whose`` is the party that the sentence is about, where it says so."""

    value: str
    shown: str
    span: Span
    whose: str = ""


_NEVER_ANY = _cue(r"\bunless|\binstead of|\brather than|\bsecond notice|\bif the parties agree")
_TOPICS = (
    _Topic(
        "The time to pay an invoice",
        "high",
        _cue(r"\binvoices?\b"),
        _cue(
            r"\b(?:pay|pays|paid|payable|payment|due|net)\b[^.;]{0,140}?(?:\bwithin|\bnet|\bis due"
            r"|\bare due|\bdue|\bpayable|\bnot later than|\bno later than|\bin)\s{0,20}(?:a period of )?$"
        ),
        _cue(
            r"\s{0,20}(?:of|after|from|following"
            r"|upon)\s{0,20}(?:the )?(?:date of )?(?:[\w'-]{1,20} ){0,4}?(?:receipt|receiving|receives"
            r"|invoice|date|issuance)"
        ),
        _cue(
            r"\bdisput|\bobject|\brefund|\breimburs|\bcredit|\bexpenses\b|\bfinal invoice|\blate|\boverdue"
            r"|\bpast due|\bsuspend|\bterminat|\bnotify|\bdeposit|\bfirst invoice|\binitial invoice"
            r"|\bpre-?pay|\baudit|\bdamages|\bdefault|\bset-?off|\binterest|\btax"
        ),
        _cue(r"\binvoices?\b|\bpayment terms\b|\bnet $"),
    ),
    _Topic(
        "The time to report a breach",
        "high",
        _cue(r"\b(?:notify|notifies|report|inform|tell|notice)\b"),
        _cue(
            r"\b(?:breach|incident|unauthori[sz]ed)\b[^.;]{0,160}?(?:\bwithin|\bno later than"
            r"|\bnot later than)\s{0,20}$"
        ),
        _cue(
            r"\s{0,20}(?:of|after|from|following)\s{0,20}(?:its |the |first )?(?:becoming|becomes|being"
            r"|discover|learning|detect|it (?:has )?becom|confirm)"
        ),
        _cue(r"\bcure|\bremed|\bmaterial breach|\bterminat"),
    ),
    _Topic(
        "The warranty against defects",
        "high",
        _cue(r"\b(?:defects?|warrant\w{0,6})\b"),
        _cue(
            r"\b(?:defects?|warrants?|warranted|warranty|free from|free of"
            r"|workmanship)\b[^.;]{0,160}?\b(?:for|within|for a period of"
            r"|period of)\s{0,20}(?:a period of )?$|\bdefects that (?:appear|arise) within $"
        ),
        _cue(
            r"\s{0,20}(?:of|after|from|following)\s{0,20}(?:the )?(?:date of )?(?:its |their )?(?:delivery"
            r"|shipment|acceptance|installation|completion|purchase)"
        ),
        _cue(r"\bnotify|\bnotice|\binspect|\breject|\bclaim|\breport|\brepair|\breplace"),
    ),
    _Topic(
        "The notice to end the contract without cause",
        "high",
        _cue(r"\bmay (?:also )?(?:terminate|end|cancel)\b"),
        _cue(
            r"\b(?:either party|each party|any party|(?-i:[A-Z])[a-z]{2,20}) may (?:also )?(?:terminate"
            r"|end|cancel)\b[^.;]{0,110}?(?:\bon|\bby giving|\bupon|\bwith|\bgiving"
            r"|\bby)\s{0,20}(?:the other |(?:not less than|at least|no less than) |party |a "
            r"|written notice of |(?:its )?prior written notice of ){0,4}$"
        ),
        _cue(r"'?s?'?\s{0,20}(?:prior |advance |written |previous ){0,3}notice\b"),
        _cue(
            r"\bbreach|\bdefault|\bfails?\b|\binsolv|\bbankrupt|\bcure|\bforce majeure|\bcontrol\b|\brenew"
            r"|\bevent that\b|\bif (?!\w{1,20}'s priorities)|\bin the event|\bany (?:work order|statement"
            r"|order|schedule|purchase|sow|task)|\b(?:work|purchase|task|job|service) orders?\b"
            r"|\bstatement of work"
        ),
    ),
    _Topic(
        "The notice to prevent renewal",
        "high",
        _cue(r"\b(?:renew|non-?renewal|extend)"),
        _cue(
            r"\b(?:notice|notifies|notify)\b[^.;]{0,120}?(?:\bat least|\bnot less than|\bno less than"
            r"|\bno later than|\bnot later than|\bwithin)\s{0,20}$"
        ),
        _cue(r"'?\s{0,20}(?:before|prior to) (?:the )?(?:end|expir|renewal|anniversary|then|start|commencement)"),
        _cue(r"\bprice|\bfees?\b|\bincrease|\boption to"),
    ),
    _Topic(
        "How long confidentiality lasts",
        "medium",
        _cue(r"\b(?:confiden|secre|disclos|this (?:section|clause|article))"),
        _cue(
            r"\b(?:confidential\w{0,5}|secret|secrecy|duty|duties|obligations?|this (?:section|clause"
            r"|article))\b[^.;]{0,180}?\b(?:for|last|lasts|continue|survive|period of)\s{0,20}(?:a "
            r"|an )?(?:further |additional )?(?:period of )?(?:at least )?$"
        ),
        _cue(
            r"\s{0,20}(?:after|following|from) (?:the )?(?:this \w{1,20} ends|it ends|(?:its "
            r"|such )?(?:termination|expir|end\b)|afterwards)|\s{0,20}(?:afterwards?|thereafter)\b"
        ),
        _cue(r"\btrade secret|\brecords|\bwarrant|\baudit|\binsurance|\bnon-?compet|\bsolicit|\bindemn|\blicen[cs]e"),
    ),
    _Topic(
        "How long records are kept",
        "medium",
        _cue(r"\b(?:records|books)\b"),
        _cue(
            r"\b(?:keep|keeps|retain|retains|maintain|maintains|preserve)\b[^.;]{0,120}?\b(?:records"
            r"|books)\b[^.;]{0,100}?\b(?:for|period of)\s{0,20}(?:a |at least |no less than "
            r"|not less than )?(?:period of )?(?:at least )?$"
        ),
        _cue(r""),
        _cue(r"\baudit\w{0,5} (?:may|shall be|once)|\btax"),
    ),
)
_INSURANCE = _cue(
    r"(?P<kind>product|products|public|general|commercial general|professional|employer'?s?|cyber"
    r"|umbrella|workers'?) (?P<what>liability|indemnity)(?: insurance| cover)?\b"
    r"[^.;$€£]{0,80}?(?:at least|not less than|no less than|minimum of|of"
    r"|for)[^.;$€£\d]{0,20}(?P<amount>[$€£]\s?\d[\d,]{0,15}(?:\.\d{1,2})?(?: million)?)"
)
_RATE = _cue(
    r"\b(?P<kind>royalty|commission|discount|deposit|retainer|mark-?up)\b[^.;%$€£]{0,60}?\b(?:of"
    r"|at|equal to|is)\b[^.;%$€£\d]{0,30}(?P<percent>\d{1,2}(?:\.\d{1,3})?)\s?(?:%|percent"
    r"|per cent)\)?"
)
_UPTIME = _cue(
    r"(?P<before>\b(?:availab\w{0,6}|uptime)\b[^.;%]{0,90}?)(?<![\d.])(?P<percent>\d{2}(?:\.\d{1,4})?)\s?%|"
    r"(?P<level>\b(?:required|minimum|committed|target|guaranteed|promised|agreed)) (?:level"
    r"|availability|uptime)(?: of)? (?P<other>\d{2}(?:\.\d{1,4})?)\s?%"
)
_UPTIME_PROMISE = _cue(
    r"\b(?:shall|will|must|maintain|keep|least|commit\w{0,6}|guarantee\w{0,2}|required|minimum|target|promise\w{0,2})\b"
)
_NOT_UPTIME = _cue(r"\b(?:below|less than|under|between|lower|falls|fall|credit|above|higher|than|if|cap|exceed)\b|<|>")
_INTEREST = _cue(
    r"\binterest\b[^.;%]{0,90}?(?<![\d.])(?P<percent>\d{1,2}(?:\.\d{1,3})?)\s?(?:%|percent"
    r"|per cent)\)?(?P<base> (?:above|over|per cent above)\b)?\s{0,20}(?:a|an|per) (?P<per>month"
    r"|year|annum)"
)
_CAP = _cue(
    r"\b(?:total|aggregate|maximum|entire|cumulative)(?: aggregate| cumulative"
    r"| total)? liability\b[^.;$€£]{0,160}?(?:exceed|limited to|greater than|more than"
    r"|capped at)[^.;$€£\d]{0,30}(?P<amount>[$€£]\s?\d[\d,]{0,15}(?:\.\d{1,2})?(?: million)?)"
)
_LAW = _cue(
    r"\b(?:governed by|construed (?:in accordance with|under)|interpreted (?:in accordance with"
    r"|under))[^.;]{0,60}?\b(?:laws?) of (?:the )?(?:state of |commonwealth of |province of "
    r"|republic of )?"
)
_NOT_LAW = _cue(
    r"\b(?:patents?|trademarks?|copyright|intellectual property|real property|except"
    r"|internal affairs|arbitrat|formation|corporate law|"
    r"without regard to the|provided,? however|guarant|lease|mortgage|note|validity|bylaws"
    r"|securities|employment|charter|country in which)\b"
)
_OWNED = re.compile(
    r"\b(?P<who>[A-Z][A-Za-z&-]{1,30}(?:\s[A-Z][A-Za-z&-]{1,30}){0,2})(?:\s[a-z]{1,14}){0,2}"
    r"\s(?:shall|will|must|agrees\sto|may|warrants)\s"
)
_OTHERS_PAPER = _cue(
    r"\bnotwithstanding|\bexcept (?:as|that|for)|\bsubject to|\bprovided,? (?:however|that)"
    r"|\bin lieu|\bother than|\bin the case of|\bwith respect to|\bas amended|\bfor example"
    r"|\bpreviously"
)
_SINGLE_VALUED: dict[str, tuple[str, Severity]] = {
    "governing_law": ("The governing law", "high"),
    "expiration_date": ("The expiration date", "medium"),
    "initial_term": ("The initial term", "medium"),
    "renewal_term": ("The renewal term", "medium"),
    "payment_term": ("The payment term", "high"),
    "effective_date": ("The effective date", "medium"),
    "renewal_notice_period": ("The notice to prevent renewal", "medium"),
    "confidentiality_term": ("The confidentiality term", "medium"),
}
"""Fields that a contract should state once, or the same each time."""
_LEAST_CONFIDENCE = 0.5
_MOST_VALUES = 2
"""A fact with more values than that has them for different things."""
_LONGEST_SENTENCE_CHARS = 2_000
"""No sentence is that long; what is was run together from lines of a table."""
_AROUND_CHARS = 260


def find_conflicts(paper: Paper) -> Iterator[Finding]:
    """Facts that are stated with two values; by the words that state them, and by the fields that were read."""
    told: set[int] = set()
    for name, severity, stated in _facts(paper):
        finding = _conflict(paper, name, severity, stated)
        if finding is not None:
            told.update(evidence.start for evidence in finding.evidence)
            yield finding
    yield from _fields(paper)


def _facts(paper: Paper) -> Iterator[tuple[str, Severity, list[_Stated]]]:
    collected: dict[str, list[_Stated]] = {topic.name: [] for topic in _TOPICS}
    uptime: list[_Stated] = []
    interest: list[_Stated] = []
    caps: list[_Stated] = []
    laws: list[_Stated] = []
    kinds: dict[str, list[_Stated]] = {}
    for stretch in paper.paragraphs:
        if stretch.contents:
            continue
        for sentence in paper.sentences(stretch):
            words = paper.plain[sentence.start : sentence.end]
            if (
                len(words) > _LONGEST_SENTENCE_CHARS
                or _OTHERS_PAPER.search(words)
                or paper.is_another_paper(sentence.start)
            ):
                continue
            for topic in _TOPICS:
                collected[topic.name] += _durations(paper, topic, sentence, words)
            uptime += _uptime(sentence, words)
            interest += _interest(sentence, words)
            caps += [_Stated(_figures(m["amount"]), m["amount"], _at(sentence, m)) for m in _CAP.finditer(words)]
            laws += _laws(paper, sentence, words)
            for name, stated in _by_kind(sentence, words):
                kinds.setdefault(name, []).append(stated)
    for topic in _TOPICS:
        yield topic.name, topic.severity, collected[topic.name]
    yield "The availability that is promised", "high", uptime
    yield "The interest on late payments", "medium", interest
    yield "The limit of liability", "high", caps
    yield "The governing law", "high", laws
    for name, found in kinds.items():
        yield name, "medium", found


def _durations(paper: Paper, topic: _Topic, sentence: Span, words: str) -> Iterator[_Stated]:
    if not topic.sentence.search(words) or topic.never.search(words) or _NEVER_ANY.search(words):
        return
    for found in find_durations(paper.plain, sentence.start, sentence.end):
        before = paper.plain[max(sentence.start, found.span.start - _AROUND_CHARS) : found.span.start]
        lead = topic.before.search(before)
        if topic.subject is not None and not topic.subject.search(before):
            continue
        tail = topic.after.match(paper.plain, found.span.end, sentence.end)
        if lead is not None and tail is not None:
            start = found.span.start - len(before) + max(lead.start(), len(before) - 60)
            span = Span(_word_start(paper.plain, start, sentence.start), max(found.span.end, tail.end()))
            owner = _OWNED.search(words[: found.span.start - sentence.start])
            yield _Stated(_length(found.duration), found.duration.iso, span, _party(owner["who"]) if owner else "")


def _party(words: str) -> str:
    """The party that ``words`` name by its role; empty where they name a thing."""
    last = words.split()[-1].lower()
    return last if last in ROLES else ""


def _length(duration: Duration) -> str:
    """A duration so that one year is twelve months and one day 24 hours; business days are not days."""
    scale = {
        "year": (12, "M"),
        "quarter": (3, "M"),
        "month": (1, "M"),
        "week": (168, "H"),
        "day": (24, "H"),
        "hour": (1, "H"),
    }
    count, unit = scale.get(duration.unit, (1, duration.unit))
    return f"{duration.count * count:f}{unit}{'B' if duration.business else ''}"


def _uptime(sentence: Span, words: str) -> Iterator[_Stated]:
    for match in _UPTIME.finditer(words):
        percent = Decimal(match["percent"] or match["other"])
        said = match["before"] or match["level"] or ""
        if (
            percent >= 90
            and _UPTIME_PROMISE.search(words[: match.end()])
            and not _NOT_UPTIME.search(said.replace("less than 100", ""))
        ):
            yield _Stated(f"{percent.normalize():f}", f"{percent}%", _at(sentence, match))


def _interest(sentence: Span, words: str) -> Iterator[_Stated]:
    for match in _INTEREST.finditer(words):
        yearly = Decimal(match["percent"]) * (12 if match["per"].lower() == "month" else 1)
        value = f"{yearly.normalize():f} a year{' over base' if match['base'] else ''}"
        yield _Stated(value, value, _at(sentence, match))


def _by_kind(sentence: Span, words: str) -> Iterator[tuple[str, _Stated]]:
    """Sums insured and rates, by what they are for; nothing where a sentence has several rates."""
    for match in _INSURANCE.finditer(words):
        name = f"The {match['kind'].lower()} {match['what'].lower()} cover"
        yield name, _Stated(_figures(match["amount"]), match["amount"], _at(sentence, match))
    rates = list(_RATE.finditer(words))
    if len(rates) == 1 and words.count("%") == 1:
        percent = f"{Decimal(rates[0]['percent']).normalize():f}"
        yield f"The {rates[0]['kind'].lower()}", _Stated(percent, percent, _at(sentence, rates[0]))


def _laws(paper: Paper, sentence: Span, words: str) -> Iterator[_Stated]:
    if _NOT_LAW.search(words):
        return
    for match in _LAW.finditer(words):
        place = find_place(paper.plain, sentence.start + match.end(), reach=4)
        if place is not None:
            yield _Stated(
                place,
                place,
                Span(sentence.start + match.start(), min(sentence.end, sentence.start + match.end() + len(place))),
            )


def _conflict(paper: Paper, name: str, severity: Severity, stated: Sequence[_Stated]) -> Finding | None:
    """Two values for one fact; None where one side has one and the other side another, or where there are many."""
    first: dict[str, _Stated] = {}
    for one in stated:
        first.setdefault(one.value, one)
    if len(first) != _MOST_VALUES:
        return None
    one, two = first.values()
    if paper.section(one.span.start) == paper.section(two.span.start):
        return None  # one section tells cases apart
    if one.whose != two.whose and one.whose and two.whose:
        return None
    message = (
        f"{name} is stated differently: {paper.said(one.span)} in {paper.where(one.span.start)}, "
        f"{paper.said(two.span)} in {paper.where(two.span.start)}."
    )
    return paper.finding("conflicting_values", severity, message, (one.span, two.span), 0.75)


def _fields(paper: Paper) -> Iterator[Finding]:
    """Fields of one name with two values, where the extractor gave more than one."""
    for name, (said, severity) in _SINGLE_VALUED.items():
        by_value: dict[str, Field] = {}
        for field in paper.fields:
            if field.name == name and not field.derived_from and field.confidence >= _LEAST_CONFIDENCE:
                by_value.setdefault(_compared(field), field)
        if len(by_value) < _MOST_VALUES:
            continue
        values = " and ".join(paper.said(field.span) for field in by_value.values())
        yield Finding(
            kind="conflicting_values",
            severity=severity,
            message=f"{said} is stated differently: {values}.",
            evidence=tuple(by_value.values()),
            confidence=round(min(field.confidence for field in by_value.values()), 4),
        )


def _compared(field: Field) -> str:
    """The part of a value that must agree; of a payment term, its duration."""
    if isinstance(field.value, dict):
        return str(field.value.get("duration", sorted(field.value.items(), key=str)))
    return str(field.value)


def _figures(amount: str) -> str:
    return "".join(amount.lower().split()).replace(",", "")


def _at(sentence: Span, match: re.Match[str]) -> Span:
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _word_start(text: str, start: int, floor: int) -> int:
    while start > floor and not text[start - 1].isspace():
        start -= 1
    return start
