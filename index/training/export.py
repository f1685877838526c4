"""From the trained student to the folder that ships: half precision, nothing superfluous."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from index.training.student import load_student

_SHIPPED = (
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)


def export(trained: Path, folder: Path) -> int:
    """Write the model in `trained` to `folder` at half precision; returns its bytes.

    The configuration asks for float32, so that whoever loads the folder computes in full
    precision: half precision is how the weights are stored, not how they are used.
    """
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place)
        load_student(trained).save(str(whole), create_model_card=False)
        for name in _SHIPPED:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(whole / name, folder / name)
        weights = {
            name: tensor.to(torch.float16).contiguous() if tensor.is_floating_point() else tensor
            for name, tensor in load_file(whole / "model.safetensors").items()
        }
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["dtype"] = "float32"
    text = json.dumps(config, indent=2, sort_keys=True)
    (folder / "config.json").write_text(f"{text}\n", encoding="utf-8")
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
