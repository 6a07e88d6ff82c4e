"""Plants one violation after another and looks whether locale_lint.py finds each, and nothing in what is right."""
import pathlib
import subprocess
import sys
import tempfile

LINT = pathlib.Path(__file__).with_name("locale_lint.py")

WRONG = [
    r'void f(double x) { std::printf("%f", x); }',
    r'void f(double x) { std::snprintf(text, sizeof text, "%d %s %-8.3g|", 1, "a", x); }',
    r'void f(double x) { fprintf(stderr, "%d\n"' + "\n" + r'  "%6.1e", 1, x); }',
    r'void f(double x) { QString::asprintf("%+.*f", 3, x); }',
    r'void f(double x) { cv::putText(image, cv::format("%.2f", x), at, font, 1, color); }',
    r'[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...);',
    r'double f(const std::string& s) { return std::stod(s); }',
    r'double f(const char* s) { return strtod(s, nullptr); }',
    r'double f(const char* s) { return ::atof(s); }',
    r'void f(const char* s, double& x) { std::sscanf(s, "%lf", &x); }',
    r'std::string f() { return std::to_string(0.5); }',
    r'std::string f(double rate) { return std::to_string(rate); }',
    r'std::string f(const Config& config) { return std::to_string(config.learningRate / 3.0); }',
    r'std::string f(const Shared& s) { return std::to_string(s.onlyInTheHeader); }',
    r'std::string f(int x) { return std::to_string(static_cast<double>(x)); }',
    r'char f(char c) { return std::tolower(c); }',
    r'char f(char c) { return toupper(c); }',
    r'auto f(std::string& s) { std::transform(s.begin(), s.end(), s.begin(), [](char c) { return ::tolower(c); }); }',
    r'auto f(std::string& s) { std::transform(s.begin(), s.end(), s.begin(), ::toupper); }',
    r'bool f(char c) { return std::isalpha(c) != 0; }',
    r'bool f(char c) { return isspace(c); }',
    r'void f(std::ostream& out, double x) { out << "x " << x << std::endl; }',
    r'void f() { std::cout << 0.5; }',
    r'void f(std::ofstream& out, float x) { out << std::setprecision(3) << text(x); }',
    r'void f() { std::ifstream file("a"); double x = 0; file >> x; }',
    r'void f() { std::setlocale(LC_ALL, ""); }',
    r'void f() { std::locale::global(std::locale("")); }',
    r'bool f(const char* a, const char* b) { return strcoll(a, b) < 0; }',
    r'void f() { std::strftime(text, 9, "%d %b", &parts); }',
    r'std::string f(double x) { return fmt::format("{:.2Lf}", x); }',
]

RIGHT = [
    r'// std::printf("%f", x), std::stod, std::tolower',
    r'/* setlocale(LC_ALL, "") */ const char* text = "std::stod(x)";',
    r'void f(int x) { std::printf("%d of %5zu, 100 %% of %s\n", x, n, name); }',
    r'void f(double x) { fmt::print("{:.3f}", x); std::fputs(fmt::format("{:9.4f} %f", x).c_str(), stdout); }',
    r'std::string f(int count) { return std::to_string(count) + std::to_string(list.size()); }',
    r'std::string f(double share) { return std::to_string(std::lround(100 * share)); }',
    r'QString f(const QString& s) { return s.toLower(); }',
    r'bool f(QChar c) { return c.isDigit() || c.isSpace(); }',
    r'char f(char c) { return asciiLower(c); }',
    r'void f(std::ostream& out, int x) { out << x << fixedNumber(0.5, 1) << fmt::format("{}", 0.5); }',
    r'void f(double x) { QVector<double> values; values << x << 0.5; }',
    r'void f() { const char* parts = "a % f b"; std::strftime(text, 9, "%Y-%m-%dT%H:%M:%S%z", &parts); }',
    r'void f() { tr("%1 % full").arg(x); }',
    r'constexpr auto kMask = 1U << 3U; const char kEscape = ' + "'\"'" + r'; const char* url = "http://a";',
]


def lint(code):
    with tempfile.TemporaryDirectory() as folder:
        for part, content in (("core/a.cpp", code), ("core/a.h", "struct Shared { double onlyInTheHeader = 0; };"),
                              ("core/common/text/place.cpp", 'void f() { std::setlocale(LC_NUMERIC, "C"); }')):
            file = pathlib.Path(folder, part)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(code if part == "core/a.cpp" else content)
        run = subprocess.run([sys.executable, LINT, folder], capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr


failures = [f"not found: {code}" for code in WRONG if lint(code)[0] != 1 or "core/a.cpp:1: " not in lint(code)[1]]
failures += [f"found in what is right: {code}\n{lint(code)[1]}" for code in RIGHT if lint(code)[0] != 0]
print("\n".join(failures) or f"{len(WRONG)} planted violations found, {len(RIGHT)} right lines left alone")
sys.exit(1 if failures else 0)
