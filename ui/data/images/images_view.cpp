#include "ui/data/images/images_view.h"

#include "ui/data/images/filter_bar.h"
#include "ui/data/images/sample_grid_delegate.h"
#include "ui/data/images/sample_list_model.h"
#include "ui/data/inspector/image_inspector.h"
#include "ui/look/theme.h"
#include "ui/pictures/thumbnail_cache.h"
#include "ui/widgets/panels/empty_state_panel.h"

#include <QListView>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace mien::ui {

namespace {

constexpr int kUsualSide = 64;
const auto kSideKey = QStringLiteral("data/pictureSide");
const auto kSplitterKey = QStringLiteral("data/imagesSplitter");

QWidget* makeNothing(FilterBar* filter) {
  auto* nothing = new EmptyStatePanel;
  nothing->showState("search", ImagesView::tr("No image passes these filters."), {},
                     {{"image", ImagesView::tr("Show &All Images"), [filter] { filter->setFilter({}); }}});
  return nothing;
}

} // namespace

ImagesView::ImagesView(QWidget* parent)
    : QWidget(parent), m_filter(new FilterBar), m_cache(new ThumbnailCache(this)), m_model(new SampleListModel(this)),
      m_delegate(new SampleGridDelegate(*m_cache, this)), m_grid(new QListView), m_stack(new QStackedWidget),
      m_inspector(new ImageInspector), m_splitter(new QSplitter(Qt::Horizontal)) {
  m_grid->setObjectName(QStringLiteral("imageGrid"));
  m_grid->setModel(m_model);
  m_grid->setItemDelegate(m_delegate);
  m_grid->setFlow(QListView::LeftToRight);
  m_grid->setWrapping(true);
  m_grid->setResizeMode(QListView::Adjust);
  m_grid->setUniformItemSizes(true);
  m_grid->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_grid->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming and going would lay out the grid twice
  m_grid->setSelectionMode(QAbstractItemView::SingleSelection);
  m_grid->setAccessibleName(tr("Images of the data set"));
  m_grid->viewport()->installEventFilter(this);
  m_stack->addWidget(m_grid);
  m_stack->addWidget(makeNothing(m_filter));

  m_splitter->addWidget(m_stack);
  m_splitter->addWidget(m_inspector);
  m_splitter->setStretchFactor(0, 3);
  m_splitter->setStretchFactor(1, 1);
  m_splitter->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 10, 0, 0);
  layout->addWidget(m_filter);
  layout->addWidget(m_splitter, 1);

  connect(m_filter, &FilterBar::filterChanged, this, &ImagesView::applyFilter);
  connect(m_filter, &FilterBar::pictureSideChanged, this, &ImagesView::applySide);
  connect(m_cache, &ThumbnailCache::ready, m_grid->viewport(), qOverload<>(&QWidget::update));
  connect(&Theme::instance(), &Theme::changed, m_grid->viewport(), qOverload<>(&QWidget::update));
  connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this, &ImagesView::showCurrent);

  const QSettings settings;
  m_filter->setPictureSide(settings.value(kSideKey, kUsualSide).toInt());
  applySide(m_filter->pictureSide());
  m_splitter->restoreState(settings.value(kSplitterKey).toByteArray());
}

ImagesView::~ImagesView() {
  QSettings settings;
  settings.setValue(kSideKey, m_filter->pictureSide());
  settings.setValue(kSplitterKey, m_splitter->saveState());
}

void ImagesView::setDataset(const std::shared_ptr<const Dataset>& dataset, LabelPolicy policy) {
  const bool same = dataset == m_dataset;
  const auto chosen = same ? m_inspector->sample() : std::nullopt;
  m_dataset = dataset;
  if (!same) {
    m_inspector->clear();
    m_cache->setDataset(dataset);
  }
  m_model->setDataset(dataset, policy);
  applyFilter();
  keepChoice(chosen);
}

void ImagesView::setFilter(const SampleFilter& filter) { m_filter->setFilter(filter); }

void ImagesView::applyFilter() {
  const auto chosen = m_inspector->sample();
  m_model->setFilter(m_filter->filter());
  m_filter->setCount(m_model->rowCount(), m_dataset ? static_cast<int>(m_dataset->samples.size()) : 0);
  m_stack->setCurrentIndex(m_model->rowCount() > 0 || !m_dataset ? 0 : 1);
  keepChoice(chosen);
}

void ImagesView::keepChoice(std::optional<std::uint32_t> sample) {
  const int row = sample ? m_model->rowOfSample(*sample) : -1;
  if (row >= 0) {
    m_grid->setCurrentIndex(m_model->index(row));
  }
}

void ImagesView::applySide(int side) {
  m_delegate->setSide(side);
  m_grid->setGridSize(m_delegate->cellSize());
  m_grid->verticalScrollBar()->setSingleStep(m_delegate->cellSize().height() / 2);
  if (m_grid->currentIndex().isValid()) {
    m_grid->scrollTo(m_grid->currentIndex());
  }
}

void ImagesView::showCurrent() {
  const QModelIndex current = m_grid->currentIndex();
  if (current.isValid() && m_dataset) {
    m_inspector->showSample(m_dataset, current.data(SampleListModel::SampleRole).toUInt());
  }
}

bool ImagesView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Wheel) {
    const auto* wheel = static_cast<QWheelEvent*>(event);
    if (wheel->modifiers().testFlag(Qt::ControlModifier)) {
      m_filter->setPictureSide(m_filter->pictureSide() + (wheel->angleDelta().y() > 0 ? 8 : -8));
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace mien::ui
