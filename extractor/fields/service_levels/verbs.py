"""Words for what is done about a fault: somebody begins to see to it, or puts it right; for patterns of ``phrase``."""

from __future__ import annotations

BEGINS = (
    r"(?:begins?|began|commences?|starts?|initiates?) (?:to )?(?:work(?:ing)?|repairs?|diagnos\w+|remedial (?:work|"
    r"action)|investigat\w+|correct\w+|troubleshoot\w+)|assigns? (?:an? |its )?(?:[a-z]+ ){0,2}(?:engineers?|"
    r"technicians?|personnel|specialists?|representatives?)|(?:arrives?|attends?|be|dispatch\w*)[a-z ]{0,30} on[- ]?"
    r"site|attends? (?:at|to)\b|(?:messages|calls|inquiries|enquiries|voice ?mails?) [a-z ]{0,20}returned|returns? "
    r"[a-z' ]{0,30}(?:calls|messages|voice ?mails?)|load(?:s|ed|ing)?(?: times?)?|latency|call[- ]?back|"
    r"(?:calls?|rings?|phones?) (?:the |a |each )?[a-z]+ back|sends? (?:an? |its |out )?(?:[a-z]+ ){0,2}"
    r"(?:engineers?|technicians?|mechanics?|specialists?|repairm[ae]n)|look(?:s|ed|ing)? into|see(?:s|n)? to|"
    r"tak(?:es?|en) up"
)
"""To begin is the response, in the words of contracts; a system's own load time and latency are response times too."""

RESPONDS = (
    rf"(?:{BEGINS}|(?:auto-?)?respon(?:d|ds|ded|se|ses|ding)(?: times?)?|react(?:s|ed|ing|ions?)?(?: times?)?|"
    r"acknowledg\w+|repl(?:y|ies|ied)|call(?:s|ed)? back|answer(?:s|ed)?|contact(?:s|ed)?|alert(?:s|ed)?|"
    r"pick(?:s|ed)? up|hold(?:ing)? times?|wait(?:ing)? times?|allocate resources|on-?site)"
)
"""A first answer of a person or a system."""

RESOLVES = (
    r"(?:resol(?:ve|ved|ves|ution|utions|ving)|correct(?:s|ed|ion|ions|ing)?|fix(?:es|ed)?|repair(?:s|ed)?|"
    r"work-?arounds?|bypass|restor(?:e|ed|ation|es)|rectif\w+|remed(?:y|ies|ied)|solutions?|solves?|solved|"
    r"puts? [a-z ]{0,24}right|clear(?:s|ed) (?:the |each |any )?(?:faults?|errors?|problems?|defects?|incidents?)|"
    r"[a-z]+ running(?: again)?|back (?:in|into|to) (?:operation|service|use)|service its customers|replace(?:d|"
    r"ment)?|patch)"
)
"""A fault is put right, or got round."""
