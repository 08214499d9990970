"""What is taken for page furniture, and the contract text beside it that must stay."""

from __future__ import annotations

from pdf_builder import HEIGHT, Draw, at, lines, pdf, prose, together

from extractor.limits import DEFAULT_LIMITS
from extractor.readers.pdf.reader import read_pdf

FOOT = HEIGHT - 40


def text_of(*pages: Draw) -> str:
    return read_pdf(pdf(*pages), "contract.pdf", DEFAULT_LIMITS).text


def body(seed: int) -> list[str]:
    return [*prose(5, seed=seed, start=f"{seed}. The"), "and that is all."]


def expected(count: int) -> str:
    return "\n".join(" ".join(body(seed)) for seed in range(1, count + 1))


def page(seed: int, *furniture: Draw) -> Draw:
    return together(*furniture, lines(*body(seed)))


def test_running_headers_footers_and_page_numbers_go() -> None:
    pages = [
        page(
            n, at(72, 40, "Acme Corp. / Confidential"), at(72, FOOT, "Master Agreement v7"), at(300, FOOT + 14, str(n))
        )
        for n in range(1, 5)
    ]
    assert text_of(*pages) == expected(4)


def test_page_numbers_go_in_the_forms_they_take() -> None:
    for form in ("{n}", "- {n} -", "Page {n} of 3", "Page {n}", "[{n}]", "A-{n}", "{n}/3"):
        pages = [page(n, at(290, FOOT, form.replace("{n}", str(n)).replace("/3", " / 3"))) for n in range(1, 4)]
        assert text_of(*pages) == expected(3), form


def test_a_page_number_may_stick_to_what_follows_it() -> None:
    forms = ("Page 1 of 3", "Page 2of 3", "Page 3 of3")
    assert text_of(*(page(n, at(290, FOOT, form)) for n, form in enumerate(forms, start=1))) == expected(3)


def test_round_the_clock_is_no_page_number() -> None:
    assert text_of(page(1), page(2), *(page(n, at(290, FOOT, f"{n}/7")) for n in (3, 4))).count("/7") == 2


def test_a_header_goes_with_its_second_line_close_to_the_body() -> None:
    header = lines("Certain information has been left out because it would", "harm us if it were disclosed.", top=72)
    assert text_of(*(page(n, header) for n in range(1, 5))) == expected(4)


def test_a_running_line_may_be_drawn_out_differently() -> None:
    pages = [page(n, at(72, FOOT, "Initialed ACME CORP:" + "_" * (5 + n % 2))) for n in range(1, 5)]
    assert text_of(*pages) == expected(4)


def test_roman_page_numbers_go() -> None:
    assert text_of(*(page(n, at(290, FOOT, roman)) for n, roman in enumerate(["iii", "iv", "v"], start=1))) == expected(
        3
    )


def test_a_single_page_may_have_its_number() -> None:
    assert text_of(page(1, at(290, FOOT, "1"))) == expected(1)


def test_a_lone_figure_at_the_foot_of_a_page_stays() -> None:
    assert text_of(page(1, at(290, FOOT, "250")), page(2), page(3, at(290, FOOT, "17"))).count("250") == 1


def test_filing_notes_go_even_from_a_single_page() -> None:
    assert text_of(page(1, at(72, FOOT, "Source: ACME WIDGETS, INC., 10-K/A, 3/9/2021"))) == expected(1)


def test_a_clause_that_begins_with_source_stays() -> None:
    text = "Source: code of the software stays with the supplier, 2020"
    assert text in text_of(page(1, at(72, FOOT, text)))


def test_stamps_that_count_up_go() -> None:
    assert text_of(*(page(n, at(420, FOOT, f"ACME{n + 41:06}")) for n in range(1, 5))) == expected(4)


def test_headings_of_consecutive_schedules_stay() -> None:
    text = text_of(*(page(n, at(250, 60, f"Schedule {n}")) for n in range(1, 5)))
    assert [text.count(f"Schedule {n}") for n in range(1, 5)] == [1, 1, 1, 1]


def test_words_that_return_on_two_pages_only_stay() -> None:
    pages = [page(1, at(72, 60, "Order Form")), page(2, at(72, 60, "Order Form")), page(3), page(4)]
    assert text_of(*pages).count("Order Form") == 2


def test_words_that_return_on_two_neighbours_and_far_away_stay() -> None:
    pages = [page(n, at(72, 60, "Order Form")) if n in (2, 3, 9) else page(n) for n in range(1, 11)]
    assert text_of(*pages).count("Order Form") == 3


def test_signature_blocks_of_several_agreements_in_one_file_stay() -> None:
    witness = "IN WITNESS WHEREOF, the parties have signed."
    pages = [page(n, at(72, 60, witness)) if n in (2, 6, 10) else page(n) for n in range(1, 12)]
    assert text_of(*pages).count(witness) == 3


def test_a_provision_that_several_amendments_share_stays_though_it_tops_their_pages() -> None:
    law = "(c) The laws of Ruritania govern this amendment"
    pages = [page(n, at(72, 60, law)) if n in (3, 5, 7) else page(n) for n in range(1, 11)]
    assert text_of(*pages).count(law) == 3


def test_titles_of_amendments_in_one_file_stay() -> None:
    pages = [
        page(n, at(72, 60, f"AMENDMENT NO. {n // 2} TO THE AGREEMENT")) if n % 2 == 0 else page(n) for n in range(2, 9)
    ]
    assert text_of(*pages).count("AMENDMENT NO.") == 4


def test_labels_of_signature_lines_stay() -> None:
    pages = [page(n, at(72, FOOT, "By:")) if n in (3, 4, 5) else page(n) for n in range(1, 11)]
    assert text_of(*pages).count("By:") == 3


def test_a_header_of_one_exhibit_among_many_pages_goes() -> None:
    pages = [page(n, at(72, 40, "Acme Price List")) if n in (5, 6, 7) else page(n) for n in range(1, 11)]
    assert text_of(*pages) == expected(10)


def test_a_line_that_returns_in_the_middle_of_pages_stays() -> None:
    pages = [together(lines(*body(n)), at(72, 400, "Initial here"), lines(*body(n), top=500)) for n in range(1, 5)]
    assert text_of(*pages).count("Initial here") == 4


def test_a_repeated_line_below_text_of_the_contract_stays() -> None:
    pages = [page(n, at(250, 50, f"EXHIBIT {'ABCD'[n]}"), at(250, 75, "[Redacted]")) for n in range(4)]
    assert text_of(*pages).count("[Redacted]") == 4


def test_a_column_of_counting_figures_stays() -> None:
    figures = [at(300, 300 + 14 * n, str(n)) for n in range(1, 9)]
    text = text_of(together(lines(*body(1)), *figures, lines(*body(2), top=600)))
    assert "1 2 3 4 5 6 7 8" in " ".join(text.split())


def test_closing_words_that_return_on_every_page_stay() -> None:
    assert text_of(*(page(n) for n in range(1, 6))).count("and that is all.") == 5
