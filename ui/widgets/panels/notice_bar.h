#pragma once

#include "ui/widgets/panels/card.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace mien::ui {

/// Says on top of a page what is missing or waits there, with buttons for what can be done about it. Hidden while there
/// is nothing to say. (What came of an action, and what went wrong: MessageBanner.)
class NoticeBar : public Card {
  Q_OBJECT

public:
  explicit NoticeBar(QWidget* parent = nullptr);

  /// Shows `title` (one sentence) and under it `text` (may be empty).
  void showNotice(const QString& title, const QString& text = {});
  void clear();
  QPushButton* addButton(const char* iconName, const QString& text, const QString& toolTip = {}); ///< null: no icon
  [[nodiscard]] QString title() const; ///< empty while hidden
  [[nodiscard]] QString text() const;

private:
  QLabel* m_title;
  QLabel* m_text;
  QHBoxLayout* m_layout;
};

} // namespace mien::ui
