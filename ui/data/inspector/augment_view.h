#pragma once

#include <QImage>
#include <QWidget>

#include <cstdint>
#include <vector>

namespace mien::ui {

/// An image as training may show it: some draws of augmentation, by core's own code.
class AugmentView : public QWidget {
  Q_OBJECT

public:
  explicit AugmentView(QWidget* parent = nullptr);

  void setImage(std::vector<std::uint8_t> pixels, int side); ///< empty: none
  void setStrength(double strength);
  void drawAgain(); ///< other random changes

  [[nodiscard]] const std::vector<QImage>& pictures() const { return m_pictures; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void refill();
  [[nodiscard]] int pictureSide() const;

  std::vector<std::uint8_t> m_pixels;
  int m_side = 0;
  double m_strength = 1;
  std::uint64_t m_seed = 1;
  std::vector<QImage> m_pictures;
};

} // namespace mien::ui
