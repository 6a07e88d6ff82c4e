#pragma once

#include "ui/charts/class_label.h"

#include <QWidget>

#include <vector>

namespace mien::ui {

/// The probability of every emotion as a bar, with a mark where "uncertain" ends. A click on one chooses it.
class ProbabilityBars : public QWidget {
  Q_OBJECT

public:
  explicit ProbabilityBars(QWidget* parent = nullptr);

  void setProbabilities(const std::vector<ClassLabel>& classes, const std::vector<float>& probabilities);
  void setThreshold(double threshold);
  void setChosen(int label); ///< is drawn bold

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
  void chosen(int label);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

private:
  [[nodiscard]] int rowHeight() const;

  std::vector<ClassLabel> m_classes;
  std::vector<float> m_probabilities;
  double m_threshold = 0.5;
  int m_chosen = -1;
};

} // namespace mien::ui
