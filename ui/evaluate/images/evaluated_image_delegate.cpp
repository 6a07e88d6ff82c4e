#include "ui/evaluate/images/evaluated_image_delegate.h"

#include "ui/look/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace mien::ui {

namespace {

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

int EvaluatedImageDelegate::padding(const QFontMetrics& metrics) const { return metrics.height() / 2; }

QPixmap EvaluatedImageDelegate::picture(const QModelIndex& index) const {
  return index.data(EvaluatedImageListModel::PictureRole).value<QPixmap>();
}

void EvaluatedImageDelegate::paintLines(Lines& lines, const QModelIndex& index) const {
  const auto facts = index.data(EvaluatedImageListModel::FactsRole).value<ImageFacts>();
  const QFontMetrics& metrics = lines.metrics();
  const ThemeColors& theme = Theme::instance().colors();
  const auto bar = [&](const std::vector<BarPart>& parts) {
    const QRect line = lines.nextLine();
    drawBar(lines.painter(), {line.left(), line.top() + 1, line.width(), barHeight(metrics)}, parts);
    lines.skip(barHeight(metrics) + metrics.height() / 4 + 2);
  };
  lines.write(facts.verdict, facts.right ? theme.text : theme.danger, Qt::ElideRight, true);
  lines.skip(metrics.height() / 5);
  lines.write(facts.votes, theme.text);
  bar(facts.voteBar);
  lines.write(facts.model, theme.text);
  bar(facts.modelBar);
  if (m_lines > 2) {
    lines.write(facts.other, theme.text);
    bar(facts.otherBar);
  }
}

int EvaluatedImageDelegate::comfortableWidth(const QFontMetrics& metrics) { return 48 * metrics.averageCharWidth(); }

QSize EvaluatedImageDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
  const QFontMetrics metrics(option.font);
  const int line = metrics.height() + barHeight(metrics) + metrics.height() / 4 + 2;
  return {m_width > 0 ? m_width : comfortableWidth(metrics),
          2 * padding(metrics) + metrics.height() + metrics.height() / 5 + m_lines * line};
}

} // namespace mien::ui
