#include "ui/evaluate/results/report_table.h"

#include "core/eval/metrics/uncertainty.h"
#include "ui/look/table_style.h"
#include "ui/look/theme.h"
#include "ui/text/percent_text.h"

#include <QHeaderView>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>

namespace mien::ui {

namespace {

constexpr std::size_t kFewImages = 30; ///< of which a share says little
constexpr int kSortRole = Qt::UserRole;
constexpr int kAverageRole = Qt::UserRole + 1; ///< 0 for a class, rising for the averages

class AveragesLastProxyModel : public QSortFilterProxyModel {
public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
    const int a = left.data(kAverageRole).toInt();
    const int b = right.data(kAverageRole).toInt();
    if (a != b) {
      return sortOrder() == Qt::AscendingOrder ? a < b : a > b;
    }
    return QSortFilterProxyModel::lessThan(left, right);
  }
};

QStandardItem* item(const QString& text, const QVariant& sort, int average, bool number) {
  auto* cell = new QStandardItem(text);
  cell->setData(sort, kSortRole);
  cell->setData(average, kAverageRole);
  cell->setTextAlignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
  if (average > 0) {
    QFont font;
    font.setItalic(true);
    cell->setFont(font);
  }
  return cell;
}

/// More digits would be noise: the third moves with a single image of a thousand.
int digits(std::size_t support) { return support < 1000 ? 2 : 3; }

QList<QStandardItem*> row(const QString& name, const ClassMetrics& metrics, int average) {
  QList<QStandardItem*> cells{item(name, name, average, false)};
  for (const double value : {metrics.precision, metrics.recall, metrics.f1}) {
    cells << item(QLocale().toString(value, 'f', digits(metrics.support)), value, average, true);
  }
  cells << item(QLocale().toString(static_cast<qulonglong>(metrics.support)), static_cast<qulonglong>(metrics.support),
                average, true);
  return cells;
}

} // namespace

ReportTable::ReportTable(QWidget* parent) : QTableView(parent), m_rows(new QStandardItemModel(0, 5, this)) {
  auto* sorted = new AveragesLastProxyModel(this);
  sorted->setSourceModel(m_rows);
  sorted->setSortRole(kSortRole);
  setModel(sorted);
  setSortingEnabled(true);
  sortByColumn(-1, Qt::AscendingOrder);
  styleTable(*this);
  setEditTriggers(NoEditTriggers);
  setSelectionBehavior(SelectRows);
  setAccessibleName(tr("Report by class"));
  horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
}

void ReportTable::setMetrics(const Metrics& metrics, const std::vector<ClassLabel>& labels) {
  m_rows->removeRows(0, m_rows->rowCount());
  m_rows->setHorizontalHeaderLabels({tr("Class"), tr("Precision"), tr("Recall"), tr("F1"), tr("Support")});
  for (int column = 0; column < m_rows->columnCount(); ++column) {
    m_rows->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignVCenter |
                                                           (column == 0 ? Qt::AlignLeft : Qt::AlignRight));
  }
  for (std::size_t c = 0; c < metrics.perClass.size(); ++c) {
    const ClassMetrics& own = metrics.perClass[c];
    QList<QStandardItem*> cells = row(labels[c].name, own, 0);
    const auto hits = metrics.confusionAt(static_cast<int>(c), static_cast<int>(c));
    const Interval recall = wilsonInterval(hits, own.support);
    const QString range = tr("Of %Ln image(s) of this class; with others like them the recall would lie between %1 and "
                             "%2, 95 times in 100.",
                             nullptr, static_cast<int>(own.support))
                              .arg(percentText(recall.lower), percentText(recall.upper));
    for (QStandardItem* cell : cells) {
      cell->setToolTip(range);
      if (own.support < kFewImages) {
        cell->setForeground(Theme::instance().colors().mutedText);
      }
    }
    m_rows->appendRow(cells);
  }
  const int occurring = metrics.occurring();
  const QString mean = occurring == static_cast<int>(metrics.perClass.size())
                           ? tr("Mean of the classes")
                           : tr("Mean of the classes that occur: %Ln", nullptr, occurring);
  m_rows->appendRow(row(mean, metrics.macro, 1));
  m_rows->appendRow(row(tr("Mean weighted by support"), metrics.weighted, 2));
}

} // namespace mien::ui
