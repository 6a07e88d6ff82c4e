#pragma once

#include "core/face/image_analyzer.h"
#include "core/live/video_analysis.h"
#include "core/session/frame_result.h"
#include "core/session/session_statistics.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mien::ui {

/// The faces of one frame of a video.
struct VideoMoment {
  int frame = -1;                                ///< -1: none
  std::shared_ptr<const ImageAnalysis> analysis; ///< largest face first
  std::vector<int> ids;                          ///< of its faces, in that order

  [[nodiscard]] int indexOf(int id) const; ///< -1 when that face is not in view
};

/// What the analysis of a video found in each frame. Holds no pictures: some 100 bytes a face and frame, so that an
/// hour with two faces takes 18 MB. Times are s from the beginning.
class VideoResults {
public:
  struct Point {
    double seconds = 0;
    std::span<const float> probabilities; ///< valid until the next add()
  };

  /// `framing`: of the detector that finds the faces.
  VideoResults(std::vector<std::string> labels, const CropFraming& framing);

  void add(const FrameResult& result);
  void finish(const VideoAnalysis& analysis);

  [[nodiscard]] int frames() const { return static_cast<int>(m_frames.size()); }
  [[nodiscard]] double seconds(int frame) const { return m_frames[static_cast<std::size_t>(frame)].seconds; }
  [[nodiscard]] double duration() const { return m_frames.empty() ? 0 : m_frames.back().seconds; }
  [[nodiscard]] int frameAt(double seconds) const; ///< the nearest; -1 without frames

  [[nodiscard]] std::vector<FaceResult> faces(int frame) const; ///< by id
  [[nodiscard]] VideoMoment moment(int frame) const;

  /// The probabilities of a face over time, thinned out to about `most` points.
  [[nodiscard]] std::vector<Point> points(int id, int most) const;

  [[nodiscard]] int mainFace() const; ///< id of the one that is in view longest; 0 without faces
  [[nodiscard]] int firstFrameOf(int id) const;

  [[nodiscard]] const SessionStatistics& statistics() const { return m_statistics; }
  [[nodiscard]] const VideoAnalysis& analysis() const { return m_analysis; } ///< once finished

  /// Stands for the video once it is finished: the main face with its mean probabilities. Null without a face.
  [[nodiscard]] const AnalyzedFace* summary() const { return m_summary ? &*m_summary : nullptr; }

private:
  struct FrameRow {
    double seconds = 0;
    std::uint32_t facesEnd = 0; ///< in m_faces
  };
  struct FaceRow {
    int id = 0;
    int label = 0;
    float score = 0;
    FaceState state = FaceState::Found;
    cv::Rect2f box;
  };
  [[nodiscard]] std::pair<std::size_t, std::size_t> faceRange(int frame) const;
  [[nodiscard]] std::span<const float> probabilities(std::size_t face) const;
  [[nodiscard]] std::span<const float> rawProbabilities(std::size_t face) const;

  std::size_t m_classes;
  CropFraming m_framing;
  std::vector<FrameRow> m_frames;
  std::vector<FaceRow> m_faces;
  std::vector<float> m_probabilities; ///< a face has m_classes smoothed ones, then as many raw ones
  SessionStatistics m_statistics;
  VideoAnalysis m_analysis;
  std::optional<AnalyzedFace> m_summary;
};

} // namespace mien::ui
