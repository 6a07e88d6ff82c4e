#include "app/commands/live_bench/live_bench_report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace mien::cli {
namespace {

TEST(LiveBenchReport, SaysTheSameInBothForms) {
  LiveBenchReport report;
  report.analysedPerSecond = 27.25;
  report.latency = {30, 10, 20};
  report.cpu = 0.5;
  std::ostringstream text;
  printReport(report, text);
  EXPECT_NE(text.str().find("analysed       27.2 frames/s\n"), std::string::npos) << text.str();
  EXPECT_NE(text.str().find("latency        p50   20.0 ms   p95   29.0 ms   max   30.0 ms"), std::string::npos)
      << text.str();
  EXPECT_NE(text.str().find("CPU            50 % of one core\n"), std::string::npos) << text.str();
  const auto json = nlohmann::json::parse(reportJson(report));
  EXPECT_EQ(json["analysed_per_second"], 27.25);
  EXPECT_EQ(json["latency_ms"]["p95"], 29); // numpy.percentile([10, 20, 30], 95)
  EXPECT_EQ(json["detect_ms"]["max"], 0);   // nothing was detected
  EXPECT_EQ(json["cpu_of_one_core"], 0.5);
}

} // namespace
} // namespace mien::cli
