from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.encoder import fastest_type
from models.interfaces import Encoder, ModelError
from models.loading import SHIPPED_ENCODER, load_encoder

MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_rows_are_unit_length_float32(encoder: Encoder) -> None:
    vectors = encoder.encode(["Each party keeps the other's information secret.", ""])
    assert vectors.dtype == np.float32
    assert vectors.shape == (2, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_same_provision_in_other_words_is_nearer_than_another_provision(encoder: Encoder) -> None:
    ours, paraphrase, other = encoder.encode(
        [
            "Customer shall pay each invoice within thirty days after its date.",
            "All invoices are due for payment by the client no later than 30 days from the invoice date.",
            "This Agreement is governed by the laws of the State of Delaware.",
        ]
    )
    assert ours @ paraphrase > ours @ other + 0.3


def test_a_row_does_not_depend_on_its_batch(encoder: Encoder) -> None:
    short, long = "Fees are due in advance.", "Either party may terminate this Agreement for cause. " * 40
    alone = encoder.encode([short])[0]
    together = encoder.encode([short, long])[0]
    assert float(alone @ together) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("able", [{"amx_bf16": True}, {"avx512_bf16": True}])
def test_half_precision_where_the_machine_has_it_agrees_to_three_digits(
    able: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    texts = ["Fees are due in advance.", "Either party may terminate this Agreement for cause. " * 8, ""]
    monkeypatch.setattr(torch.cpu, "get_capabilities", dict)
    plain = load_encoder().encode(texts)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    halved = load_encoder().encode(texts)

    assert not np.array_equal(plain, halved)
    assert np.linalg.norm(halved, axis=1) == pytest.approx([1.0] * 3, abs=1e-5)
    assert (plain * halved).sum(axis=1).min() > 0.999


def test_single_precision_where_the_machine_has_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True, "avx512_bf16": False})

    assert fastest_type() is torch.float32


def test_the_id_names_the_weights(encoder: Encoder) -> None:
    name, digest = encoder.id.split("@")
    assert name == "encoder"
    assert len(digest) == 12


def test_weights_are_safe_and_small() -> None:
    files = [file for file in SHIPPED_ENCODER.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} <= {".json", ".md", ".txt", ".safetensors"}
    assert sum(file.stat().st_size for file in files) < 60 * MEBIBYTE
    assert (SHIPPED_ENCODER / "README.md").is_file()


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"never unpickled")
    with pytest.raises(ModelError, match=r"model\.safetensors is missing"):
        load_encoder(tmp_path)


def test_damaged_weights_are_a_model_error(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"\0" * 64)
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(tmp_path).encode(["text"])


def test_weights_that_were_cut_off_are_a_model_error(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED_ENCODER, tmp_path / "encoder")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(folder).encode(["text"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_an_encoder_may_be_of_another_architecture(tmp_path: Path) -> None:
    from transformers import DistilBertConfig, DistilBertModel

    config = DistilBertConfig(vocab_size=30_522, dim=8, n_layers=1, n_heads=2, hidden_dim=16)
    DistilBertModel(config).save_pretrained(tmp_path)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
        if (SHIPPED_ENCODER / name).exists():
            shutil.copy(SHIPPED_ENCODER / name, tmp_path)
    assert load_encoder(tmp_path).encode(["one text", "another"]).shape == (2, 8)


def test_nothing_heavy_is_imported_before_the_first_text() -> None:
    code = (
        "import sys; from models.loading import load_encoder, load_sentences; load_encoder(); load_sentences(); "
        "sys.exit(bool({'torch', 'spacy', 'transformers'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
