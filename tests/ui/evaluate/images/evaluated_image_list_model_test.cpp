#include "ui/evaluate/images/evaluated_image_list_model.h"

#include "tests/support/drawn_pixels.h"
#include "ui/evaluate/images/evaluated_image_delegate.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>
#include <QStandardItemModel>
#include <QStyleOptionViewItem>

#include <gtest/gtest.h>

#include <algorithm>
#include <span>

namespace mien::ui {
namespace {

struct Answered {
  std::string file;
  int actual;
  int predicted;
  std::vector<float> probabilities;
};

std::shared_ptr<const EvaluationResult> evaluationOf(std::vector<std::string> labels,
                                                     const std::vector<Answered>& images) {
  auto result = std::make_shared<EvaluationResult>();
  result->model.labels = std::move(labels);
  for (const Answered& image : images) {
    result->images.push_back({image.file, {}, image.actual, image.predicted});
    result->probabilities.insert(result->probabilities.end(), image.probabilities.begin(), image.probabilities.end());
  }
  return result;
}

class EvaluatedImages : public testing::Test {
protected:
  EvaluatedImages() {
    auto first = std::make_shared<EvaluationResult>(*evaluationOf(
        {"neutral", "happiness", "surprise"}, {{"a.png", 0, 0, {0.6F, 0.3F, 0.1F}}, {"b.png", 1, 2, {0, 0.2F, 0.8F}}}));
    first->images[1].votes = {2, 7, 0, 0, 0, 0, 0, 0, 1, 0}; // of neutral, happiness, ..., unknown, not a face
    m_model.setSource(first, nullptr);
  }

  EvaluatedImageListModel m_model;
};

TEST_F(EvaluatedImages, SayTheVotesAndTheAnswer) {
  const ImageFacts right = m_model.facts(0);
  EXPECT_TRUE(right.right);
  EXPECT_EQ(right.verdict, QStringLiteral("Neutral, recognised"));
  EXPECT_EQ(right.model, QStringLiteral("Model: Neutral 60 %, Happiness 30 %"));
  const ImageFacts wrong = m_model.facts(1);
  EXPECT_FALSE(wrong.right);
  EXPECT_EQ(wrong.verdict, QStringLiteral("Happiness taken for Surprise"));
  EXPECT_EQ(wrong.votes, QStringLiteral("Votes: Happiness 7, Neutral 2, Unknown 1"));
  EXPECT_EQ(wrong.model, QStringLiteral("Model: Surprise 80 %, Happiness 20 %"));
  EXPECT_EQ(wrong.other, QString());
  ASSERT_EQ(wrong.voteBar.size(), 3U);
  EXPECT_EQ(wrong.voteBar[0].emotion, 1);
  EXPECT_DOUBLE_EQ(wrong.voteBar[0].share, 0.7);
  EXPECT_EQ(wrong.voteBar[2].emotion, 8);
  EXPECT_DOUBLE_EQ(wrong.voteBar[2].share, 0.1);
  ASSERT_EQ(wrong.modelBar.size(), 2U) << "nothing went to neutral";
  EXPECT_EQ(wrong.modelBar[0].emotion, static_cast<int>(Emotion::Surprise));
  EXPECT_FLOAT_EQ(static_cast<float>(wrong.modelBar[0].share), 0.8F);
}

TEST_F(EvaluatedImages, TheSecondModelsAnswerIsAboutTheSameFileInItsOwnOrderOfClasses) {
  m_model.setOther(evaluationOf({"surprise", "neutral", "happiness"},
                                {{"b.png", 2, 1, {0.1F, 0.5F, 0.4F}}, {"another.png", 0, 0, {1, 0, 0}}}));
  const ImageFacts compared = m_model.facts(1);
  EXPECT_EQ(compared.model, QStringLiteral("First model: Surprise 80 %, Happiness 20 %"));
  EXPECT_EQ(compared.other, QStringLiteral("Second model: Neutral 50 %, Happiness 40 %"));
  ASSERT_EQ(compared.otherBar.size(), 3U);
  EXPECT_EQ(compared.otherBar[0].emotion, static_cast<int>(Emotion::Neutral));
  EXPECT_EQ(compared.otherBar[2].emotion, static_cast<int>(Emotion::Surprise));
  EXPECT_EQ(m_model.facts(0).other, QString()) << "the second model has not seen a.png";
}

/// Images that are wholly of one grey: 10, 20, 30, ... by their place.
class Greys : public ImageStore {
public:
  [[nodiscard]] int side() const override { return 8; }
  [[nodiscard]] bool read(std::size_t index, std::span<std::uint8_t> out) const override {
    std::ranges::fill(out, static_cast<std::uint8_t>(10 * (index + 1)));
    return index != 3;
  }
  [[nodiscard]] bool inMemory() const override { return true; }
};

TEST_F(EvaluatedImages, ARowHasThePictureAndTheNameOfItsFile) {
  const auto result = evaluationOf({"neutral", "happiness", "surprise"}, {{"a.png", 0, 0, {0.6F, 0.3F, 0.1F}},
                                                                          {"b.png", 1, 2, {0, 0.2F, 0.8F}},
                                                                          {"c.png", 1, 1, {0.1F, 0.7F, 0.2F}},
                                                                          {"d.png", 1, 1, {0.1F, 0.7F, 0.2F}}});
  auto dataset = std::make_shared<Dataset>();
  for (const char* file : {"other.png", "b.png", "a.png", "c.png"}) { // in another order
    Sample sample;
    sample.file = file;
    dataset->samples.push_back(sample);
  }
  dataset->images = std::make_shared<Greys>();
  m_model.setSource(result, dataset);
  m_model.setImages({1, 0, 2, 3});
  EXPECT_EQ(m_model.rowCount(), 4);
  const auto at = [this](int row, int role) { return m_model.data(m_model.index(row), role); };
  EXPECT_EQ(at(0, Qt::ToolTipRole).toString(), QStringLiteral("b.png"));
  EXPECT_EQ(at(1, Qt::ToolTipRole).toString(), QStringLiteral("a.png"));
  EXPECT_EQ(at(0, EvaluatedImageListModel::ImageRole).toInt(), 1);
  EXPECT_EQ(at(0, Qt::DisplayRole).toString(),
            QStringLiteral("Happiness taken for Surprise\nVotes: \nModel: Surprise 80 %, Happiness 20 %"));
  const auto grey = [&](int row) {
    const QImage image = at(row, EvaluatedImageListModel::PictureRole).value<QPixmap>().toImage();
    return image.isNull() ? -1 : qGray(image.pixel(4, 4));
  };
  EXPECT_EQ(grey(0), 20);
  EXPECT_EQ(grey(1), 30);
  EXPECT_EQ(grey(2), -1) << "its file can no longer be read";
  EXPECT_EQ(grey(3), -1) << "the data set has none of it";
}

/// A cell as the delegate draws it.
class DrawnCell : public testing::Test {
protected:
  DrawnCell() {
    m_facts.verdict = QStringLiteral("MMMMMMMM");
    m_facts.votes = QStringLiteral("i");
    m_facts.model = QStringLiteral("i");
    m_facts.other = QStringLiteral("i");
    m_facts.voteBar = {{1, 0.7}, {0, 0.3}};
    m_facts.modelBar = {{3, 0.25}, {4, 0.75}};
    m_facts.otherBar = {{6, 1}};
    m_picture = QPixmap(8, 8);
    m_picture.fill(QColor(0x102030));
  }

  QImage draw(int lines) {
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), QVariant::fromValue(m_facts), EvaluatedImageListModel::FactsRole);
    model.setData(model.index(0, 0), m_picture, EvaluatedImageListModel::PictureRole);
    EvaluatedImageDelegate delegate;
    delegate.setLines(lines);
    delegate.setCellWidth(400);
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.palette = QApplication::palette();
    option.rect = QRect(QPoint(), delegate.sizeHint(option, {}));
    QImage image(option.rect.size(), QImage::Format_ARGB32);
    image.fill(Theme::instance().colors().surface);
    QPainter painter(&image);
    delegate.paint(&painter, option, model.index(0, 0));
    return image;
  }

  ImageFacts m_facts;
  QPixmap m_picture;
};

TEST_F(DrawnCell, BarsAreAsLongAsTheirSharesInTheColoursOfTheirEmotions) {
  const QImage image = draw(3);
  const QRect happiness = mien::test::boxOfColor(image, emotionColor(1));
  const QRect neutral = mien::test::boxOfColor(image, emotionColor(0));
  const QRect sadness = mien::test::boxOfColor(image, emotionColor(3));
  const QRect anger = mien::test::boxOfColor(image, emotionColor(4));
  const QRect fear = mien::test::boxOfColor(image, emotionColor(6));
  const double whole = fear.width() + 1; // a hairline ends each part
  EXPECT_NEAR(happiness.width() / whole, 0.7, 0.02);
  EXPECT_NEAR(neutral.width() / whole, 0.3, 0.02);
  EXPECT_NEAR(sadness.width() / whole, 0.25, 0.02);
  EXPECT_NEAR(anger.width() / whole, 0.75, 0.02);
  EXPECT_EQ(happiness.left(), fear.left());
  EXPECT_GT(neutral.left(), happiness.right());
  EXPECT_EQ(sadness.left(), fear.left());
  EXPECT_EQ(happiness.top(), neutral.top());
  EXPECT_LT(happiness.bottom(), sadness.top()) << "the votes stand above the model";
  EXPECT_LT(sadness.bottom(), fear.top()) << "and the second model below";
  EXPECT_TRUE(mien::test::boxOfColor(draw(2), emotionColor(6)).isNull());
}

TEST_F(DrawnCell, AMistakeIsWrittenInRedAndThePictureStandsAtTheLeft) {
  const QColor danger = Theme::instance().colors().danger;
  m_facts.right = false;
  EXPECT_FALSE(mien::test::boxOfColor(draw(2), danger).isNull());
  m_facts.right = true;
  EXPECT_TRUE(mien::test::boxOfColor(draw(2), danger).isNull());
  const QRect picture = mien::test::boxOfColor(draw(2), QColor(0x102030));
  EXPECT_NEAR(picture.width(), picture.height(), 1);
  EXPECT_LT(picture.right(), mien::test::boxOfColor(draw(2), emotionColor(1)).left());
  m_picture = {};
  EXPECT_EQ(mien::test::boxOfColor(draw(2), Theme::instance().colors().grid), picture)
      << "a grey place where there is none";
}

} // namespace
} // namespace mien::ui
