"""Protections that stand word for word while a sentence elsewhere takes them away."""

from clause_library.deviations.overrides.telling import with_overrides

__all__ = ["with_overrides"]
