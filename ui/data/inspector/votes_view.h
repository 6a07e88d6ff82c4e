#pragma once

#include "core/data/emotion.h"

#include <QWidget>

namespace mien::ui {

/// The ten votes on one image as bars.
class VotesView : public QWidget {
  Q_OBJECT

public:
  explicit VotesView(QWidget* parent = nullptr);

  void setVotes(const Votes& votes);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  [[nodiscard]] int rowHeight() const;

  Votes m_votes{};
};

} // namespace mien::ui
