#include "core/data/detail/image_files.h"

#include "core/common/image_header.h"

#include <opencv2/imgcodecs.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <optional>
#include <span>

namespace mien::detail {

namespace {

constexpr off_t kLargestFile = off_t{1} << 28;

// Without waiting: opening a pipe that nobody writes to would hang for ever.
class FileHandle {
public:
  explicit FileHandle(const std::string& path) : m_handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~FileHandle() {
    if (m_handle >= 0) {
      ::close(m_handle);
    }
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  [[nodiscard]] int get() const { return m_handle; }

private:
  int m_handle;
};

// The buffer is the thread's own and keeps its memory: small files are read by the ten thousand.
ImageState readFile(const std::string& path, std::vector<std::uint8_t>& buffer) {
  const FileHandle file(path);
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    return ImageState::Missing;
  }
  if (!S_ISREG(status.st_mode) || status.st_size > kLargestFile) {
    return ImageState::Corrupt;
  }
  if (status.st_size == 0) {
    return ImageState::Empty;
  }
  buffer.resize(static_cast<std::size_t>(status.st_size));
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t got = ::read(file.get(), buffer.data() + done, buffer.size() - done);
    if (got <= 0) {
      return ImageState::Corrupt;
    }
    done += static_cast<std::size_t>(got);
  }
  return ImageState::Usable;
}

struct Encoded {
  std::span<std::uint8_t> bytes;
  ImageFacts facts;
};

Encoded readEncoded(const std::string& path) {
  thread_local std::vector<std::uint8_t> buffer;
  Encoded result;
  result.facts.state = readFile(path, buffer);
  if (result.facts.state != ImageState::Usable) {
    return result;
  }
  result.bytes = buffer;
  const std::optional<ImageHeader> header = readImageHeader(buffer);
  result.facts.hash = XXH3_64bits(buffer.data(), buffer.size());
  if (header && header->complete && !header->tooLarge()) {
    result.facts.colour = header->colour;
    result.facts.width = static_cast<int>(header->width);
    result.facts.height = static_cast<int>(header->height);
  } else {
    result.facts.state = ImageState::Corrupt;
  }
  return result;
}

} // namespace

FileImageSource::FileImageSource(const std::filesystem::path& root, std::vector<std::string> files)
    : m_root(root), m_files(std::move(files)) {}

ImageFacts FileImageSource::inspect(std::size_t record) const {
  return readEncoded((m_root / m_files[record]).string()).facts;
}

ImageFacts FileImageSource::decode(std::size_t record, cv::Mat& gray) const {
  Encoded encoded = readEncoded((m_root / m_files[record]).string());
  if (encoded.facts.state != ImageState::Usable) {
    return encoded.facts;
  }
  try {
    const cv::Mat bytes(1, static_cast<int>(encoded.bytes.size()), CV_8U, encoded.bytes.data());
    cv::imdecode(bytes, cv::IMREAD_GRAYSCALE, &gray);
  } catch (const cv::Exception&) {
    gray.release();
  }
  if (gray.empty()) {
    encoded.facts.state = ImageState::Corrupt;
  } else { // an EXIF orientation may have turned it
    encoded.facts.width = gray.cols;
    encoded.facts.height = gray.rows;
  }
  return encoded.facts;
}

} // namespace mien::detail
