"""``clausecheck library check`` on a library with a clause type that only this company has."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import CliRunner

from clause_library.loading.store import STANDARD_LIBRARY
from service.cli import app


def test_a_type_of_a_companys_own_is_named_and_allowed(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(STANDARD_LIBRARY, folder)
    entry = folder / "entries" / "publicity.yaml"
    own = entry.read_text("utf-8").replace("clause_type: publicity", "clause_type: publicty")
    entry.unlink()
    (folder / "entries" / "publicty.yaml").write_text(own, "utf-8")

    result = CliRunner().invoke(app, ["library", "check", str(folder)])

    assert result.exit_code == 0
    assert "Note: entries/publicty.yaml: 'publicty' is a clause type of your own (did you mean 'publicity'?)" in (
        result.stdout
    )


def test_nothing_is_noted_on_the_shipped_library() -> None:
    result = CliRunner().invoke(app, ["library", "check", str(STANDARD_LIBRARY)])

    assert result.exit_code == 0
    assert "Note:" not in result.stdout
