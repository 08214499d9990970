"""Names the place of a defect without its message, which may hold contract text."""

from __future__ import annotations

import os
import traceback


def place_of(error: BaseException) -> str:
    """Class of ``error`` and the last three places it came through, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{os.path.basename(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
