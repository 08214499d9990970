"""What makes a sentence worth reading for :mod:`extractor.fields.term`: it may say how long the contract runs.

One alternation behind one word boundary: an engine that backtracks tries a branch of its own for each other boundary.
"""

from __future__ import annotations

from extractor.fields.phrasing import phrase

_INSTRUMENTS = (
    r"(?:agreement|contract|subcontract|nda|lease|letter|amendment|joint venture|addendum|undertaking|"
    r"appointment|deed|"
    r"licen[sc]e|arrangement|obligations|engagement|employment|subscription|services)"
)
_GOES_ON = (
    r"(?:continue|remain|expire|terminate|be (?:effective|in (?:full )?(?:force|effect)|binding|valid|for)|in effect|"
    r"commence|run|extend|become effective|is effective|lasts?|laps|cease|ends?|ending|endure|has a term|(?:is|"
    r"be) (?:valid|"
    r"for|(?:entered into|concluded|made|granted|provided) (?:for|from))|stay|will be (?:effective"
    r"|valid)|come to|be operative|rolls on|finish|subsist|determine on)"
)
_OWN_DAY = (
    r"(?:effective date|date hereof|date (?:of )?(?:this|first|above|its|signature|signing|execution)|commencement|"
    r"signing|signature|execution)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_CUES = (
    r"(?:initial|original|primary|fixed|base|contract|stated|first|service|subscription|licen[sc]e) (?:\w+ )?(?:term|"
    r"period)\b",
    r"parties (?:are|shall be|will be) bound\b",
    rf"(?:years?|months?|weeks?)\)?,? (?:period |term )?(?:from|effective|(?:commencing|beginning|starting|running)"
    rf"(?: on| from| as of)?) (?:the )?(?:first day|(?:\d{{1,2}}(?:st|nd|rd|th)? (?:day )?(?:of )?)?{_MONTH}|"
    r"\d{1,2}/\d|(?-i:[A-Z])\w+ (?:(?-i:[A-Z])\w+ )?date\b)",
    r"(?:year|month|week)\)?s?[ -](?:term|commitment|engagement|tenure|period (?:commenc|begin|start|from|follow))",
    r"(?:full|whole|entire|minimum) (?:term|period) of\b",
    r"(?:in force|come to its end|comes? to an end|no (?:expiry|end) date)\b",
    r"last day of (?:the|this) (?:term|agreement|contract|lease) ",
    r"work period\b",
    rf"between (?:\d{{1,2}} )?{_MONTH}",
    r"indefinite (?:period|term|duration)\b",
    r"unlimited duration\b",
    r"no (?:fixed|definite|specified|stated) (?:term|duration|end)\b",
    r"(?:term|duration|period|validity) of (?:this|the)\b",
    r"(?:term|period|duration) of (?:(?:its|\w+'s) )?(?:agreement|contract|engagement|employment|appointment|"
    r"cooperation|"
    r"performance)\b",
    r"period of [a-z ]{0,20}performance\b",
    r"terms? (?:shall mean|means|shall be|will be|length|\((?:in )?(?:months|years)\))",
    r"(?:term|period|duration) (?:is|shall|will|hereof|commences?|begins?|starts?|runs?|expires?|ends?|lasts?)\b",
    r"(?:term|period|duration|validity) ?:",
    r"term of [a-z]+ from\b",
    r"(?:contract|agreement|term) ends? ?:",
    r"expir(?:y|ation)(?: date)? ?:",
    r"(?:expiration|expiry|termination|end) date ?\"? ?(?::|means|shall mean|is|shall be)",
    r"(?:has|have|with) an? (?:\w+ )?(?:term|duration)\b",
    r"for an? (?:initial |minimum |fixed |first )?(?:term|period|duration) of\b",
    r"is for an?\b",
    r"(?:month|year) (?:initial |fixed |base )?term\b",
    r"agreement (?:begins|starts)\b",
    r"(?:agreement|contract)'?s? term\b",
    rf"(?:years?|months?|weeks?|days?)\)?,? (?:period )?,?(?:immediately |next |to run ){{0,2}}(?:as )?(?:from|of|"
    rf"after|following|since|"
    rf"effective|commencing|beginning|starting|running|measured|counted|computed|subsequent to)(?: to run)?"
    rf"(?: on| from| as of| as from)? (?:the )?{_OWN_DAY}",
    r"enters? into (?:this|the) [a-z ]{2,20} for\b",
    r"commits?\b[^.;]{0,60} term of\b",
    r"services? (?:shall|will) be (?:rendered|performed|provided)\b",
    r"(?:restrictions|covenants|provisions)\b[^.;]{0,90}\b(?:terminate|expire|remain|continue)",
    r"(?:rights?|licen[sc]es?|venture|sponsorship)\b[^.;]{0,90}\b(?:continue|remain|expire|terminate|commence|begin|"
    r"run)",
    rf"{_INSTRUMENTS}\b[^.;]{{0,130}}\b{_GOES_ON}",
)
CUE = phrase(rf"\b(?:{'|'.join(_CUES)})|\"(?:[a-z-]+ ){{0,3}}(?:term|period)\"")
