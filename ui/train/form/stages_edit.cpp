#include "ui/train/form/stages_edit.h"

#include "ui/look/icons.h"
#include "ui/widgets/inputs/wheel_guard.h"

#include <QHBoxLayout>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace mien::ui {

StagesEdit::StagesEdit(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout) {
  auto* add = new QToolButton;
  add->setText(tr("Add a stage"));
  add->setAutoRaise(true);
  add->setFocusPolicy(Qt::StrongFocus);
  add->setToolTip(tr("Goes on with larger images after the last stage."));
  connect(add, &QToolButton::clicked, this, [this] {
    constexpr int kStep = 16;
    SizeStage next = stages().back();
    next.size = std::min(next.size + kStep, 300);
    addRow(next);
    emit changed();
  });
  m_layout->setContentsMargins({});
  m_layout->setSpacing(4);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(4);
  layout->addLayout(m_layout);
  layout->addWidget(add, 0, Qt::AlignLeft);
  setStages({SizeStage{}});
}

std::vector<SizeStage> StagesEdit::stages() const {
  std::vector<SizeStage> stages;
  for (const Row& row : m_rows) {
    stages.push_back({row.size->value(), row.epochs->value()});
  }
  return stages;
}

void StagesEdit::setStages(const std::vector<SizeStage>& stages) {
  for (const Row& row : m_rows) {
    delete row.widget;
  }
  m_rows.clear();
  for (const SizeStage& stage : stages) {
    addRow(stage);
  }
}

void StagesEdit::addRow(const SizeStage& stage) {
  Row row{new QWidget, new QSpinBox, new QSpinBox, new QToolButton};
  row.size->setRange(48, 300);
  row.size->setSuffix(tr(" px"));
  row.size->setSingleStep(8);
  row.size->setToolTip(tr("Side of the images in this stage. The cost of an image grows with its area."));
  row.epochs->setRange(1, 10000);
  row.epochs->setPrefix(tr("Epochs: "));
  row.epochs->setToolTip(tr("How often this stage goes through all training images."));
  row.size->setValue(stage.size);
  row.epochs->setValue(stage.epochs);
  row.remove->setIcon(icon("close"));
  row.remove->setAutoRaise(true);
  row.remove->setFocusPolicy(Qt::StrongFocus);
  row.remove->setToolTip(tr("Remove this stage"));
  auto* layout = new QHBoxLayout(row.widget);
  layout->setContentsMargins({});
  layout->addWidget(row.size, 2);
  layout->addWidget(row.epochs, 3);
  layout->addWidget(row.remove);
  for (QSpinBox* box : {row.size, row.epochs}) {
    WheelGuard::protect(box);
    connect(box, &QSpinBox::valueChanged, this, &StagesEdit::changed);
  }
  connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
  m_layout->addWidget(row.widget);
  m_rows.push_back(row);
  nameRows();
}

void StagesEdit::removeRow(const QWidget* widget) {
  const auto found = std::ranges::find(m_rows, widget, &Row::widget);
  found->widget->hide();
  found->widget->deleteLater(); // its button is what calls
  m_rows.erase(found);
  nameRows();
  emit changed();
}

void StagesEdit::nameRows() {
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    const auto number = static_cast<int>(i) + 1;
    m_rows[i].size->setAccessibleName(tr("Image size of stage %1").arg(number));
    m_rows[i].epochs->setAccessibleName(tr("Epochs of stage %1").arg(number));
    m_rows[i].remove->setAccessibleName(tr("Remove stage %1").arg(number));
    m_rows[i].remove->setEnabled(m_rows.size() > 1);
  }
}

} // namespace mien::ui
