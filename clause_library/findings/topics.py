"""Durations that a contract states once, and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clause_library.types import Severity


def cue(pattern: str) -> re.Pattern[str]:
    """A pattern in which a blank stands for any white space."""
    return re.compile(pattern.replace(" ", r"\s{1,20}"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """A fact that a contract states once: ``before`` and ``after`` are the words around its duration.

    ``sentence`` must, ``never`` must not match the sentence; ``subject`` must stand near the duration.
    """

    name: str
    severity: Severity
    sentence: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    never: re.Pattern[str]
    subject: re.Pattern[str] | None = None


NEVER_ANY = cue(r"\bunless|\binstead of|\brather than|\bsecond notice|\bif the parties agree")
TOPICS = (
    Topic(
        "The time to pay an invoice",
        "high",
        cue(r"\binvoices?\b"),
        cue(
            r"\b(?:pay|pays|paid|payable|payment|due|net)\b[^.;]{0,140}?(?:\bwithin|\bnet|\bis due"
            r"|\bare due|\bdue|\bpayable|\bnot later than|\bno later than|\bin)\s{0,20}(?:a period of )?$"
            r"|\b(?:is|are|becomes?|falls?) (?:due|payable) $"
        ),
        cue(
            r"\s{0,20}(?:of|after|from|following"
            r"|upon)\s{0,20}(?:the )?(?:date of )?(?:[\w'-]{1,20} ){0,4}?(?:receipt|receiving|receives"
            r"|invoice|date|issuance)"
        ),
        cue(
            r"\bdisput|\bobject|\brefund|\breimburs|\bcredit|\bexpenses\b|\bfinal invoice|\blate|\boverdue"
            r"|\bpast due|\bsuspend|\bterminat|\bnotify|\bdeposit|\bfirst invoice|\binitial invoice"
            r"|\bpre-?pay|\baudit|\bdamages|\bdefault|\bset-?off|\binterest|\btax"
        ),
        cue(r"\binvoices?\b|\bpayment terms\b|\bnet $"),
    ),
    Topic(
        "The time to report a breach",
        "high",
        cue(r"\b(?:notify|notifies|report|inform|tell|notice)\b"),
        cue(
            r"\b(?:breach|incident|unauthori[sz]ed)\b[^.;]{0,160}?(?:\bwithin|\bno later than"
            r"|\bnot later than)\s{0,20}$"
        ),
        cue(
            r"\s{0,20}(?:of|after|from|following)\s{0,20}(?:its |the |first )?(?:becoming|becomes|being"
            r"|discover|learning|detect|it (?:has )?becom|confirm)"
        ),
        cue(r"\bcure|\bremed|\bmaterial breach|\bterminat"),
    ),
    Topic(
        "The warranty against defects",
        "high",
        cue(r"\b(?:defects?|warrant\w{0,6})\b"),
        cue(
            r"\b(?:defects?|warrants?|warranted|warranty|free from|free of"
            r"|workmanship)\b[^.;]{0,160}?\b(?:for|within|for a period of"
            r"|period of)\s{0,20}(?:a period of )?$|\bdefects that (?:appear|arise) within $"
        ),
        cue(
            r"\s{0,20}(?:of|after|from|following)\s{0,20}(?:the )?(?:date of )?(?:its |their )?(?:delivery"
            r"|shipment|acceptance|installation|completion|purchase)"
        ),
        cue(r"\bnotify|\bnotice|\binspect|\breject|\bclaim|\breport|\brepair|\breplace"),
    ),
    Topic(
        "The notice to end the contract without cause",
        "high",
        cue(r"\bmay (?:also )?(?:terminate|end|cancel)\b"),
        cue(
            r"\b(?:either party|each party|any party|(?-i:[A-Z])[a-z]{2,20}) may (?:also )?(?:terminate"
            r"|end|cancel)\b[^.;]{0,110}?(?:\bon|\bby giving|\bupon|\bwith|\bgiving"
            r"|\bby)\s{0,20}(?:the other |(?:not less than|at least|no less than) |party |a "
            r"|written notice of |(?:its )?prior written notice of ){0,4}$"
        ),
        cue(r"'?s?'?\s{0,20}(?:prior |advance |written |previous ){0,3}notice\b"),
        cue(
            r"\bbreach|\bdefault|\bfails?\b|\binsolv|\bbankrupt|\bcure|\bforce majeure|\bcontrol\b|\brenew"
            r"|\bevent that\b|\bif (?!\w{1,20}'s priorities)|\bin the event|\bany (?:work order|statement"
            r"|order|schedule|purchase|sow|task)|\b(?:work|purchase|task|job|service) orders?\b"
            r"|\bstatement of work"
        ),
    ),
    Topic(
        "The notice to end the contract without cause",
        "high",
        cue(
            r"\b(?:may|wish(?:es)? to|to) (?:terminate|end|cancel) (?:it|them|th(?:is|e|ese) (?:whole )?"
            r"(?:agreement|contract|agency|deed|letter|terms|engagement))\b"
        ),
        cue(
            r"(?:\b(?:either|each|any) (?:of us |party |side )?may (?:terminate|end|cancel)\b[^.;]{0,110}?"
            r"(?:\bon|\bby|\bwith|\bupon|\bgiving)|\b(?:wish(?:es)? to|to) (?:terminate|end|cancel)\b"
            r"[^.;]{0,120}?\b(?:give|gives|given))"
            r" (?:giving )?(?:to )?(?:(?:the )?other(?: party| side)? )?(?:at least |not less than )?$"
        ),
        cue(r"'?s?'?\s{0,20}(?:prior |advance |written |previous ){0,3}notice\b"),
        cue(
            r"\bbreach|\bdefault|\bfails?\b|\binsolv|\bcure|\bforce majeure|\bcontrol\b|\brenew|\bprobation"
            r"|\bif (?!\w{1,20}'s priorities)|\bin the event|\bany (?:work order|statement|order|schedule)|\bimmediate"
        ),
    ),
    Topic(
        "The notice to prevent renewal",
        "high",
        cue(r"\b(?:renew|non-?renewal|extend)"),
        cue(
            r"\b(?:notice|notifies|notify)\b[^.;]{0,120}?(?:\bat least|\bnot less than|\bno less than"
            r"|\bno later than|\bnot later than|\bwithin)\s{0,20}$"
        ),
        cue(r"'?\s{0,20}(?:before|prior to) (?:the )?(?:end|expir|renewal|anniversary|then|start|commencement)"),
        cue(r"\bprice|\bfees?\b|\bincrease|\boption to"),
    ),
    Topic(
        "How long confidentiality lasts",
        "medium",
        cue(r"\b(?:confiden|secre|disclos|this (?:section|clause|article))"),
        cue(
            r"\b(?:confidential\w{0,5}|secret|secrecy|duty|duties|obligations?|this (?:section|clause"
            r"|article))\b[^.;]{0,180}?\b(?:for|last|lasts|continue|survive|period of)\s{0,20}(?:a "
            r"|an )?(?:further |additional )?(?:period of )?(?:at least )?$"
        ),
        cue(
            r"\s{0,20}(?:after|following|from) (?:the )?(?:this \w{1,20} ends|it ends|(?:its "
            r"|such )?(?:termination|expir|end\b)|afterwards)|\s{0,20}(?:afterwards?|thereafter)\b"
        ),
        cue(r"\btrade secret|\brecords|\bwarrant|\baudit|\binsurance|\bnon-?compet|\bsolicit|\bindemn|\blicen[cs]e"),
    ),
    Topic(
        "How long records are kept",
        "medium",
        cue(r"\b(?:records|books)\b"),
        cue(
            r"\b(?:keep|keeps|retain|retains|maintain|maintains|preserve)\b[^.;]{0,120}?\b(?:records"
            r"|books)\b[^.;]{0,100}?\b(?:for|period of)\s{0,20}(?:a |at least |no less than "
            r"|not less than )?(?:period of )?(?:at least )?$"
        ),
        cue(r""),
        cue(r"\baudit\w{0,5} (?:may|shall be|once)|\btax"),
    ),
)
