#pragma once

#include <QStyledItemDelegate>

namespace mien::ui {

/// Draws an image of the list: thumbnail, name, top emotion or state, number of faces.
class PredictEntryDelegate : public QStyledItemDelegate {
  Q_OBJECT

public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace mien::ui
