#include "core/common/text/ascii.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(Ascii, LowersLettersAndNothingElse) {
  EXPECT_EQ(asciiLower("VIDEO.TIF [@Z]"), "video.tif [@z]");
  EXPECT_EQ(asciiLower("ẢNH İI ÉTÉ"), "Ảnh İi ÉtÉ");
}

TEST(Ascii, ComparesWithoutCapitals) {
  EXPECT_TRUE(equalIgnoringCase("VALID", "valid"));
  EXPECT_FALSE(equalIgnoringCase("valid", "valid "));
  EXPECT_FALSE(equalIgnoringCase("[", "{")); // 0x20 apart, as 'A' and 'a' are
}

TEST(Ascii, TrimsAllBlanks) {
  EXPECT_EQ(trimmed(" \t\r\n\v\fa b\n"), "a b");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(trimmed(""), "");
}

} // namespace
} // namespace mien
