#pragma once

#include "ui/predict/view/prediction_formatter.h"

#include <QScrollArea>

class QComboBox;
class QLabel;

namespace mien {
struct Heatmap;
}

namespace mien::ui {

class HeatmapView;
class ProbabilityBars;

/// The chosen face: its probabilities, what the network saw of it, and what speaks for an emotion.
class FacePanel : public QScrollArea {
  Q_OBJECT

public:
  explicit FacePanel(QWidget* parent = nullptr);

  void setFormatter(const PredictionFormatter& words);
  /// `which`: of several, empty for the only one. Asks for its explanation.
  void showFace(const AnalyzedFace& face, const QString& which, const QImage& crop);
  void setHeatmap(const Heatmap& map);
  void setExplanationProblem(const QString& problem);
  void clear();
  [[nodiscard]] const HeatmapView& heatmap() const { return *m_heatmap; }
  [[nodiscard]] QComboBox& emotionBox() const { return *m_emotion; }
  [[nodiscard]] QString title() const;

signals:
  void explanationWanted(int label); ///< of the face shown

private:
  void showTitle();
  void explain(int label);

  PredictionFormatter m_formatter;
  AnalyzedFace m_face;
  QString m_which;
  bool m_shown = false; ///< a face is
  QWidget* m_content;
  QLabel* m_hint;
  QLabel* m_title;
  QLabel* m_facts;
  ProbabilityBars* m_bars;
  QLabel* m_seen;
  HeatmapView* m_heatmap;
  QComboBox* m_emotion;
  QLabel* m_caption;
};

} // namespace mien::ui
