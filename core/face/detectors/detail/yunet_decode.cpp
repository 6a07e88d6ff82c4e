#include "core/face/detectors/detail/yunet_decode.h"

#include "core/common/error.h"

#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

constexpr float kMostSides = 4; // of the input: no face is larger or further outside

void requireSize(const cv::Mat& tensor, int floats) {
  if (tensor.type() != CV_32F || !tensor.isContinuous() || tensor.total() != static_cast<std::size_t>(floats)) {
    throw Error(ErrorKind::BadData, Message("the face network's answer does not have YuNet's shape"));
  }
}

} // namespace

void decodeYunet(const YunetGrid& grid, float minScore, std::vector<Face>& faces) {
  const int cells = grid.columns * grid.rows;
  requireSize(grid.cls, cells);
  requireSize(grid.obj, cells);
  requireSize(grid.bbox, 4 * cells);
  const auto* cls = grid.cls.ptr<float>();
  const auto* obj = grid.obj.ptr<float>();
  const auto stride = static_cast<float>(grid.stride);
  for (int cell = 0; cell < cells; ++cell) {
    const float score = std::sqrt(std::clamp(cls[cell], 0.0F, 1.0F) * std::clamp(obj[cell], 0.0F, 1.0F));
    if (!(score >= minScore)) {
      continue;
    }
    const auto column = static_cast<float>(cell % grid.columns);
    const auto rowIndex = cell / grid.columns;
    const auto row = static_cast<float>(rowIndex);
    const float* bbox = grid.bbox.ptr<float>() + 4 * cell;
    const float width = std::exp(bbox[2]) * stride;
    const float height = std::exp(bbox[3]) * stride;
    Face face;
    face.box = {(column + bbox[0]) * stride - width / 2, (row + bbox[1]) * stride - height / 2, width, height};
    // Another network in YuNet's place may answer anything.
    const float most = kMostSides * stride * static_cast<float>(std::max(grid.columns, grid.rows));
    if (!(width >= 1.0F && width <= most && height >= 1.0F && height <= most && std::abs(face.box.x) <= most &&
          std::abs(face.box.y) <= most)) {
      continue;
    }
    face.score = score;
    faces.push_back(face);
  }
}

std::vector<Face> nonMaximumSuppression(const std::vector<Face>& faces, float maxOverlap) {
  std::vector<cv::Rect2d> boxes;
  std::vector<float> scores;
  for (const Face& face : faces) {
    boxes.emplace_back(face.box);
    scores.push_back(face.score);
  }
  std::vector<int> best;
  cv::dnn::NMSBoxes(boxes, scores, 0.0F, maxOverlap, best);
  std::vector<Face> kept;
  for (const int index : best) {
    kept.push_back(faces[static_cast<std::size_t>(index)]);
  }
  return kept;
}

} // namespace mien::detail
