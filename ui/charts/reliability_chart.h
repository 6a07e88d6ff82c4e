#pragma once

#include "core/eval/metrics/metrics.h"
#include "ui/charts/chart.h"

#include <vector>

class QCPAxisRect;
class QCPBars;
class QCPItemLine;
class QCPItemRect;

namespace mien::ui {

class ChartLegend;

/// A reliability diagram: how often the model is right over how sure it is, and below how many images are how sure.
/// Bars under the diagonal mean that it is surer than it should be.
class ReliabilityChart : public Chart {
  Q_OBJECT

public:
  explicit ReliabilityChart(QWidget* parent = nullptr);

  void setMetrics(const Metrics& metrics);
  [[nodiscard]] QString explanation(int bin) const;
  void fit() override;

protected:
  void restyle() override;
  void hover(const QPointF& pixel) override;
  void hoverEnd() override;

private:
  std::vector<CalibrationBin> m_bins;
  QCPAxisRect* m_countRect;
  QCPBars* m_accuracy;
  QCPBars* m_gapEntry;              ///< only its entry in the legend
  std::vector<QCPItemRect*> m_gaps; ///< between what is right and what should be
  QCPBars* m_counts;
  QCPItemLine* m_ideal;
  ChartLegend* m_legend;
  int m_hovered = -1;
};

} // namespace mien::ui
