#include "ui/predict/analysis/outdated_bar.h"

#include <QPushButton>

namespace mien::ui {

OutdatedBar::OutdatedBar(QWidget* parent)
    : NoticeBar(parent), m_again(addButton("play", {}, tr("Each result stays until the new one is there."))) {
  connect(m_again, &QPushButton::clicked, this, &OutdatedBar::againRequested);
}

void OutdatedBar::showResults(const OutdatedResults& results, const QString& modelInUse) {
  if (results.count == 0) {
    clear();
    return;
  }
  const bool model = results.ofModels > 0;
  if (!model) {
    showNotice(tr("%Ln result(s) with other settings", nullptr, results.count),
               tr("The settings have changed since. A video takes long, so its result is kept until you ask for "
                  "another."));
  } else {
    const bool all = results.ofModels == results.count;
    const QString title = !all ? tr("%Ln result(s) from other models or settings", nullptr, results.count)
                          : results.model.isEmpty()
                              ? tr("%Ln result(s) from other models", nullptr, results.count)
                              : tr("%Ln result(s) from %1", nullptr, results.count).arg(results.model);
    showNotice(title, modelInUse.isEmpty()
                          ? tr("Another model is in use now. What you add is analysed with it.")
                          : tr("The model in use is now %1. What you add is analysed with it.").arg(modelInUse));
  }
  const QString shortName = fontMetrics()
                                .elidedText(modelInUse, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 24)
                                .replace(QLatin1Char('&'), QLatin1String("&&")); // no shortcut key
  m_again->setText(model && !modelInUse.isEmpty() ? tr("Analyse A&gain with %1").arg(shortName) : tr("Analyse A&gain"));
}

} // namespace mien::ui
