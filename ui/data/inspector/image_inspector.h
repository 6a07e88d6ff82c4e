#pragma once

#include "core/data/dataset.h"

#include <QScrollArea>

#include <cstdint>
#include <memory>
#include <optional>

class QLabel;
class QSlider;

namespace mien::ui {

class AugmentView;
class ElidedLabel;
class MessageBanner;
class PoliciesView;
class VotesView;

/// One image large, with its votes, what the label policies make of them, and what augmentation makes of the image.
class ImageInspector : public QScrollArea {
  Q_OBJECT

public:
  explicit ImageInspector(QWidget* parent = nullptr);

  void showSample(const std::shared_ptr<const Dataset>& dataset, std::uint32_t sample);
  void clear();
  [[nodiscard]] std::optional<std::uint32_t> sample() const { return m_sample; }

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  void scalePicture();
  void openFolder();

  std::shared_ptr<const Dataset> m_dataset;
  std::optional<std::uint32_t> m_sample;
  QImage m_image;
  QWidget* m_content;
  QLabel* m_hint;
  QLabel* m_picture;
  ElidedLabel* m_file;
  QLabel* m_facts;
  MessageBanner* m_problem;
  VotesView* m_votes;
  PoliciesView* m_policies;
  AugmentView* m_augment;
  QSlider* m_strength;
};

} // namespace mien::ui
