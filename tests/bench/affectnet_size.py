#!/usr/bin/python3
"""Shows that a data set of AffectNet's size is read in bounded memory.

Makes 300,000 class-folder images of 224 px (hard links to a few hundred different JPEGs, to save disk) in a temporary
folder, runs `mien-cli info` over them and prints its time and largest memory. Needs python3-pil. The links make every
read come from the page cache: the memory is that of a real set, the time is that of one that is already cached.

    tests/bench/affectnet_size.py .build/release/app/mien-cli [--images 300000] [--folder /tmp]
"""
import argparse
import json
import os
import random
import resource
import subprocess
import tempfile
import time

from PIL import Image

EMOTIONS = ["neutral", "happy", "surprise", "sad", "anger", "disgust", "fear", "contempt"]
SPLITS = {"train": 0.96, "valid": 0.02, "test": 0.02}
DISTINCT = 128  # JPEGs a split; none is in two splits, so nothing leaks
SIDE = 224


def write_jpeg(path, seed):
    """A smooth random colour picture: compresses about as a photo does."""
    noise = random.Random(seed).randbytes(28 * 28 * 3)
    Image.frombytes("RGB", (28, 28), noise).resize((SIDE, SIDE), Image.BICUBIC).save(path, quality=90)


def generate(root, images):
    for number, (split, share) in enumerate(SPLITS.items()):
        originals = []
        for i in range(DISTINCT):
            originals.append(os.path.join(root, f"original_{split}_{i}.jpg"))
            write_jpeg(originals[-1], number * DISTINCT + i)
        for emotion in EMOTIONS:
            os.makedirs(os.path.join(root, split, emotion))
        for i in range(round(images * share)):
            emotion = EMOTIONS[i % len(EMOTIONS)]
            os.link(originals[i % DISTINCT], os.path.join(root, split, emotion, f"image{i:07}.jpg"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cli")
    parser.add_argument("--images", type=int, default=300_000)
    parser.add_argument("--folder", default=None, help="where to make the set (default: the system's temporary folder)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="mien-affectnet-") as root:
        generate(root, arguments.images)
        start = time.monotonic()
        answer = subprocess.run([arguments.cli, "info", "--data", root, "--json"], check=True, capture_output=True)
        seconds = time.monotonic() - start
        info = json.loads(answer.stdout)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    decoded = sum(info["images"].values()) * info["side"] ** 2 / 2**20
    print(f"images {info['images']}, side {info['side']}, decoded size {decoded:.0f} MB, in memory: {info['in_memory']}")
    print(f"problems: { {p['kind']: p['count'] for p in info['problems']} }")
    print(f"time {seconds:.1f} s, largest memory {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
