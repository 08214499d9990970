from __future__ import annotations

from pathlib import Path

import pytest

from extractor.limits import MEBIBYTE
from service.errors import SettingsError
from service.settings import Settings, load_settings, settings_page, settings_table

ROOT = Path(__file__).parents[2]


def test_the_environment_is_read_under_our_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_PORT", "9000")
    monkeypatch.setenv("CLAUSECHECK_MAX_FILE_MIB", "7")
    settings = load_settings()
    assert settings.port == 9000
    assert settings.limits.file_bytes == 7 * MEBIBYTE


def test_what_a_command_names_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_LIBRARY", "/environment")
    assert load_settings(library=Path("/option")).library == Path("/option")
    assert load_settings(library=None).library == Path("/environment")


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_PORT", "")
    assert load_settings().port == 8400


def test_a_wrong_value_is_named_but_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_PORT", "hunter2")
    monkeypatch.setenv("CLAUSECHECK_READ_CPU_S", "0")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "CLAUSECHECK_PORT" in str(caught.value)
    assert "CLAUSECHECK_READ_CPU_S" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_the_database_password_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_DATABASE_URL", "postgresql://user:hunter2@host/name")
    assert "hunter2" not in repr(load_settings())


def test_data_and_cache_follow_the_xdg_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = load_settings()
    assert settings.data_dir == tmp_path / "data" / "clausecheck"
    assert settings.cache_dir == tmp_path / ".cache" / "clausecheck"


def test_every_setting_says_its_unit_and_what_it_does() -> None:
    rows = settings_table()
    assert len(rows) == len(Settings.model_fields)
    assert all(variable and unit and help_text.endswith(".") for variable, _, unit, help_text in rows)


def test_the_documentation_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == settings_page(), "run python docs/generate.py"
