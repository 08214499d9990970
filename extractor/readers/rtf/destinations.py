"""The groups of RTF that are not body text, and what becomes of their words."""

from __future__ import annotations

from extractor.types import MarginKind

SKIPPED = frozenset(
    "aftnsep aftnsepc aftncn atrfend atrfstart bkmkend bkmkstart colortbl colorschememapping comment datastore "
    "filetbl fldinst ftncn ftnsep ftnsepc generator info latentstyles listoverridetable listtable nonesttables "
    "nonshppict objdata pict private rxe sn sv tc tcn template themedata tp userprops xe xmlnstbl".split()
)
"""Words in them are no text of the contract. The comment marks among them are read before they are skipped."""
COLLECTED = frozenset(
    "atndate atnauthor atnid atnparent atnref atrfend atrfstart fonttbl listtext mvfme mvfmf mvtme mvtmf pntext revtbl "
    "stylesheet".split()
)
"""Their words are told to the reader when the group ends, or when a semicolon ends an entry of a table."""
STORIES = frozenset("annotation footnote shptxt".split())
"""Their words are text, at another place."""
MARGINS: dict[str, MarginKind] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
TRANSPARENT = frozenset("fldrslt moMath mmath nesttableprops result shpinst shprslt ud".split())
"""Marked as to be ignored by readers that do not know them; we do, and read on inside."""
CHARACTERS = {
    "tab": "\t", "line": " ", "page": " ", "column": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "", "rtlmark": "",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
