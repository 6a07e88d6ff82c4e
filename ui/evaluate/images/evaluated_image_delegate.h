#pragma once

#include "ui/evaluate/images/evaluated_image_list_model.h"
#include "ui/widgets/thumbnail_list_delegate.h"

namespace mien::ui {

/// Draws an image with what the annotators and the model said of it, in words and as bars in the emotions' colours.
class EvaluatedImageDelegate : public ThumbnailListDelegate {
  Q_OBJECT

public:
  using ThumbnailListDelegate::ThumbnailListDelegate;

  void setLines(int lines) { m_lines = lines; }     ///< of text with a bar below: 2, or 3 with a second model
  void setCellWidth(int width) { m_width = width; } ///< px
  [[nodiscard]] static int comfortableWidth(const QFontMetrics& metrics); ///< in which most texts fit

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
  [[nodiscard]] int padding(const QFontMetrics& metrics) const override;
  [[nodiscard]] QPixmap picture(const QModelIndex& index) const override;
  void paintLines(Lines& lines, const QModelIndex& index) const override;

private:
  int m_lines = 2;
  int m_width = 0;
};

} // namespace mien::ui
