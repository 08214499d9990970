"""What reading one file may cost the machine."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from extractor.limits import MEBIBYTE


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may cost the machine, beside the ``Limits`` that the readers themselves hold."""

    timeout_s: float = 300.0
    silence_s: float = 60.0
    """How long a reader may work on one page, or on a file without pages."""
    cpu_s: int = 600
    recognition_s: float = 20.0
    """How much more time of either kind each page may take that is read by OCR."""
    longest_s: float = inf
    """After which time recognising stops in any case, so that the pages so far can still be reviewed."""
    memory_bytes: int = 2_048 * MEBIBYTE
    answer_bytes: int = 512 * MEBIBYTE
    file_bytes: int = 256 * MEBIBYTE
    """How large a file of its own the process may write."""
    documents: int = 100
    """Files after which the process is replaced, so that what they leave behind does not add up."""


DEFAULT_BOUNDS = Bounds()
