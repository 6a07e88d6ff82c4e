#pragma once

#include "ui/widgets/panels/card.h"

#include "core/data/dataset_summary.h"

#include <filesystem>
#include <vector>

class QLabel;
class QTreeWidget;

namespace mien::ui {

/// What reading the data set found wrong: one line a kind, under it some of the files. Opening a file's line opens its
/// folder.
class ProblemsList : public Card {
  Q_OBJECT

public:
  explicit ProblemsList(QWidget* parent = nullptr);

  void setProblems(const std::filesystem::path& root, const std::vector<DatasetProblem>& problems);
  [[nodiscard]] const QTreeWidget& tree() const { return *m_tree; }

private:
  void recolour();
  void openFolder(const QByteArray& example);
  void showMenu(const QPoint& position);

  std::filesystem::path m_root;
  QLabel* m_hint;
  QTreeWidget* m_tree;
};

} // namespace mien::ui
