"""The composition root: from settings to a reviewer with its models, its library and its reading processes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from math import inf
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from extractor.errors import ExtractionError
from extractor.limits import MEBIBYTE
from extractor.readers.sniffing import is_old_word
from service.bounds import Bounds
from service.conversion import to_docx
from service.files import BASELINE, SentFile
from service.sandbox import ReaderPool

if TYPE_CHECKING:
    from clause_library.types import AgreementType, Library, Review
    from extractor.fields.deadlines import Calendar
    from extractor.types import Document, Field
    from models.interfaces import ClauseTyper, Encoders, SentenceSplitter
    from service.settings import Settings

T = TypeVar("T")


class Once(Generic[T]):
    """A value built when first asked for, and only once however many threads ask."""

    def __init__(self, build: Callable[[], T]) -> None:
        """Build the value with ``build``."""
        self._build = build
        self._lock = threading.Lock()
        self._built: list[T] = []

    def get(self) -> T:
        """The value; what ``build`` raises leaves and the next call tries again."""
        with self._lock:
            if not self._built:
                self._built.append(self._build())
            return self._built[0]


class Reviewer:
    """Reviews and extracts from bytes. Any thread may call it; ``close`` or ``with`` ends its reading processes."""

    def __init__(self, settings: Settings, readers: int = 1, longest_s: float = inf) -> None:
        """Work as ``settings`` say, with up to ``readers`` reading processes; nothing is loaded before it is needed.

        :param longest_s: after which time no more pages of a file are recognised, those before are reviewed.
        """
        bounds = Bounds(
            timeout_s=settings.read_timeout_s,
            silence_s=settings.read_silence_s,
            cpu_s=settings.read_cpu_s,
            recognition_s=settings.ocr_page_s,
            longest_s=longest_s,
            memory_bytes=settings.read_memory_mib * MEBIBYTE,
            documents=settings.reader_documents,
        )
        self._limits, self._read_timeout_s = settings.limits, settings.read_timeout_s
        self._readers = ReaderPool(readers, settings.limits, bounds)
        self._library = Once(lambda: load_library(settings))
        self._encoders = Once(lambda: _load_encoders(settings))
        self._typer = Once(_load_typer)
        self._sentences = Once(_load_sentences)
        self._calendar = Once(lambda: _load_calendar(settings))

    def __enter__(self) -> Self:
        """Give the reviewer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the reading processes."""
        self.close()

    def close(self) -> None:
        """End the reading processes."""
        self._readers.close()

    @property
    def library(self) -> Library:
        """The clause library.

        :raises InvalidLibrary: when its files are wrong.
        """
        return self._library.get()

    @property
    def encoders(self) -> Encoders:
        """The text encoders.

        :raises ModelError: when their weights cannot be used.
        """
        return self._encoders.get()

    @property
    def typer(self) -> ClauseTyper:
        """The model of clause types.

        :raises ModelError: when its weights cannot be used.
        """
        return self._typer.get()

    @property
    def sentences(self) -> SentenceSplitter:
        """The sentence splitter."""
        return self._sentences.get()

    @property
    def calendar(self) -> Calendar:
        """Tells business days."""
        return self._calendar.get()

    @property
    def engine_id(self) -> str:
        """Names the code and the models: reviews of one engine, library and day are comparable."""
        return f"clausecheck {version('clausecheck')} {' '.join(self.encoders.ids)} {self.typer.id}"

    def warm_up(self) -> None:
        """Load everything now, so that the first request does not wait for it."""
        from clause_library.matching.index import library_index

        self.encoders.fast.encode(["warm up"])
        self.encoders.precise.encode(["warm up"])
        self.sentences.split("Warm up.")
        self.typer  # noqa: B018  # loading it is the point
        library_index(self.library)

    def read_bytes(self, data: bytes, name: str) -> Document:
        """The document in ``data``, read in a process of its own; an old Word file is converted first.

        :raises ExtractionError: when the file cannot be read.
        """
        if not is_old_word(data):
            return self._readers.read(data, name)
        document = self._readers.read(to_docx(data, self._limits, self._read_timeout_s), name)
        return replace(document, sha256=hashlib.sha256(data).hexdigest(), media_type="application/msword")

    def review_bytes(
        self,
        data: bytes,
        name: str,
        *,
        today: date,
        agreement_type: AgreementType | None = None,
        baseline: SentFile | None = None,
    ) -> Review:
        """Review one file against the library.

        :param name: shown in the review; never opened.
        :param agreement_type: told from the text when None.
        :param baseline: the version that we sent, to tell what was changed without tracking; none when None.
        :raises ExtractionError: when a file cannot be read; what is wrong with the baseline begins with its name.
        :raises InvalidLibrary: when the library's files are wrong.
        :raises ModelError: when a model's weights cannot be used.
        """
        library = self.library  # a wrong library is told before time is spent on the file
        document = self.read_bytes(data, name)
        sent = None if baseline is None else self._read_baseline(baseline)
        return self.review_document(document, library, today=today, agreement_type=agreement_type, baseline=sent)

    def _read_baseline(self, baseline: SentFile) -> Document:
        try:
            return self.read_bytes(baseline.data, baseline.name)
        except ExtractionError as error:
            raise type(error)(f"{BASELINE}, {baseline.name}: {error}") from error

    def review_document(
        self,
        document: Document,
        library: Library,
        *,
        today: date,
        agreement_type: AgreementType | None = None,
        baseline: Document | None = None,
    ) -> Review:
        """Review a document that is read already.

        :raises ModelError: when a model's weights cannot be used.
        """
        from clause_library.reviewing import review
        from extractor.segmentation import segment

        return review(
            segment(document),
            library,
            encoders=self.encoders,
            typer=self.typer,
            sentences=self.sentences,
            today=today,
            agreement_type=agreement_type,
            baseline=baseline,
            calendar=self.calendar,
        )

    def extract_bytes(self, data: bytes, name: str) -> tuple[Field, ...]:
        """The fields of one file.

        :raises ExtractionError: when the file cannot be read.
        :raises ModelError: when a model's weights cannot be used.
        """
        from extractor.fields import extract_fields
        from extractor.segmentation import segment

        return extract_fields(segment(self.read_bytes(data, name)), self.sentences)


def load_library(settings: Settings) -> Library:
    """The library that ``settings`` name, else the shipped one.

    :raises InvalidLibrary: when its files are wrong.
    """
    from clause_library.loading import store

    return store.load_library(settings.library or store.STANDARD_LIBRARY)


def _load_encoders(settings: Settings) -> Encoders:
    from models.loading import load_encoders

    return load_encoders(settings.encoder, settings.vectors)


def _load_typer() -> ClauseTyper:
    from models.loading import load_clause_typer

    return load_clause_typer()


def _load_sentences() -> SentenceSplitter:
    from models.loading import load_sentences

    return load_sentences()


def _load_calendar(settings: Settings) -> Calendar:
    from service.holidays import calendar_of

    return calendar_of(settings.holidays)
