#include "ui/train/form/weights_edit.h"

#include "ui/look/icons.h"
#include "ui/text/weights_filter.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace mien::ui {

WeightsEdit::WeightsEdit(QWidget* parent) : QWidget(parent), m_file(new QLineEdit) {
  m_file->setPlaceholderText(tr("Random start"));
  m_file->setClearButtonEnabled(true);
  m_file->setAccessibleName(tr("Weights file to start from"));
  auto* button = new QToolButton;
  button->setIcon(icon("folder"));
  button->setToolTip(tr("Choose a weights file"));
  button->setAccessibleName(button->toolTip());
  button->setFocusPolicy(Qt::StrongFocus);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_file, 1);
  layout->addWidget(button);
  setFocusProxy(m_file);
  connect(m_file, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_file->setToolTip(text);
    emit changed();
  });
  connect(button, &QToolButton::clicked, this, &WeightsEdit::choose);
}

QString WeightsEdit::file() const { return m_file->text().trimmed(); }

void WeightsEdit::setFile(const QString& file) {
  const QSignalBlocker silent(this);
  m_file->setText(file);
}

void WeightsEdit::choose() {
  const QString chosen = QFileDialog::getOpenFileName(this, tr("Weights to Start From"), file(), weightsFilter());
  if (!chosen.isEmpty()) {
    m_file->setText(chosen);
  }
}

} // namespace mien::ui
