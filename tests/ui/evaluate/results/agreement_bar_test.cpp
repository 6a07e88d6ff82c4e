#include "ui/evaluate/results/agreement_bar.h"

#include "tests/support/made_evaluation.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSlider>

#include <gtest/gtest.h>

namespace mien::ui {
namespace {

TEST(AgreementBar, SaysHowManyImagesAndErrorsAreLeft) {
  EvaluationResult whole = mien::test::madeEvaluation(40, 1);
  whole.metrics.images = 40;
  whole.metrics.accuracy = 0.6; // 16 errors
  EvaluationSubset subset;
  subset.images.resize(10);
  subset.metrics.images = 10;
  subset.metrics.accuracy = 0.8; // 2 of them
  AgreementBar bar;
  bar.setSummary(whole, subset);
  const QString expected =
      QStringLiteral("%1 of %2 images, %3 of the errors").arg(countText(10), countText(40), percentText(0.125));
  QStringList texts;
  for (const QLabel* label : bar.findChildren<QLabel*>()) {
    texts << label->text();
  }
  EXPECT_TRUE(texts.contains(expected)) << texts.join(QStringLiteral(" | ")).toStdString();
}

TEST(AgreementBar, SaysThatNothingIsLeftOut) {
  EvaluationResult whole = mien::test::madeEvaluation(12, 1);
  EvaluationSubset subset;
  subset.images.resize(12);
  AgreementBar bar;
  bar.setSummary(whole, subset);
  bool found = false;
  for (const QLabel* label : bar.findChildren<QLabel*>()) {
    found = found || label->text() == QStringLiteral("All 12 images");
  }
  EXPECT_TRUE(found);
}

TEST(AgreementBar, TheSliderIsInTenths) {
  AgreementBar bar;
  QSignalSpy changed(&bar, &AgreementBar::changed);
  const auto says = [&bar](const QString& text) {
    for (const QLabel* label : bar.findChildren<QLabel*>()) {
      if (label->text() == text) {
        return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(says(QStringLiteral("0 %")));
  bar.slider().setValue(7);
  EXPECT_FLOAT_EQ(bar.agreement(), 0.7F);
  EXPECT_TRUE(says(QStringLiteral("70 %")));
  EXPECT_EQ(changed.count(), 1);
  bar.reset();
  EXPECT_EQ(bar.agreement(), 0);
  EXPECT_TRUE(says(QStringLiteral("0 %")));
}

} // namespace
} // namespace mien::ui
