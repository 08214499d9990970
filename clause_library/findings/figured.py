"""Numbers in one way of writing: ``1.250,50``, ``1 250`` and ``1'250`` become ``1,250.50`` and the like."""

from __future__ import annotations

import re

from extractor.fields.phrasing import plain

_COMMAS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){1,4}(?![\d,])")
_DOTS = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3}){1,4},\d{1,2}|(?:\.\d{3}){2,4})(?![\d,]|\.\d)")
"""What only dots between thousands explain: decimals after a comma, or two groups."""
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,4})?(?![\d,]|\.\d)")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d{1,6},\d{1,2}(?![\d,]|\.\d)")
_BLANKS = re.compile(r"(?<![\d.,'-])(?<!\d )\d{1,3}(?: \d{3}){1,3}(?![\d']| \d)")
_TICKS = re.compile(r"(?<![\d.,'])\d{1,3}(?:'\d{3}){1,4}(?![\d'])")
_SWAPPED = str.maketrans(".,", ",.")
_TO_COMMAS = str.maketrans(" '", ",,")


def figured(text: str) -> str:
    """``text`` with plain characters, its tabs kept, and commas between thousands; every offset stays what it was.

    Which mark stands between thousands is told from the whole text: ``1.250`` is 1250 only where the text writes
    ``12.500,00`` as well, and ``1 250`` only where no other number has a comma.
    """
    changed = plain(text)
    commas = len(_COMMAS.findall(changed))
    changed = _TICKS.sub(_with_commas, changed)
    if len(_DOTS.findall(changed)) > commas:
        changed = _DECIMAL_COMMA.sub(_with_swapped, _DOTTED.sub(_with_swapped, changed))
    elif not commas:
        changed = _BLANKS.sub(_with_commas, changed)
    if "\t" not in text:
        return changed
    return "".join("\t" if was == "\t" else now for was, now in zip(text, changed, strict=True))


def _with_commas(match: re.Match[str]) -> str:
    return match.group().translate(_TO_COMMAS)


def _with_swapped(match: re.Match[str]) -> str:
    return match.group().translate(_SWAPPED)
