#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <chrono>
#include <cstdint>
#include <vector>

namespace mien {

/// One captured picture. Shared between threads, therefore never written again.
struct TimedFrame {
  std::uint64_t number = 0; ///< from 0, since the source was started; goes on over a reconnection
  double seconds = 0;       ///< since the source started; in a video or folder its own time, whatever the pace
  std::chrono::steady_clock::time_point captured; ///< when the picture had been read
  cv::Mat image;                                  ///< 8-bit BGR
};

/// How a face comes to be in a frame.
enum class FaceState {
  Found,   ///< the frame took in a detection of it
  Tracked, ///< followed by its picture from the frame before
  Held,    ///< neither: where it would be if it moved on. It may be gone, and does not count as seen
};

struct FaceResult {
  int id = 0;         ///< from 1, the same while the face is in view, never used again
  cv::Rect2f box;     ///< px of the frame; may reach a little beyond its border
  float score = 0.0F; ///< of its last detection, see Face
  FaceState state = FaceState::Found;
  int label = 0;                       ///< index into ModelInfo::labels, the most probable of `probabilities`
  std::vector<float> probabilities;    ///< one a label, smoothed over time; while held as they were
  std::vector<float> rawProbabilities; ///< of this frame alone; empty while held
};

/// What the stages took for the newest frame, ms.
struct StageTimes {
  double capture = 0;  ///< reading and decoding; for a camera the wait for the picture, too
  double detect = 0;   ///< the newest detection, on a thread of its own, beside the others
  double classify = 0; ///< cropping included, all faces together
};

struct FrameResult {
  std::uint64_t frame = 0;       ///< TimedFrame::number
  double seconds = 0;            ///< TimedFrame::seconds
  cv::Size size;                 ///< of the frame, px
  std::vector<FaceResult> faces; ///< by id
  StageTimes times;
  double latencyMs = 0;                           ///< from TimedFrame::captured to the result
  double analysedPerSecond = 0;                   ///< over the last two seconds
  double capturedPerSecond = 0;                   ///< the same
  std::chrono::steady_clock::time_point captured; ///< TimedFrame::captured: its age is the age of this result
};

} // namespace mien
