#pragma once

#include "core/session/frame_result.h"
#include "ui/text/class_label.h"
#include "ui/widgets/panels/card.h"

#include <vector>

class QLabel;

namespace mien::ui {

class ProbabilityBars;

/// The chosen face: which it is, what it shows, and all probabilities.
class LiveFacePanel : public Card {
  Q_OBJECT

public:
  explicit LiveFacePanel(QWidget* parent = nullptr);

  void setClasses(const std::vector<ClassLabel>& classes);

  /// Face number `id` of the result; when it is not in there, what was shown of it stays and it is called away.
  void showFace(const FrameResult& result, int id, double uncertainBelow);
  void clear();

  [[nodiscard]] QString title() const;
  [[nodiscard]] QString hint() const; ///< what can be done, or what the bars are of; may be empty

private:
  std::vector<ClassLabel> m_classes;
  QLabel* m_title;
  QLabel* m_hint;
  ProbabilityBars* m_bars;
};

} // namespace mien::ui
