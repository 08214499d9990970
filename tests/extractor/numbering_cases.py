"""Cases of automatic numbering: a few lines of definition, and the labels that Word shows.

``benchmarks/numbering.py`` holds every expected label against what LibreOffice shows for the same file; ``differs``
says why it shows something else in the few cases where it does, with the section of ECMA-376 part 1 that decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx_builder import change, definition, docx, in_list, instance, level, paragraph, run, style, table

Place = int | str | tuple[int, int] | None
"""A level of list 1, a paragraph style, another list and its level, or no list."""


@dataclass(frozen=True)
class Case:
    name: str
    body: str
    expected: tuple[str | None, ...]
    numbering: str = ""
    styles: str = ""
    differs: str = ""

    def file(self) -> bytes:
        parts = {"numbering": self.numbering, "styles": self.styles}
        return docx(self.body, **{kind: markup for kind, markup in parts.items() if markup})


def places(*where: Place) -> str:
    """Paragraphs ``w1``, ``w2`` ... at these places."""
    return "".join(at(place, f"w{number}") for number, place in enumerate(where, start=1))


def at(place: Place, text: str, mark: str = "", extra: str = "") -> str:
    if place is None:
        return paragraph(text, mark=mark, properties=extra)
    if isinstance(place, str):
        return paragraph(text, style=place, mark=mark, properties=extra)
    num, depth = (1, place) if isinstance(place, int) else place
    return paragraph(text, properties=in_list(num, depth) + extra, mark=mark)


def lists(*levels: str, more: str = "") -> str:
    return definition(*levels) + (more or instance())


def fresh(depth: int = 0, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def own_level(depth: int, markup: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{markup}</w:lvlOverride>'


def formatted(name: str, number_format: str, expected: tuple[str, ...], start: int = 1, differs: str = "") -> Case:
    return Case(
        f"format: {name}",
        places(*[0] * len(expected)),
        expected,
        lists(level(0, "%1.", number_format, start)),
        differs=differs,
    )


def restarting(at_level: int) -> str:
    return f'<w:lvlRestart w:val="{at_level}"/>'


def style_in_list(id: str, num: int = 1, depth: int | None = None, based_on: str = "") -> str:
    stated = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return style(id, based_on=based_on, properties=f'<w:numPr>{stated}<w:numId w:val="{num}"/></w:numPr>')


def linked(depth: int, text: str, to: str, number_format: str = "decimal") -> str:
    return level(depth, text, number_format, extra=f'<w:pStyle w:val="{to}"/>')


def number_field(instruction: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{end}'


LEGAL = (
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "%1.%2.%3"),
    level(3, "(%4)", "lowerLetter"),
    level(4, "(%5)", "lowerRoman"),
)
CONTRACT = (
    level(0, "ARTICLE %1", "upperRoman"),
    level(1, "Section %1.%2"),
    level(2, "(%3)", "lowerLetter"),
    level(3, "(%4)", "lowerRoman"),
    level(4, "(%5)", "upperLetter"),
)
NINE = tuple(level(depth, ".".join(f"%{number}" for number in range(1, depth + 2))) for depth in range(9))
LEGAL_STYLES = style_in_list("H1", depth=0) + style_in_list("H2", depth=1) + style_in_list("H3", depth=2)
LGL = "LibreOffice ignores isLgl (17.9.4)"
FIELD = "LibreOffice shows no LISTNUM or AUTONUM fields (17.16.5.32)"
FORMAT = "LibreOffice shows this format as decimal (17.18.59)"
RESTART = "LibreOffice ignores lvlRestart (17.9.10)"
MARK = "LibreOffice counts a paragraph whose mark is struck out while changes are shown (17.13.5.15)"

FORMATS = (
    formatted("decimal", "decimal", ("1.", "2.", "3.")),
    formatted("two digits", "decimalZero", ("09.", "10.", "11."), 9),
    formatted("letters", "lowerLetter", ("a.", "b.", "c.")),
    formatted("letters past z are repeated", "lowerLetter", ("z.", "aa.", "bb."), 26),
    formatted("letters past zz", "upperLetter", ("ZZ.", "AAA."), 52),
    formatted("capitals", "upperLetter", ("A.", "B.")),
    formatted("small roman", "lowerRoman", ("iii.", "iv.", "v."), 3),
    formatted("roman", "upperRoman", ("IX.", "X.", "XI."), 9),
    formatted("roman forty", "upperRoman", ("XXXIX.", "XL."), 39),
    formatted("ordinals", "ordinal", ("1st.", "2nd.", "3rd.", "4th.")),
    formatted("ordinals of the teens", "ordinal", ("11th.", "12th.", "13th."), 11),
    formatted("ordinals past twenty", "ordinal", ("21st.", "22nd.", "23rd."), 21),
    formatted("number words", "cardinalText", ("One.", "Two."), 1),
    formatted("number words past twenty", "cardinalText", ("Twenty-one.", "Twenty-two."), 21),
    formatted("ordinal words", "ordinalText", ("First.", "Second.", "Third.")),
    formatted("ordinal words past twenty", "ordinalText", ("Twenty-first.",), 21),
    formatted("hexadecimal", "hex", ("A.", "B."), 10, differs=FORMAT),
    formatted("dashes", "numberInDash", ("- 1 -.", "- 2 -."), differs=FORMAT),
    formatted("footnote signs", "chicago", ("*.", "†.", "‡.", "§.", "**.")),
    formatted("in circles", "decimalEnclosedCircle", ("①.", "②.")),
    formatted("in parentheses", "decimalEnclosedParen", ("⑴.", "⑵."), differs=FORMAT),
    formatted("with full stop", "decimalEnclosedFullstop", ("⒈.", "⒉."), differs=FORMAT),
    formatted("full width", "decimalFullWidth", ("１.", "２."), differs=FORMAT),
    formatted("russian", "russianLower", ("а.", "б.", "в.")),
    formatted("none shows the text around it", "none", (".", ".")),
)
LEVELS = (
    Case("one level", places(0, 0, 0), ("1.", "2.", "3."), lists(*LEGAL)),
    Case("two levels", places(0, 1, 1, 0, 1), ("1.", "1.1", "1.2", "2.", "2.1"), lists(*LEGAL)),
    Case("three levels", places(0, 1, 2, 2, 1, 2), ("1.", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"), lists(*LEGAL)),
    Case(
        "five levels", places(0, 1, 2, 3, 4, 4, 3), ("1.", "1.1", "1.1.1", "(a)", "(i)", "(ii)", "(b)"), lists(*LEGAL)
    ),
    Case("nine levels", places(*range(9)), tuple(".".join("1" * depth) for depth in range(1, 10)), lists(*NINE)),
    Case("a level is skipped", places(0, 2, 2), ("1.", "1.1.1", "1.1.2"), lists(*LEGAL)),
    Case("it begins at the second level", places(1, 1, 0, 1), ("1.1", "1.2", "2.", "2.1"), lists(*LEGAL)),
    Case("a skipped level counts on", places(0, 2, 1, 2), ("1.", "1.1.1", "1.2", "1.2.1"), lists(*LEGAL)),
    Case(
        "articles and sections",
        places(0, 1, 2, 3, 4, 2, 1, 0, 1),
        ("ARTICLE I", "Section I.1", "(a)", "(i)", "(A)", "(b)", "Section I.2", "ARTICLE II", "Section II.1"),
        lists(*CONTRACT),
    ),
    Case("plain paragraphs between do not disturb", places(0, None, 0), ("1.", None, "2."), lists(*LEGAL)),
    Case("a start value", places(0, 0), ("7)", "8)"), lists(level(0, "%1)", start=7))),
    Case("a start of zero", places(0, 0), ("0)", "1)"), lists(level(0, "%1)", start=0))),
    Case(
        "a start value on the second level",
        places(0, 1, 1, 0, 1),
        ("1", "1.5", "1.6", "2", "2.5"),
        lists(level(0, "%1"), level(1, "%1.%2", start=5)),
    ),
    Case("text without a placeholder", places(0, 0), ("Recital", "Recital"), lists(level(0, "Recital"))),
    Case("empty text shows nothing but counts", places(0, 1), (None, "1.1"), lists(level(0, ""), level(1, "%1.%2"))),
    Case(
        "a level without a number in a deeper one",
        places(0, 1, 1),
        ("Part", "Part .1", "Part .2"),
        lists(level(0, "Part%1", "none"), level(1, "Part %1.%2")),
        differs="LibreOffice takes away the stop behind a level without a number, too (17.9.11)",
    ),
    Case(
        "placeholders out of order",
        places(0, 1),
        ("1", "a-1"),
        lists(level(0, "%1"), level(1, "%2-%1", "lowerLetter")),
    ),
    Case(
        "only the higher level's number",
        places(0, 1, 0, 1),
        ("1", "1:", "2", "2:"),
        lists(level(0, "%1"), level(1, "%1:")),
    ),
    Case(
        "bullets under numbers",
        places(0, 1, 1, 0),
        ("1.", "•", "•", "2."),
        lists(level(0, "%1."), level(1, "•", "bullet")),
        differs="LibreOffice writes a bullet of its own for the second level into plain text",
    ),
    Case(
        "capital, roman and letters mixed in one label",
        places(0, 1, 2),
        ("A", "A.I", "A.I.1"),
        lists(level(0, "%1", "upperLetter"), level(1, "%1.%2", "upperRoman"), level(2, "%1.%2.%3")),
    ),
)
RESTARTS = (
    Case(
        "never",
        places(0, 1, 0, 1),
        ("1.", "(a)", "2.", "(b)"),
        lists(level(0, "%1."), level(1, "(%2)", "lowerLetter", extra=restarting(0))),
        differs=RESTART,
    ),
    Case(
        "only by the first level",
        places(0, 1, 2, 1, 2, 0, 1, 2),
        ("1", "1.1", "(a)", "1.2", "(b)", "2", "2.1", "(a)"),
        lists(level(0, "%1"), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter", extra=restarting(1))),
        differs=RESTART,
    ),
    Case("two lists of one definition count on", places((1, 0), (2, 0), (1, 0)), ("1.", "2.", "3."),
         lists(*LEGAL, more=instance(1) + instance(2))),
    Case("a second list starts afresh", places((1, 0), (1, 0), (2, 0), (2, 0)), ("1.", "2.", "1.", "2."),
         lists(*LEGAL, more=instance(1) + instance(2, overrides=fresh()))),
    Case("a second list starts at five", places((1, 0), (2, 0), (2, 0)), ("1.", "5.", "6."),
         lists(*LEGAL, more=instance(1) + instance(2, overrides=fresh(start=5)))),
    Case("the first list counts on from the second", places((1, 0), (2, 0), (1, 0)), ("1.", "1.", "2."),
         lists(*LEGAL, more=instance(1) + instance(2, overrides=fresh()))),
    Case("the second level starts afresh", places((1, 0), (1, 1), (1, 1), (2, 1)), ("1.", "1.1", "1.2", "1.1"),
         lists(*LEGAL, more=instance(1) + instance(2, overrides=fresh(1)))),
    Case("two definitions count apart", places((1, 0), (2, 0), (1, 0), (2, 0)), ("1.", "A)", "2.", "B)"),
         definition(*LEGAL) + definition(level(0, "%1)", "upperLetter"), id=2) + instance(1, 1) + instance(2, 2)),
    Case("a list overrides the look of a level", places((1, 0), (2, 0)), ("1.", "Schedule 2"),
         lists(*LEGAL, more=instance(1) + instance(2, overrides=own_level(0, level(0, "Schedule %1"))))),
    Case("an overridden level with its start", places((1, 0), (2, 0), (2, 0)), ("1.", "Schedule C", "Schedule D"),
         lists(*LEGAL, more=instance(1) + instance(
             2, overrides=own_level(0, '<w:startOverride w:val="3"/>' + level(0, "Schedule %1", "upperLetter"))))),
    Case("three lists, each afresh", places((1, 0), (2, 0), (3, 0), (3, 0)), ("1.", "1.", "1.", "2."),
         lists(*LEGAL, more=instance(1) + instance(2, overrides=fresh()) + instance(3, overrides=fresh()))),
)  # fmt: skip
STYLED = (
    Case("by style", places("H1", "H2", "H2", "H1"), ("1.", "1.1", "1.2", "2."), lists(*LEGAL), LEGAL_STYLES),
    Case("by style, three levels", places("H1", "H2", "H3", "H3"), ("1.", "1.1", "1.1.1", "1.1.2"), lists(*LEGAL),
         LEGAL_STYLES),
    Case("by the level that links to the style", places("H1", "H2", "H1"), ("1.", "1.1", "2."),
         lists(linked(0, "%1.", "H1"), linked(1, "%1.%2", "H2")), style_in_list("H1") + style_in_list("H2", depth=1)),
    Case("inherited from the style it is based on", places("H1", "Tight", "H1"), ("1.", "2.", "3."), lists(*LEGAL),
         style_in_list("H1", depth=0) + style("Tight", based_on="H1")),
    Case("a style taken out of the list", places("H1", "Plain", "H1"), ("1.", None, "2."), lists(*LEGAL),
         style_in_list("H1", depth=0) + style_in_list("Plain", num=0, based_on="H1")),
    Case("a paragraph taken out of its style's list",
         at("H1", "w1") + paragraph("w2", style="H1", properties=in_list(0)) + at("H1", "w3"), ("1.", None, "2."),
         lists(*LEGAL), LEGAL_STYLES),
    Case("a paragraph at another level than its style",
         at("H1", "w1") + paragraph("w2", style="H1", properties=in_list(1, 1)), ("1.", "1.1"), lists(*LEGAL),
         LEGAL_STYLES),
    Case("styled and direct numbers count together", places("H1", 0, "H2", 1), ("1.", "2.", "2.1", "2.2"),
         lists(*LEGAL), LEGAL_STYLES),
    Case("behind a numbering style", places(0, 0), ("§ 1", "§ 2"),
         '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="House"/></w:abstractNum>'
         f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="House"/>{level(0, "§ %1")}</w:abstractNum>'
         + instance(1, 1) + instance(2, 2),
         style("House", properties=in_list(2)).replace('w:type="paragraph"', 'w:type="numbering"')),
)  # fmt: skip
SPECIAL = (
    Case("legal numbering", places(0, 1, 1), ("Article I", "1.1", "1.2"),
         lists(level(0, "Article %1", "upperRoman"), level(1, "%1.%2", extra="<w:isLgl/>")), differs=LGL),
    Case("legal numbering of letters", places(0, 1, 2), ("A", "A.1", "1.1.1"),
         lists(level(0, "%1", "upperLetter"), level(1, "%1.%2"), level(2, "%1.%2.%3", extra="<w:isLgl/>")),
         differs=LGL),
    Case("legal numbering turned off", places(0, 1), ("I", "I.1"),
         lists(level(0, "%1", "upperRoman"), level(1, "%1.%2", extra='<w:isLgl w:val="0"/>'))),
    Case("an empty paragraph counts", at(0, "w1") + paragraph(properties=in_list(1)) + at(0, "w2"), ("1.", "3."),
         lists(*LEGAL)),
    Case("a hidden paragraph counts",
         at(0, "w1") + paragraph(run("h", "<w:vanish/>"), properties=in_list(1), mark="<w:vanish/>") + at(0, "w2"),
         ("1.", "2.", "3."), lists(*LEGAL), differs="LibreOffice counts hidden paragraphs, too, but leaves them out"),
    Case("inside a table", at(0, "w1") + table(f"<w:tr><w:tc>{at(0, 'w2')}</w:tc></w:tr>") + at(0, "w3"),
         ("1.", "2.", "3."), lists(*LEGAL)),
    Case("inside a content control",
         at(0, "w1") + f"<w:sdt><w:sdtContent>{at(0, 'w2')}</w:sdtContent></w:sdt>" + at(0, "w3"), ("1.", "2.", "3."),
         lists(*LEGAL)),
    Case("an inserted paragraph counts", at(0, "w1") + at(0, "w2", mark=change("ins")) + at(0, "w3"),
         ("1.", "2.", "3."), lists(*LEGAL)),
    Case("a paragraph whose mark is struck out does not count", at(0, "w1 ") + at(0, "w2 ", mark=change("del"))
         + at(0, "w3"), ("1.", "2."), lists(*LEGAL), differs=MARK),
    Case("a list that is not defined", places((9, 0), 0), (None, "1."), lists(*LEGAL)),
    Case("a level that is not defined", places(0, 7), ("1.", None), lists(*LEGAL),
         differs="LibreOffice makes up a level that the list does not have (17.9.6)"),
    Case("LISTNUM at the beginning",
         paragraph(number_field("LISTNUM"), "w1") + paragraph(number_field("LISTNUM"), "w2"),
         ("1)", "2)"), differs=FIELD),
    Case("LISTNUM with levels", "".join(paragraph(number_field(f"LISTNUM NumberDefault \\l {depth}"), f"w{number}")
         for number, depth in enumerate((1, 2, 2, 4, 1, 2), start=1)), ("1)", "a)", "b)", "(1)", "2)", "a)"),
         differs=FIELD),
    Case("LISTNUM with a start", paragraph(number_field("LISTNUM NumberDefault \\l 4 \\s 3"), "w1")
         + paragraph(number_field("LISTNUM NumberDefault \\l 4"), "w2"), ("(3)", "(4)"), differs=FIELD),
    Case("LISTNUM of the legal list", "".join(paragraph(number_field(f"LISTNUM LegalDefault \\l {depth}"), f"w{number}")
         for number, depth in enumerate((1, 2, 2, 3), start=1)), ("1.", "1.1.", "1.2.", "1.2.1."), differs=FIELD),
    Case("LISTNUM of a list in the file",
         at(0, "w1") + paragraph(number_field('LISTNUM "House" \\l 2'), "w2") + at(0, "w3"), ("1.", "1.1", "2."),
         lists(*LEGAL).replace('w:abstractNumId="1">', 'w:abstractNumId="1"><w:name w:val="House"/>', 1),
         differs=FIELD),
    Case("AUTONUM", paragraph(number_field("AUTONUM"), "w1") + paragraph(number_field("AUTONUM"), "w2"), ("1.", "2."),
         differs=FIELD),
    Case("AUTONUMLGL by heading level", "".join(paragraph(number_field("AUTONUMLGL"), f"w{number}", style=name)
         for number, name in enumerate(("A", "B", "B", "A"), start=1)), ("1.", "1.1.", "1.2.", "2."),
         styles=style("A", properties='<w:outlineLvl w:val="0"/>') + style("B", properties='<w:outlineLvl w:val="1"/>'),
         differs=FIELD),
)  # fmt: skip
CASES: tuple[Case, ...] = (*FORMATS, *LEVELS, *RESTARTS, *STYLED, *SPECIAL)
