#include "ui/charts/chart_export.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/train/history.h"
#include "tests/support/made_evaluation.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/curve_chart.h"
#include "ui/charts/report_pictures.h"
#include "ui/text/qt_strings.h"

#include <QClipboard>
#include <QMimeData>

namespace mien::ui {
namespace {

class ChartExport : public test::ThemedTest {
protected:
  ChartExport() {
    const EvaluationResult result = mien::test::madeEvaluation(300, 1);
    m_chart.setMatrix(result.metrics, classLabels(result.model));
  }

  [[nodiscard]] std::filesystem::path path(const char* name) const { return m_folder.path() / name; }
  [[nodiscard]] QString file(const char* name) const { return toQt(path(name)); }

  mien::test::TempFolder m_folder;
  ConfusionChart m_chart;
};

TEST_F(ChartExport, WritesPngAtTwiceTheSize) {
  saveChart(m_chart.plot(), path("matrix.png"), {400, 300});
  const QImage image(file("matrix.png"));
  EXPECT_EQ(image.size(), QSize(800, 600));
  EXPECT_GT(test::colorCount(image), 20);
}

TEST_F(ChartExport, WritesSvgWithTextAndLines) {
  saveChart(m_chart.plot(), path("matrix.svg"), {400, 300});
  const std::string text = readFile(m_folder.path() / "matrix.svg");
  EXPECT_NE(text.find("<svg"), std::string::npos);
  EXPECT_NE(text.find(">Happiness<"), std::string::npos);
  EXPECT_EQ(text.find("<image"), std::string::npos) << "drawn, not a picture";
  EXPECT_NE(text.find("viewBox=\"0 0 400 300\""), std::string::npos) << "else it is cut off where it is shown smaller";
}

TEST_F(ChartExport, AxesAreWrittenInTheUsersLanguage) {
  for (const auto& [language, label] :
       {std::pair("vi_VN", ">0,4<"), std::pair("de_DE", ">0,4<"), std::pair("C", ">0.4<")}) {
    const mien::test::ScreenLocale locale{QLocale(QString::fromLatin1(language))};
    CurveChart chart(QStringLiteral("Accuracy"), QStringLiteral("Epoch"), QStringLiteral("Accuracy"));
    const int curve = chart.addCurve(QStringLiteral("Training"), QColor(Qt::gray));
    chart.setData(curve, {1, 2}, {0, 1});
    saveChart(chart.plot(), path("curve.svg"), {400, 300});
    EXPECT_NE(readFile(m_folder.path() / "curve.svg").find(label), std::string::npos) << language;
  }
}

TEST_F(ChartExport, WritesIntoFoldersWithAnyName) {
  const std::filesystem::path folder = m_folder.path() / "r\xe9sultats\n"; // no UTF-8
  std::filesystem::create_directory(folder);
  saveChart(m_chart.plot(), folder / "matrix.png", {400, 300});
  EXPECT_TRUE(std::filesystem::exists(folder / "matrix.png"));
}

TEST_F(ChartExport, WritesPdf) {
  saveChart(m_chart.plot(), path("matrix.pdf"), {400, 300});
  const std::string bytes = readFile(m_folder.path() / "matrix.pdf");
  EXPECT_EQ(bytes.rfind("%PDF-", 0), 0U);
  EXPECT_GT(bytes.size(), 3000U);
}

TEST_F(ChartExport, CopiesPictureAndSvg) {
  copyChart(m_chart.plot());
  const QMimeData* data = QApplication::clipboard()->mimeData();
  EXPECT_TRUE(data->hasImage());
  EXPECT_TRUE(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
}

TEST_F(ChartExport, NamesWhatItCannotDo) {
  EXPECT_THROW(saveChart(m_chart.plot(), path("matrix.tiff")), Error);
  EXPECT_THROW(saveChart(m_chart.plot(), path("no such folder/matrix.png")), Error);
  EXPECT_FALSE(pictureFormat(QStringLiteral("matrix")).has_value());
  EXPECT_EQ(pictureFormat(QStringLiteral("a.PDF")), PictureFormat::Pdf);
}

TEST_F(ChartExport, DrawsThePicturesOfAReport) {
  EvaluationResult result = mien::test::madeEvaluation(600, 2, 64);
  result.weights = m_folder.path() / "model_best.pth";
  writeHistory(m_folder.path() / "history.csv",
               {{1, 48, 1.6, 0.4, 1.4, 0.5, 1e-3, 200, 150}, {2, 48, 1.2, 0.5, 1.1, 0.6, 1e-3, 200, 150}});
  Theme::instance().setChoice(ThemeChoice::Dark);
  const auto files = writeReportPictures(std::make_shared<const EvaluationResult>(std::move(result)), m_folder.path());
  std::vector<std::string> names;
  for (const auto& path : files) {
    names.push_back(path.filename().string());
    const QImage image(toQt(path));
    EXPECT_EQ(image.size(), QSize(1800, 1360)) << path;
    EXPECT_GT(test::colorCount(image), 20) << path;
    EXPECT_GT(image.pixelColor(2, 2).lightness(), 200) << path << " is to be light in a dark window too";
  }
  EXPECT_EQ(names, (std::vector<std::string>{"confusion_matrix.png", "2d_density_plot.png", "precision_recall.png",
                                             "reliability.png", "accuracy.png", "loss.png"}));
}

TEST_F(ChartExport, ThePicturesOfTheTrainingHaveItsCurves) {
  // Accuracy: validation above training. Loss: validation below training.
  ReportContent content;
  content.result = std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(30, 1));
  content.history = {{1, 48, 1.9, 0.25, 0.5, 0.75, 1e-3, 200, 150}, {2, 48, 1.8, 0.3, 0.4, 0.8, 1e-3, 200, 150}};
  const ThemeColors colors = themeColors(false);
  int found = 0;
  for (const ReportPicture& picture : reportPictures(content)) {
    const bool accuracy = picture.name == QStringLiteral("accuracy.png");
    if (!accuracy && picture.name != QStringLiteral("loss.png")) {
      continue;
    }
    ++found;
    picture.draw(path("curves.png"));
    const QImage image(file("curves.png"));
    const QRect plot(200, 200, 1600, 1000); // below the legend, right of the numbers
    const QRect training = mien::test::boxOfColor(image, colors.mutedText, plot);
    const QRect validation = mien::test::boxOfColor(image, colors.accent, plot);
    ASSERT_FALSE(training.isNull());
    ASSERT_FALSE(validation.isNull());
    EXPECT_EQ(validation.bottom() < training.top(), accuracy) << picture.name.toStdString();
    EXPECT_EQ(validation.top() > training.bottom(), !accuracy) << picture.name.toStdString();
  }
  EXPECT_EQ(found, 2);
}

TEST_F(ChartExport, LeavesOutTheTrainingWhereItIsNotKnown) {
  auto result = std::make_shared<EvaluationResult>(mien::test::madeEvaluation(100, 3, 0));
  result->weights = m_folder.path() / "model_best.pth";
  EXPECT_EQ(writeReportPictures(result, m_folder.path()).size(), 4U);
}

} // namespace
} // namespace mien::ui
