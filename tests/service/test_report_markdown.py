from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from review_factory import calm_review, make_review, partial_review, with_document

from clause_library.types import Change, Deviation, Review
from service.reports.markdown import WORD_JOINER, block, escaped, render_markdown
from service.reports.summary import verdict

HOSTILE = (
    "# <script>alert(1)</script>\n"
    "![x](https://evil.example/a.png) [link](javascript:alert(1)) <https://evil.example> | a | b |\n"
    "| --- | --- |\n:-- | :--\n"
    "- item\n1. one\n2) two\n+ plus\n* star\n> quote\n=====\n---\n***\n___\n```\ncode\n~~~\n    indented\n"
    "`code` **bold** _em_ ~~gone~~ &lt;b&gt; &#60; \\* [ref]: https://evil.example\n"
    "https://evil.example www.evil.example a@evil.example @octocat #12 :smile: $x$ <!-- c -->\x00\x1b[2J\u202e"
)
MARKS = frozenset({"link", "image", "html_inline", "html_block", "code_inline", "fence", "code_block", "hr", "s", "em"})


def parsed(text: str) -> Iterator[Token]:
    """All tokens of what a git host would make of it."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> Counter[str]:
    return Counter(re.sub(r"_(open|close)$", "", token.type) for token in parsed(text))


def words(text: str) -> str:
    """What a reader sees."""
    return "\n".join(token.content for token in parsed(text) if token.type in ("text", "text_special"))


def hostile_review(words: str = HOSTILE) -> Review:
    """A review whose every word that comes from outside is ``words``."""
    review = make_review()
    document = review.document

    def hostile(one: Deviation) -> Deviation:
        told = dict.fromkeys(("title", "subject", "reason", "answer", "guidance", "quote", "approver"), words)
        return replace(one, **told, authors=(words,), changes=(Change(words, words),))

    return replace(
        with_document(
            review,
            name=words,
            revisions=tuple(replace(one, author=words, date=words) for one in document.revisions),
            comments=tuple(replace(one, author=words, text=words, date=words) for one in document.comments),
        ),
        library=words,
        clauses=tuple(replace(one, number=words, heading=words) for one in review.clauses),
        deviations=tuple(map(hostile, review.deviations)),
        fields=tuple(replace(one, value={"name": words}, quote=words) for one in review.fields),
        findings=tuple(replace(one, message=words) for one in review.findings),
        approvals=tuple(replace(one, title=words, reason=words) for one in review.approvals),
    )


def test_verdict_counts_and_approvals_come_first() -> None:
    text = render_markdown(make_review())
    assert text.startswith("# Contract review: Ferrous MSA redline\\.docx\n\n**Not ready to sign")
    assert verdict(make_review()) in words(text)
    for severity, count in make_review().counts().items():
        assert re.search(rf"\| {severity.capitalize()} +\| +{count} \|", text)
    assert "3. **General Counsel** (critical; no. 1, 2): Liability and indemnity." in text


def test_parts_come_in_the_order_in_which_one_decides() -> None:
    titles = re.findall(r"^## (.+)$", render_markdown(make_review()), re.M)
    assert titles == [
        "Approvals, in this order",
        "Deviations (4)",
        "Missing clauses (1)",
        "Inconsistencies (1)",
        "Facts (9)",
    ]


def test_every_deviation_is_told_once_with_its_number() -> None:
    numbers = re.findall(r"^#### (\d+)\. ", render_markdown(make_review()), re.M)
    assert sorted(map(int, numbers)) == [1, 2, 3, 4, 5]


def test_a_card_shows_the_change_its_author_the_thread_and_the_answer() -> None:
    text = render_markdown(make_review())
    card = text[text.index("#### 1. ") : text.index("### High")]
    assert card == (
        "#### 1. Liability cap of three times all fees\n\n"
        "Wording that we do not sign · 8.1 Limitation of Liability · against us · 94% sure · "
        "approver: General Counsel\n\n"
        "The cap rises from twelve months of fees to three times everything paid over the term.\n\n"
        "**Ours:**\n\n> the fees paid in the twelve (12) months before the event\n\n"
        "**Theirs:**\n\n> three (3) times the fees paid and payable during the Term\n\n"
        "Omar Reyes, 2 March 2026, 09:41\n\n"
        "- Comment by Omar Reyes, 2 March 2026, 09:44: Our insurers ask for this. Is there room?\n"
        "- Answer by Dana Whitfield, 3 March 2026, 16:10: We would also take 2x.\n\n"
        "**Answer with:**\n\n"
        "> Each party’s total liability under this Agreement shall not exceed the fees paid in the twelve (12) months "
        "before the event.\n\n"
        "Guidance for the negotiator: Hold at twelve months. Offer eighteen only where the deal is above 250,000 a "
        "year.\n\n"
    )


def test_facts_carry_value_words_place_and_doubts() -> None:
    text = render_markdown(make_review())
    assert "- **Renewal notice period:** 60 days\n  (“at least sixty (60) days”, 12.4 Renewal, 96% sure)" in text
    assert "60% sure: check)" in text


def test_a_calm_review_says_that_nothing_differs() -> None:
    text = render_markdown(replace(calm_review(), fields=()))
    assert "No clause differs from our approved language." in text
    assert "Approvals" not in text
    assert text.endswith("The contract states none of the facts that we look for.\n")


def test_a_review_of_half_a_file_says_so() -> None:
    assert "This review is incomplete: Page 7 is a picture" in render_markdown(partial_review())


@pytest.mark.parametrize("make", [make_review, calm_review, partial_review, hostile_review])
def test_nothing_but_our_own_marks_is_in_it(make: Callable[[], Review]) -> None:
    assert not MARKS & set(kinds(render_markdown(make())))


def test_words_from_outside_change_no_structure() -> None:
    calm, hostile = (kinds(render_markdown(hostile_review(words))) for words in ("plain words", HOSTILE))
    for kind in (
        "heading",
        "table",
        "tr",
        "ordered_list",
        "bullet_list",
        "list_item",
        "blockquote",
        "strong",
        "th",
        "td",
    ):
        assert calm[kind] == hostile[kind], kind


def test_words_from_outside_stay_words() -> None:
    text = render_markdown(hostile_review())
    seen = words(text).replace(WORD_JOINER, "").replace("\n", "")
    for shown in (
        "<script>alert(1)</script>",
        "[link](javascript:alert(1))",
        "**bold** _em_ ~~gone~~ &lt;b&gt; &#60; \\*",
    ):
        assert shown in seen
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)


@pytest.mark.parametrize("line", HOSTILE.splitlines())
def test_a_line_from_outside_is_a_paragraph_of_just_its_words(line: str) -> None:
    for text in (block(line), block(f"{line}\n{line}", "> "), f"- Comment by A: {escaped(line)}"):
        assert set(kinds(text)) <= {
            "paragraph",
            "inline",
            "text",
            "text_special",
            "blockquote",
            "bullet_list",
            "list_item",
        }


@pytest.mark.parametrize(
    "text", ["see https://evil.example", "www.evil.example", "ask a@evil.example", "@octocat", "closes #12", ":smile:"]
)
def test_what_a_git_host_makes_links_of_is_parted(text: str) -> None:
    shown = escaped(text)
    assert not re.search(r"https?:/|www\.|\w@\w|@\w|#\d|:\w+:", shown)


@pytest.mark.parametrize(
    "text", ["USD 1,200.50 (Section 8.1)", "$500 and $2,000", "the “Term”, e.g. 12 months", "and/or: 5% - 10%", "A & B"]
)
def test_plain_contract_words_stay_readable(text: str) -> None:
    assert escaped(text) == text


def test_paragraphs_stay_apart() -> None:
    assert block("First.\n\nSecond.", "> ") == "> First.\n>\n> Second."
    assert block(" \n ", "> ") == ""
