#include "ui/evaluate/images/evaluated_image_delegate.h"

#include "ui/look/theme.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace mien::ui {

namespace {

int padding(const QFontMetrics& metrics) { return metrics.height() / 2; }

int barHeight(const QFontMetrics& metrics) { return std::max(3, metrics.height() / 3); }

void drawBar(QPainter& painter, const QRect& rect, const std::vector<BarPart>& parts) {
  double x = rect.left();
  for (const BarPart& part : parts) {
    const double width = part.share * rect.width();
    // A hairline between the parts, so that colours need not be told apart to see where one ends.
    painter.fillRect(QRectF(x, rect.top(), std::max(0.5, width - 1), rect.height()), emotionColor(part.emotion));
    x += width;
  }
}

} // namespace

void EvaluatedImageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
  QStyleOptionViewItem background = option;
  initStyleOption(&background, index);
  background.text.clear();
  const QWidget* widget = option.widget;
  const QStyle* style = widget != nullptr ? widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &background, painter, widget);

  const auto facts = index.data(EvaluatedImageListModel::FactsRole).value<ImageFacts>();
  const QFontMetrics metrics(option.font);
  const int gap = padding(metrics);
  const QRect area = option.rect.adjusted(gap, gap, -gap, -gap);
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const ThemeColors& theme = Theme::instance().colors();

  painter->save();
  painter->setClipRect(option.rect);
  const int side = std::min(area.height(), area.width() / 3);
  const QRect frame(area.left(), area.top(), side, side);
  const QPixmap picture = index.data(EvaluatedImageListModel::PictureRole).value<QPixmap>();
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  if (picture.isNull()) {
    painter->fillRect(frame, theme.grid);
  } else {
    painter->drawPixmap(frame, picture);
  }

  QRect line(frame.right() + gap + 1, area.top(), area.right() - frame.right() - gap, metrics.height());
  const auto write = [&](const QString& text, const QColor& color, bool strong) {
    QFont font = option.font;
    font.setBold(strong);
    painter->setFont(font);
    painter->setPen(selected ? option.palette.color(QPalette::HighlightedText) : color);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
    line.translate(0, metrics.height());
  };
  const auto bar = [&](const std::vector<BarPart>& parts) {
    drawBar(*painter, {line.left(), line.top() + 1, line.width(), barHeight(metrics)}, parts);
    line.translate(0, barHeight(metrics) + metrics.height() / 4 + 2);
  };
  write(facts.verdict, facts.right ? theme.text : theme.danger, true);
  line.translate(0, metrics.height() / 5);
  write(facts.votes, theme.text, false);
  bar(facts.voteBar);
  write(facts.model, theme.text, false);
  bar(facts.modelBar);
  if (m_lines > 2) {
    write(facts.other, theme.text, false);
    bar(facts.otherBar);
  }
  painter->restore();
}

int EvaluatedImageDelegate::comfortableWidth(const QFontMetrics& metrics) { return 48 * metrics.averageCharWidth(); }

QSize EvaluatedImageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
  const QFontMetrics metrics(option.font);
  const int line = metrics.height() + barHeight(metrics) + metrics.height() / 4 + 2;
  return {m_width > 0 ? m_width : comfortableWidth(metrics),
          2 * padding(metrics) + metrics.height() + metrics.height() / 5 + m_lines * line};
}

} // namespace mien::ui
