#include "ui/charts/timeline_chart.h"
#include "ui/live/live_page.h"
#include "ui/live/replay/replay_bar.h"
#include "ui/live/session/settings_panel.h"
#include "ui/live/source/source_banner.h"
#include "ui/live/source/source_bar.h"
#include "ui/live/source/usage_notice_panel.h"
#include "ui/live/view/live_face_panel.h"
#include "ui/live/view/live_metrics.h"
#include "ui/live/view/video_view.h"
#include "ui/widgets/panels/empty_state_panel.h"
#include "ui/widgets/panels/message_banner.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

namespace mien::ui {

namespace {

QScrollArea* scrolled(QWidget* content) {
  auto* area = new QScrollArea;
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  return area;
}

} // namespace

void LivePage::layOut() {
  auto* picture = new QVBoxLayout(m_watch);
  picture->setContentsMargins({});
  picture->setSpacing(6);
  picture->addWidget(m_view, 1);
  picture->addWidget(m_replayBar);
  picture->addWidget(m_figures);
  m_stack->addWidget(m_watch);
  m_stack->addWidget(m_statePanel);
  m_stack->addWidget(m_notice);

  auto* tabs = new QTabWidget;
  tabs->addTab(scrolled(m_facePanel), tr("Fac&e"));
  tabs->addTab(scrolled(m_settingsPanel), tr("Sett&ings"));
  tabs->setDocumentMode(true);
  tabs->setAccessibleName(tr("Face and settings"));
  tabs->setMinimumWidth(fontMetrics().averageCharWidth() * 46); // the file name in the settings cannot be wrapped

  auto* above = new QSplitter(Qt::Horizontal);
  above->addWidget(m_stack);
  above->addWidget(tabs);
  above->setStretchFactor(0, 3);
  above->setStretchFactor(1, 1);
  above->setChildrenCollapsible(false);
  auto* whole = new QSplitter(Qt::Vertical);
  whole->addWidget(above);
  m_chart->setMinimumHeight(fontMetrics().height() * 14); // the scale, the legend and room for the curves
  whole->addWidget(m_chart);
  whole->setStretchFactor(0, 3);
  whole->setStretchFactor(1, 1);
  whole->setChildrenCollapsible(false);
  whole->setSizes({3000, 1000}); // shares of whatever height there is

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->addWidget(m_bar);
  layout->addWidget(m_banner);
  layout->addWidget(m_sourceBanner);
  layout->addWidget(whole, 1);
}

} // namespace mien::ui
