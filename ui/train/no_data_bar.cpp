#include "ui/train/no_data_bar.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

NoDataBar::NoDataBar(QWidget* parent) : Card(parent) {
  auto* open = new QPushButton(icon("open"), tr("&Open a Data Set..."));
  auto* demo = new QPushButton(icon("demo"), tr("Use &Demo Data"));
  demo->setToolTip(tr("Draws a small data set of invented faces on this computer."));
  connect(open, &QPushButton::clicked, this, &NoDataBar::openRequested);
  connect(demo, &QPushButton::clicked, this, &NoDataBar::demoRequested);
  auto* text = new QVBoxLayout;
  text->setSpacing(2);
  text->addWidget(makeHeading(tr("No data set is open.")));
  text->addWidget(makeMuted(tr("A training learns from a data set of faces. The settings can be made beforehand.")));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->addLayout(text, 1);
  layout->addWidget(open);
  layout->addWidget(demo);
}

} // namespace mien::ui
