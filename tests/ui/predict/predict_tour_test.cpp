// Pictures of the page with real photos, for people to look at: MIEN_PICTURES=FOLDER, and MIEN_TOUR_MODEL=FILE for a
// model that has learned something.
#include "core/face/face_model_files.h"
#include "tests/support/shared_files.h"
#include "tests/ui/charts/chart_test_support.h"
#include "tests/ui/predict/predict_fixture.h"
#include "ui/pages/predict/face_canvas.h"
#include "ui/pages/predict/face_panel.h"
#include "ui/pages/predict/heatmap_view.h"
#include "ui/pages/predict/image_panel.h"
#include "ui/pages/predict/predict_list.h"
#include "ui/support/text.h"
#include "ui/support/theme.h"

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
  const std::filesystem::path yunet = mien::test::sharedFile(std::filesystem::path("models") / kYunetFile);
  if (std::filesystem::exists(yunet)) {
    std::filesystem::create_directories(userYunetFile().parent_path());
    std::filesystem::copy_file(yunet, userYunetFile());
  }
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
  ASSERT_TRUE(waitFor([this, &files] { return page().model().rowCount() == files.size(); }));
  ASSERT_TRUE(waitUntilDone());
  for (int row = 2; row < page().model().rowCount(); ++row) {
    ASSERT_TRUE(chooseAndWait(row)) << row;
    keep(QStringLiteral("predict-photo%1").arg(row));
  }
  page().list().choose(entry(0).id);
  ASSERT_TRUE(waitFor([this] { return page().image().canvas().hasImage(); }));
  keep("predict-no-face");
  page().list().choose(entry(1).id);
  keep("predict-unreadable");
}

} // namespace
} // namespace mien::ui::test
