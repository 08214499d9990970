"""A model's weights as they lie in its folder: arrays, and what they are for."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

WEIGHTS_FILE = "weights.npz"
LABELS_FILE = "labels.json"

UNUSABLE = (OSError, ValueError, KeyError, IndexError, TypeError, BadZipFile, zlib.error)
"""What reading a folder, and making a model of what it holds, raises where its files are missing or damaged."""


@dataclass(frozen=True, slots=True)
class Stored:
    """``id`` is the folder's name and the first 12 hex digits of the SHA-256 of the weights."""

    arrays: Mapping[str, NDArray[Any]]
    described: Mapping[str, Any]
    id: str


def load_stored(folder: Path) -> Stored:
    """The ``weights.npz`` and ``labels.json`` of a folder; raises one of :data:`UNUSABLE` where they cannot be read."""
    data = (folder / WEIGHTS_FILE).read_bytes()
    described = json.loads((folder / LABELS_FILE).read_text(encoding="utf-8"))
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return Stored(arrays, described, f"{folder.name}@{hashlib.sha256(data).hexdigest()[:12]}")
