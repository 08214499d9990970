"""Functions of PDFium without pypdfium2's typed pointers.

The reader's innermost loops make thousands of calls a page, and turning each argument into a typed pointer costs as
much as the call itself: here addresses are plain numbers.
"""

from __future__ import annotations

import ctypes
import threading
from typing import Any

ADDRESS = ctypes.c_void_p
PDFIUM = threading.Lock()
"""PDFium keeps global state: two threads inside it crash the process."""


def plain(function: Any, result: Any, *arguments: Any) -> Any:  # noqa: ANN401 - ctypes has no types for these
    """The function as it takes and gives addresses and numbers."""
    return ctypes.CFUNCTYPE(result, *arguments)(address(function))


def address(pointer: Any) -> int:  # noqa: ANN401 - as above
    """Where a handle or function of PDFium stands; it must outlive the number's use."""
    return ctypes.cast(pointer, ADDRESS).value or 0
