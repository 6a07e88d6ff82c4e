#pragma once

#include "core/face/detectors/face_detector.h"
#include "core/live/tracking/face_tracker.h"

#include <opencv2/core/mat.hpp>

#include <span>
#include <vector>

namespace mien::detail {

/// Detections of an earlier picture, moved to where these faces are in `now`: by as much as the tracked face that was
/// there moved meanwhile, and a face that nobody tracked yet to where the picture shows it. `tracksThen` and
/// `tracksNow`: the tracker's faces at the two times. The order stays; a face that is not seen any more stays where it
/// was found.
std::vector<Face> compensateLatency(std::vector<Face> faces, const cv::Mat& then, const cv::Mat& now,
                                    std::span<const TrackedFace> tracksThen, std::span<const TrackedFace> tracksNow);

} // namespace mien::detail
