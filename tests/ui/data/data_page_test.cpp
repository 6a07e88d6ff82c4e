#include "tests/ui/window/window_fixture.h"
#include "ui/data/data_page.h"
#include "ui/data/images/filter_bar.h"
#include "ui/data/images/images_view.h"
#include "ui/data/images/sample_list_model.h"
#include "ui/data/inspector/augment_view.h"
#include "ui/data/inspector/image_inspector.h"
#include "ui/data/overview/problems_list.h"
#include "ui/data/overview/samples_chart.h"
#include "ui/look/theme.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/message_banner.h"
#include "ui/workspace/show_in_folder.h"

#include <QComboBox>
#include <QListView>
#include <QLocale>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <set>

namespace mien::ui::test {

namespace {

class DataPageTest : public WindowFixture {
protected:
  template <class View> View& find() const { return *m_window->dataPage().findChild<View*>(); }
  QListView& grid() const { return *m_window->dataPage().findChild<QListView*>("imageGrid"); }
  int rows() const { return grid().model()->rowCount(); }
  std::ptrdiff_t countIf(const std::function<bool(const Sample&)>& wanted) const {
    return std::ranges::count_if(m_workspace->dataset()->samples, wanted);
  }
};

TEST_F(DataPageTest, TheGridShowsWhatPassesTheFilters) {
  ASSERT_TRUE(openDemoData());
  EXPECT_EQ(rows(), 240);
  SampleFilter filter;
  filter.split = Split::Test;
  find<ImagesView>().setFilter(filter);
  EXPECT_EQ(rows(), 40);
  filter.split.reset();
  filter.agreement = Agreement::Unanimous;
  find<ImagesView>().setFilter(filter);
  EXPECT_EQ(rows(), countIf([](const Sample& sample) { return agreement(sample.votes) == 1.0F; }));
  filter = {};
  filter.emotion = static_cast<int>(Emotion::Happiness);
  find<ImagesView>().setFilter(filter);
  EXPECT_EQ(rows(), countIf([](const Sample& sample) {
              const auto target = makeTarget(sample.votes, LabelPolicy::Majority, kEmotionCount);
              return target && (*target)[static_cast<std::size_t>(Emotion::Happiness)] == 1.0F;
            }));
}

TEST(SampleFilter, EmotionsAndLevelsOfAgreementPartTheData) {
  Dataset dataset;
  for (const std::uint16_t most : {10, 9, 8, 7, 5, 4}) {
    Sample sample;
    sample.votes[1] = most;
    sample.votes[8] = static_cast<std::uint16_t>(std::min(10 - most, 4));
    sample.votes[9] = static_cast<std::uint16_t>(10 - most - sample.votes[8]);
    dataset.samples.push_back(sample);
  }
  const auto classes = classesOf(dataset, LabelPolicy::Majority);
  std::size_t levels = 0;
  for (const Agreement level : {Agreement::Unanimous, Agreement::Clear, Agreement::Divided, Agreement::Contested}) {
    SampleFilter filter;
    filter.agreement = level;
    levels += matchingSamples(dataset, classes, filter).size();
  }
  std::size_t emotions = 0;
  for (int emotion = 0; emotion <= kDiscarded; ++emotion) {
    SampleFilter filter;
    filter.emotion = emotion;
    emotions += matchingSamples(dataset, classes, filter).size();
  }
  EXPECT_EQ(levels, dataset.samples.size());
  EXPECT_EQ(emotions, dataset.samples.size());
  EXPECT_EQ(classes.front(), static_cast<int>(Emotion::Happiness));
  EXPECT_EQ(classes.back(), kDiscarded);
}

TEST(SamplesChart, TheNumbersAtItsLinesAreCountsAndEquallyFarApart) {
  SamplesChart chart;
  for (const std::size_t most : {0, 1, 2, 3, 5, 7, 9, 10, 11, 24, 99, 100, 101, 9355}) {
    ClassCounts counts{};
    counts[0][2] = most;
    chart.setCounts(counts);
    const QStringList numbers = chart.axisNumbers();
    ASSERT_GE(numbers.size(), 2) << most;
    const int step = QLocale().toInt(numbers[1]);
    EXPECT_GT(step, 0) << most;
    for (int line = 0; line < numbers.size(); ++line) {
      EXPECT_EQ(QLocale().toInt(numbers[line]), line * step) << most << ": " << numbers.join(' ').toStdString();
    }
    EXPECT_GE(static_cast<std::size_t>(QLocale().toInt(numbers.last())), most);
  }
}

TEST_F(DataPageTest, AClickOnABarShowsItsImages) {
  ASSERT_TRUE(openDemoData());
  auto& chart = find<SamplesChart>();
  const SamplesChart::Bar bar{static_cast<int>(Emotion::Happiness), static_cast<int>(Split::Train)};
  const QPointF place = chart.barArea(bar).center();
  EXPECT_EQ(chart.barAt(place), bar);
  QTest::mouseClick(&chart, Qt::LeftButton, {}, place.toPoint());
  EXPECT_TRUE(find<ImagesView>().isVisible());
  EXPECT_EQ(find<FilterBar>().filter().emotion, bar.emotion);
  EXPECT_EQ(find<FilterBar>().filter().split, Split::Train);
  EXPECT_GT(rows(), 0);
  EXPECT_LT(rows(), 160);
}

TEST_F(DataPageTest, ThePolicyChosenIsThatOfTheImagesToo) {
  ASSERT_TRUE(openDemoData());
  SampleFilter leftOut;
  leftOut.emotion = kDiscarded;
  find<ImagesView>().setFilter(leftOut);
  QComboBox* box = nullptr;
  for (QComboBox* found : m_window->dataPage().findChildren<QComboBox*>()) {
    box = found->accessibleName() == QStringLiteral("Label policy") ? found : box;
  }
  ASSERT_NE(box, nullptr);
  std::set<int> counts;
  for (const LabelPolicy policy : {LabelPolicy::MultiTarget, LabelPolicy::Majority}) {
    box->setCurrentIndex(box->findData(static_cast<int>(policy)));
    EXPECT_EQ(rows(),
              countIf([policy](const Sample& sample) { return !makeTarget(sample.votes, policy, kEmotionCount); }));
    counts.insert(rows());
  }
  EXPECT_EQ(counts.size(), 2U) << "the data must tell them apart";
}

TEST_F(DataPageTest, TheChartIsUsableByKeyboard) {
  ASSERT_TRUE(openDemoData());
  auto& chart = find<SamplesChart>();
  QTest::keyClick(&chart, Qt::Key_Home);
  QTest::keyClick(&chart, Qt::Key_Right);
  QTest::keyClick(&chart, Qt::Key_Return);
  EXPECT_EQ(find<FilterBar>().filter().emotion, 0);
  EXPECT_EQ(find<FilterBar>().filter().split, Split::Valid);
}

TEST_F(DataPageTest, AChosenImageIsShownLargeWithAugmentation) {
  ASSERT_TRUE(openDemoData());
  auto& inspector = find<ImageInspector>();
  EXPECT_FALSE(inspector.sample());
  grid().setCurrentIndex(grid().model()->index(17, 0));
  EXPECT_EQ(inspector.sample(), 17U);
  auto& augmented = find<AugmentView>();
  ASSERT_EQ(augmented.pictures().size(), 8U);
  const std::vector<QImage> before = augmented.pictures();
  augmented.drawAgain();
  EXPECT_NE(before, augmented.pictures());
  augmented.setStrength(0);
  EXPECT_EQ(augmented.pictures().front(), augmented.pictures().back());
}

TEST_F(DataPageTest, TheChoiceSurvivesAFilterThatItPasses) {
  ASSERT_TRUE(openDemoData());
  grid().setCurrentIndex(grid().model()->index(170, 0)); // of validation
  SampleFilter filter;
  filter.split = Split::Valid;
  find<ImagesView>().setFilter(filter);
  EXPECT_EQ(grid().currentIndex().data(SampleListModel::SampleRole).toUInt(), 170U);
}

TEST_F(DataPageTest, ImagesThatVanishedAreReportedInPlace) {
  const auto root = m_folder.path() / "vanishing";
  std::filesystem::copy(toPath(demoFolder()), root, std::filesystem::copy_options::recursive);
  LoadOptions options;
  options.memoryBudget = 1; // images stay on disk
  auto dataset = std::make_shared<const Dataset>(loadDataset(root, options));
  std::filesystem::remove(root / dataset->samples.at(3).file);
  m_workspace->setDataset(dataset);
  grid().setCurrentIndex(grid().model()->index(3, 0));
  EXPECT_TRUE(find<ImageInspector>().findChild<MessageBanner*>()->isVisibleTo(&find<ImageInspector>()));
  grid().setCurrentIndex(grid().model()->index(4, 0));
  EXPECT_FALSE(find<ImageInspector>().findChild<MessageBanner*>()->isVisibleTo(&find<ImageInspector>()));
}

TEST_F(DataPageTest, ProblemsAreListedWithFilesAndFolders) {
  const auto root = m_folder.path() / "damaged";
  std::filesystem::copy(toPath(demoFolder()), root, std::filesystem::copy_options::recursive);
  const Dataset whole = loadDataset(root);
  m_folder.write(std::filesystem::path("damaged") / whole.samples.at(0).file, "not a picture");
  std::filesystem::remove(root / whole.samples.at(1).file);
  m_window->openDataset(toQt(root));
  ASSERT_TRUE(waitFor([this] { return m_workspace->dataset() != nullptr; }));
  const QTreeWidget& tree = find<ProblemsList>().tree();
  ASSERT_EQ(tree.topLevelItemCount(), 2);
  const QString row = tree.topLevelItem(0)->child(0)->text(0); // "FER2013Train/label.csv:2: a.png"
  EXPECT_TRUE(row.endsWith(toQt(std::filesystem::path(whole.samples.at(1).file).filename()))) << row.toStdString();
  EXPECT_EQ(tree.topLevelItem(0)->text(1), "1");
  EXPECT_EQ(folderOf(root, whole.samples.at(1).file), root / "FER2013Train");
  EXPECT_EQ(folderOf(root, "fer2013.csv:12"), root);
  EXPECT_EQ(folderOf(root / "FER2013Train/label.csv", "a.png"), root / "FER2013Train") << "the data set is a table";
  Theme::instance().setChoice(ThemeChoice::Light);
  const QImage light = tree.topLevelItem(0)->icon(0).pixmap(32, 32).toImage();
  Theme::instance().setChoice(ThemeChoice::Dark);
  EXPECT_NE(tree.topLevelItem(0)->icon(0).pixmap(32, 32).toImage(), light);
  Theme::instance().setChoice(ThemeChoice::Light);
}

} // namespace

} // namespace mien::ui::test
