#include "core/common/error.h"
#include "core/common/text/message.h"

#include <gtest/gtest.h>

#include <limits>

namespace mien {
namespace {

TEST(Message, PutsItsValuesIntoTheText) {
  const Message message(
      "'{file}' has {count} of {wanted} images, {share} of all; see '{file}'.",
      {{"file", "a.csv"}, {"count", 3}, {"wanted", std::size_t{35710}}, {"share", Message::Real{0.5, 2}}});
  EXPECT_EQ(message.english(), "'a.csv' has 3 of 35710 images, 0.50 of all; see 'a.csv'.");
  EXPECT_EQ(Message("{x}", {{"x", Message::Real{0.1, -1}}}).english(), "0.1"); // the fewest digits
  EXPECT_EQ(Message("{x}", {{"x", std::numeric_limits<std::int64_t>::min()}}).english(), "-9223372036854775808");
}

TEST(Message, LeavesBracesInValuesAndUnknownNamesAlone) {
  EXPECT_EQ(Message("'{file}'", {{"file", "{count}"}, {"count", 3}}).english(), "'{count}'");
  EXPECT_EQ(Message("a {b} c", {{"x", 1}}).english(), "a {b} c");
  EXPECT_EQ(Message("{} { {x", {{"x", 1}}).english(), "{} { {x");
  EXPECT_EQ(Message::verbatim("{text} 100 % {").english(), "{text} 100 % {");
}

TEST(Message, HoldsOthers) {
  const Message inner("it is cut short after {bytes} bytes", {{"bytes", 12}});
  const Message outer("Cannot read '{file}': {problem}.", {{"file", "w.pth"}, {"problem", inner}});
  EXPECT_EQ(outer.english(), "Cannot read 'w.pth': it is cut short after 12 bytes.");
  EXPECT_EQ(outer.text(), "Cannot read '{file}': {problem}."); // what a translation is looked up by
  EXPECT_TRUE(Message().empty());
  EXPECT_EQ(Message().english(), "");
}

TEST(Message, IsWhatAnErrorSays) {
  const Error error(ErrorKind::NotFound, Message("There is no file '{file}'.", {{"file", "x"}}));
  const Error copy = error; // NOLINT: an exception is copied when it is passed on
  EXPECT_STREQ(copy.what(), "There is no file 'x'.");
  EXPECT_EQ(copy.message().text(), "There is no file '{file}'.");
  EXPECT_EQ(copy.message().values().at(0).name, "file");
}

} // namespace
} // namespace mien
