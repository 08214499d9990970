"""The HTTP API and its two pages; ``create_app`` is the door."""

from service.api.app import create_app

__all__ = ["create_app"]
