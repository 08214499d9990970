"""Damage to XML: nodes and attributes as a tree, namespaces and entities as text."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from contextlib import suppress
from random import Random

from lxml import etree

from benchmarks.fuzzing.raw import LARGEST

_VALUES = (
    *("", "0", "-1", "1", "9" * 30, "2147483648", "1e308", "NaN", "inf", "true", "x" * 5000, "../../etc/passwd"),
    *("http://localhost/", "\u202e\u0301", "%1.%2.%3" * 200, "decimal", "upperRoman", "none", "continue", "restart"),
)
_PREFIX = re.compile(rb"xmlns:(\w{1,20})=")
_ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'

Tree = Callable[[etree._Element, list[etree._Element], Random], None]


def change_tree(content: bytes, rng: Random) -> bytes:
    """Some nodes deleted, moved, repeated, nested, renamed or given other attributes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return content
    if root is None:
        return content
    for _ in range(rng.choice((1, 2, 5, 20))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str) and node is not root]
        if not nodes:
            break
        with suppress(ValueError):  # a name that damage done before made one that lxml does not take
            rng.choice(_CHANGES)(rng.choice(nodes), nodes, rng)
    changed = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return changed if len(changed) <= LARGEST else content


def break_namespaces(content: bytes, rng: Random) -> bytes:
    """A prefix bound to another name, or to none."""
    prefixes = _PREFIX.findall(content)
    if not prefixes:
        return content
    prefix = rng.choice(prefixes)
    if rng.random() < 0.5:
        return content.replace(b"xmlns:" + prefix + b"=", b"xmlns:" + prefix + b"q=", 1)
    return content.replace(b"xmlns:" + prefix + b'="', b"xmlns:" + prefix + b'="urn:other:', 1)


def add_entities(content: bytes, rng: Random) -> bytes:
    """A document type with entities, and references to them."""
    head, mark, rest = content.partition(b"?>")
    words = rest if mark else content
    at = words.rfind(b"</")
    reference = rng.choice((b"&b;", b"&c;", b"&unknown;", b"&#0;", b"&#xD800;"))
    body = words[:at] + reference + words[at:] if at >= 0 else words
    return (head + mark if mark else b"") + (_ENTITY if rng.random() < 0.5 else b"") + body


def change_encoding(content: bytes, rng: Random) -> bytes:
    """An encoding that is not the one that it says."""
    return content.replace(b"UTF-8", rng.choice((b"UTF-16", b"latin-1", b"UTF-7", b"nonsense")), 1)


def _attributes(node: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in node.attrib.items()}


def _delete(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _move(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    target = rng.choice(nodes)
    if node is not target and node not in target.iterancestors():
        target.insert(rng.randrange(len(target) + 1), node)


def _repeat(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    parent = node.getparent()
    if parent is not None and sum(1 for _ in node.iter()) < 2000:
        for _ in range(rng.choice((1, 3, 50))):
            parent.insert(parent.index(node), copy.deepcopy(node))


def _nest(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    top = bottom = etree.Element(node.tag, _attributes(node))
    for _ in range(rng.choice((2, 30, 150, 240))):
        bottom = etree.SubElement(bottom, node.tag, _attributes(node))
    parent = node.getparent()
    if parent is not None and len(str(node.attrib)) < 2000:
        parent.replace(node, top)
        bottom.append(node)


def _wrap(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    """What one element is, around another."""
    around = etree.Element(rng.choice(nodes).tag, _attributes(rng.choice(nodes)))
    parent = node.getparent()
    if parent is not None:
        parent.replace(node, around)
        around.append(node)


def _retag(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    node.tag = rng.choice(nodes).tag


def _attribute(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    names = list(node.attrib) or list(rng.choice(nodes).attrib)
    if names:
        node.set(rng.choice(names), rng.choice(_VALUES))


def _borrow(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    """The attributes of another element of the same name."""
    alike = [one for one in nodes if one.tag == node.tag]
    for name, value in rng.choice(alike).attrib.items():
        node.set(name, value)


def _strip(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    node.attrib.clear()


def _text(node: etree._Element, nodes: list[etree._Element], rng: Random) -> None:
    words = (
        "",
        "\n",
        "\t",
        " " * 3000,
        "\u200b\ufeff\ufffe"[:2],
        "1. " * 400,
        "a" * 20_000,
        "\u0600" * 9,
        "\U0001f600",
    )
    node.text = rng.choice(words)


_CHANGES: tuple[Tree, ...] = (
    *(_delete, _move, _repeat, _nest, _wrap, _retag),
    *(_attribute, _attribute, _borrow, _strip, _text),
)
MARKUP: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(change_tree,) * 8,
    break_namespaces,
    add_entities,
    change_encoding,
)
