"""Importing torch: one thread at a time, since spaCy is loaded with torch hidden from it."""

from __future__ import annotations

import threading

TORCH_IMPORT = threading.RLock()
"""Held while torch, or what imports it, is imported."""
