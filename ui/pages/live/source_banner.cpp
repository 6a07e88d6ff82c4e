#include "ui/pages/live/source_banner.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace mien::ui {

SourceBanner::SourceBanner(QWidget* parent)
    : QWidget(parent), m_message(new MessageBanner(this)), m_retry(new QPushButton(this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_message, 1);
  layout->addWidget(m_retry);
  connect(m_retry, &QPushButton::clicked, this, &SourceBanner::retryRequested);
  m_message->setDismissable(false);
  hide();
}

void SourceBanner::showMessage(MessageBanner::Kind kind, const QString& title, const QString& details,
                               const QString& retry) {
  if (isVisibleTo(parentWidget()) && title == m_message->title() && details == m_message->details()) {
    return; // said already: selected text and the focus stay
  }
  m_message->showMessage(kind, title, details);
  m_retry->setText(retry);
  m_retry->setVisible(!retry.isEmpty());
  show();
}

void SourceBanner::clear() {
  m_message->clear();
  hide();
}

} // namespace mien::ui
