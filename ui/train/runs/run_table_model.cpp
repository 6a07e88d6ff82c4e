#include "ui/train/runs/run_table_model.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/text/number_text.h"
#include "ui/text/qt_strings.h"
#include "ui/train/runs/run_columns.h"

#include <algorithm>
#include <array>

namespace mien::ui {

namespace {

QVariant alignment(RunTableModel::Column column) {
  return QVariant::fromValue(isNumeric(column) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace

void RunTableModel::setRuns(std::vector<RunEntry> runs) {
  // While one trains they come after each epoch: a reset would end a rename that is being typed.
  if (!m_runs.empty() && std::ranges::equal(m_runs, runs, {}, &RunEntry::folder, &RunEntry::folder)) {
    m_runs = std::move(runs);
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit ticksChanged();
    return;
  }
  beginResetModel();
  m_runs = std::move(runs);
  for (QString& folder : m_ticked) {
    const bool there = std::ranges::any_of(m_runs, [&folder](const RunEntry& run) { return run.folder() == folder; });
    folder = there ? folder : QString();
  }
  endResetModel();
  emit ticksChanged();
}

bool RunTableModel::isTicked(int row) const { return m_ticked.contains(run(row).folder()); }

void RunTableModel::setTicked(int row, bool ticked) {
  const QString folder = run(row).folder();
  const auto place = m_ticked.indexOf(folder);
  if (ticked == (place >= 0)) {
    return;
  }
  if (!ticked) {
    m_ticked[place].clear();
  } else if (const auto free = m_ticked.indexOf(QString()); free >= 0) {
    m_ticked[free] = folder;
  } else {
    m_ticked.append(folder);
  }
  emit dataChanged(index(row, Name), index(row, Name));
  emit ticksChanged();
}

void RunTableModel::moveTick(const QString& from, const QString& to) {
  if (const auto place = m_ticked.indexOf(from); place >= 0) {
    m_ticked[place] = to;
  }
}

QColor RunTableModel::color(int row) const {
  static constexpr std::array kOrder{3, 4, 5, 1, 6, 2, 7, 0}; // neighbours that differ most come first
  const auto place = static_cast<std::size_t>(m_ticked.indexOf(run(row).folder()));
  return emotionColor(kOrder[place % kOrder.size()]);
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int{Count}; }

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
  const RunEntry& entry = run(index.row());
  const bool name = index.column() == Name;
  const bool damaged = !entry.info.problem.empty() && index.column() == State;
  switch (role) {
  case Qt::DisplayRole:
    return runText(entry, static_cast<Column>(index.column()));
  case Qt::EditRole:
    return name ? QVariant(toQt(entry.info.name())) : QVariant();
  case kSortRole:
    return runSortKey(entry, static_cast<Column>(index.column()));
  case Qt::CheckStateRole:
    return name ? QVariant(isTicked(index.row()) ? Qt::Checked : Qt::Unchecked) : QVariant();
  case Qt::DecorationRole:
    return name && isTicked(index.row()) ? QVariant(swatch(color(index.row()))) : QVariant();
  case Qt::ToolTipRole:
    return name ? entry.folder() : stateHelp(entry);
  case Qt::ForegroundRole:
    return damaged ? QVariant(Theme::instance().colors().danger) : QVariant();
  case Qt::TextAlignmentRole:
    return alignment(static_cast<Column>(index.column()));
  default:
    return {};
  }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) {
    return {};
  }
  const auto column = static_cast<Column>(section);
  switch (role) {
  case Qt::DisplayRole:
    return runColumnTitle(column);
  case Qt::ToolTipRole:
    return runColumnHelp(column);
  case Qt::TextAlignmentRole:
    return alignment(column);
  default:
    return {};
  }
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == Name ? flags | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : flags;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (index.column() != Name) {
    return false;
  }
  if (role == Qt::CheckStateRole) {
    setTicked(index.row(), value.toInt() == Qt::Checked);
    return true;
  }
  const RunEntry& entry = run(index.row());
  const QString name = value.toString().trimmed();
  if (role == Qt::EditRole && !name.isEmpty() && name != toQt(entry.info.name())) {
    emit renameRequested(entry.folder(), name); // the row changes when the folder has
  }
  return false;
}

} // namespace mien::ui
