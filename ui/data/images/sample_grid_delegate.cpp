#include "ui/data/images/sample_grid_delegate.h"

#include "ui/data/images/sample_list_model.h"
#include "ui/look/theme.h"
#include "ui/pictures/thumbnail_cache.h"

#include <QPainter>

namespace mien::ui {

namespace {

constexpr int kMargin = 5;
constexpr int kStripe = 4;

} // namespace

SampleGridDelegate::SampleGridDelegate(ThumbnailCache& cache, QObject* parent)
    : QAbstractItemDelegate(parent), m_cache(cache) {}

QSize SampleGridDelegate::cellSize() const { return {m_side + 2 * kMargin, m_side + kStripe + 2 * kMargin}; }

QSize SampleGridDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const {
  return cellSize();
}

void SampleGridDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QRect cell(option.rect.topLeft(), cellSize());
  const QRect place(cell.left() + kMargin, cell.top() + kMargin, m_side, m_side);
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  if (selected) {
    painter->fillRect(cell.adjusted(1, 1, -1, -1), colors.accent);
  }
  m_cache.setSide(qRound(m_side * painter->device()->devicePixelRatioF())); // the screen may have changed
  const QPixmap picture = m_cache.picture(index.data(SampleListModel::SampleRole).toUInt());
  if (picture.isNull()) {
    painter->fillRect(place, colors.grid);
  } else {
    painter->drawPixmap(place, picture);
  }
  const int emotion = index.data(SampleListModel::ClassRole).toInt();
  const QRect stripe(place.left(), place.bottom() + 1, m_side, kStripe);
  painter->fillRect(stripe, emotion == kDiscarded ? colors.window : emotionColor(emotion));
  if (option.state.testFlag(QStyle::State_HasFocus) && !selected) {
    painter->setPen(colors.accent);
    painter->drawRect(cell.adjusted(1, 1, -2, -2));
  }
}

} // namespace mien::ui
