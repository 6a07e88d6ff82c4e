#include "ui/predict/view/image_loader.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/face/face_crop.h"
#include "core/infer/network_input.h"
#include "core/picture/picture.h"
#include "core/video/video_frames.h"
#include "ui/async/worker.h"
#include "ui/pictures/gray_images.h"
#include "ui/pictures/mat_image.h"

#include <QMetaObject>

#include <cmath>
#include <exception>
#include <utility>

namespace mien::ui {

namespace {

constexpr double kSameFrame = 0.0005; // s

} // namespace

struct ImageLoader::LoaderState {
  quint64 number = 0;
  std::shared_ptr<SharedClassifier> model;
  std::unique_ptr<Classifier> classifier; ///< a clone of the model's
  std::vector<cv::Mat> faces;             ///< as they were cut out
  std::filesystem::path videoFile;        ///< of `video`
  std::unique_ptr<VideoFrames> video;     ///< open, since its next frame is often wanted soon

  [[nodiscard]] GrayView view(std::size_t face) const {
    const cv::Mat& crop = faces[face];
    return {crop.data, crop.cols, crop.rows, static_cast<std::ptrdiff_t>(crop.step)};
  }

  cv::Mat read(const ImageRequest& request, const std::stop_token& stop, const VideoFrames::Progress& progress) {
    if (!request.frame) {
      video.reset();
      return loadPicture(request.file).image;
    }
    if (!video || videoFile != request.file) {
      video = std::make_unique<VideoFrames>(request.file);
      videoFile = request.file;
    }
    std::optional<VideoFrame> frame = video->at(request.frame->seconds, stop, progress);
    if (!frame) {
      return {}; // nobody waits for it any more
    }
    const bool first = request.frame->number == 0; // of which the time may not be known yet
    if (frame->image.empty() || (!first && std::abs(frame->seconds - request.frame->seconds) > kSameFrame)) {
      video.reset();
      throw Error(ErrorKind::BadData,
                  Message("There is no frame {number} in '{file}' any more. If the file was "
                          "changed, take it off the list and add it again.",
                          {{"number", request.frame->number + 1}, {"file", shownPath(request.file)}}));
    }
    return frame->image;
  }

  LoadedImage load(quint64 requestNumber, const ImageRequest& request, const std::stop_token& stop,
                   const VideoFrames::Progress& progress) {
    LoadedImage shown;
    shown.analysis = request.analysis;
    number = requestNumber;
    faces.clear();
    try {
      const cv::Mat image = read(request, stop, progress);
      if (image.empty()) {
        return shown;
      }
      shown.picture = matImage(image, kShownSide);
      shown.scale = static_cast<double>(shown.picture.width()) / image.cols;
      if (request.analysis && request.model) {
        if (request.model != model || !classifier) {
          classifier = request.model->clone();
          model = request.model;
        }
        for (const AnalyzedFace& face : request.analysis->faces) {
          faces.push_back(cropGrey(image, face.crop));
          shown.crops.push_back(
              grayImage(networkInput(view(faces.size() - 1), classifier->info()), classifier->info().inputSize));
        }
      }
    } catch (...) {
      shown.problem = errorText(std::current_exception());
    }
    return shown;
  }
};

ImageLoader::ImageLoader(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stop) { work(stop); }) {}

ImageLoader::~ImageLoader() { m_newest.request_stop(); }

void ImageLoader::load(ImageRequest request) {
  m_newest.request_stop();
  m_newest = {};
  {
    const std::scoped_lock lock(m_mutex);
    m_request = PendingRequest{++m_number, std::move(request), m_newest.get_token()};
    m_heatmapRequest.reset();
  }
  m_asked.notify_one();
}

void ImageLoader::explain(int face, int label) {
  {
    const std::scoped_lock lock(m_mutex);
    m_heatmapRequest = HeatmapRequest{face, label};
  }
  m_asked.notify_one();
}

void ImageLoader::clear() {
  m_newest.request_stop();
  const std::scoped_lock lock(m_mutex);
  ++m_number;
  m_request.reset();
  m_heatmapRequest.reset();
}

template <class Answer> void ImageLoader::deliver(quint64 number, Answer answer) {
  QMetaObject::invokeMethod(
      this,
      [this, number, answer = std::move(answer)] {
        if (number == m_number) {
          answer();
        }
      },
      Qt::QueuedConnection);
}

void ImageLoader::work(const std::stop_token& stop) {
  LoaderState state;
  for (;;) {
    std::optional<PendingRequest> request;
    std::optional<HeatmapRequest> heatmapRequest;
    {
      std::unique_lock lock(m_mutex);
      if (!m_asked.wait(lock, stop, [this] { return m_request || m_heatmapRequest; }) || stop.stop_requested()) {
        return;
      }
      request.swap(m_request);
      if (!request) {
        heatmapRequest.swap(m_heatmapRequest);
      }
    }
    if (request) {
      const auto onProgress = [this, number = request->number](double share) {
        deliver(number, [this, share] { emit searching(share); });
      };
      deliver(request->number, [this, image = state.load(request->number, request->picture, request->stop,
                                                         onProgress)] { emit loaded(image); });
    } else if (heatmapRequest->face >= 0 && heatmapRequest->face < static_cast<int>(state.faces.size())) {
      try {
        const Heatmap map = state.classifier->gradCam(state.view(static_cast<std::size_t>(heatmapRequest->face)),
                                                      heatmapRequest->label);
        deliver(state.number, [this, face = heatmapRequest->face, map] { emit explained(face, map); });
      } catch (...) {
        deliver(state.number, [this, text = errorText(std::current_exception())] { emit notExplained(text); });
      }
    }
  }
}

} // namespace mien::ui
