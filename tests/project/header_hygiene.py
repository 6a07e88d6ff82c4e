"""No public header may reach LibTorch or oneTBB: Qt's macros clash with theirs, and they cost 15 s a file to compile.

Follows the project's own includes from every header in core/ outside detail/ and NETWORK, and from everything in ui/.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
include = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
NETWORK = "core/model/network/"  # the network itself, for the .cpp files and detail/ headers of core
forbidden = re.compile(r"^(torch|ATen|c10|caffe2|tbb|oneapi)/")


def offence(header, path):
    """The chain of includes from `header` to a forbidden one, or None."""
    for _, name in include.findall(header.read_text()):
        if forbidden.match(name):
            return path + [name]
        target = root / name
        if target.is_file() and name not in path:
            found = offence(target, path + [name])
            if found:
                return found
    return None


headers = [h for h in root.glob("core/**/*.h")
           if "detail" not in h.parts and not h.relative_to(root).as_posix().startswith(NETWORK)]
headers += [f for f in root.glob("ui/**/*") if f.suffix in (".h", ".cpp")]
if not headers:
    sys.exit("found no header at all: is the path right?")
bad = [chain for h in headers if (chain := offence(h, [str(h.relative_to(root))]))]
for chain in bad:
    print(" -> ".join(chain))
print(f"{len(headers)} files looked at, {len(bad)} of them reach LibTorch or oneTBB")
sys.exit(1 if bad else 0)
