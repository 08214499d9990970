"""Every parser of XML and HTML in the source is closed to entities, the network and huge trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARSERS = {
    "XMLParser": {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False},
    "HTMLParser": {"no_network": True, "huge_tree": False},
}
NEED_A_PARSER = {"fromstring", "parse", "XML", "HTML", "fromstringlist", "XMLID", "document_fromstring"}
OPEN_BY_NATURE = {"iterparse", "ETCompatXMLParser", "XMLPullParser", "HTMLPullParser", "XInclude", "XSLT", "tounicode"}
OWN_FILES_ONLY = {"service/reports/word_layout.py"}
"""Modules that parse what ships with the package, and nothing that anybody sends."""


def sources() -> list[Path]:
    return sorted(
        path for room in ("extractor", "service", "clause_library", "models") for path in (ROOT / room).rglob("*.py")
    )


def calls_of_lxml(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id in ("etree", "html", "objectify", "lxml"):
            yield node.func.attr, node


def faults(tree: ast.AST) -> Iterator[str]:
    for name, call in calls_of_lxml(tree):
        chosen = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
        if name in PARSERS and not PARSERS[name].items() <= chosen.items():
            yield f"line {call.lineno}: {name} without {sorted(PARSERS[name].items() - chosen.items())}"
        if name in NEED_A_PARSER and len(call.args) < 2 and not any(word.arg == "parser" for word in call.keywords):
            yield f"line {call.lineno}: {name} with lxml's own parser"
        if name in OPEN_BY_NATURE:
            yield f"line {call.lineno}: {name}"
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if (
            any(name.split(".")[0] in ("xml", "html5lib", "bs4") for name in [*names, module])
            and module != "xml.sax.saxutils"
        ):
            yield f"line {node.lineno}: imports a parser that nobody closed"
        if module.startswith("lxml") and any(alias.name not in ("etree", "html") for alias in node.names):
            yield f"line {node.lineno}: a function of lxml by its bare name"


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_parsers_are_closed(path: Path) -> None:
    if str(path.relative_to(ROOT)) not in OWN_FILES_ONLY:
        assert list(faults(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    "code",
    [
        "etree.fromstring(data)",
        "etree.parse(stream)",
        "etree.iterparse(stream)",
        "etree.XMLParser(resolve_entities=False, no_network=True)",
        "etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)",
        "etree.HTMLParser(no_network=True)",
        "import xml.etree.ElementTree",
        "from xml.dom import minidom",
        "from lxml.etree import fromstring",
    ],
)
def test_an_open_parser_would_be_found(code: str) -> None:
    assert list(faults(ast.parse(code)))


def test_nobody_fetches_anything() -> None:
    """Relationships out of a package, images of a page, links: no module that reads has a way to follow them."""
    clients = {
        "urllib.request",
        "http.client",
        "requests",
        "httpx",
        "urllib3",
        "aiohttp",
        "ftplib",
        "smtplib",
        "socket",
    }
    for path in sources():
        if path.is_relative_to(ROOT / "service"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            module = {node.module} if isinstance(node, ast.ImportFrom) else set()
            assert not (names | module) & clients, path
