"""How the house is laid out: folders.py ROOT prints PLACE: COMPLAINT for each, exit 1 if there are any.

- No folder of app, core or ui holds more than MOST .cpp files: one that outgrows that is split by subject.
- A folder of core or ui with more than FEW files has a README.md of at most LINES lines, and that names only what is there.
- Tests mirror the source: what tests core/eval/metrics/curves.h is tests/core/eval/metrics/curves_test.cpp. What is
  private is tested a folder higher, without the detail/; a test whose name is no file's lies where its writer found best.
"""
import collections
import pathlib
import re
import sys

MOST, FEW, LINES = 13, 5, 15
CODE = (".h", ".cpp")


def without_detail(path):
    return pathlib.PurePath(*(part for part in path.parts if part != "detail"))


def check(root):
    found = []
    folders, homes = collections.defaultdict(list), collections.defaultdict(set)
    for top in ("app", "core", "ui"):
        for path in sorted(root.glob(f"{top}/**/*")):
            if path.suffix in CODE:
                name = path.relative_to(root)
                folders[name.parent].append(name)
                homes[top, name.stem].add(without_detail(name.parent))
    for folder, files in folders.items():
        sources = sum(file.suffix == ".cpp" for file in files)
        if sources > MOST:
            found.append(f"{folder}: {sources} sources in one folder: split it by subject")
        readme = root / folder / "README.md"
        if readme.is_file():
            text = readme.read_text()
            if len(text.splitlines()) > LINES:
                found.append(f"{folder / 'README.md'}: has more than {LINES} lines")
            found += missing(root, folder, text)
        elif len(files) > FEW and folder.parts[0] != "app":
            found.append(f"{folder}: has more than {FEW} files and no README.md")
    for test in sorted(root.glob("tests/*/**/*_test.cpp")):
        name = test.relative_to(root)
        if name.parts[1] not in ("core", "ui"):
            continue
        wanted = homes.get((name.parts[1], name.stem.removesuffix("_test")), set())
        if len(wanted) == 1 and pathlib.PurePath("tests", *wanted) != pathlib.PurePath(name.parent):
            found.append(f"{name}: what it tests lies in {next(iter(wanted))}")
    return found


def missing(root, folder, text):
    """Names in `code` that are no file or folder: as seen from the README's folder, with or without suffix."""
    found = []
    for name in re.findall(r"`([a-z][a-z0-9_]*(?:/[a-z0-9_]+)*/?)`", text):
        if "_" not in name and "/" not in name:
            continue  # a word: a command, a type of the library
        places = [root / folder / name] + [root / name]
        if not any(place.is_dir() or any(place.with_suffix(suffix).is_file() for suffix in CODE) for place in places):
            found.append(f"{folder / 'README.md'}: there is no {name}")
    return found


def main():
    root = pathlib.Path(sys.argv[1])
    if not (root / "core").is_dir():
        sys.exit("found no core/: is the path right?")
    found = check(root)
    print("\n".join(found) or "every folder is as it should be")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
