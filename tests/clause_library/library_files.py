"""A small valid library, written to a folder, for tests to break."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from clause_library.types import DeviationKind

_SEVERITIES = "\n".join(f"  {kind}: medium" for kind in get_args(DeviationKind))
LIBRARY = f"""\
name: Test library
our_roles: [Provider, Vendor]
their_roles: [Customer, Client]
approvers:
  - role: finance
    title: Finance
    order: 20
  - role: legal
    title: Legal
    order: 50
severities:
{_SEVERITIES}
escalations:
  critical: legal
"""
PAYMENT_TERM = """\
clause_type: payment_term
title: Payment terms
description: When the customer pays.
protects: us
used_in: [master_agreement, order_form]
required_for: [master_agreement]
aliases: [Payment]
approver: finance
severity: medium
missing_severity: high
standard:
  text: |
    Customer shall pay within thirty (30) days
    of [the trigger].
fallbacks:
  - text: Customer shall pay within forty-five (45) days of [the trigger].
    reason: Common among large buyers.
    approver: finance
    severity: low
prohibited:
  - text: Customer may pay whenever it likes.
    reason: Then it never pays.
    severity: critical
tolerances:
  - field: payment_term
    part: duration
    at_most: P45D
    severity: high
    reason: Cash.
severities:
  negation_changed: critical
guidance: |
  Hold thirty days.
"""
PAYMENT_TERM_FILE = "entries/payment_term.yaml"


def write_library(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """The small library in ``folder``, with some of its files replaced or added."""
    (folder / "entries").mkdir(parents=True, exist_ok=True)
    for name, content in {"library.yaml": LIBRARY, PAYMENT_TERM_FILE: PAYMENT_TERM, **(files or {})}.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def line_of(text: str, words: str) -> int:
    """The line, counted from 1, on which ``words`` first stand."""
    return text[: text.index(words)].count("\n") + 1
