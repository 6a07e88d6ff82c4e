#include "ui/data/images/filter_bar.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/emotion_name.h"
#include "ui/text/label_policies.h"
#include "ui/text/number_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace mien::ui {

namespace {

constexpr int kAny = -1;

QComboBox* makeChoice(const QString& name, const QString& help) {
  auto* box = new QComboBox;
  box->setAccessibleName(name);
  box->setToolTip(help);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return box;
}

void choose(QComboBox* box, int value) { box->setCurrentIndex(std::max(0, box->findData(value))); }

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), m_split(makeChoice(tr("Split"), tr("Show only images of this split"))),
      m_emotion(makeChoice(tr("Emotion"), tr("Show only images that the label policy gives this emotion"))),
      m_agreement(makeChoice(tr("Agreement"), tr("Show only images on which so many of the annotators agree"))),
      m_count(new QLabel), m_side(new QSlider(Qt::Horizontal)) {
  m_split->addItem(tr("All splits"), kAny);
  for (int split = 0; split < kSplitCount; ++split) {
    m_split->addItem(splitTitle(split), split);
  }
  m_emotion->addItem(tr("All emotions"), kAnyEmotion);
  for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
    m_emotion->addItem(emotionName(voteName(emotion)), emotion);
  }
  m_emotion->addItem(tr("Left out by the policy"), kDiscarded);
  m_agreement->addItem(tr("Any agreement"), static_cast<int>(Agreement::Any));
  m_agreement->addItem(tr("All agree"), static_cast<int>(Agreement::Unanimous));
  m_agreement->addItem(tr("80 to 99 % agree"), static_cast<int>(Agreement::Clear));
  m_agreement->addItem(tr("50 to 79 % agree"), static_cast<int>(Agreement::Divided));
  m_agreement->addItem(tr("Less than 50 % agree"), static_cast<int>(Agreement::Contested));

  constexpr int kSmallest = 32;
  constexpr int kLargest = 160;
  m_side->setRange(kSmallest, kLargest);
  m_side->setSingleStep(8);
  m_side->setPageStep(32);
  m_side->setFixedWidth(fontMetrics().averageCharWidth() * 16);
  m_side->setAccessibleName(tr("Size of the pictures"));
  m_side->setToolTip(m_side->accessibleName());

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  for (QComboBox* box : {m_split, m_emotion, m_agreement}) {
    layout->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this, &FilterBar::filterChanged);
  }
  layout->addStretch();
  layout->addWidget(m_count);
  layout->addSpacing(8);
  layout->addWidget(m_side);
  connect(m_side, &QSlider::valueChanged, this, &FilterBar::pictureSideChanged);

  const auto colour = [this] {
    for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
      m_emotion->setItemIcon(emotion + 1, swatch(emotionColor(emotion)));
    }
  };
  colour();
  connect(&Theme::instance(), &Theme::changed, this, colour);
}

SampleFilter FilterBar::filter() const {
  SampleFilter filter;
  if (const int split = m_split->currentData().toInt(); split != kAny) {
    filter.split = static_cast<Split>(split);
  }
  filter.emotion = m_emotion->currentData().toInt();
  filter.agreement = static_cast<Agreement>(m_agreement->currentData().toInt());
  return filter;
}

void FilterBar::setFilter(const SampleFilter& filter) {
  {
    const QSignalBlocker split(m_split);
    const QSignalBlocker emotion(m_emotion);
    const QSignalBlocker agreement(m_agreement);
    choose(m_split, filter.split ? static_cast<int>(*filter.split) : kAny);
    choose(m_emotion, filter.emotion);
    choose(m_agreement, static_cast<int>(filter.agreement));
  }
  emit filterChanged();
}

void FilterBar::setCount(int shown, int all) {
  m_count->setText(shown == all
                       ? tr("%Ln image(s)", nullptr, all)
                       : tr("%1 of %2 images")
                             .arg(countText(static_cast<qulonglong>(shown)), countText(static_cast<qulonglong>(all))));
}

int FilterBar::pictureSide() const { return m_side->value(); }

void FilterBar::setPictureSide(int side) { m_side->setValue(side); }

} // namespace mien::ui
