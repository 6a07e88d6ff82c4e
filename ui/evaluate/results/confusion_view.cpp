#include "ui/evaluate/results/confusion_view.h"

#include "ui/charts/confusion/confusion_chart.h"
#include "ui/evaluate/images/evaluated_image_list.h"

#include <QHBoxLayout>
#include <QRadioButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mien::ui {

ConfusionView::ConfusionView(QWidget* parent)
    : QWidget(parent), m_chart(new ConfusionChart(this)), m_images(new EvaluatedImageList(this)) {
  auto* counts = new QRadioButton(tr("Images"), this);
  auto* shares = new QRadioButton(tr("&Percent of the true class"), this);
  counts->setChecked(true);
  auto* choice = new QHBoxLayout;
  choice->addWidget(counts);
  choice->addWidget(shares);
  choice->addStretch();

  auto* left = new QWidget(this);
  auto* leftLayout = new QVBoxLayout(left);
  leftLayout->setContentsMargins({});
  leftLayout->addLayout(choice);
  leftLayout->addWidget(m_chart, 1);
  auto* splitter = new QSplitter(this);
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(10);
  splitter->addWidget(left);
  splitter->addWidget(m_images);
  splitter->setStretchFactor(0, 3);
  splitter->setStretchFactor(1, 2);
  splitter->setSizes({600, 400});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 9, 0, 0);
  layout->addWidget(splitter);

  connect(shares, &QRadioButton::toggled, m_chart, &ConfusionChart::setRowShares);
  connect(m_chart, &ConfusionChart::cellClicked, this, &ConfusionView::showCell);
}

void ConfusionView::setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset) {
  m_result = result;
  m_actual = -1;
  m_predicted = -1;
  m_chart->setCurrentCell(-1, -1);
  m_images->setSource(std::move(result), std::move(dataset));
}

void ConfusionView::setSubset(const EvaluationSubset& subset) {
  m_subset = subset;
  m_chart->setMatrix(subset.metrics, classLabels(m_result->model));
  showCell(m_actual, m_predicted);
}

void ConfusionView::showCell(int actual, int predicted) {
  m_actual = actual;
  m_predicted = predicted;
  if (actual < 0) {
    m_images->setImages(tr("Click a cell to see its images."), {});
    return;
  }
  QVector<int> images;
  std::ranges::copy_if(m_subset.images, std::back_inserter(images), [&](int image) {
    const EvaluatedImage& evaluated = m_result->images[static_cast<std::size_t>(image)];
    return evaluated.actual == actual && evaluated.predicted == predicted;
  });
  m_images->setImages(m_chart->explanation(actual, predicted), images);
}

} // namespace mien::ui
