#include "ui/predict/analysis/predict_job_video.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/face/thumbnail.h"
#include "ui/predict/analysis/unfinished_table.h"

#include <chrono>
#include <utility>

namespace mien::ui {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kPeriod = std::chrono::milliseconds(100);

/// Gathers what is found until it is reported.
class VideoUpdateBatcher {
public:
  VideoUpdateBatcher(VideoUpdate blank, const VideoUpdateCallback& onUpdate)
      : m_blank(std::move(blank)), m_update(m_blank), m_onUpdate(onUpdate) {}

  void add(const VideoProgress& progress, const TimedFrame& frame, const std::shared_ptr<const FrameResult>& result) {
    m_update.progress = progress;
    m_update.size = {frame.image.cols, frame.image.rows};
    m_update.frames.append(result);
    const bool face = !result->faces.empty();
    if (!m_thumbnail || (face && !m_thumbnailHasFace)) {
      m_thumbnail = true;
      m_thumbnailHasFace = face;
      const std::vector<std::uint8_t> jpeg = makeThumbnail(frame.image, PredictJob::kThumbnailSide);
      m_update.thumbnail = QByteArray(reinterpret_cast<const char*>(jpeg.data()), static_cast<qsizetype>(jpeg.size()));
    }
    if (Clock::now() - m_reportedAt >= kPeriod) {
      report();
    }
  }

  void report() {
    if (!m_update.frames.isEmpty()) {
      m_onUpdate(std::make_shared<const VideoUpdate>(std::exchange(m_update, m_blank)));
      m_reportedAt = Clock::now();
    }
  }

private:
  VideoUpdate m_blank;
  VideoUpdate m_update;
  const VideoUpdateCallback& m_onUpdate;
  bool m_thumbnail = false;
  bool m_thumbnailHasFace = false;
  Clock::time_point m_reportedAt;
};

} // namespace

VideoAnalysis analyseVideoFile(const PredictTask& task, const AnalysisProvenance& origin, DetectorListener listener,
                               const VideoUpdateCallback& onUpdate, const std::stop_token& stop) {
  FaceDetectorOptions ofFrames = origin.setup->detector;
  ofFrames.minFaceSide = 0; // the frames are searched at another size than their own
  LiveOptions options;
  options.minFaceSide = origin.setup->detector.minFaceSide;
  LazyFaceDetector detector(ofFrames, std::move(listener));
  const auto classifier = origin.setup->model->clone();
  VideoUpdate blank;
  blank.id = task.id;
  blank.origin = origin;
  blank.framing = detector.framing();
  VideoUpdateBatcher batcher(std::move(blank), onUpdate);
  UnfinishedTable rows(task.unfinishedFolder, task.file, origin.model->labels);
  VideoAnalysis analysis;
  try {
    analysis = analyzeVideo(
        task.file, detector, *classifier, options,
        [&](const VideoProgress& progress, const auto& frame, const auto& result) {
          rows.add(*result);
          batcher.add(progress, *frame, result);
        },
        stop);
  } catch (...) {
    batcher.report(); // what was found until then is a result, too
    throw;
  }
  batcher.report();
  if (analysis.frames == 0 && !analysis.stopped) {
    throw Error(ErrorKind::BadData, Message("'{file}' has no picture that can be read. It may be cut short; copy it "
                                            "again or convert it, for example to MP4 with H.264.",
                                            {{"file", shownPath(task.file)}}));
  }
  return analysis;
}

} // namespace mien::ui
