#include "ui/data/inspector/votes_view.h"

#include "ui/look/theme.h"
#include "ui/text/emotion_name.h"
#include "ui/text/number_text.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace mien::ui {

VotesView::VotesView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Votes of the annotators"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VotesView::setVotes(const Votes& votes) {
  m_votes = votes;
  QStringList spoken;
  for (int i = 0; i < kVoteCount; ++i) {
    if (const int count = m_votes.at(static_cast<std::size_t>(i)); count > 0) {
      spoken.append(tr("%1: %Ln vote(s)", "an emotion and its votes", count).arg(emotionName(voteName(i))));
    }
  }
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  update();
}

int VotesView::rowHeight() const { return fontMetrics().height() + 2; }

QSize VotesView::sizeHint() const { return {fontMetrics().averageCharWidth() * 30, rowHeight() * kVoteCount}; }

void VotesView::paintEvent(QPaintEvent* /*event*/) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  int names = 0;
  for (int i = 0; i < kVoteCount; ++i) {
    names = std::max(names, fontMetrics().horizontalAdvance(emotionName(voteName(i))));
  }
  const int numbers = fontMetrics().horizontalAdvance(QStringLiteral("000"));
  const int left = names + 10;
  const double room = width() - left - numbers - 6;
  const int total = std::accumulate(m_votes.begin(), m_votes.end(), 0);
  for (int i = 0; i < kVoteCount; ++i) {
    const int votes = m_votes.at(static_cast<std::size_t>(i));
    const int top = i * rowHeight();
    painter.setPen(votes > 0 ? colors.text : colors.mutedText);
    painter.drawText(QRect(0, top, names, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter, emotionName(voteName(i)));
    const QRectF track(left, top + 4, room, rowHeight() - 8);
    painter.fillRect(track, colors.window);
    if (total > 0 && votes > 0) {
      painter.fillRect(QRectF(track.left(), track.top(), room * votes / total, track.height()), emotionColor(i));
      painter.drawText(QRect(width() - numbers, top, numbers, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                       countText(static_cast<qulonglong>(votes)));
    }
  }
}

} // namespace mien::ui
