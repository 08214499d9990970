"""The patterns of :mod:`extractor.fields.event_notices`: what notices are about, and how their time is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from extractor.fields.phrasing import phrase

CUE = phrase(r"\b(?:notice|notif\w+|inform(?:s|ed|ing)?|advis(?:e|es|ed|ing))\b")
NOTICE_OF_SO_LONG = phrase(
    r"^'?s?'? ?\)?,? ?(?:days?'? ?)?(?:(?:advance|prior|written|reasonable|calendar|business|in advance|and|or "
    r"longer|express|formal)\b,? ?){0,5}(?:notice|notification)\b(?! period)"
)
"""After a length: "sixty days' prior written notice"."""
SO_LONG_BEFORE = phrase(r"^'?s?'? ?\)?,? ?(?:prior to|before|in advance of|preceding)\b")
"""After a length, where words before it speak of telling: "notify us sixty days before"."""
TELLS = phrase(
    r"\b(?:notif(?:y|ies|ied|ying)|inform|informs|informing|advise|advises|advising|"
    r"(?:giv(?:e|es|ing|en)|provid(?:e|es|ing|ed)|deliver(?:s|ed|ing)?|send|sends|serve|furnish(?:es)?|submit)"
    r" (?:[^\s.;,]{1,30} ){0,7}?(?:notice|notification))\b"
)
"""A duty to tell the other side."""
WITHIN = phrase(
    r"\b(?:within|(?:no|not) (?:later|more) than|not (?:to exceed|exceeding)|no event (?:later|more) than|less than)"
    r"(?: (?:a|the|period|of|at|most|maximum|such|next)){0,4} ?\(?$"
)
COUNTED_FROM_NOTICE = phrase(
    r"^'?s?'? ?\)? ?(?:of|after|following|from|upon) (?:[a-z]+ing |the |its |their |such |date |of |a |an |any |said |"
    r"that |on which |receipt |delivery |written |prior |initial |first |effective |party's |party |receives |"
    r"receiving |other |[A-Z][\w']* ){0,9}(?:notice|notification|request|invoice|notif\w+)\b"
)
"""Time that runs from a notice is for something else."""
ANOTHER_DUTY = phrase(
    r"\b(?:pay|pays|paid|cure|cures|cured|curing|remed\w+|refund\w*|replac(?:e|es|ed)|return(?:s|ed)?|respon[ds]\w*|"
    r"object\w*|reimburse\w*|repair\w*|correct(?:s|ed)?|shall have|will have|must have|has|have|elect|perform|"
    r"resolve\w*|"
    r"(?:provide|furnish|submit|supply|send)s? (?:[a-z]+ ){0,3}(?:proof|evidence|information|details?|documents?|"
    r"documentation|certificates?|cop(?:y|ies)|reports?)|"
    r"commence\w*|negotiat\w*|meet|discuss|complet\w*|dispatch\w*|ship(?:s|ped)?|uses?|makes?|develop(?:s|ed)?|"
    r"install\w*|deliver(?:s|ed)? (?:to|the|a|such)|begin|cease)\b"
)
"""A duty between the words about telling and a time takes that time for itself."""
DUTY_THEN = phrase(
    r"^\)?,? ?(?:shall |will |must |to )?(?:provide|furnish|submit|deliver|send|supply|pay|cure|remedy|respond|elect|"
    r"object|"
    r"accept|approve)\b(?![^.;]{0,40}\bnotice)"
)
"""After a time: a duty that is not to tell."""
WHETHER = phrase(
    r"\b(?:whether|its (?:election|decision|determination|intention)|(?:decision|status|results?) (?:of|on)|"
    r"(?:approval|acceptance) of)\b"
)
"""What is told is an answer, and no event."""
REFUSED = phrase(
    r"\bterminat(?:e|es|ed|ing|ion)\b|\bterminable\b|\bend of (?:the |its |your )(?:[a-z-]+ ){0,2}term\b|\brenew|"
    r"\bnon-?renew|\bcure[ds]?\b|\bcuring\b|\b(?:material(?:ly)? )?breach(?:es|ed)?\b|"
    r"\bsecurity incident|\bunauthori[sz]ed\b|\bdeemed (?:given|received|delivered|effective|to have been)\b|"
    r"\bexpiration of (?:the|this)\b|\bcancel(?:s|led|lation)? (?:this|the|any|an|its|of (?:this|the|any)) "
    r"(?:agreement|order|purchase|contract|ticket|event|booking|class)|\bin default\b|\bevents? of default\b|"
    r"\bdefaults?\b|\bclaimants?\b|\bmediat(?:e|ion|or)\b|\barbitrat\w+"
)
"""Ends, renewals, cures and security breaches have fields of their own; when a notice is received is no event."""

_PRICES = r"(?:prices?|pricing|price lists?|fees?|rates?|charges?|tariffs?|royalt(?:y|ies)|premiums?)"
_CHANGES = (
    r"(?:increas\w*|chang(?:e|es|ed|ing)|adjust\w*|modif(?:y|ies|ied|ication|ications|ying)|revis\w+|rais(?:e|es|ing))"
)
_PRICE = phrase(rf"\b{_CHANGES}\b[^.;]{{0,60}}\b{_PRICES}\b|\b{_PRICES}\b[^.;]{{0,50}}\b{_CHANGES}\b")
_INSURANCE = phrase(
    r"\b(?:insur\w+|polic(?:y|ies)|coverages?)\b[^;]{0,200}\b(?:cancel\w*|materially? (?:chang|alter|modif)\w*|"
    r"lapse\w*|reduc\w+)|"
    r"\b(?:cancel\w*|lapse\w*|reduction|material change)\b[^;]{0,100}\b(?:insurance|polic(?:y|ies)|coverages?|"
    r"insurers?)\b"
)
_CONTROL = phrase(
    r"\bchanges? (?:of|in) (?:the |its |their )?(?:control|ownership)\b|\bsale of (?:all or |substantially )"
)
_ASSIGNMENT = phrase(
    r"\b(?:assign(?:s|ed|ing)?|assignment|transfer(?:s|red|ring)?|delegat\w+)\b[^.;]{0,80}"
    r"\b(?:agreement|rights?|obligations?|interests?|contract|affiliates?|successors?|franchise|shares|unit|"
    r"copyrights?)\b|"
    r"\b(?:proposed|permitted|such) (?:transfers?|transferees?|assignments?|assignees?)\b"
)
_PUBLICATION = phrase(r"\b(?:publi(?:sh|cation|shing)\w*|press releases?|manuscripts?|abstracts?)\b")

BEFORE_CUES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "audit": phrase(
            r"\b(?:audit(?:s|ed|ing|ors?)?|inspect(?:s|ed|ing|ions?)?|examin(?:e|es|ing|ation)\b[^.;]{0,60}"
            r"\b(?:books|records))\b"
        ),
        "price_change": _PRICE,
        "insurance_change": _INSURANCE,
        "assignment": _ASSIGNMENT,
        "change_of_control": _CONTROL,
        "discontinuation": phrase(
            r"\bdiscontinu\w+|\bend[- ]of[- ](?:life|sale)\b|\bcease\w* (?:to )?(?:sell|offer|manufactur|produc|"
            r"support|mak)\w*|\bobsole\w+|\blast[- ]time (?:buy|purchase)"
        ),
        "product_change": phrase(
            r"\b(?:chang(?:e|es|ed|ing)|modif(?:y|ies|ied|ications?|ying)|alter(?:s|ed|ing|ations?)?|amend(?:s|ed|"
            r"ing)?|upgrad\w+)\b"
            r"[^.;]{0,70}\b(?:products?|specifications?|process(?:es)?|formula\w*|designs?|components?|manufactur\w+|"
            r"software|hardware|platforms?|features?|functional\w*|equipment|systems?|services?)\b|"
            r"\b(?:products?|specifications?|services?) (?:changes?|modifications?)\b"
        ),
        "policy_change": phrase(
            r"\b(?:chang(?:e|es|ed|ing)|modif(?:y|ies|ied|ications?|ying)|amend(?:s|ed|ing|ments?)?|revis\w+|updat\w+|"
            r"supplement\w*)\b[^.;]{0,60}\b(?:polic(?:y|ies)|guidelines?|manuals?|standards?|rules|procedures?|"
            r"terms and "
            r"conditions|requirements?)\b"
        ),
        "relocation": phrase(
            r"\brelocat\w+|\bmov(?:e|es|ing) (?:its|the) (?:\w+ )?(?:office|facilit|premises|plant|location)"
        ),
        "address_change": phrase(
            r"\bchang(?:e|es|ing) (?:of|in|its|the|their) (?:\w+ )?address(?:es)?\b|\baddress changes?\b"
        ),
        "meeting": phrase(
            r"\b(?:notice of|call(?:s|ed|ing)?|conven\w+) [^.;]{0,40}\bmeetings?\b|"
            r"\bmeetings?\b[^.;]{0,60}\b(?:called|convened|held)\b"
        ),
        "visit": phrase(
            r"\bvisits?\b|\bvisiting\b|\baccess to (?:the |its |such |any )?(?:\w+ )?(?:premises|facilit\w+|site)"
        ),
        "suspension": phrase(r"\bsuspen(?:d|ds|ded|ding|sion)\b(?! of the)"),
        "publication": _PUBLICATION,
        "subcontracting": phrase(
            r"\bsub-?contract(?:s|ing)? (?:any|all|its|the|out|part|work|services|to)\b|"
            r"\bengag\w+ [^.;]{0,30}\bsub-?contractors?"
        ),
        "personnel_change": phrase(
            r"\b(?:remov(?:e|es|al|ing)|replac(?:e|es|ement|ing)|reassign\w*|chang(?:e|es|ing))\b[^.;]{0,50}"
            r"\b(?:personnel|representatives?|managers?|project leader|members?|employees?)\b"
        ),
    }
)
"""What a notice of so long comes before, by the name of the event."""

AFTER_CUES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "change_of_control": _CONTROL,
        "force_majeure": phrase(
            r"\bforce majeure\b|\b(?:beyond|outside) (?:its|the|their|such) (?:reasonable |\w+ )?control\b"
        ),
        "claim": phrase(
            r"\b(?:claims?|(?<!adverse\s)(?:legal|any|such|an) actions?(?=,| or| against)|legal actions?|suits?|"
            r"lawsuits?|litigations?|proceedings?|demands?|investigations?)\b"
        ),
        "complaint": phrase(r"\bcomplaints?\b"),
        "infringement": phrase(r"\binfring\w+|\bmisappropriat\w+"),
        "defect": phrase(
            r"\b(?:defect(?:s|ive|ively)?|non-?conform\w+|shortages?|damaged|damage (?:or|and|to|in)|discrepanc\w+|"
            r"(?:fails?|failure|failing) to (?:conform|meet)|"
            r"reject(?:s|ed|ion|ing)? (?:of )?(?:[a-z]+ ){0,3}(?:products?|goods|deliver\w+|shipments?|lots?|"
            r"batch\w*|work))\b"
        ),
        "adverse_event": phrase(
            r"\badverse (?:drug )?(?:events?|experiences?|reactions?|incidents?)\b|\bsafety (?:issue|information)"
        ),
        "recall": phrase(r"\brecall\w*"),
        "regulatory_action": phrase(
            r"\bregulatory (?:authorit\w+|agenc\w+|bod\w+|action|inspection)|\bgovernmental (?:authorit\w+|agenc\w+|"
            r"entit\w+)|"
            r"\bfda\b"
        ),
        "dispute": phrase(
            r"\bdisput(?:es|ed|ing) (?:any|an|the|such|all|amounts?|charges?|invoices?|in good)\b|"
            r"\b(?:notice|notify [^.;]{1,40}) of (?:any|such|the|a|its) (?:[a-z]+ )?disputes?\b"
        ),
        "milestone": phrase(r"\bmilestones?\b|\bfirst commercial sale\b"),
        "delay": phrase(r"\bdelay(?:s|ed|ing)?\b"),
        "legal_process": phrase(r"\bsubpoenas?\b|\bcourt orders?\b|\blegal process\b"),
        "insolvency": phrase(r"\binsolven\w+|\bbankruptcy\b|\breceivership\b"),
        "insurance_change": _INSURANCE,
        "assignment": _ASSIGNMENT,
        "address_change": phrase(
            r"\bchang(?:e|es|ing) (?:of|in|its|the|their) (?:\w+ )?address(?:es)?\b|\baddress changes?\b"
        ),
        "personnel_change": phrase(
            r"\b(?:remov|replac|reassign|resign|depart|chang)\w*\b[^.;]{0,50}\bkey (?:personnel|persons?|employees?|"
            r"m[ae]n)\b|"
            r"\bkey (?:personnel|persons?|employees?|m[ae]n)\b[^.;]{0,80}\b(?:leav|resign|depart|ceas|remov|replac)\w*"
        ),
        "loss": phrase(
            r"\bloss(?:es)? (?:of|or)\b|\bcasualt(?:y|ies)\b|\baccidents?\b|\bthefts?\b|\bspills?\b|\binjur(?:y|ies)\b"
        ),
        "change_in_law": phrase(r"\bchanges? (?:of|in) (?:\w+ )?laws?\b"),
        "licence_change": phrase(
            r"\b(?:loss|suspension|revocation|cancellation|expiration)[^.;]{0,40}\b(?:licen[cs]es?|permits?|"
            r"approvals?|registrations?)\b"
        ),
        "improvement": phrase(r"\bimprovements?\b|\binventions?\b"),
    }
)
"""What a notice follows, by the name of the event."""

GENERAL = frozenset({"product_change", "policy_change", "assignment", "delay", "claim", "publication"})
"""Events whose words say the least: other words near say what it is about."""

LETS_IN = phrase(r"\b(?:permits?|allows?|makes? (?:[^\s.;]{1,20} ){0,6}?available|affords?|grants?|provide access)\b")
"""Who does so is told of an audit, and does not tell of it."""
