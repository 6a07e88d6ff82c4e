#pragma once

#include "core/data/detail/image_source.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mien::detail {

/// Images in files of their own.
class FileImageSource final : public ImageSource {
public:
  /// `files` are relative to `root`, or absolute.
  FileImageSource(const std::filesystem::path& root, std::vector<std::string> files);

  [[nodiscard]] ImageFacts inspect(std::size_t record) const override;
  [[nodiscard]] ImageFacts decode(std::size_t record, cv::Mat& gray) const override;

private:
  std::filesystem::path m_root;
  std::vector<std::string> m_files;
};

} // namespace mien::detail
