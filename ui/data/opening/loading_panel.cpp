#include "ui/data/opening/loading_panel.h"

#include "ui/look/labels.h"
#include "ui/text/number_text.h"

#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace mien::ui {

LoadingPanel::LoadingPanel(QWidget* parent)
    : QWidget(parent), m_text(makeHeading({})), m_figures(makeMuted({})), m_bar(new QProgressBar) {
  m_text->setAlignment(Qt::AlignCenter);
  m_text->setWordWrap(true);
  m_figures->setAlignment(Qt::AlignCenter);
  m_bar->setTextVisible(false);
  m_bar->setFixedWidth(fontMetrics().averageCharWidth() * 60);
  m_bar->setAccessibleName(tr("Progress"));
  auto* cancel = new QPushButton(tr("&Cancel"));
  connect(cancel, &QPushButton::clicked, this, &LoadingPanel::cancelRequested);
  new QShortcut(Qt::Key_Escape, cancel, [cancel] { cancel->click(); });
  auto* layout = new QVBoxLayout(this);
  layout->addStretch(2);
  layout->addWidget(m_text);
  layout->addWidget(m_bar, 0, Qt::AlignHCenter);
  layout->addWidget(m_figures);
  layout->addSpacing(8);
  layout->addWidget(cancel, 0, Qt::AlignHCenter);
  layout->addStretch(3);
}

void LoadingPanel::begin(const QString& text) {
  m_text->setText(text);
  m_figures->setText(QString());
  m_bar->setRange(0, 0);
}

void LoadingPanel::setProgress(qulonglong done, qulonglong total) {
  constexpr int kSteps = 1000;
  if (total > 0) {
    m_bar->setRange(0, kSteps);
    m_bar->setValue(static_cast<int>(done * kSteps / total));
    m_figures->setText(tr("%1 of %2 images").arg(countText(done), countText(total)));
  }
}

} // namespace mien::ui
