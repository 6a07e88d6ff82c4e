#include "ui/pages/predict/probability_bars.h"

#include "ui/pages/train/figure_text.h"
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
  setToolTip(tr("Click an emotion to see what speaks for it. The line marks where the result counts as certain."));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProbabilityBars::setProbabilities(const std::vector<ClassLabel>& classes,
                                       const std::vector<float>& probabilities) {
  if (m_classes.size() != classes.size()) {
    updateGeometry();
  }
  m_classes = classes;
  m_probabilities = probabilities;
  QStringList spoken;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    spoken << tr("%1: %2", "an emotion and its probability").arg(classes[i].name, percentText(probabilities[i], 0));
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

QSize ProbabilityBars::sizeHint() const {
  return {fontMetrics().averageCharWidth() * 30, rowHeight() * std::max(1, static_cast<int>(m_classes.size()))};
}

void ProbabilityBars::paintEvent(QPaintEvent* /*event*/) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  const QFont bold = scaledFont(*this, 1.0, QFont::DemiBold);
  int names = 0;
  for (const ClassLabel& label : m_classes) {
    names = std::max(names, QFontMetrics(bold).horizontalAdvance(label.name));
  }
  const int numbers = QFontMetrics(bold).horizontalAdvance(percentText(1, 0));
  const int left = names + 10;
  const double room = width() - left - numbers - 8;
  for (std::size_t i = 0; i < m_probabilities.size(); ++i) {
    const int top = static_cast<int>(i) * rowHeight();
    painter.setFont(static_cast<int>(i) == m_chosen ? bold : font());
    painter.setPen(colors.text);
    painter.drawText(QRect(0, top, names, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter, m_classes[i].name);
    painter.drawText(QRect(width() - numbers, top, numbers, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                     percentText(m_probabilities[i], 0));
    const QRectF track(left, top + 4, room, rowHeight() - 8);
    painter.fillRect(track, colors.window);
    painter.fillRect(QRectF(track.left(), track.top(), room * m_probabilities[i], track.height()),
                     emotionColor(m_classes[i].emotion));
  }
  const int x = left + qRound(room * m_threshold);
  painter.setPen(QPen(colors.mutedText, 1, Qt::DotLine));
  painter.drawLine(x, 0, x, height());
}

void ProbabilityBars::mousePressEvent(QMouseEvent* event) {
  const int label = static_cast<int>(event->position().y()) / rowHeight();
  if (event->button() == Qt::LeftButton && label >= 0 && label < static_cast<int>(m_probabilities.size())) {
    emit chosen(label);
  }
}

} // namespace mien::ui
