#pragma once

#include "core/data/detail/image_source.h"

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace mien::detail {

/// Images in files of their own.
class FileImageSource final : public ImageSource {
public:
  /// `files` are relative to `root`.
  FileImageSource(const std::filesystem::path& root, std::vector<std::string> files);

  [[nodiscard]] ImageFacts inspect(std::size_t record) const override;
  [[nodiscard]] ImageFacts decode(std::size_t record, cv::Mat& gray) const override;

private:
  std::string m_root; ///< ends with a slash
  std::vector<std::string> m_files;
};

/// The names of the images in one folder, read once, and which of them a row has named.
class ImageListing {
public:
  enum class Claim { First, Again, Missing };

  /// A folder that is not there lists as empty.
  explicit ImageListing(const std::filesystem::path& folder);

  [[nodiscard]] Claim claim(const std::string& name);
  [[nodiscard]] std::vector<std::string> unclaimed() const; ///< sorted

private:
  std::unordered_map<std::string, bool> m_claimed;
};

} // namespace mien::detail
