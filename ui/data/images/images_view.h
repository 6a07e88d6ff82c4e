#pragma once

#include "ui/data/images/sample_filter.h"

#include <QWidget>

#include <optional>

#include <memory>

class QListView;
class QSplitter;
class QStackedWidget;

namespace mien::ui {

class FilterBar;
class ImageInspector;
class SampleGridDelegate;
class SampleListModel;
class ThumbnailCache;

/// All images of the data set as a grid, filtered, with the chosen one beside it.
class ImagesView : public QWidget {
  Q_OBJECT

public:
  explicit ImagesView(QWidget* parent = nullptr);
  ~ImagesView() override;

  void setDataset(const std::shared_ptr<const Dataset>& dataset, LabelPolicy policy);
  void setFilter(const SampleFilter& filter);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void applyFilter();
  void applySide(int side);
  void showCurrent();
  void keepChoice(std::optional<std::uint32_t> sample);

  std::shared_ptr<const Dataset> m_dataset;
  FilterBar* m_filter;
  ThumbnailCache* m_cache;
  SampleListModel* m_model;
  SampleGridDelegate* m_delegate;
  QListView* m_grid;
  QStackedWidget* m_stack;
  ImageInspector* m_inspector;
  QSplitter* m_splitter;
};

} // namespace mien::ui
