#include "ui/widgets/panels/empty_state_panel.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/look/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

EmptyStatePanel::EmptyStatePanel(QWidget* parent)
    : QWidget(parent), m_picture(new QLabel(this)), m_title(makeHeading(QString(), this)),
      m_text(makeMuted(QString(), this)), m_buttons(new QHBoxLayout) {
  for (QLabel* label : {m_picture, m_title, m_text}) {
    label->setAlignment(Qt::AlignCenter);
  }
  m_title->setWordWrap(true);
  m_buttons->addStretch();
  m_buttons->addStretch();
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(8);
  layout->addStretch(2);
  layout->addWidget(m_picture);
  layout->addWidget(m_title);
  layout->addWidget(m_text);
  layout->addSpacing(6);
  layout->addLayout(m_buttons);
  layout->addStretch(3);
  connect(&Theme::instance(), &Theme::changed, this, &EmptyStatePanel::recolour);
}

void EmptyStatePanel::showState(const char* iconName, const QString& title, const QString& text,
                                const std::vector<Action>& actions) {
  if (title == m_title->text() && text == m_text->text()) {
    return;
  }
  m_iconName = iconName;
  m_title->setText(title);
  m_text->setText(text);
  m_text->setVisible(!text.isEmpty());
  setAccessibleName(title);
  for (QPushButton* old : findChildren<QPushButton*>()) {
    old->hide();
    old->deleteLater(); // it may be the one that was just clicked
  }
  for (const Action& action : actions) {
    auto* button = new QPushButton(icon(action.icon), action.text, this);
    connect(button, &QPushButton::clicked, this, [run = action.run] { run(); });
    m_buttons->insertWidget(m_buttons->count() - 1, button);
  }
  recolour();
}

QString EmptyStatePanel::title() const { return m_title->text(); }

void EmptyStatePanel::recolour() {
  const int side = fontMetrics().height() * 3;
  m_picture->setPixmap(
      icon(m_iconName, Theme::instance().colors().mutedText).pixmap(QSize(side, side), devicePixelRatioF()));
}

} // namespace mien::ui
