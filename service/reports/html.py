"""A review as one HTML file: it needs no network, no server and no other file, and runs no script but ours."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version

from markupsafe import Markup

from clause_library.types import SEVERITIES, Review, Severity
from service.reports.cards import Cards, Group
from service.reports.contract_text import contract_parts
from service.reports.summary import (
    RISKY,
    agreement_line,
    baseline_line,
    changes_line,
    is_not_covered,
    no_deviation_line,
    recognition_line,
    revisers,
    verdict,
)
from service.reports.tracked import not_stated_line, stated_rows, tracked_rows
from service.reports.wording import moment
from service.web.environment import TEMPLATES, environment

LISTED_EXTRA = 8
"""Clauses that the library does not cover which are shown at once, where they read risky; the rest is folded."""

LISTED_DEVIATIONS = 24
"""Links beside an approval; more are only counted."""


def render_html(review: Review) -> str:
    """The report on ``review`` as one self-contained page."""
    cards = Cards(review)
    groups = cards.groups()
    tracked = tracked_rows(review)
    return (
        environment()
        .get_template("report.html")
        .render(
            review=review,
            agreement=agreement_line(review),
            covered=not is_not_covered(review),
            verdict=verdict(review),
            recognition=recognition_line(review),
            changes=changes_line(review),
            today=moment(review.today),
            parties=cards.parties(),
            groups=groups,
            severities=[severity for severity in reversed(SEVERITIES) if severity in shown_severities(groups)],
            baseline=baseline_line(review),
            shown=sum(len(group.cards) for group in groups),
            missing=cards.missing(),
            nothing=no_deviation_line(review),
            extra=cards.extra(),
            risky=sum(clause.severity in RISKY for clause in review.extra[:LISTED_EXTRA]),
            tracked=tracked,
            stated=stated_rows(tracked),
            not_stated=not_stated_line(tracked),
            facts=cards.facts(),
            recognised=cards.recognised(),
            place=cards.place,
            numbers=cards.numbers,
            listed=LISTED_DEVIATIONS,
            authors=revisers(review),
            parts=contract_parts(review),
            product=f"clausecheck {version('clausecheck')}",
            **_assets(),
        )
    )


def shown_severities(groups: Sequence[Group]) -> frozenset[Severity]:
    """Every severity that a card has."""
    return frozenset(card.deviation.severity for group in groups for card in group.cards)


@lru_cache(maxsize=1)
def _assets() -> Mapping[str, Markup]:
    """Style and script, and the policy that lets exactly these two run."""
    style = (TEMPLATES / "report.css").read_text("utf-8")
    script = (TEMPLATES / "report.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}  # our own files


@lru_cache
def page_assets(*styles: str) -> Mapping[str, Markup]:
    """The styles of a page without script, and the policy that lets them and nothing else in."""
    style = "".join((TEMPLATES / name).read_text("utf-8") for name in styles)
    policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
    return {"style": Markup(style), "policy": Markup(policy)}  # our own files


def digest(text: str) -> str:
    """How a content security policy names a style or a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
