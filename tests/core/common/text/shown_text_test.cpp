#include "core/common/text/shown_text.h"

#include <gtest/gtest.h>

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

} // namespace
} // namespace mien
