#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace mien::cli {

/// What live-bench measured.
struct LiveBenchReport {
  std::string video;
  int width = 0;
  int height = 0;
  std::string model;
  int inputSize = 0;
  std::string detector;
  int cores = 0;
  double seconds = 0; ///< measured, without the warm-up
  double sourceFps = 0;
  double capturedPerSecond = 0;
  double analysedPerSecond = 0;
  double facesPerFrame = 0;
  int identities = 0;          ///< different numbers that faces got; as many as there are faces, if none was lost
  double detections = 0;       ///< share of the analysed frames in which faces were looked for and found
  std::vector<double> latency; ///< ms, one a result, and so on
  std::vector<double> capture;
  std::vector<double> detect;
  std::vector<double> classify;
  double cpu = 0;            ///< of one core, 1.0 is all of it
  double peakMegabytes = 0;  ///< resident, of the whole process
  double grownMegabytes = 0; ///< resident at the end against the beginning of the measurement
};

void printReport(const LiveBenchReport& report, std::ostream& out);
[[nodiscard]] std::string reportJson(const LiveBenchReport& report);

} // namespace mien::cli
