#pragma once

#include "ui/widgets/thumbnail_list_delegate.h"

namespace mien::ui {

/// Draws an image of the list: thumbnail, name, top emotion or state, number of faces.
class PredictEntryDelegate : public ThumbnailListDelegate {
  Q_OBJECT

public:
  using ThumbnailListDelegate::ThumbnailListDelegate;

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
  [[nodiscard]] int padding(const QFontMetrics& metrics) const override;
  [[nodiscard]] QPixmap picture(const QModelIndex& index) const override;
  void paintLines(Lines& lines, const QModelIndex& index) const override;
};

} // namespace mien::ui
