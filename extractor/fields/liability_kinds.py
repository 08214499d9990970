"""The kinds of claims that caps on liability tell apart, by the short names that values use."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

_PATTERNS = {
    "death_or_personal_injury": (
        r"(?:personal|bodily) (?:and bodily )?injur|deaths?\b|injur(?:y|ies) (?:to|of) (?:any )?persons?|"
        r"injury to life|life,? body"
    ),
    "property_damage": (
        r"property damage|damages? to (?:or loss of )?(?:any |real |tangible |personal |third party "
        r"|or |and ){0,5}property"
    ),
    "fraud": r"fraud",
    "gross_negligence": r"gross(?:ly)? negligen|gross,? (?:or|and) (?:willful|wilful)",
    "wilful_misconduct": (
        r"(?:wilful|willful|wilfull|intentional|deliberate|reckless)(?:ly)?"
        r"(?: (?:or|and) (?:intentional|willful|wilful|reckless|deliberate|gross(?:ly)?|grossly negligent)){0,2} "
        r"(?:misconduct|acts?|breach\w*|default|wrong\w*|tort\w*|violation|disregard|omission|harm|conduct|negligence|"
        r"neglect)|wil?lful(?:ness)?\b|intent\b(?! (?:of|to|that))"
    ),
    "indemnification": r"indemnif|indemnit|hold harmless|defen[sc]e obligations?",
    "confidentiality": r"confiden|non-?disclosure|trade secrets?|proprietary information",
    "intellectual_property": (
        r"intellectual property|infring|misappropriat|proprietary rights?|trademarks?\b|copyrights?\b"
        r"|patents?\b|ip rights"
    ),
    "data_protection": (
        r"data (?:protection|breach|security|privacy|processing)|personal (?:data|information)|privacy|hipaa|gdpr|"
        r"security (?:breach|incident|obligations?)|breach(?:es)? of security|unauthori[sz]ed (?:access|disclosure)"
    ),
    "payment_obligations": (
        r"(?:payment|pay)\b[^.;,]{0,40}\bobligations?|obligations? (?:to (?:pay|make)|of payment|for payment)|"
        r"(?:fees|amounts?|sums?|charges|royalties|monies|payments?|price)\b[^.;,]{0,30}\b(?:due|owed|owing|payable|"
        r"outstanding)|failure to (?:make )?pay|non-?payment|liability to pay|payment obligations?"
    ),
    "misuse_of_license": (
        r"(?:scope|terms|breach|violation) of (?:the |any |its |a )?licen[sc]es?\b|"
        r"licen[sc]e (?:restrictions?|grant)|use restrictions?"
    ),
    "breach_of_law": r"(?:violat\w+|breach(?:es)?|non-?compliance|failure to comply)[^.;,]{0,30}\blaws?\b",
    "not_limitable_by_law": (
        r"(?:cannot|can not|may not|can't|not possible|not permitted|prohibited)\b[^.;]{0,60}\b(?:law"
        r"|limited|excluded)|"
        r"to the extent [^.;]{0,40}(?:prohibited|not permitted)|mandatory (?:applicable )?(?:law|statutory|liability)|"
        r"product liability act"
    ),
}
KINDS = tuple(_PATTERNS)
"""The short names, a closed list."""

_KINDS = tuple((name, phrase(rf"\b(?:{words})")) for name, words in _PATTERNS.items())


def kinds_in(text: str) -> tuple[str, ...]:
    """The short names of what ``text`` speaks of, in its order."""
    found = [(match.start(), name) for name, pattern in _KINDS if (match := pattern.search(text)) is not None]
    return tuple(name for _, name in sorted(found))
