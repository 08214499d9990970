"""What stands beside the comments of a Word file: who answers whom, what is resolved, and when it was in UTC.

These parts know a comment by the id of its last paragraph, which careless programs repeat; then the entries go to the
comments in their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx.xml import W14, W15, W16CEX, W16CID, W

_YES = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Thread:
    """What is known of one comment: the place of the comment that it answers, whether it is resolved, its UTC date."""

    parent: int | None = None
    resolved: bool | None = None
    date_utc: str | None = None


def read_threads(
    comments: Sequence[etree._Element],
    extended: etree._Element | None,
    ids: etree._Element | None,
    extensible: etree._Element | None,
) -> list[Thread]:
    """One for each of ``comments``, in their order."""
    paragraphs = _Paragraphs(comments)
    dates = dict(_dates(paragraphs, ids, extensible))
    stated = dict(paragraphs.entries(extended, W15 + "commentEx", W15 + "paraId"))
    threads = []
    for at in range(len(comments)):
        entry = stated.get(at)
        done = None if entry is None else entry.get(W15 + "done")
        threads.append(
            Thread(
                parent=None if entry is None else paragraphs.answered(entry.get(W15 + "paraIdParent"), at),
                resolved=None if done is None else done in _YES,
                date_utc=dates.get(at),
            )
        )
    return threads


class _Paragraphs:
    """The places of comments by the ids of their paragraphs."""

    def __init__(self, comments: Sequence[etree._Element]) -> None:
        self._last: defaultdict[str, list[int]] = defaultdict(list)
        self._any: dict[str, list[int]] = {}
        for at, comment in enumerate(comments):
            ids = [paragraph.get(W14 + "paraId", "").upper() for paragraph in comment.iter(W + "p")]
            if ids and ids[-1]:
                self._last[ids[-1]].append(at)
            for other in filter(None, ids):
                self._any.setdefault(other, [at])

    def entries(self, root: etree._Element | None, tag: str, key: str) -> Iterator[tuple[int, etree._Element]]:
        """The entries of a part with the place of the comment that each is about."""
        used: defaultdict[str, int] = defaultdict(int)
        for entry in () if root is None else root.iterchildren(tag):
            name = entry.get(key, "").upper()
            places = self._at(name)
            if used[name] < len(places):
                yield places[used[name]], entry
            used[name] += 1

    def answered(self, name: str | None, reply: int) -> int | None:
        """The place of the comment that ``reply`` answers: of several with one id, the nearest before it."""
        places = [at for at in self._at((name or "").upper()) if at != reply]
        before = [at for at in places if at < reply]
        return before[-1] if before else next(iter(places), None)

    def _at(self, name: str) -> list[int]:
        return self._last.get(name) or self._any.get(name) or []


def _dates(
    paragraphs: _Paragraphs, ids: etree._Element | None, extensible: etree._Element | None
) -> Iterator[tuple[int, str]]:
    """UTC dates by place; they hang on durable ids, which hang on paragraphs."""
    if extensible is None:
        return
    durable = W16CEX + "durableId"
    dates = {
        entry.get(durable, "").upper(): entry.get(W16CEX + "dateUtc")
        for entry in extensible.iterchildren(W16CEX + "commentExtensible")
    }
    for at, entry in paragraphs.entries(ids, W16CID + "commentId", W16CID + "paraId"):
        date = dates.get(entry.get(W16CID + "durableId", "").upper())
        if date:
            yield at, date
