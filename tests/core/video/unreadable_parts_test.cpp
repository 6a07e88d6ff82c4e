#include "core/video/unreadable_parts.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(UnreadableParts, JoinsWhatTouchesAndKeepsTheRestInOrder) {
  UnreadableParts parts;
  parts.add(20, 20.3);
  parts.add(12.4, 12.6);
  parts.add(12.7, 13.1);
  ASSERT_EQ(parts.parts().size(), 2U);
  EXPECT_DOUBLE_EQ(parts.parts()[0].from, 12.4);
  EXPECT_DOUBLE_EQ(parts.parts()[0].to, 13.1);
  EXPECT_DOUBLE_EQ(parts.parts()[1].from, 20);
  parts.add(13, 20.1);
  ASSERT_EQ(parts.parts().size(), 1U);
  EXPECT_DOUBLE_EQ(parts.parts()[0].to, 20.3);
}

TEST(UnreadableParts, StaysBounded) {
  UnreadableParts parts;
  for (int i = 0; i < 5000; ++i) {
    parts.add(i, i + 0.1);
  }
  EXPECT_LE(parts.parts().size(), 1000U);
  EXPECT_DOUBLE_EQ(parts.parts().front().from, 0);
  EXPECT_DOUBLE_EQ(parts.parts().back().to, 4999.1);
}

TEST(UnreadableParts, OneThatComesLateInAFullListLeavesTheLastWhole) {
  UnreadableParts parts;
  for (int i = 1; i <= 1000; ++i) {
    parts.add(i, i + 0.1);
  }
  parts.add(0.2, 0.3); // before all others: the list is full
  EXPECT_EQ(parts.parts().size(), 1000U);
  EXPECT_DOUBLE_EQ(parts.parts().back().from, 1000);
  EXPECT_DOUBLE_EQ(parts.parts().back().to, 1000.1);
}

TEST(UnreadableParts, SaysThem) {
  const std::vector<TimeInterval> parts{{12.41, 13.08}, {20, 20.3}};
  EXPECT_EQ(unreadableText(parts), "12.4-13.1 s and 20.0-20.3 s unreadable");
  EXPECT_EQ(unreadableText({}), "");
  const std::vector<TimeInterval> many(6, {1, 2});
  EXPECT_EQ(unreadableText(many), "1.0-2.0 s, 1.0-2.0 s, 1.0-2.0 s, 1.0-2.0 s and 2 more parts unreadable");
}

} // namespace
} // namespace mien
