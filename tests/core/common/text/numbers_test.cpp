#include "core/common/text/numbers.h"

#include <gtest/gtest.h>

#include <limits>

namespace mien {
namespace {

TEST(Numbers, AreWrittenWithAPoint) {
  EXPECT_EQ(fixedNumber(2.079441, 6), "2.079441");
  EXPECT_EQ(fixedNumber(-0.5, 0), "-0");
  EXPECT_EQ(fixedNumber(1234567.5, 1), "1234567.5");
  EXPECT_EQ(fixedNumber(std::numeric_limits<double>::max(), 1).size(), 309U + 2U);
  EXPECT_EQ(scientificNumber(0.00125, 2), "1.25e-03");
  EXPECT_EQ(shortestNumber(0.1), "0.1");
  EXPECT_EQ(shortestNumber(1e21), "1e+21");
  EXPECT_EQ(fixedNumber(std::numeric_limits<double>::quiet_NaN(), 3), "nan");
}

TEST(Numbers, HaveAsFewDigitsAsTheirTypeNeeds) {
  EXPECT_EQ(shortestNumber(0.1F), "0.1");
  EXPECT_EQ(shortestNumber(static_cast<double>(0.1F)), "0.10000000149011612");
}

TEST(Numbers, AreReadWhole) {
  EXPECT_EQ(parseReal("0.25"), 0.25);
  EXPECT_EQ(parseReal(" +1.5e-3\r\n"), 0.0015);
  EXPECT_EQ(parseReal("-7"), -7.0);
  for (const char* wrong :
       {"", " ", "1,5", "1.5 px", "0x10", "nan", "inf", "-inf", "1e999", "--1", "+-1", "+", "1.5.2"}) {
    EXPECT_FALSE(parseReal(wrong)) << wrong;
  }
  EXPECT_EQ(parseInteger(" 42 "), 42);
  EXPECT_EQ(parseInteger("+3"), 3);
  EXPECT_EQ(parseInteger("-9223372036854775808"), std::numeric_limits<long long>::min());
  for (const char* wrong : {"", "3.0", "1e3", "9223372036854775808", "12a", "+-1", "٣"}) {
    EXPECT_FALSE(parseInteger(wrong)) << wrong;
  }
}

} // namespace
} // namespace mien
