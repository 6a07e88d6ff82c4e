#pragma once

#include "ui/data/images/sample_filter.h"

#include <QAbstractListModel>

#include <memory>

namespace mien::ui {

/// The images that pass a filter, one a row. Holds numbers only: pictures come from a ThumbnailCache.
class SampleListModel : public QAbstractListModel {
  Q_OBJECT

public:
  enum Role {
    SampleRole = Qt::UserRole, ///< uint: index in Dataset::samples
    ClassRole,                 ///< int: emotion, or kDiscarded
  };

  explicit SampleListModel(QObject* parent = nullptr);

  void setDataset(std::shared_ptr<const Dataset> dataset, LabelPolicy policy);
  void setFilter(const SampleFilter& filter);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] int rowOfSample(std::uint32_t sample) const; ///< -1: filtered out

private:
  void refill();

  std::shared_ptr<const Dataset> m_dataset;
  std::vector<std::uint8_t> m_classes;
  SampleFilter m_filter;
  std::vector<std::uint32_t> m_rows;
};

} // namespace mien::ui
