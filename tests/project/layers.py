"""Who may include whom: layers.py ROOT prints FILE:LINE: COMPLAINT for each #include that breaks a rule; exit 1 if any does.

- app -> ui -> core, and between modules (the folders directly below core and ui) what stands in USES.
- What is in a folder detail/ is its module's own; its tests (tests/core/MODULE) and benchmarks may use it, too.
- Nothing that ui includes, and no public header of core, leads to LibTorch or oneTBB: Qt's macros clash with theirs, and
  they cost 15 s a file to compile. Public headers of core take the standard library and OpenCV's core types only.
- core includes no Qt.
"""
import pathlib
import re
import sys

# A module uses itself, and of those before it the ones that stand here.
USES = {
    "core/common": [],
    "core/kernels": [],
    "core/picture": ["core/common"],
    "core/data": ["core/common", "core/picture"],
    "core/demo": ["core/common", "core/data"],
    "core/weights": ["core/common", "core/picture"],
    "core/model": ["core/common", "core/kernels", "core/picture", "core/data", "core/weights"],
    "core/infer": ["core/common", "core/kernels", "core/data", "core/weights", "core/model"],
    "core/face": ["core/common", "core/picture", "core/data", "core/model", "core/infer"],
    "core/eval": ["core/common", "core/picture", "core/data", "core/weights", "core/model", "core/infer"],
    "core/train": ["core/common", "core/kernels", "core/picture", "core/data", "core/weights", "core/model", "core/infer"],
    "core/video": ["core/common", "core/picture"],
    "core/session": ["core/common", "core/face", "core/video"],
    "core/live": ["core/common", "core/picture", "core/infer", "core/face", "core/video", "core/session"],
    "ui/text": ["core"],
    "ui/look": [],
    "ui/async": ["core", "ui/text"],
    "ui/pictures": ["core"],
    "ui/workspace": ["core", "ui/text", "ui/async"],
    "ui/widgets": ["core", "ui/text", "ui/look"],
    "ui/models": ["core", "ui/text", "ui/look", "ui/workspace", "ui/widgets"],
    "ui/charts": ["core", "ui/text", "ui/look", "ui/async"],
}
PARTS_OF_PAGES = ["core", "ui/text", "ui/look", "ui/async", "ui/pictures", "ui/workspace", "ui/widgets",
                  "ui/models", "ui/charts"]
PAGES = ["ui/data", "ui/train", "ui/evaluate", "ui/predict", "ui/live"]
USES.update({page: PARTS_OF_PAGES for page in PAGES})
USES["ui/window"] = PARTS_OF_PAGES + PAGES
USES["app/commands"] = ["core"]
USES["app"] = ["core", "ui", "app/commands"]

# The network itself: its headers have LibTorch in them, for the .cpp files and detail/ headers of core.
NETWORK = "core/model/network/"
TORCH_OR_TBB = re.compile(r"(torch|ATen|c10|caffe2|tbb|oneapi)/")
QT = re.compile(r"Q[A-Za-z]\w*$|Qt\w*/|qcustomplot\.h$")
PUBLIC = re.compile(r"[a-z_]+$|opencv2/core/|nlohmann/json")

# (file, what it includes): why. For somebody to mend; what is no longer needed is complained of.
EXCEPTIONS = {
    ("app/commands/evaluate/plots.cpp", "ui/charts/report_pictures.h"): "draws with the window's charts, where it is built",
    ("tests/core/infer/classifier_test.cpp", "core/train/detail/replica_set.h"): "wants the weights of a fresh network",
    ("tests/ui/predict/predict_fixture.cpp", "core/train/detail/replica_set.h"): "wants the weights of a fresh network",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def module(name):
    """core/eval of core/eval/metrics/curves.h; app of app/main_gui.cpp; None outside app, core and ui."""
    parts = name.split("/")
    if parts[0] not in ("app", "core", "ui"):
        return None
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def may_use(user, used):
    return user == used or any(used == one or used.startswith(one + "/") for one in USES[user])


class Tree:
    def __init__(self, root):
        self.root = root
        self.files = sorted(path.relative_to(root).as_posix() for folder in ("app", "core", "ui", "tests")
                            for path in root.glob(f"{folder}/**/*") if path.suffix in (".h", ".cpp"))
        self.includes = {}  # of each file: (line, "<" or '"', what)
        for name in self.files:
            text = (root / name).read_text()
            self.includes[name] = [(text.count("\n", 0, match.start()) + 1, match[1], match[2])
                                   for match in INCLUDE.finditer(text)]
        self.heavy = {}  # the way from a file to LibTorch or oneTBB

    def way_to_torch(self, name):
        """The files that lead from `name` to a header of LibTorch or oneTBB, and that; empty where none does."""
        if name not in self.heavy:
            self.heavy[name] = []  # for circles
            for _, _, what in self.includes.get(name, []):
                way = [what] if TORCH_OR_TBB.match(what) else [what, *found] if (found := self.way_to_torch(what)) else []
                if way:
                    self.heavy[name] = way
                    break
        return self.heavy[name]


def complaint(user, kind, what):
    """What is wrong with the file `user` including `what`, or None."""
    mine, theirs = module(user), module(what)
    if "/detail/" in what and kind == '"':
        if not user.startswith((theirs + "/", f"tests/{theirs}/", "tests/bench/")):
            return f"{what} is the own affair of {theirs}"
    if mine and kind == '"' and what.startswith("tests/"):
        return f"{what} belongs to the tests"
    if mine and theirs and not may_use(mine, theirs):
        return f"{mine} may not use {theirs}, see USES in tests/project/layers.py"
    if user.startswith("core/") and QT.match(what):
        return f"core is without Qt, and this is {what}"
    return None


def is_public(name):
    return name.startswith("core/") and name.endswith(".h") and "/detail/" not in name and not name.startswith(NETWORK)


def check(tree):
    found, used = [], set()
    for name in tree.files:
        mine = module(name)
        if mine and mine not in USES:
            found.append(f"{name}:1: say in USES of tests/project/layers.py what {mine} may use")
            continue
        public = is_public(name)
        for line, kind, what in tree.includes[name]:
            if module(what) and module(what) not in USES:
                continue  # is complained of at its own files
            if (name, what) in EXCEPTIONS:
                used.add((name, what))
            elif said := complaint(name, kind, what):
                found.append(f"{name}:{line}: {said}")
            if public and kind == "<" and not TORCH_OR_TBB.match(what) and not PUBLIC.match(what):
                found.append(f"{name}:{line}: a public header of core includes {what}")
        if (public or name.startswith("ui/")) and (way := tree.way_to_torch(name)):
            found.append(f"{name}:1: leads to {way[-1]}: " + " -> ".join([name, *way]))
    found += [f"{name}:1: EXCEPTIONS of tests/project/layers.py lists {what} for nothing" for name, what in EXCEPTIONS
              if name in tree.files and (name, what) not in used]
    return found


def table_faults(uses):
    """What stands in the table and is no module before the one that it is for."""
    order = list(uses)
    return [f"USES: {used} does not stand before {user}" for user in order for used in uses[user]
            if used not in ("core", "ui") and used not in order[:order.index(user)]]


def main():
    tree = Tree(pathlib.Path(sys.argv[1]))
    if not tree.files:
        sys.exit("found no source at all: is the path right?")
    found = table_faults(USES) + check(tree)
    print("\n".join(found) or f"{len(tree.files)} files keep to the layers")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
