#pragma once

#include "core/eval/metrics/curves.h"
#include "ui/charts/curve_chart.h"
#include "ui/text/class_label.h"

#include <vector>

namespace mien::ui {

/// One precision-recall curve a class, with its average precision in the legend.
class PrecisionRecallChart : public CurveChart {
  Q_OBJECT

public:
  explicit PrecisionRecallChart(QWidget* parent = nullptr);

  /// Classes without images have no curve.
  void setCurves(const std::vector<PrecisionRecallCurve>& curves, const std::vector<ClassLabel>& labels);

protected:
  void restyle() override;

private:
  std::vector<int> m_emotions; ///< of each curve drawn
};

} // namespace mien::ui
