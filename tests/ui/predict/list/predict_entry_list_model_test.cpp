#include "ui/predict/list/predict_entry_list_model.h"

#include "core/data/emotion.h"
#include "tests/support/drawn_pixels.h"
#include "tests/support/painted_texts.h"
#include "tests/support/screen_locale.h"
#include "tests/support/temp_folder.h"
#include "ui/look/theme.h"
#include "ui/predict/list/predict_entry_delegate.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/list/predict_sort_filter_proxy.h"
#include "ui/predict/predict_bar.h"
#include "ui/text/qt_strings.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QBuffer>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QProgressBar>
#include <QSignalSpy>
#include <QStyleOptionViewItem>
#include <QUndoStack>

#include <gtest/gtest.h>

namespace mien::ui::test {
namespace {

using Model = PredictEntryListModel;
using State = PredictEntry::State;

/// The classes of the model in use, in an order of its own, and of another that answered before.
const std::vector<ClassLabel> kClasses{{"Sadness", 3}, {"Fear", 6}, {"Anger", 4}};

AnalysisProvenance origin(const QString& title, std::vector<std::string> labels) {
  ModelInfo info;
  info.labels = std::move(labels);
  AnalysisSetup setup;
  setup.model = std::make_shared<SharedClassifier>([]() -> std::unique_ptr<Classifier> { return nullptr; }, title);
  return {std::make_shared<const AnalysisSetup>(setup), std::make_shared<const ModelInfo>(info), FaceMode::Auto};
}

QByteArray jpeg(const QColor& color) {
  QImage image(48, 24, QImage::Format_RGB32);
  image.fill(color);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "JPG", 100);
  return bytes;
}

/// Six images: "delta" fear 90 %, "Alpha" sadness 60 %, "echo" no face, "bravo" fear 70 %, "foxtrot" is no picture,
/// "Charlie" anger 40 %, which is uncertain.
class PredictEntryListModelTest : public testing::Test {
protected:
  PredictEntryListModelTest() : m_origin(origin("run-1", {"sadness", "fear", "anger"})) {
    m_model.setCurrentSetup({*m_origin.setup, FaceMode::Auto});
    m_model.setFormatter({kClasses, 0.5, {}});
    std::vector<InputFile> files;
    for (const char* name : {"delta", "Alpha", "echo", "bravo", "foxtrot", "Charlie"}) {
      files.push_back({std::filesystem::path("/pictures") / name, false});
    }
    m_model.append(files);
    m_model.setOutcomes({answer(1, {{0.04F, 0.9F, 0.06F}}), answer(2, {{0.6F, 0.3F, 0.1F}, {0.1F, 0.1F, 0.8F}}),
                         answer(3, {}), answer(4, {{0.2F, 0.7F, 0.1F}}), failure(5),
                         answer(6, {{0.35F, 0.25F, 0.4F}})});
  }

  PredictOutcome answer(quint32 id, const std::vector<std::vector<float>>& faces) const {
    PredictOutcome outcome;
    outcome.id = id;
    outcome.origin = m_origin;
    ImageAnalysis analysis;
    for (const auto& probabilities : faces) {
      AnalyzedFace& face = analysis.faces.emplace_back();
      face.probabilities = probabilities;
      face.label = static_cast<int>(std::ranges::max_element(probabilities) - probabilities.begin());
    }
    outcome.analysis = std::make_shared<const ImageAnalysis>(analysis);
    outcome.thumbnail = jpeg(QColor(200, 0, static_cast<int>(20 * id)));
    return outcome;
  }
  PredictOutcome failure(quint32 id) const {
    PredictOutcome outcome;
    outcome.id = id;
    outcome.origin = m_origin;
    outcome.problem = QStringLiteral("It is no picture.");
    return outcome;
  }

  QVariant at(int row, int role) const { return m_model.data(m_model.index(row), role); }

  mien::test::ScreenLocale m_english{QLocale(QStringLiteral("en_GB"))};
  AnalysisProvenance m_origin;
  Model m_model;
};

TEST_F(PredictEntryListModelTest, EachRoleIsWhatItsNameSays) {
  ASSERT_EQ(m_model.rowCount(), 6);
  EXPECT_EQ(at(1, Model::IdRole).toUInt(), 2U);
  EXPECT_EQ(at(1, Model::NameRole).toString(), QStringLiteral("Alpha"));
  EXPECT_EQ(at(1, Model::StateRole).toInt(), static_cast<int>(State::Done));
  EXPECT_EQ(at(1, Model::ClassRole).toInt(), 0);
  EXPECT_EQ(at(1, Model::EmotionRole).toInt(), 3);
  EXPECT_FLOAT_EQ(at(1, Model::ConfidenceRole).toFloat(), 0.6F);
  EXPECT_FALSE(at(1, Model::UncertainRole).toBool());
  EXPECT_EQ(at(1, Model::ResultRole).toString(), QStringLiteral("Sadness 60 %"));
  EXPECT_EQ(at(1, Model::FacesRole).toString(), QStringLiteral("2 faces"));
  EXPECT_EQ(at(1, Model::ProgressRole).toDouble(), -1);
  EXPECT_EQ(at(1, Qt::DisplayRole).toString(), QStringLiteral("Alpha: Sadness 60 %. 2 faces"));
  EXPECT_EQ(at(1, Qt::ToolTipRole).toString(), QStringLiteral("/pictures/Alpha"));
  const QImage picture = at(1, Model::PictureRole).value<QPixmap>().toImage();
  EXPECT_TRUE(mien::test::alike(picture.pixelColor(24, 12), QColor(200, 0, 40), 6));

  EXPECT_EQ(at(2, Model::StateRole).toInt(), static_cast<int>(State::NoFace));
  EXPECT_EQ(at(2, Model::ClassRole).toInt(), -1);
  EXPECT_EQ(at(2, Model::ConfidenceRole).toDouble(), -1);
  EXPECT_EQ(at(4, Qt::ToolTipRole).toString(), QStringLiteral("It is no picture."));
  EXPECT_EQ(at(4, Model::ResultRole).toString(), QStringLiteral("Cannot be analysed"));
  EXPECT_TRUE(at(5, Model::UncertainRole).toBool());
  EXPECT_EQ(at(5, Model::EmotionRole).toInt(), -1);
  EXPECT_EQ(at(5, Model::ResultRole).toString(), QStringLiteral("Uncertain"));
}

TEST_F(PredictEntryListModelTest, AResultOfAnotherModelIsInItsClassesAndSaysSo) {
  CurrentSetup now;
  now.setup.model =
      std::make_shared<SharedClassifier>([]() -> std::unique_ptr<Classifier> { return nullptr; }, "run-2");
  m_model.setCurrentSetup(now);
  m_model.setFormatter({{{"Anger", 4}, {"Happiness", 1}, {"Sadness", 3}}, 0.5, {}});
  EXPECT_EQ(at(1, Model::ResultRole).toString(), QStringLiteral("Sadness 60 %"));
  EXPECT_EQ(at(1, Model::ClassRole).toInt(), 2) << "where the model in use has that class";
  EXPECT_EQ(at(1, Model::FacesRole).toString(), QStringLiteral("2 faces, from run-1"));
  EXPECT_EQ(at(0, Model::ClassRole).toInt(), -1) << "the model in use knows no fear";
}

QStringList names(const QAbstractItemModel& model) {
  QStringList names;
  for (int row = 0; row < model.rowCount(); ++row) {
    names << model.index(row, 0).data(Model::NameRole).toString();
  }
  return names;
}

TEST_F(PredictEntryListModelTest, IsSortedByWhatIsAskedFor) {
  PredictSortFilterProxy sorted;
  sorted.setSourceModel(&m_model);
  EXPECT_EQ(names(sorted), (QStringList{"delta", "Alpha", "echo", "bravo", "foxtrot", "Charlie"}));
  sorted.setKey(PredictSortFilterProxy::Name);
  EXPECT_EQ(names(sorted), (QStringList{"Alpha", "bravo", "Charlie", "delta", "echo", "foxtrot"}));
  sorted.setKey(PredictSortFilterProxy::Emotion); // sadness, fear (surest first), anger, then what has none
  EXPECT_EQ(names(sorted), (QStringList{"Alpha", "delta", "bravo", "Charlie", "echo", "foxtrot"}));
  sorted.setKey(PredictSortFilterProxy::Confidence);
  EXPECT_EQ(names(sorted), (QStringList{"delta", "bravo", "Alpha", "Charlie", "echo", "foxtrot"}));
  sorted.setKey(PredictSortFilterProxy::Added);
  EXPECT_EQ(names(sorted), (QStringList{"delta", "Alpha", "echo", "bravo", "foxtrot", "Charlie"}));
}

TEST_F(PredictEntryListModelTest, TheListShowsAndCountsWhatIsAskedFor) {
  QUndoStack undoStack;
  PredictList list(m_model, undoStack);
  list.setClasses(kClasses);
  const auto shown = [&](const char* what) {
    list.filterBox().setCurrentIndex(list.filterBox().findText(QString::fromLatin1(what)));
    return names(*list.view().model());
  };
  const auto says = [&list](const QString& text) {
    for (const QLabel* label : list.findChildren<QLabel*>()) {
      if (label->text() == text) {
        return true;
      }
    }
    return false;
  };
  EXPECT_EQ(shown("Fear"), (QStringList{"delta", "bravo"}));
  EXPECT_TRUE(says("Files: 2 of 6"));
  EXPECT_EQ(shown("Anger"), QStringList()) << "what is uncertain is none";
  EXPECT_EQ(shown("Uncertain"), QStringList{"Charlie"});
  EXPECT_EQ(shown("No face"), QStringList{"echo"});
  EXPECT_EQ(shown("Cannot be analysed"), QStringList{"foxtrot"});
  EXPECT_EQ(shown("All files").size(), 6);
  EXPECT_TRUE(says("Files: 6"));
  list.orderBox().setCurrentIndex(list.orderBox().findText("By confidence"));
  EXPECT_EQ(names(*list.view().model()).first(), "delta");
  EXPECT_EQ(names(*list.view().model()).at(2), "Alpha");
}

TEST_F(PredictEntryListModelTest, TellsOfTheRowThatHasChanged) {
  QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
  m_model.setOutcomes({answer(4, {{0.9F, 0.05F, 0.05F}})});
  ASSERT_EQ(changed.count(), 1);
  EXPECT_EQ(changed.first().at(0).toModelIndex().row(), 3);
  EXPECT_EQ(changed.first().at(1).toModelIndex().row(), 3);
  EXPECT_EQ(at(3, Model::ResultRole).toString(), QStringLiteral("Sadness 90 %"));
  m_model.setFormatter({kClasses, 0.95, {}});
  ASSERT_EQ(changed.count(), 2);
  EXPECT_EQ(changed.last().at(0).toModelIndex().row(), 0);
  EXPECT_EQ(changed.last().at(1).toModelIndex().row(), 5);
  EXPECT_EQ(at(3, Model::ResultRole).toString(), QStringLiteral("Uncertain"));
}

class PredictEntryDelegateTest : public PredictEntryListModelTest {
protected:
  QStyleOptionViewItem option() const {
    QStyleOptionViewItem option;
    option.font = QApplication::font();
    option.palette = QApplication::palette();
    option.rect = QRect(QPoint(), QSize(400, m_delegate.sizeHint(option, {}).height()));
    return option;
  }
  QList<mien::test::PaintedText> texts(int row) const {
    mien::test::TextRecorder recorder(option().rect.size());
    {
      QPainter painter(&recorder);
      m_delegate.paint(&painter, option(), m_model.index(row));
    }
    return recorder.texts();
  }
  QImage drawn(int row) const {
    QImage image(option().rect.size(), QImage::Format_ARGB32);
    image.fill(Theme::instance().colors().surface);
    QPainter painter(&image);
    m_delegate.paint(&painter, option(), m_model.index(row));
    return image;
  }

  PredictEntryDelegate m_delegate;
};

TEST_F(PredictEntryDelegateTest, WritesNameResultAndFaces) {
  const ThemeColors& theme = Theme::instance().colors();
  auto painted = texts(1);
  EXPECT_EQ(mien::test::onlyTexts(painted), (QStringList{"Alpha", "Sadness 60 %", "2 faces"}));
  ASSERT_EQ(painted.size(), 3);
  EXPECT_EQ(painted[1].color, theme.text);
  EXPECT_EQ(painted[2].color, theme.mutedText);
  EXPECT_LT(painted[0].at.y(), painted[1].at.y());
  EXPECT_LT(painted[1].at.y(), painted[2].at.y());
  painted = texts(4);
  EXPECT_EQ(painted.value(1).text, QStringLiteral("Cannot be analysed"));
  EXPECT_EQ(painted.value(1).color, theme.danger);
  EXPECT_EQ(texts(2).value(1).color, theme.mutedText) << "no face";
}

TEST_F(PredictEntryDelegateTest, ADotHasTheColourOfTheEmotionAndThePictureItsShape) {
  EXPECT_FALSE(mien::test::boxOfColor(drawn(1), emotionColor(3)).isNull());
  EXPECT_FALSE(mien::test::boxOfColor(drawn(0), emotionColor(6)).isNull());
  EXPECT_TRUE(mien::test::boxOfColor(drawn(5), emotionColor(4)).isNull()) << "uncertain";
  const QRect picture = mien::test::boxOfColor(drawn(1), QColor(200, 0, 40), QRect(0, 0, 400, 400), 8);
  EXPECT_NEAR(picture.width(), 2 * picture.height(), 2) << "48 x 24 px";
  EXPECT_LT(picture.right(), 120);
}

TEST_F(PredictEntryDelegateTest, AVideoInHandHasABarAsLongAsItsShare) {
  m_model.append({{"/videos/talk.mp4", true}});
  VideoUpdate update;
  update.id = 7;
  update.origin = m_origin;
  update.progress.done = 3;
  update.progress.total = 10;
  update.size = {640, 360};
  m_model.advance({update});
  EXPECT_DOUBLE_EQ(at(6, Model::ProgressRole).toDouble(), 0.3);
  EXPECT_DOUBLE_EQ(m_model.working(), 0.3);
  EXPECT_EQ(mien::test::onlyTexts(texts(6)), (QStringList{"talk.mp4", "Analysing: 30 %"}));
  const QRect lower(150, option().rect.height() * 3 / 5, 250, option().rect.height());
  const QImage image = drawn(6);
  const QRect done = mien::test::boxOfColor(image, Theme::instance().colors().accent, lower.adjusted(-150, 0, 0, 0));
  const QRect rest = mien::test::boxOfColor(image, Theme::instance().colors().grid, lower);
  EXPECT_NEAR(static_cast<double>(done.width()) / (rest.right() - done.left() + 1), 0.3, 0.02);
}

TEST(PredictBar, SaysHowManyAreAnalysed) {
  const mien::test::ScreenLocale english(QLocale(QStringLiteral("en_GB")));
  const mien::test::TempFolder folder;
  Workspace workspace(toQt(folder.path()));
  PredictBar bar(workspace);
  bar.setProgress(1234, 5678, 0.37);
  EXPECT_EQ(bar.findChild<QProgressBar*>()->value(), 370);
  EXPECT_EQ(bar.findChild<QProgressBar*>()->maximum(), 1000);
  QStringList texts;
  for (const QLabel* label : bar.findChildren<QLabel*>()) {
    texts << label->text();
  }
  EXPECT_TRUE(texts.contains(QStringLiteral("1,234 of 5,678 analysed"))) << texts.join('|').toStdString();
}

} // namespace
} // namespace mien::ui::test
