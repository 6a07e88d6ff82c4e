#pragma once

#include "ui/async/worker.h"

#include <QImage>
#include <QObject>
#include <QString>

namespace mien::ui {

/// Writes pictures as PNG on a thread.
class SnapshotWriter : public QObject {
  Q_OBJECT

public:
  explicit SnapshotWriter(QObject* parent = nullptr) : QObject(parent), m_worker(this) {}

  void write(const QImage& image, const QString& file); ///< makes the folder; one at a time

  [[nodiscard]] bool running() const { return m_worker.running(); }

signals:
  void finished(const QString& file);
  void failed(const QString& message);

private:
  Worker m_worker;
};

} // namespace mien::ui
