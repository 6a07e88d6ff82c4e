#include "ui/data/inspector/augment_view.h"

#include "core/data/augment.h"
#include "ui/look/theme.h"
#include "ui/pictures/gray_images.h"

#include <QPainter>

#include <utility>

namespace mien::ui {

namespace {

constexpr int kColumns = 4;
constexpr int kRows = 2;
constexpr int kGap = 6;

} // namespace

AugmentView::AugmentView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setAccessibleName(tr("The image as training may show it"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AugmentView::setImage(std::vector<std::uint8_t> pixels, int side) {
  m_pixels = std::move(pixels);
  m_side = side;
  refill();
}

void AugmentView::setStrength(double strength) {
  m_strength = strength;
  refill();
}

void AugmentView::drawAgain() {
  ++m_seed;
  refill();
}

void AugmentView::refill() {
  m_pictures.clear();
  AugmentOptions options;
  options.strength = m_strength;
  for (std::uint64_t i = 0; i < kColumns * kRows && !m_pixels.empty(); ++i) {
    std::vector<std::uint8_t> changed = m_pixels;
    Random random = Random::forKey({m_seed, i});
    augment(changed, m_side, options, random);
    m_pictures.push_back(grayImage(changed, m_side));
  }
  update();
}

int AugmentView::pictureSide() const { return fontMetrics().height() * 9 / 2; }

QSize AugmentView::sizeHint() const {
  const auto along = [this](int pictures) { return pictures * pictureSide() + (pictures - 1) * kGap; };
  return {along(kColumns), along(kRows)};
}

void AugmentView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const int side = pictureSide();
  for (int i = 0; i < kColumns * kRows; ++i) {
    const int row = i / kColumns;
    const QRect place((i % kColumns) * (side + kGap), row * (side + kGap), side, side);
    if (static_cast<std::size_t>(i) < m_pictures.size()) {
      painter.drawImage(place, m_pictures[static_cast<std::size_t>(i)]);
    } else {
      painter.fillRect(place, Theme::instance().colors().window);
    }
  }
}

} // namespace mien::ui
