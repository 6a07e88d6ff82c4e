#include "ui/data/images/sample_list_model.h"

#include "ui/text/emotion_name.h"
#include "ui/text/label_policies.h"
#include "ui/text/path_text.h"

#include <algorithm>

namespace mien::ui {

SampleListModel::SampleListModel(QObject* parent) : QAbstractListModel(parent) {}

void SampleListModel::setDataset(std::shared_ptr<const Dataset> dataset, LabelPolicy policy) {
  m_dataset = std::move(dataset);
  m_classes = m_dataset ? classesOf(*m_dataset, policy) : std::vector<std::uint8_t>();
  refill();
}

void SampleListModel::setFilter(const SampleFilter& filter) {
  if (filter != m_filter) {
    m_filter = filter;
    refill();
  }
}

void SampleListModel::refill() {
  beginResetModel();
  m_rows = m_dataset ? matchingSamples(*m_dataset, m_classes, m_filter) : std::vector<std::uint32_t>();
  endResetModel();
}

int SampleListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SampleListModel::data(const QModelIndex& index, int role) const {
  const std::uint32_t sample = m_rows.at(static_cast<std::size_t>(index.row()));
  const int emotion = m_classes.at(sample);
  switch (role) {
  case SampleRole:
    return sample;
  case ClassRole:
    return emotion;
  case Qt::ToolTipRole:
  case Qt::AccessibleTextRole: {
    const Sample& shown = m_dataset->samples[sample];
    const QString file = pathText(std::filesystem::path(shown.file));
    const QString split = splitTitle(static_cast<int>(shown.split));
    return emotion == kDiscarded
               ? tr("%1, %2: left out by the label policy").arg(file, split)
               : tr("%1, %2: %3", "file, split, emotion").arg(file, split, emotionName(voteName(emotion)));
  }
  default:
    return {};
  }
}

int SampleListModel::rowOfSample(std::uint32_t sample) const {
  const auto found = std::ranges::lower_bound(m_rows, sample);
  return found != m_rows.end() && *found == sample ? static_cast<int>(found - m_rows.begin()) : -1;
}

} // namespace mien::ui
