#include "ui/predict/list/predict_entry_delegate.h"

#include "ui/look/theme.h"
#include "ui/predict/list/predict_entry_list_model.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPixmap>

namespace mien::ui {

namespace {

constexpr int kLines = 3;
constexpr int kLeading = 2; // px between them

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

int PredictEntryDelegate::padding(const QFontMetrics& metrics) const { return metrics.height() / 3; }

QPixmap PredictEntryDelegate::picture(const QModelIndex& index) const {
  return index.data(PredictEntryListModel::PictureRole).value<QPixmap>();
}

void PredictEntryDelegate::paintLines(Lines& lines, const QModelIndex& index) const {
  const ThemeColors& theme = Theme::instance().colors();
  QPainter& painter = lines.painter();
  lines.setLineHeight(lines.metrics().height() + kLeading);
  lines.write(index.data(PredictEntryListModel::NameRole).toString(), theme.text, Qt::ElideMiddle);
  if (const int emotion = index.data(PredictEntryListModel::EmotionRole).toInt(); emotion >= 0) {
    const int side = lines.metrics().height() / 2;
    const QRect line = lines.nextLine();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lines.selected() ? lines.onSelection(theme.text) : QColor(Qt::transparent));
    painter.setBrush(emotionColor(emotion));
    painter.drawEllipse(QRect(line.left(), line.center().y() - side / 2, side, side));
    lines.indent(side + padding(lines.metrics()));
  }
  lines.write(index.data(PredictEntryListModel::ResultRole).toString(), resultColor(index));
  if (const double progress = index.data(PredictEntryListModel::ProgressRole).toDouble(); progress >= 0) {
    const QRect line = lines.nextLine();
    const QRect track(line.left(), line.center().y() - 2, line.width(), 4);
    painter.fillRect(track, theme.grid);
    painter.fillRect(QRectF(track.left(), track.top(), track.width() * progress, track.height()),
                     lines.onSelection(theme.accent));
  } else {
    lines.write(index.data(PredictEntryListModel::FacesRole).toString(), theme.mutedText);
  }
}

QSize PredictEntryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const {
  const QFontMetrics metrics(option.font);
  const int height = kLines * (metrics.height() + kLeading) + 2 * padding(metrics);
  return {height + 16 * metrics.averageCharWidth(), height};
}

} // namespace mien::ui
