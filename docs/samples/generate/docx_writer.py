"""Writes a contract as a Word file with native tracked changes and comments; equal input gives equal bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from docs.samples.generate import docx_parts as parts
from docs.samples.generate.model import Block, Mark, Paragraph, Piece, Table
from docs.samples.generate.revising import Remark

_ZIP_DATE = (2026, 1, 1, 0, 0, 0)
_TAGS = {"insertion": "ins", "deletion": "del", "move_from": "moveFrom", "move_to": "moveTo"}


def write_docx(
    blocks: Sequence[Block], remarks: Sequence[Remark], *, title: str, running: str, author: str, date: str
) -> bytes:
    """The file; ``running`` is its page header, ``author`` and ``date`` stand in its properties."""
    body = _Body(remarks).xml(blocks)
    files = {
        "styles": parts.styles(),
        "numbering": parts.numbering(),
        "settings": parts.settings(tracking=bool(remarks)),
        "header1": parts.header(running),
        "footer1": parts.footer(),
    }
    if remarks:
        files |= _comment_parts(remarks)
    names = list(files)
    package = {
        "[Content_Types].xml": parts.content_types(names),
        "_rels/.rels": parts.package_relations(),
        "word/document.xml": _document(body),
        "word/_rels/document.xml.rels": parts.document_relations(names),
        **{f"word/{name}.xml": text for name, text in files.items()},
        "docProps/core.xml": parts.core_properties(title, author, date),
    }
    return _zipped(package)


def _zipped(package: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in package.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return target.getvalue()


def _document(body: str) -> str:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" '
        'r:id="footer1"/><w:footerReference w:type="first" r:id="footer1"/><w:pgSz w:w="12240" w:h="15840"/>'
        '<w:pgMar w:top="1440" w:right="1300" w:bottom="1300" w:left="1300" w:header="680" w:footer="620" '
        'w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return f'{parts.HEAD}<w:document {parts.W} xmlns:r="{parts.R}"><w:body>{body}{section}</w:body></w:document>'


class _Body:
    """Counts the ids of revisions and keeps which comments hang where while the blocks are written."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self._remarks = {remark.id: (number, remark) for number, remark in enumerate(remarks)}
        self._ids = count(100)

    def xml(self, blocks: Sequence[Block]) -> str:
        return "".join(self._table(b) if isinstance(b, Table) else self._paragraph(b, b.style) for b in blocks)

    def _paragraph(self, item: Paragraph, style: str, *, right: bool = False, keep: bool = False) -> str:
        look = f'<w:pStyle w:val="{parts.style_id(style)}"/>'
        look += "<w:keepNext/>" if keep else ""
        look += "<w:pageBreakBefore/>" if item.page_break else ""
        look += '<w:jc w:val="right"/>' if right else ""
        if item.mark is not None:
            look += f"<w:rPr><w:{_TAGS[item.mark.kind]} {self._attributes(item.mark)}/></w:rPr>"
        body = f"<w:p><w:pPr>{look}</w:pPr>{{}}</w:p>"
        runs = self._runs(item)
        if item.mark is None or not item.mark.name:
            return body.format(runs)
        tag, number = f"{_TAGS[item.mark.kind]}Range", next(self._ids)
        start = f'<w:{tag}Start w:id="{number}" w:name="{item.mark.name}" {self._who(item.mark)}/>'
        return body.format(start + runs) + f'<w:{tag}End w:id="{number}"/>'

    def _runs(self, item: Paragraph) -> str:
        written: list[str] = []
        for number, piece in enumerate(item.pieces):
            before = item.pieces[number - 1].comments if number else ()
            after = item.pieces[number + 1].comments if number + 1 < len(item.pieces) else ()
            begun = [name for name in piece.comments if name not in before]
            ended = [name for name in piece.comments if name not in after]
            written += [f'<w:commentRangeStart w:id="{comment}"/>' for name in begun for comment in self._thread(name)]
            written.append(self._run(piece))
            written += [_reference(comment) for name in ended for comment in self._thread(name)]
        return "".join(written)

    def _thread(self, name: str) -> Iterator[int]:
        """A comment and its answers, which hang on the same words."""
        for number, remark in self._remarks.values():
            if name in (remark.id, remark.parent):
                yield number

    def _run(self, piece: Piece) -> str:
        gone = piece.mark is not None and piece.mark.kind == "deletion"
        tag = "delText" if gone else "t"
        look = "<w:rPr><w:b/></w:rPr>" if piece.bold else ""
        run = f'<w:r>{look}<w:{tag} xml:space="preserve">{escape(piece.text)}</w:{tag}></w:r>'
        if piece.mark is None:
            return run
        name = _TAGS[piece.mark.kind]
        return f"<w:{name} {self._attributes(piece.mark)}>{run}</w:{name}>"

    def _attributes(self, mark: Mark) -> str:
        return f'w:id="{next(self._ids)}" {self._who(mark)}'

    @staticmethod
    def _who(mark: Mark) -> str:
        return f'w:author={quoteattr(mark.author)} w:date="{mark.date}"'

    def _table(self, block: Table) -> str:
        grid = "".join(f'<w:gridCol w:w="{width * 20}"/>' for width in block.widths)
        sides = "top left bottom right insideH insideV".split()
        line = "single" if block.ruled else "none"
        borders = "".join(f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="9AA5B1"/>' for side in sides)
        rows = "".join(self._row(block, number) for number in range(len(block.rows)))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(block.widths) * 20}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}'
            f'</w:tblGrid>{rows}</w:tbl><w:p><w:pPr><w:spacing w:after="60"/></w:pPr></w:p>'
        )

    def _row(self, block: Table, number: int) -> str:
        heading = block.ruled and number == 0
        cells = []
        for column, cell in enumerate(block.rows[number]):
            fill = '<w:shd w:val="clear" w:color="auto" w:fill="E8EDF3"/>' if heading else ""
            width = f'<w:tcW w:w="{block.widths[column] * 20}" w:type="dxa"/>'
            text = self._paragraph(cell, "cell", right=column in block.numeric, keep=number + 1 < len(block.rows))
            cells.append(f"<w:tc><w:tcPr>{width}{fill}</w:tcPr>{text}</w:tc>")
        look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if heading else "") + "</w:trPr>"
        return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def _reference(comment: int) -> str:
    return (
        f'<w:commentRangeEnd w:id="{comment}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{comment}"/></w:r>'
    )


def _comment_parts(remarks: Sequence[Remark]) -> dict[str, str]:
    """The comments, who answers whom, their lasting ids, and the people who wrote them."""
    marks = {remark.id: f"{0x10A00000 + number * 0x111:08X}" for number, remark in enumerate(remarks)}
    comments = "".join(
        f'<w:comment w:id="{number}" w:author={quoteattr(remark.author)} w:date="{remark.date}" '
        f'w:initials="{remark.initials}"><w:p w14:paraId="{marks[remark.id]}"><w:pPr><w:pStyle w:val="CommentText"/>'
        f"</w:pPr><w:r><w:t>{escape(remark.text)}</w:t></w:r></w:p></w:comment>"
        for number, remark in enumerate(remarks)
    )
    threads = "".join(
        f'<w15:commentEx w15:paraId="{marks[remark.id]}"'
        + (f' w15:paraIdParent="{marks[remark.parent]}"' if remark.parent else "")
        + ' w15:done="0"/>'
        for remark in remarks
    )
    lasting = "".join(
        f'<w16cid:commentId w16cid:paraId="{mark}" w16cid:durableId="{int(mark, 16) + 0x1000000:08X}"/>'
        for mark in marks.values()
    )
    people = "".join(
        f'<w15:person w15:author={quoteattr(author)}><w15:presenceInfo w15:providerId="None" '
        f"w15:userId={quoteattr(author)}/></w15:person>"
        for author in dict.fromkeys(remark.author for remark in remarks)
    )
    head = parts.HEAD
    known = f'xmlns:mc="{parts.MC}" xmlns:w14="{parts.W14}" mc:Ignorable="w14"'
    return {
        "comments": f"{head}<w:comments {parts.W} {known}>{comments}</w:comments>",
        "commentsExtended": f'{head}<w15:commentsEx xmlns:w15="{parts.W15}">{threads}</w15:commentsEx>',
        "commentsIds": f'{head}<w16cid:commentsIds xmlns:w16cid="{parts.W16CID}">{lasting}</w16cid:commentsIds>',
        "people": f'{head}<w15:people xmlns:w15="{parts.W15}">{people}</w15:people>',
    }
