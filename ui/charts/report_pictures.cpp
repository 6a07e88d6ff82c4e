#include "ui/charts/report_pictures.h"

#include "core/train/run_list.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/density/density_chart.h"
#include "ui/charts/precision_recall_chart.h"
#include "ui/charts/reliability_chart.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QSize>
#include <qcustomplot.h>

#include <numeric>
#include <utility>

namespace mien::ui {

namespace {

constexpr QSize kSize(900, 680);

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(ReportPictures)
};

void save(Chart& chart, const std::filesystem::path& file) {
  // A chart that was never shown has no size to lay its legend and labels out for.
  chart.plot().setViewport(QRect(QPoint(), kSize));
  for (int pass = 0; pass < 2; ++pass) { // the labels are arranged by the room that the first layout leaves
    chart.plot().replot(QCustomPlot::rpImmediateRefresh);
  }
  saveChart(chart.plot(), file, kSize);
}

void drawConfusion(const EvaluationResult& result, const std::filesystem::path& file) {
  ConfusionChart chart;
  chart.setFixedTheme(false);
  chart.setMatrix(result.metrics, classLabels(result.model));
  save(chart, file);
}

void drawDensity(const DensityPicture& picture, const std::filesystem::path& file) {
  DensityChart chart;
  chart.setFixedTheme(false);
  chart.setPicture(picture);
  save(chart, file);
}

void drawPrecisionRecall(const ReportContent& content, const std::filesystem::path& file) {
  PrecisionRecallChart chart;
  chart.setFixedTheme(false);
  chart.setCurves(content.curves, classLabels(content.result->model));
  save(chart, file);
}

void drawReliability(const EvaluationResult& result, const std::filesystem::path& file) {
  ReliabilityChart chart;
  chart.setFixedTheme(false);
  chart.setMetrics(result.metrics);
  save(chart, file);
}

void drawHistory(const std::vector<EpochRecord>& history, const QString& title, const QString& yLabel,
                 double EpochRecord::*train, double EpochRecord::*valid, const std::filesystem::path& file) {
  CurveChart chart(title, Texts::tr("Epoch"), yLabel);
  chart.setFixedTheme(false);
  chart.setWholeSteps();
  const ThemeColors colors = themeColors(false);
  const int training = chart.addCurve(Texts::tr("Training"), colors.mutedText, Qt::SolidLine, true);
  const int validation = chart.addCurve(Texts::tr("Validation"), colors.accent, Qt::SolidLine, true);
  for (const EpochRecord& record : history) {
    chart.append(training, record.epoch, record.*train);
    chart.append(validation, record.epoch, record.*valid);
  }
  save(chart, file);
}

} // namespace

ReportContent reportContent(std::shared_ptr<const EvaluationResult> result) {
  ReportContent content;
  content.result = std::move(result);
  const EvaluationResult& evaluation = *content.result;
  std::vector<int> actual;
  for (const EvaluatedImage& image : evaluation.images) {
    actual.push_back(image.actual);
  }
  content.curves = precisionRecallCurves(evaluation.model.classes(), actual, evaluation.probabilities);

  DensityRequest request;
  request.result = content.result;
  request.images.resize(evaluation.images.size());
  std::iota(request.images.begin(), request.images.end(), 0);
  setDefaultAxes(request);
  ProjectionCache cache;
  content.density = makeDensityPicture(request, cache);

  if (!evaluation.weights.empty()) {
    content.history = readRun(evaluation.weights.parent_path()).history;
  }
  return content;
}

std::vector<ReportPicture> reportPictures(const ReportContent& content) {
  std::vector<ReportPicture> pictures{
      {QStringLiteral("confusion_matrix.png"),
       [result = content.result](const std::filesystem::path& file) { drawConfusion(*result, file); }},
      {QStringLiteral("2d_density_plot.png"),
       [density = content.density](const std::filesystem::path& file) { drawDensity(density, file); }},
      {QStringLiteral("precision_recall.png"),
       [content](const std::filesystem::path& file) { drawPrecisionRecall(content, file); }},
      {QStringLiteral("reliability.png"),
       [result = content.result](const std::filesystem::path& file) { drawReliability(*result, file); }}};
  if (!content.history.empty()) {
    pictures.push_back({QStringLiteral("accuracy.png"), [history = content.history](const std::filesystem::path& file) {
                          drawHistory(history, Texts::tr("Accuracy of the training"), Texts::tr("Accuracy"),
                                      &EpochRecord::trainAccuracy, &EpochRecord::validAccuracy, file);
                        }});
    pictures.push_back({QStringLiteral("loss.png"), [history = content.history](const std::filesystem::path& file) {
                          drawHistory(history, Texts::tr("Loss of the training"), Texts::tr("Loss"),
                                      &EpochRecord::trainLoss, &EpochRecord::validLoss, file);
                        }});
  }
  return pictures;
}

std::vector<std::filesystem::path> writeReportPictures(std::shared_ptr<const EvaluationResult> result,
                                                       const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const ReportPicture& picture : reportPictures(reportContent(std::move(result)))) {
    files.push_back(folder / toPath(picture.name));
    picture.draw(files.back());
  }
  return files;
}

} // namespace mien::ui
