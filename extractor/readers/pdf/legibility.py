"""Whether a page's text layer can be its words: fonts without a true map, and poor old OCR, leave noise there."""

from __future__ import annotations

import re
from typing import Final

_ENOUGH: Final = 200
"""Letters from which a page's words can be judged."""
_WORDS: Final = 0.5
"""Share of the letters that stand in words that look like some, below which a page is noise."""
_COMMON: Final = 0.04
"""Share of the words that are among the commonest, below which words that look like none are noise."""
_SHORT_OF: Final = 0.75
"""The same as ``_WORDS`` where nearly no word is a common one."""
_PLAIN: Final = 0.12
"""Share of the commonest words from which on there is nothing to judge: contracts have three times as many."""
_SAMPLE: Final = 1_200
"""Characters of a page that are looked at for them: most pages need no closer look."""
_VOWELS: Final = 0.28
"""Share of the letters, below which words of which nearly none is a common one are noise: letters that are shifted."""

_TOKEN = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_VOWEL = re.compile(r"[AEIOUaeiouÀ-ɏ]")
_NO_WORD = re.compile(r"[^aeiouyà-ɏ]{6}|^[^aeiouyà-ɏ]{2,}$|([a-z])\1\1|^[aeiouy]{4,}$")
_CASED = re.compile(r"[A-ZÀ-Þ]?[a-zß-ɏ]+|[A-ZÀ-Þ]+|[A-ZÀ-Þ][a-z]{1,2}[A-ZÀ-Þ][a-z]+|[A-ZÀ-Þ]+s")
_COMMONEST: Final = frozenset(
    "the of and to in or any by for as with be this that is shall not such an from at it on which are all "
    "der die das und in den von zu mit des dem im für auf ist nicht eine ein oder "
    "le la les de des du et en un une dans que pour par est au ou sur "
    "el los del para por con las se no il di che per con della "
    "het een van dat op te voor zijn met niet os do da em não uma".split()
)


def is_noise(text: str) -> bool:
    """Whether so few words look like words that a picture of the page tells more; scripts but ours are let be."""
    words = text[len(text) // 4 :][:_SAMPLE].split()
    if sum(map(_COMMONEST.__contains__, words)) > _PLAIN * len(words):
        return False
    tokens = _TOKEN.findall(text)
    letters = sum(map(len, tokens))
    if letters < _ENOUGH or 2 * len(_LATIN.findall(text)) < letters:
        return False
    likely = sum(len(token) for token in tokens if _looks_like_word(token)) / letters
    common = sum(token.lower() in _COMMONEST for token in tokens) / len(tokens)
    if common >= _COMMON:
        return likely < _WORDS
    vowels = len(_VOWEL.findall(text)) / letters
    return likely < _SHORT_OF or vowels < _VOWELS


def _looks_like_word(token: str) -> bool:
    if len(token) == 1:
        return token in "aAI"
    return _CASED.fullmatch(token) is not None and _NO_WORD.search(token.lower()) is None
