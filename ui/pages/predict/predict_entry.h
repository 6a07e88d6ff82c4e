#pragma once

#include "core/face/frame_analyzer.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <filesystem>
#include <memory>

namespace mien::ui {

/// One image in the list of the Predict page. The image itself is not kept: it is read again when it is chosen.
struct PredictEntry {
  enum class State { Waiting, Done, NoFace, Unreadable };

  quint32 id = 0;
  std::filesystem::path file;
  bool pasted = false; ///< `file` is a copy of our own
  bool whole = false;  ///< the user had it taken as one face
  State state = State::Waiting;
  std::shared_ptr<const FrameAnalysis> analysis; ///< null while waiting and when unreadable
  QString problem;                               ///< why it is unreadable
  QByteArray thumbnail;                          ///< a JPEG
  QSize size;                                    ///< px

  /// The face that stands for the image: the largest. Null when there is none.
  [[nodiscard]] const AnalyzedFace* topFace() const {
    return analysis && !analysis->faces.empty() ? &analysis->faces.front() : nullptr;
  }
};

} // namespace mien::ui
