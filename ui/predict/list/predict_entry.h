#pragma once

#include "core/face/image_analyzer.h"
#include "core/picture/picture.h"
#include "ui/predict/analysis/analysis_provenance.h"
#include "ui/predict/video/video_results.h"
#include "ui/text/class_label.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

namespace mien::ui {

/// One image or video in the list of the Predict page. Pictures are not kept: they are read again when they are chosen.
struct PredictEntry {
  enum class State {
    Waiting,
    Working, ///< only a video: `results` grow
    Done,
    NoFace,
    Failed,
  };

  quint32 id = 0;
  std::filesystem::path file;
  bool video = false;
  bool pasted = false; ///< `file` is a copy of our own
  bool whole = false;  ///< the user had it taken as one face
  bool again = false;  ///< to be analysed again; until then it has the result of before
  State state = State::Waiting;
  AnalysisProvenance origin;                              ///< of the result, or of the failure
  std::shared_ptr<const std::vector<ClassLabel>> classes; ///< of the origin's model
  std::shared_ptr<const ImageAnalysis> analysis;          ///< of an image; null while waiting and when it failed
  std::shared_ptr<VideoResults> results; ///< of a video; when it waits, of an analysis that was stopped
  double progress = 0;                   ///< of the analysis of a video, 0..1
  QString problem;                       ///< why it, or analysing it again, failed
  std::vector<PictureNote> notes;        ///< of an image
  QByteArray thumbnail;                  ///< a JPEG
  QSize size;                            ///< px

  [[nodiscard]] bool finished() const { return state == State::Done || state == State::NoFace; }
  /// An analysis that was stopped before its end, with what it found.
  [[nodiscard]] bool partial() const { return state == State::Waiting && results && results->frames() > 0; }
  /// What knows its classes; null without a result.
  [[nodiscard]] std::shared_ptr<SharedClassifier> model() const { return origin.setup ? origin.setup->model : nullptr; }

  /// The face that stands for the image, the largest, or for the video, see VideoResults. Null when there is none.
  [[nodiscard]] const AnalyzedFace* topFace() const {
    if (video) {
      return state == State::Done ? results->summary() : nullptr;
    }
    return analysis && !analysis->faces.empty() ? &analysis->faces.front() : nullptr;
  }
};

} // namespace mien::ui
