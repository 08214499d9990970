"""The patterns of :mod:`extractor.fields.renewal`: words about how a contract renews."""

from __future__ import annotations

from extractor.fields.numbers import NUMBER
from extractor.fields.phrasing import phrase

CUE = phrase(
    r"\b(?:non-?renewable|no renewal\b|extendable|extensible|continues? on an? (?:month|annual"
    r"|year)|without renewal|renewing\b|prolong(?:s|ing)?\b|re-?appointed\b|"
    r"options?,? (?:each )?to (?:add|extend|engage)|(?:can|may|to) (?:[a-z]+ )?(?:extend|add|prolong)\b|"
    r"\bsign an extension|extensions? of (?:up to )?(?:\w+ ){1,3}(?:year|month)s?|(?:any|no) (?:renewal|extension)\b|"
    r"whereafter|extended month by month|"
    r"further (?:\w+ ){0,2}(?:\(\w+\) )?(?:terms?|periods?|years?|months?)\b|carr(?:y|ies) on\b"
    r"|renew(?:als?|ed|s|able|ing)?\b|extend(?:ed|s)? (?:automatically|for|the (?:initial )?term|"
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
    r"\b(?:successive|consecutive)[^.;]{0,40} options?\b|\b(?:stop|prevent|avoid) (?:a|the|any|such) renewals?\b|"
    r"^[\W\d]{0,12}(?:option period|options?|renewal|renews|extension|ext\.|prolongation|further terms?) ?[:.|-]|"
    r"\bextend (?:it|the term|this)\b|\b(?:automatic|evergreen) [a-z-]+ renewals?\b|\boptions?,? each to\b|"
    r"\bauto-?renew\w*\b|"
    r"\b(?:this|the|such|initial|current|original) (?:\w+ ){0,4}?(?:agreement|contract|term|lease|licen[sc]e|"
    r"period|franchise|venture|appointment|order|arrangement|subscription|amendment|mou)\b|"
    r"\bautomatic\w*\b|\b(?:renewal|extension|extended|successive) (?:term|period)s?\b|\bthereafter\b"
)
NOT_RENEWAL = phrase(
    r"\b(?:refuse to extend|domain (?:names?|regist\w+)|defaulting party|force majeure|ssl|certificates?|holds over|"
    r"holding over|hold-?over|"
    r"remains? in (?:occupation|possession)|no longer$|shall extend for [^.;]{0,70}from the (?:effective date|date)|"
    r"members shall|insurance|policy|policies|letter of credit|patent|trademark registration|renewals? (?:and|"
    r"or) replacement|renewable energy|"
    r"debt|indebtedness|warranty|support renewal|permits?|confidential)\b"
)
NOT_THE_CONTRACT = phrase(
    r"\b(?:books and records|retain|audit|royalt(?:y|ies)|month period in which|force majeure|board meetings|delivered|"
    r"clickthroughs|profiling term|year of the term|regulatory|cure|calendar quarter|first refusal|docket)\b"
)
LENGTH_BEFORE = phrase(
    r"\b(?:in steps of|no more than|totalling|by|to add|may add|each|for up to) ?[\"(]?$|"
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
OPTION = phrase(
    r"\b(?:entitled to|right to|options? for) (?:up to )?(?:[\w()]+ ){1,3}(?:extensions|renewals)\b|"
    r"\b(?:may|can|entitled to|right to|right,[^.;]{0,40}, to|reserves?[^.;]{0,30} to|options?,? (?:each )?to) "
    r"(?:(?!not )[\w,]+ ){0,6}?(?:extend|renew|prolong|add|engage)\b|\bat the (?:sole "
    r"|exclusive )?(?:discretion|option|election|"
    r"request) of\b[^.;]{0,140}\b(?:renewed|extended|prolonged)\b|\b(?:may|can) be (?:extended|renewed|prolonged)\b|"
    r"\b(?:option|right|elect(?:ion|s)?|may|entitled) (?:(?!not )[\w,]+ ){0,8}?(?:renew|extend|renewal|extension)\b|"
    r"\boption(?:al|s)?\b|\bmay be (?:extended|renewed) (?:once )?by (?:the )?(?!mutual|agreement|written|"
    r"the parties)\w+ |\brenew(?:al|ed|able)?\b[^.;]{0,60} at (?:the|its|\w+'s?) (?:sole )?(?:option|election|"
    r"discretion)"
)
ENDS_BY_ITSELF = phrase(
    r"\b(?:terminat\w*|expir\w*|ends?|ended|laps\w+|cease)\b[^.;,]{0,20}\bautomatic\w*|"
    r"\bautomatic\w* (?:terminat\w*|expir\w*|ends?|laps\w+|cease)\b"
)
"""What happens of its own accord is the end: "shall terminate automatically"."""
AUTOMATIC = phrase(
    r"\bcontinues? (?:[a-z]+ ){0,2}on an? (?:monthly|annual|yearly|month|year)|"
    r"\bkeeps? (?:on )?renewing\b|\bcarr(?:y|ies) on (?:from|for)\b|"
    r"\bauto\b|\bself-renew|"
    r"\bautomatic\w*\b|\bshall (?:be )?(?:renew|extend)\w*\b|\bwill (?:be )?(?:renew|extend)\w*\b|\brenews\b|"
    r"\bevergreen\b|\b(?:is|(?<!may\s)(?<!can\s)(?<!cannot\s)(?<!not\s)be|are|stands) (?:deemed )?(?:tacitly )?"
    r"(?:renewed|extended|prolonged)\b|\bfollowed by (?:[a-z]+ )?renewal\b|\bcontinue\w* (?:in [a-z ]{4,24} )?for "
    r"(?:successive|further|consecutive|another|additional)\b|\broll\w* (?:over|forward)\b|\bauto-?renew|"
    r"\bshall continue (?:thereafter|from year)|\bunless (?:either|one|a) party"
)
RUNS_ON = phrase(r"\b(?:year|month)[ -](?:to|by)[ -](?:year|month)\b")
AGREED = phrase(
    r"\b(?:extension|renewal)s?\b[^.;]{0,30}\b(?:requires?|only by|subject to"
    r"|conditional on) [^.;]{0,20}\b(?:written|mutual|"
    r"agree\w*|amendment|signed)|\bby (?:common |mutual )?(?:consent|accord)\b|"
    r"\bif (?:both|all|they|the parties|we)\b[^.;]{0,40}\b(?:agree|wish|consent|want)\b|\bunanimous\w*\b|\bjointly\b|"
    r"\b(?:written|signed) (?:instrument|amendment|addendum|agreement) [^.;]{0,60}\b(?:signed|executed) by\b|"
    r"\bunless and until an? (?:amendment|agreement)\b|\bparties may\b[^.;]{0,140}\b(?:extend|extension|renew|prolong)|"
    r"\bdiscuss\b[^.;]{0,40}\b(?:extension|renewal)|\b(?:both|all) (?:parties|sides)[^.;]{0,20} (?:agree|consent|wish)|"
    r"\bif [^.;]{0,60} agree\b|\bnegotiat\w+ in good faith\b|\bin good faith an extension\b|\bexpress agreement\b|"
    r"\bparties may[^.;]{0,60}\bextend\b|\bwritten amendment\b|\bsubject to signed writing\b|"
    r"\b(?:mutual(?:ly)?|both parties|by (?:written )?agreement|agreed? (?:in writing|upon|by)|consent of)\b"
)
NONE = phrase(
    r"\bwithout (?:any )?(?:tacit |automatic )(?:renewal|extension)|"
    r"\bnon-?renewable\b|\bno (?:automatic |right (?:of|to) |option (?:of|to) )?(?:renewals?"
    r"|extensions?)\b(?! (?:notice|fee|"
    r"shall|will|of the term shall))|\bwithout (?:any )?(?:right|possibility|option)? ?(?:of |to )?renew(?:al)?\b|"
    r"\b(?:cannot|can not) be (?:tacitly |automatically )?(?:renewed|extended|prolonged)\b|"
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
    r"\b(?:for|by) (?:a|one|a further|another) (?:further )?year (?:at a time|each time)\b|\bby a further year\b|"
    r"\b(?:year[ -](?:to|by)[ -]year|roll\w* over (?:each|every) year|annual(?:ly)? (?:renew\w*|basis|extension)|"
    r"renew\w* annually|automatic annual|"
    r"yearly (?:renew\w*|basis)|annual renewals?|extended annually|"
    r"each year thereafter|(?:renew\w*|extend\w*) (?:tacitly )?every year|annual (?:periods?|terms?)|"
    r"successive (?:annual|yearly)|additional year\b|successive years|another (?:calendar |contract )?year|"
    r"additional one-year)"
)
HALF_YEARLY = phrase(r"\bhalf (?:of )?(?:an? )?year\b|\bhalf-year\b|\bsemi-?annual (?:periods?|terms?|basis)")
MONTHLY = phrase(r"\bmonth[ -](?:to|by)[ -]month|monthly (?:basis|periods?|terms?)|successive months")
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
LIMIT = phrase(
    rf"\b(?:up to |for |maximum of )?(?:an? )?(?:additional |maximum of |total of )?({NUMBER}) (?:additional |"
    rf"successive |consecutive |further |optional |automatic ){{1,4}}(?:renewal |"
    rf"extension )?(?:\(?{NUMBER}\)?[ -])?(?:\w{{1,30}}[ -]){{0,3}}?(?:term|period|extension|renewal)s?"
)
RENEWING = phrase(
    r"\b(?:re-?appoint|add\b(?! to)|carr(?:y|ies) on|whereafter|further (?:terms?|periods?|\w+ (?:year|month)))|"
    r"(?<!unless\s)(?<!until\s)\b(?:renew|auto-?renew|roll\w* forward|exten[ds]|prolong|successive|additional|"
    r"consecutive|"
    r"(?<!continue\s)thereafter)"
)
"""The first word of renewal; "unless extended" is none, nor is "continue thereafter for three years"."""
OF_RENEWALS = phrase(
    r"^ ?(?:automatic )?(?:renewals?|extensions?|(?:renewal|extension) options?)\b(?! (?:terms?|periods?))"
)
NAMED_RENEWALS = phrase(r"\b(?:year|month)\)?s?[ -](?:automatic )?(?:renewals?|extensions?)\b")
"""A length that stands before the renewals it is of."""
RENEWAL_WORD = phrase(r"\b(?:renew|exten[ds]|prolong)")
SAYS_EXTENDED = phrase(
    r"\b(?:any|no) (?:renewal|extension)\b|"
    r"\b(?:term|agreement|contract|it|lease|licen[sc]e|engagement|duration|period)\b[^.;]{0,60}\b(?:renewed|extended|"
    r"prolonged|renewable|extendable)\b|\b(?:extend|renew|prolong) (?:it|the|this|its)\b"
    r"|\b(?:extension|renewal) of (?:it|the|"
    r"this|its)\b"
)
"""That it is the contract that is renewed or extended."""
