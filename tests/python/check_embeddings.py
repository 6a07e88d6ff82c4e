"""Reads the embeddings.npy that report_writer_test.cpp had written: 17 x 5, row i holding i, i + 1/8, i + 2/8, ..."""
import pathlib
import sys

import numpy as np

embeddings = np.load(pathlib.Path(sys.argv[1]) / "embeddings.npy", allow_pickle=False)
expected = np.arange(17, dtype=np.float32)[:, None] + np.arange(5, dtype=np.float32) / 8
assert embeddings.dtype == np.float32, embeddings.dtype
assert embeddings.shape == (17, 5), embeddings.shape
assert (embeddings == expected).all(), embeddings
