#include "ui/look/labels.h"
#include "ui/train/form/train_form.h"
#include "ui/train/progress/next_steps_bar.h"
#include "ui/train/progress/train_buttons.h"
#include "ui/train/progress/training_time_estimate.h"
#include "ui/train/progress/training_view.h"
#include "ui/train/runs/resume_bar.h"
#include "ui/train/runs/runs_table.h"
#include "ui/train/train_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panels/card.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/widgets/panels/notice_bar.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace mien::ui {

void TrainPage::layOut() {
  m_banner->setDismissable(true);
  m_data->setForegroundRole(QPalette::PlaceholderText);
  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  names->addWidget(makeTitle(tr("Train")));
  names->addWidget(m_data);
  auto* header = new QHBoxLayout;
  header->addLayout(names, 1);
  header->addWidget(m_buttons);

  m_form->insertBelowName(m_estimate);
  auto* card = new Card;
  auto* inCard = new QVBoxLayout(card);
  inCard->setContentsMargins(10, 10, 4, 10);
  inCard->addWidget(m_form);
  m_view->addTab(m_runs, tr("&Runs"));

  auto* splitter = new QSplitter;
  splitter->setChildrenCollapsible(false);
  splitter->setHandleWidth(10);
  splitter->addWidget(card);
  splitter->addWidget(m_view);
  splitter->setStretchFactor(0, 0);
  splitter->setStretchFactor(1, 1);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->setSpacing(10);
  layout->addLayout(header);
  layout->addWidget(m_banner);
  layout->addWidget(m_resume);
  layout->addWidget(m_noData);
  layout->addWidget(m_nextSteps);
  layout->addWidget(splitter, 1);
}

} // namespace mien::ui
