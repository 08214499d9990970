"""What somebody does who begins to see to a fault: in the words of contracts, that is the response."""

from __future__ import annotations

BEGINS = (
    r"(?:begins?|began|commences?|starts?|initiates?) (?:to )?(?:work(?:ing)?|repairs?|diagnos\w+|remedial (?:work|"
    r"action)|investigat\w+|correct\w+|troubleshoot\w+)|assigns? (?:an? |its )?(?:[a-z]+ ){0,2}(?:engineers?|"
    r"technicians?|personnel|specialists?|representatives?)|(?:arrives?|attends?|be|dispatch\w*)[a-z ]{0,30} on[- ]?"
    r"site|attends? (?:at|to)\b|(?:messages|calls|inquiries|enquiries|voice ?mails?) [a-z ]{0,20}returned|returns? "
    r"[a-z' ]{0,30}(?:calls|messages|voice ?mails?)|load(?:ing)? times?|latency|call[- ]?back|"
    r"calls? (?:the |a |each )?[a-z]+ back"
)
"""For patterns made by ``phrase``; a system's own load time and latency are response times too."""
