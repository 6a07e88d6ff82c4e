#!/usr/bin/env python3
"""clang-tidy over every source of app/, core/ and ui/ in minutes: lint.py [BUILD]    (default .build/dev)

Most of a file's time goes into the headers of LibTorch and Qt. Therefore all files of one kind are included into one,
which clang-tidy reads once. Names of unnamed namespaces meet there, which the compiler complains of; that is left out,
as are errors of clang in LibTorch's own headers: GCC's warnings are errors in the build anyway. So that nothing can go
unread unnoticed (clang gives up at a missing header), each of them ends with two faults that must be found.
Exit status: 0 nothing to say, 1 something, 2 it could not be done.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TORCH = re.compile(r'#include "?<?(torch|ATen|c10)/|tensor_state|infer/detail/fold|efficientnet|fast_layers')
PLANTED = "namespace mien {\nint* Planted_Name() { return 0; }\n} // namespace mien\n"
PLANTED_CHECKS = {"readability-identifier-naming", "modernize-use-nullptr"}
FOUND = re.compile(r"^(\S+?):\d+:\d+: (?:warning|error): .*\[([\w.,-]+)\]$")


def kind(path):
    part = path.relative_to(ROOT).parts[0]
    return "torch" if part == "core" and TORCH.search(path.read_text(encoding="utf-8")) else part


def groups(build):
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ("app", "core", "ui"):
            found.setdefault(kind(path), {})[path] = entry
    return found


def command(entry, source):
    """Of the entry, for `source`. GCC's precompiled header beside cmake_pch.hxx would stop clang: a copy has none."""
    words = shlex.split(entry["command"])
    for at, word in enumerate(words):
        if word.endswith(".cpp"):
            words[at] = os.fspath(source)
        elif word.endswith("cmake_pch.hxx"):
            words[at] = os.fspath(source.with_name("headers.hxx"))
            if pathlib.Path(word).is_file():
                shutil.copy(word, words[at])
    return shlex.join(words)


def lint(name, files, folder):
    """What clang-tidy says about `files`: lines, or nothing when the planted faults were not found."""
    planted = folder / name / "core" / "planted.cpp"
    planted.parent.mkdir(parents=True)
    planted.write_text(PLANTED)
    source = folder / name / "all.cpp"
    source.write_text("".join(f'#include "{path}"\n' for path in [*sorted(files), planted]))
    # The entry with the most include folders can read the others' files, too.
    entry = max(files.values(), key=lambda entry: len(entry["command"]))
    (folder / name / "compile_commands.json").write_text(
        json.dumps([{"directory": entry["directory"], "file": os.fspath(source), "command": command(entry, source)}]))
    run = subprocess.run(["clang-tidy", "-p", folder / name, f"--config-file={ROOT / '.clang-tidy'}", "--quiet",
                          "--extra-arg=-Wno-everything", "--extra-arg=-ferror-limit=0", source],
                         capture_output=True, text=True, check=False)
    said, checks = [], set()
    for line in run.stdout.splitlines():
        match = FOUND.match(line)
        if not match or "clang-diagnostic" in match[2]:
            continue
        path = pathlib.Path(match[1])
        if path == planted:
            checks |= set(match[2].split(","))
        elif path.is_relative_to(ROOT):
            said.append(os.path.relpath(line, ROOT) if line.startswith(os.fspath(ROOT)) else line)
    if not PLANTED_CHECKS <= checks:
        print(run.stdout[-4000:], run.stderr[-4000:], sep="\n", file=sys.stderr)
        return None
    return said


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/dev").resolve()
    if not (build / "compile_commands.json").is_file():
        sys.exit(f"'{build}' has no compile_commands.json: configure it first (packaging/build.sh dev)")
    status = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = groups(build)
        names = sorted(found, key=lambda name: -len(found[name]))
        said = pool.map(lint, names, [found[name] for name in names], [pathlib.Path(folder)] * len(names))
        for name, lines in zip(names, said):
            if lines is None:
                print(f"clang-tidy could not read the files of '{name}' to their end", file=sys.stderr)
                status = 2
                continue
            print(f"{name}: {len(found[name])} files, {len(lines)} remarks")
            print("".join(line + "\n" for line in sorted(set(lines))), end="")
            status = max(status, 1 if lines else 0)
    sys.exit(status)


main()
