#pragma once

#include "core/data/dataset.h"
#include "core/eval/subset.h"

#include <QWidget>

#include <memory>
#include <set>

class QTabWidget;

namespace mien::ui {

class AgreementBar;
class CompareView;
class ConfusionView;
class DensityPanel;
class EvaluatedImageList;
class ElidedLabel;
class MetricsRow;
class PrecisionRecallChart;
class ReliabilityChart;
class ReportTable;
class Workspace;

/// Everything there is to see of an evaluation. The agreement slider recomputes all of it; a tab is brought up to date
/// when it is looked at.
class ResultsView : public QWidget {
  Q_OBJECT

public:
  explicit ResultsView(Workspace& workspace, QWidget* parent = nullptr);

  void setResult(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);

  [[nodiscard]] const EvaluationSubset& subset() const { return m_subset; }
  [[nodiscard]] QTabWidget& tabs() const { return *m_tabs; }
  [[nodiscard]] QString caption() const; ///< whose figures these are
  [[nodiscard]] MetricsRow& figures() const { return *m_figures; }
  [[nodiscard]] AgreementBar& agreement() const { return *m_agreement; }
  [[nodiscard]] ConfusionView& confusion() const { return *m_confusion; }
  [[nodiscard]] ReportTable& report() const { return *m_report; }
  [[nodiscard]] DensityPanel& density() const { return *m_density; }
  [[nodiscard]] EvaluatedImageList& topLosses() const { return *m_topLosses; }
  [[nodiscard]] CompareView& comparison() const { return *m_compare; }

signals:
  void failed(const QString& message); ///< a chart could not be made or saved

private:
  void recompute();
  void refreshTab();
  void showCurves();
  void showTopLosses();

  std::shared_ptr<const EvaluationResult> m_result;
  EvaluationSubset m_subset;
  std::set<QWidget*> m_stale; ///< tabs that show an earlier subset
  ElidedLabel* m_caption;
  MetricsRow* m_figures;
  AgreementBar* m_agreement;
  QTabWidget* m_tabs;
  ConfusionView* m_confusion;
  ReportTable* m_report;
  PrecisionRecallChart* m_curves;
  ReliabilityChart* m_reliability;
  DensityPanel* m_density;
  EvaluatedImageList* m_topLosses;
  CompareView* m_compare;
};

} // namespace mien::ui
