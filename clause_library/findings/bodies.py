"""Bodies without a legal form that sign: ``HAWKEYE EDUCATION CONSORTIUM`` above a line to sign on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.findings.companies import GENERIC, Company, base_of
from clause_library.findings.paper import Paper
from extractor.types import Span

_NAME = re.compile(
    r"(?:(?<=\n)|(?<=\t)|(?<=   ))[ ]{0,60}(?P<name>[A-Z][A-Z&.,'-]{1,24}(?: [A-Z&][A-Z&.,'-]{0,24}){1,6})"
    r"[ ]{0,20}(?=\n|\t|   |$)"
)
_KIND = re.compile(
    r"\b(?:GROUP|CONSORTIUM|TRUST|INSTITUTE|COLLEGE|HOSPITALS?|CLINICS?|UNIVERSITY|FUND|PARTNERS|PARTNERSHIP|COUNCIL|AUTHORITY"
    r"|FEDERATION|CENT(?:ER|RE)|SCHOOLS?|LABORATOR(?:Y|IES)|ALLIANCE|NETWORK|HOLDINGS|ENTERPRISES|VENTURES|MINISTRY|MUSEUM"
    r"|FOUNDATION|UNION|BOARD OF)\b"
)
_SIGNS = re.compile(r"\s{0,200}(?:_{6,}|\.{10,}|(?:By|BY|Per|Name|Signature|Signed)\s{0,3}:)")


def signing_bodies(paper: Paper, region: Span) -> Iterator[Company]:
    """The names in capitals, each alone in a line or column above a line to sign on."""
    for match in _NAME.finditer(paper.lined, region.start, region.end):
        name = match["name"].rstrip(" .,")
        base = base_of(name)
        signs = _SIGNS.match(paper.lined, match.end(), min(region.end, match.end() + 240))
        if _KIND.search(name) and signs and len(base) > 1 and not GENERIC.issuperset(base):
            yield Company(name, base, "", Span(match.start("name"), match.start("name") + len(name)))
