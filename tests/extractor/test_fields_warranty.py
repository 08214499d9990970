"""How long a warranty lasts, in the many ways in which contracts say it."""

from __future__ import annotations

import pytest
from fields_builder import PREAMBLE, FullStops, value

from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment


@pytest.mark.parametrize(
    ("clause", "length"),
    [
        (
            "Provider warrants that the Software will conform to the Documentation for ninety (90)"
            " days after delivery.",
            "P90D",
        ),
        (
            "For a period of one (1) year from acceptance, Provider warrants the Deliverables to be free of defects.",
            "P1Y",
        ),
        (
            'The Goods are warranted against defects in materials for 24 months from shipment (the "Warranty Period").',
            "P24M",
        ),
        ('"Warranty Period" means the period of eighteen (18) months beginning on the date of installation.', "P18M"),
        ("The warranty period for spare parts shall be six (6) months from the date of their delivery.", "P6M"),
        ("Warranty period: 36 months", "P36M"),
        ("Each unit carries a two-year limited warranty.", "P2Y"),
        ("The hardware comes with a 12 month manufacturer's warranty on parts and labor.", "P12M"),
        ("The warranty on workmanship lasts for 5 years from completion of the Works.", "P5Y"),
        ("The above warranty is valid for a period of 180 days from the date of sale.", "P180D"),
        (
            "Provider warrants that the Services will be performed in a workmanlike manner; Customer"
            " must report any breach "
            "of this warranty within thirty (30) days after performance of the Services.",
            "P30D",
        ),
        ("The defects liability period is twelve (12) months from the date of acceptance.", "P12M"),
        ("Supplier guarantees the Equipment against defective workmanship for 24 months from commissioning.", "P24M"),
        ("The guarantee period amounts to 2 years after hand-over.", "P2Y"),
        ("Supplier gives a full warranty for a period of 12 months commencing on the date of installation.", "P12M"),
        ("If within one (1) year from completion any defect appears, Supplier shall repair it at its cost.", "P1Y"),
    ],
)
def test_the_length_of_a_warranty(clause: str, length: str) -> None:
    assert value("warranty_period", PREAMBLE, f"7. Warranty. {clause}") == length


@pytest.mark.parametrize(
    "clause",
    [
        "The warranties of the materials in this Section survive for eighteen (18) months after the effective date.",
        "Provider warrants that it has not been in default during the past three (3) years.",
        "Provider warrants that the Goods have a remaining shelf life of at least 12 months on delivery.",
        "Provider shall repair a Product that breaches this warranty within ten (10) days of its return.",
        "A breach of warranty must be cured within thirty (30) days of notice or this Agreement may be terminated.",
        "After expiration of the Warranty Period, maintenance continues for twelve (12) months.",
        "Repaired or replaced parts are warranted for ninety (90) days.",
        "Customer may buy an extended warranty period of three (3) years.",
        "Provider warrants that the Software conforms to the Documentation for [***] months after delivery.",
        "Customer shall notify Provider of any defects of the Goods within ten (10) days after delivery.",
        "If any Goods have defects, Customer may return them within thirty (30) days after delivery for replacement.",
        "The Services are provided as is, without warranty of any kind, for the first 30 days.",
    ],
)
def test_other_times_near_a_warranty_are_none(clause: str) -> None:
    assert value("warranty_period", PREAMBLE, f"7. Warranty. {clause}") is None


def test_the_defined_period_wins_over_a_warranty_in_passing() -> None:
    media = "7.1 Provider warrants that the media are free from defects for thirty (30) days after delivery."
    defined = '7.2 "Warranty Period" means twelve (12) months from the Effective Date.'
    assert value("warranty_period", PREAMBLE, media, defined) == "P12M"


def test_a_row_of_a_table_states_it() -> None:
    table = "| Item | Value |\n|---|---|\n| Warranty period | 24 months |\n| Delivery | 6 weeks |\n"
    made = segment(read(f"# Purchase Order\n\nThe terms are as follows.\n\n{table}".encode(), "order.md"))
    assert [f.value for f in extract_fields(made, FullStops()) if f.name == "warranty_period"] == ["P24M"]
