#pragma once

#include "ui/widgets/panels/card.h"

namespace mien::ui {

/// Says that there is no model to name emotions with, and what to do about it.
class NoModelBar : public Card {
  Q_OBJECT

public:
  explicit NoModelBar(QWidget* parent = nullptr);

signals:
  void openRequested();
};

} // namespace mien::ui
