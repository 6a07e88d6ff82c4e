#pragma once

#include "ui/async/worker.h"

#include <QObject>
#include <QString>

namespace mien::ui {

class RecentPaths;
class Workspace;

/// Opens models: reads what a file of weights says of itself, on a thread, and makes it the workspace's. Remembers what
/// was opened, whoever opened it.
class ModelOpener : public QObject {
  Q_OBJECT

public:
  explicit ModelOpener(Workspace& workspace, QObject* parent = nullptr);

  void open(const QString& file);            ///< gives up what is being opened
  void openLastOrDefault();                  ///< that of the last time, or the one that Mien comes with
  [[nodiscard]] QString startFolder() const; ///< where to begin to look for another one
  [[nodiscard]] RecentPaths& recent() const { return *m_recent; }

signals:
  void started();
  void failed(const QString& file, const QString& message); ///< the workspace keeps what it has

private:
  void remember();

  Workspace& m_workspace;
  RecentPaths* m_recent;
  Worker m_reader; ///< last: it uses what stands above
};

} // namespace mien::ui
