#include "ui/charts/density/density_view.h"

#include "ui/charts/density/density_chart.h"
#include "ui/text/class_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

namespace mien::ui {

namespace {

/// Axes as numbers, for the data of a combo box.
int code(const DensityAxis& axis) { return 1000 * static_cast<int>(axis.kind) + axis.index; }

DensityAxis axisOf(int number) { return {static_cast<DensityAxis::Kind>(number / 1000), number % 1000}; }

QComboBox* addChoice(QHBoxLayout& layout, const QString& label, QWidget* parent) {
  auto* box = new QComboBox(parent);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  auto* caption = new QLabel(label, parent);
  caption->setBuddy(box);
  layout.addWidget(caption);
  layout.addWidget(box, 1);
  return box;
}

} // namespace

DensityView::DensityView(QWidget* parent) : QWidget(parent), m_chart(new DensityChart(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  auto* choices = new QHBoxLayout;
  m_x = addChoice(*choices, tr("&Across:"), this);
  m_y = addChoice(*choices, tr("&Up:"), this);
  m_classes = addChoice(*choices, tr("Sho&w:"), this);
  m_points = new QCheckBox(tr("&Points"), this);
  m_points->setToolTip(tr("Show a point for each image."));
  choices->addWidget(m_points);
  layout->addLayout(choices);
  layout->addWidget(m_chart, 1);
  for (QComboBox* box : {m_x, m_y, m_classes}) {
    connect(box, &QComboBox::currentIndexChanged, this, &DensityView::request);
  }
  connect(m_points, &QCheckBox::toggled, m_chart, &DensityChart::setPointsVisible);
}

void DensityView::setImages(std::shared_ptr<const EvaluationResult> result, const std::vector<int>& images) {
  const bool fresh = result != m_request.result;
  m_request.result = std::move(result);
  m_request.images = images;
  if (fresh) {
    m_request.focus = -1;
    setDefaultAxes(m_request);
    fillChoices();
  }
  m_chart->showRequest(m_request);
}

void DensityView::fillChoices() {
  const QSignalBlocker blockers[] = {QSignalBlocker(m_x), QSignalBlocker(m_y), QSignalBlocker(m_classes)};
  const std::vector<ClassLabel> labels = classLabels(m_request.result->model);
  for (QComboBox* box : {m_x, m_y}) { // short, as three of them stand in a row; the chart says it in full
    box->clear();
    if (m_request.result->embeddingSize > 0) {
      using Kind = DensityAxis::Kind;
      box->addItem(tr("Discriminant 1"), code({Kind::Discriminant, 0}));
      box->addItem(tr("Discriminant 2"), code({Kind::Discriminant, 1}));
      box->addItem(tr("Component 1"), code({Kind::Principal, 0}));
      box->addItem(tr("Component 2"), code({Kind::Principal, 1}));
    }
    for (std::size_t c = 0; c < labels.size(); ++c) {
      box->addItem(tr("P(%1)").arg(labels[c].name), code({DensityAxis::Kind::Probability, static_cast<int>(c)}));
    }
  }
  m_x->setCurrentIndex(m_x->findData(code(m_request.x)));
  m_y->setCurrentIndex(m_y->findData(code(m_request.y)));
  m_classes->clear();
  m_classes->addItem(tr("All classes"), -1);
  for (std::size_t c = 0; c < labels.size(); ++c) {
    m_classes->addItem(tr("%1 / rest").arg(labels[c].name), static_cast<int>(c));
  }
}

void DensityView::request() {
  if (m_request.result) {
    m_request.x = axisOf(m_x->currentData().toInt());
    m_request.y = axisOf(m_y->currentData().toInt());
    m_request.focus = m_classes->currentData().toInt();
    m_chart->showRequest(m_request);
  }
}

} // namespace mien::ui
