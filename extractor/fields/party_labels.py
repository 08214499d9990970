"""Parties that are given by a label: ``Party A: Acme Co., Ltd. Address: ...``."""

from __future__ import annotations

import re

from extractor.fields.party import Party
from extractor.fields.party_names import name_at
from extractor.fields.phrasing import phrase, squeeze
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
