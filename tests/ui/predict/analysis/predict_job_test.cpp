#include "ui/predict/analysis/predict_job.h"

#include "core/common/error.h"
#include "core/face/annotation/image_file.h"
#include "core/face/detectors/face_model_files.h"
#include "tests/support/environment_variable.h"
#include "tests/support/stub_classifier.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/predict/made_video.h"
#include "tests/ui/window/window_fixture.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace mien::ui::test {
namespace {

constexpr int kImages = 40;

/// A job with images and a video to work on, and what came of it.
class PredictJobTest : public testing::Test {
protected:
  PredictJobTest() : m_job(std::make_unique<PredictJob>()) {
    m_image = m_folder / "face.png";
    savePng(cv::Mat(48, 48, CV_8UC1, cv::Scalar(201)), m_image);
    m_options.kind = DetectorKind::Haar;
    connectTo(*m_job);
  }

  void connectTo(PredictJob& job) {
    QObject::connect(&job, &PredictJob::analysed, &m_receiver, [this](const QVector<PredictOutcome>& outcomes) {
      m_outcomes.insert(m_outcomes.end(), outcomes.begin(), outcomes.end());
    });
    QObject::connect(&job, &PredictJob::advanced, &m_receiver, [this](const QVector<VideoUpdate>& news) {
      m_news.insert(m_news.end(), news.begin(), news.end());
    });
    QObject::connect(&job, &PredictJob::finished, &m_receiver, [this] { ++m_finished; });
    QObject::connect(&job, &PredictJob::failed, &m_receiver, [this](const QString& text) { m_failure = text; });
    QObject::connect(&job, &PredictJob::detectorFailed, &m_receiver,
                     [this](const QString& text) { m_detectorFailures << text; });
  }

  /// Answers slowly, and counts how often.
  std::shared_ptr<SharedClassifier> slowModel(std::vector<std::string> labels = emotionLabels(8)) {
    return std::make_shared<SharedClassifier>([this, labels]() -> std::unique_ptr<Classifier> {
      auto stub = std::make_unique<mien::test::StubClassifier>(labels);
      stub->counters().onCall = [this] {
        ++m_calls;
        std::this_thread::sleep_for(std::chrono::milliseconds(15));
      };
      return stub;
    });
  }

  [[nodiscard]] QVector<PredictTask> images(int count = kImages) const {
    QVector<PredictTask> tasks;
    for (int i = 1; i <= count; ++i) {
      tasks.append({static_cast<quint32>(i), m_image, FaceMode::Whole, false});
    }
    return tasks;
  }

  [[nodiscard]] bool ended() const { return m_finished > 0 && !m_job->running(); }

  mien::test::TempFolder m_folder;
  std::filesystem::path m_image;
  FaceDetectorOptions m_options;
  std::atomic<int> m_calls = 0;
  QObject m_receiver;
  std::vector<PredictOutcome> m_outcomes;
  std::vector<VideoUpdate> m_news;
  int m_finished = 0;
  QString m_failure;
  QStringList m_detectorFailures;
  std::unique_ptr<PredictJob> m_job; ///< last: it uses what stands above
};

TEST_F(PredictJobTest, AnalysesEverythingOnce) {
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add(images(10));
  EXPECT_TRUE(m_job->has(10));
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 10U);
  for (const PredictOutcome& outcome : m_outcomes) {
    EXPECT_NE(outcome.analysis, nullptr) << outcome.problem.toStdString();
    EXPECT_FALSE(outcome.thumbnail.isEmpty());
  }
  EXPECT_EQ(m_finished, 1);
  EXPECT_FALSE(m_job->has(10));
}

TEST_F(PredictJobTest, CancelledMidwayItFinishesWhatIsInHandOnly) {
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add(images());
  ASSERT_TRUE(waitFor([this] { return !m_outcomes.empty(); }));
  m_job->cancel();
  EXPECT_FALSE(m_job->has(kImages)) << "it waited";
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  const std::size_t done = m_outcomes.size();
  EXPECT_LT(done, static_cast<std::size_t>(kImages));
  EXPECT_EQ(m_finished, 1);
  QTest::qWait(200);
  EXPECT_EQ(m_outcomes.size(), done);
  m_job->add(images(2));
  ASSERT_TRUE(waitFor([this] { return m_finished == 2; })) << "it works on afterwards";
  EXPECT_EQ(m_outcomes.size(), done + 2);
}

TEST_F(PredictJobTest, NewToolsAnswerAloneFromThenOn) {
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add(images());
  ASSERT_TRUE(waitFor([this] { return !m_outcomes.empty(); }));
  m_outcomes.clear();
  m_job->setAnalysisSetup(slowModel({"calm", "angry"}), m_options);
  m_job->add(images(6));
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  std::vector<quint32> ids;
  for (const PredictOutcome& outcome : m_outcomes) {
    ids.push_back(outcome.id);
    EXPECT_EQ(outcome.origin.model->labels.size(), 2U) << "no answer of the old model";
  }
  std::ranges::sort(ids);
  EXPECT_EQ(ids, (std::vector<quint32>{1, 2, 3, 4, 5, 6}));
}

TEST_F(PredictJobTest, AModelThatCannotBeReadIsSaidAndNothingWaits) {
  m_job->setAnalysisSetup(std::make_shared<SharedClassifier>([]() -> std::unique_ptr<Classifier> {
                            throw Error(ErrorKind::BadData, Message("model.pth is no model; choose another"));
                          }),
                          m_options);
  m_job->add(images());
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  EXPECT_TRUE(m_failure.contains("model.pth"));
  EXPECT_TRUE(m_outcomes.empty());
  EXPECT_FALSE(m_job->has(kImages));
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add(images(2));
  ASSERT_TRUE(waitFor([this] { return m_outcomes.size() == 2; })) << "with another model it works";
}

TEST_F(PredictJobTest, ADetectorThatCannotBeMadeIsSaidOfEachFileThatNeedsIt) {
  mien::test::EnvironmentVariable noYunet("XDG_DATA_HOME", (m_folder.path() / "share").string());
  m_options.kind = DetectorKind::YuNet;
  const std::filesystem::path photo = m_folder / "photo.png";
  savePng(cv::Mat(300, 600, CV_8UC1, cv::Scalar(90)), photo);
  QVector<PredictTask> tasks;
  for (quint32 id = 1; id <= 12; ++id) { // in one order and in the other, on both threads
    const bool whole = id % 3 == 0;
    tasks.append({id, photo, whole ? FaceMode::Whole : FaceMode::Detect, false});
  }
  for (const bool backwards : {false, true}) {
    m_outcomes.clear();
    m_detectorFailures.clear();
    m_finished = 0;
    m_job->setAnalysisSetup(slowModel(), m_options);
    if (backwards) {
      std::ranges::reverse(tasks);
    }
    m_job->add(tasks);
    ASSERT_TRUE(waitFor([this] { return ended(); }));
    ASSERT_EQ(m_outcomes.size(), 12U);
    EXPECT_TRUE(m_failure.isEmpty()) << "the model is fine";
    ASSERT_FALSE(m_detectorFailures.isEmpty());
    for (const PredictOutcome& outcome : m_outcomes) {
      const bool whole = outcome.id % 3 == 0;
      EXPECT_EQ(outcome.analysis != nullptr, whole) << outcome.id;
      EXPECT_EQ(outcome.problem, whole ? QString() : m_detectorFailures.first()) << outcome.id;
      EXPECT_FALSE(outcome.thumbnail.isEmpty());
    }
  }
}

TEST_F(PredictJobTest, ADetectorThatIsThereLaterIsFound) {
  m_options.haarFile = m_folder / "haar.xml";
  const std::vector<PredictTask> looked{{1, m_image, FaceMode::Detect, false}};
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add({looked.begin(), looked.end()});
  ASSERT_TRUE(waitFor([this] { return m_outcomes.size() == 1; }));
  EXPECT_TRUE(m_outcomes[0].problem.contains("haar.xml")) << m_outcomes[0].problem.toStdString();
  std::filesystem::copy_file(findHaarFile(), m_options.haarFile);
  m_job->add({looked.begin(), looked.end()});
  ASSERT_TRUE(waitFor([this] { return m_outcomes.size() == 2; }));
  EXPECT_TRUE(m_outcomes[1].problem.isEmpty()) << m_outcomes[1].problem.toStdString();
}

TEST_F(PredictJobTest, DestroyedWhileWorkingNothingComesAnyMore) {
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add(images());
  ASSERT_TRUE(waitFor([this] { return !m_outcomes.empty(); }));
  m_job.reset();
  const std::size_t done = m_outcomes.size();
  const int calls = m_calls;
  EXPECT_LT(calls, kImages);
  QTest::qWait(100);
  EXPECT_EQ(m_outcomes.size(), done);
  EXPECT_EQ(m_calls, calls) << "no thread is left";
}

class PredictJobVideoTest : public PredictJobTest {
protected:
  static constexpr int kFrames = 60;

  void SetUp() override {
    m_video = m_folder / "film.avi";
    if (!writeVideo(m_video, kFrames)) {
      GTEST_SKIP() << "OpenCV cannot write videos here";
    }
    m_job->setAnalysisSetup(slowModel(), m_options);
  }

  [[nodiscard]] QVector<PredictTask> video(quint32 id = 1) const { return {{id, m_video, FaceMode::Auto, true}}; }

  [[nodiscard]] int told(quint32 id = 1) const {
    int frames = 0;
    for (const VideoUpdate& news : m_news) {
      frames += news.id == id ? static_cast<int>(news.frames.size()) : 0;
    }
    return frames;
  }

  std::filesystem::path m_video;
};

TEST_F(PredictJobVideoTest, TellsOfEveryFrameInOrder) {
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 1U);
  ASSERT_TRUE(m_outcomes[0].video) << m_outcomes[0].problem.toStdString();
  EXPECT_FALSE(m_outcomes[0].video->stopped);
  EXPECT_EQ(m_outcomes[0].video->frames, kFrames);
  std::uint64_t next = 0;
  for (const VideoUpdate& news : m_news) {
    EXPECT_EQ(news.size, QSize(480, 320));
    for (const auto& result : news.frames) {
      EXPECT_EQ(result->frame, next++);
    }
  }
  EXPECT_EQ(next, static_cast<std::uint64_t>(kFrames));
  EXPECT_GT(m_news.size(), 1U) << "while it goes on, not at the end";
  EXPECT_FALSE(m_news.front().thumbnail.isEmpty());
}

TEST_F(PredictJobVideoTest, CancelledItStopsWithinAFrame) {
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return told() > 0; }));
  m_job->cancel();
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 1U);
  ASSERT_TRUE(m_outcomes[0].video);
  EXPECT_TRUE(m_outcomes[0].video->stopped);
  EXPECT_LT(m_outcomes[0].video->frames, kFrames);
  EXPECT_EQ(told(), m_outcomes[0].video->frames) << "what was found until then is kept";
}

TEST_F(PredictJobVideoTest, OnlyWhatIsNotWantedStops) {
  m_job->add(video(1) + video(2));
  ASSERT_TRUE(waitFor([this] { return told(1) > 0 && told(2) > 0; }));
  m_job->keepOnly([](quint32 id) { return id == 2; });
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 2U);
  EXPECT_EQ(m_outcomes[0].id, 1U);
  EXPECT_TRUE(m_outcomes[0].video->stopped);
  EXPECT_FALSE(m_outcomes[1].video->stopped);
  EXPECT_EQ(told(2), kFrames);
}

TEST_F(PredictJobVideoTest, NewToolsLetItGoOnWithTheOld) {
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return told() > 0; }));
  m_job->setAnalysisSetup(slowModel({"calm", "angry"}), m_options);
  EXPECT_TRUE(m_job->has(1));
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 1U);
  EXPECT_FALSE(m_outcomes[0].video->stopped);
  EXPECT_EQ(m_outcomes[0].origin.model->labels.size(), 8U);
  EXPECT_EQ(told(), kFrames);
}

TEST_F(PredictJobVideoTest, ForgottenItBeginsAgainWithTheNew) {
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return told() > 0; }));
  m_job->setAnalysisSetup(slowModel({"calm", "angry"}), m_options);
  m_job->forget({1});
  EXPECT_FALSE(m_job->has(1));
  m_news.clear();
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 1U);
  EXPECT_EQ(m_outcomes[0].origin.model->labels.size(), 2U);
  EXPECT_EQ(told(), kFrames) << "no frame of the analysis before";
}

TEST_F(PredictJobVideoTest, WithoutADetectorItSaysWhy) {
  m_options.haarFile = m_folder / "haar.xml";
  m_job->setAnalysisSetup(slowModel(), m_options);
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 1U);
  EXPECT_TRUE(m_outcomes[0].problem.contains("haar.xml")) << m_outcomes[0].problem.toStdString();
  EXPECT_EQ(m_detectorFailures, QStringList(m_outcomes[0].problem));
}

TEST_F(PredictJobVideoTest, DestroyedWhileWorkingItStops) {
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return told() > 0; }));
  m_job.reset();
  EXPECT_LT(m_calls, kFrames);
}

TEST_F(PredictJobVideoTest, AVideoThatCannotBeReadIsAnOutcome) {
  m_video = m_folder.write("damaged.mp4", "this is no video");
  m_job->add(video());
  ASSERT_TRUE(waitFor([this] { return ended(); }));
  ASSERT_EQ(m_outcomes.size(), 1U);
  EXPECT_FALSE(m_outcomes[0].video);
  EXPECT_TRUE(m_outcomes[0].problem.contains("damaged.mp4"));
}

} // namespace
} // namespace mien::ui::test
