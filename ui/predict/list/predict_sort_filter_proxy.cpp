#include "ui/predict/list/predict_sort_filter_proxy.h"

#include "ui/predict/list/predict_entry_list_model.h"

namespace mien::ui {

PredictSortFilterProxy::PredictSortFilterProxy(QObject* parent) : QSortFilterProxyModel(parent) {
  setDynamicSortFilter(true);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void PredictSortFilterProxy::setKey(Key key) {
  m_key = key;
  invalidate();
  sort(key == Added ? -1 : 0); // -1: as the source has them, which costs nothing
}

void PredictSortFilterProxy::setShow(int show) {
  m_show = show;
  invalidateFilter();
}

bool PredictSortFilterProxy::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (m_show == All) {
    return true;
  }
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  const auto state = static_cast<PredictEntry::State>(index.data(PredictEntryListModel::StateRole).toInt());
  switch (m_show) {
  case Uncertain:
    return index.data(PredictEntryListModel::UncertainRole).toBool();
  case NoFace:
    return state == PredictEntry::State::NoFace;
  case Failed:
    return state == PredictEntry::State::Failed;
  default:
    return !index.data(PredictEntryListModel::UncertainRole).toBool() &&
           index.data(PredictEntryListModel::ClassRole).toInt() == m_show;
  }
}

bool PredictSortFilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const auto confidence = [](const QModelIndex& index) {
    return index.data(PredictEntryListModel::ConfidenceRole).toDouble();
  };
  const auto emotion = [](const QModelIndex& index) {
    const int place = index.data(PredictEntryListModel::ClassRole).toInt();
    return place < 0 ? 1000 : place; // without a face: last
  };
  switch (m_key) {
  case Name:
    return QString::localeAwareCompare(left.data(PredictEntryListModel::NameRole).toString(),
                                       right.data(PredictEntryListModel::NameRole).toString()) < 0;
  case Emotion:
    return emotion(left) != emotion(right) ? emotion(left) < emotion(right) : confidence(left) > confidence(right);
  case Confidence:
    return confidence(left) > confidence(right);
  case Added:
    break;
  }
  return left.row() < right.row();
}

} // namespace mien::ui
