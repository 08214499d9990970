"""Parties that are given by a label: ``Party A: Acme Co., Ltd. Address: ...``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.fields.legal_forms import has_legal_form
from extractor.fields.party import ROLES, Party
from extractor.fields.party_names import name_at
from extractor.fields.phrasing import phrase, plain, squeeze
from extractor.types import Span

_OPENING_CHARS = 6_000
_LONGEST_CHARS = 160
_LABEL = phrase(
    r"\b(?P<label>party (?P<letter>[A-F]|I{1,3}|[1-6]|one|two|three)) ?(?:\([^()]{1,40}\)|\[[^][]{1,40}\])? ?: ?"
)
_BLANK = re.compile(_LABEL.pattern + r"[\[_*(]", re.IGNORECASE)
"""A label whose party is left blank or redacted."""
_NEXT_LABEL = phrase(
    r"\b(?:party (?:[A-F]|I{1,3}|[1-6]|one|two|three)\b|(?:(?:registered )?address|(?:legal|authori[sz]ed) "
    r"(?:representative|person|agent)|contact(?: person)?|attention|attn|tel(?:ephone)?|phone|fax|e-?mail|post ?code|"
    r"(?:registration|id|license) (?:no|number)|residence|domicile|nationality|title) ?\.? ?:)"
)

_LABELS = ROLES | frozenset(
    """
    acquirer architect artist assignee assignor author authority bailee bailor borrower builder carrier charterer club
    council creditor dealer debtor depositary depositor designer discloser donee donor engineer exporter forwarder
    freelancer grantee grantor grower guarantor hirer hospital host hotel importer indemnitor insured issuer maker
    mortgagee mortgagor obligor packer payee payor performer pledgee pledgor producer promoter retailer school shipper
    subcontractor sublandlord sublessee sublessor subtenant team transferee transferor transporter university
    warehouse warehouseman wholesaler worker
    """.split()
)
"""Labels with a party behind them: what a party may be called, also where that is rarely a defined name."""
_TWO_WORDS = (
    r"(?:ordering|disclosing|receiving|contracting|first|second) party|service provider|member bank|secured party|"
    r"contracting (?:authority|entity)"
)
_ROLE = re.compile(
    r"(?:^|[\n\t]|[ ]{3}|[;:.]\s|\s[–—-]\s)[ ]{0,20}(?:the )?(?:(?:legal )?name of (?:the )?)?"
    rf"(?P<role>{'|'.join(sorted(_LABELS))}|{_TWO_WORDS})"
    r"(?: name| company| legal name| legal entity| entity)?(?: \([\w' -]{1,30}\))?"
    r"(?:[ ]{0,4}[:\t|]|[ ]{0,4}\.{3,80}[ ]{0,4}|[ ][–—-](?=[ ]))[ \t]{0,20}(?=\S)",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[\n\t|]|[ ]{4}|;(?=[ ])")
_SMALL = re.compile(
    r"[a-z0-9][\w&'.-]{0,30}(?:[ ][\w&'.-]{1,30}){0,6},?[ ](?:inc|llc|ltd|limited|corp|company|gmbh|plc)\b\.?"
)
"""A company that writes its name in small letters, form and all."""


def parties_by_role(text: str) -> list[Party]:
    """The parties of lines and cells such as "Customer: Acme, Inc." in the opening, by role, each role's first.

    ``text`` has its line breaks. Empty unless two roles have a name, of which one is a company's.
    """
    opening, found = text[:_OPENING_CHARS], dict[str, Party]()
    for party in _with_roles(opening):
        found.setdefault(str(party.defined_as), party)
    return list(found.values()) if len(found) > 1 and any(has_legal_form(one.name) for one in found.values()) else []


def _with_roles(text: str) -> Iterator[Party]:
    printed = plain(text)
    for label in _ROLE.finditer(text):
        stop = _LINE_END.search(text, label.end())
        name = _value(printed, label.end(), stop.start() if stop else len(text))
        if name is not None:
            role = squeeze(label["role"]).capitalize()
            yield Party(squeeze(printed[name[0] : name[1]]), role, Span(label.start("role"), name[1]))


def _value(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name that a label has; in small letters only with its legal form."""
    small = _SMALL.match(text, start, end)
    return small.span() if small else name_at(text, start, end)


def labelled_parties(text: str) -> list[Party]:
    """The parties after "Party A:", "Party B:" in the opening, each label's first; empty unless there are two labels.

    One of the two may be left blank.
    """
    found: dict[str, Party] = {}
    for label in _LABEL.finditer(text, 0, min(len(text), _OPENING_CHARS)):
        limit = min(len(text), label.end() + _LONGEST_CHARS)
        following = _NEXT_LABEL.search(text, label.end(), limit)
        name = name_at(text, label.end(), following.start() if following else limit)
        if name is not None and label["letter"].upper() not in found:
            printed = squeeze(text[name[0] : name[1]])
            found[label["letter"].upper()] = Party(printed, squeeze(label["label"]), Span(label.start(), name[1]))
    others = {label["letter"].upper() for label in _BLANK.finditer(text, 0, min(len(text), _OPENING_CHARS))} - set(
        found
    )
    return list(found.values()) if len(found) > 1 or (found and others) else []
