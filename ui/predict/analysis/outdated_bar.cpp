#include "ui/predict/analysis/outdated_bar.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

OutdatedBar::OutdatedBar(QWidget* parent)
    : Card(parent), m_title(makeHeading({})), m_text(makeMuted({})), m_again(new QPushButton(icon("play"), {})) {
  m_again->setToolTip(tr("Each result stays until the new one is there."));
  connect(m_again, &QPushButton::clicked, this, &OutdatedBar::againRequested);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(m_title);
  words->addWidget(m_text);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->addLayout(words, 1);
  layout->addWidget(m_again);
  hide();
}

void OutdatedBar::showResults(const OutdatedResults& results, const QString& modelInUse) {
  const bool model = results.ofModels > 0;
  const bool all = results.ofModels == results.count;
  if (!model) {
    m_title->setText(tr("%Ln result(s) with other settings", nullptr, results.count));
    m_text->setText(tr("The settings have changed since. A video takes long, so its result is kept until you ask for "
                       "another."));
  } else {
    m_title->setText(!all ? tr("%Ln result(s) from other models or settings", nullptr, results.count)
                     : results.model.isEmpty()
                         ? tr("%Ln result(s) from other models", nullptr, results.count)
                         : tr("%Ln result(s) from %1", nullptr, results.count).arg(results.model));
    m_text->setText(modelInUse.isEmpty()
                        ? tr("Another model is in use now. What you add is analysed with it.")
                        : tr("The model in use is now %1. What you add is analysed with it.").arg(modelInUse));
  }
  const QString shortName = fontMetrics()
                                .elidedText(modelInUse, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 24)
                                .replace(QLatin1Char('&'), QLatin1String("&&")); // no shortcut key
  m_again->setText(model && !modelInUse.isEmpty() ? tr("Analyse A&gain with %1").arg(shortName) : tr("Analyse A&gain"));
  setVisible(results.count > 0);
}

QString OutdatedBar::text() const { return isHidden() ? QString() : m_title->text(); }

} // namespace mien::ui
