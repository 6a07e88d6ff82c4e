#pragma once

#include "ui/predict/analysis/predict_job.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace mien::ui {

using VideoUpdateCallback = std::function<void(const std::shared_ptr<const VideoUpdate>&)>;

/// Analyses the task's video frame by frame with a detector and a clone of its own, made of the origin's setup, on the
/// calling thread; `onUpdate` is told what was found about ten times a second, and of every frame before this returns.
/// Throws what analyzeVideo() and making the detector throw, and Error (BadData) when there is no picture in the video.
[[nodiscard]] VideoAnalysis analyseVideoFile(const PredictTask& task, const AnalysisProvenance& origin,
                                             DetectorListener listener, const VideoUpdateCallback& onUpdate,
                                             const std::stop_token& stop);

} // namespace mien::ui
