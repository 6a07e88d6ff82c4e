#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace mien::ui {

/// Lets the rows of a QTreeView be as high as the wrapped text in their first column needs; Qt's own delegate does not
/// know the width when it is asked for the height. The view must have word wrap on.
class WrappingDelegate : public QStyledItemDelegate {
  Q_OBJECT

public:
  explicit WrappingDelegate(QTreeView* view);

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
  QTreeView* m_view;
};

} // namespace mien::ui
