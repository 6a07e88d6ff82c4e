#pragma once

#include <QStringList>
#include <QWidget>

namespace mien::ui {

class CurveChart;
class RunTableModel;

/// The curves of the ticked runs, one over the other.
class RunsCharts : public QWidget {
  Q_OBJECT

public:
  explicit RunsCharts(const RunTableModel& model, QWidget* parent = nullptr);

  [[nodiscard]] CurveChart& loss() const { return *m_loss; }
  [[nodiscard]] CurveChart& accuracy() const { return *m_accuracy; }

signals:
  void failed(const QString& message);

private:
  void refresh();

  const RunTableModel& m_model;
  CurveChart* m_loss;
  CurveChart* m_accuracy;
  QStringList m_ticked; ///< the folders of the runs that are shown
};

} // namespace mien::ui
