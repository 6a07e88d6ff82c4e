#include "core/data/class_counts.h"

#include "tests/support/shared_files.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace mien {

namespace {

using testing::ElementsAre;

// The real FER+ set, which is no part of the project.
std::filesystem::path sharedFerplus() { return test::sharedFile("data/ferplus"); }

std::size_t total(const std::array<std::size_t, kEmotionCount>& row) {
  return std::accumulate(row.begin(), row.end(), std::size_t{0});
}

TEST(FerplusCounts, AreThePublishedOnes) {
  if (!std::filesystem::exists(sharedFerplus())) {
    GTEST_SKIP() << sharedFerplus() << " is not here";
  }
  const Dataset dataset = loadDataset(sharedFerplus());
  EXPECT_THAT(dataset.summary.images, ElementsAre(28558U, 3579U, 500U));
  const ClassCounts majority = countClasses(dataset, LabelPolicy::Majority, 8);
  EXPECT_THAT(majority[0], ElementsAre(8733U, 7284U, 3136U, 3022U, 2098U, 116U, 536U, 120U));
  EXPECT_THAT(majority[1], ElementsAre(1180U, 862U, 411U, 348U, 289U, 25U, 60U, 16U));
  const ClassCounts soft = countClasses(dataset, LabelPolicy::Soft, 8);
  EXPECT_EQ(total(soft[0]), 28056U);
  EXPECT_EQ(total(soft[1]), 3521U);
}

} // namespace

} // namespace mien
