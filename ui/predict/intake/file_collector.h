#pragma once

#include "core/picture/input_files.h"
#include "core/picture/skipped_files.h"
#include "ui/async/worker.h"

#include <QObject>
#include <QStringList>

#include <vector>

namespace mien::ui {

/// What was found among dropped files and folders.
struct CollectedFiles {
  std::vector<InputFile> files; ///< the images, then the videos
  int others = 0;               ///< files given by name that are neither; left out
  SkippedFiles skipped;         ///< these, and what lies in the folders
  bool stopped = false;         ///< by cancel(): the files are not all
  QStringList problems;         ///< folders that could not be listed
};

/// Looks for the images and videos in files and folders by their content, sub-folders included, on a thread of its own.
/// Hidden files and links to folders are left out.
class FileCollector : public QObject {
  Q_OBJECT

public:
  explicit FileCollector(QObject* parent = nullptr);

  void collect(const QStringList& paths); ///< after what was asked for before
  void cancel();
  [[nodiscard]] bool running() const { return m_worker.running(); }

signals:
  void collected(const mien::ui::CollectedFiles& files);
  void ended(); ///< after the last collected(), and when cancelled

private:
  void next();

  QStringList m_waiting;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
