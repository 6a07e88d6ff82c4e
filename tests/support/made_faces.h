#pragma once

#include "core/session/frame_result.h"

#include <utility>
#include <vector>

namespace mien::test {

/// A face in two classes, in the given state, with the first class's smoothed and raw probability.
inline FaceResult madeFace(int id, FaceState state, float smoothed, float raw) {
  FaceResult face{id, {10.5F, 20, 100, 120}, 0.75F, state, smoothed >= 0.5F ? 0 : 1, {smoothed, 1 - smoothed}, {}};
  if (state != FaceState::Held) {
    face.rawProbabilities = {raw, 1 - raw};
  }
  return face;
}

inline FrameResult madeResult(std::uint64_t frame, double seconds, std::vector<FaceResult> faces) {
  FrameResult result;
  result.frame = frame;
  result.seconds = seconds;
  result.size = {320, 240};
  result.faces = std::move(faces);
  return result;
}

} // namespace mien::test
