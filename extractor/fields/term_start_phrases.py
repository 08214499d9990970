"""The patterns of :mod:`extractor.fields.term_ends`: words about the day from which a term counts."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
START_EFFECTIVE = phrase(
    r"\b(?:eff(?:ective|\.) date|date (?:hereof|of (?:this|the) (?:agreement|contract|letter)|"
    r"(?:first )?above|first (?:above )?(?:written|set forth)|(?:first )?(?:written|set forth|set out|listed|"
    r"stated) above|"
    r"of (?:its |the )?(?:execution|signature|signing)|of (?:last|final) signature|on which this agreement)|"
    r"execution|commencement date|hereof|signing|start date|agreement date|execution date|contract date)\b"
)
START_OTHER = phrase(
    r"\b(?:from|after|following|upon|commenc\w+ (?:on|with|upon)|begin\w* (?:on|with|upon)|starting (?:on|with)|"
    r"(?<!as\s)of the|since) (?:the |its |such |any )?(?:date (?:of|on which|that|when) )?(?:the )?"
    r"(?:first (?!above|written|set)|end|completion|opening|launch|delivery|deliver|commercial|closing|acceptance|"
    r"installation|(?:fda |ema |marketing |board )?approval|receipt|final|last"
    r"|[\w -]{3,40} (?:opens|launches|goes live|is (?:delivered|installed|"
    r"completed|accepted|launched|"
    r"opened))\b|initial (?!term)|project|in-service|regulatory|[a-z]+ first|"
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
DAY_BEFORE = phrase(r"\bday (?:immediately )?(?:before|preceding|prior to) (?:the )?$")
LAST_OF_MONTH = phrase(
    r"\b(?:last day|end) of the (?:calendar )?month(?: (?:in|during) which| that is| which is| containing| of)?"
    r"(?: (?:the|a|an))? ?$"
)
FROM_NAMED = phrase(
    r"^[^.;,]{0,30}\b(?:from|after|following|on|of|upon) (?:the )?((?:(?-i:[A-Z])[\w-]+ ){0,2}(?:Acceptance|Activation|"
    r"Delivery|Installation|Completion|Go-Live|Opening|Approval|Occupancy|Possession|Handover|Funding) Date)\b"
)
"""An event whose day the contract names, from which the length before it counts."""
FROM_THE_START = phrase(
    r"^'?\)? ?(?:period |term |commitment )?,? ?(?:that |which )?(?:(?:immediately |next )?(?:from"
    r"|after|following|since|of|as of|as from|effective)|"
    r"(?:to run |to be )?(?:starting|commencing|beginning|begins|starts|runs|running|measured"
    r"|counted|computed|reckoned)(?: to run)?"
    r"(?: (?:on|from|as of|as from|with))?) (?:and including )?(?:the )?(?:date (?:hereof|of (?:this|its|signature|"
    r"signing|"
    r"execution)|first)|its date|effective date|signing|signature|execution|commencement date)"
)
FROM_A_DAY = phrase(
    r"^'?\)? ?(?:period |term |commitment )?,? ?(?:that |which )?(?:with effect )?(?:(?:from|after|following|as of|"
    r"as from|effective)|(?:starting|commencing|beginning|begins|starts|runs|running)(?: (?:on|from|as of|with))?) "
    r"(?:and including )?(?:the )?(?:first day of|"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:day )?(?:of )?)?{MONTH}\b|\d{{1,2}}/\d{{1,2}}/|"
    r"(?-i:[A-Z])\w+ (?:(?-i:[A-Z])\w+ )?(?-i:Date)\b)"
)
"""The same from a day that is named."""
FOR_SO_LONG = phrase(
    r"\b(?:for|during|of|defined as|is for|to an?)(?: (?:a|an|the|term|period|duration|of|initial|first|fixed|minimum|"
    r"full|entire|firm|committed)){0,6} ?$"
)
"""What stands before the length of what is done for that long."""
A_DUTY = phrase(
    r"\b(?:not|neither|never|nor|no later than|within|prior to|before|at any time|covenants?|you agree|agrees? that|"
    r"during|"
    r"until|royalt(?:y|ies)|shares|interest|milestones?|press|disclos\w+|confiden\w+|information|upon written notice|"
    r"on or after|whichever|in the event|if)\b"
)
"""Words of a duty with a time of its own, or of a condition, before a length that counts from the contract's day."""
DOES = phrase(
    r"\b(?:agreement|contract|subcontract|lease|leased|licen[sc]e|services|engagement|engage[sd]?"
    r"|appointment|appoints?|"
    r"mandate|supply|sell|retains?|retained|serve|term|commitment|hosts?|rents?|lets?|employ|parties (?:shall|"
    r"will) be bound|"
    r"collaboration|cooperation|agency|franchise|nda|hires?|hired|bound|commits?|committed|signing up|subscribes?|"
    r"endorsement|provided|perform\w*|tenancy|retainer|lets|master)\b"
)
"""What is done for as long as the contract runs."""
