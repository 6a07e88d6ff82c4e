#pragma once

#include "core/eval/evaluator.h"
#include "core/eval/subset.h"

#include <QWidget>

class QLabel;
class QSlider;

namespace mien::ui {

/// A slider for the least agreement of the annotators, and what is left of the images and of the error.
class AgreementBar : public QWidget {
  Q_OBJECT

public:
  explicit AgreementBar(QWidget* parent = nullptr);

  [[nodiscard]] float agreement() const; ///< 0..1
  void reset();                          ///< to all images
  void setSummary(const EvaluationResult& result, const EvaluationSubset& subset);
  [[nodiscard]] QSlider& slider() const { return *m_slider; }

signals:
  void changed();

private:
  void showValue();

  QSlider* m_slider;
  QLabel* m_value;
  QLabel* m_summary;
};

} // namespace mien::ui
