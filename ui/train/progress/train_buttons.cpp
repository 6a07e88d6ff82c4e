#include "ui/train/progress/train_buttons.h"

#include "ui/look/icons.h"
#include "ui/widgets/inputs/primary_button.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace mien::ui {

TrainButtons::TrainButtons(QWidget* parent)
    : QWidget(parent), m_train(new PrimaryButton("play", tr("Train"))), m_pause(new QPushButton),
      m_stop(new QPushButton(icon("stop"), tr("Stop"))) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins({});
  for (QPushButton* button : {m_train, m_pause, m_stop}) {
    layout->addWidget(button);
  }
  connect(m_train, &QPushButton::clicked, this, &TrainButtons::trainClicked);
  connect(m_pause, &QPushButton::clicked, this, &TrainButtons::pauseClicked);
  connect(m_stop, &QPushButton::clicked, this, &TrainButtons::stopClicked);
  setState(State::Paused); // the longer text, for the width
  const int width = std::max(m_pause->sizeHint().width(), m_train->sizeHint().width());
  setState(State::Running);
  m_pause->setMinimumWidth(std::max(width, m_pause->sizeHint().width()));
  setState(State::NoData);
}

void TrainButtons::setState(State state) {
  const bool paused = state == State::Paused;
  m_train->setEnabled(state == State::Ready);
  m_train->setToolTip(state == State::NoData ? tr("Open a data set first.")
                                             : tr("Trains with the settings below (F5)."));
  m_pause->setEnabled(state == State::Running || paused);
  m_pause->setText(paused ? tr("Resume") : tr("Pause"));
  m_pause->setIcon(icon(paused ? "play" : "pause"));
  m_pause->setToolTip(paused ? tr("Goes on with the training (F6).")
                             : tr("Holds the training after this step and frees the processor (F6)."));
  m_stop->setEnabled(state == State::Running || paused);
  m_stop->setToolTip(tr("Ends the training after this step and keeps a checkpoint, so that it can be resumed later "
                        "(Shift+F5)."));
  m_train->setShortcut(Qt::Key_F5); // setText() takes the shortcut away
  m_pause->setShortcut(Qt::Key_F6);
  m_stop->setShortcut(Qt::SHIFT | Qt::Key_F5);
  for (QPushButton* button : {m_train, m_pause, m_stop}) {
    button->setAccessibleDescription(button->toolTip());
  }
}

} // namespace mien::ui
