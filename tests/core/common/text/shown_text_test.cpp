#include "core/common/text/shown_text.h"

#include "core/common/files/read_file.h"
#include "core/common/text/shown_argument.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace mien {
namespace {

TEST(ShownText, KeepsWhatPeopleRead) {
  EXPECT_EQ(shownText("ảnh chân dung 名前 😀 \\ \"q\".jpg"), "ảnh chân dung 名前 😀 \\ \"q\".jpg");
}

TEST(ShownText, EscapesControls) {
  EXPECT_EQ(shownText("a\nb\tc\rd\x1b[31m\x7f"), "a\\nb\\tc\\rd\\x1b[31m\\x7f");
  EXPECT_EQ(shownText(std::string_view("\0", 1)), "\\x00");
  EXPECT_EQ(shownText("\xc2\x9b"), "\\xc2\\x9b"); // CSI of the C1 set
}

TEST(ShownText, EscapesWhatIsNoUtf8) {
  EXPECT_EQ(shownText("\xe9t\xe9"), "\\xe9t\\xe9");
  EXPECT_EQ(shownText("\xc0\xaf"), "\\xc0\\xaf");                   // overlong
  EXPECT_EQ(shownText("\xed\xa0\x80"), "\\xed\\xa0\\x80");          // a surrogate
  EXPECT_EQ(shownText("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80"); // beyond Unicode
  EXPECT_EQ(shownText("\xe2\x82"), "\\xe2\\x82");                   // cut short
}

TEST(ShownArgument, IsReadByAShellAsThePathItStandsFor) {
  EXPECT_EQ(shownArgument("saved/run-1"), "saved/run-1");
  EXPECT_EQ(shownArgument("saved/cảm xúc"), "'saved/cảm xúc'");
  EXPECT_EQ(shownArgument("-run"), "./-run");
  EXPECT_EQ(shownArgument("-a\xE9"), "$'./-a\\xe9'");
  for (const std::string path :
       {"saved/run-1", "a b", "it's", "a$HOME`x`\"y\"", "a\\b*?", "-run", "(1)", "~/x", "a;b&c|d",
        "donn\xe9"
        "es\n x'\\y"}) {
    // bash prints what it has understood.
    const std::string script = "printf %s " + shownArgument(path);
    const test::TempFolder folder;
    folder.write("script", script);
    ASSERT_EQ(
        std::system(("bash '" + (folder / "script").string() + "' > '" + (folder / "out").string() + "'").c_str()), 0);
    const std::string understood = readFile(folder / "out");
    EXPECT_EQ(understood.starts_with("./-") ? understood.substr(2) : understood, path);
  }
}

} // namespace
} // namespace mien
