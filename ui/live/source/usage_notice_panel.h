#pragma once

#include <QWidget>

class QPushButton;

namespace mien::ui {

/// What the user should know before a camera is looked at: what happens to the pictures, and what a model can and
/// cannot tell.
class UsageNoticePanel : public QWidget {
  Q_OBJECT

public:
  explicit UsageNoticePanel(QWidget* parent = nullptr);

  [[nodiscard]] static bool wasAccepted(); ///< on this computer, by this user, at some time

signals:
  void accepted();

protected:
  void showEvent(QShowEvent* event) override;

private:
  QPushButton* m_accept;
};

} // namespace mien::ui
