"""Random contracts, randomly edited: all changes accepted give the new version, all refused the old one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docx_builder import cell, change, deleted, docx, ins, paragraph, row, run, table
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers import read
from extractor.types import Document

Fate = Literal["kept", "added", "dropped"]
Version = Literal["old", "new"]
GONE: dict[Version, Fate] = {"old": "added", "new": "dropped"}
WRAPPERS = ("{}", "<w:hyperlink>{}</w:hyperlink>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>")


@dataclass(frozen=True)
class Words:
    """Words of one fate, in one of the things that stand in a line."""

    text: str
    fate: Fate
    wrapper: str = "{}"

    def redline(self, around: Fate = "kept") -> str:
        fate = around if around != "kept" else self.fate
        made = {"kept": run(self.text), "added": ins(self.text), "dropped": deleted(self.text, "Bob", 2)}
        return self.wrapper.format(made[fate])


@dataclass(frozen=True)
class Paragraph:
    words: tuple[Words, ...]
    fate: Fate

    def redline(self) -> str:
        marks = {"kept": "", "added": change("ins"), "dropped": change("del", author="Bob")}
        return paragraph(*(words.redline(self.fate) for words in self.words), mark=marks[self.fate])

    def plain(self, version: Version) -> str:
        if self.fate == GONE[version]:
            return ""
        # A paragraph that is put in or taken out goes as a whole; only in one that stays have words fates of their own.
        standing = (words for words in self.words if self.fate != "kept" or words.fate != GONE[version])
        return paragraph(*(run(words.text) for words in standing))


@dataclass(frozen=True)
class Row:
    cells: tuple[Words, ...]
    fate: Fate

    def redline(self) -> str:
        marks = {"kept": "", "added": change("ins"), "dropped": change("del", author="Bob")}
        cells = (cell(paragraph(words.redline(self.fate))) for words in self.cells)
        return row(*cells, properties=marks[self.fate])

    def plain(self, version: Version) -> str:
        if self.fate == GONE[version]:
            return ""
        standing = [words.text if self.fate != "kept" or words.fate != GONE[version] else "" for words in self.cells]
        return row(*(cell(paragraph(run(text))) for text in standing))


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]

    def redline(self) -> str:
        return table(*(line.redline() for line in self.rows))

    def plain(self, version: Version) -> str:
        return table(*(line.plain(version) for line in self.rows))


@dataclass(frozen=True)
class Move:
    """Words of one paragraph that are moved into the next."""

    text: str

    def redline(self) -> str:
        halves = []
        for direction, id in (("From", 1), ("To", 2)):
            start = f'<w:move{direction}RangeStart w:id="{id}" w:name="move1"/>'
            moved = change(f"move{direction}", run(self.text), id=id)
            halves.append(f'{start}{moved}<w:move{direction}RangeEnd w:id="{id}"/>')
        return paragraph("here ", halves[0], "stays") + paragraph("there ", halves[1], "stays")

    def plain(self, version: Version) -> str:
        here, there = (self.text, "") if version == "old" else ("", self.text)
        return paragraph("here ", run(here), "stays") + paragraph("there ", run(there), "stays")


fates: st.SearchStrategy[Fate] = st.sampled_from(["kept", "added", "dropped"])
words = st.builds(Words, st.text("ab .,", min_size=1, max_size=5), fates, st.sampled_from(WRAPPERS))
paragraphs = st.builds(Paragraph, st.lists(words, min_size=1, max_size=5).map(tuple), fates)
rows = st.builds(
    Row, st.lists(st.builds(Words, st.text("ab", max_size=4), fates), min_size=2, max_size=2).map(tuple), fates
)
tables = st.builds(Table, st.lists(rows, min_size=1, max_size=3).map(tuple))
moves = st.builds(Move, st.text("mn", min_size=1, max_size=4))


def version(blocks: list[Paragraph | Table | Move], which: Version) -> Document:
    return read(docx(paragraph("Start"), *(block.plain(which) for block in blocks), paragraph("End")), "a.docx")


@given(st.lists(st.one_of(paragraphs, tables, moves), max_size=6))
def test_accepting_gives_the_new_version_and_refusing_the_old_one(blocks: list[Paragraph | Table | Move]) -> None:
    redline = read(docx(paragraph("Start"), *(block.redline() for block in blocks), paragraph("End")), "a.docx")
    old, new = version(blocks, "old"), version(blocks, "new")

    assert redline.text == new.text
    assert redline.original_text == old.text
    assert [redline.quote(block.span) for block in redline.blocks] == [new.quote(block.span) for block in new.blocks]


@given(st.lists(st.one_of(paragraphs, tables, moves), max_size=6))
def test_the_changes_alone_lead_from_the_one_text_to_the_other(blocks: list[Paragraph | Table | Move]) -> None:
    redline = read(docx(paragraph("Start"), *(block.redline() for block in blocks), paragraph("End")), "a.docx")
    added = [r.span for r in redline.revisions if r.kind in ("insertion", "move_to") and not r.superseded]
    dropped = [r.original_span for r in redline.revisions if r.kind in ("deletion", "move_from") and not r.superseded]

    kept_of_new, kept_of_old = redline.text, redline.original_text
    for span in sorted(added, key=lambda span: -span.start):
        kept_of_new = kept_of_new[: span.start] + kept_of_new[span.end :]
    for span in sorted(dropped, key=lambda span: -span.start):
        kept_of_old = kept_of_old[: span.start] + kept_of_old[span.end :]
    assert kept_of_new.split() == kept_of_old.split()
