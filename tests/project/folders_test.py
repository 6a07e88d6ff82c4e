"""Plants what folders.py should find and looks whether it does, and nothing in what is right."""
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import folders  # noqa: E402

README = "# core/eval\n"
RIGHT = {**{f"core/eval/file_{i}.cpp": "" for i in range(13)}, "core/eval/README.md": README + "`file_1`, `detail/`, `demo`",
         "core/eval/detail/pair_sums.h": "", "tests/core/eval/pair_sums_test.cpp": "", "tests/core/eval/odd_test.cpp": "",
         "tests/core/eval/file_1_test.cpp": "", "ui/charts/both.h": "", "ui/train/both.h": "",
         "tests/ui/train/both_test.cpp": "", **{f"ui/train/part_{i}.h": "" for i in range(4)}}
WRONG = [  # what is changed, and what the one complaint must name
    ({"core/eval/file_13.cpp": ""}, "14 sources in one folder"),
    ({"ui/train/part_4.h": ""}, "has more than 5 files and no README.md"),
    ({"core/eval/README.md": README * 16}, "more than 15 lines"),
    ({"core/eval/README.md": README + "`file_99`"}, "there is no file_99"),
    ({"core/eval/README.md": README + "`other/`"}, "there is no other/"),
    ({"core/eval/README.md": None}, "no README.md"),
    ({"tests/core/data/file_2_test.cpp": ""}, "what it tests lies in core/eval"),
    ({"tests/core/eval/detail/pair_sums_test.cpp": ""}, "what it tests lies in core/eval"),
    ({"tests/ui/part_1_test.cpp": ""}, "what it tests lies in ui/train"),
]


def complaints(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**RIGHT, **changes}.items():
            if content is not None:
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content)
        return folders.check(pathlib.Path(folder))


failures = [f"what is right is complained of: {said}" for said in complaints({})]
for changes, named in WRONG:
    found = complaints(changes)
    if len(found) != 1 or named not in found[0]:
        failures.append(f"not found as it should be: {changes}: {found}")
print("\n".join(failures) or f"{len(WRONG)} planted faults found")
sys.exit(1 if failures else 0)
