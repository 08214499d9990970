"""The title of the paper, and the type of agreement that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.types import Block, Span

_BLOCKS = 30
_LONGEST_CHARS = 200
_OPENING_CHARS = 6_000
_NOUN = (
    r"(?:agreement|contract|addendum|amendment|lease|licen[sc]e|order form|statement of work|"
    r"terms (?:and conditions|of service|of use)|memorandum|power of attorney|undertaking|deed|covenant|"
    r"guarant(?:y|ee)|letter of intent|endorsement|plan|policy|schedule)"
)
_PAPER = phrase(
    rf"\b(?!(?:contract|policy|schedule) no\b){_NOUN}\b"
    r"(?: ?\([^()]{1,40}\)| (?:no\.?|number|#) ?[\w-]{1,12}(?!\w))?"
)
_FURNITURE = re.compile(
    r"^(?:exhibit|ex-|source:|page\b|table of contents|execution (?:copy|version)|confidential\b(?!ity)|\[|"
    r"certain (?:identified|portions|confidential)|\d+$|draft|schedule \d|annex\b|appendix\b)|"
    r"\.htm|\.txt|_{4,}|\.{5,}|\t\d{1,3}$",
    re.IGNORECASE,
)
_BEFORE_TITLE = phrase(
    r"(?:exhibit [\w.()-]{1,12}|execution (?:copy|version)|(?:conformed|execution) copy|confidential\b|"
    r"[^a-z]{0,200}\bdisclosed\.|\[[^\][]{0,60}\]|[-=*_.\s])\s{0,40}"
)
_NUMBERED = phrase(r"(?:section|article|clause)? ?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,4})[.)\s]")
_TAIL = phrase(
    r"[\s,(-]{1,20}(?:dated|made|by and|between|among|effective|entered|contract no|this [a-z ]{0,60}agreement|"
    r"(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|(?:19|20)\d\d)\b"
)
_GOES_ON = phrase(r" (?:for|of|regarding|relating|required|concerning|to|on|in) \w")
_COMPANY = phrase(r"^[^\n]{1,60}?\b(?:inc|l\.?l\.?c|corp|corporation|company|ltd|limited|l\.?p|plc)\b[.,]{0,2} (?=\w)")
_GAP = re.compile(r"[ \t]{3}\s{0,200}|\n")
_RUN = re.compile(r"(?:(?:[A-Z][\w'.()-]{0,30}|of|and|for|the|to|in|on|or|&|/|-|\d{1,3}),?(?:\s{1,4}|$)){1,16}")
_THIS = phrase(r"\bthis ")
_LINKING = phrase(r" (?:of|and|for|the|to|in|on|or|&|/|-)$")
_KINDS = (
    (r"non-? ?disclosure|confidentiality", "non_disclosure_agreement"),
    (r"data processing|data protection", "data_processing_agreement"),
    (r"service[ -]levels?", "service_level_agreement"),
    (r"order form|purchase order", "order_form"),
    (r"statement of work", "statement_of_work"),
    (r"amendment|addendum", "amendment"),
    (r"master (?:\w+ ){0,3}services?|master agreement|master subscription", "master_agreement"),
    (r"co-?branding", "co_branding_agreement"),
    (r"franchise", "franchise_agreement"),
    (r"joint venture", "joint_venture_agreement"),
    (r"strategic alliance", "strategic_alliance_agreement"),
    (r"power of attorney", "power_of_attorney"),
    (r"non-? ?compet", "non_competition_agreement"),
    (r"separation", "separation_agreement"),
    (r"employment", "employment_agreement"),
    (r"outsourcing", "outsourcing_agreement"),
    (r"host(?:ing|ed)", "hosting_agreement"),
    (r"maintenance|support", "maintenance_agreement"),
    (r"reseller|resale", "reseller_agreement"),
    (r"distribut(?:or|ion|orship)", "distribution_agreement"),
    (r"affiliat(?:e|ion)", "affiliate_agreement"),
    (r"agency", "agency_agreement"),
    (r"endorsement", "endorsement_agreement"),
    (r"sponsorship", "sponsorship_agreement"),
    (r"promotion", "promotion_agreement"),
    (r"marketing", "marketing_agreement"),
    (r"collaboration|co-?operation", "collaboration_agreement"),
    (r"development", "development_agreement"),
    (r"manufactur", "manufacturing_agreement"),
    (r"supply", "supply_agreement"),
    (r"transportation", "transportation_agreement"),
    (r"intellectual property", "intellectual_property_agreement"),
    (r"consult(?:ing|ancy)", "consulting_agreement"),
    (r"licen[sc](?:e|ing)|subscription", "license_agreement"),
    (r"lease", "lease"),
    (r"services?", "services_agreement"),
)
_TYPES = tuple((phrase(rf"\b(?:{pattern})"), kind) for pattern, kind in _KINDS)


def find_title(reading: Reading) -> list[Candidate]:
    """What the paper calls itself at its head, or else in "This ... Agreement", and the kind of agreement it means."""
    named = _named_in_the_text(reading)
    wanted = _words(reading.text[named.start : named.end]) if named else frozenset()
    heads = list(_heads(reading))
    alike = (span for span in heads if wanted <= _words(reading.text[span.start : span.end]))
    telling = (span for span in heads if len(_words(reading.text[span.start : span.end])) > 1)
    span = next(chain(alike if named else (), telling, (named,) if named else (), heads), None)
    if span is None:
        return []
    title = squeeze(reading.text[span.start : span.end])
    found = [Candidate("title", title, span, "title_line")]
    kind = next((kind for pattern, kind in _TYPES if pattern.search(title)), None)
    if kind is not None:
        found.append(Candidate("agreement_type", kind, span, "type_title"))
    return found


def _heads(reading: Reading) -> Iterator[Span]:
    """The lines at the head of the document that name a paper, in order."""
    for block in reading.contract.document.blocks[:_BLOCKS]:
        for piece in _pieces(reading.text, block.span):
            words = reading.text[piece.start : piece.end]
            if _FURNITURE.search(words) or _NUMBERED.match(words):
                continue
            if len(words) > _LONGEST_CHARS or not _looks_like_a_title(block, words):
                run = _RUN.match(words)
                words = run.group() if run else ""
            start, end = _named_part(words)
            if start < end and not _THIS.match(words):
                yield Span(piece.start + start, piece.start + end)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """What wide gaps and line breaks leave of a block, without what stands before a title ("Exhibit 10.1")."""
    start = span.start
    for gap in [*_GAP.finditer(text, span.start, min(span.end, span.start + _OPENING_CHARS)), None]:
        end = gap.start() if gap else span.end
        while (before := _BEFORE_TITLE.match(text, start, end)) and before.end() > start:
            start = before.end()
        if start < end:
            yield Span(start, end)
        start = gap.end() if gap else end


def _named_part(words: str) -> tuple[int, int]:
    """Where in ``words`` the title stands: up to the last noun that means a paper, without dates and parties."""
    tail = _TAIL.search(words)
    end = tail.start() if tail else len(words)
    papers = list(_PAPER.finditer(words, 0, end))
    if not papers:
        return 0, 0
    company = _COMPANY.match(words[: papers[0].start()])
    start = company.end() if company else 0
    if not _GOES_ON.match(words, papers[-1].end(), end):
        end = papers[-1].end()
    title = words[start:end].rstrip(" .:;,-_")
    while linking := _LINKING.search(title):
        title = title[: linking.start()]
    return start, start + len(title)


def _named_in_the_text(reading: Reading) -> Span | None:
    """The name in "This Master Services Agreement", from the opening; None where it is a mere "agreement"."""
    for this in _THIS.finditer(reading.text, 0, _OPENING_CHARS):
        run = _RUN.match(reading.text, this.end())
        start, end = _named_part(run.group()) if run else (0, 0)
        if run and start < end and not _PAPER.match(run.group()):
            return Span(this.end() + start, this.end() + end)
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _looks_like_a_title(block: Block, words: str) -> bool:
    """A heading, or mostly capitals or capitalised words, and no sentence."""
    if block.kind == "heading":
        return True
    tokens = [word for word in re.findall(r"[A-Za-z][\w'-]*", words) if len(word) > 3]
    capital = sum(1 for word in tokens if word[0].isupper())
    return bool(tokens) and capital >= 0.8 * len(tokens) and not words.rstrip().endswith((".", ";", ","))
