"""What is planted in the redline, for tests and for readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from docs.samples.generate.model import Block, Table
from docs.samples.generate.redline import PLANTED, Planted

_FILES = {
    "`saas-agreement-sent.docx`, `.pdf`": "the software agreement as we sent it: the standard library's language, "
    "automatic numbers, an order form with prices, service levels, a data processing addendum",
    "`saas-agreement-redline.docx`": "the same as it came back: tracked changes by two people of the customer, a move, "
    "six comments (one answers another), and one change that nobody tracked",
    "`saas-agreement-redline.pdf`": "the same with all changes accepted, as it comes from somebody who hides them",
    "`legacy-agreement-signed.pdf`": "a signed agreement of 2021 in other words, with typed numbers, charges, "
    "service levels and renewal",
    "`mutual-nda.txt`": "a short confidentiality agreement as text: no exclusion for independent development, "
    "seven years, Dutch law",
    "`planted.yaml`": "what is planted in the redline, for programs",
}
_FRONT = """# Sample contracts

All contracts, names and people here are invented. `python -m docs.samples.generate` writes every file of this folder
except the generator; equal code and an equal standard library give equal files.

| file | what it is |
| --- | --- |
{files}

## What is planted in the redline
Severities follow from the rules of the standard library; `planted.yaml` gives the argument for each, the words before
and after, and who has to approve. Numbers are those of the returned agreement with all changes accepted.

| where | change | kind | severity | by |
| --- | --- | --- | --- | --- |
{rows}
"""


def planted_yaml(sent: Mapping[str, str], returned: Mapping[str, str], blocks: Sequence[Block]) -> str:
    """``planted.yaml``; ``sent`` and ``returned`` are the clause numbers by paragraph, before and after."""
    entries = [
        {
            "id": item.id,
            "where": _where(item, returned, blocks),
            "where_sent": _where(item, sent, blocks),
            "author": item.author,
            "tracked": item.author is not None,
            "kind": item.kind,
            "clause_type": item.clause_type,
            "severity": item.severity,
            "approver": item.approver,
            "before": item.before,
            "after": item.after,
            "why": item.why,
        }
        for item in PLANTED
    ]
    head = "# What is planted in saas-agreement-redline.docx. Written by python -m docs.samples.generate.\n"
    document: dict[str, Any] = {"file": "saas-agreement-redline.docx", "planted": entries}
    return head + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110)


def readme(returned: Mapping[str, str], sent: Mapping[str, str], blocks: Sequence[Block]) -> str:
    """``README.md``."""
    rows = []
    for item in PLANTED:
        where = _where(item, returned, blocks) or f"was {_where(item, sent, blocks)}"
        said = f"{_short(item.before) or '(nothing)'} → {_short(item.after) or '(nothing)'}"
        change = "moved here" if item.kind == "clause_moved" else said
        by = item.author.split(" (")[0] if item.author else "untracked"
        rows.append(f"| {where} | {change} | `{item.kind}` | {item.severity} | {by} |")
    files = "\n".join(f"| {name} | {text} |" for name, text in _FILES.items())
    return _FRONT.format(files=files, rows="\n".join(rows))


def _where(item: Planted, numbers: Mapping[str, str], blocks: Sequence[Block]) -> str | None:
    """The number of the clause; a table's, and an unnumbered definition's, is that of the clause above it."""
    if item.place in numbers:
        return numbers[item.place]
    keys = [block.key for block in blocks]
    if item.place not in keys:
        return None
    place = keys.index(item.place)
    if not isinstance(blocks[place], Table) and not item.place.startswith("definition "):
        return None
    return next(numbers[key] for key in reversed(keys[:place]) if key in numbers)


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:87].rstrip()}..."
