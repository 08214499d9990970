"""Deadlines as a calendar file: which days, with which words, and nothing that a contract could put in between."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
from review_factory import make_review

from clause_library.types import Review
from extractor.fields.deadlines import with_deadline
from extractor.types import Field, FieldValue
from service.export import export
from service.reports.ics import render_ics
from service.storage import ImportedFile

RENEWS: dict[str, FieldValue] = {
    "expiration_date": "2027-03-03",
    "renewal_type": "automatic",
    "renewal_term": "P1Y",
    "renewal_notice_period": "P60D",
}
HOSTILE = 'x\r\nEND:VEVENT\nATTACH:https://evil.example/;,"\\'


def reviewed(values: dict[str, FieldValue], quote: str = "sixty (60) days", name: str = "msa.docx") -> Review:
    made = make_review()
    fields = tuple(
        Field(name=field, value=value, confidence=0.9, method="rule", quote=quote, start=0, end=len(quote))
        for field, value in values.items()
    )
    document = replace(made.document, name=name)
    return replace(made, document=document, today="2026-11-30", fields=with_deadline(fields, date(2026, 11, 30)))


def events(*reviews: Review) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(render_ics(reviews)).walk("VEVENT"))


def test_each_deadline_is_a_whole_day_with_its_arithmetic() -> None:
    shown = {
        str(event["SUMMARY"]): (event["DTSTART"].dt, str(event["DESCRIPTION"])) for event in events(reviewed(RENEWS))
    }

    assert {title: day for title, (day, _) in shown.items()} == {
        "Last day for notice of non-renewal: msa.docx": date(2027, 1, 2),
        "Send the notice of non-renewal: msa.docx": date(2027, 1, 1),
        "Renews unless notice was given: msa.docx": date(2027, 3, 3),
    }
    lines = shown["Last day for notice of non-renewal: msa.docx"][1].split("\n")
    assert lines[1:] == [
        "term ends 2027-03-03",
        "2027-03-03 − notice P60D = 2027-01-02",
        "2027-01-02 is a Saturday: send by Friday 2027-01-01",
        "In the contract: sixty (60) days",
    ]


def test_a_contract_that_does_not_renew_has_its_end() -> None:
    [event] = events(reviewed({"expiration_date": "2027-03-03"}))
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == ("Expires: msa.docx", date(2027, 3, 3))
    assert event["DTEND"].dt == date(2027, 3, 4)


def test_what_is_past_or_no_day_is_no_event() -> None:
    assert events(reviewed({"expiration_date": "2026-11-29"})) == []
    assert events(reviewed({"expiration_date": "perpetual"})) == []
    assert events(reviewed({"expiration_date": "2027-03"})) == []


def test_the_same_document_gives_the_same_ids_again() -> None:
    later = reviewed(RENEWS | {"renewal_notice_period": "P59D"})
    first, second = ([str(event["UID"]) for event in events(one)] for one in (reviewed(RENEWS), later))
    assert first == second
    assert len(set(first)) == len(first)
    assert render_ics([later]) == render_ics([later])


def test_a_document_under_two_names_gives_each_event_once() -> None:
    twice = events(reviewed(RENEWS, name="a.docx"), reviewed(RENEWS, name="copy.docx"))
    assert [event["UID"] for event in twice] == [event["UID"] for event in events(reviewed(RENEWS))]


def test_words_of_a_contract_add_no_line_of_their_own() -> None:
    written = render_ics([reviewed(RENEWS, quote=HOSTILE, name=HOSTILE)])

    assert b"\r\nATTACH" not in written
    assert written.count(b"BEGIN:VEVENT") == written.count(b"\r\nEND:VEVENT") == 3
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    event = icalendar.Calendar.from_ical(written).walk("VEVENT")[0]
    assert "ATTACH" not in event
    assert str(event["SUMMARY"]).endswith('x END:VEVENT ATTACH:https://evil.example/;,"\\')


def test_a_backfill_gives_one_calendar_of_all_contracts_that_are_still_there(tmp_path: Path) -> None:
    files = [
        ImportedFile("a.txt", "a" * 64, 0.1, review=reviewed(RENEWS)),
        ImportedFile("b.txt", "b" * 64, 0.1, review=reviewed(RENEWS), missing=True),
        ImportedFile("c.txt", "c" * 64, 0.1, error_code="unreadable", error_message="It is not."),
    ]
    assert export(files, tmp_path / "all.ics") == 3
    assert (tmp_path / "all.ics").read_bytes() == render_ics([reviewed(RENEWS)])


def test_a_backfill_keeps_one_review_at_a_time(tmp_path: Path) -> None:
    class Held(Review):
        """A review of which one can tell whether anybody keeps it."""

    made = reviewed(RENEWS)
    parts = {field.name: getattr(made, field.name) for field in dataclass_fields(made)}
    kept: list[weakref.ref[Held]] = []

    def files() -> Iterator[ImportedFile]:
        for number in range(4):
            review = Held(**parts)
            kept.append(weakref.ref(review))
            yield ImportedFile(f"{number}.txt", "a" * 64, 0.1, review=review)
            del review
            assert sum(one() is not None for one in kept) == 1

    assert export(files(), tmp_path / "all.ics") == 4
