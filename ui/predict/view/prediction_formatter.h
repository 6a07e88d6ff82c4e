#pragma once

#include "ui/predict/list/predict_entry.h"
#include "ui/text/class_label.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace mien::ui {

/// How results are put into words: the classes' names, and the probability below which nothing is claimed.
struct PredictionFormatter {
  Q_DECLARE_TR_FUNCTIONS(mien::ui::PredictionFormatter)

public:
  std::vector<ClassLabel> classes;
  double threshold = 0.5;
  QString origin; ///< "from run-1", said with the number of faces; empty: what everybody expects

  [[nodiscard]] static double confidence(const AnalyzedFace& face); ///< of its most probable class, 0..1
  [[nodiscard]] bool uncertain(const AnalyzedFace& face) const { return confidence(face) < threshold; }
  [[nodiscard]] int emotion(const AnalyzedFace& face) const; ///< for emotionColor(); -1 when uncertain

  [[nodiscard]] QString label(const AnalyzedFace& face) const;    ///< "Happiness 93 %", or "Uncertain"
  [[nodiscard]] QString sentence(const AnalyzedFace& face) const; ///< the same with what it might be when uncertain
  [[nodiscard]] QString row(const PredictEntry& entry) const;     ///< of the list: the state, or the top emotion
  [[nodiscard]] QString faces(const PredictEntry& entry) const;   ///< "3 faces", "3 faces in 12.0 s, from run-1"
  [[nodiscard]] QString name(const PredictEntry& entry) const;    ///< of the file
  [[nodiscard]] QString report(const PredictEntry& entry) const;  ///< all faces with their probabilities, to be copied

private:
  [[nodiscard]] QString countFaces(const PredictEntry& entry) const;
  [[nodiscard]] QString inOrder(const std::vector<double>& probabilities) const; ///< "Happiness 93 %, Neutral 5 %..."
};

} // namespace mien::ui
