#pragma once

namespace mien {

/// Names of the files in a recorded session's folder.
struct SessionFiles {
  static constexpr const char* kTable = "session.csv";
  static constexpr const char* kSummary = "session.json";
  static constexpr const char* kVideo = "session.mp4";
};

} // namespace mien
