#include "ui/predict/no_model_bar.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace mien::ui {

NoModelBar::NoModelBar(QWidget* parent) : Card(parent) {
  auto* open = new QPushButton(icon("model"), tr("O&pen a Model..."));
  connect(open, &QPushButton::clicked, this, &NoModelBar::openRequested);
  auto* text = new QVBoxLayout;
  text->setSpacing(2);
  text->addWidget(makeHeading(tr("No model is chosen.")));
  text->addWidget(makeMuted(tr("A trained model names the emotions. Open one, or train one on the Train page; what "
                               "you add waits until then.")));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->addLayout(text, 1);
  layout->addWidget(open);
}

} // namespace mien::ui
