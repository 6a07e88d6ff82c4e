#pragma once

#include "core/live/live_result.h"

#include <span>
#include <string>

namespace mien {

// The lines of session.csv, see SessionRecorder; also what is exported of an analysed video. readSession() reads them.

/// The header, with its end of line.
[[nodiscard]] std::string sessionHeader(std::span<const std::string> labels);

/// One line a face, or one with the time alone when there is none. `seconds`: since the beginning of the session.
[[nodiscard]] std::string sessionRows(double seconds, std::span<const LiveFace> faces);

} // namespace mien
