#pragma once

#include <QAbstractButton>

namespace mien::ui {

/// A large button for the one or two things to do on an empty page: an icon, what it does, and a sentence about it.
class ActionCard : public QAbstractButton {
  Q_OBJECT

public:
  ActionCard(const QIcon& icon, const QString& text, const QString& description, QWidget* parent = nullptr);

  void setPrimary(bool primary); ///< the one that most people want

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  QString m_description;
  bool m_primary = false;
};

} // namespace mien::ui
