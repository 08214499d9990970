from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.interfaces import Encoder, ModelError
from models.loading import SHIPPED_STATIC_ENCODER, load_static_encoder
from models.static import TEXTS_AT_ONCE, WINDOW

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_static_encoder()


def test_rows_are_unit_length_float32(encoder: Encoder) -> None:
    vectors = encoder.encode(["Each party keeps the other's information secret.", "", "\0 \u200b", "合同"])

    assert vectors.dtype == np.float32
    assert vectors.shape == (4, 256)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0] * 4, abs=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 256)


def test_same_provision_in_other_words_is_nearer_than_another_provision(encoder: Encoder) -> None:
    ours, paraphrase, other = encoder.encode(
        [
            "Neither party shall be liable for failure to perform caused by events beyond its reasonable control.",
            "Nobody is responsible for delays that come from strikes, earthquakes, war or other force majeure.",
            "Neither party shall be liable for indirect or consequential damages caused by its failure to perform.",
        ]
    )

    assert ours @ paraphrase > ours @ other


def test_a_row_does_not_depend_on_its_batch(encoder: Encoder) -> None:
    texts = [f"Fees of {number} are due in advance." for number in range(TEXTS_AT_ONCE + 3)]

    together = encoder.encode(texts)

    assert np.array_equal(together, np.vstack([encoder.encode([text]) for text in texts]))


def test_a_long_text_is_read_up_to_the_window(encoder: Encoder) -> None:
    inside, outside = encoder.encode(["fee " * WINDOW, "fee " * WINDOW + "arbitration in Geneva " * 100_000])

    assert np.array_equal(inside, outside)


def test_the_id_names_the_weights(encoder: Encoder) -> None:
    name, digest = encoder.id.split("@")

    assert name == "static"
    assert len(digest) == 12


def test_weights_are_safe_small_and_have_a_card() -> None:
    files = list(SHIPPED_STATIC_ENCODER.iterdir())

    assert {file.name for file in files} == {"README.md", "model.safetensors", "tokenizer.json"}
    assert sum(file.stat().st_size for file in files) < 10 * MEGABYTE


@pytest.mark.parametrize("missing", ["model.safetensors", "tokenizer.json"])
def test_a_folder_without_a_file_is_refused(tmp_path: Path, missing: str) -> None:
    folder = shutil.copytree(SHIPPED_STATIC_ENCODER, tmp_path / "static")
    (folder / missing).unlink()

    with pytest.raises(ModelError, match=f"{missing} is missing"):
        load_static_encoder(folder)


@pytest.mark.parametrize("damaged", ["model.safetensors", "tokenizer.json"])
def test_damaged_files_are_a_model_error(tmp_path: Path, damaged: str) -> None:
    folder = shutil.copytree(SHIPPED_STATIC_ENCODER, tmp_path / "static")
    file = folder / damaged
    file.write_bytes(file.read_bytes()[:100_000])

    with pytest.raises(ModelError, match="cannot be loaded"):
        load_static_encoder(folder).encode(["text"])


def test_a_tokenizer_of_another_vocabulary_is_a_model_error(tmp_path: Path) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    folder = shutil.copytree(SHIPPED_STATIC_ENCODER, tmp_path / "static")
    Tokenizer(WordLevel({"[UNK]": 0, "fee": 1}, unk_token="[UNK]")).save(str(folder / "tokenizer.json"))

    with pytest.raises(ModelError, match="another vocabulary"):
        load_static_encoder(folder).encode(["text"])


def test_nothing_heavy_is_ever_imported() -> None:
    code = (
        "import sys; from models.loading import load_static_encoder; load_static_encoder().encode(['text']); "
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers', 'scipy', 'sklearn'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
