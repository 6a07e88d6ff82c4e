"""Recomputes with scikit-learn what `mien-cli evaluate` wrote to a folder; exit status 1 when a figure differs.

usage: check_metrics.py RESULTS_FOLDER     (majority policy: the loss is that of one true class per image)
"""
import csv
import json
import pathlib
import sys
import warnings

import numpy as np
from sklearn import metrics as sk

TOLERANCE = 1e-6
warnings.filterwarnings("ignore")  # on classes that nobody belongs to, which are meant here

folder = pathlib.Path(sys.argv[1])
ours = json.loads((folder / "metrics.json").read_text())
report = (folder / "evaluation_report.txt").read_text()
labels = ours["model"]["labels"]
with open(folder / "predictions.csv", newline="") as file:
    rows = list(csv.DictReader(file))

index = {label: i for i, label in enumerate(labels)}
classes = list(range(len(labels)))
target = np.array([index[row["target"]] for row in rows])
predicted = np.array([index[row["predicted"]] for row in rows])
probabilities = np.array([[float(row["p_" + label]) for label in labels] for row in rows])
failures = []


def compare(name, our, theirs):
    if not np.allclose(our, theirs, rtol=0, atol=TOLERANCE):
        failures.append(f"{name}: Mien {our}, scikit-learn {theirs}")


def averages(average):
    return sk.precision_recall_fscore_support(target, predicted, labels=classes, average=average, zero_division=0)


def calibration_error(bins=15):
    """Guo et al. 2017, in numpy: scikit-learn has no such figure."""
    confidence = probabilities.max(axis=1)
    edges = np.linspace(0, 1, bins + 1)
    total = 0.0
    for lower, upper in zip(edges[:-1], edges[1:]):
        inside = (confidence > lower) & (confidence <= upper)
        if inside.any():
            total += inside.mean() * abs((target == predicted)[inside].mean() - confidence[inside].mean())
    return total


compare("evaluated", ours["data"]["evaluated"], len(rows))
compare("predicted", predicted, probabilities.argmax(axis=1))
compare("confidence", [float(row["confidence"]) for row in rows], probabilities.max(axis=1))
compare("accuracy", ours["accuracy"], sk.accuracy_score(target, predicted))
compare("top2_accuracy", ours["top2_accuracy"], sk.top_k_accuracy_score(target, probabilities, k=2, labels=classes))
compare("loss", ours["loss"], sk.log_loss(target, probabilities, labels=classes))
compare("expected_calibration_error", ours["expected_calibration_error"], calibration_error())
compare("confusion_matrix", ours["confusion_matrix"], sk.confusion_matrix(target, predicted, labels=classes))
for i, name in enumerate(["precision", "recall", "f1", "support"]):
    compare(name, [row[name] for row in ours["classes"]], averages(None)[i])
for average in ["macro", "weighted"]:
    for i, name in enumerate(["precision", "recall", "f1"]):
        compare(f"{average} {name}", ours[average][name], averages(average)[i])
    compare(f"{average} f1_score", ours[average]["f1"],
            sk.f1_score(target, predicted, labels=classes, average=average, zero_division=0))

table = sk.classification_report(target, predicted, labels=classes, target_names=labels, digits=4, zero_division=0)
# scikit-learn calls the accuracy "micro avg" when a class has neither images nor predictions.
accuracy = f"{'accuracy':>12}  {'':>9} {'':>9} {sk.accuracy_score(target, predicted):>9.4f} {len(rows):>9}"
table = "\n".join(accuracy if line.lstrip().startswith("micro avg") else line for line in table.split("\n"))
if table not in report:
    failures.append(f"evaluation_report.txt does not hold scikit-learn's table:\n{table}\nbut:\n{report}")

with open(folder / "metrics.csv", newline="") as file:
    flat = {(row["metric"], row["class"]): float(row["value"]) for row in csv.DictReader(file)}
compare("metrics.csv accuracy", flat["accuracy", ""], ours["accuracy"])
compare("metrics.csv macro_f1", flat["macro_f1", ""], ours["macro"]["f1"])
for row in ours["classes"]:
    for name in ["precision", "recall", "f1", "support"]:
        compare(f"metrics.csv {name} of {row['label']}", flat[name, row["label"]], row[name])

for failure in failures:
    print(failure, file=sys.stderr)
sys.exit(1 if failures else 0)
