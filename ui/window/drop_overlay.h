#pragma once

#include <QWidget>

namespace mien::ui {

/// Lies over the whole window while something that can be opened is dragged over it.
class DropOverlay : public QWidget {
  Q_OBJECT

public:
  explicit DropOverlay(QWidget* window);

  void showFor(const QString& text);

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QString m_text;
};

} // namespace mien::ui
