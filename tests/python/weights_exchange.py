"""Exchanges weights files between PyTorch and Mien in both directions: weights_exchange.py PATH_OF_weights_tool

Exit status 77 (skipped) where PyTorch is missing."""

import argparse
import collections
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
    import torch
    import torch.optim.swa_utils
except ImportError as error:
    print(f"skipped: {sys.executable} has no PyTorch ({error})")
    sys.exit(77)

TOOL = sys.argv[1]
META = {"labels": ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"],
        "input_size": 48, "channels": 1, "mean": [0.5077], "std": [0.255], "head": "linear", "dataset": "FER+",
        "metrics": {"valid_accuracy": 0.8163}, "version": "0.1.0"}


def read_by_mien(path):
    return json.loads(subprocess.run([TOOL, "print", path], check=True, capture_output=True, text=True).stdout)


def compare(name, read, state):
    assert [t["name"] for t in read["tensors"]] == list(state), name
    for tensor, (key, expected) in zip(read["tensors"], state.items()):
        assert tensor["dtype"] == str(expected.dtype).removeprefix("torch."), (name, key, tensor["dtype"])
        assert tensor["shape"] == list(expected.shape), (name, key)
        values = torch.tensor(tensor["values"], dtype=torch.float64)
        wanted = expected.detach().to(torch.float32).to(torch.float64).flatten()
        assert torch.equal(values, wanted), (name, key, values, wanted)


def python_to_mien(folder):
    torch.manual_seed(1)
    net = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3, bias=False), torch.nn.BatchNorm2d(4), torch.nn.Linear(4, 8))
    state = net.state_dict()
    assert hasattr(state, "_metadata")
    block = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    unusual = collections.OrderedDict([
        ("transposed", block.t()), ("column", block[:, 2]), ("inner", block[1:3, 1:4]), ("shared", block),
        ("expanded", torch.tensor([1.5, 2.5]).expand(3, 2)), ("scalar", torch.tensor(3.25)),
        ("empty", torch.zeros(0, 3)), ("channels_last", torch.randn(2, 3, 4, 5).to(memory_format=torch.channels_last)),
        ("parameter", torch.nn.Parameter(torch.randn(3)))])
    for dtype in (torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
                  torch.uint8, torch.bool):
        unusual[str(dtype)] = (torch.arange(6) - (0 if dtype in (torch.uint8, torch.bool) else 3)).to(dtype)
    half = collections.OrderedDict((k, v.half() if v.is_floating_point() else v) for k, v in state.items())

    path = os.path.join(folder, "python.pth")
    for name, content in {"module": state, "unusual": unusual, "half": half, "plain dict": dict(state)}.items():
        for protocol in (2, 3, 4, 5):
            torch.save(content, path, pickle_protocol=protocol)
            read = read_by_mien(path)
            compare(f"{name}, protocol {protocol}", read, content)
            assert read["meta"] is None
    torch.save({"state_dict": torch.nn.DataParallel(net).state_dict(), "epoch": 3, "loss": 0.5}, path)
    compare("data parallel", read_by_mien(path), state)

    # What training programs put beside the weights is read past.
    optimizer = torch.optim.AdamW(net.parameters())
    sum(p.sum() for p in net.parameters()).backward()
    optimizer.step()
    averaged = torch.optim.swa_utils.AveragedModel(net)
    settings = {"args": argparse.Namespace(lr=0.1, device=torch.device("cpu")), "best_acc": numpy.float64(0.5),
                "optimizer": optimizer.state_dict(), "history": collections.defaultdict(list, {"loss": [1.0]}),
                "started": datetime.datetime(2026, 1, 1), "seen": {1, 2}, "where": pathlib.Path("/tmp")}
    for key in ("model", "state_dict", "model_state_dict", "net", "anything"):
        torch.save({**settings, key: state}, path)
        compare(f"under {key}", read_by_mien(path), state)
    torch.save({**settings, "model_ema": averaged.state_dict()}, path)
    compare("averaged", read_by_mien(path), state)

    torch.save({"model": state, "meta": META}, path)
    read = read_by_mien(path)
    compare("with meta", read, state)
    single = {**META, "mean": [torch.tensor(0.5077).item()], "std": [torch.tensor(0.255).item()], "temperature": 1.0}
    assert read["meta"] == single, read["meta"]

    torch.save(net, path)
    refused = subprocess.run([TOOL, "print", path], capture_output=True, text=True)
    assert refused.returncode == 1 and "torch.nn.modules.container.Sequential" in refused.stderr, refused
    for content in (state, unusual, half):
        torch.save(content, path, _use_new_zipfile_serialization=False)
        compare("as PyTorch before 1.6 wrote it", read_by_mien(path), content)
    torch.jit.save(torch.jit.script(net), path)
    refused = subprocess.run([TOOL, "print", path], capture_output=True, text=True)
    assert refused.returncode == 1 and "TorchScript" in refused.stderr, refused


def mien_to_python(folder):
    path = os.path.join(folder, "mien.pth")
    subprocess.run([TOOL, "write", path], check=True)
    read = torch.load(path, map_location="cpu", weights_only=True)
    assert list(read) == ["model", "meta"]
    assert type(read["model"]) is collections.OrderedDict
    expected = {
        "features.0.0.weight": torch.tensor([[1, -2, 3.5], [0, 1e-30, 6]]),
        "double": torch.tensor([0.1, -1e300], dtype=torch.float64),
        "half": torch.tensor([1, -2, 2.0 ** -24], dtype=torch.float16),
        "bfloat": torch.tensor([[1, -2]], dtype=torch.bfloat16),
        "features.0.1.num_batches_tracked": torch.tensor(5_000_000_000),
        "int": torch.tensor([-7], dtype=torch.int32),
        "short": torch.tensor([-300, 300], dtype=torch.int16),
        "char": torch.tensor([-8, 8], dtype=torch.int8),
        "byte": torch.tensor([0, 255], dtype=torch.uint8),
        "bool": torch.tensor([False, True]),
        "empty": torch.zeros(0, 4)}
    assert list(read["model"]) == list(expected)
    for key, tensor in expected.items():
        got = read["model"][key]
        assert got.dtype == tensor.dtype and torch.equal(got, tensor) and got.is_contiguous(), (key, got)
    meta = read["meta"]
    assert set(meta) == set(META) | {"temperature"} and float(meta["temperature"]) == 1.25
    assert meta["labels"] == META["labels"][:7]
    assert (meta["input_size"], meta["channels"], meta["head"], meta["dataset"], meta["version"]) == (
        64, 1, "mlp", "FER+ \u00e9", "0.1.0")
    assert meta["mean"].tolist() == [torch.tensor(0.5077).item()] and meta["std"].tolist() == [
        torch.tensor(0.2550).item()]
    assert {k: float(v) for k, v in meta["metrics"].items()} == {"valid_accuracy": 0.8125, "valid_loss": 0.1}

    # What Python saves again, Mien reads again.
    torch.save(read, path)
    again = read_by_mien(path)["meta"]
    assert again["metrics"] == {"valid_accuracy": 0.8125, "valid_loss": 0.1}, again


with tempfile.TemporaryDirectory() as work:
    python_to_mien(work)
    mien_to_python(work)
print(f"exchanged with PyTorch {torch.__version__}")
