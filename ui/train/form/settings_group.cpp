#include "ui/train/form/settings_group.h"

#include "ui/look/labels.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace mien::ui {

SettingsGroup::SettingsGroup(const QString& title, QWidget* parent)
    : QWidget(parent), m_header(new QToolButton), m_body(new QWidget), m_rows(new QGridLayout(m_body)) {
  m_header->setText(title);
  m_header->setAutoRaise(true);
  m_header->setArrowType(Qt::RightArrow);
  m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_header->setFont(scaledFont(*m_header, 1.0, QFont::DemiBold));
  m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_header->setFocusPolicy(Qt::StrongFocus);
  m_header->setAccessibleDescription(tr("Shows or hides the settings of this group."));
  connect(m_header, &QToolButton::clicked, this, [this] { setExpanded(!isExpanded()); });
  m_rows->setContentsMargins(0, 2, 0, 10);
  m_rows->setHorizontalSpacing(10);
  m_rows->setVerticalSpacing(4);
  m_rows->setColumnStretch(1, 1);
  m_body->hide();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(0);
  layout->addWidget(m_header);
  layout->addWidget(m_body);
}

void SettingsGroup::setExpanded(bool expanded) {
  m_header->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
  m_body->setVisible(expanded);
}

bool SettingsGroup::isExpanded() const { return !m_body->isHidden(); }

void SettingsGroup::setEditable(bool editable) { m_body->setEnabled(editable); }

void SettingsGroup::addRow(const QString& name, QWidget* editor, const QString& help, Read read, Show show) {
  const int row = m_rows->rowCount();
  auto* label = new QLabel(name);
  label->setBuddy(editor);
  QLabel* explanation = makeMuted(help);
  explanation->setContentsMargins(0, 0, 0, 6);
  editor->setAccessibleName(name);
  editor->setAccessibleDescription(help);
  editor->setToolTip(help);
  const bool tall = editor->layout() != nullptr && editor->sizeHint().height() > 2 * label->sizeHint().height();
  if (tall) { // in line with the first of its lines
    label->setContentsMargins(0, 4, 0, 0);
  }
  m_rows->addWidget(label, row, 0, tall ? Qt::AlignTop : Qt::AlignVCenter);
  m_rows->addWidget(editor, row, 1);
  m_rows->addWidget(explanation, row + 1, 0, 1, 2);
  m_read.push_back(std::move(read));
  m_show.push_back(std::move(show));
}

void SettingsGroup::show(const TrainConfig& config) {
  const QSignalBlocker silent(this);
  for (const Show& show : m_show) {
    show(config);
  }
}

void SettingsGroup::read(TrainConfig& config) const {
  for (const Read& read : m_read) {
    read(config);
  }
}

} // namespace mien::ui
