#pragma once

#include "ui/predict/view/prediction_formatter.h"

#include <QVector>
#include <QWidget>

class QComboBox;
class QLabel;
class QListView;
class QPushButton;
class QUndoStack;

namespace mien::ui {

class PredictEntryListModel;
class PredictSortFilterProxy;

/// The list of images and videos with what sorts, filters and removes them.
class PredictList : public QWidget {
  Q_OBJECT

public:
  /// What is removed goes onto `undoStack`, which the caller keeps.
  PredictList(PredictEntryListModel& model, QUndoStack& undoStack, QWidget* parent = nullptr);

  void setClasses(const std::vector<ClassLabel>& classes);
  [[nodiscard]] quint32 current() const; ///< id of the chosen one, 0: none
  void choose(quint32 id);               ///< if it is shown
  void chooseFirst();                    ///< when nothing is chosen
  void clear();                          ///< takes everything off the list
  void removeSelected();
  [[nodiscard]] bool hasSelection() const;
  [[nodiscard]] QListView& view() const { return *m_view; }
  [[nodiscard]] QComboBox& orderBox() const { return *m_key; }
  [[nodiscard]] QComboBox& filterBox() const { return *m_show; }

signals:
  void currentChanged(); ///< another one is chosen, or none
  void removed();        ///< some went or came back at the user's wish

private:
  void makeCurrent(const QModelIndex& index);
  void remove(const QSet<quint32>& ids);
  void rememberChoice(); ///< before the list changes as a whole
  void onUndoStack();
  void refresh();

  PredictEntryListModel& m_model;
  QUndoStack& m_undoStack;
  PredictSortFilterProxy* m_order;
  quint32 m_chosen = 0; ///< id, see rememberChoice()
  int m_place = 0;      ///< row of the first that was selected then
  QComboBox* m_key;
  QComboBox* m_show;
  QListView* m_view;
  QLabel* m_count;
  QPushButton* m_remove;
  QPushButton* m_clear;
  QPushButton* m_undo;
};

} // namespace mien::ui
