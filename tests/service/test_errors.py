from __future__ import annotations

import pytest

import clause_library.errors
import extractor.errors
import models.interfaces
import service.errors
from service.errors import EXPECTED_ERRORS, http_status


def error_classes() -> list[type[Exception]]:
    modules = (extractor.errors, clause_library.errors, models.interfaces, service.errors)
    found = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, EXPECTED_ERRORS)
    }
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_code_a_meaning_and_a_row(kind: type[Exception]) -> None:
    assert "code" in vars(kind), "each class has a code of its own"
    assert kind.__doc__
    status, title = http_status(kind.__new__(kind))
    assert 400 <= status < 600
    assert title


def test_codes_are_distinct() -> None:
    codes = [vars(kind)["code"] for kind in error_classes()]
    assert len(codes) == len(set(codes))
    assert len(codes) >= 12


def test_a_defect_of_ours_is_no_fault_of_the_document() -> None:
    assert http_status(RuntimeError())[0] == 500
