#pragma once

#include "core/common/time_interval.h"
#include "core/session/frame_result.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace mien {

struct RecordedSession {
  std::vector<std::string> labels;
  /// In time; frame, seconds, size and faces (id, state, score, box, label, both probabilities) are set.
  std::vector<FrameResult> results;
  std::vector<TimeInterval> videoSkips; ///< pauses of which the video shows the beginning only; in time, apart
};

/// The time in a session's video, s, of a time of the session, s from its beginning. What is skipped shows the picture
/// before it.
[[nodiscard]] double videoSeconds(std::span<const TimeInterval> skips, double seconds);

/// Reads a session to replay it: a folder or its session.csv (".part" of a killed session too), or the table of one
/// video that `mien-cli predict --csv` or the Predict page wrote. Tables of earlier versions (time, face, x, y, width,
/// height, then a probability a label) are read, too: every face of theirs counts as found, and its only probabilities
/// as both. The size of the pictures and the pauses left out of the video are those of the session.json beside it, and
/// empty where that does not say. Throws Error (NotFound, BadData) naming the file and line.
[[nodiscard]] RecordedSession readSession(const std::filesystem::path& path);

} // namespace mien
