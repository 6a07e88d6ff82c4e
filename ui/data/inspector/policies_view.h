#pragma once

#include "core/data/emotion.h"

#include <QWidget>

namespace mien::ui {

/// What each label policy makes of the votes on one image: the training target as a striped bar, and in words.
class PoliciesView : public QWidget {
  Q_OBJECT

public:
  explicit PoliciesView(QWidget* parent = nullptr);

  void setVotes(const Votes& votes);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

private:
  [[nodiscard]] int rowHeight() const;

  Votes m_votes{};
};

} // namespace mien::ui
