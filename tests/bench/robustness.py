#!/usr/bin/python3
"""How the accuracy of a model falls on small, rotated, dark and blurred faces, and without the images that also stand in
the training split:

    tests/bench/robustness.py --data DATA [--cli .build/release/app/mien-cli] [--model MODEL]

DATA is a data set in FER+ folders. Its validation images are changed one way at a time, written to a temporary folder and
evaluated by mien-cli evaluate (majority labels)."""

import argparse
import csv
import hashlib
import json
import pathlib
import shutil
import subprocess
import tempfile

from PIL import Image, ImageEnhance, ImageFilter

SPLIT = "FER2013Valid"


def smaller(side):
    return lambda image: image.resize((side, side), Image.BILINEAR).resize(image.size, Image.BILINEAR)


def rotated(degrees):
    return lambda image: image.rotate(degrees, Image.BILINEAR, fillcolor=int(sum(image.getdata()) / len(image.getdata())))


CHANGES = {
    "unchanged": lambda image: image,
    "24 px, enlarged again": smaller(24),
    "16 px, enlarged again": smaller(16),
    "rotated by 15 degrees": rotated(15),
    "rotated by 30 degrees": rotated(30),
    "half as bright": lambda image: ImageEnhance.Brightness(image).enhance(0.5),
    "a quarter as bright": lambda image: ImageEnhance.Brightness(image).enhance(0.25),
    "half the contrast": lambda image: ImageEnhance.Contrast(image).enhance(0.5),
    "blurred, 1 px": lambda image: image.filter(ImageFilter.GaussianBlur(1)),
    "blurred, 2 px": lambda image: image.filter(ImageFilter.GaussianBlur(2)),
    "mirrored": lambda image: image.transpose(Image.FLIP_LEFT_RIGHT),
}


def evaluate(arguments, folder, out):
    command = [arguments.cli, "evaluate", "--data", folder, "--split", "valid", "--json", "--no-embeddings", "--out", out]
    if arguments.model:
        command += ["--model", arguments.model]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def show(name, accuracy, macro_f1):
    print(f"{name:32} {accuracy:8.4f} {macro_f1:8.4f}", flush=True)


def pixels(file):
    return hashlib.sha256(Image.open(file).convert("L").tobytes()).digest()


def without_doubles(data, predictions):
    """Accuracy over the rows of predictions.csv whose pixels stand nowhere in the training split."""
    seen = {pixels(file) for file in (data / "FER2013Train").glob("*.png")}
    rows = list(csv.DictReader(open(predictions, encoding="utf-8")))
    fresh = [row for row in rows if pixels(data / row["file"]) not in seen]
    right = sum(row["target"] == row["predicted"] for row in fresh)
    return len(fresh), right / len(fresh)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--cli", default=".build/release/app/mien-cli")
    parser.add_argument("--model", help="default: the model that Mien comes with")
    arguments = parser.parse_args()

    print(f"{'validation images':32} {'accuracy':>8} {'macro-F1':>8}")
    with tempfile.TemporaryDirectory() as temporary:
        root = pathlib.Path(temporary)
        for name, change in CHANGES.items():
            folder = root / "data" / SPLIT
            folder.mkdir(parents=True)
            shutil.copy(arguments.data / SPLIT / "label.csv", folder)
            for file in (arguments.data / SPLIT).glob("*.png"):
                change(Image.open(file).convert("L")).save(folder / file.name)
            metrics = evaluate(arguments, root / "data", root / "out")
            show(name, metrics["accuracy"], metrics["macro"]["f1"])
            if name == "unchanged":
                count, accuracy = without_doubles(arguments.data, root / "out" / "predictions.csv")
                print(f"  the {count} of these that are not in the training split too: {accuracy:.4f}", flush=True)
            shutil.rmtree(root / "data")


if __name__ == "__main__":
    main()
