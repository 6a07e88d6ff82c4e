#include "ui/data/opening/welcome_panel.h"

#include "ui/look/icons.h"
#include "ui/look/labels.h"
#include "ui/widgets/panels/action_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace mien::ui {

WelcomePanel::WelcomePanel(QWidget* parent) : QWidget(parent) {
  auto* mark = new QLabel;
  const int side = fontMetrics().height() * 4;
  mark->setPixmap(applicationIcon().pixmap(QSize(side, side), devicePixelRatioF()));
  mark->setAlignment(Qt::AlignCenter);
  QLabel* title = makeTitle(tr("Welcome to Mien"));
  title->setAlignment(Qt::AlignCenter);
  QLabel* about = makeMuted(tr("Train a network to read emotions in faces, see how well it does, and use it. "
                               "Everything stays on this computer."));
  about->setAlignment(Qt::AlignCenter);

  auto* demo = new ActionCard(icon("demo"), tr("&Try with demo data"),
                              tr("Draws 2,400 invented faces and trains on them; within minutes you see it learn."));
  demo->setPrimary(true);
  connect(demo, &ActionCard::clicked, this, &WelcomePanel::demoRequested);
  auto* open =
      new ActionCard(icon("open"), tr("&Open a data set"),
                     tr("FER+, Kaggle's FER2013, a table of images and labels, or folders named after emotions."));
  connect(open, &ActionCard::clicked, this, &WelcomePanel::openRequested);
  auto* actions = new QHBoxLayout;
  actions->setSpacing(16);
  actions->addStretch();
  actions->addWidget(demo);
  actions->addWidget(open);
  actions->addStretch();
  QLabel* drop = makeMuted(
      tr("You can also drop photos, videos, a data set or a model (.pth, .safetensors) anywhere in this window."));
  drop->setAlignment(Qt::AlignCenter);

  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(8);
  layout->addStretch(2);
  layout->addWidget(mark);
  layout->addWidget(title);
  layout->addWidget(about);
  layout->addSpacing(20);
  layout->addLayout(actions);
  layout->addSpacing(14);
  layout->addWidget(drop);
  layout->addStretch(3);
}

} // namespace mien::ui
