#pragma once

#include "ui/text/class_label.h"

#include <QWidget>

#include <vector>

namespace mien::ui {

/// The probability of every emotion of a face as a bar. A click on one chooses it.
class ProbabilityBars : public QWidget {
  Q_OBJECT

public:
  explicit ProbabilityBars(QWidget* parent = nullptr);

  void setClasses(const std::vector<ClassLabel>& classes);        ///< takes the probabilities
  void setProbabilities(const std::vector<float>& probabilities); ///< one a class; empty: none, the tracks stay
  void setThreshold(double threshold); ///< marks where "uncertain" ends; 0, as at first: no mark
  void setChosen(int label);           ///< is drawn bold; -1, as at first: the most probable is

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

signals:
  void chosen(int label);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

private:
  [[nodiscard]] int rowHeight() const;
  [[nodiscard]] int boldLabel() const;

  std::vector<ClassLabel> m_classes;
  std::vector<float> m_probabilities;
  double m_threshold = 0;
  int m_chosen = -1;
};

} // namespace mien::ui
