#pragma once

#include "ui/predict/view/prediction_formatter.h"

#include <QVector>
#include <QWidget>

class QComboBox;
class QLabel;
class QListView;
class QPushButton;

namespace mien::ui {

class PredictEntryListModel;
class PredictSortFilterProxy;

/// The list of images and videos with what sorts, filters and removes them.
class PredictList : public QWidget {
  Q_OBJECT

public:
  explicit PredictList(PredictEntryListModel& model, QWidget* parent = nullptr);

  void setClasses(const std::vector<ClassLabel>& classes);
  [[nodiscard]] quint32 current() const; ///< id of the chosen one, 0: none
  void choose(quint32 id);               ///< if it is shown
  void chooseFirst();                    ///< when nothing is chosen
  [[nodiscard]] QListView& view() const { return *m_view; }
  [[nodiscard]] QComboBox& orderBox() const { return *m_key; }
  [[nodiscard]] QComboBox& filterBox() const { return *m_show; }

signals:
  void currentChanged(); ///< another one is chosen, or none
  void removed();        ///< some went or came back at the user's wish

private:
  void makeCurrent(const QModelIndex& index);
  void removeSelected();
  void restore();
  void refresh();

  PredictEntryListModel& m_model;
  PredictSortFilterProxy* m_order;
  QComboBox* m_key;
  QComboBox* m_show;
  QListView* m_view;
  QLabel* m_count;
  QPushButton* m_remove;
  QPushButton* m_clear;
  QPushButton* m_undo;
};

} // namespace mien::ui
