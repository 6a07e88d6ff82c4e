#include "ui/widgets/thumbnail_list_delegate.h"

#include "ui/look/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

void drawThumbnail(QPainter& painter, const QRect& frame, const QPixmap& picture) {
  if (picture.isNull()) {
    painter.fillRect(frame, Theme::instance().colors().grid);
    return;
  }
  QRect place({}, picture.size().scaled(frame.size(), Qt::KeepAspectRatio));
  place.moveCenter(frame.center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(place, picture);
}

} // namespace

ThumbnailListDelegate::Lines::Lines(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room)
    : m_painter(painter), m_option(option), m_metrics(option.font), m_place(room), m_lineHeight(m_metrics.height()) {}

void ThumbnailListDelegate::Lines::write(const QString& text, const QColor& color, Qt::TextElideMode elide, bool bold) {
  QFont font = m_option.font;
  font.setBold(bold);
  const QRect place = nextLine().adjusted(std::exchange(m_indent, 0), 0, 0, 0);
  m_painter.setFont(font);
  m_painter.setPen(onSelection(color));
  m_painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(text, elide, place.width()));
  skip(m_lineHeight);
}

QColor ThumbnailListDelegate::Lines::onSelection(const QColor& color) const {
  return selected() ? m_option.palette.color(QPalette::HighlightedText) : color;
}

bool ThumbnailListDelegate::Lines::selected() const { return m_option.state.testFlag(QStyle::State_Selected); }

void ThumbnailListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
  QStyleOptionViewItem background = option;
  initStyleOption(&background, index);
  background.text.clear();
  const QWidget* widget = option.widget;
  const QStyle* style = widget != nullptr ? widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &background, painter, widget);

  const int gap = padding(QFontMetrics(option.font));
  const QRect area = option.rect.adjusted(gap, gap, -gap, -gap);
  painter->save();
  painter->setClipRect(option.rect);
  const int side = std::min(area.height(), area.width() / 3);
  const QRect frame(area.left(), area.top(), side, side);
  drawThumbnail(*painter, frame, picture(index));
  Lines lines(*painter, option, {frame.right() + 1 + gap, area.top(), area.width() - side - gap, area.height()});
  paintLines(lines, index);
  painter->restore();
}

} // namespace mien::ui
