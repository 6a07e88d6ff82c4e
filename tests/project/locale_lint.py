"""Numbers and letters in files must not depend on the locale of the user: 0,5 under de_DE, "DISGUST" under tr_TR.

Looks through core/, app/ and ui/ for what follows the C or the C++ locale: printf and scanf of reals, std::stod,
std::to_string and streams of reals, std::tolower and its kin, setlocale. What to take instead is in core/common/text.

    locale_lint.py ROOT        prints FILE:LINE: COMPLAINT for each; exit 1 if there are any
"""
import pathlib
import re
import sys

# The one place that does such things on purpose.
EXEMPT = "core/common/text/"

NUMBERS = "; see core/common/text/numbers.h, or fmt"
REAL_CONVERSION = re.compile(r"%[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?[lLhjzt]*[aAeEfFgG]")
PRINTF = re.compile(r"\b(?:\w*printf\w*|cv::format)\s*\(")
PRINTF_WRAPPER = re.compile(r"gnu::format\s*\(\s*printf|__attribute__\s*\(\s*\(\s*format")
LETTERS = r"(?:tow?(?:lower|upper)|isw?(?:alpha|alnum|digit|xdigit|space|upper|lower|punct|print|cntrl|graph|blank))"
SIMPLE = [
    (re.compile(r"\b(?:v?[fs]?n?w?scanf)\s*\("), "scanf reads numbers in the user's locale" + NUMBERS),
    (re.compile(r"\b(?:stod|stof|stold|strtod|strtof|strtold|wcstod|atof)\s*\("),
     "this reads numbers in the user's locale; parseReal() does not"),
    (re.compile(rf"(?<![.\w>:])(?:std::|::)?{LETTERS}\s*\(|(?<!\w)(?:std)?::{LETTERS}\b"),
     "letters follow the user's locale here; see core/common/text/ascii.h"),
    (re.compile(r"\bstd::(?:setprecision|scientific|hexfloat|defaultfloat|put_money|put_time)\b|<<\s*std::fixed\b"),
     "a stream writes numbers in a locale" + NUMBERS),
    (re.compile(r"\b(?:setlocale|uselocale|newlocale)\s*\(|\bstd::locale\b|\.imbue\s*\("),
     "the locale is set in core/common/text/numeric_locale.cpp only"),
    (re.compile(r"\b(?:strcoll|strxfrm|wcscoll)\s*\("), "this sorts by the user's locale"),
]
STRFTIME = re.compile(r'strftime\s*\([^;]*"[^"]*%[EO]?[aAbBcpPrxXhZ]', re.S)
LOCALE_FLAG = re.compile(r"\{[^{}\"]*:[^{}\"]*L[eEfFgGaA]?\}")
REAL_NAME = re.compile(r"\b(?:double|float)\s+(?:const\s+)?&?\s*(\w+)\s*(?=[;=,){\[])")
WHOLE_NAME = re.compile(r"\b(?:int|long|short|unsigned|char|bool|size_t|u?int\d+_t|string|QString|string_view)\s+&?"
                        r"(\w+)\s*(?=[;=,){\[])")
REAL_VALUE = re.compile(r"(?<![\w.])\d+\.\d*(?:[eE][-+]?\d+)?[fFlL]?|static_cast<\s*(?:double|float)\s*>")
STREAM_NAME = re.compile(r"\bstd::\w*stream\s*&?\s*(\w+)")
STREAMING = re.compile(r"(?<![\w.>])(std::c\w+|\w+)\s*((?:<<|>>)[^;{}]*)(?=;)")
OPERAND = re.compile(r"(?:<<|>>)\s*((?:[\w.:]|->|static_cast<\s*\w+\s*>\([^()]*\))+)\s*(?=<<|>>|$)")
TO_WHOLE = re.compile(r"^\s*(?:static_cast<\s*(?:int|long|unsigned|std::\w+|q\w+)[^>]*>|std::l?lround|cvRound|qRound|"
                      r"std::ssize)")


def without_comments(text):
    """The same text, comments blanked, so that lines and columns stay; and the same with texts in quotes blanked, too."""
    code, bare = [], []
    token = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|.', re.S)
    for match in token.finditer(text):
        part = match.group()
        blank = re.sub(r"[^\n]", " ", part)
        comment = part.startswith(("//", "/*"))
        quoted = len(part) > 1 and not comment
        code.append(blank if comment else part)
        bare.append(blank if comment or quoted else part)
    return "".join(code), "".join(bare)


def call(code, start):
    """What stands between the parenthesis before `start` and the one that closes it."""
    depth, quoted, at = 1, False, start
    while at < len(code) and depth > 0:
        letter = code[at]
        if quoted:
            at += letter == "\\"
            quoted = letter != '"'
        elif letter == '"':
            quoted = True
        else:
            depth += (letter == "(") - (letter == ")")
        at += 1
    return code[start:at - 1]


def reals_in(bare):
    return set(REAL_NAME.findall(bare)) - set(WHOLE_NAME.findall(bare))


def is_real(expression, reals):
    """A guess: a literal with a point, or a variable that is nowhere anything but a real."""
    if TO_WHOLE.match(expression):
        return False
    last = re.search(r"(\w+)\s*$", expression)
    return bool(REAL_VALUE.search(expression)) or bool(last and last.group(1) in reals)


def complaints(text, shared_reals):
    code, bare = without_comments(text)
    reals = (shared_reals | reals_in(bare)) - set(WHOLE_NAME.findall(bare))
    found = []

    def complain(at, what):
        found.append((code.count("\n", 0, at) + 1, what))

    for match in PRINTF.finditer(code):
        if re.search(r"fmt::$", code[:match.start()]):
            continue
        for literal in re.findall(r'"((?:\\.|[^"\\])*)"', call(code, match.end())):
            if REAL_CONVERSION.search(literal.replace("%%", "")):
                complain(match.start(), "printf writes reals in the user's locale" + NUMBERS)
    for match in PRINTF_WRAPPER.finditer(code):
        complain(match.start(), "a printf of its own hides reals in the user's locale" + NUMBERS)
    for pattern, what in SIMPLE:
        for match in pattern.finditer(bare):
            complain(match.start(), what)
    for match in STRFTIME.finditer(code):
        complain(match.start(), "names of days and months follow the user's locale")
    for match in re.finditer(r'"(?:\\.|[^"\\\n])*"', code):
        if LOCALE_FLAG.search(match.group()):
            complain(match.start(), "{:L} formats in the user's locale")
    for match in re.finditer(r"\bto_string\s*\(", bare):
        if is_real(call(bare, match.end()), reals):
            complain(match.start(), "std::to_string is printf: reals in the user's locale" + NUMBERS)
    streams = {"std::cout", "std::cerr", "std::clog", *STREAM_NAME.findall(bare)}
    for statement in STREAMING.finditer(bare):
        if statement.group(1) in streams:
            for operand in OPERAND.finditer(statement.group(2)):
                if is_real(operand.group(1), reals):
                    complain(statement.start(1), "a stream reads and writes reals in a locale" + NUMBERS)
    return sorted(found)


def main():
    root = pathlib.Path(sys.argv[1])
    files = sorted(f for part in ("core", "app", "ui") for f in (root / part).rglob("*") if f.suffix in (".h", ".cpp"))
    if not files:
        sys.exit("found no source at all: is the path right?")
    shared = set()
    wholes = set()
    for file in files:
        if file.suffix == ".h":
            bare = without_comments(file.read_text())[1]
            shared |= set(REAL_NAME.findall(bare))
            wholes |= set(WHOLE_NAME.findall(bare))
    bad = 0
    for file in files:
        name = file.relative_to(root).as_posix()
        if not name.startswith(EXEMPT):
            for line, what in complaints(file.read_text(), shared - wholes):
                print(f"{name}:{line}: {what}")
                bad += 1
    print(f"{len(files)} files looked at, {bad} places depend on the locale")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
