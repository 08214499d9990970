"""The title line, and the type of agreement that it names."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase, squeeze
from extractor.fields.reading import Candidate, Reading
from extractor.types import Block

_BLOCKS = 30
_LONGEST_CHARS = 200
_TITLE = phrase(
    r"\b(?:agreement|contract|addendum|amendment|lease|licen[sc]e|order form|statement of work|"
    r"terms (?:and conditions|of service|of use)|"
    r"memorandum|power of attorney|undertaking|deed|covenant|guarant(?:y|ee)|plan|policy|schedule|letter of intent)\b"
)
_FURNITURE = re.compile(
    r"^(?:exhibit|ex-|source:|page\b|table of contents|execution (?:copy|version)|confidential\b(?!ity)|\[|"
    r"certain identified|\d+$|draft|schedule \d|annex\b|appendix\b)|"
    r"\.htm|\.txt|_{4,}|\.{5,}",
    re.IGNORECASE,
)
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
    """The first line that names the paper, and what kind of agreement those words mean."""
    text = reading.text
    for block in reading.contract.document.blocks[:_BLOCKS]:
        words = text[block.span.start : block.span.end]
        if len(words) > _LONGEST_CHARS or _FURNITURE.search(words.strip()) or not _TITLE.search(words):
            continue
        if words.rstrip().endswith((";", ",")) or (not _looks_like_a_title(block, words)):
            continue
        title = squeeze(words).strip(" .:")
        found = [Candidate("title", title, block.span, "title_line")]
        kind = next((kind for pattern, kind in _TYPES if pattern.search(title)), None)
        if kind is not None:
            found.append(Candidate("agreement_type", kind, block.span, "type_title"))
        return found
    return []


def _looks_like_a_title(block: Block, words: str) -> bool:
    """A heading, or mostly capitals or capitalised words, and no sentence."""
    if block.kind == "heading":
        return True
    tokens = [word for word in re.findall(r"[A-Za-z][\w'-]*", words) if len(word) > 3]
    capital = sum(1 for word in tokens if word[0].isupper())
    return bool(tokens) and capital >= 0.8 * len(tokens) and not words.rstrip().endswith(".")
