#pragma once

#include "core/face/image_analyzer.h"
#include "core/live/video_analysis.h"
#include "core/picture/picture.h"
#include "ui/predict/analysis/analysis_provenance.h"

#include <QByteArray>
#include <QSize>
#include <QString>
#include <QVector>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace mien::ui {

/// An image or a video to analyse.
struct PredictTask {
  quint32 id = 0; ///< the caller's, comes back with the outcome
  std::filesystem::path file;
  FaceMode mode = FaceMode::Auto; ///< of an image; in a video faces are always looked for
  bool video = false;
  std::filesystem::path unfinishedFolder =
      {}; ///< of a video: where its rows grow meanwhile, see UnfinishedTable; empty: nowhere
};

/// What came of it.
struct PredictOutcome {
  quint32 id = 0;
  std::shared_ptr<const ImageAnalysis> analysis; ///< of an image; null when it could not be read
  std::optional<VideoAnalysis> video;            ///< of a video, stopped or not; none when it could not be read
  AnalysisProvenance origin;                     ///< what answered
  QString problem;                               ///< why there is no analysis
  QByteArray thumbnail;                          ///< of an image, a JPEG, at most PredictJob::kThumbnailSide px
  QSize size;                                    ///< of an image, px
  std::vector<PictureNote> notes;                ///< of an image

  /// A video that was stopped before its end.
  [[nodiscard]] bool stopped() const { return video && video->stopped; }
  [[nodiscard]] bool failed() const { return !video && !analysis; }
};

/// What has been found in a video since the last update of it.
struct VideoUpdate {
  quint32 id = 0;
  AnalysisProvenance origin;
  CropFraming framing; ///< of the detector
  VideoProgress progress;
  QVector<std::shared_ptr<const FrameResult>> frames; ///< in order, without a gap to those of the update before
  QByteArray thumbnail; ///< a JPEG of the first frame, then of the first with a face; empty: as before
  QSize size;           ///< px
};

} // namespace mien::ui
