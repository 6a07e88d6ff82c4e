#include "core/demo/demo_data.h"

#include "core/common/error.h"
#include "core/common/files/make_folder.h"
#include "core/common/text/shown_text.h"
#include "core/demo/portrait.h"
#include "core/demo/simulated_votes.h"

#include <fmt/format.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <tbb/parallel_for.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace mien {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void failToWrite(const fs::path& file, int reason) {
  if (reason == ENOSPC || reason == EDQUOT) {
    throw Error(
        ErrorKind::DiskFull,
        Message("'{file}' could not be written: the disk is full. Free some space, or name a folder on another disk.",
                {{"file", shownPath(file)}}));
  }
  throw Error(ErrorKind::Io,
              Message("'{file}' could not be written: {reason}. Check the folder's permissions, or name another one.",
                      {{"file", shownPath(file)}, {"reason", std::strerror(reason)}}));
}

void writeFile(const fs::path& file, const void* bytes, std::size_t size) {
  struct Close {
    void operator()(std::FILE* stream) const { std::fclose(stream); }
  };
  std::unique_ptr<std::FILE, Close> stream(std::fopen(file.c_str(), "wb"));
  if (!stream || std::fwrite(bytes, 1, size, stream.get()) != size || std::fflush(stream.get()) != 0) {
    failToWrite(file, errno);
  }
  // A network file system may report a full disk only now.
  if (std::fclose(stream.release()) != 0) {
    failToWrite(file, errno);
  }
}

void requireEmptyFolder(const fs::path& out) {
  std::error_code error;
  if (fs::exists(out, error)) {
    if (!fs::is_directory(out, error)) {
      throw Error(ErrorKind::BadArgument,
                  Message("'{folder}' is not a folder. Name a new or empty folder for the demo data (--out).",
                          {{"folder", shownPath(out)}}));
    }
    const bool empty = fs::is_empty(out, error);
    if (error) {
      throw Error(ErrorKind::Io, Message("'{folder}' cannot be read: {reason}. Name another folder.",
                                         {{"folder", shownPath(out)}, {"reason", error.message()}}));
    }
    if (!empty) {
      throw Error(ErrorKind::BadArgument, Message("'{folder}' is not empty, and the demo data would mix with what it "
                                                  "holds. Name a new or empty folder (--out).",
                                                  {{"folder", shownPath(out)}}));
    }
  }
}

std::string imageName(int number) { return fmt::format("demo{:07}.png", number); }

/// Writes image `number` (counted over all splits) and returns its line for label.csv.
std::string writeImage(const fs::path& folder, int number, std::uint64_t seed) {
  demo::DemoRandom random = demo::DemoRandom::forItem(seed, static_cast<std::uint64_t>(number));
  const demo::Portrait portrait = demo::randomPortrait(random);
  std::vector<std::uint8_t> pixels = demo::renderPortrait(portrait, kDemoImageSide, random);
  const Votes votes = demo::simulateVotes(portrait, random);

  std::vector<std::uint8_t> png;
  cv::imencode(".png", cv::Mat(kDemoImageSide, kDemoImageSide, CV_8UC1, pixels.data()), png);
  const std::string name = imageName(number);
  writeFile(folder / name, png.data(), png.size());

  std::string line =
      name + ",\"(0, 0, " + std::to_string(kDemoImageSide) + ", " + std::to_string(kDemoImageSide) + ")\"";
  for (const auto count : votes) {
    line += ',' + std::to_string(count);
  }
  return line + '\n';
}

/// False when it was stopped. `drawn` counts the images of this split.
bool writeSplit(const fs::path& folder, int first, int count, std::uint64_t seed,
                const std::function<void(int drawn)>& progress, const std::stop_token& stop) {
  constexpr int kPortion = 64; // a fraction of a second between two calls of progress
  makeFolder(folder);
  std::vector<std::string> lines(static_cast<std::size_t>(count));
  for (int begin = 0; begin < count; begin += kPortion) {
    const int end = std::min(begin + kPortion, count);
    tbb::parallel_for(begin, end, [&](int i) {
      if (!stop.stop_requested()) {
        lines[static_cast<std::size_t>(i)] = writeImage(folder, first + i, seed);
      }
    });
    if (stop.stop_requested()) {
      return false;
    }
    progress(end);
  }
  std::string table;
  for (const std::string& line : lines) {
    table += line;
  }
  writeFile(folder / "label.csv", table.data(), table.size());
  return true;
}

/// Waits until nobody else holds the folder's lock; it ends with the process. A file system without locks has none.
class FolderLock {
public:
  FolderLock(const fs::path& folder, const std::stop_token& stop)
      : m_descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    while (m_descriptor >= 0 && ::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK &&
           !stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  ~FolderLock() {
    if (m_descriptor >= 0) {
      ::close(m_descriptor);
    }
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

private:
  int m_descriptor;
};

} // namespace

bool writeDemoData(const fs::path& out, const DemoDataOptions& options, const DemoDataProgress& progress,
                   const std::stop_token& stop) {
  for (const int count : {options.trainImages, options.validImages, options.testImages}) {
    if (count < 0 || count > 1'000'000) {
      throw Error(ErrorKind::BadArgument,
                  Message("A split of {count} demo images cannot be made; choose 0 to 1,000,000.", {{"count", count}}));
    }
  }
  requireEmptyFolder(out);
  try {
    const int total = options.trainImages + options.validImages + options.testImages;
    int first = 0;
    const std::array<std::pair<const char*, int>, 3> splits{{{"FER2013Train", options.trainImages},
                                                             {"FER2013Valid", options.validImages},
                                                             {"FER2013Test", options.testImages}}};
    for (const auto& [name, count] : splits) {
      const auto tell = [&progress, first, total](int drawn) {
        if (progress) {
          progress(static_cast<std::size_t>(first + drawn), static_cast<std::size_t>(total));
        }
      };
      if (!writeSplit(out / name, first, count, options.seed, tell, stop)) {
        std::error_code ignored;
        for (const auto& [drawn, ofIt] : splits) { // `out` was empty, so that these are ours
          fs::remove_all(out / drawn, ignored);
        }
        return false;
      }
      first += count;
    }
    return true;
  } catch (const cv::Exception& error) {
    throw Error(ErrorKind::Internal, Message("A demo image for '{folder}' could not be encoded: {reason}",
                                             {{"folder", shownPath(out)}, {"reason", error.what()}}));
  }
}

bool makeDemoData(const fs::path& folder, const DemoDataOptions& options, const DemoDataProgress& progress,
                  const std::stop_token& stop) {
  if (fs::exists(folder)) {
    return true;
  }
  const fs::path parent = fs::absolute(folder).parent_path();
  makeFolder(parent);
  const FolderLock lock(parent, stop); // two at once would draw into, and remove, the same unfinished folder
  if (stop.stop_requested()) {
    return false;
  }
  if (fs::exists(folder)) {
    return true;
  }
  fs::path unfinished = folder;
  unfinished += ".unfinished";
  std::error_code ignored;
  fs::remove_all(unfinished, ignored); // of an attempt that was cut off
  try {
    if (!writeDemoData(unfinished, options, progress, stop)) {
      fs::remove_all(unfinished, ignored);
      return false;
    }
  } catch (...) {
    fs::remove_all(unfinished, ignored); // what was written would keep a full disk full
    throw;
  }
  fs::rename(unfinished, folder);
  return true;
}

} // namespace mien
