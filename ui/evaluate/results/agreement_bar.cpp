#include "ui/evaluate/results/agreement_bar.h"

#include "ui/look/labels.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

namespace mien::ui {

AgreementBar::AgreementBar(QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal, this)), m_value(new QLabel(this)),
      m_summary(makeMuted(QString(), this)) {
  auto* caption = new QLabel(tr("Annotators a&gree at least:"), this);
  caption->setBuddy(m_slider);
  m_slider->setRange(0, 10);
  m_slider->setPageStep(1);
  m_slider->setAccessibleName(tr("Least agreement of the annotators"));
  m_slider->setToolTip(tr("Leaves out images on which the annotators themselves disagreed: how much of the error is "
                          "contested labels?"));
  m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(QStringLiteral("100 %  ")));
  m_summary->setWordWrap(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(caption);
  layout->addWidget(m_slider, 1);
  layout->addWidget(m_value);
  layout->addWidget(m_summary, 2);
  connect(m_slider, &QSlider::valueChanged, this, [this] {
    showValue();
    emit changed();
  });
  showValue();
}

float AgreementBar::agreement() const { return static_cast<float>(m_slider->value()) / 10.0F; }

void AgreementBar::reset() {
  const QSignalBlocker blocker(m_slider);
  m_slider->setValue(0);
  showValue();
}

void AgreementBar::setSummary(const EvaluationResult& result, const EvaluationSubset& subset) {
  const auto& whole = result.metrics;
  const double errors = (1 - whole.accuracy) * static_cast<double>(whole.images);
  const double left = (1 - subset.metrics.accuracy) * static_cast<double>(subset.metrics.images);
  if (subset.images.size() == result.images.size()) {
    m_summary->setText(tr("All %Ln image(s)", nullptr, static_cast<int>(result.images.size())));
    return;
  }
  m_summary->setText(tr("%1 of %2 images, %3 of the errors")
                         .arg(countText(subset.images.size()), countText(result.images.size()),
                              percentText(errors > 0 ? left / errors : 0)));
}

void AgreementBar::showValue() { m_value->setText(percentText(m_slider->value() / 10.0, 0)); }

} // namespace mien::ui
