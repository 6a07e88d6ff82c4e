#pragma once

#include "core/session/frame_result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mien {

// The table of what is seen in moving pictures: session.csv of a live recording, what is exported of an analysed video,
// and what is replayed. One row a face and picture; a picture without a face has one row, too, whose cells behind the
// time are empty. CSV as RFC 4180 has it, UTF-8, numbers with a point. The columns:
//
//   frame    number of the picture, from 0; pictures that a live analysis had no time for are left out
//   time     s from the beginning of the video or the recording: when the picture is shown, to a microsecond
//   face     number of the face, from 1, the same as long as it is in view; who is away for half a second is a new one
//   state    found: the detector found the face in this picture. tracked: followed by its looks from the picture
//   before.
//            held: neither, it is where it would be if it moved on; live sessions alone, videos have no such rows. Who
//            counts frames with a face counts found and tracked
//   score    how sure the detector was when it last found the face
//   x, y, width, height   the face's box, px of the upright picture, from its left upper corner; it may reach a little
//            beyond the border
//   label    the label with the highest smoothed probability
//   LABEL    for each label its probability, 0 to 1, smoothed over time: a first-order low-pass, time constant 0.4 s
//            unless set otherwise (see ProbabilitySmoother); in a held row as it was
//   LABEL_raw   for each label its probability in this picture alone; empty in a held row
//
// readSession() reads it back.

inline constexpr std::string_view kRawSuffix = "_raw";

/// "found", "tracked", "held".
[[nodiscard]] std::string_view faceStateName(FaceState state);
[[nodiscard]] std::optional<FaceState> parseFaceState(std::string_view name);

/// The names of the columns.
[[nodiscard]] std::vector<std::string> sessionColumns(std::span<const std::string> labels);

/// The cells of one row, as many as there are columns. `face`: null for a picture without a face.
[[nodiscard]] std::vector<std::string> sessionCells(std::uint64_t frame, double seconds, const FaceResult* face,
                                                    std::span<const std::string> labels);

/// The first line, with its end.
[[nodiscard]] std::string sessionHeader(std::span<const std::string> labels);

/// One line a face, or one for a picture without. `frame` and `seconds` as the columns have them.
[[nodiscard]] std::string sessionRows(std::uint64_t frame, double seconds, std::span<const FaceResult> faces,
                                      std::span<const std::string> labels);

} // namespace mien
