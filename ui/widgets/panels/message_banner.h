#pragma once

#include <QMargins>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace mien::ui {

/// A message in the place it is about: what went wrong and what to do, with a button that copies it. Hidden while there
/// is none.
class MessageBanner : public QWidget {
  Q_OBJECT

public:
  enum class Kind { Info, Warning, Error };

  explicit MessageBanner(QWidget* parent = nullptr);

  /// Shows `title` (one sentence) and under it `details` (may be empty; selectable, and what the button copies).
  void showMessage(Kind kind, const QString& title, const QString& details = {});
  void clear();
  void setOuterMargins(const QMargins& margins); ///< empty space around it, which goes when it does
  void setDismissable(bool dismissable);         ///< with a button that clears it; without one at first
  void setAction(QPushButton* action);           ///< what can be done about it; taken over
  [[nodiscard]] QString title() const;
  [[nodiscard]] QString details() const;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void recolour();

  Kind m_kind = Kind::Info;
  QMargins m_outer;
  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_details;
  QPushButton* m_copy;
  QToolButton* m_dismiss;
};

} // namespace mien::ui
