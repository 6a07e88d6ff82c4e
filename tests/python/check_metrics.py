"""Recomputes with scikit-learn what `mien-cli evaluate` wrote; exit status 1 when a figure differs.

usage: check_metrics.py RESULTS_FOLDER...     (majority policy: the loss is that of one true class per image)
"""
import csv
import json
import pathlib
import sys
import warnings

import numpy as np
from sklearn import metrics as sk

TOLERANCE = 1e-6


def read_csv(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def calibration_error(probabilities, right, bins=15):
    """Guo et al. 2017, in numpy: scikit-learn has no such figure."""
    confidence = probabilities.max(axis=1)
    edges = np.linspace(0, 1, bins + 1)
    total = 0.0
    for lower, upper in zip(edges[:-1], edges[1:]):
        inside = (confidence > lower) & (confidence <= upper)
        if inside.any():
            total += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return total


def check(folder):
    """Compares everything in one results folder; returns the differences found."""
    ours = json.loads((folder / "metrics.json").read_text())
    labels = ours["model"]["labels"]
    rows = read_csv(folder / "predictions.csv")
    index = {label: i for i, label in enumerate(labels)}
    classes = list(range(len(labels)))
    target = np.array([index[row["target"]] for row in rows])
    predicted = np.array([index[row["predicted"]] for row in rows])
    probabilities = np.array([[float(row["p_" + label]) for label in labels] for row in rows])
    failures = []

    def compare(name, our, theirs):
        if not np.allclose(our, theirs, rtol=0, atol=TOLERANCE):
            failures.append(f"{name}: Mien {our}, scikit-learn {theirs}")

    # The averages are over the classes that occur, scikit-learn's own choice where no labels are given.
    def scores(average):
        labels = classes if average is None else None
        return sk.precision_recall_fscore_support(target, predicted, labels=labels, average=average, zero_division=0)

    compare("evaluated", ours["data"]["evaluated"], len(rows))
    compare("predicted", predicted, probabilities.argmax(axis=1))
    compare("confidence", [float(row["confidence"]) for row in rows], probabilities.max(axis=1))
    compare("accuracy", ours["accuracy"], sk.accuracy_score(target, predicted))
    compare("top2_accuracy", ours["top2_accuracy"], sk.top_k_accuracy_score(target, probabilities, k=2, labels=classes))
    compare("loss", ours["loss"], sk.log_loss(target, probabilities, labels=classes))
    compare("expected_calibration_error", ours["expected_calibration_error"],
            calibration_error(probabilities, target == predicted))
    compare("confusion_matrix", ours["confusion_matrix"], sk.confusion_matrix(target, predicted, labels=classes))
    for name, theirs in zip(["precision", "recall", "f1", "support"], scores(None)):
        compare(name, [row[name] for row in ours["classes"]], theirs)
    for average in ["macro", "weighted"]:
        for name, theirs in zip(["precision", "recall", "f1"], scores(average)):
            compare(f"{average} {name}", ours[average][name], theirs)
        compare(f"{average} f1_score", ours[average]["f1"],
                sk.f1_score(target, predicted, average=average, zero_division=0))
    compare("macro_classes", [index[label] for label in ours["macro_classes"]], sorted({*target, *predicted}))

    table = sk.classification_report(target, predicted, labels=classes, target_names=labels, digits=4, zero_division=0)
    # scikit-learn calls the accuracy "micro avg" when a class has neither images nor predictions.
    accuracy = f"{'accuracy':>12}  {'':>9} {'':>9} {sk.accuracy_score(target, predicted):>9.4f} {len(rows):>9}"
    table = "\n".join(accuracy if line.lstrip().startswith("micro avg") else line for line in table.split("\n"))
    macro = "{:>12}  {:>9.4f} {:>9.4f} {:>9.4f} {:>9}".format("macro avg", *scores("macro")[:3], len(rows))
    table = "\n".join(macro if line.lstrip().startswith("macro avg") else line for line in table.split("\n"))
    report = (folder / "evaluation_report.txt").read_text()
    if table not in report:
        failures.append(f"evaluation_report.txt does not hold scikit-learn's table:\n{table}\nbut:\n{report}")

    flat = {(row["metric"], row["class"]): float(row["value"]) for row in read_csv(folder / "metrics.csv")}
    compare("metrics.csv accuracy", flat["accuracy", ""], ours["accuracy"])
    compare("metrics.csv macro_f1", flat["macro_f1", ""], ours["macro"]["f1"])
    for row in ours["classes"]:
        for name in ["precision", "recall", "f1", "support"]:
            compare(f"metrics.csv {name} of {row['label']}", flat[name, row["label"]], row[name])
    return failures


warnings.filterwarnings("ignore")  # on classes that nobody belongs to, which are meant here
found = [f"{folder}: {failure}" for folder in sys.argv[1:] for failure in check(pathlib.Path(folder))]
if found:
    print("\n".join(found), file=sys.stderr)
sys.exit(1 if found or len(sys.argv) < 2 else 0)
