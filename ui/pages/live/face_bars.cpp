#include "ui/pages/live/face_bars.h"

#include "ui/support/theme.h"
#include "ui/widgets/labels.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace mien::ui {

FaceBars::FaceBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  setAccessibleName(tr("Probabilities of the emotions"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FaceBars::setClasses(std::vector<ClassLabel> classes) {
  m_classes = std::move(classes);
  m_probabilities.clear();
  updateGeometry();
  update();
}

void FaceBars::setProbabilities(std::vector<float> probabilities) {
  m_probabilities = std::move(probabilities);
  QStringList spoken;
  for (std::size_t k = 0; k < std::min(m_classes.size(), m_probabilities.size()); ++k) {
    spoken << tr("%1: %2 %", "an emotion and its probability")
                  .arg(m_classes[k].name, QString::number(qRound(100 * m_probabilities[k])));
  }
  setAccessibleDescription(spoken.join(QStringLiteral("; ")));
  update();
}

int FaceBars::rowHeight() const { return fontMetrics().height() + 4; }

QSize FaceBars::sizeHint() const {
  return {fontMetrics().averageCharWidth() * 34,
          rowHeight() * static_cast<int>(std::clamp<std::size_t>(m_classes.size(), 1, 8))};
}

QSize FaceBars::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 24, sizeHint().height()}; }

void FaceBars::paintEvent(QPaintEvent* /*event*/) {
  const ThemeColors& colors = Theme::instance().colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  int names = 0;
  for (const ClassLabel& label : m_classes) {
    names = std::max(names, fontMetrics().horizontalAdvance(label.name));
  }
  names += fontMetrics().averageCharWidth(); // the most probable is written bolder
  const int numbers = fontMetrics().horizontalAdvance(QStringLiteral("100 %")) + fontMetrics().averageCharWidth();
  const int left = names + 8;
  const double room = std::max(0, width() - left - numbers);
  const auto top = std::ranges::max_element(m_probabilities);
  const QFont plain = font();
  const QFont bold = scaledFont(*this, 1.0, QFont::DemiBold);
  for (std::size_t k = 0; k < m_classes.size(); ++k) {
    const int y = static_cast<int>(k) * rowHeight();
    const bool known = k < m_probabilities.size();
    painter.setFont(known && k == static_cast<std::size_t>(top - m_probabilities.begin()) ? bold : plain);
    painter.setPen(known ? colors.text : colors.mutedText);
    painter.drawText(QRect(0, y, names, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter, m_classes[k].name);
    const QRectF track(left, y + 4, room, rowHeight() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.window);
    painter.drawRoundedRect(track, 3, 3);
    if (known) {
      painter.setBrush(emotionColor(m_classes[k].emotion));
      const double length = room * std::clamp(static_cast<double>(m_probabilities[k]), 0.0, 1.0);
      painter.drawRoundedRect(QRectF(track.left(), track.top(), length, track.height()), std::min(3.0, length / 2),
                              std::min(3.0, length / 2));
      painter.setPen(colors.text);
      painter.drawText(QRect(width() - numbers, y, numbers, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                       tr("%1 %").arg(qRound(100 * m_probabilities[k])));
    }
  }
}

} // namespace mien::ui
