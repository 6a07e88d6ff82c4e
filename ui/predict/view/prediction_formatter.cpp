#include "ui/predict/view/prediction_formatter.h"

#include "ui/text/number_text.h"
#include "ui/text/path_text.h"
#include "ui/text/percent_text.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace mien::ui {

double PredictionFormatter::confidence(const AnalyzedFace& face) {
  return face.probabilities[static_cast<std::size_t>(face.label)];
}

int PredictionFormatter::emotion(const AnalyzedFace& face) const {
  return uncertain(face) ? -1 : classes[static_cast<std::size_t>(face.label)].emotion;
}

QString PredictionFormatter::label(const AnalyzedFace& face) const {
  return uncertain(face)
             ? tr("Uncertain")
             : tr("%1 %2", "an emotion and its probability")
                   .arg(classes[static_cast<std::size_t>(face.label)].name, probabilityText(confidence(face)));
}

QString PredictionFormatter::sentence(const AnalyzedFace& face) const {
  return uncertain(face)
             ? tr("Uncertain, %1 has only %2")
                   .arg(classes[static_cast<std::size_t>(face.label)].name, probabilityText(confidence(face)))
             : label(face);
}

QString PredictionFormatter::row(const PredictEntry& entry) const {
  switch (entry.state) {
  case PredictEntry::State::Waiting:
    return entry.results ? tr("Stopped at %1", "a share of a video").arg(percentText(entry.progress, 0))
                         : tr("Waiting");
  case PredictEntry::State::Working:
    return tr("Analysing: %1", "a share of a video").arg(percentText(entry.progress, 0));
  case PredictEntry::State::NoFace:
    return tr("No face found");
  case PredictEntry::State::Failed:
    return tr("Cannot be analysed");
  case PredictEntry::State::Done:
    break;
  }
  const AnalyzedFace& face = *entry.topFace();
  return entry.video && !uncertain(face) ? tr("%1 on average", "an emotion and its mean over a video").arg(label(face))
                                         : label(face);
}

QString PredictionFormatter::countFaces(const PredictEntry& entry) const {
  if (entry.video) {
    return entry.results
               ? tr("%Ln face(s) in %1 s", "of video", static_cast<int>(entry.results->statistics().faceCount()))
                     .arg(secondsText(entry.results->duration()))
               : QString();
  }
  if (entry.state != PredictEntry::State::Done) {
    return {};
  }
  return entry.analysis->whole ? tr("Taken as one face")
                               : tr("%Ln face(s)", nullptr, static_cast<int>(entry.analysis->faces.size()));
}

QString PredictionFormatter::faces(const PredictEntry& entry) const {
  const QString count = countFaces(entry);
  if (count.isEmpty() || origin.isEmpty()) {
    return count.isEmpty() ? origin : count;
  }
  return tr("%1, %2", "the number of faces, what the result is from").arg(count, origin);
}

QString PredictionFormatter::name(const PredictEntry& entry) const { return pathText(entry.file.filename()); }

QString PredictionFormatter::inOrder(const std::vector<double>& probabilities) const {
  std::vector<std::size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(
      order, [&probabilities](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  QStringList parts;
  for (const std::size_t i : order) {
    parts << tr("%1 %2", "an emotion and its probability").arg(classes[i].name, probabilityText(probabilities[i]));
  }
  return parts.join(tr(", ", "between the emotions of a face"));
}

QString PredictionFormatter::report(const PredictEntry& entry) const {
  QStringList lines;
  if (entry.state == PredictEntry::State::Failed) {
    return tr("%1: %2", "a file and why it cannot be analysed").arg(name(entry), entry.problem);
  }
  if (entry.state != PredictEntry::State::Done) {
    return tr("%1: %2", "a file and its state").arg(name(entry), row(entry));
  }
  lines << tr("%1: %2", "a file and how many faces it has").arg(name(entry), faces(entry));
  if (entry.video) {
    for (const auto& [id, face] : entry.results->statistics().faces()) {
      lines << tr("Face %1, from %2 to %3 s: %4", "number, times, mean probabilities")
                   .arg(QLocale().toString(id), secondsText(face.first), secondsText(face.last),
                        inOrder(face.meanProbabilities));
    }
    return lines.join(QLatin1Char('\n'));
  }
  int number = 0;
  for (const AnalyzedFace& face : entry.analysis->faces) {
    const QString all = inOrder({face.probabilities.begin(), face.probabilities.end()});
    ++number;
    lines << (uncertain(face) ? tr("%1. Uncertain (%2)", "number of the face, its probabilities")
                              : tr("%1. %2", "number of the face, its probabilities"))
                 .arg(QLocale().toString(number), all);
  }
  return lines.join(QLatin1Char('\n'));
}

} // namespace mien::ui
