#include "ui/predict/list/predict_entry_delegate.h"

#include "ui/look/theme.h"
#include "ui/predict/list/predict_entry_list_model.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace mien::ui {

namespace {

constexpr int kLines = 3;

int padding(const QFontMetrics& metrics) { return metrics.height() / 3; }

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

QColor resultColor(const QModelIndex& index) {
  const ThemeColors& colors = Theme::instance().colors();
  switch (static_cast<PredictEntry::State>(index.data(PredictEntryListModel::StateRole).toInt())) {
  case PredictEntry::State::Failed:
    return colors.danger;
  case PredictEntry::State::Waiting:
  case PredictEntry::State::Working:
  case PredictEntry::State::NoFace:
    return colors.mutedText;
  case PredictEntry::State::Done:
    break;
  }
  return colors.text;
}

} // namespace

void PredictEntryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
  QStyleOptionViewItem background = option;
  initStyleOption(&background, index);
  background.text.clear();
  const QWidget* widget = option.widget;
  const QStyle* style = widget != nullptr ? widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &background, painter, widget);

  const QFontMetrics metrics(option.font);
  const int gap = padding(metrics);
  const QRect area = option.rect.adjusted(gap, gap, -gap, -gap);
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const ThemeColors& theme = Theme::instance().colors();
  const auto colored = [&](const QColor& color) {
    return selected ? option.palette.color(QPalette::HighlightedText) : color;
  };
  painter->save();
  painter->setClipRect(option.rect);
  const QRect frame(area.left(), area.top(), area.height(), area.height());
  drawThumbnail(*painter, frame, index.data(PredictEntryListModel::PictureRole).value<QPixmap>());

  QRect line(frame.right() + 2 * gap, area.top(), area.right() - frame.right() - 2 * gap, area.height() / kLines);
  const auto write = [&](const QString& text, const QColor& color, Qt::TextElideMode elide, int indent) {
    painter->setPen(colored(color));
    const QRect place = line.adjusted(indent, 0, 0, 0);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, elide, place.width()));
    line.translate(0, area.height() / kLines);
  };
  write(index.data(PredictEntryListModel::NameRole).toString(), theme.text, Qt::ElideMiddle, 0);
  int indent = 0;
  const int emotion = index.data(PredictEntryListModel::EmotionRole).toInt();
  if (emotion >= 0) {
    const int side = metrics.height() / 2;
    const QRect dot(line.left(), line.center().y() - side / 2, side, side);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(selected ? colored(theme.text) : QColor(Qt::transparent));
    painter->setBrush(emotionColor(emotion));
    painter->drawEllipse(dot);
    indent = side + gap;
  }
  write(index.data(PredictEntryListModel::ResultRole).toString(), resultColor(index), Qt::ElideRight, indent);
  if (const double progress = index.data(PredictEntryListModel::ProgressRole).toDouble(); progress >= 0) {
    const QRect track(line.left(), line.center().y() - 2, line.width(), 4);
    painter->fillRect(track, theme.grid);
    painter->fillRect(QRectF(track.left(), track.top(), track.width() * progress, track.height()),
                      colored(theme.accent));
  } else {
    write(index.data(PredictEntryListModel::FacesRole).toString(), theme.mutedText, Qt::ElideRight, 0);
  }
  painter->restore();
}

QSize PredictEntryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
  const QFontMetrics metrics(option.font);
  const int height = kLines * (metrics.height() + 2) + 2 * padding(metrics);
  return {height + 16 * metrics.averageCharWidth(), height};
}

} // namespace mien::ui
