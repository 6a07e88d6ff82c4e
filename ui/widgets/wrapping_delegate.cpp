#include "ui/widgets/wrapping_delegate.h"

#include <QHeaderView>
#include <QTreeView>

#include <algorithm>

namespace mien::ui {

WrappingDelegate::WrappingDelegate(QTreeView* view) : QStyledItemDelegate(view), m_view(view) {
  connect(view->header(), &QHeaderView::sectionResized, this, [this] { emit sizeHintChanged({}); });
}

QSize WrappingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  constexpr int kFrame = 8; // what styles leave beside a text
  constexpr int kSpace = 4; // between rows
  if (index.column() != 0) {
    return QStyledItemDelegate::sizeHint(option, index);
  }
  const bool spanned = m_view->isFirstColumnSpanned(index.row(), index.parent());
  int width = spanned ? m_view->viewport()->width() : m_view->columnWidth(0);
  for (QModelIndex level = index; level.isValid(); level = level.parent()) {
    width -= m_view->indentation();
  }
  if (!index.data(Qt::DecorationRole).isNull()) {
    width -= m_view->style()->pixelMetric(QStyle::PM_SmallIconSize) + kFrame;
  }
  const QRect text = option.fontMetrics.boundingRect(QRect(0, 0, std::max(1, width - kFrame), QWIDGETSIZE_MAX),
                                                     Qt::TextWordWrap, index.data().toString());
  return {text.width(), text.height() + kSpace};
}

} // namespace mien::ui
