"""Words around a date that say whose it is, for the agreement date and the effective date."""

from __future__ import annotations

from extractor.fields.phrasing import phrase

EFFECTIVE_AFTER = phrase(r"^[^;.0-9]{0,45}\"(?:[a-z]+ )?(?:effective|commencement|start) date\"?")
"""That a date is the effective date, by the words behind it."""
_DATED_ELSEWHERE = (
    r"^(?![^.;]*\bthis\b)[^;]*\b(?:the|an?|that|its|their|your|our|under|existing|with|from|trust|is)\b[^.;]{0,110}"
    r"\bdated(?: as of)?(?: the)? ?$"
)
"""That another paper, and not "this" one, is dated."""
OTHER_PAPER = phrase(
    rf"{_DATED_ELSEWHERE}|"
    r"\b(?:born|awarded|expired|ended|by (?:letter|telephone)|opinion of|edition|version|rev|bid date|valid until|"
    r"notary|filing|guidelines|balance sheet|letter of intent)\b[^;]{0,70}$|"
    r"\b(?:that certain|certain|pursuant to|under the|reference is made|as amended|amends?|amending|to that|"
    r"amendment\b[^;]{0,40}\b(?:to|of) (?:the|that|a)|previously|"
    r"registration statement|plan of merger|letter of|proposal|(?<!order\s)form|filed|source|incorporated|organi[sz]ed|"
    r"registered|original|prior|previous|supplemented)\b[^;]{0,110}$"
)
"""That a date is another paper's, by the words before it."""
OTHER_DATED = phrase(_DATED_ELSEWHERE)
"""The same by "dated" alone, which may look further back."""
