#include "core/common/text/numeric_locale.h"

#include "core/common/text/ascii.h"
#include "core/common/text/numbers.h"
#include "tests/support/user_locale.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

namespace mien {
namespace {

std::string printed(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", value);
  return text.data();
}

TEST(NumericLocale, GivesThePointBack) {
  for (const char* name : {"de_DE", "vi_VN", "tr_TR"}) {
    const test::UserLocale user(name);
    if (!user.active()) {
      GTEST_SKIP() << "the tests were built without localedef (Debian: locales)";
    }
    ASSERT_EQ(printed(0.5), "0,500") << name;
    resetNumericLocale();
    EXPECT_EQ(printed(0.5), "0.500") << name;
  }
}

// Without the belt: on their own.
TEST(NumericLocale, OurNumbersAndLettersNeedNoReset) {
  for (const char* name : {"de_DE", "vi_VN", "tr_TR"}) {
    const test::UserLocale user(name);
    EXPECT_EQ(fixedNumber(1234567.5, 2), "1234567.50") << name;
    EXPECT_EQ(scientificNumber(0.00125, 2), "1.25e-03") << name;
    EXPECT_EQ(shortestNumber(0.1), "0.1") << name;
    EXPECT_EQ(parseReal("0.5"), 0.5) << name;
    EXPECT_EQ(parseReal("0,5"), std::nullopt) << name;
    EXPECT_EQ(asciiLower("DISGUST.TIF"), "disgust.tif") << name;
    EXPECT_TRUE(equalIgnoringCase("VALID", "valid")) << name;
  }
}

} // namespace
} // namespace mien
