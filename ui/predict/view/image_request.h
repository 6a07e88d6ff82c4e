#pragma once

#include "core/face/image_analyzer.h"
#include "ui/predict/analysis/shared_classifier.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace mien::ui {

/// An image, or a frame of a video, to be looked at.
struct ImageRequest {
  struct Frame {
    int number = 0;
    double seconds = 0; ///< its time
  };
  std::filesystem::path file;
  std::optional<Frame> frame;                    ///< of the video that `file` is
  std::shared_ptr<const ImageAnalysis> analysis; ///< null: the faces are not known
  std::shared_ptr<SharedClassifier> model;       ///< null: there is none
};

} // namespace mien::ui
