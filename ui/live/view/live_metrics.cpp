#include "ui/live/view/live_metrics.h"

#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace mien::ui {

namespace {

constexpr int kPeriod = 250; ///< ms

} // namespace

LiveMetrics::LiveMetrics(QWidget* parent) : QWidget(parent) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(4);
  addFigure(Captured, tr("Captured"), tr("Pictures a second that the source gives."));
  addFigure(Analysed, tr("Analysed"), tr("Pictures a second in which the faces are looked at."));
  addFigure(Capture, tr("Capture"), tr("Time to read a picture; for a camera with the wait for it."));
  addFigure(Detect, tr("Detect"), tr("Time that the newest search for faces took, beside the others."));
  addFigure(Classify, tr("Classify"), tr("Time to read the emotions of all faces in a picture."));
  addFigure(Draw, tr("Draw"), tr("Time to draw a picture and what lies over it."));
  addFigure(Latency, tr("Latency"), tr("From the moment a picture was read until its result was known."));
  clear();
}

void LiveMetrics::addFigure(Figure figure, const QString& caption, const QString& help) {
  const auto place = static_cast<std::size_t>(figure);
  auto* value = new QLabel(this);
  value->setFont(scaledFont(*value, 1.0, QFont::DemiBold));
  value->setAlignment(Qt::AlignCenter);
  value->setMinimumWidth(value->fontMetrics().horizontalAdvance(QStringLiteral("0000.0 ms")));
  auto* label = makeMuted(caption, this);
  label->setWordWrap(false);
  label->setAlignment(Qt::AlignCenter);
  label->setFont(scaledFont(*label, 0.9));
  for (QLabel* part : {value, label}) {
    part->setToolTip(help);
  }
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  column->addWidget(value);
  column->addWidget(label);
  static_cast<QHBoxLayout*>(layout())->addLayout(column, 1);
  m_values.at(place) = value;
  m_captions.at(place) = caption;
}

void LiveMetrics::setFigures(const FrameResult& result, double drawMs) {
  if (m_sinceShown.isValid() && m_sinceShown.elapsed() < kPeriod) {
    return;
  }
  m_sinceShown.start();
  const QLocale locale;
  const auto rate = [&](double value) { return tr("%1 / s", "a rate").arg(locale.toString(value, 'f', 1)); };
  const auto time = [&](double value) { return tr("%1 ms").arg(locale.toString(value, 'f', value < 100 ? 1 : 0)); };
  m_values[Captured]->setText(rate(result.capturedPerSecond));
  m_values[Analysed]->setText(rate(result.analysedPerSecond));
  m_values[Capture]->setText(time(result.times.capture));
  m_values[Detect]->setText(time(result.times.detect));
  m_values[Classify]->setText(time(result.times.classify));
  m_values[Draw]->setText(time(drawMs));
  m_values[Latency]->setText(time(result.latencyMs));
}

void LiveMetrics::clear() {
  m_sinceShown.invalidate();
  for (QLabel* value : m_values) {
    value->setText(QStringLiteral("–"));
  }
}

QString LiveMetrics::text() const {
  QStringList parts;
  for (std::size_t i = 0; i < m_values.size(); ++i) {
    parts << tr("%1: %2", "what and how much").arg(m_captions.at(i), m_values.at(i)->text());
  }
  return parts.join(QStringLiteral("; "));
}

} // namespace mien::ui
