#pragma once

#include <QSortFilterProxyModel>

namespace mien::ui {

/// The list of the Predict page, sorted and filtered.
class PredictSortFilterProxy : public QSortFilterProxyModel {
  Q_OBJECT

public:
  enum Key { Added, Name, Emotion, Confidence };
  /// What to show: a class's index, or one of these.
  enum Show { All = -1, Uncertain = -2, NoFace = -3, Failed = -4 };

  explicit PredictSortFilterProxy(QObject* parent = nullptr);

  void setKey(Key key); ///< names and emotions in order, confidence from the highest
  void setShow(int show);
  [[nodiscard]] int show() const { return m_show; }

protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
  Key m_key = Added;
  int m_show = All;
};

} // namespace mien::ui
