"""Plants one violation after another and looks whether layers.py finds each, and nothing in what is right."""
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import layers  # noqa: E402

# What else is there: a private and a public header, one with LibTorch in it, one that leads there.
TREE = {
    "core/common/error.h": "#include <string>",
    "core/data/detail/splits.h": "",
    "core/train/trainer.h": '#include "core/common/error.h"\n#include <opencv2/core/mat.hpp>',
    "core/train/detail/tensors.h": "#include <torch/torch.h>",
    "core/model/network/layers.h": "#include <torch/nn.h>",
    "core/model/network/layers.cpp": '#include "core/model/network/layers.h"',
    "ui/text/text.h": "#include <QString>",
}

WRONG = [  # a file, a line of it, and what the complaint must name
    ("core/common/a.cpp", '#include "core/data/a.h"', "core/common may not use core/data"),
    ("core/common/files/a.h", '  #  include "core/picture/a.h"', "core/common may not use core/picture"),
    ("core/model/a.cpp", '#include "core/infer/a.h"', "core/model may not use core/infer"),
    ("core/live/a.cpp", '#include "core/demo/a.h"', "core/live may not use core/demo"),
    ("core/session/a.cpp", '#include "core/live/a.h"', "core/session may not use core/live"),
    ("core/eval/a.cpp", '#include "ui/text/text.h"', "core/eval may not use ui/text"),
    ("core/eval/a.cpp", '#include "app/commands/a.h"', "core/eval may not use app/commands"),
    ("core/eval/a.cpp", "#include <QString>", "core is without Qt"),
    ("core/eval/a.cpp", "#include <QtCore/QString>", "core is without Qt"),
    ("core/eval/a.cpp", '#include "core/data/detail/splits.h"', "the own affair of core/data"),
    ("ui/train/a.cpp", '#include "core/data/detail/splits.h"', "the own affair of core/data"),
    ("app/commands/a.cpp", '#include "core/data/detail/splits.h"', "the own affair of core/data"),
    ("tests/core/eval/a_test.cpp", '#include "core/data/detail/splits.h"', "the own affair of core/data"),
    ("tests/ui/data/a_test.cpp", '#include "core/data/detail/splits.h"', "the own affair of core/data"),
    ("core/eval/a.cpp", '#include "tests/support/temp_folder.h"', "belongs to the tests"),
    ("core/unheard_of/a.cpp", "", "say in USES"),
    ("ui/text/a.h", '#include "ui/look/a.h"', "ui/text may not use ui/look"),
    ("ui/widgets/a.h", '#include "ui/charts/a.h"', "ui/widgets may not use ui/charts"),
    ("ui/predict/list/a.h", '#include "ui/live/view/a.h"', "ui/predict may not use ui/live"),
    ("ui/charts/a.h", '#include "ui/evaluate/a.h"', "ui/charts may not use ui/evaluate"),
    ("ui/train/a.cpp", '#include "app/commands/a.h"', "ui/train may not use app/commands"),
    ("app/commands/a.cpp", '#include "ui/text/text.h"', "app/commands may not use ui/text"),
    ("core/train/a.h", '#include "core/train/detail/tensors.h"', "leads to torch/torch.h"),
    ("core/eval/a.h", "#include <tbb/parallel_for.h>", "leads to tbb/parallel_for.h"),
    ("core/eval/a.h", "#include <oneapi/tbb.h>", "leads to oneapi/tbb.h"),
    ("ui/train/a.cpp", "#include <ATen/ATen.h>", "leads to ATen/ATen.h"),
    ("ui/train/a.cpp", '#include "core/model/network/layers.h"', "leads to torch/nn.h"),
    ("core/eval/a.h", "#include <opencv2/dnn.hpp>", "a public header of core includes opencv2/dnn.hpp"),
]

RIGHT = [
    ("core/train/a.cpp", '#include "core/train/detail/tensors.h"'),
    ("core/train/detail/a.h", '#include "core/model/network/layers.h"'),
    ("core/eval/a.cpp", "#include <tbb/parallel_for.h>"),
    ("core/data/layouts/a.cpp", '#include "core/data/detail/splits.h"'),
    ("tests/core/data/a_test.cpp", '#include "core/data/detail/splits.h"'),
    ("tests/bench/a.cpp", '#include "core/data/detail/splits.h"'),
    ("core/eval/detail/a.h", "#include <opencv2/dnn.hpp>"),
    ("ui/window/a.cpp", '#include "ui/train/a.h"\n#include "core/train/trainer.h"\n#include <QString>'),
    ("app/main_gui.cpp", '#include "ui/window/a.h"\n#include <QApplication>'),
    ("core/eval/a.cpp", '// #include "ui/text/text.h"'),
]


def complaints(file, text):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**TREE, file: text}.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content + "\n")
        return layers.check(layers.Tree(pathlib.Path(folder)))


failures = []
for file, text, named in WRONG:
    found = complaints(file, text)
    if len(found) != 1 or not found[0].startswith(f"{file}:1: ") or named not in found[0]:
        failures.append(f"not found as it should be: {file}: {text}: {found}")
for file, text in RIGHT:
    if found := complaints(file, text):
        failures.append(f"found in what is right: {file}: {text}: {found}")
if len(layers.table_faults({"core/a": ["core/b"], "core/b": []})) != 1 or layers.table_faults({"core/a": [], "ui/b": ["core"]}):
    failures.append("a table that goes in circles is right")
with tempfile.TemporaryDirectory() as empty:
    if subprocess.run([sys.executable, layers.__file__, empty], capture_output=True, check=False).returncode == 0:
        failures.append("a folder without sources is right")
    pathlib.Path(empty, "core/common").mkdir(parents=True)
    pathlib.Path(empty, "core/common/a.h").write_text('#include "core/data/a.h"\n')
    if subprocess.run([sys.executable, layers.__file__, empty], capture_output=True, check=False).returncode != 1:
        failures.append("a violation is no failure")
print("\n".join(failures) or f"{len(WRONG)} planted violations found, {len(RIGHT)} right files left alone")
sys.exit(1 if failures else 0)
