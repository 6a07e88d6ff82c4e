#pragma once

#include "ui/train/runs/run_entry.h"

#include <QAbstractTableModel>
#include <QColor>
#include <QStringList>

#include <vector>

namespace mien::ui {

/// The runs as rows of a table. Runs can be ticked; each ticked one has a colour of its own.
class RunTableModel : public QAbstractTableModel {
  Q_OBJECT

public:
  enum Column { Name, State, Accuracy, Loss, Epochs, Time, Batch, Rate, Augmentation, Changed, Sizes, Labels, Count };
  static constexpr int kSortRole = Qt::UserRole; ///< what a column is sorted by

  using QAbstractTableModel::QAbstractTableModel;

  void setRuns(std::vector<RunEntry> runs); ///< ticks stay
  [[nodiscard]] const std::vector<RunEntry>& runs() const { return m_runs; }
  [[nodiscard]] const RunEntry& run(int row) const { return m_runs.at(static_cast<std::size_t>(row)); }

  [[nodiscard]] bool isTicked(int row) const;
  void setTicked(int row, bool ticked);
  [[nodiscard]] QColor color(int row) const;             ///< of a ticked run
  void moveTick(const QString& from, const QString& to); ///< a folder was renamed

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
  void ticksChanged();
  void renameRequested(const QString& folder, const QString& name);

private:
  std::vector<RunEntry> m_runs;
  QStringList m_ticked; ///< folders; the place in the list is the colour, an empty one is free
};

} // namespace mien::ui
