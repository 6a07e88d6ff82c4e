#include "tests/support/drawn_pixels.h"
#include "tests/support/own_settings.h"
#include "tests/support/screen_locale.h"
#include "ui/data/images/filter_bar.h"
#include "ui/data/images/images_view.h"
#include "ui/data/images/sample_filter.h"
#include "ui/data/images/sample_grid_delegate.h"
#include "ui/data/images/sample_list_model.h"
#include "ui/look/theme.h"
#include "ui/pictures/thumbnail_cache.h"

#include <QApplication>
#include <QComboBox>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QSlider>
#include <QStyleOptionViewItem>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>

namespace mien::ui {
namespace {

class Greys : public ImageStore {
public:
  [[nodiscard]] int side() const override { return 8; }
  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    std::ranges::fill(out, static_cast<std::uint8_t>(30 * (index + 1)));
    return true;
  }
  [[nodiscard]] bool inMemory() const override { return true; }
};

struct Voted {
  const char* file;
  Split split;
  Votes votes;
};

// neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown, not a face
const std::vector<Voted> kImages{
    {"a.png", Split::Train, {0, 10, 0, 0, 0, 0, 0, 0, 0, 0}}, {"b.png", Split::Train, {0, 0, 0, 0, 8, 2, 0, 0, 0, 0}},
    {"c.png", Split::Valid, {0, 0, 0, 7, 0, 0, 3, 0, 0, 0}},  {"d.png", Split::Test, {5, 5, 0, 0, 0, 0, 0, 0, 0, 0}},
    {"e.png", Split::Test, {0, 0, 0, 0, 9, 0, 0, 0, 1, 0}},   {"f.png", Split::Test, {4, 3, 3, 0, 0, 0, 0, 0, 0, 0}}};

std::shared_ptr<Dataset> dataset() {
  auto dataset = std::make_shared<Dataset>();
  for (const Voted& image : kImages) {
    Sample sample;
    sample.file = image.file;
    sample.split = image.split;
    sample.votes = image.votes;
    dataset->samples.push_back(sample);
  }
  dataset->images = std::make_shared<Greys>();
  return dataset;
}

TEST(SampleFilter, EachLevelOfAgreementHasItsImages) {
  const auto data = dataset();
  const auto classes = classesOf(*data, LabelPolicy::Majority);
  const auto matching = [&](Agreement level) {
    SampleFilter filter;
    filter.agreement = level;
    return matchingSamples(*data, classes, filter);
  };
  EXPECT_EQ(matching(Agreement::Unanimous), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(matching(Agreement::Clear), (std::vector<std::uint32_t>{1, 4}));   // 80 and 90 %
  EXPECT_EQ(matching(Agreement::Divided), (std::vector<std::uint32_t>{2, 3})); // 70 and 50 %
  EXPECT_EQ(matching(Agreement::Contested), (std::vector<std::uint32_t>{5}));  // 40 %
}

TEST(SampleFilter, TheClassIsWhatThePolicyNamesMost) {
  const auto data = dataset();
  EXPECT_EQ(classesOf(*data, LabelPolicy::Majority), (std::vector<std::uint8_t>{1, 4, 3, kDiscarded, 4, kDiscarded}));
  SampleFilter filter;
  filter.emotion = 4;
  const auto classes = classesOf(*data, LabelPolicy::Majority);
  EXPECT_EQ(matchingSamples(*data, classes, filter), (std::vector<std::uint32_t>{1, 4}));
  filter.split = Split::Test;
  EXPECT_EQ(matchingSamples(*data, classes, filter), (std::vector<std::uint32_t>{4}));
  filter.emotion = kDiscarded;
  EXPECT_EQ(matchingSamples(*data, classes, filter), (std::vector<std::uint32_t>{3, 5}));
}

TEST(SampleListModel, ARowIsItsSampleWithItsClassAndWords) {
  SampleListModel model;
  model.setDataset(dataset(), LabelPolicy::Majority);
  SampleFilter filter;
  filter.split = Split::Test;
  model.setFilter(filter);
  ASSERT_EQ(model.rowCount(), 3);
  const auto at = [&](int row, int role) { return model.data(model.index(row), role); };
  EXPECT_EQ(at(1, SampleListModel::SampleRole).toUInt(), 4U);
  EXPECT_EQ(at(1, SampleListModel::ClassRole).toInt(), 4);
  EXPECT_EQ(at(1, Qt::ToolTipRole).toString(), QStringLiteral("e.png, Test: Anger"));
  EXPECT_EQ(at(0, Qt::ToolTipRole).toString(), QStringLiteral("d.png, Test: left out by the label policy"));
  EXPECT_EQ(model.rowOfSample(5), 2);
  EXPECT_EQ(model.rowOfSample(1), -1);
  model.setFilter({});
  EXPECT_EQ(at(2, Qt::ToolTipRole).toString(), QStringLiteral("c.png, Validation: Sadness"));
  EXPECT_EQ(model.rowOfSample(1), 1);
}

TEST(FilterBar, GivesTheFilterThatItShows) {
  FilterBar bar;
  const auto box = [&bar](const char* name) -> QComboBox& {
    for (QComboBox* found : bar.findChildren<QComboBox*>()) {
      if (found->accessibleName() == QString::fromLatin1(name)) {
        return *found;
      }
    }
    throw std::runtime_error(name);
  };
  EXPECT_EQ(bar.filter(), SampleFilter());
  QSignalSpy changed(&bar, &FilterBar::filterChanged);
  const auto choose = [](QComboBox& among, const char* text) {
    among.setCurrentIndex(among.findText(QString::fromLatin1(text)));
  };
  choose(box("Split"), "Validation");
  EXPECT_EQ(bar.filter().split, Split::Valid);
  choose(box("Emotion"), "Sadness");
  EXPECT_EQ(bar.filter().emotion, static_cast<int>(Emotion::Sadness));
  choose(box("Emotion"), "Left out by the policy");
  EXPECT_EQ(bar.filter().emotion, kDiscarded);
  const std::array<std::pair<const char*, Agreement>, 5> levels{{{"All agree", Agreement::Unanimous},
                                                                 {"80 to 99 % agree", Agreement::Clear},
                                                                 {"50 to 79 % agree", Agreement::Divided},
                                                                 {"Less than 50 % agree", Agreement::Contested},
                                                                 {"Any agreement", Agreement::Any}}};
  for (const auto& [text, level] : levels) {
    choose(box("Agreement"), text);
    EXPECT_EQ(bar.filter().agreement, level) << text;
  }
  EXPECT_EQ(changed.count(), 8);
  SampleFilter wanted;
  wanted.split = Split::Test;
  wanted.emotion = 5;
  wanted.agreement = Agreement::Divided;
  bar.setFilter(wanted);
  EXPECT_EQ(bar.filter(), wanted);
  EXPECT_EQ(box("Emotion").currentText(), QStringLiteral("Disgust"));
  for (int emotion = 0; emotion < kEmotionCount; ++emotion) {
    const QImage swatch = box("Emotion").itemIcon(emotion + 1).pixmap(16, 16).toImage();
    EXPECT_TRUE(mien::test::alike(swatch.pixelColor(swatch.rect().center()), emotionColor(emotion))) << emotion;
  }
}

TEST(FilterBar, SaysHowManyImagesPass) {
  const mien::test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  FilterBar bar;
  const auto said = [&bar] {
    QStringList texts;
    for (const QLabel* label : bar.findChildren<QLabel*>()) {
      texts << label->text();
    }
    return texts.join('|');
  };
  bar.setCount(1234, 35887);
  EXPECT_EQ(said(), QStringLiteral("1,234 of 35,887 images"));
  bar.setCount(35887, 35887);
  EXPECT_EQ(said(), QStringLiteral("35,887 images"));
  bar.setCount(1, 1);
  EXPECT_EQ(said(), QStringLiteral("1 image"));
  QSignalSpy side(&bar, &FilterBar::pictureSideChanged);
  bar.findChild<QSlider*>()->setValue(96);
  ASSERT_EQ(side.count(), 1);
  EXPECT_EQ(side.first().first().toInt(), 96);
  EXPECT_EQ(bar.pictureSide(), 96);
}

TEST(SampleGridDelegate, DrawsThePictureUnderlinedInTheColourOfItsEmotion) {
  SampleListModel model;
  const auto data = dataset();
  model.setDataset(data, LabelPolicy::Majority);
  ThumbnailCache cache;
  cache.setDataset(data);
  SampleGridDelegate delegate(cache);
  delegate.setSide(40);
  const auto draw = [&](int row, QStyle::State state = QStyle::State_Enabled) {
    QStyleOptionViewItem option;
    option.rect = QRect(QPoint(), delegate.cellSize());
    option.state = state;
    QImage image(delegate.cellSize(), QImage::Format_ARGB32);
    image.fill(Theme::instance().colors().surface);
    QPainter painter(&image);
    delegate.paint(&painter, option, model.index(row));
    return image;
  };
  draw(1);
  draw(2);
  draw(3);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !cache.picture(1).isNull() && !cache.picture(2).isNull(); }));
  const QImage anger = draw(1);
  const QRect stripe = mien::test::boxOfColor(anger, emotionColor(4));
  EXPECT_EQ(stripe.size(), QSize(40, 4));
  const QRect picture = mien::test::boxOfColor(anger, QColor(60, 60, 60));
  EXPECT_EQ(picture.size(), QSize(40, 40));
  EXPECT_EQ(picture.bottom() + 1, stripe.top());
  EXPECT_FALSE(mien::test::boxOfColor(draw(2), emotionColor(3)).isNull());
  EXPECT_FALSE(mien::test::boxOfColor(draw(2), QColor(90, 90, 90)).isNull());
  EXPECT_FALSE(mien::test::boxOfColor(draw(3), Theme::instance().colors().window).isNull()) << "left out: no emotion";
  const QColor accent = Theme::instance().colors().accent;
  EXPECT_TRUE(mien::test::boxOfColor(anger, accent).isNull());
  EXPECT_FALSE(mien::test::boxOfColor(draw(1, QStyle::State_Enabled | QStyle::State_Selected), accent).isNull());
}

TEST(ImagesView, TheSizeOfThePicturesIsRemembered) {
  const mien::test::OwnSettings settings;
  {
    ImagesView view;
    view.findChild<FilterBar*>()->setPictureSide(96);
  }
  const ImagesView next;
  EXPECT_EQ(next.findChild<FilterBar*>()->pictureSide(), 96);
}

} // namespace
} // namespace mien::ui
