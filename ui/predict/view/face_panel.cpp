#include "ui/predict/view/face_panel.h"

#include "core/infer/heatmap.h"
#include "ui/look/labels.h"
#include "ui/predict/view/heatmap_view.h"
#include "ui/widgets/faces/probability_bars.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kGap = 12; // between the sections
constexpr int kCaptionLines = 4;

} // namespace

FacePanel::FacePanel(QWidget* parent)
    : QScrollArea(parent), m_content(new QWidget), m_hint(makeMuted(tr("Choose a face to see how sure the model is of "
                                                                       "each emotion, and why."))),
      m_title(makeHeading({})), m_facts(makeMuted({})), m_bars(new ProbabilityBars), m_seen(makeHeading({})),
      m_heatmap(new HeatmapView), m_emotion(new QComboBox), m_caption(makeMuted({})) {
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setBackgroundRole(QPalette::Base);
  setAccessibleName(tr("Chosen face"));
  m_hint->setAlignment(Qt::AlignCenter);
  m_title->setWordWrap(true);
  m_seen->setWordWrap(true);
  m_caption->setAlignment(Qt::AlignTop);
  m_caption->setMinimumHeight(kCaptionLines * fontMetrics().lineSpacing()); // nothing moves when the answer comes
  m_emotion->setAccessibleName(tr("Emotion to explain"));
  m_bars->setToolTip(
      tr("Click an emotion to see what speaks for it. The line marks where the result counts as certain."));

  auto* explainName = new QLabel(tr("&Why:"));
  explainName->setBuddy(m_emotion);
  auto* why = new QHBoxLayout;
  why->addWidget(explainName);
  why->addWidget(m_emotion, 1);
  auto* sections = new QVBoxLayout(m_content);
  sections->setContentsMargins(0, 0, 0, 0);
  sections->setSpacing(6);
  sections->addWidget(m_title);
  sections->addWidget(m_facts);
  sections->addWidget(m_bars);
  sections->addSpacing(kGap);
  sections->addWidget(m_seen);
  sections->addWidget(m_heatmap);
  sections->addLayout(why);
  sections->addWidget(m_caption);
  auto* all = new QWidget;
  auto* layout = new QVBoxLayout(all);
  layout->setContentsMargins(kGap, kGap, kGap, kGap);
  layout->addWidget(m_hint);
  layout->addWidget(m_content);
  layout->addStretch();
  setWidget(all);
  const int widest = std::max(m_heatmap->minimumSizeHint().width(), m_bars->minimumSizeHint().width());
  setMinimumWidth(widest + 2 * kGap + style()->pixelMetric(QStyle::PM_ScrollBarExtent) + 2 * frameWidth());
  connect(m_emotion, &QComboBox::activated, this, &FacePanel::explain);
  connect(m_bars, &ProbabilityBars::chosen, this, &FacePanel::explain);
  clear();
}

void FacePanel::setFormatter(const PredictionFormatter& words) {
  if (!std::ranges::equal(words.classes, m_formatter.classes, {}, &ClassLabel::name, &ClassLabel::name)) {
    clear(); // the face shown has answers in the classes of before
    m_emotion->clear();
    for (const ClassLabel& label : words.classes) {
      m_emotion->addItem(label.name);
    }
    m_bars->setClasses(words.classes);
  }
  m_formatter = words;
  m_bars->setThreshold(words.threshold);
  showTitle();
}

void FacePanel::showFace(const AnalyzedFace& face, const QString& which, const QImage& crop) {
  m_face = face;
  m_which = which;
  m_shown = true;
  showTitle();
  m_facts->setText(tr("%L1 × %L2 px in the image; found with a score of %3", "width, height, detector's score")
                       .arg(qRound(face.face.box.width))
                       .arg(qRound(face.face.box.height))
                       .arg(QLocale().toString(face.face.score, 'f', 2)));
  m_bars->setProbabilities(face.probabilities);
  m_seen->setText(tr("The network sees %L1 × %L2 px", "its input size").arg(crop.width()).arg(crop.height()));
  m_heatmap->setCrop(crop);
  m_hint->hide();
  m_content->show();
  explain(face.label);
}

void FacePanel::setHeatmap(const Heatmap& map) {
  if (!m_shown || map.label != m_emotion->currentIndex()) {
    return; // the answer to an earlier question
  }
  m_heatmap->setHeatmap(map);
  const bool any = std::ranges::any_of(map.values, [](float value) { return value > 0; });
  const QString name = m_emotion->currentText();
  m_caption->setText(
      any ? tr("Yellow: what speaks most for %1 in the last convolutional stage, %2 × %2 cells (Grad-CAM).")
                .arg(name)
                .arg(map.cells)
          : tr("Nothing in the last convolutional stage, %2 × %2 cells, speaks for %1 (Grad-CAM).")
                .arg(name)
                .arg(map.cells));
  m_heatmap->setAccessibleDescription(m_caption->text());
}

void FacePanel::setExplanationProblem(const QString& problem) { m_caption->setText(problem); }

void FacePanel::clear() {
  m_shown = false;
  m_content->hide();
  m_hint->show();
}

QString FacePanel::title() const { return m_title->text(); }

void FacePanel::showTitle() {
  if (m_shown) {
    const QString sentence = m_formatter.sentence(m_face);
    m_title->setText(m_which.isEmpty() ? sentence : tr("%1: %2", "which face, its emotion").arg(m_which, sentence));
  }
}

void FacePanel::explain(int label) {
  m_emotion->setCurrentIndex(label);
  m_bars->setChosen(label);
  m_caption->setText(tr("Looking into the network…"));
  emit explanationWanted(label);
}

} // namespace mien::ui
