"""Every setting of clausecheck, in one table; each is read from the environment variable ``CLAUSECHECK_<NAME>``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.limits import MEBIBYTE, Limits
from service.errors import SettingsError

PREFIX = "CLAUSECHECK_"
_MOST_THREADS = 8
"""Each takes some 100 MB of the memory that reading one file may take."""
ROOT = Path(__file__).resolve().parent.parent


def _user_folder(variable: str, fallback: str) -> Path:
    """Our folder below the XDG base directory that ``variable`` names."""
    base = os.environ.get(variable)
    return (Path(base) if base else Path.home() / fallback) / "clausecheck"


def _setting(default: Any, unit: str, help_text: str, **bounds: Any) -> Any:  # noqa: ANN401  # pydantic types its fields so
    return Field(default=default, description=help_text, json_schema_extra={"unit": unit}, **bounds)


def _folder_setting(variable: str, fallback: str, help_text: str) -> Any:  # noqa: ANN401  # pydantic types its fields so
    return Field(
        default_factory=lambda: _user_folder(variable, fallback),
        description=help_text,
        json_schema_extra={
            "unit": "folder",
            "shown_default": f"${variable}/clausecheck, else ~/{fallback}/clausecheck",
        },
    )


class Settings(BaseSettings):
    """What an operator may choose; the defaults suit one person on one laptop."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    library: Path | None = _setting(None, "folder", "Clause library to review against; unset: the shipped one.")
    encoder: Path | None = _setting(None, "folder", "Any sentence-transformers model; unset: the shipped encoder.")
    sample: Path = _setting(
        ROOT / "docs" / "samples" / "saas-agreement-redline.docx", "file", "Contract that `clausecheck demo` reviews."
    )
    data_dir: Path = _folder_setting("XDG_DATA_HOME", ".local/share", "Where the embedded PostgreSQL keeps its data.")
    cache_dir: Path = _folder_setting("XDG_CACHE_HOME", ".cache", "Vectors of texts seen before; may be deleted.")
    holidays: str = _setting(
        "",
        "country",
        "Whose public holidays are no business days where deadlines are counted: `US`, `US-NY`, `GB-ENG`; "
        "empty: none, business days are Monday to Friday.",
    )
    database_url: SecretStr | None = _setting(
        None, "URL", "Your own PostgreSQL (postgresql://user:password@host/name); unset: the embedded one."
    )
    host: str = _setting("127.0.0.1", "address", "Where `clausecheck serve` listens.")
    port: int = _setting(8400, "port", "Port of `clausecheck serve`.", ge=0, le=65_535)
    workers: int = _setting(0, "processes", "Processes of a backfill; 0: one a core.", ge=0, le=1_024)
    max_file_mib: int = _setting(100, "MiB", "Largest file that is read.", ge=1, le=2_048)
    read_timeout_s: float = _setting(300.0, "s", "Wall-clock time for reading one file.", gt=0, le=3_600)
    read_silence_s: float = _setting(
        60.0, "s", "Wall-clock time for reading one page, or a file without pages.", gt=0, le=3_600
    )
    read_cpu_s: int = _setting(600, "s", "Processor time for reading one file, all cores together.", ge=1, le=36_000)
    read_memory_mib: int = _setting(2_048, "MiB", "Memory for reading one file.", ge=256, le=65_536)
    ocr_page_s: float = _setting(
        20.0, "s", "Time, of both kinds, that each page may take on top which is read by OCR.", gt=0, le=600
    )
    ocr_pages: int = _setting(500, "pages", "Pages of one file that are read by OCR; 0: none.", ge=0, le=3_000)
    ocr_threads: int = _setting(
        0,
        "threads",
        "Pages of one file that are read by OCR at a time; 0: one a core. In a backfill it is 1.",
        ge=0,
        le=64,
    )
    review_timeout_s: float = _setting(600.0, "s", "Wall-clock time for one file of a backfill.", gt=0, le=86_400)
    reader_documents: int = _setting(100, "files", "Files after which a reading process is replaced.", ge=1)

    @field_validator("holidays")
    @classmethod
    def _known_holidays(cls, name: str) -> str:
        """The name of a calendar that there is."""
        from service.holidays import calendar_of

        return calendar_of(name).name

    @property
    def limits(self) -> Limits:
        """What one document may cost."""
        return Limits(
            file_bytes=self.max_file_mib * MEBIBYTE,
            recognised_pages=self.ocr_pages,
            recognition_threads=self.ocr_threads or min(_MOST_THREADS, os.cpu_count() or 1),
        )

    @property
    def postgres_url(self) -> str | None:
        """Where your own PostgreSQL is, with its password; None for the embedded one."""
        return self.database_url.get_secret_value() if self.database_url else None

    @property
    def vectors(self) -> Path:
        """The file that keeps vectors of texts seen before."""
        return self.cache_dir / "vectors.sqlite"


def load_settings(**chosen: Any) -> Settings:  # noqa: ANN401  # the values of any settings
    """The settings of this process: ``chosen`` first, then the environment, then the defaults.

    :raises SettingsError: naming each variable whose value cannot be used, never the value itself.
    """
    try:
        return Settings(**{name: value for name, value in chosen.items() if value is not None})
    except ValidationError as error:
        problems = "; ".join(
            f"{PREFIX}{str(item['loc'][0]).upper()}: {item['msg'].removeprefix('Value error, ')}"
            for item in error.errors()
        )
        raise SettingsError(problems) from None


def settings_table() -> list[tuple[str, str, str, str]]:
    """Variable, default, unit and help of each setting, in the order of ``Settings``."""
    rows = []
    for name, info in Settings.model_fields.items():
        extra = info.json_schema_extra
        assert isinstance(extra, dict), f"the setting {name} has no unit"
        default = extra.get("shown_default") or ("" if info.default is None else info.default)
        shown = str(default.relative_to(ROOT)) if isinstance(default, Path) else str(default)
        rows.append((PREFIX + name.upper(), shown, str(extra["unit"]), info.description or ""))
    return rows


def settings_page() -> str:
    """The table as Markdown, as it stands in ``docs/settings.md``."""
    lines = [
        "# Settings",
        "",
        "Each is an environment variable. An empty one counts as not set; a wrong one is named at the start.",
        "",
        "| variable | default | unit | what it does |",
        "| --- | --- | --- | --- |",
    ]
    for variable, default, unit, help_text in settings_table():
        lines.append(f"| `{variable}` | {f'`{default}`' if default else ''} | {unit} | {help_text} |")
    return "\n".join(lines) + "\n"
