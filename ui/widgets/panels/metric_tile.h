#pragma once

#include "ui/widgets/panels/card.h"

class QLabel;

namespace mien::ui {

/// One figure with what it is: "35,710" over "Images".
class MetricTile : public Card {
  Q_OBJECT

public:
  explicit MetricTile(const QString& caption, QWidget* parent = nullptr);

  void setFigure(const QString& figure, const QString& explanation = {}); ///< the explanation is a tool tip
  [[nodiscard]] QString figure() const;

private:
  QString m_caption;
  QLabel* m_figure;
};

} // namespace mien::ui
