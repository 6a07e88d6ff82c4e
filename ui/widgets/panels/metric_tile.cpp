#include "ui/widgets/panels/metric_tile.h"

#include "ui/look/labels.h"
#include "ui/widgets/elided_label.h"

#include <QVBoxLayout>

namespace mien::ui {

MetricTile::MetricTile(const QString& caption, QWidget* parent)
    : Card(parent), m_caption(caption), m_figure(new QLabel(QStringLiteral("\u2013"), this)),
      m_captionLabel(new ElidedLabel(this)) {
  m_figure->setFont(scaledFont(*m_figure, 1.5, QFont::DemiBold));
  m_figure->setTextFormat(Qt::PlainText);
  m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_captionLabel->setForegroundRole(QPalette::PlaceholderText);
  m_captionLabel->setText(caption);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->setSpacing(0);
  layout->addWidget(m_figure);
  layout->addWidget(m_captionLabel);
  setAccessibleName(caption);
}

void MetricTile::setFigure(const QString& figure, const QString& explanation, const QString& range) {
  m_range = range;
  m_captionLabel->setText(range.isEmpty() ? m_caption
                                          : tr("%1: %2", "what a figure is, its range").arg(m_caption, range));
  m_figure->setText(figure);
  setToolTip(explanation);
  setAccessibleName(tr("%1: %2", "a figure: what it is, its value").arg(m_caption, figure));
  setAccessibleDescription(explanation);
}

QString MetricTile::figure() const { return m_figure->text(); }

} // namespace mien::ui
