"""The patterns of :mod:`extractor.fields.renewal`: words about how a contract renews."""

from __future__ import annotations

from extractor.fields.numbers import NUMBER
from extractor.fields.phrasing import phrase

CUE = phrase(
    r"\b(?:renew(?:als?|ed|s|able|ing)?\b|extend(?:ed|s)? (?:automatically|for|the (?:initial )?term|"
    r"this agreement|by|upon)|"
    r"extension (?:term|period|option)s?|option to extend|(?:successive|additional|"
    r"consecutive) (?:\w+ ){0,4}(?:\(\d+\) )?(?:[\w-]+ )?(?:term|period|year|month)s?\b|prolong(?:ed|ation)?\b|"
    r"rolls? (?:over|forward)\b|auto-?renew\w*\b|"
    r"year[ -](?:to|by)[ -]year|month[ -](?:to|by)[ -]month|evergreen|non-?renewal|extend (?:it|this|the)\b|"
    r"(?:renewal|renews|extension|ext|prolongation|further terms?|options?)\.? ?[:|]|"
    r"(?:thereafter|whereafter|automatically),? (?:[a-z]+ ){0,3}continue|continue (?:[a-z]+ ){0,6}thereafter|"
    r"continue\w* (?:in [a-z ]{4,24} )?for (?:successive|further|consecutive|another|additional))"
)
SUBJECT = phrase(
    r"^[\W\d]{0,12}(?:option period|options?|renewal|renews|extension|ext\.|prolongation|further terms?) ?[:.|-]|"
    r"\bextend (?:it|the term|this)\b|\b(?:automatic|evergreen) [a-z-]+ renewals?\b|\boptions?,? each to\b|"
    r"\bauto-?renew\w*\b|"
    r"\b(?:this|the|such|initial|current|original) (?:\w+ ){0,4}?(?:agreement|contract|term|lease|licen[sc]e|"
    r"period|franchise|venture|appointment|order|arrangement|subscription|jsma|amendment|mou)\b|"
    r"\bautomatic\w*\b|\b(?:renewal|extension|extended|successive) (?:term|period)s?\b|\bthereafter\b"
)
NOT_RENEWAL = phrase(
    r"\b(?:domain name|insurance|policy|policies|letter of credit|patent|trademark registration|renewals? (?:and|"
    r"or) replacement|renewable energy|"
    r"debt|indebtedness|warranty|support renewal|permits?|confidential)\b"
)
NOT_THE_CONTRACT = phrase(
    r"\b(?:books and records|retain|audit|royalt(?:y|ies)|month period in which|force majeure|board meetings|delivered|"
    r"clickthroughs|profiling term|year of the term|regulatory|cure|calendar quarter|first refusal|docket)\b"
)
LENGTH_BEFORE = phrase(
    r"(?:\b(?:for|of|by|each|every|up to|successive|additional|further|consecutive|subsequent|renewal|extension|"
    r"extended|automatic\w*|another|period|term|one|\(1\)|two|\(2\)|three|\(3\)|\d|"
    r"on an?|a|an|equal|to|year|basis|more|not|least|rolling|optional|new|yes|auto|evergreen|further|add|steps|[:.|"
    r"-]|,) ?){1,3}[\"(]?$|\b(?:five|four|"
    r"six|"
    r"ten)(?: \(\d+\))? $"
)
NO_LENGTH_AFTER = phrase(
    r"^'?s?\)? ?(?:(?:after|of|following|from|(?:commencing|beginning|starting) (?:on|upon|from)) (?:the |its |a |"
    r"such )?(?:date of )?(?:receipt|notice|terminat\w+|expir\w+|"
    r"breach|default|invoice|effective date|date (?:hereof|of this))|old\b|experience\b|to cure\b|(?:in|to) which)"
)
"""What follows a length of something else than a renewal."""
NOTICE_AFTER = phrase(
    r"^'?s?'? ?(?:\)? )?(?:period (?:prior|before|preceding)\b|ahead of\b|\(?(?:or more|written|advance|prior|"
    r"in advance|before|"
    r"notice|preceding|previous to|"
    r"but (?:not|no) more|or earlier)\b|(?:calendar )?(?:'|days)?'? (?:prior|written|notice|advance|before))"
)
NOTICE_LABEL = phrase(r"\bnotice(?: period)? ?:? ?$|\bnotice period of (?:at least )?$")
"""A label for the length that follows."""
NON_RENEWAL = phrase(
    r"\b(?:not (?:to )?(?:be )?(?:further |so )?(?:renew|extend|continue)|non-?(?:renew|extension|continu)|"
    r"(?:intent(?:ion)?|desires?|wish(?:es)?|elects?|election|decision|desiring) (?:not|(?:to|of) (?:terminat|"
    r"cancel|discontinu|end))|"
    r"absent (?:written |prior |such )*notice|until (?:either|one|any|such) party (?:gives|serves|provides|"
    r"terminates)|(?:unless|except if|absent) (?:it is |this agreement is |the agreement is |otherwise |sooner |"
    r"earlier |"
    r"previously )*(?:terminated|cancell?ed|either|one|any|a party|such|notice|written|prior|"
    r"notified|(?-i:[A-Z])\w+(?: or (?-i:[A-Z])\w+)? (?:gives|provides|notifies|elects|delivers|terminates|shall))|"
    r"terminat\w+|"
    r"cancel\w*|contrary|object\w*|declin\w+|opt(?:s|ing)? out|does not|ended by|to end it|denounced|will of not|"
    r"to stop|let it lapse|"
    r"(?:prevent|stop|avoid) (?:the |such |any |an )?(?:automatic )?(?:renewal|extension)|will not continue)"
)
OPTION = phrase(
    r"\b(?:option|right|elect(?:ion|s)?|may|entitled) (?:(?!not )[\w,]+ ){0,8}?(?:renew|extend|renewal|extension)\b|"
    r"\boption(?:al|s)?\b|\bmay be (?:extended|renewed) (?:once )?by (?:the )?(?!mutual|agreement|written|"
    r"the parties)\w+ |\brenew(?:al|ed|able)?\b[^.;]{0,60} at (?:the|its|\w+'s?) (?:sole )?(?:option|election|"
    r"discretion)"
)
AUTOMATIC = phrase(
    r"\bauto\b|\bself-renew|"
    r"\bautomatic\w*\b|\bshall (?:be )?(?:renew|extend)\w*\b|\bwill (?:be )?(?:renew|extend)\w*\b|\brenews\b|"
    r"\bevergreen\b|\b(?:is|be|are|stands) (?:deemed )?(?:tacitly )?"
    r"(?:renewed|extended|prolonged)\b|\bfollowed by (?:[a-z]+ )?renewal\b|\bcontinue\w* (?:in [a-z ]{4,24} )?for "
    r"(?:successive|further|consecutive|another|additional)\b|\broll\w* (?:over|forward)\b|\bauto-?renew|"
    r"\bshall continue (?:thereafter|from year)|\bunless (?:either|one|a) party"
)
RUNS_ON = phrase(r"\b(?:year|month)[ -](?:to|by)[ -](?:year|month)\b")
AGREED = phrase(
    r"\bif [^.;]{0,60} agree\b|\bnegotiat\w+ in good faith\b|\bin good faith an extension\b|\bexpress agreement\b|"
    r"\bparties may[^.;]{0,60}\bextend\b|\bwritten amendment\b|\bsubject to signed writing\b|"
    r"\b(?:mutual(?:ly)?|both parties|by (?:written )?agreement|agreed? (?:in writing|upon|by)|consent of)\b"
)
NONE = phrase(
    r"\bnot (?:being )?renewable\b|\bwaives? [^.;]{0,40}\brenewal\b|"
    r"\b(?:shall|will|may|does) not (?:be )?(?:automatically )?(?:renew|extend)(?:ed)?(?: automatically)?\b|"
    r"\bno (?:right|option) (?:of|"
    r"to) renew"
)
AT_MOST = phrase(
    r"\b(?:up to|not to exceed|no more than|maximum of|total of)(?: another| a total of| a maximum of)? ?$"
)
"""What comes before a length in all, not that of one renewal."""
YEARLY = phrase(
    r"\b(?:year[ -](?:to|by)[ -]year|roll\w* over (?:each|every) year|annual(?:ly)? (?:renew\w*|basis|extension)|"
    r"renew\w* annually|automatic annual|"
    r"yearly (?:renew\w*|basis)|annual renewals?|extended annually|"
    r"each year thereafter|(?:renew\w*|extend\w*) (?:tacitly )?every year|annual (?:periods?|terms?)|"
    r"successive (?:annual|yearly)|additional year\b|successive years|another (?:calendar |contract )?year|"
    r"additional one-year)"
)
HALF_YEARLY = phrase(r"\bhalf (?:of )?(?:an? )?year\b|\bhalf-year\b|\bsemi-?annual (?:periods?|terms?|basis)")
MONTHLY = phrase(r"\bmonth[ -]to[ -]month|monthly (?:basis|periods?|terms?)|successive months")
SAME_LENGTH = phrase(
    r"\bfor (?:a )?like term\b|\bfor equal periods\b|\bfor the same duration\b|"
    r"\b(?:terms?|periods?) (?:of|for) (?:the )?(?:same|equal|like|identical) (?:duration|length|terms?|periods?)|"
    r"\b(?:renew\w*|extend\w*) (?:automatically )?(?:under|on|upon) (?:these|the) same terms\b|"
    r"\b(?:same|equal|like) (?:terms?|periods?) of time\b|\b(?:terms?|periods?) equal (?:in length )?to the initial\b|"
    r"\b(?:for )?(?:an? )?(?:like|equal|"
    r"the same) (?:successive |additional )?(?:terms?|periods?)\b"
)
LEAST_DAYS = 28
"""A renewal for less is a time to cure, or the like."""
GOES_ON = phrase(r"\bcontinues? (?:on a |from )?(?:month|year)[ -]to[ -](?:month|year)\b")
SUCH_NOTICE = phrase(
    r"^(?:\d{0,4} ?\w+, which| ?(?:such|said|any such|the|this)) (?:written )?notice (?:of non-?renewal )?(?:must|"
    r"shall|is to|will|to be) "
)
TO_RENEW = phrase(
    r"\b(?:may|right to|option to|elect to)\b(?! not)[^;]{0,160}?(?<!not\s)\b(?:extend|renew) (?:the|this)\b"
)
"""A notice that takes up an option."""
CAUSE = phrase(r"\b(?:breach|default|insolven\w*|bankrupt\w*|cure|change of control)\b")
LABELLED_NOTICE = phrase(
    r"\bnon-?renewal notice\b|\bnotice (?:period )?(?:of|for|to prevent|against) (?:non-?)?renewal\b|"
    r"\bnotice (?:period )?(?:to )?(?:stop|prevent|end|terminate) (?:the )?(?:auto\w*[ -])?renewal\b"
)
BEFORE_THE_END = phrase(
    r"\b(?:prior to|before|preceding|of|to|at) (?:the )?(?:end|expiration|expiry|termination)(?: date)? (?:of|"
    r"hereof)?(?: (?:the|this|any|such|its|"
    r"either|each|relevant|applicable|then))*[ -](?:then[- ]current|current|initial|renewal|original|term|agreement|"
    r"extended|successive)\b|"
    r"\b(?:applicable|relevant) (?:expiry|expiration|renewal) date\b|\bexpiry date of the\b"
)
REFUSES = phrase(r"\b(?:not to renew|non-?renewal|refus\w+ to renew)\b")
"""That one side will not let the other renew."""
LIMIT = phrase(
    rf"\b(?:up to |for |maximum of )?(?:an? )?(?:additional |maximum of |total of )?({NUMBER}) (?:additional |"
    rf"successive |consecutive |further |optional |automatic ){{1,4}}(?:renewal |"
    rf"extension )?(?:\(?{NUMBER}\)?[ -])?(?:\w{{1,30}}[ -]){{0,3}}?(?:term|period|extension|renewal)s?"
)
ABOUT_THE_END = phrase(
    r"\brenew|\bextend|\bextension|\b(?:prior to|before|preceding|at) (?:the )?(?:end|expiration|expiry) of (?:the|"
    r"any|such|its)"
)
RENEWING = phrase(
    r"(?<!unless\s)(?<!until\s)\b(?:renew|auto-?renew|roll\w* forward|exten[ds]|prolong|successive|additional|"
    r"consecutive|"
    r"(?<!continue\s)thereafter)"
)
"""The first word of renewal; "unless extended" is none, nor is "continue thereafter for three years"."""
