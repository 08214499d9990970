"""The patterns of :mod:`extractor.fields.term`: words about how long a contract runs."""

from __future__ import annotations

from extractor.fields.numbers import NUMBER, ORDINAL
from extractor.fields.phrasing import phrase

AGREEMENT = (
    r"(?:this|the|said) (?:\w+[ -]){0,4}?(?:agreement|contract|lease|licen[sc]e|amendment|addendum|joint venture|"
    r"arrangement|deed|subscription|"
    r"jsma|appointment|mou|undertaking|covenant|letter|engagement|order|sow|plan)\b"
)
CUE = phrase(
    r"\b(?:initial|original|primary|fixed|base|contract|stated|first|service|subscription|licen[sc]e) (?:\w+ )?(?:term|"
    r"period)\b|\bindefinite (?:period|term|duration)\b|\bno (?:fixed|definite|specified|stated) (?:term|duration|"
    r"end)\b|"
    r"\b(?:term|duration|period) of (?:this|the)\b|\bterm (?:shall mean|means)\b|\b(?:contract|agreement|"
    r"term) ends? ?:|\bexpir(?:y|ation)(?: date)? ?:|"
    r"\b(?:term|period|duration) of (?:(?:the|its|\w+'s) )?(?:agreement|contract|engagement|employment|appointment|"
    r"cooperation)\b|"
    r"\b(?:has|have|with) an? (?:\w+ )?(?:term|duration)\b|\bis for an?\b|"
    r"\b(?:month|year) (?:initial |fixed |base )?term\b|\bagreement (?:begins|starts)\b|"
    r"(?:years?|months?),? (?:as )?(?:from|of|after|following|commencing|beginning|"
    r"subsequent to)(?: on)? (?:the )?(?:effective date|"
    r"date hereof|"
    r"date of this)|\b(?:agreement|contract)'?s? term\b|"
    r"\"(?:initial |service |contract |subscription |services |agreement )?(?:term|period)\"|\bthe term (?:is|"
    r"shall|will|hereof|commences|begins|expires)|"
    r"\b(?:agreement|contract|lease|letter|amendment|joint venture|addendum|undertaking|jsma|appointment|deed|"
    r"licen[sc]e|arrangement|obligations|engagement|employment|subscription|services)\b[^.;]{0,130}\b"
    r"(?:continue|remain|expire|terminate|be (?:effective|in (?:full )?(?:force|effect)|binding|valid|for)|"
    r"in effect|commence|run|extend|"
    r"become effective|is effective|lasts?|laps|cease|ends?|ending|has a term|(?:is|be) (?:valid|for|(?:entered into|"
    r"concluded|made|granted|provided) (?:for|from))|stay|"
    r"will be (?:effective|valid))|"
    r"\bterm ?: |\bterms? (?:is|shall be|will be) |\b(?:expiration|expiry|termination|end) date ?\"? ?(?::|means|"
    r"shall mean|is|shall be)|\bterm of [a-z]+ from\b|\bfor (?:an|"
    r"a) (?:initial |minimum |fixed )?(?:term|period) of\b"
)
NOT_THE_TERM = phrase(
    r"\bsurviv|\bcure\b|\bremed(?:y|ied)|\binsurance\b|\bwarrant|\bnon-?solicit|\bnon-?compet|"
    r"\bafter (?:the )?(?:expiration|termination)\b|"
    r"\bfollowing (?:the )?(?:expiration|termination)\b|\bthereafter solicit|\bpayment terms?\b|\brecords\b|"
    r"\baudit|\binvoice|"
    r"\bdays' (?:prior )?(?:written )?notice\b|\bprior (?:written )?notice\b|\bbreach|\bdefault|\bemploy(?:ed|"
    r"ment(?! (?:shall|will) (?:commence|begin|start|continue)))\b|\bhire\b|"
    r"\bforce majeure\b|\bpatent\b|\btrial\b|\bsell-off\b|\bwind-?down\b|\btransition (?:period|term)\b|"
    r"\bescrow\b|\bduring the term of this agreement and\b|\bsolicit|\b409A\b|"
    r"\bdiscretion to execute\b|\bseparation from service\b|\bfor the term of this agreement and\b|"
    r"\bexclusiv(?!ity period)"
)
SAYS_TERM = phrase(
    rf"\b(?:the |an? )?(?:initial |original |primary |fixed |base )?(?:term|duration|period) (?:of|for) {AGREEMENT}|"
    rf"\b{AGREEMENT}[^.;]{{0,130}}\b(?:continue|remain|be effective|be in (?:full )?(?:force|effect)|be valid|"
    rf"be for|in (?:full force and )?effect|run|commences?|expires?|"
    r"has a term|is valid|is effective|becomes? effective|deemed effective|terminates? on|extend for|lasts?|lapses|"
    r"stay|"
    r"(?:entered into|concluded|made) (?:with effect )?(?:for|from)|"
    r"(?:shall|will)(?: [a-z]+)? (?:terminate|expire))|\b(?:obligations?|restrictions|covenants|undertakings|"
    r"duty)[^.;]{0,90} (?:hereunder|herein|hereof|"
    r"under this agreement|confidential information)[^.;]{0,60} (?:terminates?|expires?)|"
    r"\b(?:your|the executive's|the employee's|the consultant's|the) (?:employment|engagement|"
    r"appointment)\b[^.;]{0,90}\b"
    r"(?:commences?|continues?|begins?|starts?)\b|\b(?:contract|agreement|term) ends? ?:|\bexpir(?:y|"
    r"ation)(?: date)? ?:|"
    r"\b(?:term|period|duration) of (?:(?:the|its|\w+'s) )?(?:agreement|contract|engagement|employment|appointment|"
    r"cooperation)\b|"
    r"\b(?:retain|engage|appoint|grant)\w*\b[^.;]{0,120} for an? (?:\w+ )?(?:term|period) of\b|"
    r"\"(?:[a-z]+ )?(?:term|period)\"|\binitial (?:\w+ )?term\b|\b(?:expiration|expiry|end|"
    r"termination) date ?\"? ?(?::|"
    r"means|shall mean)|\bterm (?:shall mean|"
    r"means)\b|\bfixed term\b|\b(?:has|have) an? (?:\w+ )?(?:term|duration)\b|\bis for an?\b|\bis for the (?:period|"
    r"term)\b|^[\W\d]{0,12}(?:initial |"
    r"contract )?term ?[:-] ?|"
    r"\b(?:month|year) (?:initial |fixed |base )term\b|\bagreement (?:begins|starts)\b|\bthe (?:effective |"
    r"contract )?term (?:shall|"
    r"will|is|hereof|commences)"
)
UNTIL = phrase(
    r"\b(?:until|till|through(?: and including)?|to|and (?:shall |will )?(?:end|ends|ending|terminat\w+|expir\w+|"
    r"conclud\w+)|(?:shall |will |that |automatically ){0,4}(?:expires?|terminates?|end|ends|ending|expiring|"
    r"terminating|conclude)|"
    r"expir(?:y|ation)(?: date)?\"?|(?:end|termination) date\"?|(?:contract|agreement|term) end|laps\w+|up to|"
    r"no(?:t)? later than|(?:19|20)\d\d ?-|"
    r"extended to)(?: (?:and including|on|at|by|as of|upon|with|midnight(?: on)?|"
    r"the close of business on|11:59 p\.?m\.?(?: on)?|date of|is|means|shall mean|the|automatically|"
    r"the earlier (?:to occur )?of:?|\((?:i|a)\)|its terms)){0,3} ?[:,(\"]{0,2} ?$"
)
TERM_SPAN = phrase(
    r"(?:\b(?:term|period|duration)s? (?:of (?:this|the|said|any)(?: [\w-]+){1,6}(?= (?:is|shall|will) )|of|for|is|"
    r"shall be|will be|equal to)(?: (?:for|a|an|the|term|period|of|"
    r"initial|this|approximately|minimum|fixed|is|agreement|shall|will|be|at least|successive|continue|run|runs|extend|"
    r"fixed at|full|equal to)){0,8} ?|"
    r"\b(?:for|of|runs?|lasts?|be|has|have|with|remain[^.;]{0,40} for)(?: (?:a|an|the|term|period|of|initial|further|"
    r"minimum|"
    r"fixed|at least|total|entire|first|full|least|duration)){0,6} ?|"
    r"\b(?:date (?:that|which) is|day (?:that|which) is) |\b(?:until|through|upon|on|after|in|expir(?:es?|ing)|"
    r"terminat(?:es?|ing)|ends?|ending)(?: (?:the|date|that|which|is|later|of|expiration|"
    r"end|a|an|day|last|falls|completion|automatically|period|passage|earlier|[(]?[ai][)])){0,8} ?|"
    r"\b(?:terminates?|expires?|force|effect|terminated)(?: automatically)?,? ?|\bterm ?[:.-] ?|\b(?:initial|"
    r"contract|service|subscription|licen[sc]e)(?: subscription| licen[sc]e| service)? (?:term|"
    r"period)\"? ?(?:\(?\"?[a-z ]{0,20}\"?\)? ?)?(?::|of|is|shall be|will be|means)? ?(?:a )?)$"
)
AFTER_SPAN = phrase(
    r"^'?\"?\)?(?: (?:initial|fixed|contract))?,? ?(?:term|period|duration|from|after|following|commencing|"
    r"beginning|starting|thereafter|therefrom|hence|later|or until|of the|unless|\(|\.|,|;|and|with|subject|as|counted|"
    r"anniversary|provided|"
    r"hereof|in length|$)"
)
ANNIVERSARY = phrase(
    rf"({ORDINAL}|{NUMBER}-year)(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?:annual )?(?:anniversary|year anniversary)|"
    rf"\b(?:end|expiration|completion|conclusion) of (?:the )?({ORDINAL})(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?:full )?"
    r"(?:contract |agreement |license |term )?year\b|\bend of (?:contract )?year (\d{1,2})\b|"
    rf"\b({ORDINAL})(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?P<month>month) (?:thereafter|after|following|anniversary)"
)
ENDLESS = phrase(
    r"\b(?:no (?:fixed|definite|specified|stated) (?:term|duration|end)|(?:in|for) perpetuity|"
    r"perpetual(?:ly)?(?! licen[sc]e)|indefinite(?:ly)?|"
    r"unlimited (?:period|term|duration|time)|evergreen|not be terminable|"
    r"(?:until|unless and until|end when|ends? upon)(?: (?:it|this agreement|the agreement|such time as|is|are|"
    r"earlier|either|"
    r"duly|otherwise|the|unless|and|otherwise))* ?(?:terminat(?:ed|ion)|cancell?ed)(?! of the| date)|"
    r"(?:end|ends|terminate|terminates) (?:on (?:the )?\w+ days? (?:following|after) (?:a )?(?:written )?notice|"
    r"\(?[ai]?\)? ?at the option of (?:any|either) party)|"
    r"until the (?:(?:expiration|expiry) or )?(?:earlier )?(?:termination|"
    r"expiration) (?:or expiration )?of the (?-i:[A-Z])|"
    r"until the earlier (?:to occur )?of [^.;]{0,160} notice of termination|"
    r"(?:remain|continue)s? (?:in (?:full )?(?:force|effect)(?: and effect)? )?unless (?:it is |this agreement is )?"
    r"(?:earlier |sooner )?terminated by|"
    r"until (?:such time as )?(?:either|one|any|both) (?:party|parties|of the parties)[^.;]{0,60}(?:terminat|"
    r"notice|notif|inform|cancel))"
)
RENEWAL = phrase(
    r"\b(?:(?<!or\s)(?<!unless\s)renew(?:al|ed|s|able)?|(?<!or\s)(?<!unless\s)(?:extend(?:ed|s)|extend(?! for )|"
    r"(?<!and\s)(?<!shall\s)(?<!will\s)extend(?= for ))(?! for an initial)(?! (?:through|until|to) )|"
    r"extension|successive|"
    r"additional|further (?:term|period))\b[^.;]{0,50}$|\b(?:may|can|option to) (?:be )?extend[^.;]{0,40}$|"
    r"(?<!continue\s)\bthereafter\b[^.;]{0,50}$"
)
START_EFFECTIVE = phrase(
    r"\b(?:effective date|date (?:hereof|of (?:this|the) (?:agreement|contract|letter)|"
    r"(?:first )?above|first (?:above )?(?:written|set forth)|(?:first )?(?:written|set forth|set out|listed|"
    r"stated) above|"
    r"of (?:its |the )?(?:execution|signature|signing)|of (?:last|final) signature|on which this agreement)|"
    r"execution|commencement date|hereof|signing|start date|agreement date|execution date|contract date)\b"
)
START_OTHER = phrase(
    r"\b(?:from|after|following|upon|commenc\w+ (?:on|with|upon)|begin\w* (?:on|with|upon)|starting (?:on|with)|"
    r"of the|since) (?:the |its |such |any )?(?:date (?:of|on which|that|when) )?(?:the )?"
    r"(?:first (?!above|written|set)|end|completion|opening|launch|delivery|deliver|commercial|closing|acceptance|"
    r"installation|approval|receipt|final|last|initial (?!term)|project|in-service|regulatory|[a-z]+ first|"
    r"[a-z]+ (?:delivers|receives|completes|commences)|company delivers|expiration|termination|each|grant|"
    r"disclosure|rig)"
)
EITHER_END = phrase(r"\b(?:longer|later|latest|shorter) (?:of|to occur)\b|\bwhichever\b")
UNKNOWN_END = phrase(r"\b(?:longer|shorter) of\b")
NAMED_START = phrase(
    r"\b((?:[A-Z][a-z]+ ){0,3}(?:Effective|Commencement|Start|Launch|Closing|Execution|Agreement|Signing|"
    r"Beginning) Date)\b",
    exact_case=True,
)
OWN_DAY = phrase(
    r"\b(?:date (?:hereof|of (?:this|the) (?:agreement|contract|letter)|(?:first )?(?:above )?written|"
    r"(?:first )?above)|hereof|"
    r"(?:date|day) (?:and year )?first|execution|signing|signature)\b"
)
"""That a term counts from the day of the contract itself, whatever its effective date."""
DEFINED_YEAR = phrase(
    r"\"(?:[a-z]+ ){0,2}(?:year|quarter|month|period)s?\" (?:means|shall mean|is)|^ ?whereas\b|"
    r"\bterm of (?:this )?(?:schedule|exhibit|annex|attachment)\b"
)
"""Sentences about a stretch of time that is not the contract's term."""
MAY_END = phrase(r"^[^.;]{0,80}\bmay (?:be terminated|terminate)\b|\bmay be terminated by (?:either|any)\b")
COUNTS_ON = phrase(r"\b(?:end\w*|expir\w*|continu\w*|terminat\w*|remain\w*|extend for)\b[^.;]{0,60}$")
"""What makes "... three years thereafter" a term, and not what follows one."""
IS_TERM = phrase(
    r"^\)? ?(?:(?:initial|fixed|base|minimum|primary|original) term\b|"
    r"period (?:commencing|beginning|starting|running|from) (?:on |as of |from )?(?:the )?(?:effective date|"
    r"date hereof)|"
    r"subsequent to (?:the )?(?:effective date|date hereof))"
)
"""What after a length says that it is the term's."""
MONTH_END = phrase(
    r"\b(?:until|through|to|expires?(?: at| on)?|terminates?(?: at| on)?|ends?(?: at| on)?) (?:the )?end of "
    r"(?:the month of )?$"
)
YEAR_END = phrase(
    r"\b(?:until|through|to|expires?(?: at| on)?|terminates?(?: at| on)?|ends?(?: at| on)?) (?:the )?end of "
    r"(?:the )?(?:calendar |fiscal )?(?:year )?((?:19|20)\d\d)(?![\d/-])"
)
LEAD = phrase(r"[\W\d]{0,12}(?:(?:initial )?term ?[.:-] ?)?")
"""What may stand before a length that is a provision's first words."""
LABEL = phrase(r"(?:^|\W)(?:initial )?(?:term|duration) ?[.:-] ?$")
"""A heading on the line of the sentence itself."""
