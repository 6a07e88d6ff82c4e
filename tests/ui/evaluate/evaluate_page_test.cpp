#include "ui/evaluate/evaluate_page.h"

#include "core/common/files/read_file.h"
#include "core/data/dataset_fingerprint.h"
#include "core/model/default_model.h"
#include "core/model/weights_file.h"
#include "tests/support/made_evaluation.h"
#include "tests/support/own_settings.h"
#include "tests/support/same_files.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "tests/support/user_locale.h"
#include "tests/ui/charts/chart_test_support.h"
#include "ui/charts/confusion/confusion_chart.h"
#include "ui/charts/density/density_chart.h"
#include "ui/charts/density/density_view.h"
#include "ui/evaluate/compare/compare_view.h"
#include "ui/evaluate/evaluate_bar.h"
#include "ui/evaluate/images/evaluated_image_list.h"
#include "ui/evaluate/images/evaluated_image_list_model.h"
#include "ui/evaluate/results/agreement_bar.h"
#include "ui/evaluate/results/confusion_view.h"
#include "ui/evaluate/results/density_panel.h"
#include "ui/evaluate/results/metrics_row.h"
#include "ui/evaluate/results/report_table.h"
#include "ui/evaluate/results/results_view.h"
#include "ui/models/model_picker.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/dialogs/export_dialog.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/widgets/panels/notice_bar.h"
#include "ui/workspace/workspace.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSlider>
#include <QTabWidget>
#include <QTableWidget>
#include <qcustomplot.h>

#include <filesystem>
#include <functional>

namespace mien::ui {
namespace {

namespace fs = std::filesystem;

class EvaluatePageTest : public test::ThemedTest {
protected:
  EvaluatePageTest()
      : m_workspace(toQt(m_folder.path())),
        m_result(std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(1200, 1, 64))),
        m_dataset(mien::test::madeDataset(*m_result)), m_page(m_workspace) {
    m_workspace.setDataset(m_dataset);
    test::present(m_page, {1100, 760});
  }

  void showResult() {
    m_page.setResult(m_result, m_dataset);
    QTest::qWait(50);
  }

  QPushButton* button(const QString& text) {
    for (QPushButton* found : m_page.findChildren<QPushButton*>()) {
      if (found->text().remove(QLatin1Char('&')) == text && found->isVisible()) {
        return found;
      }
    }
    return nullptr;
  }

  /// Export, with the dialog accepted as it is or as `change` leaves it.
  void exportNow(const std::function<void(ExportDialog&)>& change = {}) {
    m_page.exportContent();
    auto* dialog = m_page.findChild<ExportDialog*>();
    ASSERT_NE(dialog, nullptr);
    if (change) {
      change(*dialog);
    }
    dialog->accept();
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.findChild<ExportDialog*>() == nullptr; }));
  }

  void openTab(QWidget& tab) {
    m_page.results().tabs().setCurrentWidget(&tab);
    QTest::qWait(50);
  }

  mien::test::TempFolder m_folder;
  Workspace m_workspace;
  std::shared_ptr<const EvaluationResult> m_result;
  std::shared_ptr<const Dataset> m_dataset;
  EvaluatePage m_page;
};

TEST_F(EvaluatePageTest, NeedsAModelToStart) {
  ASSERT_NE(button(QStringLiteral("Evaluate")), nullptr);
  EXPECT_FALSE(button(QStringLiteral("Evaluate"))->isEnabled());
  m_workspace.setModelFile(toQt(m_folder.write("run/model_best.pth", "no weights")));
  EXPECT_TRUE(button(QStringLiteral("Evaluate"))->isEnabled());
  EXPECT_FALSE(m_page.canExport());
  test::keepPictures(m_page, QStringLiteral("page-empty"));
}

TEST_F(EvaluatePageTest, SaysWhatIsWrongWithAModel) {
  m_workspace.setModelFile(toQt(m_folder.write("run/model_best.pth", "no weights")));
  QTest::mouseClick(button(QStringLiteral("Evaluate")), Qt::LeftButton);
  EXPECT_FALSE(m_workspace.activities().empty());
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_workspace.activities().empty(); }, 60000));
  EXPECT_TRUE(m_page.banner().isVisible());
  EXPECT_TRUE(m_page.banner().details().contains(QStringLiteral("model_best.pth")));
  EXPECT_NE(button(QStringLiteral("Evaluate")), nullptr) << "ready for another try";
}

TEST_F(EvaluatePageTest, ARequestedModelIsChosen) {
  const QString file = toQt(m_folder.write("saved/run-7/model_best.pth", "no weights"));
  emit m_workspace.evaluateRequested(file);
  EXPECT_EQ(m_page.bar().picker().file(), file);
}

TEST_F(EvaluatePageTest, AClickedCellShowsItsImages) {
  showResult();
  ConfusionView& view = m_page.results().confusion();
  QTest::mouseClick(&view.chart().plot(), Qt::LeftButton, {}, view.chart().cellCenter(0, 1).toPoint());
  const QVector<int>& images = view.images().images();
  EXPECT_EQ(static_cast<std::size_t>(images.size()), m_result->metrics.confusionAt(0, 1));
  EXPECT_FALSE(images.isEmpty());
  EXPECT_EQ(m_result->images[static_cast<std::size_t>(images[0])].predicted, 1);
  EXPECT_TRUE(view.images().heading().contains(QStringLiteral("Happiness")));
  test::keepPictures(m_page, QStringLiteral("page-confusion"));
}

TEST_F(EvaluatePageTest, TheAgreementSliderChangesEverything) {
  showResult();
  ResultsView& results = m_page.results();
  QTest::mouseClick(&results.confusion().chart().plot(), Qt::LeftButton, {},
                    results.confusion().chart().cellCenter(0, 0).toPoint());
  const qsizetype before = results.confusion().images().images().size();
  const QString accuracy = results.figures().accuracy();
  results.agreement().slider().setFocus();
  for (int i = 0; i < 9; ++i) {
    QTest::keyClick(&results.agreement().slider(), Qt::Key_Right);
  }
  EXPECT_FLOAT_EQ(results.agreement().agreement(), 0.9F);
  EXPECT_LT(results.subset().images.size(), m_result->images.size());
  EXPECT_NE(results.figures().accuracy(), accuracy);
  EXPECT_LT(results.confusion().images().images().size(), before);
  test::keepPictures(m_page, QStringLiteral("page-agreement"));
  results.agreement().slider().setValue(0);
  EXPECT_EQ(results.figures().accuracy(), accuracy);
}

TEST_F(EvaluatePageTest, TheReportSortsAndKeepsTheMeansLast) {
  showResult();
  ReportTable& report = m_page.results().report();
  openTab(report);
  const QAbstractItemModel& rows = *report.model();
  ASSERT_EQ(rows.rowCount(), 10);
  EXPECT_EQ(rows.index(0, 0).data().toString(), QStringLiteral("Neutral"));
  for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
    report.sortByColumn(4, order);
    EXPECT_EQ(rows.index(0, 0).data().toString(),
              order == Qt::AscendingOrder ? QStringLiteral("Contempt") : QStringLiteral("Neutral"));
    EXPECT_EQ(rows.index(8, 0).data().toString(), QStringLiteral("Mean of the classes"));
  }
  test::keepPictures(m_page, QStringLiteral("page-report"));
}

TEST_F(EvaluatePageTest, ARectangleOnTheDensityListsItsImages) {
  showResult();
  DensityPanel& panel = m_page.results().density();
  DensityChart& chart = panel.view().chart();
  QSignalSpy shown(&chart, &DensityChart::shown);
  openTab(panel);
  ASSERT_TRUE(shown.count() > 0 || shown.wait(20000));
  QTest::qWait(50);
  const QRect area = chart.plot().axisRect()->rect();
  QTest::mousePress(&chart.plot(), Qt::LeftButton, {}, area.topLeft() + QPoint(5, 5));
  QTest::mouseMove(&chart.plot(), area.center());
  QTest::mouseMove(&chart.plot(), area.bottomRight() - QPoint(5, 5));
  QTest::mouseRelease(&chart.plot(), Qt::LeftButton, {}, area.bottomRight() - QPoint(5, 5));
  EXPECT_GT(panel.images().images().size(), 1000);
  test::keepPictures(m_page, QStringLiteral("page-density"));
}

TEST_F(EvaluatePageTest, TheImagesInTheRectangleFollowTheAgreement) {
  showResult();
  DensityPanel& panel = m_page.results().density();
  DensityChart& chart = panel.view().chart();
  QSignalSpy shown(&chart, &DensityChart::shown);
  openTab(panel);
  ASSERT_TRUE(shown.count() > 0 || shown.wait(20000));
  chart.chooseIn({-1e3, 1e3, -1e3, 1e3});
  ASSERT_EQ(panel.images().images().size(), 1200);
  shown.clear();
  m_page.results().agreement().slider().setValue(9);
  ASSERT_TRUE(shown.count() > 0 || shown.wait(20000));
  EXPECT_EQ(static_cast<std::size_t>(panel.images().images().size()), m_page.results().subset().images.size());
  EXPECT_LT(panel.images().images().size(), 1200);
}

TEST_F(EvaluatePageTest, SaysWhoseFiguresTheseAre) {
  showResult();
  const QString caption = m_page.results().caption();
  for (const char* part : {"made", "Test", "Majority"}) {
    EXPECT_TRUE(caption.contains(QLatin1String(part))) << caption.toStdString();
  }
  EXPECT_TRUE(caption.contains(QLocale().toString(1200))) << caption.toStdString();
  emit m_workspace.evaluateRequested(toQt(m_folder.write("saved/run-7/model_best.pth", "no weights")));
  EXPECT_EQ(m_page.results().caption(), caption) << "what is chosen now has not been evaluated";
}

TEST_F(EvaluatePageTest, TopLossesAreWrongAndSortedBySureness) {
  showResult();
  EvaluatedImageList& losses = m_page.results().topLosses();
  openTab(losses);
  const auto belief = [this](int image) {
    const auto index = static_cast<std::size_t>(image);
    return m_result->probabilities[index * 8 + static_cast<std::size_t>(m_result->images[index].actual)];
  };
  ASSERT_GT(losses.images().size(), 10);
  EXPECT_LE(belief(losses.images()[0]), belief(losses.images()[1]));
  EXPECT_LE(belief(losses.images()[1]), belief(losses.images().last()));
  for (const int image : losses.images()) {
    EXPECT_NE(m_result->images[static_cast<std::size_t>(image)].actual,
              m_result->images[static_cast<std::size_t>(image)].predicted);
  }
  test::keepPictures(m_page, QStringLiteral("page-losses"));
}

TEST_F(EvaluatePageTest, WhereNothingIsWrongTheListSaysSo) {
  auto right = std::make_shared<EvaluationResult>(*m_result);
  for (EvaluatedImage& image : right->images) {
    image.predicted = image.actual;
  }
  m_result = right;
  showResult();
  EvaluatedImageList& losses = m_page.results().topLosses();
  openTab(losses);
  EXPECT_TRUE(losses.images().isEmpty());
  EXPECT_TRUE(losses.findChild<QListView*>()->accessibleDescription().startsWith("There is no wrong answer"));
}

TEST_F(EvaluatePageTest, AnImagesFactsHaveNoWordOfTheMachinesLanguage) {
  for (const char* language : {"de_DE", "vi_VN", "tr_TR"}) {
    const mien::test::ScreenLocale locale{QLocale(QString::fromLatin1(language))};
    EvaluatedImageListModel model;
    model.setSource(m_result, m_dataset);
    model.setImages({0});
    const auto facts = model.data(model.index(0), EvaluatedImageListModel::FactsRole).value<ImageFacts>();
    static const QRegularExpression two(QStringLiteral("^Model: [A-Z][a-z]+ (> )?\\d+ %, [A-Z][a-z]+ \\d+ %$"));
    EXPECT_TRUE(two.match(facts.model).hasMatch()) << language << ": " << facts.model.toStdString();
  }
}

TEST_F(EvaluatePageTest, TwoModelsAreCompared) {
  showResult();
  CompareView& compare = m_page.results().comparison();
  openTab(compare);
  auto other = std::make_shared<EvaluationResult>(*m_result);
  other->weights = "saved/other/model_best.pth";
  int changed = 0;
  for (std::size_t i = 0; i < other->images.size(); i += 10) {
    EvaluatedImage& image = other->images[i];
    image.predicted = (image.predicted + 1) % 8;
    ++changed;
  }
  other->metrics.accuracy -= 0.05;
  compare.setOther(other);
  EXPECT_EQ(compare.images().images().size(), changed);
  EXPECT_EQ(compare.figures().item(0, 0)->text(), QStringLiteral("Accuracy"));
  EXPECT_EQ(compare.figures().item(0, 3)->text(), QLocale().toString(-0.05, 'f', 4));
  EXPECT_GE(compare.figures().rowCount(), 16);
  QTest::qWait(50);
  test::keepPictures(m_page, QStringLiteral("page-compare"));
}

TEST_F(EvaluatePageTest, TheSecondModelSeesTheImagesAndTheCutOfTheFirstThoughAnotherDataSetIsOpen) {
  EvaluationResult made = mien::test::madeEvaluation(24, 1, 64);
  made.split = Split::Train;
  const auto dataset = std::make_shared<Dataset>(*mien::test::madeDataset(made)); // nothing but training images
  for (std::size_t i = 0; i < dataset->samples.size(); ++i) {
    dataset->samples[i].content = i + 1;
  }
  made.split = Split::Valid;
  made.cut = ValidationHoldout{0.5, 3};
  m_result = std::make_shared<const EvaluationResult>(made);
  m_dataset = dataset;
  showResult();
  m_workspace.setDataset(std::make_shared<const Dataset>());
  CompareView& compare = m_page.results().comparison();
  openTab(compare);
  emit compare.compareRequested(toQt(findDefaultModel().value())); // of itself it has no cut, and no images to see
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_workspace.activities().empty(); }, 60000));
  EXPECT_FALSE(m_page.banner().isVisible()) << m_page.banner().details().toStdString();
  EXPECT_GT(compare.figures().rowCount(), 0);
}

TEST_F(EvaluatePageTest, FiguresOfAnotherChoiceAreMarked) {
  auto result = std::make_shared<EvaluationResult>(*m_result);
  result->weights = m_folder.write("saved/made/model_best.pth", "weights");
  m_result = result;
  m_workspace.setModelFile(toQt(result->weights));
  showResult();
  EXPECT_TRUE(m_page.outdatedNotice().title().isEmpty());

  m_page.bar().picker().setFile(toQt(m_folder.write("other.pth", "weights")));
  EXPECT_TRUE(m_page.outdatedNotice().isVisible());
  EXPECT_EQ(m_page.outdatedNotice().title(), QStringLiteral("These figures are of “made” on the split Test."));
  EXPECT_EQ(m_page.outdatedNotice().text(), QStringLiteral("Chosen is “other.pth”."));
  m_page.bar().picker().setFile(toQt(result->weights));
  EXPECT_FALSE(m_page.outdatedNotice().isVisible());

  (void)m_folder.write("saved/made/model_best.pth", "weights of another epoch");
  emit m_workspace.runsChanged();
  EXPECT_TRUE(m_page.outdatedNotice().text().contains(QStringLiteral("written again")));
  showResult();
  EXPECT_FALSE(m_page.outdatedNotice().isVisible());

  const auto more = std::make_shared<Dataset>(*m_dataset);
  more->summary.images[static_cast<std::size_t>(Split::Valid)] = 5;
  m_workspace.setDataset(more);
  EXPECT_FALSE(m_page.outdatedNotice().isVisible()) << "the same folder, read again";
  m_page.bar().chooseSplit(Split::Valid);
  EXPECT_TRUE(m_page.outdatedNotice().text().contains(QStringLiteral("the split Validation")));
  m_page.bar().chooseSplit(Split::Test);
  EXPECT_FALSE(m_page.outdatedNotice().isVisible());
  more->root = "/data/another";
  m_workspace.setDataset(more);
  EXPECT_EQ(m_page.outdatedNotice().text(), QStringLiteral("Another data set is open."));
}

TEST_F(EvaluatePageTest, TheTestImagesAreAskedForOnce) {
  const mien::test::OwnSettings settings;
  const auto dataset = std::make_shared<Dataset>(*m_dataset);
  dataset->summary.images = {0, 30, 1200};
  m_workspace.setDataset(std::make_shared<Dataset>()); // forgets the choice
  m_workspace.setDataset(dataset);
  m_workspace.setModelFile(toQt(m_folder.write("none.pth", "weights")));
  EXPECT_EQ(m_page.bar().options().split, Split::Valid) << "test images are for the last look";
  const auto ask = [this](const QString& answer) {
    m_page.bar().chooseSplit(Split::Test);
    button(QStringLiteral("Evaluate"))->click();
    auto* question = m_page.findChild<QMessageBox*>();
    if (question == nullptr) {
      return false;
    }
    for (QAbstractButton* choice : question->buttons()) {
      if (choice->text().remove(u'&') == answer) {
        choice->click();
      }
    }
    QTest::qWait(50);
    return true;
  };
  EXPECT_TRUE(ask(QStringLiteral("Choose Validation")));
  EXPECT_EQ(m_page.bar().options().split, Split::Valid);
  EXPECT_TRUE(m_workspace.activities().empty());
  EXPECT_TRUE(ask(QStringLiteral("Evaluate on Test"))) << "no is not remembered";
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); })) << "it was tried";
  EXPECT_EQ(m_page.bar().options().split, Split::Test);
  EXPECT_FALSE(ask({})) << "asked once";
}

TEST_F(EvaluatePageTest, SaysThatTheImagesAreNotThoseOfTheTraining) {
  m_result = std::make_shared<const EvaluationResult>(mien::test::madeEvaluation(20, 1, 64));
  const auto dataset = std::make_shared<Dataset>(*mien::test::madeDataset(*m_result));
  for (std::size_t i = 0; i < dataset->samples.size(); ++i) {
    dataset->samples[i].content = i + 1;
  }
  dataset->samples[0].split = Split::Train;
  dataset->summary.images = {1, 0, 19};

  // Weights of a training on it.
  Weights weights = loadWeights(findDefaultModel().value());
  const ImageFingerprints images(*dataset);
  ModelInfo info = weights.info.value();
  info.trainingData = images.identity();
  const fs::path run = m_folder.path() / "saved" / "mine";
  fs::create_directories(run);
  saveWeights(run / "model_best.pth", weights.state, info);
  images.write(run / ImageFingerprints::kFile);
  m_workspace.setModelFile(toQt(run / "model_best.pth"));

  const auto evaluateOn = [this](std::shared_ptr<const Dataset> data) {
    m_workspace.setDataset(std::move(data));
    QTest::mouseClick(button(QStringLiteral("Evaluate")), Qt::LeftButton);
    return QTest::qWaitFor([this] { return m_workspace.activities().empty(); }, 60000);
  };
  auto changed = std::make_shared<Dataset>(*dataset);
  std::swap(changed->samples[0].split, changed->samples[1].split); // one that it has learned from
  changed->samples[2].votes = {1, 9};
  changed->samples[3].content = 100;
  ASSERT_TRUE(evaluateOn(changed));
  EXPECT_TRUE(m_page.banner().isVisible());
  const QString said = m_page.banner().details();
  for (const char* part : {"trained on 1 of the 19 images", "1 has another label", "1 shows another picture",
                           "1 moved from train to test", "1 moved from test to train"}) {
    EXPECT_TRUE(said.contains(QLatin1String(part))) << part << ": " << said.toStdString();
  }
  ASSERT_TRUE(evaluateOn(dataset));
  EXPECT_TRUE(m_page.canExport());
  EXPECT_FALSE(m_page.banner().isVisible()) << m_page.banner().details().toStdString();
}

TEST_F(EvaluatePageTest, CurvesAndReliabilityAreDrawn) {
  showResult();
  for (const int tab : {2, 3}) {
    m_page.results().tabs().setCurrentIndex(tab);
    QTest::qWait(50);
    EXPECT_GT(test::colorCount(m_page.grab().toImage()), 20);
    test::keepPictures(m_page, QStringLiteral("page-tab-%1").arg(tab));
  }
}

TEST_F(EvaluatePageTest, ExportWritesEverything) {
  showResult();
  ASSERT_TRUE(m_page.canExport());
  QTest::mouseClick(button(QStringLiteral("Export")), Qt::LeftButton);
  auto* dialog = m_page.findChild<ExportDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->folder(), toQt(m_folder.path() / "results" / "made-test"));
  EXPECT_FALSE(dialog->forSpreadsheets()) << "programs want it off";
  dialog->accept();
  EXPECT_FALSE(m_page.canExport()) << "one at a time";
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
  const fs::path folder = m_folder.path() / "results" / "made-test";
  EXPECT_EQ(m_page.banner().details(), toQt(folder));
  for (const char* name : {"metrics.csv", "metrics.json", "evaluation_report.txt", "predictions.csv", "embeddings.npy",
                           "confusion_matrix.png", "2d_density_plot.png", "precision_recall.png", "reliability.png"}) {
    EXPECT_TRUE(fs::exists(folder / name)) << name;
  }
  EXPECT_TRUE(m_page.canExport());
}

TEST_F(EvaluatePageTest, ExportsTablesForSpreadsheetsWhereItIsToldTo) {
  showResult();
  const fs::path folder = m_folder.path() / "elsewhere";
  exportNow([&](ExportDialog& dialog) {
    dialog.findChild<QLineEdit*>()->setText(toQt(folder));
    dialog.findChild<QCheckBox*>()->setChecked(true);
  });
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
  EXPECT_EQ(m_page.banner().details(), toQt(folder));
  EXPECT_TRUE(readFile(folder / "metrics.csv").starts_with("\xef\xbb\xbfmetric,class,value\n"));
  EXPECT_TRUE(readFile(folder / "predictions.csv")
                  .starts_with("\xef\xbb\xbf"
                               "file,votes_neutral,"));
  EXPECT_FALSE(fs::exists(m_folder.path() / "results"));

  m_page.banner().clear(); // its own earlier export is replaced, in the other form, too
  exportNow([&](ExportDialog& dialog) { dialog.findChild<QLineEdit*>()->setText(toQt(folder)); });
  EXPECT_EQ(m_page.findChild<QMessageBox*>(), nullptr);
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
  EXPECT_TRUE(readFile(folder / "metrics.csv").starts_with("metric,class,value\n"));
}

TEST_F(EvaluatePageTest, TheFilesOfAnExportDoNotDependOnTheLanguage) {
  showResult();
  const auto exportInto = [this](const fs::path& folder) {
    m_page.banner().clear();
    exportNow([&](ExportDialog& dialog) { dialog.findChild<QLineEdit*>()->setText(toQt(folder)); });
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().extension() == ".png") { // people read those
        fs::remove(file.path());
      }
    }
  };
  exportInto(m_folder.path() / "expected");
  const mien::test::ScreenLocale screen{QLocale(QLocale::German, QLocale::Germany)};
  const mien::test::UserLocale machine("de_DE");
  if (!machine.active()) {
    GTEST_SKIP() << "the tests were built without localedef (Debian: locales)";
  }
  exportInto(m_folder.path() / "german");
  mien::test::expectSameFiles(m_folder.path() / "expected", m_folder.path() / "german");
}

TEST_F(EvaluatePageTest, AsksBeforeItReplacesWhatIsNotItsOwn) {
  const fs::path file = m_folder.write("results/made-test/loss.png", "somebody's own");
  showResult();
  exportNow();
  const auto question = [this] { return m_page.findChild<QMessageBox*>(); };
  ASSERT_NE(question(), nullptr);
  EXPECT_TRUE(question()->informativeText().contains(QStringLiteral("loss.png")));
  question()->reject();
  ASSERT_TRUE(QTest::qWaitFor([&] { return question() == nullptr; }));
  EXPECT_FALSE(fs::exists(file.parent_path() / "metrics.json"));
  EXPECT_TRUE(m_page.canExport());

  exportNow();
  ASSERT_NE(question(), nullptr);
  for (QAbstractButton* answer : question()->buttons()) {
    if (question()->buttonRole(answer) == QMessageBox::AcceptRole) {
      answer->click();
      break;
    }
  }
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
  EXPECT_TRUE(fs::exists(file.parent_path() / "metrics.json"));

  m_page.banner().clear(); // the same again is replaced unasked
  fs::remove(file);
  exportNow();
  EXPECT_EQ(question(), nullptr);
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
}

TEST_F(EvaluatePageTest, SaysWhereItCannotExportTo) {
  m_folder.write("results", "a file where the folder should be");
  showResult();
  exportNow();
  ASSERT_TRUE(QTest::qWaitFor([this] { return m_page.banner().isVisible(); }, 60000));
  EXPECT_TRUE(m_page.banner().details().contains(QStringLiteral("results")));
  EXPECT_TRUE(m_page.canExport());
}

TEST_F(EvaluatePageTest, FitsTheSmallestWindow) {
  showResult();
  EXPECT_LE(m_page.minimumSizeHint().width(), 840);
  EXPECT_LE(m_page.minimumSizeHint().height(), 560);
  m_page.resize(840, 560);
  QTest::qWait(50);
  test::keepPictures(m_page, QStringLiteral("page-small"));
}

} // namespace
} // namespace mien::ui
