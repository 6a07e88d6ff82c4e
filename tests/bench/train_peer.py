#!/usr/bin/python3
"""Images/s of Mien's training against the plain program anyone would write.

    /usr/bin/python3 tests/bench/train_peer.py [--data DATA] [--seconds 60] [--replicas N]

The peer: torchvision's efficientnet_b3, a DataLoader over PIL images with torchvision's transforms, AdamW, PyTorch's
default threads and memory format. Mien: `mien-cli train` with one replica and with one a core. Both at 48 px, batch 64, with
augmentation; the first steps do not count. They take turns, because machines drift. Needs python3-torchvision.
"""
import argparse
import csv
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WARM_UP = 5  # steps


def plain_python(data, seconds):
    import torch
    import torchvision
    from PIL import Image
    from torchvision import transforms

    class Faces(torch.utils.data.Dataset):
        def __init__(self, folder):
            with open(folder / "label.csv") as file:
                rows = [row for row in csv.reader(file) if row[0]]
            self.items = [(folder / row[0], max(range(8), key=lambda i: int(row[2 + i]))) for row in rows]
            self.transform = transforms.Compose([
                transforms.Grayscale(3), transforms.RandomHorizontalFlip(),
                transforms.RandomAffine(10, (0.1, 0.1), (0.9, 1.1)), transforms.ColorJitter(0.2, 0.2),
                transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.25] * 3), transforms.RandomErasing()])

        def __len__(self):
            return len(self.items)

        def __getitem__(self, index):
            return self.transform(Image.open(self.items[index][0])), self.items[index][1]

    loader = torch.utils.data.DataLoader(Faces(data / "FER2013Train"), batch_size=64, shuffle=True)
    model = torchvision.models.efficientnet_b3(num_classes=8)
    optimizer = torch.optim.AdamW(model.parameters())
    loss = torch.nn.CrossEntropyLoss()
    images = 0
    start = None
    for step, (x, y) in enumerate(loader):
        if step == WARM_UP:
            start = time.monotonic()
        optimizer.zero_grad()
        loss(model(x), y).backward()
        optimizer.step()
        if start is not None:
            images += len(y)
            if time.monotonic() - start > seconds:
                break
    return images / (time.monotonic() - start)


def mien(tool, data, seconds, replicas):
    """Images/s over the time after the first steps, and the peak memory in GB."""
    with tempfile.TemporaryDirectory() as saved:
        process = subprocess.Popen(
            [tool, "train", "--data", data, "--saved", saved, "--sizes", "48:1", "--batch", "64", "--json",
             "--replicas", str(replicas), "--checkpoint-minutes", "1000"], stdout=subprocess.PIPE, text=True)
        step = 0
        start = first = None
        for line in process.stdout:
            if json.loads(line).get("event") != "batch":
                continue
            step += 1
            now = time.monotonic()
            if step == WARM_UP:
                start, first = now, step
            elif start is not None and now - start > seconds:
                break
        memory = int(next(line for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
                          if line.startswith("VmHWM")).split()[1]) / 1e6
        process.kill()
        process.wait()
        return 64 * (step - first) / (now - start), memory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data/ferplus")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--tool", default=ROOT / ".build/release/app/mien-cli")
    parser.add_argument("--peer-only", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not (arguments.data / "FER2013Train/label.csv").exists():
        sys.exit(f"{arguments.data}: no FER+ folders here; give their place with --data")
    if arguments.peer_only:
        print(plain_python(arguments.data, arguments.seconds))
        return
    if not shutil.which(str(arguments.tool)):
        sys.exit(f"{arguments.tool}: not built; run packaging/build.sh release")

    cores = len(os.sched_getaffinity(0))
    results = {"plain": [], "one": [], "all": []}
    memory = 0
    for turn in range(arguments.rounds):
        peer = subprocess.run([sys.executable, __file__, "--peer-only", "--data", arguments.data,
                               "--seconds", str(arguments.seconds)], check=True, capture_output=True, text=True)
        results["plain"].append(float(peer.stdout))
        results["one"].append(mien(arguments.tool, arguments.data, arguments.seconds, 1)[0])
        speed, memory = mien(arguments.tool, arguments.data, arguments.seconds, cores)
        results["all"].append(speed)
        print(f"round {turn + 1}: plain Python {results['plain'][-1]:.1f}, Mien with 1 replica {results['one'][-1]:.1f}, "
              f"with {cores} {speed:.1f} images/s", flush=True)
    plain, one, every = (statistics.mean(results[name]) for name in ("plain", "one", "all"))
    print(f"{cores} replicas against the plain program: {every / plain:.1f} times")
    print(f"{cores} replicas against one: {every / one:.2f} times, with {memory:.2f} GB at most")


if __name__ == "__main__":
    main()
