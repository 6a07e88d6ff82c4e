#include "ui/window/dialogs/describe_model_dialog.h"

#include "core/common/error.h"
#include "core/data/emotion.h"
#include "ui/text/message_text.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/inputs/real_spin_box.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace mien::ui {

namespace {

QString joined(const std::vector<std::string>& labels) {
  QStringList texts;
  for (const std::string& label : labels) {
    texts.append(toQt(label));
  }
  return texts.join(QStringLiteral(", "));
}

RealSpinBox* colourBox(float value, double least) {
  auto* box = new RealSpinBox;
  box->setDecimals(4);
  box->setRange(least, 1);
  box->setSingleStep(0.01);
  box->setValue(static_cast<double>(value));
  return box;
}

} // namespace

DescribeModelDialog::DescribeModelDialog(const QString& title, const ModelInfo& info, QWidget* parent)
    : QDialog(parent), m_orders(new QComboBox), m_labels(new QLineEdit(joined(info.labels))), m_problem(new QLabel),
      m_size(new QSpinBox), m_mean(colourBox(info.mean.front(), 0)),
      m_deviation(colourBox(info.deviation.front(), 0.0001)), m_outputs(info.labels.size()) {
  setWindowTitle(tr("Describe %1").arg(title));
  auto* explanation = new QLabel(tr("The file does not say how its model was trained. Wrong answers here give wrong "
                                    "emotions: look where the weights come from."));
  explanation->setWordWrap(true);
  m_orders->addItem(tr("The order of FER+"), joined(emotionLabels(static_cast<int>(m_outputs))));
  if (m_outputs == 7) {
    m_orders->addItem(tr("The order of FER2013 (Kaggle's numbers)"),
                      QStringLiteral("anger, disgust, fear, happiness, sadness, surprise, neutral"));
    m_orders->addItem(tr("In alphabetical order, as class folders are read"),
                      QStringLiteral("anger, disgust, fear, happiness, neutral, sadness, surprise"));
  } else {
    m_orders->addItem(tr("In alphabetical order, as class folders are read"),
                      QStringLiteral("anger, contempt, disgust, fear, happiness, neutral, sadness, surprise"));
  }
  m_orders->addItem(tr("Another one"));
  m_size->setRange(32, 600);
  m_size->setSuffix(tr(" px"));
  m_size->setValue(info.inputSize);
  m_problem->setWordWrap(true);

  auto* form = new QFormLayout;
  form->addRow(tr("&Labels:"), m_orders);
  form->addRow(tr("In the order of the &outputs:"), m_labels);
  form->addRow(QString(), m_problem);
  form->addRow(tr("&Input size:"), m_size);
  form->addRow(tr("&Mean (of pixel/255):"), m_mean);
  form->addRow(tr("&Deviation (of pixel/255):"), m_deviation);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_ok = buttons->button(QDialogButtonBox::Ok);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(explanation);
  layout->addLayout(form);
  layout->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_orders, &QComboBox::activated, this, [this] {
    const QString order = m_orders->currentData().toString();
    if (!order.isEmpty()) {
      m_labels->setText(order);
    }
  });
  connect(m_labels, &QLineEdit::textChanged, this, &DescribeModelDialog::checkLabels);
  checkLabels();
}

void DescribeModelDialog::checkLabels() {
  QString problem;
  try {
    const std::size_t count = parseLabelNames(m_labels->text().toStdString()).size();
    if (count != m_outputs) {
      problem = tr("The model has %1 outputs.").arg(m_outputs);
    }
  } catch (const Error& error) {
    problem = messageText(error.message());
  }
  m_problem->setText(problem);
  m_ok->setEnabled(problem.isEmpty());
  const int known = m_orders->findData(m_labels->text());
  m_orders->setCurrentIndex(known >= 0 ? known : m_orders->count() - 1);
}

ModelHints DescribeModelDialog::hints() const {
  return {.labels = parseLabelNames(m_labels->text().toStdString()),
          .inputSize = m_size->value(),
          .mean = static_cast<float>(m_mean->value()),
          .deviation = static_cast<float>(m_deviation->value())};
}

} // namespace mien::ui
