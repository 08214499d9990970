"""Names of companies as they stand in a text, compared by their words, their letters and their legal form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.types import Span

_FORM = (
    r"(?:Incorporated|INCORPORATED|Inc|INC|Corporation|CORPORATION|Corp|CORP|Company|COMPANY|Co|CO"
    r"|Limited|LIMITED|Ltd|LTD|L\.?\s?L\.?\s?C|LLC|L\.?L\.?L\.?P|L\.?L\.?P|L\.?P|PLC|plc|Plc|P\.?L\.?C"
    r"|GmbH|GMBH|KG|OHG|UG|AG|A\.G|S\.?A\.?S|S\.?A|SARL|S\.?[aà]\s?r\.?l|N\.?V|B\.?V|AB|ApS|APS|A/S|ASA|AS|Oyj|Oy|OY"
    r"|DAC|KK|K\.K|Pty\.?\s{1,3}L(?:TD|td|imited)|PTY\s{1,3}LTD|Pvt\.?\s{1,3}L(?:TD|td|imited)|Pte\.?\s{1,3}Ltd|PTE\.?\s{1,3}LTD"
    r"|Sdn\.?\s{1,3}Bhd|P\.?C|PBC|ULC|S\.?r\.?l|S\.?p\.?A|Sp\.\s?z\s?o\.?\s?o|s\.r\.o|d\.o\.o|Kft|L[Dd][Aa]|SE|N\.A|Ltda|Cooperative|COOPERATIVE|Foundation"
    r"|FOUNDATION|Society|SOCIETY|Association|ASSOCIATION)"
)
_WORD = r"[A-Z0-9ÀÁÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜ][\w&'.-]{0,30}"
_SMALL = r"(?:of|and|the|for|&|du|de|des|la|le|di|del|della|der|von|van|y|e|und|et|og|och)"
_BASE = rf"{_WORD}(?:,?[ \t\u00a0]{{1,2}}(?:{_SMALL}[ \t\u00a0]){{0,2}}{_WORD}|[ ]\([A-Z][\w. ]{{1,24}}\)){{0,6}}?"
_DOUBLE = (
    r"(?:Company|COMPANY|Co|CO|GmbH|GMBH)\.?,?[ \u00a0](?:&[ \u00a0]Co\.?[ \u00a0])?"
    r"(?:Limited|LIMITED|Ltd|LTD|Inc|INC|LLC|L\.?L\.?C|L\.?P|KG)"
)
NAME = re.compile(rf"(?<![\w&'.-])(?P<base>{_BASE}),?[ \t\u00a0]{{1,2}}(?P<form>{_DOUBLE}|{_FORM})(?![\w-])\.?")
"""A name with its legal form."""
_CANONICAL = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "sàrl": "sarl",
}
_FIRST_OF_TWO = frozenset("pty pvt pte sdn".split())
_OVER_SENTENCE = re.compile(r"(?<![\w'-])[\w'-]{4,40}\.(?=[ \t]|$)")
_TITLE_BEFORE = re.compile(
    r"(?:Signed|Executed|Sealed|Accepted|Agreed) (?:as a deed )?(?:for|by)(?: and on behalf of)?\s{1,2}(?=[A-Z])|"
    r"(?:[\w.'-]{1,20} ){0,3}?(?:Director|President|Officer|Manager|Secretary|Partner|Treasurer|Chair|CEO|CFO)"
    r"(?:man)?,\s{1,2}(?=[A-Z])|(?:For|By|And|To|From|Between)\s{1,2}(?=[A-Z])"
)
"""``Ada Berg, Director, Acme Limited``: what stands before the name of the company."""
_NO_WORDS = frozenset("the and of for du de des la le di del della der von van y e und et og och".split())
GENERIC = frozenset(
    "the first american national united general global international bank new north south"
    " pacific atlantic royal university".split()
)
"""Words that many companies have in their names."""


@dataclass(frozen=True, slots=True)
class Company:
    """A name: the words before its legal form, and the form; ``name`` as printed."""

    name: str
    base: tuple[str, ...]
    form: str
    span: Span

    @property
    def letters(self) -> str:
        """The words without what is between them."""
        return "".join(self.base)


def companies_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Company]:
    """The names with a legal form in a stretch of ``text``; none that runs over the end of a sentence."""
    for match in NAME.finditer(text, start, len(text) if end is None else end):
        title = _TITLE_BEFORE.match(match.group())
        cut = title.end() if title else 0
        base = base_of(match["base"][cut:])
        if base and not runs_over(match["base"][cut:]):
            yield Company(match.group()[cut:], base, form_of(match["form"]), Span(match.start() + cut, match.end()))


def base_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    words = re.findall(r"[^\W_]+", name.lower().replace("'", "").replace("(proprietary)", "(pty)"))
    return tuple(word for word in words if word not in _NO_WORDS)


def form_of(form: str) -> str:
    """One way of writing for each legal form, and for a form of several words (``Company Limited``, ``Co., Ltd.``)."""
    short = re.sub(r"[./]", "", form.lower()).replace(",", " ")
    if short.split()[0] in _FIRST_OF_TWO:
        return "".join(_CANONICAL.get(word, word) for word in short.split())
    return " ".join(
        _CANONICAL.get(word, word) for word in (short.replace(" ", "") if len(short) < 7 else short).split()
    )


def runs_over(name: str) -> bool:
    """Whether a sentence ends inside the words, so that they are no name."""
    return _OVER_SENTENCE.search(name) is not None


def alike(one: str, other: str) -> bool:
    """Whether two names are written with nearly the same letters."""
    shared = sum((Counter(one) & Counter(other)).values())
    return shared >= 0.85 * max(len(one), len(other))
