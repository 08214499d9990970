"""Clauses that no entry covers, the one that reads riskiest first."""

from __future__ import annotations

import time
from datetime import date

import pytest
from redlines import agreement, entry, fake_encoders, library

from clause_library.classification import TypedSpan
from clause_library.deviations.risks import risks
from clause_library.reviewing import review_fields
from clause_library.taxonomy import load_taxonomy
from clause_library.types import SEVERITIES, ExtraClause, Review
from extractor.types import Contract, Span

PAYMENT = "Customer shall pay each undisputed invoice within thirty (30) days after the invoice date, without set-off."
LIBRARY = library(entry("payment", PAYMENT))


def review(*clauses: tuple[str, str], kinds: dict[str, tuple[str, float]] | None = None) -> Review:
    """A review of our clause and these; ``kinds`` gives the type of a text with its probability."""
    written = agreement(("Payment", PAYMENT), *clauses)
    typed = [typed_span(written, text, *kind) for text, kind in (kinds or {}).items()]
    return review_fields(written, LIBRARY, (), encoders=fake_encoders(), today=date(2026, 3, 1), typed=typed)


def typed_span(written: Contract, text: str, kind: str, probability: float) -> TypedSpan:
    start = written.document.text.index(text)
    return TypedSpan(kind, "2", Span(start, start + len(text)), probability)


def only(text: str, heading: str = "More", **more: object) -> ExtraClause:
    [found] = review((heading, text), **more).extra  # type: ignore[arg-type]
    return found


def test_what_no_entry_covers_is_listed_with_its_words() -> None:
    text = "Provider shall indemnify Customer against every claim of a third party."
    result = review(("Claims", text))
    [clause] = result.extra
    assert (clause.quote, result.document.text[clause.start : clause.end]) == (text, text)
    assert (clause.title, clause.clause, clause.severity, clause.direction) == ("Claims", "2", "high", "adverse")
    assert (
        clause.reason
        == "For us it means an indemnity: “Provider shall indemnify Customer against every claim of a third party”."
    )


def test_what_an_entry_covers_is_not_listed() -> None:
    assert review().extra == ()


def test_the_riskiest_stands_first_and_the_rest_in_reading_order() -> None:
    result = review(
        ("Talks", "The parties shall meet once a quarter to talk about the state of the project."),
        ("Rivals", "Provider shall not engage in any business that competes with Customer during the term."),
        ("Training", "Provider shall train the staff of Customer free of charge each spring."),
        ("Language", "The language of all letters under this contract is English."),
    )
    assert [one.title for one in result.extra] == ["Rivals", "Training", "Talks", "Language"]
    assert [one.severity for one in result.extra] == ["critical", "medium", "info", "info"]


@pytest.mark.parametrize(
    ("text", "severity", "direction"),
    [
        ("Provider shall not compete with Customer anywhere in Europe.", "critical", "adverse"),
        ("Neither party shall compete with the other party anywhere in Europe.", "medium", "neutral"),  # both alike
        ("Customer shall not compete with Provider anywhere in Europe.", "info", "favourable"),
        ("Distributor shall not compete with Dealer anywhere in all of Europe.", "high", "neutral"),  # who is whom?
        ("Provider shall send Customer its newsletter four times each year.", "low", "adverse"),  # a duty, no more
        ("Customer shall lend Provider two desks in its office in Oslo.", "info", "favourable"),
    ],
)
def test_a_risk_is_one_by_whom_it_binds(text: str, severity: str, direction: str) -> None:
    clause = only(text)
    assert (clause.severity, clause.direction) == (severity, direction)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Customer may terminate this contract at any time by a letter to Provider.", "high"),
        ("Customer may change the policies at any time, and Provider shall comply with them.", "high"),
        ("Provider shall pay liquidated damages of one percent for each day of delay.", "high"),
        ("Provider shall hand the source code of the product to an agent within ten days.", "high"),
        ("Provider grants Customer a perpetual right to copy the manuals of the product.", "high"),
        ("Provider hereby assigns all rights in the drawings to Customer upon their delivery.", "critical"),
        ("Provider shall give Customer prices no less favorable than those of others.", "high"),
        ("Time is of the essence in the performance of all duties of Provider.", "medium"),
        ("Provider shall deliver a bank guarantee of ten percent of the price.", "medium"),
        ("Customer may set off any amount that Provider owes to it.", "medium"),
        ("Provider shall indemnify Customer for all losses without limit whatever their cause.", "critical"),
    ],
)
def test_words_make_a_clause_risky(text: str, severity: str) -> None:
    assert only(text).severity == severity


@pytest.mark.parametrize(
    "text",
    [
        "Provider grants Customer a non-exclusive right to read the manuals of the product.",
        "Provider shall have no exclusive territory for the sale of the product at all.",
        "Provider will not grant any lien on the goods that it keeps for Customer.",
    ],
)
def test_a_word_that_is_denied_is_no_sign(text: str) -> None:
    assert SEVERITIES.index(only(text).severity) <= SEVERITIES.index("low")


def test_its_type_is_told_and_weighs_where_no_word_does() -> None:
    text = "Provider shall serve no one else in the town of Bergen, be it for money or not."
    clause = only(text, kinds={text: ("exclusivity", 0.95)})
    assert (clause.clause_type, clause.title) == ("exclusivity", "Exclusivity")
    assert clause.severity == "high"  # only words make it critical
    assert clause.reason.startswith("For us it means a clause on exclusivity: “Provider shall serve no one else")
    assert clause.confidence == pytest.approx(0.8 * 0.95)
    unlikely = only(text, kinds={text: ("exclusivity", 0.4)})
    assert (unlikely.clause_type, unlikely.title, unlikely.severity) == (None, "More", "low")


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Definitions", "In this contract a report is a paper that is written once a month by Provider."),
        ("Words", "“Report” means a paper that is written once a month and shall be sent to Customer."),
        ("Recitals", "Provider is a maker of software and Customer has asked it to be its supplier."),
        ("More", "WHEREAS Provider is a maker of software and Customer has asked it for an offer;"),
        ("More", "Exhibit with prices, places, names, dates and numbers of the pages of the offer"),  # no verb
        ("More", "Provider shall report."),
    ],
)
def test_definitions_recitals_and_headings_are_no_clauses(heading: str, text: str) -> None:
    assert review((heading, text)).extra == ()


def test_a_clause_that_is_told_as_added_is_not_said_twice() -> None:
    result = review(("Claims", "{+Provider shall indemnify Customer against every claim of a third party.+}"))
    assert [one.kind for one in result.deviations] == ["clause_added"]
    assert result.extra == ()


def test_items_of_a_list_are_one_clause_with_what_introduces_them() -> None:
    text = (
        "Provider has several duties around the house of Customer, which this section names.\n"
        "(a) Provider shall sweep the yard of the house of Customer every day.\n"
        "(b) Provider shall indemnify Customer against every claim of a third party."
    )
    [clause] = review(("Chores", text)).extra
    assert (clause.severity, clause.quote) == ("high", text)


def test_the_data_name_types_of_the_taxonomy() -> None:
    known = set(load_taxonomy().ids)
    assert set(risks().types) <= known
    assert risks().nothing <= known


def test_every_sign_says_something_of_its_own_and_the_gravest_come_first() -> None:
    signs = risks().signs
    assert len({sign.says for sign in signs}) == len(signs)
    ranks = [SEVERITIES.index(sign.severity) for sign in signs]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("words", ["not ", "shall ", "indemnify ", "right ", "terminate , ", "a", "may change "])
def test_looking_for_signs_takes_time_in_proportion(words: str) -> None:
    def seconds(times: int) -> float:
        text = words * times
        start = time.perf_counter()
        list(risks().find(text))
        return time.perf_counter() - start

    once = min(seconds(2_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) <= 9 * once + 0.02
