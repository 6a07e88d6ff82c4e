#!/usr/bin/env python3
"""Lines and branches by module, and the errors never thrown: coverage_table.py FILE, as gcovr --json writes it."""
import collections
import json
import pathlib
import re
import sys

# How the code reports an error: by a throw, or by a function that does nothing but throw.
ERROR = re.compile(r"\bthrow\b\s+\w|\b(?:refuse\w*|fail|damaged|diverged|notUsable)\(")


def module(file):
    """core/eval, ui/charts, app: what stands directly below core and ui."""
    parts = pathlib.PurePath(file).parts
    return parts[0] if parts[0] == "app" or len(parts) < 3 else "/".join(parts[:2])


class Count:
    def __init__(self):
        self.lines, self.lines_run, self.branches, self.branches_run = 0, 0, 0, 0

    def add(self, line):
        self.lines += 1
        self.lines_run += line["count"] > 0
        self.branches += len(line["branches"])
        self.branches_run += sum(branch["count"] > 0 for branch in line["branches"])

    def row(self, name):
        def share(part, whole):
            return f"{100 * part / whole:5.1f} %" if whole else "      -"
        return (f"{name:20} {share(self.lines_run, self.lines)} of {self.lines:6} lines   "
                f"{share(self.branches_run, self.branches)} of {self.branches:6} branches")


def main():
    modules, everything, unseen = collections.defaultdict(Count), Count(), []
    for entry in json.loads(pathlib.Path(sys.argv[1]).read_text())["files"]:
        text = pathlib.Path(entry["file"]).read_text().splitlines()
        for line in entry["lines"]:
            if line.get("gcovr/noncode"):
                continue
            modules[module(entry["file"])].add(line)
            everything.add(line)
            source = text[line["line_number"] - 1].strip()
            if line["count"] == 0 and ERROR.search(source):
                unseen.append(f"{entry['file']}:{line['line_number']}: {source}")
    for name in sorted(modules):
        print(modules[name].row(name))
    print(everything.row("all"))
    print(f"\nErrors that no test has seen ({len(unseen)}):")
    print("\n".join(unseen))


if __name__ == "__main__":
    main()
