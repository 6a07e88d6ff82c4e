#include "core/eval/metrics/latency.h"

#include <gtest/gtest.h>

#include <vector>

namespace mien {
namespace {

TEST(Latency, TakesMedianAndPercentileOfUnsortedTimes) {
  const LatencyStats stats = summarizeLatency({5, 1, 4, 2, 3});
  EXPECT_EQ(stats.calls, 5U);
  EXPECT_DOUBLE_EQ(stats.medianMs, 3);
  EXPECT_DOUBLE_EQ(stats.p95Ms, 4.8); // numpy.percentile([1, 2, 3, 4, 5], 95)
}

TEST(Latency, InterpolatesTheMedianOfAnEvenCount) { EXPECT_DOUBLE_EQ(summarizeLatency({4, 1, 2, 3}).medianMs, 2.5); }

TEST(Latency, FindsAnyPercentile) {
  const std::vector<double> sorted{1, 2, 4, 8, 16};
  EXPECT_DOUBLE_EQ(percentile(sorted, 0), 1);
  EXPECT_DOUBLE_EQ(percentile(sorted, 0.6), 5.6); // numpy.percentile(sorted, 60)
  EXPECT_DOUBLE_EQ(percentile(sorted, 1), 16);
  EXPECT_EQ(percentile({}, 0.5), 0);
}

TEST(Latency, HandlesOneTimeAndNone) {
  EXPECT_DOUBLE_EQ(summarizeLatency({7}).p95Ms, 7);
  EXPECT_EQ(summarizeLatency({}).calls, 0U);
}

} // namespace
} // namespace mien
