#include "tests/ui/predict/predict_fixture.h"

#include "core/data/emotion.h"
#include "core/demo/demo_photo.h"
#include "core/face/annotation/image_file.h"
#include "core/model/weights_file.h"
#include "core/train/detail/replica_set.h"
#include "tests/support/stub_classifier.h"
#include "ui/text/qt_strings.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

#include <chrono>
#include <thread>

namespace mien::ui::test {

namespace {

/// Weights of a network whose head has something to say, made once.
std::filesystem::path weightsFile() {
  static const mien::test::TempFolder folder;
  const std::filesystem::path file = folder.path() / "model.pth";
  if (!std::filesystem::exists(file)) {
    ModelInfo info;
    info.labels = emotionLabels(8);
    StateDict state = mien::detail::ReplicaSet(info, {}, 1, 5).state();
    for (NamedArray& array : state) {
      if (array.name == "classifier.1.weight") {
        auto* values = reinterpret_cast<float*>(array.bytes.data());
        for (std::size_t i = 0; i < array.elementCount(); ++i) {
          values[i] = static_cast<float>((i * 7919U) % 101U) / 101.0F - 0.5F;
        }
      }
    }
    saveWeights(file, state, info);
  }
  return file;
}

} // namespace

PredictFixture::PredictFixture() : m_noYunet("XDG_DATA_HOME", (m_folder.path() / "share").string()) {
  m_window->showPage(MainWindow::Predict);
}

QString PredictFixture::save(const std::string& name, const cv::Mat& image) {
  const std::filesystem::path file = m_folder.path() / "images" / name;
  std::filesystem::create_directories(file.parent_path());
  savePng(image, file);
  return toQt(file);
}

QString PredictFixture::photo(const std::string& name, std::uint64_t seed) {
  DemoPhoto photo = renderDemoPhoto(seed, 3, 1200, 800);
  return save(name, cv::Mat(photo.height, photo.width, CV_8UC1, photo.pixels.data()));
}

QString PredictFixture::crop(const std::string& name, std::uint64_t seed) {
  DemoPhoto photo = renderDemoPhoto(seed, 1, 400, 400);
  const cv::Mat image(photo.height, photo.width, CV_8UC1, photo.pixels.data());
  const DemoFace& face = photo.faces.front();
  const int side = std::min(96, face.width);
  return save(name, image(cv::Rect(face.x, face.y, side, side)).clone());
}

QString PredictFixture::empty(const std::string& name) {
  return save(name, cv::Mat(300, 700, CV_8UC3, cv::Scalar(90, 120, 150)));
}

QString PredictFixture::broken(const std::string& name) {
  return toQt(m_folder.write("images/" + name, "this is no image"));
}

void PredictFixture::useRealModel() { m_workspace->setModelFile(toQt(weightsFile())); }

void PredictFixture::useSlowModel(int milliseconds) {
  page().setModel(std::make_shared<SharedClassifier>([milliseconds]() -> std::unique_ptr<Classifier> {
    auto stub = std::make_unique<mien::test::StubClassifier>(8);
    stub->counters().onCall = [milliseconds] { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); };
    return stub;
  }));
}

void PredictFixture::dropAll(const QStringList& paths) {
  QMimeData dragged;
  QList<QUrl> urls;
  for (const QString& path : paths) {
    urls << QUrl::fromLocalFile(path);
  }
  dragged.setUrls(urls);
  const QPoint place = m_window->rect().center();
  QDragEnterEvent enter(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_window.get(), &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent event(place, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_window.get(), &event);
}

bool PredictFixture::waitUntilDone() {
  return waitFor([this] { return m_workspace->activities().empty(); });
}

PredictEntry::State PredictFixture::state(int row) const { return entry(row).state; }

const PredictEntry& PredictFixture::entry(int row) const {
  return page().entries().entries().at(static_cast<std::size_t>(row));
}

} // namespace mien::ui::test
