#include "ui/live/source/source_banner.h"

#include <QPushButton>

namespace mien::ui {

SourceBanner::SourceBanner(QWidget* parent) : MessageBanner(parent), m_retry(new QPushButton(this)) {
  setAction(m_retry);
  connect(m_retry, &QPushButton::clicked, this, &SourceBanner::retryRequested);
}

void SourceBanner::showTrouble(Kind kind, const QString& text, const QString& more, const QString& retry) {
  m_retry->setText(retry);
  m_retry->setVisible(!retry.isEmpty());
  showMessage(kind, text, more);
}

} // namespace mien::ui
