#include "ui/data/inspector/image_inspector.h"

#include "tests/support/screen_locale.h"
#include "ui/data/inspector/augment_view.h"
#include "ui/data/inspector/policies_view.h"
#include "ui/data/inspector/votes_view.h"

#include <QLabel>
#include <QSlider>

#include <gtest/gtest.h>

#include <array>
#include <span>

namespace mien::ui {
namespace {

/// Ramps to the right round 40, 80, 120 by their place.
class Ramps : public ImageStore {
public:
  [[nodiscard]] int side() const override { return 16; }
  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = static_cast<std::uint8_t>(40 * (index + 1) + i % 16 - 8);
    }
    return true;
  }
  [[nodiscard]] bool inMemory() const override { return true; }
};

std::shared_ptr<const Dataset> threeImages() {
  auto dataset = std::make_shared<Dataset>();
  dataset->samples.resize(3);
  const std::array<const char*, 3> files{"a.png", "folder/b.png", "c.png"};
  for (std::size_t i = 0; i < 3; ++i) {
    dataset->samples[i].file = files.at(i);
    dataset->samples[i].split = static_cast<Split>(i);
    dataset->samples[i].votes[i] = static_cast<std::uint16_t>(9 - i);
    dataset->samples[i].votes[9] = static_cast<std::uint16_t>(1 + i);
  }
  dataset->images = std::make_shared<Ramps>();
  return dataset;
}

QStringList labels(const QWidget& widget) {
  QStringList texts;
  for (const QLabel* label : widget.findChildren<QLabel*>()) {
    texts << label->text();
  }
  return texts;
}

TEST(ImageInspector, ShowsThePictureTheVotesAndTheSplitOfTheImage) {
  ImageInspector inspector;
  inspector.resize(400, 800);
  inspector.showSample(threeImages(), 1);
  inspector.grab(); // lays it out
  EXPECT_TRUE(labels(inspector).contains(QStringLiteral("Validation split; 80 % of the votes agree")))
      << labels(inspector).join('|').toStdString();
  EXPECT_EQ(inspector.findChild<VotesView*>()->accessibleDescription(),
            QStringLiteral("Happiness: 8 votes; Not a face: 2 votes"));
  EXPECT_TRUE(inspector.findChild<PoliciesView*>()->accessibleDescription().startsWith("Majority: Happiness 100 %"));
  const QLabel* picture = nullptr;
  for (const QLabel* label : inspector.findChildren<QLabel*>()) {
    picture = label->accessibleName() == QStringLiteral("The chosen image, enlarged") ? label : picture;
  }
  ASSERT_NE(picture, nullptr);
  const QImage shown = picture->pixmap().toImage();
  EXPECT_NEAR(qGray(shown.pixel(shown.rect().center())), 80, 2);
  EXPECT_GT(shown.width(), 50) << "enlarged";
  inspector.showSample(threeImages(), 2);
  EXPECT_TRUE(labels(inspector).contains(QStringLiteral("Test split; 70 % of the votes agree")));
  const QImage next = picture->pixmap().toImage();
  EXPECT_NEAR(qGray(next.pixel(next.rect().center())), 120, 2);
}

TEST(ImageInspector, TheSliderIsTheStrengthInHundredths) {
  const mien::test::ScreenLocale english(QLocale::c());
  ImageInspector inspector;
  inspector.showSample(threeImages(), 0);
  auto* slider = inspector.findChild<QSlider*>();
  EXPECT_TRUE(labels(inspector).contains(QStringLiteral("1.00"))) << "as the training has it";
  const auto pictures = [&inspector] { return inspector.findChild<AugmentView*>()->pictures(); };
  const auto atOne = pictures();
  slider->setValue(35);
  EXPECT_TRUE(labels(inspector).contains(QStringLiteral("0.35")));
  EXPECT_NE(pictures(), atOne);
  slider->setValue(0);
  for (const QImage& picture : pictures()) {
    EXPECT_NEAR(qGray(picture.pixel(8, 8)), 40, 2) << "nothing is changed";
  }
}

} // namespace
} // namespace mien::ui
