#pragma once

#include "core/eval/metrics/metrics.h"
#include "ui/text/class_label.h"

#include <QTableView>

#include <vector>

class QStandardItemModel;

namespace mien::ui {

/// Precision, recall, F1 and support of each class and their averages; a click on a column sorts the classes, the
/// averages stay below them.
class ReportTable : public QTableView {
  Q_OBJECT

public:
  explicit ReportTable(QWidget* parent = nullptr);

  void setMetrics(const Metrics& metrics, const std::vector<ClassLabel>& labels);

private:
  QStandardItemModel* m_rows;
};

} // namespace mien::ui
