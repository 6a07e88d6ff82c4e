#!/usr/bin/env python3
"""Every name in braces of a Message has a value, and every value has its place: messages.py ROOT

Also says what a translator would stumble over: values that are put together out of English words around a name.
--list prints the texts, one a line, as a translation would be looked up by.
"""
import pathlib
import re
import sys

START = re.compile(r"\bMessage(?: \w+)?\((?=\s*\")")
LITERAL = re.compile(r'\s*"((?:[^"\\]|\\.)*)"')
PLACE = re.compile(r"\{(\w+)\}")


def closed(text, start):
    """The index behind the bracket that closes the one at `start`."""
    depth, at = 0, start
    while at < len(text):
        if text[at] == '"':
            at += 1
            while text[at] != '"':
                at += 2 if text[at] == "\\" else 1
        elif text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise ValueError("a bracket is never closed")


def messages(source):
    """(line, text, names of its values) of each Message with a literal."""
    for match in START.finditer(source):
        end = closed(source, match.end() - 1)
        at, text = match.end(), ""
        while literal := LITERAL.match(source, at, end):
            text += literal[1]
            at = literal.end()
        inner, names, depth = source[at:end], [], 0
        # Only the names of this Message: those of one among the values are two brackets deeper.
        for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[(\[{]|[)\]}]', inner):
            if token[0] in "([{":
                depth += 1
            elif token[0] in ")]}":
                depth -= 1
            elif depth == 2 and inner[:token.start()].rstrip().endswith("{"):
                names.append(token[0][1:-1])
        yield source.count("\n", 0, match.start()) + 1, text, names


def faults(name, source):
    for line, text, names in messages(source):
        places = PLACE.findall(text)
        for missing in dict.fromkeys(place for place in places if place not in names):
            yield f'{name}:{line}: {{{missing}}} has no value in Message("{text}")'
        for unused in dict.fromkeys(value for value in names if value not in places):
            yield f'{name}:{line}: the value "{unused}" has no place in Message("{text}")'
        if len(set(names)) < len(names):
            yield f'{name}:{line}: two values of one name in Message("{text}")'


def main():
    root = pathlib.Path(sys.argv[1])
    files = [path for part in ("app", "core", "ui") for path in sorted((root / part).rglob("*"))
             if path.suffix in (".cpp", ".h") and path.name != "message.h"]
    sources = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}
    if "--list" in sys.argv:
        print(*sorted({text for source in sources.values() for _, text, _ in messages(source)}), sep="\n")
        return
    found = [fault for name, source in sources.items() for fault in faults(name, source)]
    count = sum(1 for source in sources.values() for _ in messages(source))
    if not count:
        sys.exit("no Message anywhere: this looks at the wrong place")
    print("\n".join(found) if found else f"{count} messages have a place for each of their values")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
