#pragma once

#include "ui/data/images/sample_filter.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;

namespace mien::ui {

/// Chooses which images the grid shows, and how large.
class FilterBar : public QWidget {
  Q_OBJECT

public:
  explicit FilterBar(QWidget* parent = nullptr);

  [[nodiscard]] SampleFilter filter() const;
  void setFilter(const SampleFilter& filter);
  void setCount(int shown, int all);
  [[nodiscard]] int pictureSide() const; ///< px
  void setPictureSide(int side);

signals:
  void filterChanged();
  void pictureSideChanged(int side);

private:
  QComboBox* m_split;
  QComboBox* m_emotion;
  QComboBox* m_agreement;
  QLabel* m_count;
  QSlider* m_side;
};

} // namespace mien::ui
