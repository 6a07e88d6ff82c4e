#pragma once

#include <QPushButton>

namespace mien::ui {

/// The button for what a page is there for, in the accent colour. At most one a page.
class PrimaryButton : public QPushButton {
  Q_OBJECT

public:
  /// `iconName`: see icon().
  PrimaryButton(const char* iconName, const QString& text, QWidget* parent = nullptr);

protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

private:
  void restyle();

  const char* m_iconName;
};

} // namespace mien::ui
