"""A family as one HTML file: it needs no network, no server and no other file, and runs no script."""

from __future__ import annotations

from importlib.metadata import version

from service.families import JoinedFiles
from service.reports import kindred as words
from service.reports.html import page_assets
from service.reports.wording import moment
from service.web.environment import AUTHOR_COLOURS, environment


def render_family_html(joined: JoinedFiles) -> str:
    """The report on a family as one self-contained page."""
    family = joined.family
    colours = {member.id: f"by-{place % AUTHOR_COLOURS + 1}" for place, member in enumerate(family.members)}
    return (
        environment()
        .get_template("family.html")
        .render(
            family=family,
            unread=joined.unread,
            words=words,
            moment=moment,
            colours=colours,
            terms=words.telling_first(family),
            product=f"clausecheck {version('clausecheck')}",
            **page_assets("report.css", "rounds.css", "family.css"),
        )
    )
