#include "core/live/tracking/detail/template_tracker.h"

#include "core/face/face_crop.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace mien::detail {

namespace {

constexpr int kPatchSide = 32;
constexpr int kMargin = 10; // px of the patch's scale that a face may be away from where it is expected
constexpr double kRecognised = 0.6;

/// The square around the box with a margin, scaled so that the box has kPatchSide.
cv::Mat patchOf(const cv::Mat& image, const cv::Rect2f& box, int margin) {
  const float side = std::sqrt(std::max(1.0F, box.area()));
  const float width = side * static_cast<float>(kPatchSide + 2 * margin) / static_cast<float>(kPatchSide);
  const int pixels = std::max(1, cvRound(width));
  const cv::Rect square(cvRound(box.x + box.width / 2 - width / 2), cvRound(box.y + box.height / 2 - width / 2), pixels,
                        pixels);
  cv::Mat patch;
  cv::resize(cropGrey(image, square), patch, cv::Size(kPatchSide + 2 * margin, kPatchSide + 2 * margin), 0, 0,
             cv::INTER_AREA);
  return patch;
}

/// Where a parabola through three neighbours has its top, -0.5 to 0.5.
float topBetween(float before, float at, float after) {
  const float bend = before - 2 * at + after;
  return bend < 0.0F ? std::clamp((before - after) / (2 * bend), -0.5F, 0.5F) : 0.0F;
}

} // namespace

void TemplateTracker::remember(int id, const cv::Mat& image, const cv::Rect2f& box) {
  m_patches[id] = patchOf(image, box, 0);
}

std::optional<cv::Rect2f> TemplateTracker::follow(int id, const cv::Mat& image, const cv::Rect2f& expected) const {
  const auto found = m_patches.find(id);
  if (found == m_patches.end()) {
    return std::nullopt;
  }
  cv::Mat likeness;
  cv::matchTemplate(patchOf(image, expected, kMargin), found->second, likeness, cv::TM_CCOEFF_NORMED);
  double best = 0;
  cv::Point at;
  cv::minMaxLoc(likeness, nullptr, &best, nullptr, &at);
  // A top at the rim may be the foot of a higher one outside. (A flat patch is like everything, first of all like the
  // rim.)
  if (!(best >= kRecognised) || at.x == 0 || at.y == 0 || at.x == likeness.cols - 1 || at.y == likeness.rows - 1) {
    return std::nullopt;
  }
  const auto value = [&](int dx, int dy) { return likeness.at<float>(at.y + dy, at.x + dx); };
  const float dx = static_cast<float>(at.x - kMargin) + topBetween(value(-1, 0), value(0, 0), value(1, 0));
  const float dy = static_cast<float>(at.y - kMargin) + topBetween(value(0, -1), value(0, 0), value(0, 1));
  const float scale = std::sqrt(std::max(1.0F, expected.area())) / static_cast<float>(kPatchSide);
  return expected + cv::Point2f(dx * scale, dy * scale);
}

void TemplateTracker::keepOnly(std::span<const int> ids) {
  std::erase_if(m_patches,
                [&](const auto& entry) { return std::find(ids.begin(), ids.end(), entry.first) == ids.end(); });
}

} // namespace mien::detail
