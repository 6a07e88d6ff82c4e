#include "ui/predict/list/predict_list.h"

#include "ui/look/labels.h"
#include "ui/look/theme.h"
#include "ui/predict/list/predict_entry_delegate.h"
#include "ui/predict/list/predict_entry_list_model.h"
#include "ui/predict/list/predict_sort_filter_proxy.h"
#include "ui/predict/list/remove_command.h"
#include "ui/text/number_text.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QUndoStack>
#include <QVBoxLayout>

#include <algorithm>

namespace mien::ui {

PredictList::PredictList(PredictEntryListModel& model, QUndoStack& undoStack, QWidget* parent)
    : QWidget(parent), m_model(model), m_undoStack(undoStack), m_order(new PredictSortFilterProxy(this)),
      m_key(new QComboBox), m_show(new QComboBox), m_view(new QListView), m_count(makeMuted({})),
      m_remove(new QPushButton(tr("&Remove"))), m_clear(new QPushButton(tr("C&lear"))),
      m_undo(new QPushButton(tr("U&ndo"))) {
  m_order->setSourceModel(&model);
  m_key->addItem(tr("As added"), PredictSortFilterProxy::Added);
  m_key->addItem(tr("By name"), PredictSortFilterProxy::Name);
  m_key->addItem(tr("By emotion"), PredictSortFilterProxy::Emotion);
  m_key->addItem(tr("By confidence"), PredictSortFilterProxy::Confidence);
  m_key->setAccessibleName(tr("Order of the list"));
  m_show->setAccessibleName(tr("What to show"));
  for (QComboBox* box : {m_key, m_show}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  m_view->setModel(m_order);
  m_view->setItemDelegate(new PredictEntryDelegate(m_view));
  m_view->setUniformItemSizes(true);
  m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setAccessibleName(tr("Images and videos"));
  m_remove->setToolTip(tr("Take the chosen images and videos off the list (Del). The files stay."));
  m_clear->setToolTip(tr("Take everything off the list. The files stay."));
  m_undo->setToolTip(tr("Put back what was taken off last (Ctrl+Z); Ctrl+Shift+Z takes it off again"));

  auto* remove = new QAction(this);
  remove->setShortcut(QKeySequence::Delete);
  remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(remove, &QAction::triggered, this, &PredictList::removeSelected);
  m_view->addAction(remove);
  connect(&m_undoStack, &QUndoStack::indexChanged, this, &PredictList::onUndoStack);
  connect(m_remove, &QPushButton::clicked, this, &PredictList::removeSelected);
  connect(m_clear, &QPushButton::clicked, this, &PredictList::clear);
  connect(m_undo, &QPushButton::clicked, &m_undoStack, &QUndoStack::undo);
  connect(m_key, &QComboBox::currentIndexChanged, this,
          [this] { m_order->setKey(static_cast<PredictSortFilterProxy::Key>(m_key->currentData().toInt())); });
  connect(m_show, &QComboBox::currentIndexChanged, this, [this] {
    m_order->setShow(m_show->currentData().toInt());
    refresh();
  });
  connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    refresh();
    emit currentChanged();
  });
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PredictList::refresh);
  connect(m_order, &QAbstractItemModel::modelAboutToBeReset, this, &PredictList::rememberChoice);
  connect(m_order, &QAbstractItemModel::modelReset, this, [this] {
    refresh();
    emit currentChanged();
  });
  connect(m_order, &QAbstractItemModel::rowsInserted, this, &PredictList::refresh);
  connect(m_order, &QAbstractItemModel::rowsRemoved, this, &PredictList::refresh);
  connect(&Theme::instance(), &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));

  auto* top = new QHBoxLayout;
  top->addWidget(m_key, 1);
  top->addWidget(m_show, 1);
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(m_remove);
  bottom->addWidget(m_clear);
  bottom->addWidget(m_undo);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addLayout(top);
  layout->addWidget(m_view, 1);
  layout->addWidget(m_count);
  layout->addLayout(bottom);
  setClasses({});
}

void PredictList::setClasses(const std::vector<ClassLabel>& classes) {
  const QSignalBlocker quiet(m_show);
  const QVariant shown = m_show->currentData();
  m_show->clear();
  m_show->addItem(tr("All files"), PredictSortFilterProxy::All);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    m_show->addItem(classes[i].name, static_cast<int>(i));
  }
  m_show->addItem(tr("Uncertain"), PredictSortFilterProxy::Uncertain);
  m_show->addItem(tr("No face"), PredictSortFilterProxy::NoFace);
  m_show->addItem(tr("Cannot be analysed"), PredictSortFilterProxy::Failed);
  m_show->setCurrentIndex(std::max(0, m_show->findData(shown)));
  m_order->setShow(m_show->currentData().toInt());
  refresh();
}

quint32 PredictList::current() const {
  const QModelIndex index = m_view->currentIndex();
  return index.isValid() ? index.data(PredictEntryListModel::IdRole).toUInt() : 0;
}

void PredictList::choose(quint32 id) {
  const int row = m_model.rowOf(id);
  const QModelIndex index = row < 0 ? QModelIndex() : m_order->mapFromSource(m_model.index(row));
  if (index.isValid()) {
    makeCurrent(index);
  }
}

void PredictList::makeCurrent(const QModelIndex& index) {
  // Not the view's setCurrentIndex(): that one adds to the selection while Ctrl is held for something else.
  m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void PredictList::chooseFirst() {
  if (!m_view->currentIndex().isValid() && m_order->rowCount() > 0) {
    makeCurrent(m_order->index(0, 0));
  }
}

void PredictList::removeSelected() {
  QSet<quint32> ids;
  for (const QModelIndex& index : m_view->selectionModel()->selectedIndexes()) {
    ids.insert(index.data(PredictEntryListModel::IdRole).toUInt());
  }
  remove(ids);
}

bool PredictList::hasSelection() const { return m_view->selectionModel()->hasSelection(); }

void PredictList::clear() {
  QSet<quint32> all;
  for (const PredictEntry& entry : m_model.entries()) {
    all.insert(entry.id);
  }
  remove(all);
}

void PredictList::remove(const QSet<quint32>& ids) {
  if (!ids.isEmpty()) {
    m_undoStack.push(new RemoveCommand(m_model, ids));
  }
}

void PredictList::rememberChoice() {
  m_chosen = current();
  m_place = m_order->rowCount();
  for (const QModelIndex& index : m_view->selectionModel()->selectedIndexes()) {
    m_place = std::min(m_place, index.row());
  }
}

void PredictList::onUndoStack() {
  choose(m_chosen);
  if (!m_view->currentIndex().isValid() && m_order->rowCount() > 0) {
    makeCurrent(m_order->index(std::min(m_place, m_order->rowCount() - 1), 0));
  }
  refresh();
  emit removed();
}

void PredictList::refresh() {
  const int all = m_model.rowCount();
  const int shown = m_order->rowCount();
  m_count->setText(shown == all
                       ? tr("Files: %1").arg(countText(static_cast<qulonglong>(all)))
                       : tr("Files: %1 of %2")
                             .arg(countText(static_cast<qulonglong>(shown)), countText(static_cast<qulonglong>(all))));
  m_remove->setEnabled(hasSelection());
  m_clear->setEnabled(all > 0);
  m_undo->setEnabled(m_undoStack.canUndo());
}

} // namespace mien::ui
