#include "ui/evaluate/results/results_view.h"

#include "core/eval/metrics/curves.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/density/density_chart.h"
#include "ui/charts/density/density_view.h"
#include "ui/charts/precision_recall_chart.h"
#include "ui/charts/reliability_chart.h"
#include "ui/evaluate/compare/compare_view.h"
#include "ui/evaluate/images/evaluated_image_list.h"
#include "ui/evaluate/results/agreement_bar.h"
#include "ui/evaluate/results/confusion_view.h"
#include "ui/evaluate/results/density_panel.h"
#include "ui/evaluate/results/metrics_row.h"
#include "ui/evaluate/results/report_table.h"
#include "ui/models/model_picker.h"
#include "ui/text/label_policies.h"
#include "ui/text/model_title.h"
#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/elided_label.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace mien::ui {

ResultsView::ResultsView(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_caption(new ElidedLabel(this)), m_figures(new MetricsRow(this)),
      m_agreement(new AgreementBar(this)), m_tabs(new QTabWidget(this)), m_confusion(new ConfusionView(m_tabs)),
      m_report(new ReportTable(m_tabs)), m_curves(new PrecisionRecallChart(m_tabs)),
      m_reliability(new ReliabilityChart(m_tabs)), m_density(new DensityPanel(m_tabs)),
      m_topLosses(new EvaluatedImageList(m_tabs)), m_compare(new CompareView(workspace, m_tabs)) {
  m_topLosses->setContentsMargins(0, 9, 0, 0);
  m_tabs->setDocumentMode(true);
  m_tabs->addTab(m_confusion, tr("Co&nfusion"));
  m_tabs->addTab(m_report, tr("&Report"));
  m_tabs->addTab(m_curves, tr("Precision an&d recall"));
  m_tabs->addTab(m_reliability, tr("Relia&bility"));
  m_tabs->addTab(m_density, tr("Densi&ty"));
  m_tabs->addTab(m_topLosses, tr("Top l&osses"));
  m_tabs->addTab(m_compare, tr("&Compare"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_caption);
  layout->addWidget(m_figures);
  layout->addWidget(m_agreement);
  layout->addWidget(m_tabs, 1);

  connect(m_agreement, &AgreementBar::changed, this, &ResultsView::recompute);
  connect(m_tabs, &QTabWidget::currentChanged, this, &ResultsView::refreshTab);
  for (Chart* chart : {static_cast<Chart*>(&m_confusion->chart()), static_cast<Chart*>(m_curves),
                       static_cast<Chart*>(m_reliability), static_cast<Chart*>(&m_density->view().chart())}) {
    connect(chart, &Chart::failed, this, &ResultsView::failed);
  }
  connect(&m_compare->picker(), &ModelPicker::failed, this, &ResultsView::failed);
}

void ResultsView::setResult(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset) {
  m_result = std::move(result);
  m_confusion->setSource(m_result, dataset);
  m_density->setSource(m_result, dataset);
  m_topLosses->setSource(m_result, dataset);
  m_compare->setSource(m_result, dataset);
  m_agreement->reset();
  const EvaluationResult& shown = *m_result;
  const auto name = shown.dataRoot.filename(); // empty behind a slash
  m_caption->setText(tr("“%1” on %2: %3 of %4 images of the split %5. Labels: %6",
                        "a model, a data set, two numbers, a split, a label policy")
                         .arg(modelTitle(toQt(shown.weights)),
                              pathText(name.empty() ? shown.dataRoot.parent_path().filename() : name),
                              countText(shown.images.size()), countText(shown.splitImages),
                              splitTitle(static_cast<int>(shown.split)), policyName(shown.policy)));
  recompute();
}

QString ResultsView::caption() const { return m_caption->text(); }

void ResultsView::recompute() {
  if (!m_result) {
    return;
  }
  m_subset = subsetByAgreement(*m_result, m_agreement->agreement());
  m_figures->setFigures(*m_result, m_subset);
  m_agreement->setSummary(*m_result, m_subset);
  for (int tab = 0; tab < m_tabs->count(); ++tab) {
    m_stale.insert(m_tabs->widget(tab));
  }
  refreshTab();
}

void ResultsView::refreshTab() {
  QWidget* tab = m_tabs->currentWidget();
  if (!m_result || m_stale.erase(tab) == 0) {
    return;
  }
  if (tab == m_confusion) {
    m_confusion->setSubset(m_subset);
  } else if (tab == m_report) {
    m_report->setMetrics(m_subset.metrics, classLabels(m_result->model));
  } else if (tab == m_curves) {
    showCurves();
  } else if (tab == m_reliability) {
    m_reliability->setMetrics(m_subset.metrics);
  } else if (tab == m_density) {
    m_density->setSubset(m_subset);
  } else if (tab == m_topLosses) {
    showTopLosses();
  }
}

void ResultsView::showCurves() {
  const auto classes = static_cast<std::ptrdiff_t>(m_result->model.classes());
  std::vector<int> actual;
  std::vector<float> probabilities;
  for (const int image : m_subset.images) {
    actual.push_back(m_result->images[static_cast<std::size_t>(image)].actual);
    const auto row = m_result->probabilities.begin() + image * classes;
    probabilities.insert(probabilities.end(), row, row + classes);
  }
  m_curves->setCurves(precisionRecallCurves(static_cast<int>(classes), actual, probabilities),
                      classLabels(m_result->model));
}

void ResultsView::showTopLosses() {
  const auto classes = static_cast<std::size_t>(m_result->model.classes());
  QVector<int> wrong;
  std::ranges::copy_if(m_subset.images, std::back_inserter(wrong), [this](int image) {
    const EvaluatedImage& evaluated = m_result->images[static_cast<std::size_t>(image)];
    return evaluated.actual != evaluated.predicted;
  });
  const auto belief = [this, classes](int image) {
    const auto index = static_cast<std::size_t>(image);
    return m_result->probabilities[index * classes + static_cast<std::size_t>(m_result->images[index].actual)];
  };
  std::ranges::stable_sort(wrong, {}, belief);
  m_topLosses->setImages(
      wrong.isEmpty()
          ? tr("There is no wrong answer: the model recognised all of these images.")
          : tr("Wrong answers, the largest loss first: %1").arg(countText(static_cast<qulonglong>(wrong.size()))),
      wrong);
}

} // namespace mien::ui
