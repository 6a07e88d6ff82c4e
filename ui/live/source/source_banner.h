#pragma once

#include "ui/widgets/panels/message_banner.h"

namespace mien::ui {

/// A message about the source, with a button to try again. Hidden while there is none.
class SourceBanner : public MessageBanner {
  Q_OBJECT

public:
  explicit SourceBanner(QWidget* parent = nullptr);

  void showTrouble(Kind kind, const QString& title, const QString& details, const QString& retry = {});
  [[nodiscard]] QPushButton& retryButton() const { return *m_retry; }

signals:
  void retryRequested();

private:
  QPushButton* m_retry;
};

} // namespace mien::ui
