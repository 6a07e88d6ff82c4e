#pragma once

#include "ui/widgets/panels/card.h"

namespace mien::ui {

/// Says that no data set is open, and what to do about it.
class NoDataBar : public Card {
  Q_OBJECT

public:
  explicit NoDataBar(QWidget* parent = nullptr);

signals:
  void openRequested();
  void demoRequested();
};

} // namespace mien::ui
