#pragma once

#include "core/face/frame_analyzer.h"
#include "ui/pages/predict/video_results.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <filesystem>
#include <memory>

namespace mien::ui {

/// One image or video in the list of the Predict page. Pictures are not kept: they are read again when they are chosen.
struct PredictEntry {
  enum class State {
    Waiting,
    Working, ///< only a video: `results` grow
    Done,
    NoFace,
    Unreadable,
  };

  quint32 id = 0;
  std::filesystem::path file;
  bool video = false;
  bool pasted = false; ///< `file` is a copy of our own
  bool whole = false;  ///< the user had it taken as one face
  State state = State::Waiting;
  std::shared_ptr<const FrameAnalysis> analysis; ///< of an image; null while waiting and when unreadable
  std::shared_ptr<VideoResults> results;         ///< of a video; when it waits, of an analysis that was stopped
  double progress = 0;                           ///< of the analysis of a video, 0..1
  QString problem;                               ///< why it is unreadable
  QByteArray thumbnail;                          ///< a JPEG
  QSize size;                                    ///< px

  /// The face that stands for the image, the largest, or for the video, see VideoResults. Null when there is none.
  [[nodiscard]] const AnalyzedFace* topFace() const {
    if (video) {
      return state == State::Done ? results->summary() : nullptr;
    }
    return analysis && !analysis->faces.empty() ? &analysis->faces.front() : nullptr;
  }
};

} // namespace mien::ui
