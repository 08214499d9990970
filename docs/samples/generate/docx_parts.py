"""The parts of a Word file that do not depend on its text: styles, numbering, settings, header and footer."""

from __future__ import annotations

from functools import partial
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BODY_FONT = "Times New Roman"
NAVY = "1F3A5F"

_STYLE_NAMES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "BodyText",
    "definition": "Definition",
    "article": "Heading1",
    "section": "Heading2",
    "item": "Heading3",
    "exhibit": "ExhibitHeading",
    "exhibit_section": "ExhibitSection",
    "exhibit_item": "ExhibitItem",
    "centered": "Centered",
    "caption": "TableCaption",
    "cell": "TableText",
}


def style_id(style: str) -> str:
    """The style id under which a paragraph of that style stands in the file."""
    return _STYLE_NAMES[style]


def _style(name: str, title: str, paragraph: str, run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _layout(
    *,
    keep: bool = False,
    listed: tuple[int, int] | None = None,
    before: int = 0,
    after: int = 0,
    left: int = 0,
    align: str = "",
) -> str:
    """Paragraph properties in the order that the schema asks for; ``listed`` is the list and its level."""
    numbered = f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>' if listed else ""
    return (
        ("<w:keepNext/>" if keep else "")
        + numbered
        + f'<w:spacing w:before="{before}" w:after="{after}"/>'
        + (f'<w:ind w:left="{left}"/>' if left else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + (f'<w:outlineLvl w:val="{listed[1]}"/>' if listed else "")
    )


def styles() -> str:
    """``word/styles.xml``."""
    heading = f'<w:b/><w:caps/><w:color w:val="{NAVY}"/><w:spacing w:val="6"/>'
    title = f'<w:b/><w:color w:val="{NAVY}"/><w:sz w:val="36"/>'
    small = '<w:color w:val="666666"/><w:sz w:val="17"/>'
    text = partial(_layout, after=120, align="both")
    exhibit = _layout(keep=True, listed=(2, 0), before=120, after=200, align="center")
    return (
        f"{HEAD}<w:styles {W}>{_defaults()}"
        + _style("Title", "Title", _layout(before=240, after=60, align="center"), title)
        + _style("Subtitle", "Subtitle", _layout(after=240, align="center"), '<w:i/><w:sz w:val="22"/>')
        + _style("BodyText", "Body Text", text())
        + _style("Definition", "Definition", text(left=720))
        + _style("Heading1", "heading 1", _layout(keep=True, listed=(1, 0), before=280, after=120), heading)
        + _style("Heading2", "heading 2", text(listed=(1, 1)))
        + _style("Heading3", "heading 3", text(listed=(1, 2)))
        + _style("ExhibitHeading", "Exhibit Heading", exhibit, f'{heading}<w:sz w:val="24"/>')
        + _style("ExhibitSection", "Exhibit Section", text(listed=(2, 1)))
        + _style("ExhibitItem", "Exhibit Item", text(listed=(2, 2)))
        + _style("Centered", "Centered", _layout(after=160, align="center"))
        + _style("TableCaption", "Table Caption", _layout(keep=True, before=120, after=80), "<w:b/>")
        + _style("TableText", "Table Text", _layout(before=40, after=40), '<w:sz w:val="19"/>')
        + _style("Header", "header", _layout(align="right"), small)
        + _style("Footer", "footer", _layout(align="center"), small)
        + _style("CommentText", "annotation text", _layout(), '<w:sz w:val="20"/>')
        + '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="16"/></w:rPr></w:style></w:styles>'
    )


def _defaults() -> str:
    fonts = f'<w:rFonts w:ascii="{BODY_FONT}" w:eastAsia="{BODY_FONT}" w:hAnsi="{BODY_FONT}" w:cs="{BODY_FONT}"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _level(level: int, style: str, form: str, text: str, left: int, hanging: int, *, space: bool = False) -> str:
    gap = '<w:suff w:val="space"/>' if space else ""
    look = '<w:rPr><w:b w:val="0"/></w:rPr>' if level else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>{gap}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/>'
        f"</w:pPr>{look}</w:lvl>"
    )


def numbering() -> str:
    """``word/numbering.xml``: 1. / 1.1 / (a) for the articles, Exhibit A / A.1 / (a) for the exhibits."""
    articles = (
        _level(0, "Heading1", "decimal", "%1.", 720, 720)
        + _level(1, "Heading2", "decimal", "%1.%2", 720, 720)
        + _level(2, "Heading3", "lowerLetter", "(%3)", 1296, 576)
    )
    exhibits = (
        _level(0, "ExhibitHeading", "upperLetter", "Exhibit %1:", 0, 0, space=True)
        + _level(1, "ExhibitSection", "decimal", "%1.%2", 720, 720)
        + _level(2, "ExhibitItem", "lowerLetter", "(%3)", 1296, 576)
    )
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{articles}'
        f'</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{exhibits}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def settings(*, tracking: bool) -> str:
    """``word/settings.xml``; ``tracking`` leaves the recording of changes switched on."""
    track = "<w:trackRevisions/>" if tracking else ""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/>{track}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def header(text: str) -> str:
    """``word/header1.xml``."""
    return (
        f'{HEAD}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"<w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:hdr>"
    )


def footer() -> str:
    """``word/footer1.xml``: Page X of Y."""

    def number(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    words = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    line = words.format("Page ") + number("PAGE") + words.format(" of ") + number("NUMPAGES")
    return f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{line}</w:p></w:ftr>'


def core_properties(title: str, author: str, date: str) -> str:
    """``docProps/core.xml``."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    )


_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": (R, f"{_KIND}.styles+xml"),
    "numbering": (R, f"{_KIND}.numbering+xml"),
    "settings": (R, f"{_KIND}.settings+xml"),
    "header1": (R, f"{_KIND}.header+xml"),
    "footer1": (R, f"{_KIND}.footer+xml"),
    "comments": (R, f"{_KIND}.comments+xml"),
    "commentsExtended": ("http://schemas.microsoft.com/office/2011/relationships", f"{_KIND}.commentsExtended+xml"),
    "commentsIds": ("http://schemas.microsoft.com/office/2016/09/relationships", f"{_KIND}.commentsIds+xml"),
    "people": ("http://schemas.microsoft.com/office/2011/relationships", f"{_KIND}.people+xml"),
}


def content_types(parts: list[str]) -> str:
    """``[Content_Types].xml`` for a file with these parts beside the document."""
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_PARTS[part][1]}"/>' for part in parts)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    """``_rels/.rels``."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def document_relations(parts: list[str]) -> str:
    """``word/_rels/document.xml.rels``; the id of a part is its name."""
    relations = "".join(
        f'<Relationship Id="{part}" Type="{_PARTS[part][0]}/{part.rstrip("1")}" Target="{part}.xml"/>' for part in parts
    )
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    )
