"""What a message of the command line advises can be done: every --option that a text of app/ or core/ names is one of
the commands that can say it, and every "mien-cli COMMAND --option", in the README as well, is one that there is.

    advice.py ROOT MIEN_CLI        prints FILE:LINE: COMPLAINT for each; exit 1 if there are any
"""
import pathlib
import re
import subprocess
import sys

# Which commands say what stands in a file (a folder counts for all in it); all of them must know the option.
SAID_BY = {
    "app/main_cli.cpp": [],
    "app/main_gui.cpp": [],  # the window has its own
    "app/commands/evaluate/calibrate.cpp": ["calibrate"],
    "app/commands/options/holdout_options.cpp": ["info", "train", "evaluate", "calibrate"],
    "app/commands/demo.cpp": ["demo"],
    "app/commands/evaluate/evaluate.cpp": ["evaluate"],
    "app/commands/info.cpp": ["info"],
    "app/commands/live_bench/live_bench.cpp": ["live-bench"],
    "app/commands/make_demo_data.cpp": ["make-demo-data"],
    "app/commands/options/model_options.cpp": ["predict", "evaluate", "calibrate"],
    "app/commands/options/output_check.cpp": ["predict", "evaluate", "calibrate"],
    "app/commands/options/output_check.h": ["predict", "evaluate", "calibrate"],
    "app/commands/predict/predict.cpp": ["predict"],
    "app/commands/predict/predict_run.cpp": ["predict"],
    "app/commands/train/train.cpp": ["train"],
    "app/commands/train/train_progress.cpp": ["train"],
    "core/demo/demo_data.cpp": ["make-demo-data"],
    "core/eval/calibrate_file.cpp": ["calibrate"],
    "core/eval/evaluator.cpp": ["evaluate", "calibrate"],
    "core/face/detectors/detail/yunet_detector.cpp": ["predict", "live-bench"],
    "core/train/": ["train"],
}
# Options of one command that is not the only one to say it, or of none on purpose.
EXCEPT = {
    ("app/commands/options/output_check.cpp", "--annotate"): ["predict"],
    ("app/commands/evaluate/evaluate.cpp", "--plots"): [],  # taken without a word, for scripts of before
    ("app/main_cli.cpp", "--version"): [],
}

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")
COMMAND = re.compile(r"mien-cli ([a-z][a-z-]*)([^`\n]*)")
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)


def literals(text):
    """(line, text) of each literal; those that only blanks stand between are one."""
    found, end = [], -1
    for match in TOKEN.finditer(text):
        if not match.group().startswith('"'):
            continue
        value = match.group()[1:-1]
        if found and end >= 0 and not text[end:match.start()].strip():
            found[-1][1] += value
        else:
            found.append([text.count("\n", 0, match.start()) + 1, value])
        end = match.end()
    return found


def options_of(cli):
    help_text = subprocess.run([cli, "--help"], capture_output=True, text=True, check=True).stdout
    names = re.findall(r"^  ([a-z][a-z-]+)\s", help_text.split("Subcommands:")[-1], re.M)
    texts = {name: subprocess.run([cli, name, "--help"], capture_output=True, text=True, check=True).stdout
             for name in names}
    return {name: set(re.findall(r"^\s+(?:-\w,)?(--[a-z][a-z0-9-]*)", text, re.M)) for name, text in texts.items()}


def sayers(name):
    for place, commands in SAID_BY.items():
        if name == place or (place.endswith("/") and name.startswith(place)):
            return commands
    return None


def complaints(name, text, options):
    """Of the texts of one file."""
    found = []
    for line, literal in literals(text):
        named = set()
        for match in COMMAND.finditer(literal):
            command, rest = match.groups()
            said = OPTION.findall(rest)
            named.update(said)
            if command not in options:
                if said:
                    found.append(f"{name}:{line}: there is no command {command}")
                continue
            found += [f"{name}:{line}: mien-cli {command} has no {option}" for option in said
                      if option not in options[command]]
        for option in OPTION.findall(literal):
            if option in named:
                continue
            commands = EXCEPT.get((name, option), sayers(name))
            if commands is None:
                found.append(f"{name}:{line}: say in SAID_BY of tests/project/advice.py which commands say this: {option}")
                continue
            found += [f"{name}:{line}: mien-cli {command} says this and has no {option}" for command in commands
                      if option not in options[command]]
    return found


def readme_complaints(name, text, options):
    found = []
    for match in COMMAND.finditer(text):
        command, rest = match.groups()
        line = text.count("\n", 0, match.start()) + 1
        if command in options:
            found += [f"{name}:{line}: mien-cli {command} has no {option}" for option in OPTION.findall(rest)
                      if option not in options[command]]
    return found


def main():
    root, cli = pathlib.Path(sys.argv[1]), sys.argv[2]
    options = options_of(cli)
    if len(options) < 8 or any("--help" not in known for known in options.values()):
        sys.exit(f"the help texts could not be read: {options}")
    # The check itself must notice.
    for wrong in ('f("use --nonsense");', 'f("run mien-cli train " "--nonsense 3");', 'f("mien-cli nonsense --data x");'):
        if not complaints("app/commands/train/train.cpp", wrong, options):
            sys.exit(f"not noticed: {wrong}")
    if complaints("app/commands/train/train.cpp", 'f("a -- b, --lr or mien-cli evaluate --split test"); // --nonsense', options):
        sys.exit("what is right is complained of")

    found = []
    for folder in ("app", "core"):
        for file in sorted(root.glob(f"{folder}/**/*")):
            if file.suffix in (".h", ".cpp"):
                found += complaints(file.relative_to(root).as_posix(), file.read_text(), options)
    found += readme_complaints("README.md", (root / "README.md").read_text(), options)
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
