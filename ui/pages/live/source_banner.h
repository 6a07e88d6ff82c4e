#pragma once

#include "ui/widgets/message_banner.h"

#include <QWidget>

class QPushButton;

namespace mien::ui {

/// A message about the source, with a button to try again. Hidden while there is none.
class SourceBanner : public QWidget {
  Q_OBJECT

public:
  explicit SourceBanner(QWidget* parent = nullptr);

  void showMessage(MessageBanner::Kind kind, const QString& title, const QString& details, const QString& retry = {});
  void clear();
  [[nodiscard]] QString title() const { return m_message->title(); }
  [[nodiscard]] QString details() const { return m_message->details(); }
  [[nodiscard]] QPushButton& retryButton() const { return *m_retry; }

signals:
  void retryRequested();

private:
  MessageBanner* m_message;
  QPushButton* m_retry;
};

} // namespace mien::ui
