#include "app/commands/live_bench/live_bench_report.h"

#include "core/common/text/json_text.h"
#include "core/eval/metrics/latency.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace mien::cli {

namespace {

template <typename... Values>
void line(std::ostream& out, const char* name, fmt::format_string<const Values&...> format, const Values&... values) {
  out << fmt::format("{:14} ", name) << fmt::format(format, values...) << '\n';
}

void times(std::ostream& out, const char* name, std::vector<double> values) {
  std::ranges::sort(values);
  line(out, name, "p50 {:6.1f} ms   p95 {:6.1f} ms   max {:6.1f} ms", percentile(values, 0.5), percentile(values, 0.95),
       percentile(values, 1));
}

nlohmann::ordered_json timesJson(std::vector<double> values) {
  std::ranges::sort(values);
  return {{"p50", percentile(values, 0.5)}, {"p95", percentile(values, 0.95)}, {"max", percentile(values, 1)}};
}

} // namespace

void printReport(const LiveBenchReport& r, std::ostream& out) {
  line(out, "video", "{}, {}x{}, {:.1f} frames/s", r.video, r.width, r.height, r.sourceFps);
  line(out, "model", "{}, {} px input", r.model, r.inputSize);
  line(out, "detector", "{}, on {} cores", r.detector, r.cores);
  line(out, "measured", "{:.1f} s", r.seconds);
  line(out, "captured", "{:.1f} frames/s", r.capturedPerSecond);
  line(out, "analysed", "{:.1f} frames/s", r.analysedPerSecond);
  line(out, "faces", "{:.2f} a frame, {} identities, found by the detector in {:.0f} % of the analysed frames",
       r.facesPerFrame, r.identities, 100 * r.detections);
  times(out, "latency", r.latency);
  times(out, "capture", r.capture);
  times(out, "detect", r.detect);
  times(out, "classify", r.classify);
  line(out, "CPU", "{:.0f} % of one core", 100 * r.cpu);
  line(out, "memory", "{:.0f} MB at most, {:+.1f} MB while measured", r.peakMegabytes, r.grownMegabytes);
}

std::string reportJson(const LiveBenchReport& r) {
  const nlohmann::ordered_json json{{"video", r.video},
                                    {"width", r.width},
                                    {"height", r.height},
                                    {"model", r.model},
                                    {"input_size", r.inputSize},
                                    {"detector", r.detector},
                                    {"cores", r.cores},
                                    {"seconds", r.seconds},
                                    {"source_fps", r.sourceFps},
                                    {"captured_per_second", r.capturedPerSecond},
                                    {"analysed_per_second", r.analysedPerSecond},
                                    {"faces_per_frame", r.facesPerFrame},
                                    {"identities", r.identities},
                                    {"detections", r.detections},
                                    {"latency_ms", timesJson(r.latency)},
                                    {"capture_ms", timesJson(r.capture)},
                                    {"detect_ms", timesJson(r.detect)},
                                    {"classify_ms", timesJson(r.classify)},
                                    {"cpu_of_one_core", r.cpu},
                                    {"peak_mb", r.peakMegabytes},
                                    {"grown_mb", r.grownMegabytes}};
  return jsonText(json, 2) + "\n";
}

} // namespace mien::cli
