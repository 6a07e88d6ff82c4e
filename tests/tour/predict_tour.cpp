// Pictures of the page with real photos, for people to look at: MIEN_PICTURES=FOLDER, MIEN_TOUR_MODEL=FILE for a model
// that has learned something, and MIEN_TOUR_VIDEO=FILE; of what needs neither, MIEN_PICTURES alone.
#include "core/face/detectors/face_model_files.h"
#include "tests/support/shared_files.h"
#include "tests/ui/charts/chart_test_support.h"
#include "tests/ui/predict/predict_fixture.h"
#include "ui/charts/timeline_chart.h"
#include "ui/look/theme.h"
#include "ui/predict/list/predict_list.h"
#include "ui/predict/video/video_timeline.h"
#include "ui/predict/view/face_canvas.h"
#include "ui/predict/view/face_panel.h"
#include "ui/predict/view/heatmap_view.h"
#include "ui/predict/view/image_panel.h"
#include "ui/text/qt_strings.h"
#include "ui/widgets/panels/message_banner.h"

#include <QDir>
#include <QTest>

namespace mien::ui::test {
namespace {

class PredictTour : public PredictFixture {
protected:
  void TearDown() override { Theme::instance().setChoice(ThemeChoice::System); }

  void keep(const QString& name) {
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080), QSize(1024, 640)}) {
      m_window->resize(size);
      QTest::qWait(150);
      keepPictures(*m_window, QStringLiteral("%1-%2").arg(name).arg(size.width()));
    }
  }

  static void useYunet() {
    const std::filesystem::path yunet = mien::test::sharedFile(std::filesystem::path("models") / kYunetFile);
    if (std::filesystem::exists(yunet)) {
      std::filesystem::create_directories(userYunetFile().parent_path());
      std::filesystem::copy_file(yunet, userYunetFile());
    }
  }

  bool chooseAndWait(int row) {
    page().list().choose(entry(row).id);
    return waitFor([this] { return page().image().canvas().hasImage() && page().face().heatmap().hasHeatmap(); });
  }
};

TEST_F(PredictTour, WithPhotos) {
  const std::filesystem::path photos = mien::test::sharedFile("data/photos");
  if (!std::filesystem::exists(photos) || qEnvironmentVariableIsEmpty("MIEN_PICTURES")) {
    GTEST_SKIP() << "needs MIEN_PICTURES and the developers' photos: " << photos;
  }
  keep("predict-empty");
  useYunet();
  const QString model = qEnvironmentVariable("MIEN_TOUR_MODEL");
  if (model.isEmpty()) {
    useRealModel();
  } else {
    m_workspace->setModelFile(model);
  }
  QStringList files{empty("wall.png"), broken("damaged.jpg")};
  for (const QString& name : QDir(toQt(photos)).entryList(QDir::Files)) {
    files << QDir(toQt(photos)).filePath(name);
  }
  dropAll(files);
  ASSERT_TRUE(waitFor([this, &files] { return page().entries().rowCount() == files.size(); }));
  ASSERT_TRUE(waitUntilDone());
  for (int row = 2; row < page().entries().rowCount(); ++row) {
    ASSERT_TRUE(chooseAndWait(row)) << row;
    keep(QStringLiteral("predict-photo%1").arg(row));
  }
  page().list().choose(entry(0).id);
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().hasImage(); }));
  keep("predict-no-face");
  page().list().choose(entry(1).id);
  keep("predict-unreadable");
}

TEST_F(PredictTour, WithAVideo) {
  const QString video = qEnvironmentVariable("MIEN_TOUR_VIDEO");
  const QString model = qEnvironmentVariable("MIEN_TOUR_MODEL");
  if (video.isEmpty() || model.isEmpty() || qEnvironmentVariableIsEmpty("MIEN_PICTURES")) {
    GTEST_SKIP() << "needs MIEN_PICTURES, MIEN_TOUR_MODEL and MIEN_TOUR_VIDEO";
  }
  useYunet();
  m_workspace->setModelFile(model);
  const auto done = [this](int row) { return state(row) == PredictEntry::State::Done; };
  dropAll({video});
  ASSERT_TRUE(waitFor([this] {
    return page().entries().rowCount() == 1 && page().entries().working() > 0.3 && page().image().canvas().hasImage();
  }));
  keepPictures(*m_window, QStringLiteral("predict-video-working"));
  ASSERT_TRUE(waitFor([&] { return done(0); }));
  ASSERT_TRUE(chooseAndWait(0));
  keep("predict-video");
  VideoTimeline& timeline = page().image().timeline();
  for (int i = 0; i < 3; ++i) {
    QTest::keyClick(&timeline.chart(), Qt::Key_PageDown);
  }
  QTest::qWait(1500);
  keep("predict-video-later");
  dropAll({broken("damaged.mp4")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 2 && waitUntilDone(); }));
  page().list().choose(entry(1).id);
  keep("predict-video-damaged");
}

TEST_F(PredictTour, AfterAnotherModel) {
  if (qEnvironmentVariableIsEmpty("MIEN_PICTURES")) {
    GTEST_SKIP() << "needs MIEN_PICTURES";
  }
  useRealModel();
  dropAll({photo("people.png"), photo("others.png", 5), crop("face.png")});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 3 && waitUntilDone(); }));
  useSlowModel(1);
  dropAll({crop("later.png", 4)});
  ASSERT_TRUE(waitFor([this] { return page().entries().rowCount() == 4 && waitUntilDone(); }));
  ASSERT_TRUE(chooseAndWait(0)) << "the model of before still explains its own";
  keep("predict-another-model");
  const std::filesystem::path out = m_folder.path() / "out";
  page().exportTo({out, true, true, true, {}, 0});
  ASSERT_TRUE(waitFor([this] { return page().banner().title().contains("exported"); }));
  keep("predict-exported");
  const QString annotated = toQt(out / "annotated" / "people.png");
  ASSERT_TRUE(QImage(annotated).save(QDir(qEnvironmentVariable("MIEN_PICTURES")).filePath("predict-annotated.png")));
}

} // namespace
} // namespace mien::ui::test
