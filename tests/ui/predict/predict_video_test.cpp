// Videos on the Predict page.
#include "core/session/session_reader.h"
#include "tests/ui/predict/made_video.h"
#include "tests/ui/predict/predict_fixture.h"
#include "ui/charts/timeline_chart.h"
#include "ui/predict/analysis/outdated_bar.h"
#include "ui/predict/analysis/settings_row.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/heatmap_view.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/faces/face_settings_editor.h"
#include "ui/widgets/panels/message_banner.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <qcustomplot.h>

#include <nlohmann/json.hpp>

#include <cmath>

namespace mien::ui::test {
namespace {

using State = PredictEntry::State;

class PredictVideoTest : public PredictFixture {
protected:
  static constexpr int kFrames = 30;

  void SetUp() override {
    m_video = m_folder.path() / "images" / "film.avi";
    if (!writeVideo(m_video, kFrames)) {
      GTEST_SKIP() << "OpenCV cannot write videos here";
    }
  }

  /// Drops the video and waits for its end and its picture.
  bool analyseVideo() {
    useRealModel();
    dropAll({toQt(m_video)});
    return waitFor([this] {
      return page().entries().rowCount() == 1 && state(0) == State::Done && page().image().canvas().hasImage() &&
             page().face().heatmap().hasHeatmap();
    });
  }

  /// The slow one, so that there is time to see it at work.
  bool beginAnalysing() {
    useSlowModel(100);
    dropAll({toQt(m_video)});
    return waitFor([this] { return page().entries().rowCount() == 1 && state(0) == State::Working; });
  }

  QPushButton* visibleButton(const QString& text) const {
    for (auto* button : page().findChildren<QPushButton*>()) {
      if (button->text().contains(text) && button->isVisible()) {
        return button;
      }
    }
    return nullptr;
  }

  [[nodiscard]] VideoTimeline& timeline() const { return page().image().timeline(); }
  [[nodiscard]] const VideoResults& results() const { return *entry(0).results; }
  [[nodiscard]] QString shown(int role) const { return page().entries().index(0).data(role).toString(); }

  std::filesystem::path m_video;
};

TEST_F(PredictVideoTest, IsAnalysedFrameByFrameAndShownWithItsTimeline) {
  ASSERT_TRUE(analyseVideo());
  ASSERT_EQ(results().frames(), kFrames);
  const int face = results().mainFace();
  ASSERT_GT(face, 0);
  EXPECT_EQ(timeline().face(), face);
  EXPECT_EQ(timeline().frame(), results().firstFrameOf(face));
  EXPECT_TRUE(timeline().isVisible());
  EXPECT_EQ(timeline().chart().curveCount(), 8);
  EXPECT_GE(timeline().chart().pointCount(), kFrames / 2);
  EXPECT_GE(page().image().canvas().faceCount(), 1);
  EXPECT_EQ(page().image().canvas().face(), results().moment(timeline().frame()).indexOf(face));
  EXPECT_TRUE(page().face().title().startsWith(QStringLiteral("Face %1").arg(face)))
      << page().face().title().toStdString();
  EXPECT_TRUE(shown(PredictEntryListModel::FacesRole).contains(QLocale().toString(1.4, 'f', 1)))
      << "30 frames, 20 a second";
  EXPECT_FALSE(page().entries().index(0).data(PredictEntryListModel::PictureRole).value<QPixmap>().isNull());
  EXPECT_TRUE(page().image().notice().isEmpty());
}

TEST_F(PredictVideoTest, WaitsForAModelAndCanBeLookedAt) {
  dropAll({toQt(m_video)});
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().hasImage(); }));
  EXPECT_EQ(state(0), State::Waiting);
  EXPECT_FALSE(timeline().isVisible());
  useRealModel();
  ASSERT_TRUE(waitFor([this] { return state(0) == State::Done; }));
  EXPECT_TRUE(timeline().isVisible());
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().faceCount() > 0; })) << "the faces came with the results";
}

TEST_F(PredictVideoTest, ArrowKeysAndClicksChooseTheMoment) {
  ASSERT_TRUE(analyseVideo());
  const FaceCanvas& canvas = page().image().canvas();
  const int id = timeline().face();
  const auto boxAt = [&](int frame) {
    const VideoMoment moment = results().moment(frame);
    return moment.analysis->faces.at(static_cast<std::size_t>(moment.indexOf(id))).face.box;
  };
  const int first = timeline().frame();
  const QRectF before = canvas.faceRect(canvas.face());
  const double zoom = before.width() / boxAt(first).width;
  const auto shows = [&](int frame) { // its picture, with the face where it is in this frame
    return waitFor([&] {
      const double left = before.left() + zoom * (boxAt(frame).x - boxAt(first).x);
      return timeline().frame() == frame && canvas.face() >= 0 &&
             std::abs(canvas.faceRect(canvas.face()).left() - left) < 0.01 && page().face().heatmap().hasHeatmap();
    });
  };
  timeline().chart().setFocus();
  for (int i = 0; i < 8; ++i) {
    QTest::keyClick(&timeline().chart(), Qt::Key_Right);
  }
  ASSERT_TRUE(shows(first + 8));
  EXPECT_NE(canvas.faceRect(canvas.face()), before) << "the view has moved on";
  QTest::keyClick(&timeline().chart(), Qt::Key_Left);
  ASSERT_TRUE(shows(first + 7));
  QTest::keyClick(&timeline().chart(), Qt::Key_PageDown);
  ASSERT_TRUE(shows(first + 27 < kFrames ? first + 27 : kFrames - 1));
  const QCPAxisRect& plot = *timeline().chart().plot().axisRect();
  QTest::mouseClick(&timeline().chart().plot(), Qt::LeftButton, {}, plot.rect().center());
  const int middle = results().frameAt(timeline().chart().plot().xAxis->pixelToCoord(plot.rect().center().x()));
  ASSERT_TRUE(shows(middle));
}

TEST_F(PredictVideoTest, AnotherFaceIsFollowed) {
  ASSERT_TRUE(analyseVideo());
  FaceCanvas& canvas = page().image().canvas();
  ASSERT_GE(canvas.faceCount(), 2);
  const int other = canvas.face() == 0 ? 1 : 0;
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.faceRect(other).center().toPoint());
  const int id = results().moment(timeline().frame()).ids[static_cast<std::size_t>(other)];
  EXPECT_EQ(timeline().face(), id);
  EXPECT_TRUE(timeline().chart().title().contains(QString::number(id)));
  EXPECT_TRUE(page().face().title().startsWith(QStringLiteral("Face %1").arg(id))) << "at once";
}

TEST_F(PredictVideoTest, ItsRowShowsHowFarItIs) {
  ASSERT_TRUE(beginAnalysing());
  EXPECT_TRUE(shown(PredictEntryListModel::ResultRole).startsWith("Analysing"));
  EXPECT_GT(page().entries().index(0).data(PredictEntryListModel::ProgressRole).toDouble(), 0);
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().hasImage(); })) << "what was found is shown already";
  ASSERT_FALSE(m_workspace->activities().empty());
  EXPECT_LT(m_workspace->activities().back().fraction, 1);
  EXPECT_FALSE(page().canExport());
}

TEST_F(PredictVideoTest, CanBeStoppedAndBegunAgain) {
  ASSERT_TRUE(beginAnalysing());
  visibleButton("Stop")->click();
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Waiting);
  EXPECT_TRUE(shown(PredictEntryListModel::ResultRole).startsWith("Stopped"))
      << shown(PredictEntryListModel::ResultRole).toStdString();
  EXPECT_LT(results().frames(), kFrames);
  EXPECT_TRUE(page().image().notice().contains("stopped"));
  useRealModel();
  EXPECT_FALSE(page().job().running()) << "what was stopped stays stopped";
  ASSERT_NE(visibleButton("Rest"), nullptr);
  visibleButton("Rest")->click();
  ASSERT_TRUE(waitFor([this] { return state(0) == State::Done; }));
  EXPECT_EQ(results().frames(), kFrames) << "from the beginning, none twice";
}

TEST_F(PredictVideoTest, TakenUpAndStoppedAtOnceItKeepsWhatItHad) {
  ASSERT_TRUE(beginAnalysing());
  visibleButton("Stop")->click();
  ASSERT_TRUE(waitUntilDone());
  visibleButton("Rest")->click();
  visibleButton("Stop")->click();
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Waiting);
  EXPECT_GT(results().frames(), 0);
  EXPECT_EQ(results().analysis().frames, results().frames());
  EXPECT_EQ(results().analysis().fps, 20);
}

TEST_F(PredictVideoTest, TakenOffTheListItIsStoppedAndOthersGoOn) {
  ASSERT_TRUE(beginAnalysing());
  const std::filesystem::path second = m_folder.path() / "images" / "second.avi";
  std::filesystem::copy_file(m_video, second);
  dropAll({toQt(second)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 2 && state(1) == State::Working; }));
  page().list().choose(entry(0).id);
  page().list().view().setFocus();
  QTest::keyClick(&page().list().view(), Qt::Key_Delete);
  ASSERT_EQ(page().entries().rowCount(), 1);
  ASSERT_TRUE(waitUntilDone());
  EXPECT_EQ(state(0), State::Done);
  EXPECT_EQ(results().frames(), kFrames);
}

TEST_F(PredictVideoTest, ADamagedOneSaysSoInPlace) {
  useRealModel();
  dropAll({broken("damaged.mp4")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 1 && state(0) == State::Failed; }));
  ASSERT_TRUE(waitFor([this] { return page().image().notice().contains("cannot be analysed"); }));
  EXPECT_TRUE(entry(0).problem.contains("damaged.mp4"));
  EXPECT_FALSE(timeline().isVisible());
}

TEST_F(PredictVideoTest, SettingsKeepItUntilTheUserAsks) {
  ASSERT_TRUE(analyseVideo());
  const auto before = entry(0).results;
  QComboBox* mode = &page().settingsRow().mode();
  mode->setCurrentIndex(mode->findData(static_cast<int>(FaceMode::Whole)));
  ASSERT_EQ(page().settingsRow().settings().mode, FaceMode::Whole);
  QTest::qWait(500);
  EXPECT_TRUE(page().outdatedBar().title().isEmpty()) << "that is for images";
  mode->setCurrentIndex(mode->findData(static_cast<int>(FaceMode::Auto)));
  page().settingsRow().faces().minFaceSide().setValue(2000);
  ASSERT_TRUE(waitFor([this] { return page().outdatedBar().isVisible(); }));
  EXPECT_EQ(page().outdatedBar().title(), "1 result with other settings");
  EXPECT_FALSE(page().job().running());
  EXPECT_EQ(entry(0).results, before);
  EXPECT_TRUE(shown(PredictEntryListModel::FacesRole).contains("other settings"));
  EXPECT_TRUE(timeline().isVisible());
  page().outdatedBar().button().click();
  EXPECT_FALSE(page().outdatedBar().isVisible());
  EXPECT_EQ(state(0), State::Done) << "the old result stays until the new is there";
  ASSERT_TRUE(waitFor([this] { return state(0) == State::NoFace; }));
  ASSERT_TRUE(waitUntilDone());
  EXPECT_TRUE(page().image().notice().contains("No face"));
  EXPECT_FALSE(page().image().wholeButton().isVisible()) << "a video is not one face";
  EXPECT_FALSE(timeline().isVisible());
}

TEST_F(PredictVideoTest, ANewModelLetsItGoOnAndCanBeginItAgain) {
  ASSERT_TRUE(beginAnalysing());
  const auto before = entry(0).results;
  useRealModel();
  EXPECT_EQ(state(0), State::Working);
  EXPECT_TRUE(page().job().has(entry(0).id));
  ASSERT_TRUE(waitFor([this] { return page().outdatedBar().isVisible(); }));
  page().outdatedBar().button().click();
  EXPECT_FALSE(page().outdatedBar().isVisible());
  ASSERT_TRUE(waitFor([this] { return state(0) == State::Done; }));
  EXPECT_NE(entry(0).results, before);
  EXPECT_EQ(results().frames(), kFrames);
  ASSERT_TRUE(waitUntilDone());
  EXPECT_TRUE(page().outdatedBar().title().isEmpty());
}

TEST_F(PredictVideoTest, AStoppedOneIsExportedAsFarAsItCame) {
  ASSERT_TRUE(beginAnalysing());
  visibleButton("Stop")->click();
  ASSERT_TRUE(waitUntilDone());
  ASSERT_TRUE(waitFor([this] { return page().canExport(); }));
  const int frames = results().frames();
  const std::filesystem::path out = m_folder.path() / "out";
  page().exportTo({out, true, true, true, {}, 0});
  ASSERT_TRUE(waitFor([this] { return page().banner().title().contains("exported"); }));
  EXPECT_TRUE(page().banner().details().contains("Partial") && page().banner().details().contains("film.avi"));
  EXPECT_EQ(readSession(out / "videos" / "film.csv").results.size(), static_cast<std::size_t>(frames));
  EXPECT_TRUE(std::filesystem::exists(out / "annotated" / "film-annotated.mp4"));
  QFile json(toQt(out / "predictions.json"));
  ASSERT_TRUE(json.open(QIODevice::ReadOnly));
  const auto report = nlohmann::json::parse(json.readAll().toStdString());
  EXPECT_EQ(report[0]["stopped"], true);
  EXPECT_EQ(report[0]["fps"], 20);
  EXPECT_TRUE(report[0]["error"].get<std::string>().starts_with("stopped after "));
}

TEST_F(PredictVideoTest, IsExportedAsTheCommandLineDoes) {
  ASSERT_TRUE(analyseVideo());
  ASSERT_TRUE(waitFor([this] { return page().canExport(); }));
  const std::filesystem::path out = m_folder.path() / "out";
  page().exportTo({out, true, true, true, {}, 0});
  ASSERT_TRUE(waitFor([this] { return page().banner().title().contains("exported"); }));

  const RecordedSession session = readSession(out / "videos" / "film.csv");
  ASSERT_EQ(session.results.size(), static_cast<std::size_t>(kFrames));
  const auto last = results().faces(kFrames - 1);
  ASSERT_EQ(session.results.back().faces.size(), last.size());
  EXPECT_NEAR(session.results.back().faces.at(0).probabilities.at(3), last.at(0).probabilities.at(3), 1e-5);

  QFile json(toQt(out / "predictions.json"));
  ASSERT_TRUE(json.open(QIODevice::ReadOnly));
  const auto report = nlohmann::json::parse(json.readAll().toStdString());
  ASSERT_EQ(report.size(), 1U);
  EXPECT_EQ(report[0]["frames"], kFrames);
  EXPECT_EQ(report[0]["fps"], 20);
  EXPECT_EQ(report[0]["faces"].size(), results().statistics().faceCount());
  EXPECT_GT(std::filesystem::file_size(out / "annotated" / "film-annotated.mp4"), 10'000U);
  EXPECT_FALSE(std::filesystem::exists(out / "annotated" / "film-annotated.part.mp4"));
}

TEST_F(PredictVideoTest, ItsResultIsCopied) {
  ASSERT_TRUE(analyseVideo());
  page().list().view().setFocus();
  QTest::keyClick(&page().list().view(), Qt::Key_C, Qt::ControlModifier);
  const QString text = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(text.startsWith("film.avi")) << text.toStdString();
  const QLocale locale;
  EXPECT_TRUE(text.contains(
                  QStringLiteral("from %1 to %2 s").arg(locale.toString(0.0, 'f', 1), locale.toString(1.4, 'f', 1))) &&
              text.contains("Happiness"))
      << text.toStdString();
}

} // namespace
} // namespace mien::ui::test
