#include "ui/evaluate/results/metrics_row.h"

#include "core/eval/annotator_agreement.h"
#include "core/eval/metrics/uncertainty.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"
#include "ui/widgets/panels/metric_tile.h"

#include <QHBoxLayout>
#include <QLocale>

#include <optional>

namespace mien::ui {

namespace {

constexpr int kResamples = 500; // enough for two digits, and a few milliseconds

QString decimals(double value, int digits) { return QLocale().toString(value, 'f', digits); }

QString percentRange(const Interval& interval) {
  return MetricsRow::tr("%1–%2", "a range: from, to")
      .arg(decimals(100 * interval.lower, 1), percentText(interval.upper));
}

} // namespace

MetricsRow::MetricsRow(QWidget* parent)
    : QWidget(parent), m_accuracy(new MetricTile(tr("Accuracy"), this)),
      m_macroF1(new MetricTile(tr("Macro-F1"), this)), m_loss(new MetricTile(tr("Loss"), this)),
      m_calibration(new MetricTile(tr("Calibration error"), this)), m_latency(new MetricTile(tr("Per image"), this)),
      m_training(new MetricTile(tr("Training time"), this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->setSpacing(8);
  for (MetricTile* tile : {m_accuracy, m_macroF1, m_loss, m_calibration, m_latency, m_training}) {
    layout->addWidget(tile, 1);
  }
}

void MetricsRow::setFigures(const EvaluationResult& result, const EvaluationSubset& subset) {
  const Metrics& metrics = subset.metrics;
  const QString unknown = QStringLiteral("–");
  const bool any = metrics.images > 0;
  const MetricIntervals intervals = metricIntervals(metrics, kResamples);
  const QString others = tr("With other images of the same kind it would lie in the range behind its name, 95 times in "
                            "100.");
  QString accuracy = tr("Share of the images whose most probable class is the true one. The true class is among the "
                        "two most probable for %1.")
                         .arg(percentText(metrics.top2Accuracy));
  if (any) {
    accuracy += QLatin1Char('\n') + others;
  }
  if (const std::optional<double> people = annotatorAgreement(result, subset.images)) {
    accuracy += QLatin1Char('\n') + tr("One annotator names what most of the others name on %1 of these images: what "
                                       "people reach.")
                                        .arg(percentText(*people));
  }
  m_accuracy->setFigure(any ? percentText(metrics.accuracy) : unknown, accuracy,
                        any ? percentRange(intervals.accuracy) : QString());
  m_macroF1->setFigure(
      any ? decimals(metrics.macro.f1, 3) : unknown,
      tr("Mean of the F1 of the %1 classes that occur, in truth or answer: rare emotions count as much "
         "as common ones.")
              .arg(metrics.occurring()) +
          (any ? QLatin1Char('\n') + others : QString()),
      any ? tr("%1–%2", "a range: from, to")
                .arg(decimals(intervals.macroF1.lower, 2), decimals(intervals.macroF1.upper, 2))
          : QString());
  m_loss->setFigure(any ? lossText(metrics.loss) : unknown, tr("Mean cross-entropy in nats, lower is better."));
  m_calibration->setFigure(any ? decimals(metrics.expectedCalibrationError, 3) : unknown,
                           tr("Expected calibration error: how far confidence and accuracy lie apart, 0 is perfect."));
  const LatencyStats& latency = result.timing.singleImage;
  m_latency->setFigure(latency.calls > 0 ? tr("%1 ms").arg(decimals(latency.medianMs, 1)) : unknown,
                       tr("Median time to classify one image on one thread; the 95th percentile is %1 ms.")
                           .arg(decimals(latency.p95Ms, 1)));
  m_training->setFigure(result.timing.trainingSeconds ? durationText(*result.timing.trainingSeconds) : unknown,
                        tr("Time that the run which made this model has trained, where it is known."));
}

QString MetricsRow::accuracy() const { return m_accuracy->figure(); }

} // namespace mien::ui
