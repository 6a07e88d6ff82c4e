#include "core/face/image_file.h"

#include "core/common/atomic_file.h"
#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/picture/folder_files.h"
#include "core/picture/picture.h"

#include <opencv2/imgcodecs.hpp>

#include <cstdint>
#include <vector>

namespace mien {

cv::Mat loadImage(const std::filesystem::path& file) { return loadPicture(file).image; }

std::vector<std::filesystem::path> imagesInFolder(const std::filesystem::path& folder) {
  return listFolder(folder).pictures;
}

void savePng(const cv::Mat& image, const std::filesystem::path& file) {
  std::vector<std::uint8_t> bytes;
  bool encoded = false;
  try {
    encoded = cv::imencode(".png", image, bytes);
  } catch (const cv::Exception&) {
    encoded = false;
  }
  if (!encoded) {
    throw Error(ErrorKind::Internal, "cannot make a PNG for " + shownPath(file));
  }
  writeFileAtomically(file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

} // namespace mien
