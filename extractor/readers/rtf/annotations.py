"""The comments of an RTF file: what stands in the groups before each, its words, and whom it answers."""

from __future__ import annotations

from itertools import count

from extractor.readers.docx.tokens import Anchor
from extractor.readers.rtf.sink import Sink
from extractor.readers.rtf.tables import written_date
from extractor.readers.tracked import Note

_DETAILS = {"atnid": "initials", "atnauthor": "author", "atnref": "atnref", "atndate": "atndate", "atnparent": "parent"}


class Annotations:
    """Takes the comments of one file in order."""

    def __init__(self) -> None:
        self._next: dict[str, str] = {}
        self._read: list[tuple[dict[str, str], Sink]] = []
        self._open: list[tuple[dict[str, str], Sink]] = []
        self._references: set[str] = set()

    def detail(self, name: str, words: str) -> None:
        """What a group beside a comment says of it; its author's initials come first."""
        if name == "atnid":
            self._next = {}
        if name in _DETAILS:
            self._next[_DETAILS[name]] = words

    def begin(self, sink: Sink) -> None:
        """Its words go to ``sink``."""
        if self._open and self._open[-1][0] is self._next:
            self._next = {}  # one within another has details of its own
        self._read.append((self._next, sink))
        self._open.append((self._next, sink))

    def end(self, sink: Sink) -> Anchor | None:
        """Where a comment that has been read whole hangs, if no range says so; None where ``sink`` is no comment's."""
        if not self._open or self._open[-1][1] is not sink:
            return None
        fields, _ = self._open.pop()
        number = fields.get("atnref")
        if number is None or number in self._references:
            number = self._free_number()
        self._references.add(number)
        fields["id"] = number
        self._next = {}
        return Anchor("reference", number)

    def _free_number(self) -> str:
        """One that the file has not used."""
        return next(name for at in count(len(self._read)) if (name := f"note-{at}") not in self._references)

    def notes(self) -> list[Note]:
        """All comments; each tells by how many places before it the one stands that it answers."""
        ids = [fields["id"] for fields, _ in self._read]
        notes = []
        for index, (fields, sink) in enumerate(self._read):
            back = _whole(fields.get("parent"))
            answered = index + back if back is not None and back < 0 else None
            packed = _whole(fields.get("atndate"))
            notes.append(
                Note(
                    id=ids[index],
                    text=sink.words,
                    author=fields.get("author") or None,
                    initials=fields.get("initials") or None,
                    date=None if packed is None else written_date(packed),
                    parent=ids[answered] if answered is not None and answered >= 0 else None,
                )
            )
        return notes


def _whole(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
