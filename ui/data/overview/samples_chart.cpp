#include "ui/data/overview/samples_chart.h"

#include "ui/look/focus_ring.h"
#include "ui/look/theme.h"
#include "ui/text/emotion_name.h"
#include "ui/text/label_policies.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mien::ui {

namespace {

constexpr double kGroupGap = 0.26; // of a group's width

QColor barColor(int emotion, int split) {
  static constexpr std::array kStrength{1.0, 0.62, 0.3};
  return mixed(emotionColor(emotion), Theme::instance().colors().surface, kStrength[static_cast<std::size_t>(split)]);
}

} // namespace

SamplesChart::SamplesChart(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("Images of each emotion in each split"));
  new FocusRing(this);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SamplesChart::setCounts(const ClassCounts& counts) {
  m_counts = counts;
  for (std::size_t split = 0; split < m_counts.size(); ++split) {
    m_totals[split] = std::accumulate(m_counts[split].begin(), m_counts[split].end(), std::size_t{0});
  }
  update();
}

void SamplesChart::setShares(bool shares) {
  m_shares = shares;
  update();
}

QSize SamplesChart::sizeHint() const { return {fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 18}; }

QSize SamplesChart::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * 50, fontMetrics().height() * 11};
}

QRectF SamplesChart::plotArea() const {
  const QFontMetricsF metrics(font());
  const double left = metrics.horizontalAdvance(valueText(axisEnd())) + 12;
  return QRectF(rect()).adjusted(left, metrics.height() * 2.1, -4, -metrics.height() * 2.4);
}

double SamplesChart::value(Bar bar) const {
  const auto split = static_cast<std::size_t>(bar.split);
  const auto count = static_cast<double>(m_counts.at(split).at(static_cast<std::size_t>(bar.emotion)));
  if (!m_shares) {
    return count;
  }
  return m_totals[split] > 0 ? count / static_cast<double>(m_totals[split]) : 0;
}

double SamplesChart::axisStep() const {
  double most = 0;
  for (int split = 0; split < kSplitCount; ++split) {
    for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
      most = std::max(most, value({emotion, split}));
    }
  }
  const double rough = std::max(most, m_shares ? 0.01 : 4.0) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double nice : {1.0, 2.0, 2.5, 5.0}) {
    const bool half = !m_shares && nice == 2.5 && power < 10; // 2.5 images would be called 3
    if (rough <= nice * power && !half) {
      return nice * power;
    }
  }
  return 10 * power;
}

double SamplesChart::axisEnd() const {
  const double step = axisStep();
  double most = step;
  for (int split = 0; split < kSplitCount; ++split) {
    for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
      most = std::max(most, value({emotion, split}));
    }
  }
  return std::ceil(most / step - 1e-9) * step;
}

QStringList SamplesChart::axisNumbers() const {
  QStringList numbers;
  for (int line = 0; line * axisStep() <= axisEnd() * 1.0001; ++line) {
    numbers << valueText(line * axisStep());
  }
  return numbers;
}

QRectF SamplesChart::barArea(Bar bar) const {
  const QRectF plot = plotArea();
  const double group = plot.width() / kEmotionCount;
  const double width = group * (1 - kGroupGap) / kSplitCount;
  return {plot.left() + group * (bar.emotion + kGroupGap / 2) + width * bar.split, plot.top(), width, plot.height()};
}

SamplesChart::Bar SamplesChart::barAt(const QPointF& position) const {
  for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
    for (int split = 0; split < kSplitCount; ++split) {
      if (barArea({emotion, split}).contains(position)) {
        return {emotion, split};
      }
    }
  }
  return {};
}

QString SamplesChart::valueText(double value) const {
  return m_shares ? percentText(value, value < 0.0995 ? 1 : 0) : QLocale().toString(qRound64(value));
}

QString SamplesChart::description(Bar bar) const {
  const auto split = static_cast<std::size_t>(bar.split);
  const std::size_t count = m_counts.at(split).at(static_cast<std::size_t>(bar.emotion));
  const double share = m_totals[split] > 0 ? static_cast<double>(count) / static_cast<double>(m_totals[split]) : 0;
  return tr("%1, %2: %Ln image(s), %3 of the split. Click to see them.", "emotion, split, count, share",
            static_cast<int>(count))
      .arg(emotionName(voteName(bar.emotion)), splitTitle(bar.split), percentText(share));
}

void SamplesChart::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintAxis(painter);
  paintBars(painter);
  paintNames(painter);
  paintLegend(painter);
}

void SamplesChart::paintAxis(QPainter& painter) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QRectF plot = plotArea();
  const double end = axisEnd();
  const double height = QFontMetricsF(font()).height();
  const QStringList numbers = axisNumbers();
  for (int line = 0; line < numbers.size(); ++line) {
    const double y = plot.bottom() - line * axisStep() / end * plot.height();
    painter.setPen(colors.grid);
    painter.drawLine(QPointF(plot.left(), std::round(y) + 0.5), QPointF(plot.right(), std::round(y) + 0.5));
    painter.setPen(colors.mutedText);
    painter.drawText(QRectF(0, y - height / 2, plot.left() - 8, height), Qt::AlignRight | Qt::AlignVCenter,
                     numbers[line]);
  }
}

void SamplesChart::paintBars(QPainter& painter) const {
  const double end = axisEnd();
  for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
    for (int split = 0; split < kSplitCount; ++split) {
      const Bar bar{emotion, split};
      QRectF area = barArea(bar);
      if (bar == m_current) {
        painter.fillRect(area, mixed(Theme::instance().colors().accent, Theme::instance().colors().surface, 0.12));
      }
      area.setTop(area.bottom() - std::max(value(bar) > 0 ? 1.0 : 0.0, value(bar) / end * area.height()));
      painter.setPen(Qt::NoPen);
      painter.setBrush(barColor(emotion, split));
      painter.drawRect(area.adjusted(0.5, 0, -0.5, 0));
    }
  }
}

void SamplesChart::paintNames(QPainter& painter) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QRectF plot = plotArea();
  const QFontMetricsF metrics(font());
  const double group = plot.width() / kEmotionCount;
  for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
    std::size_t total = 0;
    for (const auto& split : m_counts) {
      total += split.at(static_cast<std::size_t>(emotion));
    }
    QRectF place(plot.left() + group * emotion, plot.bottom() + 5, group, metrics.height());
    painter.setPen(colors.text);
    painter.drawText(place, Qt::AlignCenter,
                     metrics.elidedText(emotionName(voteName(emotion)), Qt::ElideRight, group - 2));
    place.translate(0, metrics.height());
    painter.setPen(colors.mutedText);
    painter.drawText(place, Qt::AlignCenter, countText(total));
  }
}

void SamplesChart::paintLegend(QPainter& painter) const {
  const ThemeColors& colors = Theme::instance().colors();
  const QFontMetricsF metrics(font());
  const double swatch = metrics.ascent();
  double x = plotArea().right();
  for (int split = kSplitCount - 1; split >= 0; --split) {
    const QString name = splitTitle(split);
    x -= metrics.horizontalAdvance(name);
    painter.setPen(colors.text);
    painter.drawText(QPointF(x, 2 + metrics.ascent()), name);
    x -= swatch + 6;
    painter.setPen(Qt::NoPen);
    painter.setBrush(barColor(static_cast<int>(Emotion::Neutral), split));
    painter.drawRect(QRectF(x, 3, swatch, swatch));
    x -= 16;
  }
}

void SamplesChart::setCurrent(Bar bar) {
  if (bar != m_current) {
    m_current = bar;
    setCursor(bar.emotion >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleDescription(bar.emotion >= 0 ? description(bar) : QString());
    update();
  }
}

void SamplesChart::mouseMoveEvent(QMouseEvent* event) { setCurrent(barAt(event->position())); }

void SamplesChart::leaveEvent(QEvent* /*event*/) { setCurrent({}); }

void SamplesChart::mousePressEvent(QMouseEvent* event) {
  const Bar bar = barAt(event->position());
  if (event->button() == Qt::LeftButton && bar.emotion >= 0) {
    emit barActivated(bar.emotion, bar.split);
  }
}

void SamplesChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (event->reason() != Qt::MouseFocusReason && m_current.emotion < 0) {
    setCurrent({0, 0});
  }
}

void SamplesChart::keyPressEvent(QKeyEvent* event) {
  const int place = m_current.emotion < 0 ? 0 : m_current.emotion * kSplitCount + m_current.split;
  const auto move = [this](int to) {
    const int inside = std::clamp(to, 0, kEmotionCount * kSplitCount - 1);
    setCurrent({inside / kSplitCount, inside % kSplitCount});
    QToolTip::showText(mapToGlobal(barArea(m_current).center().toPoint()), description(m_current), this);
  };
  switch (event->key()) {
  case Qt::Key_Left:
    return move(place - 1);
  case Qt::Key_Right:
    return move(place + 1);
  case Qt::Key_Home:
    return move(0);
  case Qt::Key_End:
    return move(kEmotionCount * kSplitCount - 1);
  case Qt::Key_Return:
  case Qt::Key_Enter:
  case Qt::Key_Space:
    if (m_current.emotion >= 0) {
      emit barActivated(m_current.emotion, m_current.split);
    }
    return;
  default:
    QWidget::keyPressEvent(event);
  }
}

bool SamplesChart::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const Bar bar = barAt(help->pos());
    if (bar.emotion >= 0) {
      QToolTip::showText(help->globalPos(), description(bar), this, barArea(bar).toRect());
    } else {
      QToolTip::hideText();
    }
    return true;
  }
  return QWidget::event(event);
}

} // namespace mien::ui
