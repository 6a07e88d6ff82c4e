// Numbers as the user's language writes them, on all pages.
#include "core/data/emotion.h"
#include "core/model/model_info.h"
#include "tests/support/screen_locale.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/charts/curve_chart.h"
#include "ui/window/dialogs/describe_model_dialog.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QTest>
#include <qcustomplot.h>

namespace mien::ui::test {
namespace {

/// What the box makes of a text that was typed into it.
double typed(QDoubleSpinBox& box, const QString& text) {
  auto* line = box.findChild<QLineEdit*>();
  line->setText(box.prefix() + text + box.suffix());
  box.interpretText();
  return box.value();
}

/// How many boxes for real numbers there are below `widget`; each understands point and comma and shows the comma.
int checkBoxes(QWidget& widget) {
  int count = 0;
  for (auto* box : widget.findChildren<QDoubleSpinBox*>()) {
    SCOPED_TRACE((box->accessibleName() + box->objectName() + box->toolTip() + box->text()).toStdString());
    // A number within its range that needs a decimal sign: 0.5, 1.5, 2.5, ...
    const double value = box->minimum() <= 0.5 ? 0.5 : std::ceil(box->minimum()) + 0.5;
    if (box->decimals() == 0 || value > box->maximum()) {
      ADD_FAILURE() << "not checked";
      continue;
    }
    const QString comma = QLocale(QLocale::German).toString(value, 'f', 1);
    const QString point = QLocale::c().toString(value, 'f', 1);
    for (const QString& text : {comma, point}) {
      box->setValue(box->minimum());
      EXPECT_DOUBLE_EQ(typed(*box, text), value) << text.toStdString();
      EXPECT_TRUE(box->text().contains(comma)) << box->text().toStdString();
    }
    ++count;
  }
  return count;
}

// A member that is made before the window.
struct German {
  mien::test::ScreenLocale m_locale{QLocale(QLocale::German, QLocale::Germany)};
};

class NumbersTest : public German, public WindowFixture {};

TEST_F(NumbersTest, EveryBoxForRealNumbersTakesPointAndComma) {
  EXPECT_GE(checkBoxes(*m_window), 8) << "of the settings of a training and of Live";
  ModelInfo info;
  info.labels = emotionLabels(8);
  DescribeModelDialog dialog("theirs", info);
  EXPECT_EQ(checkBoxes(dialog), 2);
}

TEST_F(NumbersTest, TheAxesOfEveryChartHaveTheCommaOfTheLanguage) {
  const auto charts = m_window->findChildren<Chart*>();
  EXPECT_GE(charts.size(), 8);
  for (Chart* chart : charts) {
    for (const QCPAxis* axis : {chart->plot().xAxis, chart->plot().yAxis}) {
      if (dynamic_cast<QCPAxisTickerText*>(axis->ticker().get()) != nullptr) {
        continue; // words
      }
      QVector<double> ticks;
      QVector<QString> labels;
      axis->ticker()->generate(QCPRange(0, 1), chart->plot().locale(), QLatin1Char('f'), 2, ticks, nullptr, &labels);
      for (const QString& label : labels) {
        EXPECT_FALSE(label.contains(QLatin1Char('.'))) << chart->accessibleName().toStdString() << label.toStdString();
      }
    }
  }
}

} // namespace
} // namespace mien::ui::test
