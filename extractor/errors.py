"""Why a file cannot be read. Each class has a stable ``code`` and a message that says what to do.

ExtractionError
├── UnreadableDocument      the bytes are not what they should be (damaged, truncated, empty)
│   ├── EmptyDocument       no bytes, or no words
│   ├── EncryptedDocument   a password is needed
│   ├── NoTextLayer         pages are pictures: a scan that needs OCR
│   └── ReaderCrashed       the bytes make the reader fail; its process was replaced
├── UnsupportedDocument     a format that we do not read
└── LimitReached            larger, deeper or slower than the limits allow
    ├── TimedOut            reading took too long, or showed no progress for too long
    ├── OutOfMemory         reading needed too much memory
    └── OutputTooLarge      what was read is larger than a contract can be
"""

from __future__ import annotations


class ExtractionError(Exception):
    """Reading or extracting failed; the message is for the person who sent the file."""

    code = "extraction_error"


class UnreadableDocument(ExtractionError):
    """The bytes are damaged or not what they claim to be."""

    code = "unreadable_document"


class EmptyDocument(UnreadableDocument):
    """There are no bytes, or no words in them."""

    code = "empty_document"


class EncryptedDocument(UnreadableDocument):
    """The file opens only with a password."""

    code = "encrypted_document"


class NoTextLayer(UnreadableDocument):
    """The pages are pictures of text."""

    code = "no_text_layer"


class ReaderCrashed(UnreadableDocument):
    """The bytes make the reader fail or crash."""

    code = "crashed"


class UnsupportedDocument(ExtractionError):
    """We do not read this format."""

    code = "unsupported_document"


class LimitReached(ExtractionError):
    """A size, count, ratio, depth, memory or time limit was hit."""

    code = "limit_reached"


class TimedOut(LimitReached):
    """Reading took too long, or showed no progress for too long."""

    code = "timeout"


class OutOfMemory(LimitReached):
    """Reading needed too much memory."""

    code = "out_of_memory"


class OutputTooLarge(LimitReached):
    """What was read is larger than a contract can be."""

    code = "output_too_large"
