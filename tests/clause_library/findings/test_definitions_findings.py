"""Definitions in every form in which contracts give them, and what comes near to a term or has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from findings_of import agreement, told

MEANINGS = [
    ("Customer Data", "the files that Customer uploads"),
    ("Documentation", "the guides to the Service"),
    ("Fees", "the sums stated in section 3"),
    ("Service", "the hosted application"),
    ("Licensed Marks", "the marks of Provider"),
]
FORMS: dict[str, Callable[[str, str], str]] = {
    "quotes": lambda term, meaning: f'"{term}" means {meaning}.',
    "curly quotes": lambda term, meaning: f"“{term}” shall mean {meaning}.",
    "single quotes": lambda term, meaning: f"‘{term}’ means {meaning}.",
    "bare": lambda term, meaning: f"{term} means {meaning}.",
    "the term": lambda term, meaning: f'The term "{term}" refers to {meaning}.',
    "is": lambda term, meaning: f'"{term}" is {meaning}.',
    "colon": lambda term, meaning: f"{term}: {meaning}.",
    "dash": lambda term, meaning: f"{term} — {meaning};",
    "bold": lambda term, meaning: f"**{term}** means {meaning}.",
    "bold and colon": lambda term, meaning: f"**{term}**: {meaning}.",
    "columns": lambda term, meaning: f"{term:20}   {meaning}",
    "tab": lambda term, meaning: f"{term}\t{meaning}",
    "table": lambda term, meaning: f"| {term} | {meaning} |",
    "letters": lambda term, meaning: f'(a) "{term}" means {meaning};',
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
MORE = "6. More\n\n6.1 {}\n"


def _found(form: Callable[[str, str], str], more: str = "", extra: tuple[tuple[str, str], ...] = ()) -> list[str]:
    entries = "\n\n".join(form(term, meaning) for term, meaning in [*MEANINGS, *extra])
    text = agreement(
        MORE.format(more) if more else "", terms=f"1. Definitions\n\n1.1 In this agreement:\n\n{entries}\n"
    )
    return [kind for kind, _ in told(text)]


@every_form
def test_a_sound_contract(form: Callable[[str, str], str]) -> None:
    assert _found(form) == []


@every_form
def test_a_term_that_is_never_used(form: Callable[[str, str], str]) -> None:
    assert _found(form, extra=(("Forecast Period", "a quarter"),)) == ["unused_term"]


@every_form
def test_a_term_that_is_defined_twice(form: Callable[[str, str], str]) -> None:
    again = (("Fees", "all sums whatever that anyone owes to a third person or insurer"),)
    assert _found(form, extra=again) == ["duplicate_definition"]


@every_form
def test_a_misspelt_term(form: Callable[[str, str], str]) -> None:
    assert _found(form, "Provider shall protect the Licenced Marks.") == ["term_variant"]


@every_form
def test_a_term_without_definition(form: Callable[[str, str], str]) -> None:
    words = "Provider shall send a Rolling Forecast each month. The Rolling Forecast binds nobody."
    assert _found(form, words) == ["undefined_term"]


@pytest.mark.parametrize(
    "near",
    [
        "Provider shall return the Costumer Data.",  # letters that changed places
        "Provider shall return the Customers Data.",  # a plural inside
        "Provider shall return the Customer Datas.",  # a plural that nobody writes
        "Provider shall show the Lisenced Marks.",
        "Provider shall show the Licensing Marks.",  # another form of the word
        "Provider writes well. Licenced Marks are shown in black.",  # where a sentence begins
    ],
)
def test_what_comes_near_to_a_term(near: str) -> None:
    assert _found(FORMS["quotes"], near) == ["term_variant"]


def test_a_word_behind_a_term_that_says_nothing() -> None:
    terms = '\n1.6 "Deliverables" means the reports that Provider writes.\n'
    use = "Provider sends the Deliverables. Customer tests the Deliverables. Deliverable Items stay secret."
    text = agreement(MORE.format(use), terms="1. Definitions\n" + _terms() + terms)
    assert told(text) == [("term_variant", "Deliverable Items")]


def _terms() -> str:
    return "".join(f'\n1.{place} "{term}" means {meaning}.\n' for place, (term, meaning) in enumerate(MEANINGS, 1))


@pytest.mark.parametrize(
    "words",
    [
        "Provider shall follow the Rolling Forecast (a plan for a quarter). The Rolling Forecast binds nobody.",
        "Rolling Forecast. Provider shall send it. The Rolling Forecast binds nobody. A Rolling Forecast is short.",
        "Provider is a member of the London Stock Exchange. The London Stock Exchange has rules.",
        "Customer follows the AMA Guidelines. The AMA Guidelines are strict.",
        "Provider shall keep the Analyses of the Customer Data.",
        "Undisputed Fees are paid at once.",
    ],
)
def test_what_is_explained_or_named_or_made_of_terms(words: str) -> None:
    assert _found(FORMS["quotes"], words) == []


def test_terms_that_another_paper_defines_by_name() -> None:
    words = (
        "Terms that the Master Agreement defines, as Rolling Forecast, are used here with the meanings given there. "
        "Provider sends a Rolling Forecast. The Rolling Forecast binds nobody."
    )
    assert _found(FORMS["quotes"], words) == []


@pytest.mark.parametrize(
    "again",
    [
        'For the purposes of this agreement "Service" means the printing of paper bills by third persons.',
        'Bills matter. "Service" shall mean the printing of paper bills by third persons.',
    ],
)
def test_a_second_definition_amid_a_section(again: str) -> None:
    assert _found(FORMS["quotes"], again) == ["duplicate_definition"]


@pytest.mark.parametrize(
    "again",
    [
        'For the purposes of this section "Service" means the printing of paper bills by third persons.',
        'In this clause, "Service" means the printing of paper bills by third persons.',
        '"Service" has the meaning given in section 1.1.',
    ],
)
def test_a_meaning_for_one_section_is_no_second_definition(again: str) -> None:
    assert _found(FORMS["quotes"], again) == []


def test_a_term_defined_amid_a_paragraph_and_never_used() -> None:
    words = 'Provider keeps its tools. "Background Materials" are templates that Provider owned before.'
    assert _found(FORMS["quotes"], words) == ["unused_term"]


def test_a_term_whose_only_use_runs_over_a_hyphen_is_used() -> None:
    words = "Provider counts the Paid- For Products."
    assert _found(FORMS["quotes"], words, (("Paid-For Products", "what is paid"),)) == []
