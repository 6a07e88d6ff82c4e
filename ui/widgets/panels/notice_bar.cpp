#include "ui/widgets/panels/notice_bar.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : Card(parent), m_title(makeHeading({})), m_text(makeMuted({})), m_layout(new QHBoxLayout(this)) {
  m_title->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(m_title);
  words->addWidget(m_text);
  m_layout->setContentsMargins(12, 8, 12, 8);
  m_layout->addLayout(words, 1);
  hide();
}

void NoticeBar::showNotice(const QString& title, const QString& text) {
  m_title->setText(title);
  m_text->setText(text);
  m_text->setVisible(!text.isEmpty());
  setAccessibleName(title);
  setAccessibleDescription(text);
  show();
}

void NoticeBar::clear() {
  m_title->clear();
  m_text->clear();
  hide();
}

QPushButton* NoticeBar::addButton(const char* iconName, const QString& text, const QString& toolTip) {
  auto* button = iconName ? new QPushButton(icon(iconName), text) : new QPushButton(text);
  button->setToolTip(toolTip);
  m_layout->addWidget(button);
  return button;
}

QString NoticeBar::title() const { return m_title->text(); }

QString NoticeBar::text() const { return m_text->text(); }

} // namespace mien::ui
