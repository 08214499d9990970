"""Findings of short texts, read as a review reads them."""

from __future__ import annotations

from clause_library.findings import find_findings
from clause_library.places import Places
from clause_library.types import Finding
from extractor.fields import extract_fields
from extractor.readers import read
from extractor.segmentation import segment
from models.loading import load_sentences

HEAD = """SERVICES AGREEMENT

This Services Agreement is made on 3 March 2025 between Larkspur Software, Inc. ("Provider") and Halden Freight plc
("Customer").
"""
SIGNED = """
LARKSPUR SOFTWARE, INC.

By: ____________________
Name: Ada Berg

HALDEN FREIGHT PLC

By: ____________________
Name: Ola Lind
"""
TERMS = """1. Definitions

1.1 "Customer Data" means the files that Customer uploads.

1.2 "Documentation" means the guides to the Service.

1.3 "Fees" means the sums stated in section 3.

1.4 "Service" means the hosted application.

1.5 "Licensed Marks" means the marks of Provider.
"""
BODY = """2. Service

2.1 Provider shall run the Service as the Documentation says and keep the Customer Data safe.

2.2 Customer may show the Licensed Marks. Provider owns the Licensed Marks and the Documentation.

3. Payment

3.1 Customer shall pay the Fees within 30 days after the invoice date. The Fees exclude tax.

3.2 Provider may suspend the Service if the Fees are late.

4. Confidentiality

4.1 Each party shall keep the Customer Data and the Licensed Marks secret.

5. Law

5.1 The law of Ireland governs this agreement.
"""


def findings_of(text: str) -> tuple[Finding, ...]:
    """All findings of a plain text."""
    contract = segment(read(text.encode(), "contract.txt"))
    return find_findings(contract, extract_fields(contract, load_sentences()), Places(contract))


def agreement(more: str = "", *, terms: str = TERMS, body: str = BODY, after: str = "") -> str:
    """A sound agreement, with ``more`` after its last section and ``after`` behind the signatures."""
    return "\n".join([HEAD, terms, body, more, SIGNED, after])


def told(text: str) -> list[tuple[str, str]]:
    """Kind and first quote of every finding."""
    return [(finding.kind, " ".join(finding.evidence[0].quote.split())) for finding in findings_of(text)]
