"""What can go wrong in the service itself, and the one table that says how each error is shown.

ServiceError
└── StorageError        the database cannot be opened, reached or used
"""

from __future__ import annotations


class ServiceError(Exception):
    """The service cannot do what was asked, through no fault of the document."""

    code = "service_error"


class StorageError(ServiceError):
    """The database cannot be opened, reached or used."""

    code = "storage_error"
