"""Web pages (.html), also as Word saves them and as EDGAR publishes exhibits."""

from __future__ import annotations

import re

from lxml import etree

from extractor.errors import EmptyDocument, LimitReached
from extractor.limits import Limits
from extractor.readers.html.charset import decode_page
from extractor.readers.html.tables import survey
from extractor.readers.html.walker import PageWalker
from extractor.readers.plain import read_text
from extractor.readers.tracked import Told, put_together
from extractor.types import Document, Problem

MEDIA_TYPE = "text/html"
_EDGAR = re.compile(
    rb"\s{0,64}<DOCUMENT>\s{0,8}<TYPE>[^<]{0,200}(?:<[A-Z]{1,20}>[^<]{0,400}){0,8}<TEXT>", re.IGNORECASE
)
_EDGAR_END = b"</TEXT>"
_PAGE = re.compile(rb"<(?:html|body|p|div|font|table|br)\b", re.IGNORECASE)
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_MOST_ATTRIBUTES = 2_000  # libxml2 compares each attribute of a tag with all before it


def read_html(data: bytes, name: str, limits: Limits, charset: str | None = None) -> Document:
    """The page in ``data``; ``charset`` is the encoding that a mail states for it.

    :raises EmptyDocument: it shows no word.
    :raises LimitReached: tags nested too deeply or with too many attributes, or longer than ``limits.text_chars``.
    """
    page, is_page = _without_envelope(data)
    if not is_page:
        return read_text(page, name, limits)
    text = decode_page(page, charset)
    if any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _TAG.finditer(text)):
        raise LimitReached(
            f"The page has a tag with more than {_MOST_ATTRIBUTES:,} attributes, which no contract needs."
        )
    root = _parse(text)
    walker = PageWalker(survey(root))
    walker.walk(root)
    return put_together(data, name, MEDIA_TYPE, Told(walker.tokens, problems=_problems(walker)), limits)


def _attributes(tag: str) -> int:
    """How many attributes the tag has at most."""
    return max(tag.count("="), len(tag.split(maxsplit=_MOST_ATTRIBUTES + 1)))


def _without_envelope(data: bytes) -> tuple[bytes, bool]:
    """What stands inside EDGAR's envelope, where there is one, and whether it is a page."""
    opening = _EDGAR.match(data)
    if opening is None:
        return data, True
    end = data.find(_EDGAR_END, opening.end())
    inner = data[opening.end() : end if end >= 0 else len(data)]
    return inner, _PAGE.search(inner[:65_536]) is not None


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
