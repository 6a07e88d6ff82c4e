#pragma once

#include "core/live/live_result.h"
#include "ui/charts/class_label.h"

#include <QWidget>

#include <vector>

namespace mien::ui {

/// The probabilities of one face as bars, one a class.
class FaceBars : public QWidget {
  Q_OBJECT

public:
  explicit FaceBars(QWidget* parent = nullptr);

  void setClasses(std::vector<ClassLabel> classes);
  void setProbabilities(std::vector<float> probabilities); ///< empty: none

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  [[nodiscard]] int rowHeight() const;

  std::vector<ClassLabel> m_classes;
  std::vector<float> m_probabilities;
};

} // namespace mien::ui
