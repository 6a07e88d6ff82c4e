#include "app/commands/live_bench/live_bench_report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace mien::cli {
namespace {

TEST(LiveBenchReport, TakesTheNearestRank) {
  EXPECT_EQ(percentile({}, 0.5), 0);
  EXPECT_EQ(percentile({7}, 0.95), 7);
  EXPECT_EQ(percentile({4, 1, 3, 2}, 0.5), 2);
  std::vector<double> hundred;
  for (int i = 100; i >= 1; --i) {
    hundred.push_back(i);
  }
  EXPECT_EQ(percentile(hundred, 0.95), 95);
  EXPECT_EQ(percentile(hundred, 1), 100);
}

TEST(LiveBenchReport, SaysTheSameInBothForms) {
  LiveBenchReport report;
  report.analysedPerSecond = 27.25;
  report.latency = {10, 20, 30};
  report.cpu = 0.5;
  std::ostringstream text;
  printReport(report, text);
  EXPECT_NE(text.str().find("analysed       27.2 frames/s\n"), std::string::npos) << text.str();
  EXPECT_NE(text.str().find("latency        p50   20.0 ms   p95   30.0 ms"), std::string::npos) << text.str();
  EXPECT_NE(text.str().find("CPU            50 % of one core\n"), std::string::npos) << text.str();
  const auto json = nlohmann::json::parse(reportJson(report));
  EXPECT_EQ(json["analysed_per_second"], 27.25);
  EXPECT_EQ(json["latency_ms"]["p95"], 30);
  EXPECT_EQ(json["cpu_of_one_core"], 0.5);
}

} // namespace
} // namespace mien::cli
