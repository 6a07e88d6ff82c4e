#pragma once

#include <QWidget>

namespace mien::ui {

/// A rounded panel in the surface colour to group things on a page. Give it a layout.
class Card : public QWidget {
  Q_OBJECT

public:
  explicit Card(QWidget* parent = nullptr);

protected:
  void paintEvent(QPaintEvent* event) override;
};

} // namespace mien::ui
