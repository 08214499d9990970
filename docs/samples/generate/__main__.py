"""Writes all sample contracts into the folder above this package, or into the folder given."""

from __future__ import annotations

import sys
from pathlib import Path

from docs.samples.generate import legacy
from docs.samples.generate.agreement import PROVIDER, RUNNING, SENT, TITLE, agreement
from docs.samples.generate.answers import planted_yaml, readme
from docs.samples.generate.docx_writer import write_docx
from docs.samples.generate.model import accepted, labels
from docs.samples.generate.nda import mutual_nda
from docs.samples.generate.pdf_writer import LEGACY, write_pdf
from docs.samples.generate.redline import LEGAL, PLANTED, RETURNED
from docs.samples.generate.remarks import REMARKS
from docs.samples.generate.revising import revise


def samples() -> dict[str, bytes]:
    """The bytes of every file, by its name."""
    sent = agreement()
    returned = revise(sent, [change for item in PLANTED for change in item.changes], REMARKS)
    taken = accepted(returned)
    numbers, numbers_sent = labels(taken), labels(sent)
    return {
        "saas-agreement-sent.docx": write_docx(
            sent, (), title=TITLE, running=RUNNING, author=f"{PROVIDER} Legal", date=SENT
        ),
        "saas-agreement-sent.pdf": write_pdf(
            sent, labels(sent, cited=False), title=TITLE, running=RUNNING, author=PROVIDER
        ),
        "saas-agreement-redline.docx": write_docx(
            returned, REMARKS, title=TITLE, running=RUNNING, author=LEGAL, date=RETURNED
        ),
        "saas-agreement-redline.pdf": write_pdf(
            taken, labels(taken, cited=False), title=TITLE, running=RUNNING, author=LEGAL
        ),
        "legacy-agreement-signed.pdf": write_pdf(
            legacy.legacy_agreement(),
            {},
            title=legacy.TITLE,
            running=legacy.RUNNING,
            author="",
            look=LEGACY,
            signed=legacy.SIGNED,
        ),
        "mutual-nda.txt": mutual_nda().encode(),
        "planted.yaml": planted_yaml(numbers_sent, numbers, (*taken, *sent)).encode(),
        "README.md": readme(numbers, numbers_sent, (*taken, *sent)).encode(),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in samples().items():
        (folder / name).write_bytes(data)
        print(f"{len(data):>8,} bytes  {folder / name}")
