#include "ui/charts/reliability_chart.h"

#include "ui/charts/chart_legend.h"
#include "ui/text/percent_text.h"

#include <QLocale>
#include <QToolTip>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace mien::ui {

namespace {

QCPBars* addBars(QCPAxis* across, QCPAxis* up) {
  auto* bars = new QCPBars(across, up);
  bars->setWidthType(QCPBars::wtPlotCoords);
  bars->setWidth(0.92 / kCalibrationBins);
  return bars;
}

} // namespace

ReliabilityChart::ReliabilityChart(QWidget* parent)
    : Chart(tr("Reliability"), QString(), tr("Share that is right"), parent), m_countRect(new QCPAxisRect(&plot())),
      m_accuracy(addBars(plot().xAxis, plot().yAxis)), m_gapEntry(addBars(plot().xAxis, plot().yAxis)),
      m_counts(addBars(m_countRect->axis(QCPAxis::atBottom), m_countRect->axis(QCPAxis::atLeft))),
      m_ideal(new QCPItemLine(&plot())), m_legend(new ChartLegend(plot(), 1)) {
  plot().setInteractions({});
  plot().plotLayout()->addElement(3, 0, m_countRect);
  plot().plotLayout()->setRowStretchFactor(3, 0.35);
  auto* margins = new QCPMarginGroup(&plot());
  for (QCPAxisRect* rect : {plot().axisRect(), m_countRect}) {
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
  }
  plot().xAxis->setTickLabels(false);
  m_countRect->axis(QCPAxis::atBottom)->setLabel(tr("Confidence of the answer"));
  m_countRect->axis(QCPAxis::atLeft)->setLabel(tr("Images"));
  m_countRect->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
  for (int i = 0; i < kCalibrationBins; ++i) {
    m_gaps.push_back(new QCPItemRect(&plot()));
    m_gaps.back()->setVisible(false);
    m_gaps.back()->setSelectable(false);
  }
  m_accuracy->setName(tr("Right answers"));
  m_gapEntry->setName(tr("Distance from perfect calibration"));
  m_counts->removeFromLegend();
  m_ideal->start->setCoords(0, 0);
  m_ideal->end->setCoords(1, 1);
  m_ideal->setSelectable(false);
  ReliabilityChart::restyle();
  ReliabilityChart::fit();
}

void ReliabilityChart::setMetrics(const Metrics& metrics) {
  m_bins = metrics.calibration;
  QVector<double> keys;
  QVector<double> accuracy;
  QVector<double> counts;
  for (std::size_t i = 0; i < m_bins.size(); ++i) {
    const CalibrationBin& bin = m_bins[i];
    keys << (bin.lower + bin.upper) / 2;
    accuracy << bin.accuracy;
    counts << static_cast<double>(bin.count);
    const double inset = 0.04 * (bin.upper - bin.lower);
    m_gaps[i]->topLeft->setCoords(bin.lower + inset, std::max(bin.confidence, bin.accuracy));
    m_gaps[i]->bottomRight->setCoords(bin.upper - inset, std::min(bin.confidence, bin.accuracy));
    m_gaps[i]->setVisible(bin.count > 0);
  }
  m_accuracy->setData(keys, accuracy, true);
  m_counts->setData(keys, counts, true);
  setTitle(tr("Reliability: expected calibration error %1")
               .arg(QLocale().toString(metrics.expectedCalibrationError, 'f', 3)));
  fit();
}

QString ReliabilityChart::explanation(int bin) const {
  const CalibrationBin& found = m_bins.at(static_cast<std::size_t>(bin));
  const QLocale locale;
  return tr("Images answered with a confidence of %1 to %2: %3, of which %4 are right.")
      .arg(locale.toString(found.lower, 'f', 2), locale.toString(found.upper, 'f', 2),
           locale.toString(static_cast<qulonglong>(found.count)), percentText(found.accuracy));
}

void ReliabilityChart::fit() {
  plot().xAxis->setRange(0, 1);
  plot().yAxis->setRange(0, 1.02);
  m_countRect->axis(QCPAxis::atBottom)->setRange(0, 1);
  double most = 1;
  for (const CalibrationBin& bin : m_bins) {
    most = std::max(most, static_cast<double>(bin.count));
  }
  m_countRect->axis(QCPAxis::atLeft)->setRange(0, 1.08 * most);
  redraw();
}

void ReliabilityChart::restyle() {
  Chart::restyle();
  const ThemeColors& theme = colors();
  m_accuracy->setPen(Qt::NoPen);
  m_accuracy->setBrush(mixed(theme.accent, theme.surface, 0.75));
  m_counts->setPen(Qt::NoPen);
  m_counts->setBrush(mixed(theme.mutedText, theme.surface, 0.6));
  const QPen outline(theme.danger, 1.2);
  const QBrush hatching(theme.danger, Qt::BDiagPattern);
  m_gapEntry->setPen(outline);
  m_gapEntry->setBrush(hatching);
  for (QCPItemRect* gap : m_gaps) {
    gap->setPen(outline);
    gap->setBrush(hatching);
  }
  m_ideal->setPen(QPen(theme.mutedText, 1.4, Qt::DashLine));
  m_legend->arrange();
}

void ReliabilityChart::hover(const QPointF& pixel) {
  const QPoint at = pixel.toPoint();
  const bool inside = plot().axisRect()->rect().contains(at) || m_countRect->rect().contains(at);
  const double confidence = plot().xAxis->pixelToCoord(pixel.x());
  const int bin = inside && !m_bins.empty()
                      ? std::clamp(static_cast<int>(confidence * kCalibrationBins), 0, kCalibrationBins - 1)
                      : -1;
  if (bin != m_hovered) {
    m_hovered = bin;
    bin < 0 ? QToolTip::hideText() : QToolTip::showText(plot().mapToGlobal(at), explanation(bin), &plot());
  }
}

void ReliabilityChart::hoverEnd() { m_hovered = -1; }

} // namespace mien::ui
