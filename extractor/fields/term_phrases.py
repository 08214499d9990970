"""The patterns of :mod:`extractor.fields.term`: words about how long a contract runs."""

from __future__ import annotations

from extractor.fields.numbers import NUMBER, ORDINAL
from extractor.fields.phrasing import phrase

AGREEMENT = (
    r"(?:this|the|said|our|your) (?:\w+[ -]){0,4}?(?:agreement|subcontract|nda|contract|lease|licen[sc]e|amendment|"
    r"addendum|joint venture|arrangement|deed|subscription|appointment|mou|undertaking|covenant|letter|engagement|"
    r"order|sow|plan)\b"
)
NOT_THE_TERM = phrase(
    r"\bsurviv|\bcure\b|\bremed(?:y|ied)|\binsurance\b|\bwarrant|\bnon-?solicit|\bnon-?compet|"
    r"\bafter (?:the )?(?:expiration|termination)\b|"
    r"\bfollowing (?:the )?(?:expiration|termination)\b|\bthereafter solicit|\bpayment terms?\b|\brecords\b|"
    r"\baudit|\binvoice|"
    r"\bdays' (?:prior )?(?:written )?notice\b|\bprior (?:written )?notice\b|\bbreach|\bdefault|\bemploy(?:ed|"
    r"ment(?! (?:under this agreement |hereunder )?(?:shall|will) (?:commence|begin|start|continue)))\b|\bhire\b|"
    r"\bforce majeure\b|\bpatent\b|\btrial\b|\bsell-off\b|\bwind-?down\b|\btransition (?:period|term)\b|"
    r"\bescrow\b|\bduring the term of this agreement and\b|\bsolicit|\b409A\b|"
    r"\bdiscretion to execute\b|\bseparation from service\b|\bfor the term of this agreement and\b|"
    r"\bexclusiv(?!ity period)|\boption period\b|\bvesting\b|^[\W\d]{0,12}during (?:the|any)\b|\bright of first\b|"
    r"\bnotwithstanding\b[^.;]{0,60} grants?\b"
)
SAYS_TERM = phrase(
    rf"\b(?:the |an? )?(?:initial |original |primary |fixed |base )?(?:term|duration|period) (?:of|for) {AGREEMENT}|"
    rf"\b{AGREEMENT}[^.;]{{0,130}}\b(?:continue|remain|be effective|be in (?:full )?(?:force|effect)|be valid|"
    rf"be for|in (?:full force and )?effect|run|commences?|expires?|"
    r"has a term|is valid|is effective|becomes? effective|deemed effective|terminates? on|extend for|lasts?|lapses?|"
    r"comes? to (?:an|its) end|finish(?:es)?|be operative|subsist|endure|determine on|appl(?:y"
    r"|ies) to [^.;]{0,60} during the|covers? the period|"
    r"stay|"
    r"(?:entered into|concluded|made) (?:with effect )?(?:for|from)|effective (?:for|until|through)|be binding|cease|"
    r"(?:unlimited|indefinite) duration|(?:shall|will)(?: [a-z]+)? (?:terminate|expire|end|conclude))|"
    r"\b(?:it|which) (?:shall|will|would)(?: otherwise)? (?:be in force|continue|remain|run|last"
    r"|come to (?:an|its) end)|"
    r"\b(?:it|agreement) (?:then )?(?:expires|ends|terminates) at the end of (?:that|such|the said) (?:period|term)|"
    r"\b(?:agreement|contract|licen[sc]e|lease) has no (?:fixed|expiry|end|expiration|definite)\b|"
    r"\blast day of (?:the|this) (?:term|agreement|contract|lease)\b|"
    r"\b(?:agreement|contract|subscription) (?:simply )?(?:rolls|goes|carries) on\b|"
    r"\bparties (?:are|shall be|will be) bound\b|\bwork period is\b|\b(?:first|initial|original) term of which\b|"
    r"\b(?:year|month)[ -](?:term|commitment) (?:that |which )?(?:run|start|begin|commenc|from)|"
    r"\bobligations under (?:this|the) \w+ (?:shall |will )?(?:end|cease|expire|terminate)|"
    rf"\benters? into {AGREEMENT} for\b|\b(?:period|term) of performance\b|"
    r"(?:^|\"|\b(?:the|such|this|of) )(?:contract|agreement|licen[sc]ed?|service|subscription|engagement|effective|"
    r"sponsorship|operating|"
    r"franchise|lease|charter|project)(?:'s)? (?:term|period)\"?(?: ?:| (?:shall|will|is|means|commences?|begins?|"
    r"starts?|runs?|expires?|ends?|lasts?)\b)|^[\W\d]{0,12}(?:[a-z]+ ){0,2}(?:term|duration|"
    r"validity)(?: length)? ?[:-]|"
    r"^[\W\d]{0,12}(?:[a-z]+ )?(?:term length|duration|term \((?:in )?(?:months|years)\))|\bvalidity of (?:this|"
    r"the)\b|\b(?:obligations?|restrictions|covenants|undertakings|"
    r"duty)[^.;]{0,90} (?:hereunder|herein|hereof|"
    r"under this agreement|confidential information)[^.;]{0,60} (?:terminates?|expires?|remain|continue)|"
    r"\b(?:your|the executive's|the employee's|the consultant's|the) (?:employment|engagement|"
    r"appointment)\b[^.;]{0,90}\b"
    r"(?:commences?|continues?|begins?|starts?)\b|\b(?:contract|agreement|term) ends? ?:|\bexpir(?:y|"
    r"ation)(?: date)? ?:|"
    r"\b(?:term|period|duration) of (?:(?:the|its|\w+'s) )?(?:agreement|contract|engagement|employment|appointment|"
    r"cooperation)\b|"
    r"\b(?:retain|engage|appoint|grant)\w*\b[^.;]{0,120} for an? (?:\w+ )?(?:term|period) of\b|"
    r"\"(?:(?:initial|contract|agreement|licen[sc]e|services?|subscription|engagement|base|fixed|primary|lease|"
    r"sponsorship|operating|franchise|consulting|maintenance|distribution|supply|first) )?(?:term|period)\"|"
    r"\binitial (?:\w+ )?term\b|\b(?:expiration|expiry|end|"
    r"termination) date ?\"? ?(?::|"
    r"means|shall mean|is|shall be)|\bterm (?:shall mean|"
    r"means)\b|\bfixed term\b|\b(?:has|have) an? (?:\w+ )?(?:term|duration)\b|\bis for an?\b|\bis for the (?:period|"
    r"term)\b|^[\W\d]{0,12}(?:initial |"
    r"contract )?term ?[:-] ?|"
    r"\b(?:month|year) (?:initial |fixed |base )term\b|\bagreement (?:begins|starts)\b|\bthe (?:effective |"
    r"contract )?term (?:shall|"
    r"will|is|hereof|commences)"
)
SAYS_SOME_TERM = phrase(
    r"\b(?!(?:renewal|extension|extended|notice|cure|warranty|survival|transition|sell-?off|wind-?down|tail|restricted|"
    r"reporting|billing|accounting|grace|evaluation|trial|payment|royalty|option|audit|measurement|inspection|"
    r"acceptance|blackout|lock-?up|standstill|election|vesting|development|any|such|that|each|time|short|limited) )"
    r"[a-z]+(?:-[a-z]+)? (?:term|period) (?:shall|will|is|commences?|begins?|starts?|runs?|expires?|ends?|"
    r"lasts?)\b|"
    r"\bfull term of\b|\b(?:retainer|mandate|tenancy|arrangement|commitment) (?:runs|ends|finish\w*|expires|lasts)\b|"
    r"\"[a-z]+ (?:term|period)\"|\b(?:term|period) of (?:execution|validity|effect|cooperation|supply|operation)\b|"
    r"\b(?:the |said )?(?:rights?(?: and licen[sc]es?)?|licen[sc]es?|venture|sponsorship|services|appointment|"
    r"engagement|lease|charter|franchise|partnership|company)\b[^.;]{0,60}\b(?:shall|will) (?:[a-z]+ )?(?:commence|"
    r"begin|continue|remain|run|be|terminate|expire|end|last)\b|"
    r"\b(?:provides?|perform|provided|performed|supply|commits?|subscribes?)\b[^.;]{0,60}\b(?:for|during) (?:an? |"
    r"the )(?:initial |"
    r"minimum |fixed )?(?:term|period) of\b"
)
"""Words about the term of what the contract is for, not of the contract itself."""
ON_WHICH = phrase(r"^,? (?:on|at|upon) which (?:date|day|time)\b[^.;]{0,80}\b(?:expires?|laps\w+|ends?|terminates?)\b")
"""What after a day says that the contract ends on it."""
UNTIL = phrase(
    r"\b(?:last day of (?:the|this) (?:term|agreement|contract|lease|period)|comes? to (?:an"
    r"|its) end|finish(?:es|ing)?|determine|ended|until|till|through(?: and including)?"
    r"|(?<!prior\s)to|and (?:shall |"
    r"will )?(?:end|ends|ending|terminat\w+|"
    r"expir\w+|"
    r"conclud\w+)|(?:shall |will |that |automatically ){0,4}(?:expires?|terminates?|end|ends|ending|expiring|"
    r"terminating|conclude|concludes|concluding|cease|ceases|ceasing)|"
    r"expir(?:y|ation)(?: date)?\"?|(?:end|termination) date\"?|(?:contract|agreement|term) end|laps\w+|up to|"
    r"no(?:t)? (?:event )?later than|(?:19|20)\d\d ?-|"
    r"extended to)(?: (?:and including|on|at|by|as of|upon|with|midnight(?: on)?|"
    r"the close of business on|(?:11:59|5:00|12:00) ?p\.?m\.?,?(?: \(?[a-z]+(?: [a-z]+)?(?: time)?\)?,?)?(?: on)?|"
    r"date of|is|means|shall mean|the|automatically|"
    r"the earlier (?:to occur )?of:?|\((?:i|a)\)|its terms)){0,3} ?[:,(\"]{0,2} ?$"
)
BETWEEN = phrase(r"\bbetween [^.;]{6,30} and (?:including )?$")
OTHERWISE = phrase(
    r"\b(?:first|initial|original|current|present) term (?:of which |hereof )?(?:ends?|expires?)(?: on)? $|"
    r"\bwhich would otherwise [^.;]{4,30} on $"
)
"""The end of the term in the midst of words about a renewal."""
EARLIER = phrase(
    r"\b(?:until|upon|on|expires?|terminates?|ends?)\b[^;.]{0,20}the (?:earlier|earliest) (?:to occur )?of\b[^;]{0,160}"
    r"(?:\((?:[ivx]{1,3}|[a-d1-4])\)|or|and) ?$"
)
"""What stands before a day on which it ends at the latest."""
UNIT_LABEL = phrase(r"\b(?:term|duration) \((?:in )?(?P<unit>month|year)s\) ?:? ?(?P<count>\d{1,3})\b")
TERM_SPAN = phrase(
    r"(?:^[\W\d]{0,12}(?:[a-z]+ ){0,2}(?:term|duration|validity)(?: length)? ?[:-]? ?|\b(?:term|period|duration|"
    r"validity)s? (?:of (?:this|the|said|any)(?: [\w-]+){1,6}(?= (?:is|shall|will) )|of|for|is|"
    r"shall be|will be|equal to)(?: (?:for|a|an|the|term|period|of|"
    r"initial|this|approximately|minimum|fixed|is|agreement|shall|will|be|at least|successive|continue|run|runs|extend|"
    r"fixed at|full|equal to)){0,8} ?|"
    r"\b(?:for|of|runs?|lasts?|be|has|have|with|remain[^.;]{0,40} for)(?: (?:a|an|the|term|period|of|initial|further|"
    r"minimum|"
    r"fixed|at least|total|entire|first|full|least|duration)){0,6} ?|"
    r"\b(?:date (?:that|which) is|day (?:that|which) is) |\b(?:until|through|upon|on|after|in|expir(?:es?|ing)|"
    r"terminat(?:es?|ing)|ends?|ending)(?: (?:the|date|that|which|is|later|of|expiration|"
    r"end|a|an|day|last|falls|in|month|calendar|before|immediately|preceding|completion|automatically|period|"
    r"passage|earlier|[(]?[ai][)])){0,8} ?|"
    r"\b(?:terminates?|expires?|force|effect|effective|terminated)(?: automatically)?,? ?|\bterm ?[:.-] ?|\b(?:initial|"
    r"contract|service|subscription|licen[sc]e)(?: subscription| licen[sc]e| service)? (?:term|"
    r"period)\"? ?(?:\(?\"?[a-z ]{0,20}\"?\)? ?)?(?::|of|is|shall be|will be|means)? ?(?:a )?)$"
)
AFTER_SPAN = phrase(
    r"^'?\"?\)?(?: (?:initial|fixed|contract))?,? ?(?:term|period|duration|from|after|following|commencing|"
    r"beginning|starting|thereafter|therefrom|hence|later|(?:or )?until|in total|of the|unless|\(|\.|,|;|and|with|"
    r"subject|as|counted|"
    r"anniversary|provided|"
    r"hereof|in length|$)"
)
ANNIVERSARY = phrase(
    rf"({ORDINAL}|{NUMBER}-year)(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?:annual )?(?:anniversary|year anniversary)|"
    rf"\b(?:end|expiration|completion|conclusion) of (?:the )?({ORDINAL})(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?:full )?"
    r"(?:contract |agreement |license |term )?year\b|\bend of (?:contract )?year (\d{1,2})\b|"
    rf"\b({ORDINAL})(?: \(\d{{1,3}}(?:st|nd|rd|th)?\))? (?:full )?(?:calendar )?(?P<month>month) (?:thereafter|"
    rf"after|following|anniversary)"
)
ENDLESS = phrase(
    r"\b(?:(?:effective|effect|force|thereafter|continue|remain)(?: and effect)?(?: thereafter)?,? (?:until|"
    r"unless)(?: and until)?"
    r"(?: it is| this agreement is)?(?: earlier| sooner)? (?:terminated|cancell?ed) (?:as|in accordance|pursuant|by|"
    r"under)"
    r"(?![^;]{0,100}\b(?:until|through|term)\b)|"
    r"no (?:fixed|definite|specified|stated) (?:term|duration|end)|no (?:expiry|expiration|end) date|"
    r"without (?:any )?limit (?:in|of) time|open[ -]ended|(?:in|for) perpetuity|until (?:either"
    r"|one) of us|(?:goes|rolls|runs|carries) on until (?:you|we|either|it is|one)\b|"
    r"perpetual(?:ly)?(?! licen[sc]e)|indefinite(?:ly)?|"
    r"unlimited (?:(?:period|term) of |period |term )?(?:period|term|duration|time)|evergreen|not be terminable|"
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
DEFINED_YEAR = phrase(
    r"\"(?!(?:initial |contract |agreement |licen[sc]e )+period)(?:[a-z]+ ){0,2}(?:year|quarter|month|period)s?\" "
    r"(?:means|shall mean|is)|^ ?whereas\b|"
    r"\bterm of (?:this )?(?:schedule|exhibit|annex|attachment)\b"
)
"""Sentences about a stretch of time that is not the contract's term."""
EXCEPTION = phrase(r"\b(?:except|notwithstanding)\b[^;]{0,220}?,(?= ?(?:this|the|said|all) )")
"""What a sentence sets apart before it comes to the contract: "Except for Section 9, which shall survive, ..."."""
MAY_END = phrase(r"^[^.;]{0,80}\bmay (?:be terminated|terminate)\b|\bmay be terminated by (?:either|any)\b")
COUNTS_ON = phrase(
    r"\b(?:end\w*|expir\w*|continu\w*|terminat\w*|remain\w*|extend for|valid|effective|force)\b[^.;]{0,60}$"
)
"""What makes "... three years thereafter" a term, and not what follows one."""
IS_TERM = phrase(
    r"^\)?[ -]?(?:(?:initial|fixed|base|minimum|primary|original) term\b|"
    r"(?:firm |committed )?(?:term|commitment|tenure) (?:that |which )?(?:run|start|begin|commenc|from|of th)|"
    r"period (?:commencing|beginning|starting|running|from) (?:on |as of |from )?(?:the )?(?:effective date|"
    r"date hereof)|"
    r"subsequent to (?:the )?(?:effective date|date hereof))"
)
"""What after a length says that it is the term's."""
MONTH_END = phrase(
    r"\b(?:until|through|to|expires?(?: at| on)?|terminates?(?: at| on)?|end(?:s|ed)?(?: at| on)?) (?:the )?"
    r"(?:end|last day) of (?:the month of )?$"
)
YEAR_END = phrase(
    r"\b(?:until|through|to|expires?(?: at| on)?|terminates?(?: at| on)?|ends?(?: at| on)?) (?:the )?end of "
    r"(?:the )?(?:calendar |fiscal )?(?:year )?((?:19|20)\d\d)(?![\d/-])"
)
LEAD = phrase(r"[\W\d]{0,12}(?:(?:initial )?term(?: and termination)? ?[.:-] ?)?")
"""What may stand before a length that is a provision's first words."""
LABEL = phrase(
    r"(?:^|\W)(?:initial |contract |agreement )?(?:term(?: and termination|;? termination| of (?:this )?agreement)?|"
    r"duration|period of performance) ?[.:-] ?$"
)
"""A heading on the line of the sentence itself."""
CONDITION = phrase(
    r"\b(?:if|where|should|in case) (?:no|the|any|a|such|(?-i:[A-Z])\w+)\b[^.;,]{0,90}\b(?:by|for|within) (?:the )?$"
)
"""What makes a length or an anniversary a time limit."""
STATES_TERM = phrase(r"\b(?:year|month|week)s?\b|\banniversary\b|\b(?:19|20)\d\d\b")
THEN_ENDLESS = phrase(
    r"\bthereafter,? (?:(?!renew)[a-z]+ ){0,6}(?:indefinitely|without limit|for an (?:indefinite|unlimited))\b"
)
"""That after its first length it goes on without an end."""
