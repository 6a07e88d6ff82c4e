#include "core/common/text/csv_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace mien {
namespace {

TEST(CsvText, QuotesWhatWouldEndAField) {
  EXPECT_EQ(csvField("plain text"), "plain text");
  EXPECT_EQ(csvField(""), "");
  EXPECT_EQ(csvField("a,b"), "\"a,b\"");
  EXPECT_EQ(csvField("say \"ah\""), "\"say \"\"ah\"\"\"");
  EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csvField("old\rMac"), "\"old\rMac\"");
}

TEST(CsvText, EndsEachLine) {
  std::string text = "head\n";
  appendCsvLine(text, std::vector<std::string>{"1", "", "a,b"});
  EXPECT_EQ(text, "head\n1,,\"a,b\"\n");
}

} // namespace
} // namespace mien
