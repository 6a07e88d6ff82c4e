#include "ui/evaluate/compare/comparison.h"

#include "core/eval/metrics/uncertainty.h"
#include "ui/text/emotion_name.h"
#include "ui/text/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Comparison)
};

} // namespace

std::vector<ComparedFigure> compareFigures(const EvaluationResult& first, const EvaluationResult& second) {
  using Better = ComparedFigure::Better;
  const Metrics& a = first.metrics;
  const Metrics& b = second.metrics;
  std::vector<ComparedFigure> figures{
      {Texts::tr("Accuracy"), a.accuracy, b.accuracy, 4, Better::Higher},
      {Texts::tr("Top-2 accuracy"), a.top2Accuracy, b.top2Accuracy, 4, Better::Higher},
      {Texts::tr("Macro-F1"), a.macro.f1, b.macro.f1, 4, Better::Higher},
      {Texts::tr("Macro precision"), a.macro.precision, b.macro.precision, 4, Better::Higher},
      {Texts::tr("Macro recall"), a.macro.recall, b.macro.recall, 4, Better::Higher},
      {Texts::tr("Weighted F1"), a.weighted.f1, b.weighted.f1, 4, Better::Higher},
      {Texts::tr("Loss"), a.loss, b.loss, 4, Better::Lower},
      {Texts::tr("Calibration error"), a.expectedCalibrationError, b.expectedCalibrationError, 4, Better::Lower}};
  const auto add = [&figures](const QString& name, double one, double other, int decimals) {
    if (one > 0 && other > 0) {
      figures.push_back({name, one, other, decimals, Better::Lower});
    }
  };
  add(Texts::tr("Time per image in ms"), first.timing.singleImage.medianMs, second.timing.singleImage.medianMs, 2);
  add(Texts::tr("Training time in s"), first.timing.trainingSeconds.value_or(0),
      second.timing.trainingSeconds.value_or(0), 0);
  for (std::size_t c = 0; c < a.perClass.size(); ++c) {
    const std::string& label = first.model.labels[c];
    const auto match = std::ranges::find(second.model.labels, label);
    if (match != second.model.labels.end()) {
      const auto other = static_cast<std::size_t>(match - second.model.labels.begin());
      figures.push_back(
          {Texts::tr("F1 of %1").arg(emotionName(label)), a.perClass[c].f1, b.perClass[other].f1, 4, Better::Higher});
    }
  }
  return figures;
}

PairedCounts pairedCounts(const EvaluationResult& first, const EvaluationResult& second) {
  std::unordered_map<std::string_view, bool> others;
  for (const EvaluatedImage& image : second.images) {
    others.emplace(image.file, image.predicted == image.actual);
  }
  PairedCounts counts;
  for (const EvaluatedImage& image : first.images) {
    if (const auto match = others.find(image.file); match != others.end()) {
      const bool right = image.predicted == image.actual;
      ++counts.both;
      counts.onlyFirstRight += right && !match->second ? 1 : 0;
      counts.onlySecondRight += !right && match->second ? 1 : 0;
    }
  }
  return counts;
}

QString pairedVerdict(const PairedCounts& counts) {
  if (counts.both == 0) {
    return Texts::tr("The two were evaluated on different images: their figures cannot be compared.");
  }
  constexpr double kSignificant = 0.05;
  const double p = mcnemarTest(counts.onlyFirstRight, counts.onlySecondRight);
  const QString probability = p < 0.001 ? Texts::tr("p < %1").arg(QLocale().toString(0.001, 'f', 3))
                                        : Texts::tr("p = %1").arg(QLocale().toString(p, 'f', 3));
  const QString pair =
      Texts::tr("Of %1 images only the first model has %2 right, only the second %3:")
          .arg(countText(counts.both), countText(counts.onlyFirstRight), countText(counts.onlySecondRight));
  const QString verdict = p >= kSignificant ? Texts::tr("that may be chance (McNemar's test, %1).")
                          : counts.onlyFirstRight > counts.onlySecondRight
                              ? Texts::tr("the first is better by more than chance (McNemar's test, %1).")
                              : Texts::tr("the second is better by more than chance (McNemar's test, %1).");
  return pair + QLatin1Char(' ') + verdict.arg(probability);
}

QVector<int> disagreements(const EvaluationResult& first, const EvaluationResult& second, Disagreement kind) {
  std::unordered_map<std::string_view, const EvaluatedImage*> others;
  for (const EvaluatedImage& image : second.images) {
    others.emplace(image.file, &image);
  }
  const auto label = [](const EvaluationResult& result, int index) -> std::string_view {
    return result.model.labels[static_cast<std::size_t>(index)];
  };
  QVector<int> found;
  for (std::size_t i = 0; i < first.images.size(); ++i) {
    const EvaluatedImage& image = first.images[i];
    const auto match = others.find(image.file);
    if (match == others.end()) {
      continue;
    }
    const EvaluatedImage& other = *match->second;
    if (label(first, image.predicted) == label(second, other.predicted)) {
      continue;
    }
    const bool firstRight = image.predicted == image.actual;
    const bool secondRight = other.predicted == other.actual;
    const bool wanted = kind == Disagreement::Any ||
                        (kind == Disagreement::OnlyFirstRight && firstRight && !secondRight) ||
                        (kind == Disagreement::OnlySecondRight && secondRight && !firstRight);
    if (wanted) {
      found << static_cast<int>(i);
    }
  }
  return found;
}

} // namespace mien::ui
