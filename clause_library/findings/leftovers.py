"""What drafters left behind: blanks that were never filled in, and notes among themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.findings.paper import Paper
from clause_library.types import Finding
from extractor.types import Span

_BRACKETED = re.compile(r"\[(?P<inside>[^\[\]\n]{0,400})\]")
_NOTE = re.compile(
    r"\s{0,3}(?:(?:drafting\s{1,3}|drafter'?s?'?\s{1,3}|internal\s{1,3}|legal\s{1,3}"
    r"|counsel\s{1,3}|editor'?s?\s{1,3})?notes?"
    r"\s{0,3}(?:to\s{1,3}(?:draft|self|file|drafter|counsel|client|reviewer)s?\b"
    r"|[:-](?=[^\]]{0,200}(?:confirm|check|client|counsel|"
    r"review|discuss|draft|insert|\?|tbd|tbc|agree|advise|finali[sz]e)))|ntd\b|dn\s{0,3}:"
    r"|n\.t\.d\.|draft(?:ing)?\s{0,3}(?:note|point)|"
    r"(?:comment|query|question|todo|to\s{1,2}do|fixme|tbd\s{1,3}with)\b\s{0,3}[:-]|(?:please"
    r"|client|legal|counsel|partner|finance|we)\s"
    r"[^\]]{0,60}\b(?:confirm|check|advise|discuss|review)\b"
    r"|(?:to\s{1,3}be\s{1,3})?discuss(?:ed)?\b|(?:check|confirm)\s(?:with|whether|if|that)\b)",
    re.IGNORECASE,
)
_UNBRACKETED_NOTE = re.compile(
    r"\berror!\s{1,3}(?:reference\s{1,3}source\s{1,3}not\s{1,3}found|bookmark\s{1,3}not\s{1,3}defined|"
    r"no\s{1,3}text\s{1,3}of\s{1,3}specified\s{1,3}style)[^\n.]{0,30}\.?|"
    r"\b(?:note\s{1,3}to\s{1,3}draft|drafting\s{1,3}note|NTD)\s{0,3}:[^\n]{0,200}|"
    r"(?-i:\bTODO\b)\s{0,3}:?[^\n]{0,120}|\((?:note\s{1,3}to\s{1,3}(?:self|draft|drafter|client"
    r"|counsel)|drafting\s{1,3}note|internal\s{1,3}note)[^()\n]{0,200}\)|"
    r"\*{2,3}\s?(?:drafting\s)?notes?\b[^*\n]{1,160}\*{2,3}"
    r"|(?m:^)\s{0,6}\*{2,3}\s?(?:[\w/-]{1,16}\s){0,3}(?:comments?|query|question)\b[^\n]{1,300}",
    re.IGNORECASE,
)
_SAID_ASIDE = re.compile(
    r"(?:<<|\{\{)\s{0,3}(?P<inside>(?:[^<>{}\s]{1,40}\s{1,3}){4,60}[^<>{}\s]{1,40})\s{0,3}(?:>>|\}\})"
)
_ASIDE = re.compile(
    r"\b(?:confirm|check|discuss|review|client|counsel|partner|advise|delete|tbc|internal|query"
    r"|question|comment|please|revisit|"
    r"outstanding|instructions?|solicitors?|drafter|drafting|redraft|negotiat\w{0,4}|approve"
    r"|sign-?off|placeholder|do\s{1,3}we|should\s{1,3}(?:we|this|it)|"
    r"is\s{1,3}this|are\s{1,3}we|we\s{1,3}(?:need|should|want|may)|need\s{1,3}to|awaiting|pending"
    r"|under\s{1,3}(?:discussion|review)|not\s{1,3}agreed|"
    r"i\s{1,3}think|not\s{1,3}sure|in\s{1,3}my\s{1,3}view|our\s{1,3}position"
    r"|to\s{1,3}be\s{1,3}(?:discussed|reviewed|checked|revised|updated|deleted|removed))\b"
    r"|\?\s{0,3}$",
    re.IGNORECASE,
)
"""What one says to a colleague and not to the other side."""
_FEWEST_ASIDE_WORDS, _MOST_ASIDE_WORDS = 3, 40
_NO_ASIDE = re.compile(
    r"\*|redact|confidential\s{1,3}treatment|omitted|securities|commission|signature|page\b"
    r"|exhibit|schedule|attached|follows|"
    r"\b(?:check|select|circle|tick|mark|indicate)\s{1,3}(?:one|all|box|if|here|as|appropriate)"
    r"|if\s{1,3}applicable|intentionally|remainder",
    re.IGNORECASE,
)
_INSERTED = re.compile(r"\s{0,3}(?:insert|enter|fill\s{1,3}in|add)\b", re.IGNORECASE)
_ANGLED = re.compile(
    r"(?:<<?|\{\{|\u00ab)\s{0,3}(?P<inside>[A-Za-z][^<>{}\n\u00ab\u00bb]{1,80}?)\s{0,3}(?:>>?|\}\}|\u00bb)"
)
_UNBRACKETED = re.compile(
    r"\((?P<inside>(?:insert|enter|to\s{1,3}be\s{1,3}(?:confirmed|agreed|inserted|completed"
    r"|advised|determined\s{1,3}before\s{1,3}signing|supplied|filled))"
    r"\b(?!\s{1,3}(?:in\s{1,3}writing|by)\b)[^()\n]{0,80})\)|(?<![\w.$-])(?:TBD|TBC|TBA)\b(?!\w)"
    r"|(?<![\w-])[$€£]?\s?(?-i:X{2,5})(?=\s?(?:%|per\s?cent|days?|months?|years?|hours?|,X{3}))|"
    r"\bto\s{1,3}be\s{1,3}(?:confirmed|inserted|completed|advised)\s{0,3}(?:$|\n|\|)|\bdd\s?/\s?mm\s?/\s?yy(?:yy)?\b",
    re.IGNORECASE,
)
_BLANK_LABEL = re.compile(r"[A-Za-z][A-Za-z '()/-]{2,40}:\s{0,4}(?:_{3,}|\.{6,})\s{0,3}$")
_AMID = re.compile(r"[a-z,] $")
_DATED = re.compile(r"(?:\bon|,)\s_{3,60},?\s{1,3}(?:19|20)\d\d\b")
"""``Agreed on ______, 2026``: the day on which it will be signed."""
_BLANK_INSIDE = re.compile(r"[\s_.●•○▪\u25cf\u2022xX?…-]{0,60}$")
_TITLE_OF = re.compile(
    r"(?:\b(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?)\s{1,3}[\w.()]{1,14}"
    r"|\d\.\d[\w.()]{0,10}|and\s{1,3}\d[\w.()]{0,10})\s{0,3}$",
    re.IGNORECASE,
)
"""``Section 10.11 [Notices]``: what stands in brackets is the title of the section."""
_SIGN = re.compile(r"[●•\u25cf_?]|\.{3}|…|xx", re.IGNORECASE)
_TO_FILL = re.compile(
    r"\s{0,3}(?:(?:please\s{1,3})?(?:insert|enter|complete|specify|fill|add|describe|state|provide"
    r"|list|select|choose)\b|"
    r"(?:tbd|tba|tbc|tbn)\b|to\s{1,3}(?:be|come|follow)\b|blank\b|"
    r"(?:the\s{1,3})?(?:(?:full|legal|company|registered|customer|client|supplier|party|vendor"
    r"|licensee|licensor|street|"
    r"effective|start|end|expiry|signature|relevant|applicable|contact|billing|email|e-mail|project)\s{1,3}){0,2}"
    r"(?:name|date|amount|number|address|jurisdiction|state|title|price|period|percentage|e-?mail|currency|country|"
    r"city|day|days|month|months|year|years|sum|fee|rate|law|court|place|location|territory|description|company|"
    r"figure|value|quantity|term|contact)(?:\s{1,3}(?:of|and|or|for)\s[^\]]{1,60})?\s{0,3}$)",
    re.IGNORECASE,
)
_TO_BE = re.compile(
    r"\b(?:to\s{1,3}be\s{1,3}(?:supplied|confirmed|determined|agreed|inserted|completed|provided|decided|advised|"
    r"filled|named|added|specified|finali[sz]ed)|t\.?b\.?[dca]\b)",
    re.IGNORECASE,
)
_REDACTED = re.compile(
    r"[\s*]{1,200}$|.{0,30}\*\s{0,3}\*|\W{0,10}(?:redact|confidential|omit|intentionally|reserved|signature|remainder|"
    r"page|seal|l\.?s\.?\b|sic\b|logo|end\b|continued|exhibit|schedule|this\s{1,3}space)",
    re.IGNORECASE,
)
_DOTS_ONLY = re.compile(r"\W{0,10}\.{3,}\W{0,10}$")
_BLANK_LINE = re.compile(
    r"(?<=[a-z,$£€] )_{3,60}(?=[,.;]? {0,2}(?:[a-z%(]|[A-Z][a-z]|\d))|(?<=[$£€])_{2,60}|\bday of _{2,60}"
)
_SIGNING = re.compile(
    r"^\W{0,5}(?:by|name|title|date|its|initial(?:ed|s)?|signature|signed|witness|attest|per|print"
    r"|address|dated|position|director|fax|"
    r"phone|tel|telephone|attention|e-?mail)\b|\bby:|/s/|\b(?:name|title|date|notary|witness)\s{0,3}:",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\binitials?\b[^\n]{0,20}_{2}", re.IGNORECASE)
_FORM = re.compile(r"\bform\s{1,3}of\b|\bspecimen\b|\btemplate\b|\bsample\b|\bcertificate\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s[A-Za-z]{1,14}")
_LONGEST_DATE_LINE_CHARS = 90
_SAME_PLACE_CHARS = 60
"""Blanks so near to each other are one thing that is missing: a day, a month and a year."""
_MOST_SINGLE = 3
"""More blanks than that make one finding: the contract is a form that was not filled in."""


def find_leftovers(paper: Paper) -> Iterator[Finding]:
    """Placeholders and notes, by place; many placeholders are told together."""
    notes = dict(_notes(paper))
    for span in notes.values():
        yield paper.finding(
            "drafting_note",
            "medium",
            f"A note between drafters was left in {paper.where(span.start)}: {paper.said(span)}.",
            (span,),
            0.9,
        )
    blanks = [span for span in _placeholders(paper) if span.start not in notes]
    if len(blanks) <= _MOST_SINGLE:
        for span in blanks:
            yield paper.finding(
                "placeholder",
                "high",
                f"{paper.said(span)} in {paper.where(span.start)} was never filled in.",
                (span,),
                0.85,
            )
    else:
        yield paper.finding(
            "placeholder",
            "medium",
            f"{len(blanks)} places were never filled in, from {paper.said(blanks[0])} in "
            f"{paper.where(blanks[0].start)} to {paper.said(blanks[-1])} in {paper.where(blanks[-1].start)}.",
            blanks,
            0.8,
        )


def _notes(paper: Paper) -> Iterator[tuple[int, Span]]:
    for match in _BRACKETED.finditer(paper.plain):
        if _NOTE.match(match["inside"]) or _is_aside(match["inside"]):
            yield match.start(), Span(*match.span())
    for match in _SAID_ASIDE.finditer(paper.plain):
        if _ASIDE.search(match["inside"]) or ":" in match["inside"][:24]:
            yield match.start(), Span(*match.span())
    for match in _UNBRACKETED_NOTE.finditer(paper.plain):
        if paper.plain[max(0, match.start() - 1)] != "[":
            yield match.start(), Span(*match.span())


def _is_aside(inside: str) -> bool:
    """Whether what stands in brackets is said to a colleague."""
    if not _FEWEST_ASIDE_WORDS <= len(inside.split()) <= _MOST_ASIDE_WORDS or inside.lstrip()[:1] in ",;.":
        return False
    if _NO_ASIDE.search(inside) or _TO_FILL.match(inside):
        return False
    return _ASIDE.search(inside) is not None


def _placeholders(paper: Paper) -> list[Span]:
    found = [span for span in _brackets(paper) if not _is_form(paper, span.start)]
    found += [span for span in _blanks(paper) if not _is_form(paper, span.start)]
    found += [span for span in _others(paper) if not _is_form(paper, span.start)]
    return sorted(found, key=lambda span: span.start)


def _brackets(paper: Paper) -> Iterator[Span]:
    for match in _BRACKETED.finditer(paper.plain):
        inside = match["inside"]
        clause = paper.clause(match.start())
        if clause is not None and clause.part == "signature":
            continue
        if _TITLE_OF.search(paper.plain[max(0, match.start() - 40) : match.start()]):
            continue
        if "*" in inside or _REDACTED.match(inside) or _DOTS_ONLY.match(inside):
            continue
        blank = _BLANK_INSIDE.match(inside) and (_SIGN.search(inside) or not inside.strip())
        letter = inside.strip() in ("x", "X", "y", "n", "N")
        if letter and _AMID.search(paper.plain[max(0, match.start() - 12) : match.start()]) is None:
            continue
        blank = blank or letter
        if blank and not letter and not _SIGN.search(inside) and _checkbox(paper.plain, match):
            continue
        if blank or _TO_FILL.match(inside) or _TO_BE.search(inside):
            word = _NEXT_WORD.match(paper.text, match.end())
            yield Span(match.start(), word.end() if word else match.end())


def _checkbox(text: str, match: re.Match[str]) -> bool:
    """``[ ] Yes``: a box to tick, and no blank amid a sentence."""
    before = text[max(0, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 3].lstrip()
    return not (before[-1:] == " " and before[:1].islower() and (after[:1].islower() or after[:1] in "%.,;"))


def _others(paper: Paper) -> Iterator[Span]:
    """Placeholders without square brackets."""
    for match in _ANGLED.finditer(paper.plain):
        inside = match["inside"]
        if _INSERTED.match(inside) or (inside.isupper() and _TO_FILL.match(inside)) or _TO_BE.search(inside):
            yield Span(*match.span())
    for match in _UNBRACKETED.finditer(paper.plain):
        if not _in_brackets(paper.plain, match):
            yield Span(match.start(), match.start() + len(match.group().rstrip(" \n|")))


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    """Whether it is told already, with the brackets around it."""
    before = text[max(0, match.start() - 60) : match.start()]
    return before.rfind("[") > before.rfind("]")


def _blanks(paper: Paper) -> Iterator[Span]:
    """Underscores amid a sentence."""
    for stretch in paper.paragraphs:
        words = paper.plain[stretch.span.start : stretch.span.end]
        if stretch.row or words.isupper() or ("__" not in words and "......" not in words):
            continue
        if "_X_" in paper.plain[stretch.span.start : stretch.span.end] or _SIGNING.search(
            paper.plain[stretch.span.start : stretch.span.start + 200]
        ):
            continue
        clause = paper.clause(stretch.span.start)
        if clause is not None and clause.part == "signature":
            continue
        words = paper.plain[stretch.body : stretch.span.end]
        label = _BLANK_LABEL.match(words)
        if label is not None and paper.attachment(stretch.body) is None:
            yield Span(stretch.body, stretch.body + len(words.rstrip()))
            continue
        if _INITIALS.search(words) or (len(words) <= _LONGEST_DATE_LINE_CHARS and _DATED.search(words)):
            continue
        last = -_SAME_PLACE_CHARS
        for match in _BLANK_LINE.finditer(paper.plain, stretch.span.start, stretch.span.end):
            if match.start() - last > _SAME_PLACE_CHARS:
                yield Span(*match.span())
            last = match.end()


def _is_form(paper: Paper, offset: int) -> bool:
    """Whether it stands in an attachment that is a form to be filled in later."""
    root = paper.root(offset)
    return root is not None and root.part == "exhibit" and _FORM.search(root.title + " " + root.heading) is not None
