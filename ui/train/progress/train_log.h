#pragma once

#include <QPlainTextEdit>

namespace mien::ui {

/// What happened, a line each with the time of day. Stays at the end unless the user scrolled up.
class TrainLog : public QPlainTextEdit {
  Q_OBJECT

public:
  explicit TrainLog(QWidget* parent = nullptr);

  void add(const QString& line);
};

} // namespace mien::ui
