#pragma once

#include "core/face/detectors/face_detector.h"

#include <opencv2/core/mat.hpp>

#include <vector>

namespace mien::detail {

/// What YuNet says at one stride, for the `columns` x `rows` cells of its grid, row by row: 32-bit floats, contiguous.
struct YunetGrid {
  int stride = 8;
  int columns = 0;
  int rows = 0;
  cv::Mat cls;  ///< 1 a cell: probability of a face
  cv::Mat obj;  ///< 1 a cell: how well the box fits
  cv::Mat bbox; ///< 4 a cell: centre relative to the cell, logarithm of the size, in strides
};

/// Appends the cells whose sqrt(cls * obj) reaches `minScore`, in px of the network's input. Follows OpenCV 4.8's
/// FaceDetectorYN. Throws Error (BadData) when a tensor does not have the size of the grid.
void decodeYunet(const YunetGrid& grid, float minScore, std::vector<Face>& faces);

/// Greedy non-maximum suppression: of boxes that overlap by more than `maxOverlap` (intersection over union) the best
/// stays, best first. A score of 0 is no face.
[[nodiscard]] std::vector<Face> nonMaximumSuppression(const std::vector<Face>& faces, float maxOverlap);

} // namespace mien::detail
