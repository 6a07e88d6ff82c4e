#include "core/common/error.h"
#include "core/live/source/detail/capture_sources.h"
#include "core/picture/folder_files.h"
#include "core/picture/picture.h"

#include <vector>

namespace mien::detail {

namespace {

class ImageFolder final : public FrameSource {
public:
  ImageFolder(std::vector<std::filesystem::path> files, double fps, bool loop)
      : m_files(std::move(files)), m_fps(fps), m_loop(loop) {}

  FrameRead read() override {
    // A file that is no image is passed over; a folder without any ends, also in a loop.
    for (std::size_t tries = 0; tries < m_files.size(); ++tries) {
      if (m_next == m_files.size()) {
        if (!m_loop) {
          break;
        }
        m_next = 0;
      }
      try {
        return {FrameRead::Status::Frame, loadPicture(m_files[m_next++]).image, {}};
      } catch (const Error&) {
        continue;
      }
    }
    return {FrameRead::Status::End, {}, {}};
  }
  double fps() const override { return m_fps; }
  std::int64_t frameCount() const override { return m_loop ? 0 : static_cast<std::int64_t>(m_files.size()); }
  bool live() const override { return false; }

private:
  std::vector<std::filesystem::path> m_files;
  std::size_t m_next = 0;
  double m_fps;
  bool m_loop;
};

} // namespace

std::unique_ptr<FrameSource> openFolder(const SourceSpec& spec) {
  auto files = listFolder(spec.location).pictures;
  if (files.empty()) {
    throw Error(ErrorKind::NotFound,
                Message("There is no image in the folder '{location}'. Choose another one (sub-folders are not read).",
                        {{"location", spec.location}}));
  }
  return std::make_unique<ImageFolder>(std::move(files), spec.imagesPerSecond > 0 ? spec.imagesPerSecond : 1,
                                       spec.loop);
}

} // namespace mien::detail
