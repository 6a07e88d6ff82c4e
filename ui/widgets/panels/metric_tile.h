#pragma once

#include "ui/widgets/panels/card.h"

class QLabel;

namespace mien::ui {

class ElidedLabel;

/// One figure with what it is: "35,710" over "Images".
class MetricTile : public Card {
  Q_OBJECT

public:
  explicit MetricTile(const QString& caption, QWidget* parent = nullptr);

  /// The explanation is a tool tip; the range, in which the figure might lie as well, stands behind the caption.
  void setFigure(const QString& figure, const QString& explanation = {}, const QString& range = {});
  [[nodiscard]] QString figure() const;
  [[nodiscard]] const QString& range() const { return m_range; }

private:
  QString m_caption;
  QString m_range;
  QLabel* m_figure;
  ElidedLabel* m_captionLabel;
};

} // namespace mien::ui
