"""How hours and days are written: ``9 a.m. to 5 p.m.``, ``8h30-18h``, ``Mon-Fri``, ``24x7``, ``24h/24, 7d/7``."""

from __future__ import annotations

import re

_DAYNAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_SPELLED_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s(?:thirty|o'clock))?"
_CLOCK = (
    rf"(?:(?:\d{{1,2}}(?:[:.]\d{{2}})?|{_SPELLED_HOUR})\s{{0,3}}(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|h(?:ou)?rs?\b|h\b|noon|"
    r"midnight|o'clock|in\sthe\s(?:morning|afternoon|evening))"
    r"|\d{1,2}\s?h\s?\d{2}\b|\d{1,2}[:.]\d{2}|\d{3,4}\s{1,3}hours|\d{1,2}(?=\s{0,3}(?:-|to)\s{0,3}\d{1,2}\s{0,3}"
    r"[ap]\.?m)|noon|midnight)"
)
_CODE = r"(?:[EPCM][SD]?T|GMT|UTC|CET|CEST|BST|IST|SGT|JST|AE[SD]?T|HKT|WET|EET|MSK|SAST)"
_STOP = (
    r"on|and|to|in|the|of|at|any|or|for|from|by|with|each|every|all|that|such|real|full|business|working|same|am|pm|"
    r"noon|midnight|hours|hrs"
)
_ZONE = (
    rf"(?:\b(?:(?!(?:{_STOP}|{_DAYNAME})\b)[A-Za-z]{{2,14}}\s{{1,3}}){{0,2}}(?:standard|daylight|mean|summer|"
    rf"local)?\s{{0,3}}time\b(?:\s\(US\))?(?!\szone)"
    r"|\bthe\stime\szone\sof\s[a-z' -]{3,30}"
    rf"|\b(?-i:{_CODE})(?:/(?-i:{_CODE}))?\b(?:\s?[+-]\s?\d{{1,2}})?)"
)
_ZONE_NEXT = rf"(?:,?\s{{0,4}}\(?{_ZONE}\)?)?"
_A = r"(?:a|per|each|every|/|in\sa|of\sthe)"
_GAP = r"[\s,/-]{0,4}"
_DAYS_A_WEEK = (
    rf"(?:seven|five|six|[5-7])[\s-]{{0,3}}(?:\(\s?[5-7]\s?\)[\s-]{{0,3}})?(?:[a-z]+\s)?days?[\s-]{{0,3}}{_A}"
    r"[\s-]{0,3}week"
)
_24 = (
    r"(?:24|twenty[\s-]{0,2}four)[\s-]{0,3}(?:\(\s?24\s?(?:-?\s?hours?)?\s?\)[\s-]{0,3})?(?:hours?|hrs?|h)\b"
    r"(?:\s{0,3}\(\s?24\s?\))?"
)
_WEEK = (
    rf"(?:{_GAP}(?:and\s|on\s)?(?:the\s)?(?:7|seven)(?:\s{{0,3}}\(\s?7\s?\))?[\s-]{{0,3}}(?:seven\s)?"
    rf"(?:days?)?[\s-]{{0,3}}{_A}?[\s-]{{0,3}}(?:week)?)"
)
_YEAR = (
    rf"(?:{_GAP}(?:and\s|on\s)?(?:36[56][\s-]{{0,3}}(?:days?)?|every\sday)(?:[\s-]{{0,3}}{_A}[\s-]{{0,3}}(?:year)?)?)"
)

RANGE = re.compile(
    rf"(?:\b\d{{4}}\s{{0,3}}(?:-|to)\s{{0,3}}\d{{4}}(?=\s{{1,3}}(?:hours|hrs|{_CODE})\b))|"
    rf"(?:\b\d{{1,2}}\s{{0,2}}-\s{{0,2}}\d{{1,2}}(?=\s{{0,3}}\(?(?-i:{_CODE})\b))|"
    rf"{_CLOCK}{_ZONE_NEXT}(?:\s{{1,3}}{_DAYNAME})?[,\s]{{0,4}}(?:-{{1,2}}|to|through|until|and|till)\s{{0,4}}{_CLOCK}",
    re.IGNORECASE,
)
"""From one hour to another."""

ALWAYS = re.compile(
    rf"\b{_24}(?:{_GAP}{_A}?{_GAP}(?:day\b|daily\b){_WEEK}?{_YEAR}?|{_GAP}{_A}?{_GAP}(?:days?,?\s)?{_WEEK}{_YEAR}?|"
    rf"{_YEAR})"
    rf"|\b24\s?h(?:rs?|ours)?\s?/\s?24\s?h?\b(?:[\s,;]{{0,4}}7\s?[djt]\s?/\s?7\s?[djt]?\b)?"
    r"|\b7\s?[djt](?:ays)?\s?/\s?7\s?[djt]?\b(?:[\s,;]{0,4}24\s?h?\s?/\s?24\s?h?\b)?"
    r"|(?<![\d/])24\s?(?:x|/|by|\*)\s?7(?:\s?(?:x|/)\s?365)?\b(?!/)|(?<![\d/])[5-7]\s?(?:x|by)\s?(?:8|9|10|11|12|16|24)"
    r"\s?h?\b(?:\s?(?:x|/)\s?(?:52|36\d))?|(?<!pages\s)(?<!page\s)(?<![\d/.])7/24\b(?![/\d])|"
    r"\b(?:around|round)[\s-]the[\s-]clock\b"
    r"|\b(?:eight|nine|ten|twelve|8|9|10|12)[\s-]{0,3}(?:\(\d{1,2}\)[\s-]{0,3})?hours?[\s-]{0,3}(?:a|per|/)[\s-]{0,3}"
    rf"day,?\s{{0,3}}(?:and\s|on\s)?{_DAYS_A_WEEK}\b"
    rf"|\b{_DAYS_A_WEEK},?\s{{0,3}}(?:and\s)?(?:eight|nine|ten|twelve|8|9|10|12)[\s-]{{0,3}}hours?[\s-]{{0,3}}(?:a|"
    rf"per|/)"
    r"[\s-]{0,3}day\b"
    r"|\b24[\s-]{0,2}hours?(?=[a-z -]{0,20}\b(?:help|support|hotline|telephone|customer|emergency|call|line))"
    r"|\btwenty-?\s?four[\s-]{1,3}hour\s{0,3}(?:\(\s?24\s?-?\s?hour\s?\)\s{0,3})?(?=[a-z ]{0,20}(?:help|support|"
    r"hotline))",
    re.IGNORECASE,
)
"""Hours that are counted rather than named."""

DAYS = re.compile(
    rf"(?:{_DAYNAME}\.?\s{{0,4}}(?:-|to|through|thru|until|and|,)\s{{0,4}}{_DAYNAME}\b|{_DAYNAME}\b|weekdays|"
    rf"weekends|\bM\s?-\s?F\b|{_DAYS_A_WEEK}\b|"
    r"each\s{1,4}(?:business|working|processing|week)\s{0,2}day|(?:business|working|support)\s{1,4}days|\bwork-?days)",
    re.IGNORECASE,
)
"""Days of the week."""

ZONE = re.compile(_ZONE, re.IGNORECASE)
"""A time zone by its name or code."""

ZONE_NEXT = re.compile(rf",?\s{{0,4}}(?:in\s)?\(?{_ZONE}\)?", re.IGNORECASE)
"""A time zone that stands right after an hour."""
