"""The patterns of :mod:`extractor.fields.renewal_notices`: the notice that keeps a contract from renewing."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

ABOUT_THE_END = phrase(
    r"\brenew|\bextend|\bextension|\b(?:prior to|before|preceding|at) (?:the )?(?:end|expiration|expiry) of (?:the|"
    r"any|such|its)"
)
BEFORE_THE_END = phrase(
    r"\b(?:prior to|before|preceding|of|to|at) (?:the )?(?:end|expiration|expiry|termination)(?: date)? (?:of|"
    r"hereof)?(?: (?:the|this|any|such|its|"
    r"either|each|relevant|applicable|then))*[ -](?:then[- ]current|current|initial|renewal|original|term|agreement|"
    r"extended|successive)\b|"
    r"\b(?:applicable|relevant) (?:expiry|expiration|renewal) date\b|\bexpiry date of the\b"
)
CAUSE = phrase(r"\b(?:breach|default|insolven\w*|bankrupt\w*|cure|change of control)\b")
LABELLED_NOTICE = phrase(
    r"\bnon-?renewal notice\b|\bnotice (?:period )?(?:of|for|to prevent|against) (?:non-?)?renewal\b|"
    r"\bnotice (?:period )?(?:to )?(?:stop|prevent|end|terminate) (?:the )?(?:auto\w*[ -])?renewal\b"
)
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
    r"cancel\w*|contrary|object\w*|declin\w+|opt(?:s|ing)? out|does not|ended by|to end it"
    r"|denounced|will of not|save (?:where|if)|if not denounced|unless we hear|failing (?:such "
    r"|written |prior )*notice|switch(?:es)? off|turn(?:s|ed)? off|until (?:either|one) of us|"
    r"to stop|let it lapse|"
    r"(?:prevent|stop|avoid) (?:the |such |any |an? )?(?:automatic )?(?:renewal|extension)|will not continue)"
)
NOTICE_AFTER = phrase(
    r"^'?s?'? ?(?:- [^-]{1,30} - ?)?(?:\)? )?(?:period (?:prior|before|preceding)\b|ahead of\b"
    r"|\(?(?:or more|written|advance|prior|"
    r"in advance|before|beforehand|earlier|ahead|"
    r"notice|preceding|previous to|"
    r"but (?:not|no) more|or earlier)\b|(?:calendar )?(?:'|days)?'? (?:prior|written|notice|advance|before))"
)
NOTICE_LABEL = phrase(
    r"\banticipation of (?:at least )?$|\bnotice(?: period)? ?:? ?$|\bnotice period of (?:at least )?$"
)
"""A label for the length that follows."""
REFUSES = phrase(r"\b(?:not to renew|non-?renewal|refus\w+ to renew)\b")
"""That one side will not let the other renew."""
SUCH_NOTICE = phrase(
    r"^(?:\d{0,4} ?\w+, which| ?(?:such|said|any such|the|this)) (?:written )?notice (?:of non-?renewal )?(?:must|"
    r"shall|is to|will|to be) "
)
TO_RENEW = phrase(
    r"\b(?:may|right to|option to|elect to)\b(?! not)[^;]{0,160}?(?<!not\s)\b(?:extend|renew) (?:the|this)\b"
)
"""A notice that takes up an option."""
