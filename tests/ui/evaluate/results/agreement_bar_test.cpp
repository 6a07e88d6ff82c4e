#include "ui/evaluate/results/agreement_bar.h"

#include "tests/support/made_evaluation.h"
#include "ui/text/number_text.h"
#include "ui/text/percent_text.h"

#include <QLabel>

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

} // namespace
} // namespace mien::ui
