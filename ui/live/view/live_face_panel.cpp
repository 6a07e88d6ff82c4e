#include "ui/live/view/live_face_panel.h"

#include "ui/live/view/face_text.h"
#include "ui/look/labels.h"
#include "ui/text/number_text.h"
#include "ui/widgets/faces/probability_bars.h"

#include <QVBoxLayout>

#include <algorithm>

namespace mien::ui {

LiveFacePanel::LiveFacePanel(QWidget* parent)
    : Card(parent), m_title(makeHeading(QString(), this)), m_hint(makeMuted(QString(), this)),
      m_bars(new ProbabilityBars(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 10, 12, 10);
  layout->setSpacing(6);
  layout->addWidget(m_title);
  layout->addWidget(m_bars);
  layout->addWidget(m_hint);
  layout->addStretch();
  clear();
}

void LiveFacePanel::setClasses(const std::vector<ClassLabel>& classes) {
  m_classes = classes;
  m_bars->setClasses(classes);
  clear();
}

void LiveFacePanel::showFace(const FrameResult& result, int id, double uncertainBelow) {
  const auto face = std::ranges::find(result.faces, id, &FaceResult::id);
  if (id == 0) {
    m_title->setText(tr("No face is in view."));
    m_hint->clear();
    return;
  }
  if (face == result.faces.end()) {
    m_title->setText(tr("Face %L1 is out of view.").arg(id));
    m_hint->setText(tr("The bars show its last values."));
    return;
  }
  const FaceText text = faceText(*face, m_classes, uncertainBelow);
  m_title->setText(tr("Face %1: %2", "number and emotion").arg(countText(static_cast<qulonglong>(id)), text.emotion));
  m_bars->setProbabilities(face->probabilities);
  m_hint->setText(result.faces.size() > 1 ? tr("Click another face, or press the left and right arrow keys.")
                                          : QString());
}

void LiveFacePanel::clear() {
  m_title->setText(tr("No face has been seen yet."));
  m_hint->clear();
  m_bars->setProbabilities({});
}

QString LiveFacePanel::title() const { return m_title->text(); }

QString LiveFacePanel::hint() const { return m_hint->text(); }

} // namespace mien::ui
