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

/// Gathers what is found until it is told.
class VideoUpdateBatcher {
public:
  VideoUpdateBatcher(VideoUpdate blank, const VideoUpdateCallback& tell)
      : m_blank(std::move(blank)), m_news(m_blank), m_tell(tell) {}

  void add(const VideoProgress& progress, const TimedFrame& frame, const std::shared_ptr<const FrameResult>& result) {
    m_news.progress = progress;
    m_news.size = {frame.image.cols, frame.image.rows};
    m_news.frames.append(result);
    const bool face = !result->faces.empty();
    if (!m_thumbnail || (face && !m_thumbnailHasFace)) {
      m_thumbnail = true;
      m_thumbnailHasFace = face;
      const std::vector<std::uint8_t> jpeg = makeThumbnail(frame.image, PredictJob::kThumbnailSide);
      m_news.thumbnail = QByteArray(reinterpret_cast<const char*>(jpeg.data()), static_cast<qsizetype>(jpeg.size()));
    }
    if (Clock::now() - m_reportedAt >= kPeriod) {
      tell();
    }
  }

  void tell() {
    if (!m_news.frames.isEmpty()) {
      m_tell(std::make_shared<const VideoUpdate>(std::exchange(m_news, m_blank)));
      m_reportedAt = Clock::now();
    }
  }

private:
  VideoUpdate m_blank;
  VideoUpdate m_news;
  const VideoUpdateCallback& m_tell;
  bool m_thumbnail = false;
  bool m_thumbnailHasFace = false;
  Clock::time_point m_reportedAt;
};

} // namespace

VideoAnalysis analyseVideoFile(const PredictTask& task, const AnalysisProvenance& origin, DetectorListener ear,
                               const VideoUpdateCallback& tell, const std::stop_token& stop) {
  FaceDetectorOptions ofFrames = origin.tools->detector;
  ofFrames.minFaceSide = 0; // the frames are searched at another size than their own
  LiveOptions options;
  options.minFaceSide = origin.tools->detector.minFaceSide;
  LazyFaceDetector finder(ofFrames, std::move(ear));
  const auto namer = origin.tools->model->clone();
  VideoUpdate blank;
  blank.id = task.id;
  blank.origin = origin;
  blank.framing = finder.framing();
  VideoUpdateBatcher gatherer(std::move(blank), tell);
  UnfinishedTable rows(task.unfinishedFolder, task.file, origin.model->labels);
  VideoAnalysis analysis;
  try {
    analysis = analyzeVideo(
        task.file, finder, *namer, options,
        [&](const VideoProgress& progress, const auto& frame, const auto& result) {
          rows.add(*result);
          gatherer.add(progress, *frame, result);
        },
        stop);
  } catch (...) {
    gatherer.tell(); // what was found until then is a result, too
    throw;
  }
  gatherer.tell();
  if (analysis.frames == 0 && !analysis.stopped) {
    throw Error(ErrorKind::BadData, Message("'{file}' has no picture that can be read. It may be cut short; copy it "
                                            "again or convert it, for example to MP4 with H.264.",
                                            {{"file", shownPath(task.file)}}));
  }
  return analysis;
}

} // namespace mien::ui
