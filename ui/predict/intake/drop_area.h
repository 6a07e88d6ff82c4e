#pragma once

#include "ui/widgets/panels/empty_state_panel.h"

namespace mien::ui {

/// The empty Predict page: where to drop images, and the other ways to bring them.
class DropArea : public EmptyStatePanel {
  Q_OBJECT

public:
  explicit DropArea(QWidget* parent = nullptr);

signals:
  void filesRequested();
  void folderRequested();

protected:
  void paintEvent(QPaintEvent* event) override;
};

} // namespace mien::ui
