"""Rich text files (.rtf): both texts, revisions with their authors, comments, the numbers that the file shows."""

from __future__ import annotations

from extractor.errors import LimitReached
from extractor.limits import Limits
from extractor.readers.rtf.interpreter import Interpreter
from extractor.readers.rtf.scanner import scan
from extractor.readers.tracked import put_together
from extractor.types import Document

MEDIA_TYPE = "application/rtf"


def read_rtf(data: bytes, name: str, limits: Limits) -> Document:
    """The rich text file in ``data``.

    :raises EmptyDocument: it has no word.
    :raises LimitReached: groups nested too deeply, or longer than ``limits.text_chars``.
    """
    interpreter = Interpreter()
    for item in scan(data):
        interpreter.take(item)
        if interpreter.depth > limits.group_depth:
            raise LimitReached(f"The RTF file is nested more than {limits.group_depth:,} groups deep.")
    return put_together(data, name, MEDIA_TYPE, interpreter.finish(), limits)
