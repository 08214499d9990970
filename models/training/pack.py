"""Pack a sentence-transformers model as the shipped encoder: half precision, safetensors, only the files it needs.

Run by hand: ``python -m models.training.pack SOURCE_DIR models/weights/encoder``. Half precision halves the file
(45 MB for MiniLM-L6) and moves no cosine by more than 1e-4 (tests/models/test_encoder.py holds a sample of that).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

KEPT_FILES = (
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "1_Pooling/config.json",
)


def pack(source: Path, target: Path, weights_from: Path | None = None) -> None:
    """Write the model in ``source`` to ``target`` in float16; the unused pooler and buffers are left behind.

    ``weights_from`` is the folder of a model that was tuned from it: then the weights are that one's.
    """
    (target / "1_Pooling").mkdir(parents=True, exist_ok=True)
    for name in KEPT_FILES:
        shutil.copyfile(source / name, target / name)
    weights = load_file((weights_from or source) / "model.safetensors")
    kept = {
        name: tensor.to(torch.float16).contiguous()
        for name, tensor in weights.items()
        if tensor.is_floating_point() and not name.startswith("pooler.")
    }
    save_file(kept, target / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
