#pragma once

#include <QAbstractItemDelegate>

namespace mien::ui {

class ThumbnailCache;

/// Draws one image of the grid, underlined in the colour of its emotion.
class SampleGridDelegate : public QAbstractItemDelegate {
  Q_OBJECT

public:
  explicit SampleGridDelegate(ThumbnailCache& cache, QObject* parent = nullptr);

  void setSide(int side) { m_side = side; } ///< of a picture, px
  [[nodiscard]] int side() const { return m_side; }
  [[nodiscard]] QSize cellSize() const;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
  ThumbnailCache& m_cache;
  int m_side = 64;
};

} // namespace mien::ui
