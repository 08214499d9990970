"""The bundled redline against the bundled library: every planted change is found, by whom and how serious."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from redlines import FakeTyper, fake_encoders

from clause_library.loading.store import STANDARD_LIBRARY, load_library
from clause_library.reviewing import review
from clause_library.tracked_changes import has_words
from clause_library.types import Deviation, Review
from extractor.readers import read
from extractor.segmentation import segment

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
PLANTED: list[dict[str, Any]] = yaml.safe_load((SAMPLES / "planted.yaml").read_text(encoding="utf-8"))["planted"]


class Sentences:
    """Ends a sentence at a full stop before a capital."""

    def split(self, text: str) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in re.finditer(r"\S(?:.|\n)*?(?:\.(?=\s+[A-Z]|\s*$)|$)", text))


def review_of(name: str) -> Review:
    document = read((SAMPLES / name).read_bytes(), name)
    library = load_library(STANDARD_LIBRARY)
    return review(
        segment(document),
        library,
        encoders=fake_encoders(),
        typer=FakeTyper(),
        sentences=Sentences(),
        today=date(2026, 2, 1),
    )


@pytest.fixture(scope="module")
def redline() -> Review:
    return review_of("saas-agreement-redline.docx")


def plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def tells(deviation: Deviation, planted: dict[str, Any]) -> bool:
    """Whether a deviation of the planted kind and author is about the planted words."""
    if deviation.kind != planted["kind"] or deviation.clause_type != planted["clause_type"]:
        return False
    said = [plain(words) for change in deviation.changes for words in (change.before, change.after) if words]
    expected = [plain(planted[side]) for side in ("before", "after") if planted[side]]
    return not expected or any(one in other or other in one for one in said for other in expected)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: str(planted["id"]))
def test_a_planted_change_is_found(redline: Review, planted: dict[str, Any]) -> None:
    found = [deviation for deviation in redline.deviations if tells(deviation, planted)]
    assert found
    assert found[0].severity == planted["severity"]
    assert found[0].approver == planted["approver"]
    assert found[0].authors == ((planted["author"],) if planted["author"] else ())
    assert bool(found[0].revisions) == planted["tracked"]


def test_nothing_else_is_told_but_further_figures_of_the_same_edit(redline: Review) -> None:
    others = [d for d in redline.deviations if not any(tells(d, planted) for planted in PLANTED)]
    assert {d.kind for d in others} <= {"amount_changed"}


def test_every_revision_is_told(redline: Review) -> None:
    told = {revision for deviation in redline.deviations for revision in deviation.revisions}
    assert {r.id for r in redline.document.revisions if has_words(r)} == told


@pytest.mark.parametrize("name", ["saas-agreement-sent.docx", "saas-agreement-sent.pdf"])
def test_what_we_sent_has_no_deviations(name: str) -> None:
    assert review_of(name).deviations == ()
