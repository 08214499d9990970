"""The insurance that a party has to carry: kinds and limits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.fields.money import FoundMoney, find_money
from extractor.fields.phrasing import phrase
from extractor.fields.reading import Candidate, Reading
from extractor.types import Span

REACH_CHARS = 1_800
"""How far after a paragraph about insurance the lines of its list may go on without naming it."""
MOST_LIMITS = 40
_KIND_CHARS = 560

_KINDS = {
    "commercial_general_liability": (
        r"(?:(?:commercial|comprehensive|public|broad form)(?: and"
        r"|,)? ?)?general(?: public)? liability|public liability|"
        r"commercial liability|\bcgl\b"
    ),
    "professional_liability": (
        r"professional (?:liability|indemnity)|errors? (?:and|&|or) omissions?|\be ?& ?o\b|malpractice|"
        r"tech(?:nology)? (?:liability|errors|e ?& ?o\b)"
    ),
    "cyber": r"cyber(?:[- ](?:risk|liability|security|insurance|and privacy))?|network security|privacy liability|"
    r"data breach (?:insurance|liability|coverage)",
    "workers_compensation": r"work(?:er|men|man)s?'?s?'?[- ]compensation",
    "employers_liability": r"employers?'?s?'? liability",
    "auto_liability": r"(?:automobile|auto|automotive|motor vehicle|vehicle"
    r"|truckers?)(?: public)?(?: bodily injury)? (?:liability|"
    r"insurance|coverage)",
    "umbrella": r"umbrella(?: ?/ ?excess)?(?: liability)?|excess(?: umbrella| public)? liability|\bexcess insurance",
    "product_liability": (
        r"products?(?: and completed operations| ?/ ?completed operations|-completed operations)?[ -]liability|"
        r"products?(?: and| ?[/,&-]| ?/ ?)? ?(?:completed)[ -]operations?"
    ),
    "property": r"(?:property|all[- ]risks?|fire)(?: damage)? (?:insurance|coverage|policy)|all[- ]risks?\b",
    "crime": r"crime|employee (?:dishonesty|fidelity)|fidelity (?:bond|insurance)",
    "media_liability": r"media liability|advertis(?:ers|ing)'?s? (?:injury )?liability",
    "clinical_trial": r"clinical trials? (?:liability )?insurance",
    "liability": r"(?:third[- ]party )?liability (?:insurance|coverage|policy|policies)",
}
PERS = ("occurrence", "aggregate", "person")
"""What a limit is for: each event, all of a year, or each person."""
KINDS = tuple(_KINDS)
"""The kinds of insurance, a closed list; ``liability`` where no more is said."""

_KIND = phrase("|".join(rf"(?P<{name}>\b(?:{words}))" for name, words in _KINDS.items()))
_WORDS = ("liabil", "compensation", "umbrella", "cyber", "omissions", "malpractice", "indemnity", "insurance")
_REST = r"[a-z&/,'()\s-]{0,180}$"
_INCLUDED = phrase(
    r"\b(?:including|inclusive of|includes?|supplement\w*|endorse\w*|extend\w*|covering)\b"
    rf"{_REST}"
)
_ON_TOP_OF = phrase(rf"\b(?:in excess of|over and above|excluding|except|other than)\b{_REST}")
_JOINED = phrase(
    r"^(?: ?(?:insurance|coverage|polic(?:y|ies)|,|and|/|&|or|with|both|combined|\(cgl\)|\(e&o\))){0,8} ?$"
)
_KIND_NEXT = phrase(
    r"^,? ?(?:\([^)]{1,30}\) ?)?(?:u\.?s\.? ?dollars |dollars |per occurrence |in coverage "
    r"|minimum |coverage )?(?:of|in|for)"
    r"(?: (?:a|an|the|its|commercial|comprehensive|coverage|insurance|under|any|each|primary)){0,4} $"
)
_NO_LIMIT = phrase(
    r"\b(?:deductibles?|retentions?|self-insured|premiums?|surplus|net worth|rating"
    r"|claims? (?:over|exceeding)|"
    r"per (?:million|thousand)|for each \\$)\b"
)
_NO_LIMIT_BEFORE = phrase(
    r"\b(?:deductibles?|retentions?|premiums?|surplus|net worth|fees?|royalt\w+|pay|price|approximately|"
    r"bonds?|interruption|contents|life insurance|title insurance|injury insurance"
    r"|letters? of credit)\b[^.;$]{0,50}$|\bper $"
)
_STATES_LIMIT = phrase(
    r"\b(?:limits?|amounts?|cover(?:age|ing|s)?|minimum|less than|at least|insur\w+|polic\w+|per"
    r"|each|maximum|up to|of)\b|"
    r"[:|]| - |-$"
)
_PER = phrase(
    r"\b(?:per|for|each|any|every|any one|for any one|for each)(?: and every| single| one| individual|"
    r" such| injury| bodily injury)? ?"
    r"(?P<occurrence>(?:loss )?(?:occurrence|accident|claim|event|incident|occurance|loss|wrongful act))\b|"
    r"\b(?P<occurrence2>occurrence|each accident|single occurrence|each claim)\b|"
    r"\b(?P<aggregate>aggregate|in total|per (?:year|annum)|policy limits?|annually)\b|"
    r"\b(?:per|each|any one) (?P<person>person|employee|individual)\b"
)
_PER_CHARS = 90
_GAP_CHARS = 180
_STOP = re.compile(r"[.;](?:\s|$)")
_SENTENCE = re.compile(r"[.;$]")
_BEFORE_CHARS = 230
_PER_BEFORE_CHARS = 45


@dataclass(frozen=True, slots=True)
class _Named:
    """The kinds of insurance that an amount is for, and from where to where that is said."""

    names: tuple[str, ...]
    start: int
    end: int


def find_insurance(reading: Reading) -> list[Candidate]:
    """Each limit that a policy must have, by kind, in the order of the text; empty where no amount is stated."""
    seen: set[tuple[str, str, str, str | None]] = set()
    found = []
    for region in _regions(reading):
        for kind, money, per, span in _limits(reading.text, region):
            key = (kind, money.amount, money.currency, per)
            if key not in seen:
                seen.add(key)
                value = {"kind": kind, "amount": money.amount, "currency": money.currency, "per": per}
                found.append(Candidate("insurance_limit", value, span, "insurance_limit"))
    return found[:MOST_LIMITS]


def _regions(reading: Reading) -> Iterator[Span]:
    """Stretches that are about insurance, each with what follows close upon it."""
    last: Span | None = None
    for span in reading.paragraphs("insur"):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, min(span.end + REACH_CHARS, len(reading.text))))
            continue
        if last is not None:
            yield last
        last = Span(span.start, min(span.end + REACH_CHARS, len(reading.text)))
    if last is not None:
        yield last


def _limits(text: str, region: Span) -> Iterator[tuple[str, FoundMoney, str | None, Span]]:
    stretch = text[region.start : region.end]
    lowered = stretch.lower()
    if not any(word in lowered for word in _WORDS):
        return
    kinds = _kinds_in(stretch)
    amounts = list(find_money(stretch)) if kinds else []
    last = _Named((), 0, 0)
    for place, money in enumerate(amounts):
        previous = amounts[place - 1].span.end if place else 0
        following = amounts[place + 1].span.start if place + 1 < len(amounts) else len(stretch)
        named = _kinds_of(stretch, kinds, money, last)
        if named is None or _NO_LIMIT.search(stretch, money.span.end, min(money.span.end + 30, following)):
            continue
        pers, end = _pers(stretch, money, max(previous, last.end), following)
        end = max(end + stretch.startswith(")", end), named.end)
        last = replace(named, end=end)
        place_said = Span(region.start + named.start, region.start + end)
        yield from ((name, money, per, place_said) for per in pers for name in named.names)


def _kinds_in(text: str) -> list[re.Match[str]]:
    """The kinds that are named for themselves, not as what another policy includes or comes on top of."""
    kinds: list[re.Match[str]] = []
    for match in _KIND.finditer(text):
        before = _SENTENCE.split(text[max(0, match.start() - _BEFORE_CHARS) : match.start()])[-1]
        included = bool(kinds) and match.start() - kinds[-1].end() < len(before) and _INCLUDED.search(before)
        if not included and not _ON_TOP_OF.search(before):
            kinds.append(match)
    return kinds


def _kinds_of(text: str, kinds: Sequence[re.Match[str]], money: FoundMoney, last: _Named) -> _Named | None:
    """The kinds that an amount is for; None where it is for none. ``last`` is what the amount before it was for."""
    behind = bisect_left(kinds, money.span.end, key=re.Match.start)
    after = kinds[behind] if behind < len(kinds) else None
    if after is not None and _KIND_NEXT.match(text[money.span.end : after.start()]):
        return _Named((str(after.lastgroup),), money.span.start, after.end())
    place = final = bisect_right(kinds, money.span.start, key=re.Match.end) - 1
    goes_on = bool(last.names) and money.span.start - last.end <= _GAP_CHARS
    if final < 0 or (money.span.start - kinds[final].start() > _KIND_CHARS and not goes_on):
        return None
    between = text[max(kinds[final].end(), last.end) : money.span.start]
    stated = not between.strip() or _STATES_LIMIT.search(text, kinds[final].start(), money.span.start)
    if not stated or _NO_LIMIT_BEFORE.search(between):
        return None
    nearest = kinds[final].start() - _KIND_CHARS
    while (
        place > 0
        and kinds[place - 1].start() > nearest
        and _JOINED.match(text[kinds[place - 1].end() : kinds[place].start()])
    ):
        place -= 1
    names = tuple(dict.fromkeys(str(one.lastgroup) for one in kinds[place : final + 1]))
    return _Named(names, kinds[place].start(), money.span.end)


def _pers(text: str, money: FoundMoney, previous: int, following: int) -> tuple[list[str | None], int]:
    """What an amount is for, each occurrence, all of a year, a person, or None; and where the words about that end."""
    close = min(following, money.span.end + _PER_CHARS)
    stop = _STOP.search(text, money.span.end, close)
    matches = list(_PER.finditer(text, money.span.end, stop.start() if stop else close))
    if matches:
        return list(dict.fromkeys(map(_per, matches))), matches[-1].end()
    before = list(_PER.finditer(text, max(previous, money.span.start - _PER_BEFORE_CHARS), money.span.start))
    return [_per(before[-1]) if before else None], money.span.end


def _per(match: re.Match[str]) -> str | None:
    return "occurrence" if match["occurrence"] or match["occurrence2"] else match.lastgroup
