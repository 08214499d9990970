"""The patterns of :mod:`extractor.fields.term_labels`: names of the term, its start and its end, and what they hold."""

from __future__ import annotations

import re

from extractor.fields.phrasing import phrase

_OTHER = (
    r"(?:renew\w{0,20}|exten\w{1,20}|options?|notices?|payments?|credit|further|cure|warranty|guarantee|surviv\w{1,20}|trial|other|"
    r"special|key|general|commercial|confidentiality|non-?\w{1,20}|restrict\w{1,20}|billing|invoic\w{1,20}|grace|probation\w{0,20}|"
    r"transition|terminat\w{1,20}|retention|sell-?off|delivery|lead|acceptance|inspection|liability|free|policy|insurance|"
    r"loan|note|escrow|pricing|price|vesting|exercise|patent|royalty|report\w{0,20}|fees?|freight|shipping|trade|late|in|"
    r"successive|subsequent|secondary|matching|negotiation|defined|this|that|such|each|any|standstill|tail|cooling\S{0,20}|"
    r"audit|claims?|rollover|additional|maximum|response|offer|quote|validity|cut-?off|holdover|holding|ramp\S{0,20}|"
    r"evaluation|beta|pilot|quiet|lock-?\w{1,20}|interest|deposit|earn\S{0,20}|forecast\w{0,20}|measurement|reference|base|budget|"
    r"holiday|vacation|leave|sick|break|rest|waiting|qualifying|accrual|fiscal|accounting|tax|rate|limitation)"
)
_WORDS = rf"(?:(?!{_OTHER} )[\w'&-]{{1,20}} ){{0,3}}"
_OF = (
    r"(?: of (?:the |this |your |our )?(?!notice|warrant|payment|surviv|confiden|loan|guarant|office|insur)"
    r"[\w' -]{1,30}?)?"
)
_IN_BRACKETS = r"(?: ?\([^()]{1,30}\))?"
TERM_LABEL = phrase(
    rf"(?:{_WORDS}(?:(?:initial|base|first|minimum|contract) )?(?:term|duration|tenure)|"
    rf"{_WORDS}(?:contract|agreement|term|engagement|project|subscription|commitment|minimum|initial|lease|tenancy|"
    r"hire|service|licen[sc]e|nda|plan|policy) (?:length|life)|(?:length|life)(?= of)|"
    rf"{_WORDS}(?:contract|agreement|booking|supply|hire|rental|lease|letting|tenancy|licen[sc]ed?"
    rf"|subscription|services?|"
    r"engagement|employment|appointment|charter|sponsorship|endorsement|project|work|initial|base|first|fixed|minimum|"
    r"commit\w{1,9}|operating|franchise|hosting|secondment|assignment|consult\w{1,9}|agency|distribution|effective|storage|"
    r"placement|binding|campaign|validity|concession|cooperation|mandate|coverage) period|"
    r"(?:the )?period(?= of)|(?:minimum )?commitment|runs(?: for)?|lasts(?: for)?"
    r"|how long(?: [a-z]+){0,4}|licen[sc]e type|in force(?: for)?|"
    rf"(?:term|contract|agreement) (?:start and end|dates?)){_OF}{_IN_BRACKETS}"
)
"""The whole of a label for how long the contract runs."""
OPEN_PERIOD = phrase(rf"{_WORDS}(?!{_OTHER} )[\w'-]{{1,20}} period")
"""Any other label of a period: the term only where nothing else is."""
START_LABEL = phrase(
    r"(?:(?!offer|rent|billing|payment|option|renewal)[\w'-]{1,20} ){0,3}"
    r"(?:commence\w{0,9}|start\w{0,9}|begin\w{0,9}|from|effective|go-?live|activation|inception)(?: date| on| of term)?"
    rf"{_IN_BRACKETS}"
)
END_LABEL = phrase(
    r"(?:(?:contract|agreement|term|subscription|service|services|licen[sc]e|lease|tenancy|hire|engagement|initial|"
    r"project|sow|the|it|nda|plan|valid|in force|assignment|secondment|appointment|franchise|work"
    r"|estimated|scheduled|natural) ){0,3}"
    r"(?:end|ends|ending|expiry|expires|expiration|until|through|completion|finish|last day|to|conclusion|concludes)"
    rf"(?: date| on| of (?:the )?(?:term|contract|agreement|subscription|services?|lease|engagement))?{_IN_BRACKETS}"
)
"""The whole of a label for the day on which it ends."""
TERM_OR_END = re.compile(f"{TERM_LABEL.pattern}|{END_LABEL.pattern}|{OPEN_PERIOD.pattern}", re.IGNORECASE)
UNENDING = phrase(
    r"(?:is |in |for |on an? )?(?:perpetual\w*|perpetuity|indefinite\w*|evergreen|ongoing|on-going|open[ -]ended|"
    r"rolling|unlimited|no (?:fixed|set|end|expiry)|without (?:limit|end)|continuous|continuing|"
    r"(?:runs |continues |valid )?until (?:terminated|cancell?ed|(?:either|a|one) party))\b"
)
"""What a value begins with where the contract has no end."""
NOT_LONG = phrase(
    r"\b(?:renew\w*|notice|prior|before|after|extend\w*|extension|option|then|thereafter|plus|month-to)\b"
)
"""What no length of the term stands behind."""
RANGE = phrase(r"(?:^| )(?:to|through|thru|until|till|ending|ends|expiring|-|up to)(?: (?:and including|on))? ?$")
"""What stands between the start and the end of a range."""
FROM_SOMETHING = phrase(r"\b(?:from|after|following|upon|commencing|starting|beginning|as of|since)\b")
LABEL_WORDS = (
    "term",
    "period",
    "duration",
    "length",
    " life",
    "tenure",
    "commitment",
    "lasts",
    "runs",
    "how long",
    "e type",
    "in force",
    " end",
    "expir",
    "until",
    "completion",
    "last day",
    "valid",
    "ends",
)
START_WORDS = ("commenc", "start", "begin", "from", "effective", "live", "activation", "inception")
"""What a label holds in any case: a plain search comes before the pattern."""
