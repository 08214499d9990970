"""The counterparty's own Word file with our answer in it: tracked changes and comments over words that stay theirs.

The file is parsed in this process, with the limits of reading: a review comes before, so that the same bytes went
through a reading process of ``service.sandbox`` already.
"""

from __future__ import annotations

import hashlib

from clause_library.types import Review
from extractor.errors import UnreadableDocument, UnsupportedDocument
from extractor.limits import DEFAULT_LIMITS, Limits
from service.reports.answering import proposals
from service.reports.wording import one_line

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DEFAULT_AUTHOR = "clausecheck"
AUTHOR_CHARS = 100
_INITIALS = 3


def refuse_unless_word(data: bytes) -> None:
    """Refuse, before time is spent on it, what cannot be a Word file.

    :raises UnsupportedDocument: when it is none.
    """
    if not data.startswith(b"PK"):
        raise _not_word()


def render_redline(data: bytes, review: Review, author: str = DEFAULT_AUTHOR, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The file ``data``, of which ``review`` is the review, with our answer in the name of ``author``.

    :raises UnsupportedDocument: no Word file (.docx).
    :raises UnreadableDocument: other bytes than those that were reviewed, or so damaged that nothing can be added.
    """
    from extractor.writers.docx.orders import Signature
    from extractor.writers.docx.writer import write_layer

    if review.document.media_type != WORD_TYPE:
        raise _not_word()
    if hashlib.sha256(data).hexdigest() != review.document.sha256:
        raise UnreadableDocument("The file changed while it was reviewed; review it again.")
    name = one_line(author)[:AUTHOR_CHARS] or DEFAULT_AUTHOR
    signature = Signature(name, _initials(name), f"{review.today}T00:00:00Z")
    return write_layer(data, proposals(review), signature, limits).data


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words[:_INITIALS]).upper() if len(words) > 1 else name[:2].upper()


def _not_word() -> UnsupportedDocument:
    return UnsupportedDocument(
        "Only a Word file (.docx) can be answered with tracked changes. Save the file as .docx in Word, or take the "
        "issues list instead (-o issues.docx)."
    )
