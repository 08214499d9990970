"""Functions of PDFium without pypdfium2's typed pointers.

The reader's innermost loops make thousands of calls a page, and turning each argument into a typed pointer costs more
than the call itself. Functions got here take handles and addresses as ``Address`` objects that the caller keeps, and
numbers of up to 32 bits as they are; nothing checks that. They return at once, so they keep Python's lock.
"""

from __future__ import annotations

import ctypes
import threading
from typing import Any

PDFIUM = threading.Lock()
"""PDFium keeps global state: two threads inside it crash the process."""


class Address(ctypes.c_void_p):
    """Where something of PDFium's stands; it must outlive this."""


def plain(function: Any, result: Any = ctypes.c_int, *arguments: Any) -> Any:  # noqa: ANN401 - ctypes has no types
    """The function without its declared arguments, or with these simpler ones."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(pointer: Any) -> Address:  # noqa: ANN401 - as above
    """A handle of PDFium's as a plain address."""
    return Address(ctypes.cast(pointer, ctypes.c_void_p).value)


def addresses(array: Any) -> tuple[Address, ...]:  # noqa: ANN401 - as above
    """Where each element of an array of numbers stands."""
    first, size = ctypes.addressof(array), ctypes.sizeof(array) // len(array)
    return tuple(Address(first + size * place) for place in range(len(array)))
