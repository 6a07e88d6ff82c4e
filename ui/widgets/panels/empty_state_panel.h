#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace mien::ui {

/// Stands where something will be shown and says why there is nothing yet, with buttons for what can be done.
class EmptyStatePanel : public QWidget {
  Q_OBJECT

public:
  struct Action {
    const char* icon;
    QString text;
    std::function<void()> run;
  };

  explicit EmptyStatePanel(QWidget* parent = nullptr);

  /// Does nothing when it says so already: the keyboard's focus stays on its button.
  void showState(const char* iconName, const QString& title, const QString& text, const std::vector<Action>& actions);
  [[nodiscard]] QString title() const;

private:
  void recolour();

  const char* m_iconName = "live";
  QLabel* m_picture;
  QLabel* m_title;
  QLabel* m_text;
  QHBoxLayout* m_buttons;
};

} // namespace mien::ui
