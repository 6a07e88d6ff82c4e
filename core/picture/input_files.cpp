#include "core/picture/input_files.h"

#include "core/common/error.h"
#include "core/picture/folder_files.h"
#include "core/picture/video_names.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace mien {

namespace fs = std::filesystem;

namespace {

class Collector {
public:
  Collector(fs::path leftOut, const std::stop_token& stop) : m_leftOut(std::move(leftOut)), m_stop(stop) {}

  void add(const fs::path& given) {
    std::error_code ignored;
    if (fs::is_directory(given, ignored)) {
      addFolder(given);
    } else {
      addFile({given, opensAsVideo(given)});
    }
  }

  InputFiles take() {
    m_found.stopped = m_stop.stop_requested();
    return std::move(m_found);
  }

private:
  void addFile(const InputFile& file) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(file.path, error);
    if (m_known.insert(error ? file.path : real).second) {
      m_found.files.push_back(file);
    }
  }

  void addFolder(const fs::path& folder) {
    FolderFiles inside;
    try {
      inside = listFolder(folder, m_stop);
    } catch (const Error& error) {
      m_found.problems.push_back(error.message());
      return;
    }
    m_found.skipped.add(inside.skipped);
    std::vector<InputFile> files;
    for (const fs::path& path : inside.pictures) {
      files.push_back({path, false});
    }
    for (const fs::path& path : inside.videos) {
      files.push_back({path, true});
    }
    std::ranges::sort(files, {}, &InputFile::path);
    std::ranges::for_each(files, [this](const InputFile& file) { addFile(file); });
    for (const fs::path& inner : inside.folders) {
      std::error_code ignored;
      const bool out = !m_leftOut.empty() && fs::equivalent(inner, m_leftOut, ignored);
      if (!out && !m_stop.stop_requested()) {
        addFolder(inner);
      }
    }
  }

  fs::path m_leftOut;
  const std::stop_token& m_stop;
  InputFiles m_found;
  std::set<fs::path> m_known; ///< links resolved
};

} // namespace

InputFiles inputFiles(std::span<const fs::path> given, const fs::path& leftOut, const std::stop_token& stop) {
  Collector collector(leftOut, stop);
  std::ranges::for_each(given, [&](const fs::path& path) { collector.add(path); });
  return collector.take();
}

} // namespace mien
