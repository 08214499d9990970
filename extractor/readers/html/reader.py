"""Web pages (.html), also as Word saves them and as EDGAR publishes exhibits."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from lxml import etree

from extractor.errors import EmptyDocument, LimitReached
from extractor.limits import Limits
from extractor.readers.filings import enclosed, is_filing
from extractor.readers.html.charset import decode_page
from extractor.readers.html.comments import notes
from extractor.readers.html.tables import survey
from extractor.readers.html.walker import PageWalker
from extractor.readers.plain import read_text
from extractor.readers.tracked import Told, put_together
from extractor.types import Document, Problem

MEDIA_TYPE = "text/html"
_PAGE = re.compile(rb"<(?:html|body|p|div|font|td|br)\b", re.IGNORECASE)
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_LOOKED_AT_BYTES = 65_536
_MOST_NAMED = 10
_MOST_ATTRIBUTES = 2_000  # libxml2 compares each attribute of a tag with all before it


def read_html(data: bytes, name: str, limits: Limits, charset: str | None = None) -> Document:
    """The page in ``data``; ``charset`` is the encoding that a mail states for it.

    :raises EmptyDocument: it shows no word.
    :raises LimitReached: tags nested too deeply or with too many attributes, or longer than ``limits.text_chars``.
    """
    if is_filing(data):
        return _read_filing(data, name, limits)
    return _read_page(data, name, limits, charset)


def _read_page(data: bytes, name: str, limits: Limits, charset: str | None = None) -> Document:
    text = decode_page(data, charset)
    if any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _TAG.finditer(text)):
        raise LimitReached(
            f"The page has a tag with more than {_MOST_ATTRIBUTES:,} attributes, which no contract needs."
        )
    root = _parse(text)
    walker = PageWalker(survey(root))
    walker.walk(root)
    told = Told(walker.tokens, tuple(notes(root, walker.references)), problems=_problems(walker))
    return put_together(data, name, MEDIA_TYPE, told, limits)


def _attributes(tag: str) -> int:
    """How many attributes the tag has at most."""
    return max(tag.count("="), len(tag.split(maxsplit=_MOST_ATTRIBUTES + 1)))


def _read_filing(data: bytes, name: str, limits: Limits) -> Document:
    """The contract among the documents of an EDGAR filing; each is a page or plain text."""
    found = enclosed(data)
    if not found:
        raise EmptyDocument("The filing holds no document with words; check that the right file was sent.")
    chosen, *others = found
    is_page = _PAGE.search(chosen.data[:_LOOKED_AT_BYTES]) is not None
    document = (_read_page if is_page else read_text)(chosen.data, name, limits)
    problems = document.problems
    if others:
        names = ", ".join(other.kind for other in others[:_MOST_NAMED])
        more = " and more" if len(others) > _MOST_NAMED else ""
        message = f"{chosen.kind} was read; the filing also holds {names}{more}. Send each by itself to review it."
        problems = (*problems, Problem("other_attachments_not_read", message))
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), problems=problems)


def _parse(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:  # nothing that could be mended into a page
        raise EmptyDocument("The page has no words in it; check that the right file was sent.") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise LimitReached("The page is nested deeper, or larger, than a contract can be.")
    if root is None:
        raise EmptyDocument("The page has no words in it; check that the right file was sent.")
    return root


def _problems(walker: PageWalker) -> tuple[Problem, ...]:
    if not walker.hidden:
        return ()
    message = f"{walker.hidden} part(s) of the page that a browser does not show were not read."
    return (Problem("hidden_words_not_read", message),)
