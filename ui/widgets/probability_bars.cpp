#include "ui/widgets/probability_bars.h"

#include "ui/support/percent_text.h"
#include "ui/support/theme.h"
#include "ui/widgets/labels.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace mien::ui {

ProbabilityBars::ProbabilityBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Probabilities of the emotions"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProbabilityBars::setClasses(const std::vector<ClassLabel>& classes) {
  m_classes = classes;
  setProbabilities({});
  updateGeometry();
}

void ProbabilityBars::setProbabilities(const std::vector<float>& probabilities) {
  m_probabilities = probabilities;
  m_probabilities.resize(std::min(probabilities.size(), m_classes.size()));
  QStringList spoken;
  for (std::size_t i = 0; i < m_probabilities.size(); ++i) {
    spoken
        << tr("%1: %2", "an emotion and its probability").arg(m_classes[i].name, probabilityText(m_probabilities[i]));
  }
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  update();
}

void ProbabilityBars::setThreshold(double threshold) {
  m_threshold = threshold;
  update();
}

void ProbabilityBars::setChosen(int label) {
  m_chosen = label;
  update();
}

int ProbabilityBars::rowHeight() const { return fontMetrics().height() + 4; }

int ProbabilityBars::boldLabel() const {
  return m_chosen >= 0 || m_probabilities.empty()
             ? m_chosen
             : static_cast<int>(std::ranges::max_element(m_probabilities) - m_probabilities.begin());
}

QSize ProbabilityBars::sizeHint() const {
  return {fontMetrics().averageCharWidth() * 30, rowHeight() * std::max(1, static_cast<int>(m_classes.size()))};
}

QSize ProbabilityBars::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 24, sizeHint().height()}; }

void ProbabilityBars::paintEvent(QPaintEvent* /*event*/) {
  constexpr double kRadius = 3;
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QFont bold = scaledFont(*this, 1.0, QFont::DemiBold);
  int names = 0;
  for (const ClassLabel& label : m_classes) {
    names = std::max(names, QFontMetrics(bold).horizontalAdvance(label.name));
  }
  const int numbers = QFontMetrics(bold).horizontalAdvance(probabilityText(1));
  const int left = names + 10;
  const double room = std::max(0, width() - left - numbers - 8);
  for (std::size_t i = 0; i < m_classes.size(); ++i) {
    const int top = static_cast<int>(i) * rowHeight();
    const bool known = i < m_probabilities.size();
    painter.setFont(static_cast<int>(i) == boldLabel() ? bold : font());
    painter.setPen(known ? colors.text : colors.mutedText);
    painter.drawText(QRect(0, top, names, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter, m_classes[i].name);
    const QRectF track(left, top + 4, room, rowHeight() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.window);
    painter.drawRoundedRect(track, kRadius, kRadius);
    if (known) {
      const double length = room * std::clamp(static_cast<double>(m_probabilities[i]), 0.0, 1.0);
      const double radius = std::min(kRadius, length / 2);
      painter.setBrush(emotionColor(m_classes[i].emotion));
      painter.drawRoundedRect(QRectF(track.left(), track.top(), length, track.height()), radius, radius);
      painter.setPen(colors.text);
      painter.drawText(QRect(width() - numbers, top, numbers, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                       probabilityText(m_probabilities[i]));
    }
  }
  if (m_threshold > 0) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int x = left + qRound(room * m_threshold);
    painter.setPen(QPen(colors.mutedText, 1, Qt::DotLine));
    painter.drawLine(x, 0, x, height());
  }
}

void ProbabilityBars::mousePressEvent(QMouseEvent* event) {
  const int label = static_cast<int>(event->position().y()) / rowHeight();
  if (event->button() == Qt::LeftButton && label >= 0 && label < static_cast<int>(m_probabilities.size())) {
    emit chosen(label);
  }
}

} // namespace mien::ui
